"""What is wrong with the lines and pages of a layout, and how much: the faults that the next layout is to be without.

The faults and their thresholds: names, dates and figures are never divided; three hyphens in a row, a hyphen where
the leaf is turned, a line that stands alone at a break, words too far apart, a few lines alone on a last page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from booklet.dates import find_dates
from booklet.lines import Line, Paragraph

LOOSE, TOO_LOOSE = 0.6, 0.88  # em between words: seen, and not to be printed (preflight refuses 0.9)
MOST_WHITE = 0.2  # of the text block that may stay empty where the text goes on
_FEW, _FORGOTTEN = 4, 0.75  # lines on the last page of a text that look forgotten there, with so much of it empty
_NEARLY_EMPTY = 0.85  # the same of a page whose lines are not counted, as of the contents
NEVER = 40.0  # times the weight of a loose line: preflight refuses the file, so better a name that is divided
_ROW = 3  # lines in a row that end in a hyphen
_RUNT = 4  # letters: a shorter last line leaves a hole
_OVER = 0.3  # pt by which a line may be too long; preflight refuses 0.5, and fractions of kerning come to it
_WIDENED = "\u200b"  # WeasyPrint puts it after a space that stands alone and is made wider
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
        yield _fault("loose", paragraph.at, times=NEVER if beyond > 1 else 1 + beyond)
    if len(lines) > 1 and sum(letter.isalnum() for letter in lines[-1].words) < _RUNT:
        yield _fault("runt", paragraph.at)
