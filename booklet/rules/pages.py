"""What a page carries beside its text: running heads and page numbers, found by repetition and rising numbers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from booklet.rules.base import Context, Edit, Rule

_NUMBER = re.compile(r"[-–—\[(]?\s?(\d{1,4})\s?[-–—\])]?$")
# What dirt and a blurred figure make of a page number: '136.', 'i131'.
_BLURRED_NUMBER = re.compile(r"[-–—\[(]?\s?[ilIm|]?(\d{1,4})\s?[-–—\])]?[.,:;]?")
_SPECKS = re.compile(
    r"^(?:[a-z]{1,2}|[^\w\s]{1,2}|_) (?=[‘“]?(?:[A-Z]{2}|\d))|(?<=[A-Z\d]) ?[^\w\s]{1,2}$|^[‘“'\"._~]{1,2}(?=[A-Z]{2})"
)
_PAGE_N = re.compile(r"page \d{1,4}(?: of \d{1,4})?$|\d{1,4} ?/ ?\d{1,4}$", re.IGNORECASE)
_HEAD = re.compile(r"(?:(\d{1,4})[.,]?\s+)?(\S[^\n]{2,60}?)(?:\s+(\d{1,4}))?$")
_WINDOW = 12
_ALIKE = 0.8  # share of two heads that is the same
_LOUD = 0.7  # share of letters that are capitals


def _capitals(text: str) -> float:
    letters = sum(map(str.isalpha, text))
    return sum(map(str.isupper, text)) / letters if letters else 0.0


def running_heads(text: str, context: Context) -> Iterator[Edit]:
    """A line at a page break that is a page number, or repeats with a rising number, is the page's, not the text's.

    Where a sentence plainly runs on round a page number, the number goes, and the short line beside it.
    """
    lines = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\n]+", text) if m[0].strip(" \t\f")]
    heads = list(_candidates(lines, context.read_by_machine))
    page = _Page(text, lines, _near_breaks(text, lines), {n for n, _, _ in heads}, context.read_by_machine)
    remove: set[int] = set()
    for at, head in enumerate(heads):
        if not (head[0] in page.near or page.interrupts(head[0])):
            continue
        others = heads[max(0, at - _WINDOW) : at] + heads[at + 1 : at + 1 + _WINDOW]
        if (_is_number if not head[2] else _is_head)(page, head, others):
            remove.add(head[0])
    remove |= _counted_on(page, heads) | _foot_and_head(page, heads) | _run_round(page, remove)
    if heads and heads[0][0] == 0 and _opens_row(page, heads[0], [head for head in heads if head[0] in remove]):
        remove.add(0)
    if heads and heads[-1][0] == len(lines) - 1 and not heads[-1][2]:
        number = heads[-1][1] or 0
        if any(not words and n in remove and 0 < number - (o or number) <= 3 for n, o, words in heads):
            remove.add(len(lines) - 1)  # the number of the last page, after others that rose to it
    for n in sorted(remove):
        start, end, raw = lines[n]
        kept = raw.startswith("\f")
        yield Edit(start + kept, end, "")


_Head = tuple[int, "int | None", str]  # line index, number, words


@dataclass(frozen=True)
class _Page:
    """The lines of a text, which stand at a form feed, and which look like a head or a number."""

    text: str
    lines: list[tuple[int, int, str]]
    near: set[int]
    heads: set[int]
    machine: bool

    def interrupts(self, n: int) -> bool:
        """Say whether the sentence before a line runs on behind it: then the line does not belong to it."""
        before, after = n - 1, n + 1
        while before in self.heads:
            before -= 1
        while after in self.heads:
            after += 1
        if before < 0 or after >= len(self.lines) or after - before > 4:
            return False
        halt, begin = self.lines[before][2].rstrip(), self.lines[after][2].lstrip(" \t\f")
        return bool(re.search(r"[^\W\d_][,-]?$", halt)) and begin[:1].islower() and len(halt) > 25


def _candidates(lines: list[tuple[int, int, str]], machine: bool) -> Iterator[_Head]:
    """Find the lines that may be a page number or a head: line index, number and words."""
    for n, (_, _, raw) in enumerate(lines):
        if len(raw) < 90 and (found := _look(raw.strip(" \t\f"), machine)):
            yield n, *found


@lru_cache(maxsize=1 << 16)  # most lines are the same in every round
def _look(line: str, machine: bool) -> tuple[int | None, str] | None:
    """Return number and words of a line that may be a page number (no words) or a head; None for any other."""
    if machine:
        line = _SPECKS.sub("", line) or line
    if len(line) > 70:
        return None
    if number := _NUMBER.fullmatch(line) or (_BLURRED_NUMBER.fullmatch(line) if machine else None):
        return int(number[1]), ""
    loud = _capitals(line) > _LOUD
    head = _HEAD.fullmatch(line) if loud or line[:1].isdigit() or line[-1:].isdigit() else None
    if head and (head[1] or head[3] or loud):
        return (int(head[1] or head[3]) if head[1] or head[3] else None), head[2]
    return None


def _is_number(page: _Page, head: _Head, others: list[_Head]) -> bool:
    n, number, _ = head
    rising = any(
        o is not None and 0 < abs(o - (number or 0)) <= 3 and (o > (number or 0)) == (m > n) for m, o, _ in others
    )
    year = 1400 <= (number or 0) <= 2100  # a date's last line, unless the numbers rise to it
    if n in page.near and (rising or (page.machine and not year)):
        return True
    return page.interrupts(n) and (rising or n in page.near or page.machine)


def _is_head(page: _Page, head: _Head, others: list[_Head]) -> bool:
    n, number, words = head
    if _PAGE_N.fullmatch(page.lines[n][2].strip(" \t\f")) and (n in page.near or page.interrupts(n)):
        return True
    alike = any(w and (o is not None) == (number is not None) and _alike(words, w) for _, o, w in others)
    loud = _capitals(words) > _LOUD
    if n in page.near and number is not None and (loud or alike):
        return True
    if alike and (n in page.near or page.interrupts(n)) and (loud or number is not None):
        return True
    # 'TWELVE DEAD IN PIT 4' is a headline: a numbered line by itself is a head only where a sentence runs round it.
    return page.machine and loud and len(words) >= 6 and page.interrupts(n) and (number is not None or n in page.near)


def _run_round(page: _Page, removed: set[int]) -> set[int]:
    """Return the lines of a foot that a divided word runs round: a page number, and a short line above or below it."""
    found: set[int] = set()
    for n in page.heads:
        if len(page.lines[n][2]) > 20 or not _NUMBER.fullmatch(page.lines[n][2].strip(" \t\f")):
            continue
        for first, last in ((n, n), (n, n + 1), (n - 1, n)):
            if first < 1 or last >= len(page.lines) - 1:
                continue
            if last > n and page.lines[last][2].lstrip(" \t\f")[:1].islower():
                continue  # the other half of the word stands there
            halt, begin = page.lines[first - 1][2].rstrip(), page.lines[last + 1][2].lstrip(" \t\f")
            short = all(
                len(page.lines[m][2]) <= 70 and not page.lines[m][2].rstrip().endswith(".") for m in (first, last)
            )
            own = page.lines[first][2].lstrip(" \t\f")[:1].islower()  # the other half of the word stands here
            if short and not own and re.search(r"[a-z]{2}-$", halt) and begin[:1].islower() and len(halt) > 25:
                found |= set(range(first, last + 1))
                break  # the number alone is enough
    return found - removed


def _counted_on(page: _Page, heads: list[_Head]) -> set[int]:
    """Return the lines whose words repeat in capitals while their number rises by one: heads of a page each.

    Two make a row where a sentence runs on round one of them. On a page that a machine read, three heads of several
    words do without: elsewhere they may be headings, 'HYMN 21', 'HYMN 22'.
    """
    found: set[int] = set()
    numbered = [(n, number, words) for n, number, words in heads if number is not None and _capitals(words) > _LOUD]
    for at, (n, number, words) in enumerate(numbered):
        row = [n]
        for m, other, again in numbered[at + 1 : at + 1 + _WINDOW]:
            if other == (number or 0) + len(row) and _alike(words, again):
                row.append(m)
        counted = page.machine and len(row) >= 3 and " " in words.strip()
        if counted or (len(row) >= 2 and any(page.interrupts(m) for m in row)):
            found |= set(row)
    return found


def _foot_and_head(page: _Page, heads: list[_Head]) -> set[int]:
    """Return the number at the foot of one page and the head of the next, where they follow one another and count on."""
    found: set[int] = set()
    for (n, number, words), (m, other, head) in zip(heads, heads[1:], strict=False):
        follows = m == n + 1 and not words and head and _capitals(head) > _LOUD
        if page.machine and follows and number is not None and other == number + 1:
            found |= {n, m}
    return found


def _opens_row(page: _Page, first: _Head, heads: list[_Head]) -> bool:
    """Say whether the first line of all is the head of a page: in capitals, with a number that later ones go on from.

    Without a number it may be the title that they repeat.
    """
    _, number, words = first
    if not page.machine or number is None or not words or _capitals(words) <= _LOUD:
        return False
    later = [other for _, other, _ in heads[:4] if other is not None]
    return any(0 < other - number <= 4 for other in later)


def _near_breaks(text: str, lines: list[tuple[int, int, str]]) -> set[int]:
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
def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if abs(len(one) - len(other)) > 6:
        return False
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE


def form_feeds(text: str, context: Context) -> Iterator[Edit]:
    """A form feed ends a printed page; between paragraphs it says nothing more than an empty line."""
    for match in re.finditer(r"\f[ \t]*", text):
        start = match.start()
        while start and text[start - 1] in " \t":
            start -= 1
        bare = text[start - 1 : start] == "\n" or text[match.end() : match.end() + 1] == "\n"
        yield Edit(start, match.end(), "" if bare or start == 0 else "\n")


RULES = (
    Rule(
        "pages.running-heads",
        "mechanical",
        running_heads,
        (
            (
                "the long road to the pit was closed in\n\n12\n\n\fTHE MINERS' RECORD 13\n\nthe morning of the fire.",
                "the long road to the pit was closed in\n\n\n\n\f\n\nthe morning of the fire.",
            ),
            (
                "BOARD OF THE PIT 14\n\nOne of the men went down again to the\n\nBOARD OF THE PIT 15\n\nupper road.",
                "\n\nOne of the men went down again to the\n\n\n\nupper road.",
            ),
        ),
        (
            "1912\n\nThe year began with snow.",
            "THE FLOOD\n\nIt rained.",
            "Chapter 3\n\nOne.\n\nChapter 4\n\nTwo.",
            "HYMN 21\n\nOne.\n\nHYMN 22\n\nTwo.\n\nHYMN 23\n\nThree.",
        ),
    ),
)
FEEDS = Rule("breaks.form-feeds", "mechanical", form_feeds, (("One.\n\fTwo.", "One.\nTwo."),), ("One.",))
