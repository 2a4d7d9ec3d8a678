"""The layout of a text as received: whether it was wrapped at a column, and whether a machine read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import groupby, islice, pairwise

from booklet.blocks import LIST_ITEM, NARROW, PROSE_COLUMN, Block, Line, Measures, lines_of, measured, width
from booklet.languages import any_of, calendar, table

_DIVIDED = re.compile(r"[^\W\d_]{2}[-¬]$")
_DIVIDED_OVER = re.compile(r"[-¬]\n(?<=[^\W\d_]{2}..)(?=(.))", re.DOTALL)
_ENOUGH = 1000  # such line ends to look at
_SIGN = re.compile(r"\b\d{1,3}[\"“*™°®»](?![\w”])")  # behind a figure, whatever it means
_BARS = 3  # in a line: the row of a table
_BLURRED_HYPHEN = re.compile(r"~\n(?<=[a-z]{2}..)(?=[a-z]{2})", re.DOTALL)  # 'val~/ley'
_DIRT_AT_END = re.compile(r"[a-z]{2}[.,;:!?]?(?: [.,:;'‘/\\©~_|°]){1,2}$")  # no one types a mark by itself there
_MARK_AT_START = re.compile(r"[‘“'\"_~°•*|][a-z]")
_LISTED = re.compile(rf"^(?:{LIST_ITEM.pattern})|\S {{3,}}\S|^\|.*\|")
_LED_BY = re.compile(r"[_~°•*|=] (?=[a-z])")
_QUOTED = 300  # characters in which a mark is closed
_LEAST_LINES = 4  # that run on show a column
_LEAST_NARROW = 12  # the same, where it is as narrow as verse
_LEAST_TYPED = 45  # characters: verse keeps to narrower lines
_NARROW_TYPED, _CERTAINLY = 34, 12  # or as many, where so many lines and none the less were cut at them
_PROSE_TYPED, _FULL = 55, 0.85  # and hardly ever to a column of as many; of the column, what its lines fill
_BY_CHANCE = 2  # lines of prose that begin as an item does: with 'III.'
_WIDEST = 100  # characters
_STOP_INSIDE = re.compile(r"\b[a-z]{3,}(?:[’']s)?[.!?][”\"]? [“\"]?[A-Z]")
_PROSE, _FEWER = 2, 3
_JOINTS, _MOSTLY = {"-", "–", "—"}, 0.6  # hyphens among them, at least
_FEW = 8  # lines that run on, or that the next word would not have fitted on


@cache
def _ordinal_sign(language: str) -> re.Pattern[str]:
    """Return the pattern of a number whose raised letters became a sign, before what only an ordinal stands before.

    Not the signs that a figure may have for itself there: '70% of the wall', '12" of snow', '4% May prices'.
    """
    words = table("cleaning.toml", language)["ordinal"]
    nouns = any_of([*words["shown_by"], *calendar(language).month_names])
    return re.compile(rf"\b\d{{1,3}}(?:[\"“*™°®»](?= (?:{nouns}))|[“™®»](?= (?:{any_of(words['joined_by'])})\b))")


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
        return tuple(lines_of(self.text, self.typed))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of lines that empty lines part."""
        return tuple(self._grouped(self.lines))

    @property
    def first_block(self) -> Block | None:
        """Return the first block alone, for a glance at the title."""
        return next(self._grouped(lines_of(self.text, self.typed)), None)

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

    def _is_speck(self, line: Line) -> bool:
        """Say whether a line begins with a mark before a small letter that no other mark closes, in a few lines."""
        if not _MARK_AT_START.match(line.text):
            return False
        closing = {"‘": "’", "“": "”"}.get(line.text[0], line.text[0])
        return not re.search(
            rf"[^\W_.,;:!?][.,;:!?]?{re.escape(closing)}(?!\w)", self.text[line.start + 2 : line.start + _QUOTED]
        )

    @cached_property
    def read_by_machine(self) -> bool:
        """Say whether the marks of optical reading are there: two points of evidence on a page of one column."""
        if not self.wrapped and "\f" not in self.text:
            return False
        if "\f" in self.text or len(_BLURRED_HYPHEN.findall(self.text)) >= 2:
            return True
        signs = len(_ordinal_sign(self.language).findall(self.text))
        if signs and 2 * signs > len(_SIGN.findall(self.text)):  # else they measure
            return True
        points = 0
        points += sum(line.text.endswith("-") and bool(_DIVIDED.search(line.text)) for line in self.lines) >= 3
        points += sum(map(self._is_speck, self.lines)) >= 2
        rows = [line.text for line in self.lines if line.text.count("|") < _BARS]
        # Rows with bars, one below the other, are of a table, or of music.
        bars = ["|" in row for row in rows]
        around = zip([False, *bars[:-1]], [*bars[1:], False], strict=False)
        barred = [row for row, bar, beside in zip(rows, bars, around, strict=False) if bar and not any(beside)]
        points += any(re.search(r"(?<!\S)\|(?= [a-z])", row) for row in barred)
        listed = {row[0] for row, below in pairwise(rows) if row[:2] == below[:2] and _LED_BY.match(row)}
        led = [row for row in rows if _LED_BY.match(row) and row[0] not in listed]
        points += len(led) + sum(bool(re.search(r" [_~°•*|=]$", row)) for row in rows) >= 2
        points += sum(row[-2:-1] == " " and bool(_DIRT_AT_END.search(row)) and row[-3:] != ". ." for row in rows) >= 2
        return points >= 2


@lru_cache(maxsize=4)  # what begins a round, and what is proposed at its end, is a text that was measured before
def measure(text: str, language: str = "en") -> Layout:
    """Measure a text."""
    rows = text.split("\n")
    measures = list(map(measured, rows))
    running = [
        (line, following)
        for line, following in zip(measures, measures[1:], strict=False)
        if following[2] and line[0] and not line[3]
    ]
    if len(running) < _CERTAINLY and (exact := _greedy(rows, measures)):
        return Layout(text, float(exact), typed=True, language=language)
    column = _column(text, rows, measures, sorted(line[0] for line, _ in running))
    if not column:
        return Layout(text, _cut_at_joints(rows, measures), language=language)
    characters = _characters([pair for pair in running if not pair[0][6]])
    layout = Layout(text, float(characters) or column, bool(characters), language)
    return layout if _keeps_column(layout) else Layout(text, 0.0, language=language)


def _greedy(rows: list[str], measures: list[Measures]) -> int:
    """Return the column in characters of a text that some program or typist filled line by line; 0 where none did.

    Few of its lines run on into a small letter: names, figures and abbreviations begin them. But on no line in its
    blocks would the next word have fitted, as chance never has it eight times; nor three times in lines inside which
    sentences end, as they do not in verse.
    """
    blocks = [
        list(group) for full, group in groupby(zip(rows, measures, strict=True), lambda row: row[1][0] > 0) if full
    ]
    column = max((line[4] for block in blocks for _, line in block if len(block) > 2), default=0)
    if not _NARROW_TYPED <= column <= _WIDEST:
        return 0
    # An address or a stanza beside the prose is narrower.
    wide = [block for block in blocks if max(line[4] for _, line in block) >= _FULL * column]
    blocks = [block for block in wide if len(block) > 2]
    sentences = sum(len(_STOP_INSIDE.findall(row)) for block in blocks for row, _ in block)
    ends = sum(len(block) - 1 for block in blocks)
    least = _FEW if sentences < _PROSE and not _is_paragraph(blocks, column) else _FEWER
    if ends < (least if column >= _LEAST_TYPED else _CERTAINLY):
        return 0
    inside = [row for block in blocks for row, _ in block]
    listed = (
        any(LIST_ITEM.match(block[0][0]) for block in blocks)
        or sum(bool(LIST_ITEM.match(row)) for row in inside) > _BY_CHANCE
    )
    if listed or any(row[0] == " " or "   " in row or "\t" in row for row in inside):
        return 0
    fitted = any(
        line[4] + 1 + below[5] <= column
        for block in wide
        for (_, line), (_, below) in pairwise(block)
        if len(block) > 2 or (ends < _FEW and below[2])
    )
    return 0 if fitted else column


def _is_paragraph(blocks: list[list[tuple[str, Measures]]], column: int) -> bool:
    """Say whether lines are all wide, as verse hardly is, run on into small letters, and end at a stop."""
    inner = [line for block in blocks for _, line in block[:-1]]
    below = [line for block in blocks for _, line in block[1:]]
    wide = column >= _PROSE_TYPED and all(line[4] >= _FULL * column for line in inner)
    return wide and any(line[2] for line in below) and all(block[-1][1][3] for block in blocks)


def _column(text: str, rows: list[str], measures: list[Measures], running: list[float]) -> float:
    """Return the width of the column: of lines that run on, so that titles and verse cannot spoil it.

    0 where there is none: long lines beside it mean that the prose is whole already.
    """
    column = running[int(0.9 * (len(running) - 1))] if len(running) >= 2 else 0.0
    if not 20 <= column <= 140:
        return 0.0
    long = sum(len(row) for row, line in zip(rows, measures, strict=True) if line[0] > 1.5 * column)
    return column if long <= 0.2 * (len(text) - len(rows) + 1) else 0.0


def _cut_at_joints(rows: list[str], measures: list[Measures]) -> float:
    """Return the width of the widest line where a text is cut at hyphens and dashes, and nowhere else; else 0.

    What breaks a text there follows no column. Verse has other ends, and lines that end at dashes alone may be verse.
    """
    ends: list[str] = []
    for row, line, below in zip(rows, measures, measures[1:], strict=False):
        if line[0] and below[0]:
            if (end := row.rstrip()[-1]) not in _JOINTS:
                return 0.0
            ends.append(end)
    if len(ends) < _FEW or ends.count("-") < _MOSTLY * len(ends):
        return 0.0
    return max(line[0] for line in measures)


def _characters(running: list[tuple[Measures, Measures]]) -> int:
    """Return the column in characters, where every line that runs on was cut at it to the letter; else 0.

    A program, or a typist with a stop at the margin, cuts so: then it is certain where the next word would have
    fitted. Much narrower lines are of something else, verse or a list.
    """
    column = max((line[4] for line, _ in running), default=0)
    if column < _NARROW_TYPED:
        return 0
    wide = [(line, following) for line, following in running if line[4] > NARROW * column]
    early = sum(line[4] + 1 + following[5] <= column for line, following in wide)
    if column < _LEAST_TYPED and (early or len(wide) < _CERTAINLY):
        return 0
    return column if len(wide) >= _LEAST_LINES and early <= len(wide) // 40 and 3 * len(wide) >= len(running) else 0


def _keeps_column(layout: Layout) -> bool:
    """Say whether a column was kept: by words divided at line ends, by full blocks or by full lines that run on."""
    if sum(match[1].islower() for match in islice(_DIVIDED_OVER.finditer(layout.text), _ENOUGH)) >= 2:
        return True
    if layout.column < PROSE_COLUMN:
        return _runs_full(layout, _LEAST_NARROW)
    good = in_blocks = listed = 0
    for block in layout.blocks:
        characters = sum(len(line.text) for line in block.lines)
        if 2 * sum(bool(_LISTED.search(line.text)) for line in block.lines) > len(block.lines):
            listed += characters  # a list or a table beside the prose says nothing
        elif len(block.lines) >= 3:
            in_blocks += characters
            inner = len(block.lines) - 1
            good += characters * (sum(block.full(n) for n in range(inner)) >= 0.75 * inner)
    characters = len(layout.text) - layout.text.count("\n") - listed
    return (good >= 0.5 * (in_blocks or 1) and good >= 0.25 * (characters or 1)) or _runs_full(layout)


def _runs_full(layout: Layout, least: int = _LEAST_LINES) -> bool:
    """Say whether the lines that run on into a small letter are full, nearly all, and end as prose does.

    `least` is how many there must be: verse fills as many narrow lines as prose only by chance.
    """
    wide = narrow = full = halts = 0
    for block in layout.blocks:
        for at, (line, following) in enumerate(zip(block.lines, block.lines[1:], strict=False)):
            if not following.small or line.stops or LIST_ITEM.match(following.text):
                continue
            if line.width <= NARROW * layout.column:
                narrow += 1
                continue
            wide += 1
            full += block.full(at) and line.width <= 1.08 * layout.column
            halts += line.text.rstrip()[-1:] in ",;"
    return wide >= least and full >= 0.9 * wide and wide * (1 + layout.typed) >= narrow and halts <= 0.4 * wide
