"""How a text stands on its page, for a reader of figures: the heading above a number, the label of its cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from booklet.nouns import singular, verb_lemma

_CELLS = re.compile(r"\s*\|\s*|\t+|\s{3,}|\s?(?:\.\s?){3,}\s?")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMERIC = re.compile(r"[\d.,%£$€~\s+–-]*\d[\d.,%£$€~\s+–-]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line with what names it: its row's label and its column's header."""

    start: int
    end: int
    label: str
    header: str


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings and table cells of a text, by place."""

    heads: tuple[tuple[int, str], ...]  # (start of the line, its words), in order
    starts: tuple[int, ...]
    cells: tuple[Cell, ...]
    cell_starts: tuple[int, ...]

    def heading(self, at: int) -> frozenset[str]:
        """Return the plain forms of the words that head the number at `at`: of its cell, column and section."""
        words = ""
        if cell := self.cell(at):
            words = f"{cell.label} {cell.header}"
        if n := bisect_right(self.starts, at):
            words += " " + self.heads[n - 1][1]
        return _plains(words)

    def title(self, at: int) -> str:
        """Return the heading above a place, as it stands."""
        n = bisect_right(self.starts, at)
        return self.heads[n - 1][1] if n else ""

    def cell(self, at: int) -> Cell | None:
        """Return the table cell at a place."""
        n = bisect_right(self.cell_starts, at) - 1
        return self.cells[n] if n >= 0 and self.cells[n].start <= at < self.cells[n].end else None


@lru_cache(1_000)
def _plains(words: str) -> frozenset[str]:
    return frozenset(plain(word) for word in _WORD.findall(words.lower()))


@lru_cache(20_000)
def plain(word: str) -> str:
    """Return one form for the forms of a word: the lemma of a verb, else the singular of a noun."""
    single = singular(word)
    return (verb_lemma(word) or single) if single == word else (verb_lemma(single) or single)


def find_headings(text: str) -> Headings:
    """Find the headings and table rows of a text."""
    heads: list[tuple[int, str]] = []
    cells: list[Cell] = []
    header: list[str] = []
    at = 0
    lines = text.split("\n")
    for n, line in enumerate(lines):
        parts = _parts(line, at)
        filled = [p for p in parts if p[2]]
        numeric = [p for p in filled if _NUMERIC.fullmatch(p[2])]
        if len(filled) >= 2 and ("|" in line or numeric):
            if not numeric and not re.fullmatch(r"[\s|:-]*", line):
                header = [p[2] for p in parts]
            elif not re.fullmatch(r"[\s|:-]*", line):
                label = next((p[2] for p in filled if not _NUMERIC.fullmatch(p[2])), "")
                shift = max(0, len(parts) - len(header))  # the column of labels often has no name
                for k, (a, b, _) in enumerate(parts):
                    cells.append(Cell(a, b, label, header[k - shift] if shift <= k < len(header) + shift else ""))
        elif len(filled) >= 3 and not numeric:  # names over columns that spaces hold apart
            header = [p[2] for p in parts]
        elif line.strip():
            header = []
            if _is_heading(lines, n):
                heads.append((at, line.strip(" #*_:")))
        at += len(line) + 1
    return Headings(tuple(heads), tuple(h[0] for h in heads), tuple(cells), tuple(c.start for c in cells))


def _parts(line: str, offset: int) -> list[tuple[int, int, str]]:
    """Split a line into cells with their places; the empty edges of '| a | b |' are left out."""
    if "|" not in line and "\t" not in line and "   " not in line and ". ." not in line and "..." not in line:
        return [(offset, offset + len(line), line.strip())]
    parts: list[tuple[int, int, str]] = []
    at = 0
    for mark in [*_CELLS.finditer(line), None]:
        end = mark.start() if mark else len(line)
        if not (end == at and at == 0):
            parts.append((offset + at, offset + end, line[at:end].strip()))
        at = mark.end() if mark else end
    if parts and not parts[-1][2]:
        parts.pop()
    return parts


def _is_heading(lines: list[str], n: int) -> bool:
    line = lines[n].strip()
    if not line or "..." in line or ". . ." in line or len(line) > 70 or len(line.split()) > 9 or line[-1] in '.;,!”"':
        return False
    alone = (n == 0 or not lines[n - 1].strip()) and (n + 1 == len(lines) or not lines[n + 1].strip())
    return (
        line.startswith("#")
        or line.endswith(":")
        or (line.isupper() and len(line) > 4)
        or alone
        or (
            line[0].isupper()
            and (n == 0 or not lines[n - 1].strip())
            and n + 1 < len(lines)
            and len(lines[n + 1]) > len(line) + 15
        )
    )
