"""What a layout did badly -> what the next layout of the same part must do otherwise.

`faults` says what is wrong; here the lines of each faulty paragraph are chosen anew. A note is never lost for it:
`production` weighs the layouts and keeps the best that has all its notes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from booklet import markup
from booklet.dates import find_dates
from booklet.faults import NEVER, Fault
from booklet.fit import LineStart, Piece, fit_lines
from booklet.lines import Paragraph
from booklet.ruler import Ruler
from booklet.views.text import Mending

_OPENING = 0.7  # beyond it the small capitals at the beginning of a text are set wider
_SAFETY = 0.2  # px that stay free: widths are measured piece by piece
_DEAR = 400.0  # of faults: more is not given for a line alone
_SHORT = 60.0  # cost of two letters alone before a hyphen


def mend_faults(
    faults: Sequence[Fault],
    paragraphs: Sequence[Paragraph],
    measured: Sequence[Paragraph],
    passages: Mapping[int, str],
    language: str,
    before: Mending,
    room_above: int = 0,
) -> Mending:
    """Return how to set the part again: each faulty paragraph with the lines that suit all of it best.

    `paragraphs` are those of the layout that has the faults, `measured` those of the first one, whose widths nothing
    has changed yet; `room_above` says by how many lines the title may be raised.
    """
    whole = before.whole | {fault.place for fault in faults if fault.kind in {"row", "turn"}}
    undivided = before.undivided | {fault.word for fault in faults if fault.kind == "name"}
    room = _Room(measured, passages, language, whole)
    chosen = dict(before.lines)
    classes = set(before.classes)
    for at in dict.fromkeys(fault.at for fault in faults if fault.kind not in {"single", "white", "few"}):
        fitted = room.fit(at)
        if fitted and chosen.get(at) != fitted[0]:
            chosen[at] = fitted[0]
        elif any(fault.at == at and fault.weight >= NEVER for fault in faults if fault.kind == "loose"):
            classes.add((at, "ragged"))  # in no way can its words fill the lines
            chosen.pop(at, None)
    classes = _opened(classes, paragraphs, dict(before.lines), chosen)
    raised = before.raised
    few = next((fault.place for fault in faults if fault.kind == "few"), None)
    if few is not None:
        most = room_above - raised
        saved = _pull_back(paragraphs, few, room, chosen, most) if few else most
        if saved is not None:
            raised, faults = raised + saved, ()  # every break after the first line saved is another one
    for fault in faults:
        if fault.kind == "single":
            classes |= _shift(fault.at, paragraphs, room, chosen)
    return Mending(frozenset(classes), undivided, whole, tuple(chosen.items()), before.notes, raised)


def _opened(
    classes: set[tuple[int, str]],
    paragraphs: Sequence[Paragraph],
    before: Mapping[int, tuple[LineStart, ...]],
    chosen: Mapping[int, tuple[LineStart, ...]],
) -> set[tuple[int, str]]:
    """Let the small capitals that open a text fill its first line, as long as its lines stay as they are."""
    if not paragraphs:
        return classes
    first = paragraphs[0]
    if chosen.get(first.at) != before.get(first.at):
        return classes - {(first.at, "wide")}
    loose = first.justified and first.lines[0].gap > _OPENING
    return classes | {(first.at, "wide")} if loose else classes


def _pull_back(
    paragraphs: Sequence[Paragraph], few: int, room: _Room, chosen: dict[int, tuple[LineStart, ...]], most: int
) -> int | None:
    """Let as many paragraphs take a line less as there are lines on the last page, `few` of them.

    Return by how many lines the title must stand higher as well, `most` at the utmost; None where that is not enough.
    """
    more = sum(len(chosen.get(p.at, p.lines)) - len(p.lines) for p in paragraphs)
    wanted = few + more
    ways = sorted(
        (shorter[1] - best[1], p.at, shorter[0])
        for p in paragraphs
        if (best := room.fit(p.at)) and (shorter := room.fit(p.at, -1)) and shorter[1] - best[1] < _DEAR
        if len(chosen.get(p.at, p.lines)) > len(shorter[0])
    )
    if not 0 < wanted <= len(ways) + most:
        return None
    chosen.update((at, lines) for _, at, lines in ways[:wanted])
    return max(0, wanted - len(ways))


def _shift(
    at: int, paragraphs: Sequence[Paragraph], room: _Room, chosen: dict[int, tuple[LineStart, ...]]
) -> set[tuple[int, str]]:
    """Bring a line that stands alone at a page break to the others: a paragraph before it takes a line less or more.

    Where none can, a first line moves with its paragraph, and a last line takes another with it: then a page is a line
    shorter. Return the classes that say so.
    """
    places = [paragraph.at for paragraph in paragraphs]
    here = places.index(at)
    pages = [line.page for line in paragraphs[here].lines]
    page = pages[0] if pages[0] != pages[1] else pages[-2]
    until = here if pages[0] != pages[1] else here + 1  # a first line alone is moved only by what stands before it
    if sum(len(chosen.get(p.at, p.lines)) - len(p.lines) for p in paragraphs[:until]):
        return set()  # the other mendings move it
    ways = [
        (fitted[1] - (room.fit(p.at) or fitted)[1], p.at, fitted[0])
        for p in paragraphs[:until]
        if p.lines[-1].page >= page >= p.lines[0].page
        for more in (-1, 1)
        if (fitted := room.fit(p.at, more))
    ]
    if ways and (best := min(ways))[0] < _DEAR:
        chosen[best[1]] = best[2]
        return set()
    return {(at, "moved" if pages[0] != pages[1] else "kept")}


class _Room:
    """What is known of the paragraphs of a part, and how their lines can be chosen."""

    def __init__(
        self, measured: Sequence[Paragraph], passages: Mapping[int, str], language: str, whole: frozenset[int]
    ) -> None:
        self.paragraphs = {paragraph.at: paragraph for paragraph in measured if paragraph.justified}
        self.passages, self.language, self.whole = passages, language, whole

    def fit(self, at: int, more: int = 0) -> tuple[tuple[LineStart, ...], float] | None:
        """Choose the lines of a paragraph, `more` than the best number; None where it cannot be set so."""
        if at not in self.paragraphs:
            return None
        return _fit(self.paragraphs[at], self.passages.get(at, ""), self.language, self.whole, more)


def _fit(
    paragraph: Paragraph, passage: str, language: str, whole: frozenset[int], more: int
) -> tuple[tuple[LineStart, ...], float] | None:
    """Choose the lines of a paragraph; None where it cannot be measured or set so."""
    ruler = Ruler.of(paragraph, passage)
    if ruler is None:
        return None
    bound = markup.bound_spaces(passage)
    dates = [(mention.start, mention.end) for mention in find_dates(passage)]
    pieces: list[Piece] = []
    for start, end in markup.units(passage, bound):
        spaces = sum(letter.isspace() for letter in passage[start:end])
        fixed = spaces or any(a < end and start < b for a, b in dates) or (paragraph.at + start) in whole
        cuts = {} if fixed else _cuts(passage[start:end], language)
        places = [start, *(start + at for at in cuts), end]
        for a, b in zip(places, places[1:], strict=False):
            hyphen = ruler.hyphen(a) if cuts.get(b - start) else 0.0
            counted = sum(letter.isalnum() for letter in passage[a:b])
            short = _SHORT if hyphen and b - start < 3 else 0.0
            pieces.append(
                Piece(paragraph.at + a, ruler.width(a, b), ruler.free(a, b), counted, spaces, b == end, hyphen, short)
            )
    return fit_lines(pieces, paragraph.measure - _SAFETY, paragraph.indent, paragraph.em, more)


@cache
def _dictionary(language: str) -> Any:
    import pyphen  # comes with WeasyPrint, which divides by it as well

    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known, left=2, right=3) if known else None


def _cuts(unit: str, language: str) -> dict[int, bool]:
    """Return where a word may be divided, and whether a hyphen is set there: never in a name or a figure."""
    cuts = {own.end(): False for own in re.finditer(r"(?<=[^\W\d_])[-–—/](?=[^\W\d_])", unit)}
    word = re.fullmatch(r"[^\w]*([^\W\d_]{6,})[^\w]*", unit)
    dictionary = _dictionary(language)
    if word and dictionary and not word[1][0].isupper():
        cuts |= {word.start(1) + int(at): True for at in dictionary.positions(word[1])}
    return dict(sorted(cuts.items()))
