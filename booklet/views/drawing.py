"""The range of a disputed figure, drawn small: each text a mark on one scale, an open end as an arrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from booklet.model import Claim
from booklet.views.labels import number_words, shorten

# In units of the drawing, of which its letters are 8.6 high; `Scale` says how large one is on the page.
_LETTERS, _ROW, _SIDE, _AXIS = 8.6, 11.0, 24.0, 18.0
_ARROW = 26.0
_LABEL = 0.4  # of the width, at most, for the names of the texts
_SMALLEST = 7.0  # pt: no letter of a drawing is smaller
_OF_TEXT = 0.72
_WIDEST = 30.0  # em


@dataclass(frozen=True, slots=True)
class Scale:
    """The width of a drawing in its units, and how many points one of them has."""

    width: float
    unit: float

    @classmethod
    def of(cls, measure: float, text_size: float) -> Scale:
        """Return the scale for a text block of some width and a size of text, both in pt."""
        unit = max(_SMALLEST, _OF_TEXT * text_size) / _LETTERS
        return cls(round(min(measure, _WIDEST * text_size) / unit, 1), unit)


def draw_range(claims: Sequence[Claim], labels: Sequence[str], alternative: str, scale: Scale) -> Markup:
    """Draw one mark a claim, from top to bottom in the order of the texts, above a scale of the outermost values.

    Claims without any number are left out. Returns an empty string where fewer than two values differ.
    """
    drawn = [(c, label) for c, label in zip(claims, labels, strict=True) if c.qualifier != "vague"]
    values = sorted({v for claim, _ in drawn for v in (claim.low, claim.high) if v is not None})
    if len(values) < 2:
        return Markup("")
    low, high = values[0], values[-1]
    drawn = [(claim, _fitting(label, _LABEL * scale.width)) for claim, label in drawn]
    left, right = 6 + max(_wide(label) for _, label in drawn), scale.width - _SIDE - _ARROW

    def x(value: float) -> float:
        return round(left + _SIDE + (value - low) / (high - low) * (right - left - _SIDE), 1)

    rows: list[Markup] = []
    for n, (claim, label) in enumerate(drawn):
        y = round(_ROW * n + _ROW / 2 + 1, 1)
        rows.append(
            Markup('<text x="0" y="{}" font-size="8.6" fill="#5a534c">{}</text>').format(y + 3, label)
            + _mark(claim, x, y)
        )
    base = _ROW * len(drawn) + 4
    axis = Markup('<line x1="{0}" x2="{1}" y1="{2}" y2="{2}" stroke="#5a534c" stroke-width="0.5"/>').format(
        x(low), x(high), base
    )
    for value in _ticks(values, x):
        axis += Markup(
            '<line x1="{0}" x2="{0}" y1="{1}" y2="{2}" stroke="#5a534c" stroke-width="0.5"/>'
            '<text x="{0}" y="{3}" font-size="8.6" text-anchor="middle" fill="#161413">{4}</text>'
        ).format(x(value), base, base + 3, base + 12, number_words(value))
    height = base + _AXIS
    return Markup(
        '<svg width="{0}pt" height="{1}pt" viewBox="0 0 {2} {3}" role="img" alt="{4}"'
        ' font-family="Source Serif 4 Caption"><title>{4}</title>{5}</svg>'
    ).format(
        round(scale.width * scale.unit, 2),
        round(height * scale.unit, 2),
        scale.width,
        round(height, 1),
        alternative,
        Markup("").join(rows) + axis,
    )


def _wide(label: str) -> float:
    """Return about how wide a label is, in pixels at its size."""
    return sum(6.6 if letter.isupper() else 2.8 if letter in "ijlt.,;:’‘'| " else 4.9 for letter in label)


def _fitting(label: str, room: float) -> str:
    """Cut a label to the room beside the scale."""
    letters = len(label)
    while _wide(label) > room and letters > 8:
        letters -= 2
        label = shorten(label, letters)
    return label


def _mark(claim: Claim, x: object, y: float) -> Markup:
    place = x if callable(x) else float
    ends = [place(v) for v in (claim.low, claim.high) if v is not None]
    first, last = min(ends), max(ends)
    about = claim.qualifier == "about"
    piece = Markup("")
    if last > first:
        piece += Markup('<line x1="{0}" x2="{1}" y1="{2}" y2="{2}" stroke="#161413" stroke-width="1.6"/>').format(
            first, last, y
        )
    if claim.high is None or claim.low is None:
        way = 1 if claim.high is None else -1
        tip = (last if way > 0 else first) + way * _ARROW * 0.8
        start = last if way > 0 else first
        piece += Markup(
            '<line x1="{0}" x2="{1}" y1="{2}" y2="{2}" stroke="#161413" stroke-width="0.8"/>'
            '<path d="M {1} {2} l {3} -2.6 l 0 5.2 z" fill="#161413"/>'
        ).format(start, round(tip, 1), y, -5 * way)
    fill = "none" if about else "#161413"
    for end in {first, last}:
        piece += Markup('<circle cx="{}" cy="{}" r="2.6" fill="{}" stroke="#161413" stroke-width="0.8"/>').format(
            end, y, fill
        )
    return piece


def _ticks(values: list[float], x: object) -> list[float]:
    """Return the values that can be written under the scale without touching; the outermost always."""
    place = x if callable(x) else float
    chosen = [values[0]]
    for value in values[1:-1]:
        if place(value) - place(chosen[-1]) >= 34 and place(values[-1]) - place(value) >= 34:
            chosen.append(value)
    return [*chosen, values[-1]]
