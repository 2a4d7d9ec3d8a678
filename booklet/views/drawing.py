"""The range of a disputed figure, drawn small: each text a mark on one scale, an open end as an arrow."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from booklet.model import Claim
from booklet.views.labels import number_words, shorten

# CSS pixels. The width is that of the text block of A5; the style scales the drawing with the page.
_WIDTH, _ROW, _SIDE, _AXIS = 400.0, 11.0, 24.0, 18.0
_ARROW = 26.0
_LABEL = 160.0  # at most, of the name of a text


def draw_range(claims: Sequence[Claim], labels: Sequence[str], alternative: str) -> Markup:
    """Draw one mark a claim, from top to bottom in the order of the texts, above a scale of the outermost values.

    Claims without any number are left out. Returns an empty string where fewer than two values differ.
    """
    drawn = [(c, label) for c, label in zip(claims, labels, strict=True) if c.qualifier != "vague"]
    values = sorted({v for claim, _ in drawn for v in (claim.low, claim.high) if v is not None})
    if len(values) < 2:
        return Markup("")
    low, high = values[0], values[-1]
    drawn = [(claim, _fitting(label)) for claim, label in drawn]
    left, right = 6 + max(_wide(label) for _, label in drawn), _WIDTH - _SIDE - _ARROW

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
        '<svg width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" alt="{2}"'
        ' font-family="Source Serif 4 Caption"><title>{2}</title>{3}</svg>'
    ).format(_WIDTH, round(height, 1), alternative, Markup("").join(rows) + axis)


def _wide(label: str) -> float:
    """Return about how wide a label is, in pixels at its size."""
    return sum(6.6 if letter.isupper() else 2.8 if letter in "ijlt.,;:’‘'| " else 4.9 for letter in label)


def _fitting(label: str) -> str:
    """Cut a label to the room beside the scale."""
    letters = len(label)
    while _wide(label) > _LABEL and letters > 8:
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
