"""What a layout did badly -> what the next layout of the same part must do otherwise.

The faults and their thresholds: names, dates and figures are never divided; three hyphens in a row, a hyphen where
the leaf is turned, a line that stands alone at a break, words too far apart. A note is never lost for any of them:
`production` weighs the layouts and keeps the best that has all its notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from booklet import markup
from booklet.dates import find_dates
from booklet.fit import LineStart, Piece, fit_lines
from booklet.lines import Line, Paragraph
from booklet.ruler import Ruler
from booklet.views.text import Mending

LOOSE, TOO_LOOSE = 0.6, 0.88  # em between words: seen, and not to be printed (preflight refuses 0.9)
MOST_WHITE = 0.2  # of the text block that may stay empty where the text goes on
_FEW, _FORGOTTEN = 4, 0.75  # lines on the last page of a text that look forgotten there, with so much of it empty
_NEARLY_EMPTY = 0.85  # the same of a page whose lines are not counted, as of the contents
_OPENING = 0.7  # beyond it the small capitals at the beginning of a text are set wider
_NEVER = 40.0  # times the weight of a loose line: preflight refuses the file, so better a name that is divided
_ROW = 3  # lines in a row that end in a hyphen
_RUNT = 4  # letters: a shorter last line leaves a hole
_OVER = 0.3  # pt by which a line may be too long; preflight refuses 0.5, and fractions of kerning come to it
_SAFETY = 0.2  # px that stay free: widths are measured piece by piece
_WIDENED = "\u200b"  # WeasyPrint puts it after a space that stands alone and is made wider
_DEAR = 400.0  # of faults: more is not given for a line alone
_SHORT = 60.0  # cost of two letters alone before a hyphen
_WEIGHTS = {
    "strange": 10_000,  # preflight refuses it: better any number of the others
    "over": 30,
    "name": 9,
    "single": 6,
    "row": 4,
    "turn": 2,
    "loose": 1,
    "runt": 0.5,
    "white": 12,
    "few": 5,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: its kind, the paragraph's start in the text, and the place or word it is about."""

    kind: str
    at: int
    place: int = -1  # in the text: the word there must not be divided
    word: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class _End:
    """How one line ends."""

    line: Line
    at: int
    place: int  # in the text, of the word that the line end divides; -1: it divides none
    word: str = ""
    dated: bool = False


def find_faults(paragraphs: Sequence[Paragraph], passages: Mapping[int, str], first_page: int) -> tuple[Fault, ...]:
    """Return what is wrong with the lines of a part that begins on `first_page` of the book.

    `passages` are the words of its paragraphs by their start in the text.
    """
    ends = [end for paragraph in paragraphs for end in _ends(paragraph, passages.get(paragraph.at, ""))]
    return (
        *(_fault("name", end.at, end.place, end.word) for end in ends if end.place >= 0 and _kept_whole(end)),
        *(_fault("strange", end.at) for end in ends if end.place == -2),
        *_rows(ends),
        *_turns(ends, first_page),
        *(fault for paragraph in paragraphs for fault in _of_paragraph(paragraph)),
    )


def white_pages(white: Sequence[float]) -> tuple[Fault, ...]:
    """Return the pages that end early though the text goes on, as where a paragraph moved to keep its note."""
    return tuple(_fault("white", -1, times=share / MOST_WHITE) for share in white[:-1] if share > MOST_WHITE)


def forgotten_lines(paragraphs: Sequence[Paragraph], white: Sequence[float], rows: int) -> tuple[Fault, ...]:
    """Return the last lines of a part where only a few of them run over to a page of their own.

    `rows` are all lines on its last page, those of a signature, too. The place of the fault is the number of lines to
    be saved; 0 where they are not counted, as of the contents.
    """
    if len(white) < 2 or white[-1] <= (_FORGOTTEN if paragraphs else _NEARLY_EMPTY):
        return ()
    if not paragraphs:
        return (_fault("few", -1, 0),)
    running = sum(line.page == len(white) - 1 for paragraph in paragraphs for line in paragraph.lines)
    # An empty line stands above what is no running text.
    return (_fault("few", paragraphs[-1].at, rows + (running < rows)),) if 0 < rows <= _FEW else ()


def weigh(faults: Sequence[Fault]) -> float:
    """Return how bad a layout is: 0 for none of the faults."""
    return sum(fault.weight for fault in faults)


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
        elif any(fault.at == at and fault.weight >= _NEVER for fault in faults if fault.kind == "loose"):
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


def _fault(kind: str, at: int, place: int = -1, word: str = "", times: float = 1.0) -> Fault:
    return Fault(kind, at, place, word, _WEIGHTS[kind] * times)


def _ends(paragraph: Paragraph, passage: str) -> Iterator[_End]:
    """Follow the lines through the words of the paragraph; a hyphen that the words do not have divides a word."""
    place = 0
    dates = [(mention.start, mention.end) for mention in find_dates(passage)]
    for line in paragraph.lines:
        letters = [letter for letter in line.words if not letter.isspace() and letter != _WIDENED]
        for n, letter in enumerate(letters):
            while place < len(passage) and passage[place].isspace():
                place += 1
            if place < len(passage) and passage[place] == letter:
                place += 1
            elif letter == "-" and n == len(letters) - 1:
                word = re.search(r"[^\W_][\w’'-]*$", passage[:place])
                start = word.start() if word else place
                rest = re.match(r"[\w’'-]*", passage[place:])
                dated = any(a <= start < b for a, b in dates)
                whole = passage[start:place] + (rest[0] if rest else "")
                yield _End(line, paragraph.at, paragraph.at + start, whole, dated)
                break
            else:
                yield _End(line, paragraph.at, -2)
                return
        else:
            yield _End(line, paragraph.at, -1)


def _kept_whole(end: _End) -> bool:
    """Say whether a word is a name, stands in a date, or holds a figure."""
    return end.word[:1].isupper() or end.dated or any(letter.isdigit() for letter in end.word)


def _rows(ends: Sequence[_End]) -> Iterator[Fault]:
    row: list[_End] = []
    for end in [*ends, None]:
        if end and end.line.words.endswith("-") and (not row or row[-1].line.page == end.line.page):
            row.append(end)
            continue
        if len(row) >= _ROW:
            middle = next((e for e in row[1:] if e.place >= 0), None)
            if middle:
                yield _fault("row", middle.at, middle.place)
        row = [end] if end and end.line.words.endswith("-") else []


def _turns(ends: Sequence[_End], first_page: int) -> Iterator[Fault]:
    """Find words divided at the foot of a right-hand page, where the leaf is turned."""
    for end, following in zip(ends, ends[1:], strict=False):
        if end.place >= 0 and end.line.page != following.line.page and (first_page + end.line.page) % 2:
            yield _fault("turn", end.at, end.place)


def _of_paragraph(paragraph: Paragraph) -> Iterator[Fault]:
    lines = paragraph.lines
    pages = [line.page for line in lines]
    if len(lines) > 1 and (pages[0] != pages[1] or pages[-1] != pages[-2]):
        yield _fault("single", paragraph.at)
    if max(line.over for line in lines) > _OVER:
        yield _fault("over", paragraph.at)
    widest = max(line.gap for line in lines)
    if widest > LOOSE and paragraph.justified:
        beyond = (widest - LOOSE) / (TOO_LOOSE - LOOSE)
        yield _fault("loose", paragraph.at, times=_NEVER if beyond > 1 else 1 + beyond)
    if len(lines) > 1 and sum(letter.isalnum() for letter in lines[-1].words) < _RUNT:
        yield _fault("runt", paragraph.at)
