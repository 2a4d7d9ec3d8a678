"""The lines and blocks of a text as received.

They tell whether it was wrapped at a column, and whether a block is prose or made of lines.
Widths are counted in natural units, not characters, as a typeset or typed page has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

_NARROW, _WIDE, _CAPITAL = set("iltfIjr,.;:'’‘|!()[] "), set("mwMW—"), re.compile(r"[A-ZÀ-ÞА-Я]")
_STOP = re.compile(r"[.!?:][”’\"')\]]*$")
_JOINT = re.compile(r"\w[-–—]\s*$")  # a hyphen or dash that holds two words together
_LIST_ITEM = re.compile(r"\s*(?:[•·▪*–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|[ivxIVX]{1,5}[.)]\s)")
_TABLE = re.compile(r"\t|\S {3,}\S")
_ORDINAL_SIGN = re.compile(
    r"\b\d{1,3}[\"“*™%°®»](?= (?:[Aa]nniversary|[Cc]entury|Congress|Regiment|Division|of\b|January|February|March|April"
    r"|May|June|July|August|September|October|November|December))"
)


_RUNS_ON = re.compile(r"\s*(?:[^\W\d_A-ZÀ-ÞА-Я]|[£$€]?\d)")  # verse begins no line so: a small letter or a figure
_PROSE_COLUMN = 34.0  # units: verse keeps to narrower lines


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, without its line end."""

    start: int
    end: int
    text: str
    width: float
    first_word: float  # width of its first word


@dataclass(frozen=True)
class Block:
    """Lines without a blank line between them."""

    lines: tuple[Line, ...]
    column: float  # of the text; 0 where it is not wrapped

    def full(self, at: int) -> bool:
        """Say whether the next word would not have fitted on line `at`, or the line ends inside a compound."""
        line, following = self.lines[at], self.lines[at + 1]
        if not self.column:
            return False
        return line.width + 1 + following.first_word > 0.93 * self.column or bool(_JOINT.search(line.text))

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
        return [Block(self.lines[a:b], self.column) for a, b in zip(cuts, ends_at, strict=True)]

    @cached_property
    def prose(self) -> bool:
        """Say whether the line ends of this block are only the column's."""
        if not self.column or len(self.lines) < 2:
            return False
        inner = range(len(self.lines) - 1)
        full = sum(self.full(at) for at in inner) / len(inner)
        small = sum(bool(_RUNS_ON.match(line.text)) for line in self.lines[1:]) / len(inner)
        hyphens = any(re.search(r"[^\W\d_]-$", line.text) for line in self.lines[:-1])
        depths = [len(line.text) - len(line.text.lstrip(" \t")) for line in self.lines]
        if sum(depth >= 2 for depth in depths[1:]) >= 2 and len(set(depths)) > 1:
            return False  # steps at the left, as verse has them
        if any(_TABLE.search(line.text) for line in self.lines):
            return False
        if sum(bool(_LIST_ITEM.match(line.text)) for line in self.lines) > 1:
            return False
        stops = sum(bool(_STOP.search(line.text)) for line in self.lines) / len(self.lines)
        if len(self.lines) >= 4 and stops > 0.5 and full < 1:
            return False
        halts = sum(line.text.rstrip()[-1:] in ",;.!?:" for line in self.lines) / len(self.lines)
        runs = self.column >= _PROSE_COLUMN and full >= 0.75 and small >= 0.4  # lines of prose that chance to halt
        if len(self.lines) >= 5 and halts >= 0.5 and not hyphens and not runs:
            return False  # prose ends a line in five or six at a mark, verse every second
        return full >= 0.7 or (hyphens and small >= 0.3 and full >= 0.4)


@dataclass(frozen=True)
class Layout:
    """What can be measured of a text before its line ends are touched."""

    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    column: float
    text: str

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
        points += 2 * bool(_ORDINAL_SIGN.search(self.text))
        points += sum(bool(re.search(r"[^\W\d_]{2}-$", line.text)) for line in self.lines) >= 3
        points += bool(re.search(r"(?<!\S)\|(?= [a-z])", self.text))
        points += sum(bool(re.match(r"[‘“'\"_~°•*|][a-z]", line.text)) for line in self.lines) >= 2
        points += sum(bool(re.search(r"^[_~°•*|=] | [_~°•*|=]$", line.text)) for line in self.lines) >= 2
        return points >= 2


@lru_cache(maxsize=1 << 17)  # most lines are measured again after every rule that changed another
def width(text: str) -> float:
    """Return the width of a line in units of an average small letter."""
    return sum(0.55 if c in _NARROW else 1.6 if c in _WIDE else 1.3 if "A" <= c <= "Z" else 1.0 for c in text)


def measure(text: str) -> Layout:
    """Measure a text."""
    lines: list[Line] = []
    at = 0
    for raw in text.split("\n"):
        words = raw.split(None, 1)
        lines.append(Line(at, at + len(raw), raw, width(raw.rstrip()), width(words[0]) if words else 0.0))
        at += len(raw) + 1
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.text.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    column = _column(lines)
    raw_blocks = [tuple(group) for group in groups if group]
    if column and not _is_wrapped(lines, raw_blocks, column):
        column = 0.0
    return Layout(tuple(lines), tuple(Block(group, column) for group in raw_blocks), column, text)


def _column(lines: list[Line]) -> float:
    """Return the width of the column: of lines that run on, so that titles and verse cannot spoil it."""
    running = sorted(
        line.width
        for line, following in zip(lines, lines[1:], strict=False)
        if following.text.lstrip()[:1].islower() and line.text.strip() and not _STOP.search(line.text.rstrip())
    )
    return running[int(0.9 * (len(running) - 1))] if len(running) >= 2 else 0.0


def _is_wrapped(lines: list[Line], groups: list[tuple[Line, ...]], column: float) -> bool:
    """Say whether a column was kept. Long lines beside it mean that the prose is whole already."""
    if not 20 <= column <= 140:
        return False
    characters = sum(len(line.text) for line in lines) or 1
    if sum(len(line.text) for line in lines if line.width > 1.5 * column) > 0.2 * characters:
        return False
    hyphens = sum(
        bool(re.search(r"[^\W\d_]{2}[-¬]$", line.text)) and following.text[:1].islower()
        for line, following in zip(lines, lines[1:], strict=False)
    )
    if hyphens >= 2:
        return True
    good = 0
    for group in groups:
        block = Block(group, column)
        if len(group) >= 3 and sum(block.full(n) for n in range(len(group) - 1)) >= 0.75 * (len(group) - 1):
            good += sum(len(line.text) for line in group)
    in_blocks = sum(len(line.text) for group in groups if len(group) >= 3 for line in group) or 1
    return good >= 0.5 * in_blocks and good >= 0.25 * characters
