"""The lines of a text with their measures, and blocks of them: prose that a column cut, or lines that were meant.

Widths are counted in natural units, not characters, as a typeset or typed page has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

_STOP = re.compile(r"[.!?:][”’\"')\]]*$")
_END_STOP = re.compile(r"[.!?…][”’\"')\]*]{0,3}$")
_HYPHEN = re.compile(r"[^\W\d_]-$")
_DASHES = ("-", "–", "—")
LIST_ITEM = re.compile(
    r"\s*(?:[•·▪*–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|[ivxIVX]{1,5}[.)]\s"
    r"|(?:\d{1,3}|[A-Z]|[IVX]{1,5})\.\d{1,3}\.\s|[¹²³⁴-⁹]⁰?[⁰-⁹¹²³]?\s)"
)
_TABLE = re.compile(r"\t|\S {3,}\S")
_RUNS_ON = re.compile(r"\s*(?:[^\W\d_A-ZÀ-ÞА-Я]|[£$€]?\d)")  # verse begins no line so: a small letter or a figure
PROSE_COLUMN = 34.0  # units: verse keeps to narrower lines
_IN_CAPITALS = re.compile(r"[^\W\d_]{2}")
_DASH_AT_START = re.compile(r"[–—] [a-z]")
_FILLED, _SURELY = 4, 6  # lines
_STEP = 2  # spaces before the first line of a paragraph, at least
_DEEPEST = 10  # and at most: a signature stands farther to the right
_MOSTLY = 0.6  # of the line ends inside paragraphs
_CUT = 0.25  # of first lines: behind a long heading
_SET_OFF = 6  # spaces before each line
_RUN_ON = 0.8  # of the lines, into a small letter: no verse is as full besides
NARROW = 0.75  # of the column: narrower lines that run on are of something else


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
        if line.width + 1 + following.first_word > least:
            return True
        verse = self.typed and not following.small and line.text.endswith("—")
        return not verse and _ends_inside(line.text)

    def goes_on(self, at: int) -> bool:
        """Say whether line `at` certainly goes on with the one above: a full line of an exact column, at no mark."""
        above = self.lines[at - 1].text.rstrip() if at else ""
        return self.typed and above[-1:].isalnum() and self.full(at - 1)

    def item(self, at: int) -> bool:
        """Say whether line `at` begins an item, and not with a figure of a sentence: 'in rooms 4 and' / '5. The'."""
        marked = LIST_ITEM.match(self.lines[at].text) is not None
        return marked and not (self.filled or self.goes_on(at) or self.begins_with_dash(at))

    def begins_with_dash(self, at: int) -> bool:
        """Say whether a sentence runs on into line `at` round a dash: 'on the road' / '– so they said – by night'."""
        if not at or not _DASH_AT_START.match(self.lines[at].text) or self.lines[at - 1].stops:
            return False
        alone = sum(bool(_DASH_AT_START.match(line.text)) for line in self.lines) == 1
        return alone and self.lines[at - 1].text.rstrip()[-1:] not in {";", ","}

    def overruns(self, at: int) -> bool:
        """Say whether line `at` is longer than the column, which none that the column made is."""
        return self.lines[at].width > 1.15 * self.column

    def parts(self) -> list[Block]:
        """Return the parts between lines that plainly end something: far from full, at a stop or as a heading."""
        cuts = [0]
        for at in range(len(self.lines) - 1):
            line, following = self.lines[at], self.lines[at + 1]
            fitted = line.width + 1 + following.first_word < 0.8 * self.column
            ends = line.stops or line.width < 0.6 * self.column
            if fitted and ends and not _RUNS_ON.match(following.text):
                cuts.append(at + 1)
        ends_at = [*cuts[1:], len(self.lines)]
        return [Block(self.lines[a:b], self.column, self.typed) for a, b in zip(cuts, ends_at, strict=True)]

    def set_in(self) -> list[Part]:
        """Return the parts of a block that shows its paragraphs by setting in their first lines, as letters were typed.

        All first lines alike, and nearly each behind a full stop or a line that is not full: a heading, a salutation.
        What stands between two paragraphs, or behind the last, is a part of its own, and so are short lines set in
        deeper: a date, a signature. Nothing where it is otherwise: verse is not full, and the lines of a list hang.
        """
        depths = list(map(_depth, self.lines))
        step = min((depth for depth in depths if 0 < depth <= _DEEPEST), default=0)
        if not self.column or 0 not in depths or not any(depths) or 0 < step < _STEP:
            return []
        deeper = {at for at, depth in enumerate(depths) if depth > step}
        if sum(self.lines[at].width - depths[at] > NARROW * self.column for at in deeper) > 1:
            return []  # a long quotation, say
        firsts = [at for at, depth in enumerate(depths) if depth == step > 0]
        inner = [at for at in range(len(self.lines) - 1) if not depths[at + 1] and at not in deeper]
        cut = [at for at in firsts if at and self.full(at - 1) and not self.lines[at - 1].stops]
        if not inner or (cut != [1] and len(cut) > _CUT * len(firsts)):
            return []
        if any(LIST_ITEM.match(self.lines[at].text) for at in firsts):
            return []
        running = {at for at in inner if self.full(at)}
        small = sum(bool(_RUNS_ON.match(self.lines[at + 1].text)) for at in running)
        if len(running) < _MOSTLY * len(inner) or small < 0.3 * len(running):
            return []
        whole = running | {at for at in inner if not self._ends_short(at)}
        starts = [0, *(at + 1 for at in range(len(self.lines) - 1) if at not in whole)]
        ends = [*starts[1:], len(self.lines)]
        return [
            Part(
                Block(self.lines[start:end], self.column, self.typed),
                end < len(depths) and self._is_parted(end, start in deeper, end in deeper),
            )
            for start, end in zip(starts, ends, strict=True)
        ]

    def _is_parted(self, at: int, below_deeper: bool, deeper: bool) -> bool:
        """Say whether an empty line belongs above line `at`, which begins a part of a block with lines set in."""
        above, line = self.lines[at - 1].text.rstrip(), self.lines[at]
        stops = bool(_END_STOP.search(above))
        if deeper:
            return stops and not below_deeper
        if below_deeper:
            return True
        if at == len(self.lines) - 1 and above.endswith(","):
            return False  # '– Abel Moe, clerk,' and below it where he wrote that
        return stops or _depth(line) > 0 or self.lines[at - 1].text[:1] in " \t"

    def _ends_short(self, at: int) -> bool:
        """Say whether line `at` ends at a full stop, or far from full."""
        line = self.lines[at]
        return bool(_END_STOP.search(line.text.rstrip())) or line.width < NARROW * self.column

    @property
    def of_lines(self) -> bool:
        """Say whether lines begin with figures, are in capitals or overrun the column, as a column never makes them."""
        third = max(2, len(self.lines) / 3)
        figures = sum(line.text.lstrip()[:1].isdecimal() and not self.goes_on(at) for at, line in enumerate(self.lines))
        loud = sum(line.text.isupper() for line in self.lines)
        return (
            figures > third
            or loud > third
            or loud == len(self.lines)
            or any(map(self.overruns, range(len(self.lines))))
        )

    @cached_property
    def filled(self) -> bool:
        """Say whether lines are full to the letter: four or more with a short one at the end, or six or more."""
        ends = self.lines[-1].width < NARROW * self.column
        many = self.typed and len(self.lines) >= (_FILLED if ends else _SURELY)
        return many and all(map(self.full, range(len(self.lines) - 1)))

    @property
    def rows(self) -> bool:
        """Say whether all lines begin with one word and a capital, or end at a bracket: entries of a list, or verse."""
        words = {line.text.split(None, 1)[0] for line in self.lines}
        ends = {line.text.rstrip()[-1] for line in self.lines}
        return (len(words) == 1 and min(words)[0].isupper()) or ends == {")"}

    @property
    def headed(self) -> bool:
        """Say whether these are two lines of which one alone is in capitals: a letterhead, a title and whose it is."""
        if len(self.lines) != 2 or (self.lines[1].text.isupper() and not _IN_CAPITALS.search(self.lines[1].text)):
            return False  # 'blew from the' / 'N.'; '5 Mar.' / '1901. A. B.'
        return self.lines[0].text.isupper() != self.lines[1].text.isupper()

    @property
    def set_off(self) -> bool:
        """Say whether all lines stand far to the right and are short: a signature, an address, a remark to a poem."""
        if not self.lines[0].text.startswith(" "):
            return False
        depths = list(map(_depth, self.lines))
        return min(depths) >= _SET_OFF and all(
            line.width - depth < NARROW * self.column for line, depth in zip(self.lines, depths, strict=True)
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
        ends = [at for at in inner if not _ends_inside(self.lines[at].text)]
        if self.typed and len(ends) > 1 and not any(map(self.full, ends)):
            return False  # words are parted in verse, too
        if full < 0.4 or (full < 0.7 and (small < 0.3 or not hyphens)):
            return False
        if any(line.text.startswith((" ", "\t")) for line in self.lines):
            depths = list(map(_depth, self.lines))
            if sum(depth >= 2 for depth in depths[1:]) >= 2 and len(set(depths)) > 1:
                return False  # steps at the left, as verse has them
        if any(("\t" in line.text or "   " in line.text) and _TABLE.search(line.text) for line in self.lines):
            return False
        if sum(map(self.item, range(len(self.lines)))) > 1:
            return False
        if not hyphens and ((self.of_lines and not self.filled) or self.headed or self.rows):
            return False
        stops = sum(line.stops and not line.text[-1].isspace() for line in self.lines) / len(self.lines)
        if len(self.lines) >= 4 and stops > 0.5 and full < 1:
            return False
        halts = sum(line.text.rstrip()[-1:] in ",;.!?:" for line in self.lines) / len(self.lines)
        runs = self.column >= PROSE_COLUMN and full >= 0.75 and small >= 0.4  # lines of prose that chance to halt
        runs = runs or (full == 1 and (self.typed or small >= _RUN_ON))  # or are full of abbreviations
        # Prose ends a line in five or six at a mark, verse every second.
        return len(self.lines) < 5 or halts < 0.5 or hyphens or runs


class Part(NamedTuple):
    """Lines of a block that belong together."""

    block: Block
    parted: bool  # an empty line belongs below


Measures = tuple[float, float, bool, bool, int, int, bool]


def _depth(line: Line) -> int:
    lead = line.text[: len(line.text) - len(line.text.lstrip(" \t"))]
    return len(lead.expandtabs()) if "\t" in lead else len(lead)


def _ends_inside(line: str) -> bool:
    """Say whether a line ends at a hyphen or dash that holds two words together."""
    bare = line.rstrip()
    return bare.endswith(_DASHES) and (bare[-2:-1].isalnum() or bare[-2:-1] == "_")


def _units() -> bytes:
    """Return the widths of the letters of Latin-1, in hundredths of a unit: whole, so that equal lines are equal."""
    widths = bytearray([100] * 256)
    for letters, wide in (("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 130), ("mwMW", 160), ("iltfIjr,.;:'|!()[] ", 55)):
        for letter in letters:
            widths[ord(letter)] = wide
    return bytes(widths)


_UNITS = _units()


def width(text: str) -> float:
    """Return the width of a line in units of an average small letter."""
    wide = sum(text.encode("latin-1", "replace").translate(_UNITS))
    if not text.isascii():
        # A dash and apostrophes, against the letter that Latin-1 has in the place of each.
        wide += 60 * text.count("—") - 45 * (text.count("’") + text.count("‘"))
    return wide / 100


@lru_cache(maxsize=1 << 17)  # most lines are measured again after every rule that changed another
def measured(line: str) -> Measures:
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


def lines_of(text: str, typed: bool) -> Iterator[Line]:
    """Measure the lines of a text: in characters where it was typed, else in units."""
    at = 0
    for raw in text.split("\n"):
        end = at + len(raw)
        wide, first, small, stops, characters, letters, _ = measured(raw)
        yield Line(at, end, raw, characters if typed else wide, letters if typed else first, small, stops)
        at = end + 1
