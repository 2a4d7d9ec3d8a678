"""The lines of a text that may be a page's own: its number, or a head that it carries."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from booklet.blocks import LIST_ITEM

NUMBER = re.compile(r"[-–—\[(]?\s?(\d{1,4})\s?[-–—\])]?$")
# What dirt and a blurred figure make of a page number: '136.', 'i131'.
_BLURRED_NUMBER = re.compile(r"[-–—\[(]?\s?[ilIm|]?(\d{1,4})\s?[-–—\])]?[.,:;]?")
_MISREAD_NUMBER = re.compile(r"(?=\D?\D?\D?\d)[\dA-Za-z]{2,4}[.,]?")  # '2u' for 211
_FAX = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4},? +\d{1,2}[:.,]\d\d\b.*?\bP\w*\.? ?(\d{1,3})(?: ?/ ?\d{1,3})?")
_SENT = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4},? +\d{1,2}[:.,]\d\d\b +[A-Z][^a-z\n]{3,60}")  # the page was lost
# What a browser prints below a page: its address, and the page among all, the hour or not.
_PRINTED = re.compile(
    r"\w{4,5}://\S{4,200} +(?:\D{0,20}\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.{0,20} )?\(?(\d{1,3}) ?(?:/|[a-z]{2}) ?\d{1,3}\)?(?: .{0,30})?"
)
_SPECKS = re.compile(
    r"^(?:[a-z]{1,2}|[^\w\s]{1,2}|_) (?=[‘“]?(?:[A-Z]{2}|\d))|^[A-Z][a-z] (?=[A-Z]{2})|(?<=[A-Z\d]) ?[^\w\s]{1,2}$|^[‘“'\"._~]{1,2}(?=[A-Z]{2})"
)
_HEAD = re.compile(r"(?:(\d{1,4})[.,)\]]?\s+)?(\S[^\n]{2,60}?)(?:\s+(\d{1,4}))?$")
_SPECK_AT_END = re.compile(r" [^\w\s]{1,2}$")
_SHORT = 20  # characters: no page number is longer
LEAST_HALT = 25  # characters of a line at which a sentence halts because the page ends
_FURNITURE = 4  # lines from the end of one page's text to the next one's, at most: three of them foot and head
_DIRT = 3  # characters of a line that says nothing
_ALIKE = 0.8  # share of two heads that is the same
_LOUD = 0.7  # share of letters that are capitals
_SMALL = b"abcdefghijklmnopqrstuvwxyz"
_QUIET_END = re.compile(r"[^A-Z\d]{4}$")

Head = tuple[int, "int | None", str]  # line index, number, words


def is_loud(text: str) -> bool:
    """Say whether most letters of a text are capitals, as in a running head."""
    signs = text.encode("latin-1", "replace")
    if len(signs) - len(signs.translate(None, _SMALL)) > (1 - _LOUD) * len(signs):
        return False  # as lines of prose are: far quicker to tell so
    letters = sum(map(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, text)) / letters > _LOUD


def is_year(number: int | None) -> bool:
    """Say whether a number may be a year: then it belongs to an inscription or a date sooner than to a page."""
    return number is not None and 1400 <= number <= 2100


@dataclass(frozen=True)
class Page:
    """The lines of a text, which stand at a form feed, and which look like a head or a number."""

    text: str
    lines: list[tuple[int, int, str]]
    near: set[int]
    heads: set[int]
    machine: bool
    open: frozenset[str]  # words at which no sentence ends
    counted: re.Pattern[str]  # a page number among all
    issue: re.Pattern[str]  # 'No. 41', 'Summer 2011', behind the name of a paper

    def breaks(self, n: int) -> bool:
        """Say whether a page ends right before a line."""
        if n >= len(self.lines):
            return n == len(self.lines)
        return n == 0 or "\f" in self.lines[n][2] or "\f" in self.text[self.lines[n - 1][1] : self.lines[n][0]]

    def is_dirt(self, n: int) -> bool:
        """Say whether a line by itself is all that a machine made of a page number, or of a spot."""
        if not self.machine or not 0 < n < len(self.lines) - 1:
            return False
        alone = self.lines[n][0] - self.lines[n - 1][1] > 1
        return alone and len(self.lines[n][2].strip(" \t\f")) <= _DIRT

    def goes_on_small(self, n: int) -> bool:
        """Say whether the line behind one begins with a small letter."""
        return n + 1 < len(self.lines) and self.lines[n + 1][2].lstrip(" \t\f‘“'\"._")[:1].islower()

    def interrupts(self, n: int) -> bool:
        """Say whether the sentence before a line runs on behind it: then the line does not belong to it."""
        before, after = n - 1, n + 1
        while (before in self.heads or self.is_dirt(before)) and n - before < _FURNITURE:
            before -= 1
        while (after in self.heads or self.is_dirt(after)) and after - n < _FURNITURE:
            after += 1
        if before < 0 or after >= len(self.lines) or after - before > _FURNITURE:
            return False
        halt, begin = self.lines[before][2].rstrip(), self.lines[after][2].lstrip(" \t\f")
        if LIST_ITEM.match(begin):
            return False  # 'b) of the well'
        least = LEAST_HALT
        if self.machine:  # specks at the edges hide neither; a narrow column has short lines
            halt, begin, least = _SPECK_AT_END.sub("", halt), begin.lstrip("‘“'\"._"), LEAST_HALT // 2
        runs_on = begin[:1].islower() or halt[halt.rfind(" ") + 1 :] in self.open
        return runs_on and bool(re.search(r"[^\W\d_][,;-]?$", halt)) and len(halt) > least


def lines_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Return the lines that are not empty: where each begins and ends, and its words."""
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if line and line.strip(" \t\f"):
            yield at, end, line
        at = end + 1


def candidates(lines: list[tuple[int, int, str]], machine: bool) -> Iterator[Head]:
    """Find the lines that may be a page number or a head: line index, number and words."""
    for n, (_, _, raw) in enumerate(lines):
        if "://" in raw and len(raw) < 260 and (printed := _PRINTED.fullmatch(raw.strip(" \t\f"))):
            yield n, int(printed[1]), ""
        elif len(raw) < 90 and (found := _look(raw.strip(" \t\f"), machine)):
            yield n, *found


@lru_cache(maxsize=1 << 16)  # most lines are the same in every round
def _look(line: str, machine: bool) -> tuple[int | None, str] | None:
    """Return number and words of a line that may be a page number (no words) or a head; None for any other."""
    if len(line) > _SHORT and line[:3].isalpha() and _QUIET_END.search(line, len(line) - 4) and not is_loud(line):
        return None  # prose
    if machine:
        line = _SPECKS.sub("", line) or line
    if len(line) > 70:
        return None
    if number := NUMBER.fullmatch(line) or (_BLURRED_NUMBER.fullmatch(line) if machine else None):
        return int(number[1]), ""
    if machine and (sent := _FAX.fullmatch(line)):
        return int(sent[1]), line
    if machine and _SENT.fullmatch(line):
        return None, line
    if machine and _MISREAD_NUMBER.fullmatch(line):
        return None, ""
    loud = is_loud(line)
    head = _HEAD.fullmatch(line) if loud or line[:1].isdigit() or line[-1:].isdigit() else None
    if head and (head[1] or head[3] or loud):
        return (int(head[1] or head[3]) if head[1] or head[3] else None), head[2]
    return None


def is_sent(line: str) -> bool:
    """Say whether a line is the one that a fax machine prints at the head of a page: date, hour, sender, page."""
    return bool(_FAX.fullmatch(line) or _SENT.fullmatch(line))


def near_breaks(text: str, lines: list[tuple[int, int, str]]) -> set[int]:
    """Return the lines that stand at a form feed: two before it, three from it on."""
    near: set[int] = set()
    if "\f" not in text:
        return near
    for n, (start, _, raw) in enumerate(lines):
        previous = lines[n - 1][1] if n else 0
        if "\f" in raw or "\f" in text[previous:start]:
            near |= set(range(max(0, n - 2), min(len(lines), n + 3)))
    return near


@lru_cache(maxsize=1 << 16)  # heads repeat: that is what they are known by
def are_alike(one: str, other: str) -> bool:
    """Say whether two heads are the same but for a letter or two misread."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 6:
        return False
    shared = sum(min(one.count(sign), other.count(sign)) for sign in set(one))  # in whatever order
    if 2 * shared <= _ALIKE * (len(one) + len(other)):
        return False
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() > _ALIKE
