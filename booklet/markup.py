"""Running text as safe HTML: escaped word for word, with the few marks that good setting asks for.

Letters are never changed. A space inside a date becomes a no-break space, capitals that stand for a name are set a
little smaller. Notes and anchors are put in by offset, and only where they are needed: every element inside a line
is a place where WeasyPrint may end that line too early.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from booklet.dates import find_dates
from booklet.fit import DRAWN, LineStart

_ACRONYM = re.compile(r"\b[A-Z](?:[A-Z]{1,8}|\.(?:[A-Z]\.){1,5})(?![\w’'-])")
_FIGURE = re.compile(r"[^\W\d]{0,3}[-–+£$€₼]?\d[\d.,]*%?|[-–—]")  # a cell with a number, or with the sign for none
_LABEL = 12  # characters of a cell that is kept on one line
_CELL = re.compile(r"\S+(?: \S+)*")
_LEAD_WORDS = 4
_LEAD_LETTERS = 34  # a lead-in longer than about half a line shouts


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that other parts point to: the word at `start` of the cleaned text.

    Never an empty element: at a break it makes WeasyPrint end lines where it should not.
    """

    start: int
    id: str


@dataclass(frozen=True, slots=True)
class Call:
    """HTML that is set after the character before `at` (a footnote)."""

    at: int
    html: Markup


def inline(
    text: str,
    offset: int = 0,
    anchors: Iterable[Anchor] = (),
    calls: Iterable[Call] = (),
    *,
    lead_in: bool = False,
    undivided: frozenset[str] = frozenset(),
    whole: frozenset[int] = frozenset(),
    lines: tuple[LineStart, ...] = (),
) -> Markup:
    """Set one passage that begins at `offset` of the cleaned text, with its anchors and calls.

    `lead_in` sets the opening words in small capitals; `undivided` names words that must not be hyphenated, `whole`
    the places in the text of others; `lines` are its lines, where they were chosen beforehand.
    Every element begins and ends at a space: where one touches a
    word, WeasyPrint cannot end a line before it and divides the words before it wrongly. The space before an element
    stands inside another that holds both: where it stood outside, one line in a hundred ended after its first word.
    """
    bound = bound_spaces(text)
    here = sorted((anchor.start - offset, anchor.id) for anchor in anchors)
    called = sorted(((call.at - offset, call.html) for call in calls), key=lambda call: call[0])
    lead = _lead_in(text, bound) if lead_in else 0
    out: list[Markup] = [_line(lines[0])] if lines else []
    out += [Markup('<span class="lead-in">')] if lead else []
    place, turns = 0, {line.at - offset: line for line in lines[1:]}
    loud = _is_loud(text)  # where all is in capitals, none stand out
    element = False
    for start, end in units(text, bound):
        gap = _plain(text, place, start, bound)
        ids = [name for at, name in here if start <= at < end]
        kept = any(start <= at - offset < end for at in whole) or _names_any(text[start:end], undivided)
        for cut, until in _cut(start, end, turns):
            inside = [(at, html) for at, html in called if cut < at <= until]
            unit = _unit(text, cut, until, bound, ids, inside, whole=kept and end > lead, plain=loud or end <= lead)
            # Between two elements the space stays outside: inside the second, no line would end there at all.
            element, before = unit.startswith("<span"), element
            if gap and not lines and element and not before:
                out.append(Markup("<span>{}{}</span>").format(gap, unit))
            else:
                out += [_last(gap, before), _turn(turns[cut]), unit] if cut in turns else [gap, unit]
            ids, gap = [], Markup("")
        place = end
        if lead and end == lead:
            out.append(Markup("</span>"))
    out.append(_plain(text, place, len(text), bound))
    return Markup("").join([*out, Markup("</span>")] if lines else out)


def _is_loud(text: str) -> bool:
    """Say whether a passage is set in capitals, as many headlines are."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 9 and 10 * sum(letter.isupper() for letter in letters) >= 8 * len(letters)


def _cut(start: int, end: int, turns: Mapping[int, LineStart]) -> Iterator[tuple[int, int]]:
    """Return the pieces of a unit between the line ends inside it."""
    places = [start, *(at for at in turns if start < at < end), end]
    yield from zip(places, places[1:], strict=False)


def _last(gap: Markup, alone: bool) -> Markup:
    """Return the space that ends a line; alone after an element it must not be widened, or it would not be left out."""
    return Markup('<span style="word-spacing: normal">{}</span>').format(gap) if gap and alone else gap


def _turn(line: LineStart) -> Markup:
    """End one line and begin the next.

    A hyphen needs a mark behind it that lets the line end there: WeasyPrint asks Pango about the two letters on either
    side alone, and since version 16 of Unicode (UAX 14, LB20a; Pango 1.56) none ends behind a hyphen that opens a text.
    """
    return Markup("-\u200b" if line.hyphen else "") + Markup("</span>") + _line(line)


def _line(line: LineStart) -> Markup:
    """Begin a line whose end was chosen.

    The style is an attribute, because an older copy of type.css would not know a class, and a hyphen would then stand
    inside a line. WeasyPrint measures a line with the kerning between spaces and letters and draws it, stretched,
    without: a trace of word spacing leaves it out of both, and the line ends where it was meant to. A tightened line
    has a little room behind it, because it is drawn that much too long.
    """
    tracking = f" letter-spacing: {line.tracking:.5f}em;" if line.tracking else ""
    tracking += f" margin-right: {DRAWN:g}em;" if line.tracking < 0 else ""
    return Markup('<span style="white-space: nowrap; word-spacing: 0.0005em;{}">').format(tracking)


def units(text: str, bound: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Return the stretches between which a line may end: words, and dates whose words are bound."""
    start = end = -1
    for word in re.finditer(r"\S+", text):
        if start >= 0 and word.start() - 1 in bound and word.start() - 1 == end:
            end = word.end()
            continue
        if start >= 0:
            yield start, end
        start, end = word.start(), word.end()
    if start >= 0:
        yield start, end


def _unit(
    text: str,
    start: int,
    end: int,
    bound: frozenset[int],
    ids: list[str],
    calls: list[tuple[int, Markup]],
    *,
    whole: bool,
    plain: bool,
) -> Markup:
    """Set a word: in an element if it must not be divided, is pointed to, or carries a call."""
    word = text[start:end]
    small = [] if plain else [(start + m.start(), start + m.end()) for m in _ACRONYM.finditer(word)]
    pieces: list[Markup] = []
    place = start
    for at, _, html in sorted(
        [(a, 1, Markup('<span class="acronym">')) for a, _ in small]
        + [(b, 0, Markup("</span>")) for _, b in small]
        + [(at, 2, html) for at, html in calls],
        key=lambda mark: (mark[0], mark[1]),
    ):
        pieces += [_plain(text, place, at, bound), html]
        place = at
    pieces.append(_plain(text, place, end, bound))
    inner = Markup("").join(pieces)
    for name in ids[1:]:
        inner = Markup('<span id="{}">{}</span>').format(name, inner)
    if not (whole or ids or small or calls):
        return inner
    attributes = Markup("")
    if ids:
        attributes += Markup(' id="{}"').format(ids[0])
    if whole:
        attributes += Markup(' class="name"')
    return Markup("<span{}>{}</span>").format(attributes, inner)


def _names_any(unit: str, words: frozenset[str]) -> bool:
    """Say whether one of the words stands in a unit, whole or as a part of a compound."""
    return any(word in words for word in re.findall(r"[^\W_][\w’'-]*", unit)) or any(
        part in words for part in re.findall(r"[^\W\d_]+", unit)
    )


def plain(text: str) -> Markup:
    """Set a few words without any element in them, as links need them (PDF/UA-1, 7.18.5)."""
    return _plain(text, 0, len(text), bound_spaces(text))


def rows(text: str, offset: int, anchors: Iterable[Anchor], calls: Iterable[Call]) -> list[Markup]:
    """Set a table that was made with tabs or runs of spaces: a piece of HTML a row, each cell an element of its own.

    Cells are no elements of a table to a screen reader: which of them are headings the text does not say. A row that
    has fewer cells than others leaves those empty below which none of its own stands.
    """
    anchors, calls = tuple(anchors), tuple(calls)
    result: list[Markup] = []
    start = offset
    found = [list(_CELL.finditer(line)) for line in text.split("\n")]
    columns = _columns(found) if "\t" not in text else []
    full = [row for row in found if len(row) == len(columns)]
    figures = {
        n for n in range(len(columns)) if 2 * sum(bool(_FIGURE.fullmatch(row[n][0])) for row in full) > len(full)
    }
    for line, row in zip(text.split("\n"), found, strict=True):
        cells: list[Markup] = []
        for cell in row:
            while columns and len(cells) < _column_of(cell, columns) and len(row) < len(columns):
                cells.append(Markup("<span></span>"))
            a, b = start + cell.start(), start + cell.end()
            mine = [anchor for anchor in anchors if a <= anchor.start < b]
            called = [call for call in calls if a < call.at <= b]
            counted = _FIGURE.fullmatch(cell[0]) or len(cells) in figures  # and what heads such a column
            short = not cells and len(cell[0]) <= _LABEL  # what heads a row is kept on one line
            names = " ".join(["figure"] * bool(counted) + ["short"] * short)
            named = Markup(' class="{}"').format(names) if names else Markup("")
            cells.append(Markup("<span{}>{}</span>").format(named, inline(cell[0], a, mine, called)))
        result.append(Markup(" ").join(cells))
        start += len(line) + 1
    return result


def _columns(rows: Sequence[Sequence[re.Match[str]]]) -> list[tuple[int, int]]:
    """Return where each column of a table begins and ends on its lines, by the rows that have a cell in all of them."""
    most = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) == most]
    return [(min(row[n].start() for row in full), max(row[n].end() for row in full)) for n in range(most)]


def _column_of(cell: re.Match[str], columns: Sequence[tuple[int, int]]) -> int:
    """Return the first column that a cell stands below; the nearest where it stands below none."""
    shared = [min(cell.end(), end) - max(cell.start(), start) for start, end in columns]
    return next((n for n, width in enumerate(shared) if width > 0), max(range(len(columns)), key=lambda n: shared[n]))


def lines(text: str, offset: int = 0, anchors: Iterable[Anchor] = (), calls: Iterable[Call] = ()) -> list[Markup]:
    """Set a block that keeps its lines: one piece of HTML a line, leading spaces as no-break spaces."""
    anchors, calls = tuple(anchors), tuple(calls)
    result: list[Markup] = []
    start = offset
    for line in text.split("\n"):
        end = start + len(line)
        body = line.lstrip(" \t")
        lead = len(line) - len(body)
        indent = Markup("\u00a0" * min(len(line[:lead].expandtabs(4)), 24))
        mine = [anchor for anchor in anchors if start <= anchor.start < end]
        called = [call for call in calls if start < call.at <= end]
        result.append(indent + inline(body, start + lead, mine, called))
        start = end + 1
    return result


def _plain(text: str, start: int, end: int, bound: frozenset[int]) -> Markup:
    return escape("".join("\u00a0" if at in bound else text[at] for at in range(start, max(start, end))))


def bound_spaces(text: str) -> frozenset[int]:
    """Return the spaces that must not end a line: between day and month, in either order."""
    found: set[int] = set()
    for mention in find_dates(text):
        words = text[mention.start : mention.end]
        for space in re.finditer(r"(?<=\d)(?:st|nd|rd|th)? (?=[^\W\d])|(?<=[^\W\d]) (?=\d{1,2}\b)", words):
            found.add(mention.start + space.end() - 1)
    return frozenset(found)


def _lead_in(text: str, bound: frozenset[int]) -> int:
    """Return where the lead-in ends: after four words, earlier at a stop or where it would grow long."""
    end = 0
    for n, word in enumerate(re.finditer(r"\S+", text)):
        if n == _LEAD_WORDS or word.end() > _LEAD_LETTERS:
            break
        end = word.end()
        if text[word.end() - 1] in ".,;:!?—–”)":
            break
    while end and end in bound:  # not in the middle of a date
        end = text.rfind(" ", 0, end - 1) if text.rfind(" ", 0, end) > 0 else 0
    return end if 0 < end < len(text) else 0
