"""The lines and blocks of a text as received.

They tell whether it was wrapped at a column, and whether a block is prose or made of lines.
Widths are counted in natural units, not characters, as a typeset or typed page has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

from booklet.languages import any_of, calendar, table

_STOP = re.compile(r"[.!?:][”’\"')\]]*$")
_HYPHEN = re.compile(r"[^\W\d_]-$")
_DIVIDED = re.compile(r"[^\W\d_]{2}[-¬]$")
_JOINT = re.compile(r"\w[-–—]\s*$")  # a hyphen or dash that holds two words together
_BARS = 3  # in a line: the row of a table
_BLURRED_HYPHEN = re.compile(r"~\n(?<=[a-z]{2}..)(?=[a-z]{2})", re.DOTALL)  # 'val~/ley'
_DIRT_AT_END = re.compile(r"[a-z][.,;:!?]?(?: [.,:;'‘/\\©~_|°]){1,2}$")  # no one types a mark by itself there
LIST_ITEM = re.compile(r"\s*(?:[•·▪*–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|[ivxIVX]{1,5}[.)]\s)")
_TABLE = re.compile(r"\t|\S {3,}\S")
_RUNS_ON = re.compile(r"\s*(?:[^\W\d_A-ZÀ-ÞА-Я]|[£$€]?\d)")  # verse begins no line so: a small letter or a figure
_PROSE_COLUMN = 34.0  # units: verse keeps to narrower lines
_LEAST_LINES = 4  # that run on show a column
_LEAST_TYPED = 45  # characters: verse keeps to narrower lines
_STEP = 2  # spaces before the first line of a paragraph, at least
_SET_OFF = 6  # spaces before each line
_NARROW = 0.75  # of the column: narrower lines that run on are of something else


@cache
def _ordinal_sign(language: str) -> re.Pattern[str]:
    """Return the pattern of a number whose raised letters became a sign, before what only an ordinal stands before.

    Not the signs that a figure may have for itself there: '60% of the town', '12" of snow', '4% May stock'.
    """
    words = table("cleaning.toml", language)["ordinal"]
    nouns = any_of([*words["shown_by"], *calendar(language).month_names])
    return re.compile(rf"\b\d{{1,3}}(?:[\"“*™°®»](?= (?:{nouns}))|[“™®»](?= (?:{any_of(words['joined_by'])})\b))")


class Line(NamedTuple):
    """One line of the text, without its line end. A text of a megabyte makes 20,000 of them again and again."""

    start: int
    end: int
    text: str
    width: float  # without the spaces at its end; in units, or in characters where the layout is typed
    first_word: float  # width of its first word
    small: bool  # begins with a small letter
    stops: bool  # ends at a stop


@dataclass(frozen=True)
class Block:
    """Lines without a blank line between them."""

    lines: tuple[Line, ...]
    column: float  # of the text; 0 where it is not wrapped
    typed: bool = False  # widths are exact, in characters

    def full(self, at: int) -> bool:
        """Say whether the next word would not have fitted on line `at`, or the line ends inside a compound."""
        line, following = self.lines[at], self.lines[at + 1]
        if not self.column:
            return False
        least = self.column if self.typed else 0.93 * self.column
        return line.width + 1 + following.first_word > least or bool(_JOINT.search(line.text))

    def overruns(self, at: int) -> bool:
        """Say whether line `at` is longer than the column, which none that the column made is."""
        return self.lines[at].width > 1.15 * self.column

    def parts(self) -> list[Block]:
        """Return the parts between lines that plainly end something: far from full, at a stop or as a heading."""
        cuts = [0]
        for at in range(len(self.lines) - 1):
            line, following = self.lines[at], self.lines[at + 1]
            fitted = line.width + 1 + following.first_word < 0.8 * self.column
            ends = bool(_STOP.search(line.text.rstrip())) or line.width < 0.6 * self.column
            if fitted and ends and not _RUNS_ON.match(following.text):
                cuts.append(at + 1)
        ends_at = [*cuts[1:], len(self.lines)]
        return [Block(self.lines[a:b], self.column, self.typed) for a, b in zip(cuts, ends_at, strict=True)]

    def set_in(self) -> list[Block]:
        """Return the paragraphs of a block that shows them by setting in their first lines, as letters were typed.

        All first lines alike, each behind a full stop; all others flush, and full but where a paragraph ends. Nothing
        where it is otherwise: verse is not full, and the lines of a list hang.
        """
        depths = list(map(_depth, self.lines))
        firsts = [at for at, depth in enumerate(depths) if depth]
        inner = [at for at in range(len(self.lines) - 1) if not depths[at + 1]]
        if not self.column or len(set(depths)) != 2 or 0 not in depths or max(depths) < _STEP or not inner:
            return []
        if not all(_STOP.search(self.lines[at - 1].text.rstrip()) for at in firsts if at):
            return []
        if any(LIST_ITEM.match(self.lines[at].text) for at in firsts):
            return []
        small = sum(bool(_RUNS_ON.match(self.lines[at + 1].text)) for at in inner)
        if sum(map(self.full, inner)) < 0.9 * len(inner) or small < 0.3 * len(inner):
            return []
        starts = sorted({0, *firsts})
        ends = [*starts[1:], len(self.lines)]
        return [Block(self.lines[a:b], self.column, self.typed) for a, b in zip(starts, ends, strict=True)]

    @property
    def of_lines(self) -> bool:
        """Say whether lines begin with figures, are in capitals or overrun the column, as a column never makes them."""
        third = max(2, len(self.lines) / 3)
        figures = sum(line.text.lstrip()[:1].isdecimal() for line in self.lines)
        loud = sum(line.text.isupper() for line in self.lines)
        return figures > third or loud > third or any(map(self.overruns, range(len(self.lines))))

    @property
    def headed(self) -> bool:
        """Say whether these are two lines of which one alone is in capitals: a letterhead, a title and whose it is."""
        return len(self.lines) == 2 and self.lines[0].text.isupper() != self.lines[1].text.isupper()

    @property
    def set_off(self) -> bool:
        """Say whether all lines stand far to the right and are short: a signature, an address, a remark to a poem."""
        if not self.lines[0].text.startswith(" "):
            return False
        depths = list(map(_depth, self.lines))
        return min(depths) >= _SET_OFF and all(
            line.width - depth < _NARROW * self.column for line, depth in zip(self.lines, depths, strict=True)
        )

    @property
    def hangs(self) -> bool:
        """Say whether the lines of an item stand under its words, behind its mark: whoever set them so cut them."""
        if len(self.lines) < 2 or not self.lines[1].text.startswith((" ", "\t")):
            return False
        first, *others = self.lines
        return bool(LIST_ITEM.match(first.text)) and min(map(_depth, others), default=0) > _depth(first) + 1

    @cached_property
    def prose(self) -> bool:
        """Say whether the line ends of this block are only the column's."""
        if not self.column or len(self.lines) < 2 or self.set_off or self.hangs:
            return False
        inner = range(len(self.lines) - 1)
        full = sum(self.full(at) for at in inner) / len(inner)
        small = sum(bool(_RUNS_ON.match(line.text)) for line in self.lines[1:]) / len(inner)
        hyphens = any(line.text.endswith("-") and _HYPHEN.search(line.text) for line in self.lines[:-1])
        if full < 0.4 or (full < 0.7 and (small < 0.3 or not hyphens)):
            return False
        if any(line.text.startswith((" ", "\t")) for line in self.lines):
            depths = list(map(_depth, self.lines))
            if sum(depth >= 2 for depth in depths[1:]) >= 2 and len(set(depths)) > 1:
                return False  # steps at the left, as verse has them
        if any(("\t" in line.text or "   " in line.text) and _TABLE.search(line.text) for line in self.lines):
            return False
        if sum(bool(LIST_ITEM.match(line.text)) for line in self.lines) > 1:
            return False
        if not hyphens and (self.of_lines or self.headed):
            return False
        stops = sum(bool(_STOP.search(line.text)) for line in self.lines) / len(self.lines)
        if len(self.lines) >= 4 and stops > 0.5 and full < 1:
            return False
        halts = sum(line.text.rstrip()[-1:] in ",;.!?:" for line in self.lines) / len(self.lines)
        runs = self.column >= _PROSE_COLUMN and full >= 0.75 and small >= 0.4  # lines of prose that chance to halt
        # Prose ends a line in five or six at a mark, verse every second.
        return len(self.lines) < 5 or halts < 0.5 or hyphens or runs


@dataclass(frozen=True)
class Layout:
    """What can be measured of a text before its line ends are touched. Lines and blocks are made when asked for."""

    text: str
    column: float  # 0 where the text is not wrapped
    typed: bool = False  # the column was kept to the letter: it and all widths are in characters
    language: str = "en"

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return all lines, the empty ones, too."""
        return tuple(_lines(self.text, self.typed))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of lines that empty lines part."""
        return tuple(self._grouped(self.lines))

    @property
    def first_block(self) -> Block | None:
        """Return the first block alone, for a glance at the title."""
        return next(self._grouped(_lines(self.text, self.typed)), None)

    def _grouped(self, lines: Iterable[Line]) -> Iterator[Block]:
        for has_words, group in groupby(lines, key=lambda line: line.width > 0):
            if has_words:
                yield Block(tuple(group), self.column, self.typed)

    def width(self, words: str) -> float:
        """Return the width of words as the lines of this layout are measured."""
        return len(words) if self.typed else width(words)

    @property
    def wrapped(self) -> bool:
        """Say whether the prose of this text was cut at a column."""
        return self.column > 0

    @cached_property
    def read_by_machine(self) -> bool:
        """Say whether the marks of optical reading are there: two points of evidence on a page of one column."""
        if not self.wrapped and "\f" not in self.text:
            return False
        points = 2 * ("\f" in self.text)
        points += 2 * (len(_BLURRED_HYPHEN.findall(self.text)) >= 2)
        points += 2 * bool(_ordinal_sign(self.language).search(self.text))
        points += sum(line.text.endswith("-") and bool(_DIVIDED.search(line.text)) for line in self.lines) >= 3
        points += bool(re.search(r"(?<!\S)\|(?= [a-z])", self.text))
        points += sum(bool(re.match(r"[‘“'\"_~°•*|][a-z]", line.text)) for line in self.lines) >= 2
        rows = [line.text for line in self.lines if line.text.count("|") < _BARS]
        points += sum(bool(re.search(r"^[_~°•*|=] | [_~°•*|=]$", row)) for row in rows) >= 2
        points += sum(bool(_DIRT_AT_END.search(row)) for row in rows) >= 2
        return points >= 2


_Measures = tuple[float, float, bool, bool, int, int, bool]


def _depth(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip(" \t"))


def _units() -> bytes:
    """Return the widths of the letters of Latin-1, in hundredths of a unit: whole, so that equal lines are equal."""
    widths = bytearray([100] * 256)
    for letters, wide in (("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 130), ("mwMW", 160), ("iltfIjr,.;:'|!()[] ", 55)):
        for letter in letters:
            widths[ord(letter)] = wide
    return bytes(widths)


_UNITS = _units()
_OTHERS = {"—": 60, "’": -45, "‘": -45}  # what these are wider than a letter that Latin-1 has not


def width(text: str) -> float:
    """Return the width of a line in units of an average small letter."""
    wide = sum(text.encode("latin-1", "replace").translate(_UNITS))
    if not text.isascii():
        wide += sum(more * text.count(sign) for sign, more in _OTHERS.items())
    return wide / 100


@lru_cache(maxsize=1 << 17)  # most lines are measured again after every rule that changed another
def _measured(line: str) -> _Measures:
    """Return the measures of a line, as `Line` has them; then its width and its first word's in characters.

    Last of all, whether it ends at a hyphen.
    """
    words = line.split(None, 1)
    if not words:
        return 0.0, 0.0, False, False, 0, 0, False
    bare, first = line.rstrip(), words[0]
    return (
        width(bare),
        width(first),
        first[0].islower(),
        bool(_STOP.search(bare)),
        len(bare),
        len(first),
        bare[-1] == "-",
    )


def _lines(text: str, typed: bool) -> Iterator[Line]:
    at = 0
    for raw in text.split("\n"):
        end = at + len(raw)
        wide, first, small, stops, characters, letters, _ = _measured(raw)
        yield Line(at, end, raw, characters if typed else wide, letters if typed else first, small, stops)
        at = end + 1


def measure(text: str, language: str = "en") -> Layout:
    """Measure a text."""
    rows = text.split("\n")
    measures = list(map(_measured, rows))
    running = [
        (line, following)
        for line, following in zip(measures, measures[1:], strict=False)
        if following[2] and line[0] and not line[3]
    ]
    column = _column(text, rows, measures, sorted(line[0] for line, _ in running))
    if not column:
        return Layout(text, 0.0, language=language)
    characters = _characters([pair for pair in running if not pair[0][6]])
    layout = Layout(text, float(characters) or column, bool(characters), language)
    return layout if _keeps_column(layout) else Layout(text, 0.0, language=language)


def _column(text: str, rows: list[str], measures: list[_Measures], running: list[float]) -> float:
    """Return the width of the column: of lines that run on, so that titles and verse cannot spoil it.

    0 where there is none: long lines beside it mean that the prose is whole already.
    """
    column = running[int(0.9 * (len(running) - 1))] if len(running) >= 2 else 0.0
    if not 20 <= column <= 140:
        return 0.0
    long = sum(len(row) for row, line in zip(rows, measures, strict=True) if line[0] > 1.5 * column)
    return column if long <= 0.2 * (len(text) - len(rows) + 1) else 0.0


def _characters(running: list[tuple[_Measures, _Measures]]) -> int:
    """Return the column in characters, where every line that runs on was cut at it to the letter; else 0.

    A program, or a typist with a stop at the margin, cuts so: then it is certain where the next word would have
    fitted. Much narrower lines are of something else, verse or a list.
    """
    column = max((line[4] for line, _ in running), default=0)
    if column < _LEAST_TYPED:
        return 0
    wide = [(line, following) for line, following in running if line[4] > _NARROW * column]
    early = sum(line[4] + 1 + following[5] <= column for line, following in wide)
    return column if len(wide) >= _LEAST_LINES and early <= len(wide) // 40 and 3 * len(wide) >= len(running) else 0


def _keeps_column(layout: Layout) -> bool:
    """Say whether a column was kept: by words divided at line ends, by full blocks or by full lines that run on."""
    hyphens = sum(
        line.text.endswith(("-", "¬")) and following.text[:1].islower() and bool(_DIVIDED.search(line.text))
        for line, following in zip(layout.lines, layout.lines[1:], strict=False)
    )
    if hyphens >= 2:
        return True
    if layout.column < _PROSE_COLUMN:
        return False
    good = in_blocks = 0
    for block in layout.blocks:
        if len(block.lines) >= 3:
            characters = sum(len(line.text) for line in block.lines)
            in_blocks += characters
            inner = len(block.lines) - 1
            good += characters * (sum(block.full(n) for n in range(inner)) >= 0.75 * inner)
    characters = sum(len(line.text) for line in layout.lines)
    return (good >= 0.5 * (in_blocks or 1) and good >= 0.25 * (characters or 1)) or _runs_full(layout)


def _runs_full(layout: Layout) -> bool:
    """Say whether the lines that run on into a small letter are full, nearly all, and end as prose does."""
    wide = narrow = full = halts = 0
    for block in layout.blocks:
        for at, (line, following) in enumerate(zip(block.lines, block.lines[1:], strict=False)):
            if not following.small or line.stops or LIST_ITEM.match(following.text):
                continue
            if line.width <= _NARROW * layout.column:
                narrow += 1
                continue
            wide += 1
            full += block.full(at) and line.width <= 1.08 * layout.column
            halts += line.text.rstrip()[-1:] in ",;"
    return wide >= _LEAST_LINES and full >= 0.9 * wide and wide * (1 + layout.typed) >= narrow and halts <= 0.4 * wide
