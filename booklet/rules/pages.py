"""What a page carries beside its text: running heads and page numbers, found by repetition and rising numbers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from booklet.rules.base import Context, Edit, Rule

_NUMBER = re.compile(r"[-–—\[(]?\s?(\d{1,4})\s?[-–—\])]?$")
_PAGE_N = re.compile(r"page \d{1,4}(?: of \d{1,4})?$|\d{1,4} ?/ ?\d{1,4}$", re.IGNORECASE)
_HEAD = re.compile(r"(?:(\d{1,4})\s+)?(\S[^\n]{2,60}?)(?:\s+(\d{1,4}))?$")
_WINDOW = 12


def _capitals(text: str) -> float:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) / len(letters) if letters else 0.0


def running_heads(text: str, context: Context) -> Iterator[Edit]:
    """A line at a page break that is a page number, or repeats with a rising number, is the page's, not the text's."""
    lines = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\n]+", text) if m[0].strip(" \t\f")]
    near = _near_breaks(text, lines)
    heads: list[tuple[int, int | None, str]] = []  # line index, number, words
    for n, (_, _, raw) in enumerate(lines):
        line = raw.strip(" \t\f")
        if len(line) > 70:
            continue
        if lone := _NUMBER.fullmatch(line):
            heads.append((n, int(lone[1]), ""))
        elif (head := _HEAD.fullmatch(line)) and (head[1] or head[3] or _capitals(line) > 0.7):
            heads.append((n, int(head[1] or head[3]) if head[1] or head[3] else None, head[2]))
    remove: set[int] = set()
    for at, (n, number, words) in enumerate(heads):
        others = heads[max(0, at - _WINDOW) : at] + heads[at + 1 : at + 1 + _WINDOW]
        if _PAGE_N.fullmatch(lines[n][2].strip(" \t\f")) and (n in near or _interrupts(text, lines, n)):
            remove.add(n)
        elif not words:
            rising = any(
                o is not None and 0 < abs(o - (number or 0)) <= 3 and (o > (number or 0)) == (m > n)
                for m, o, _ in others
            )
            if (n in near and (rising or context.read_by_machine)) or (
                _interrupts(text, lines, n) and (rising or n in near)
            ):
                remove.add(n)
        else:
            alike = [m for m, o, w in others if w and (o is not None) == (number is not None) and _alike(words, w)]
            if not alike and n not in near:
                continue
            loud = _capitals(words) > 0.7
            if (n in near and number is not None and (loud or alike)) or (
                alike and (n in near or _interrupts(text, lines, n)) and (loud or number is not None)
            ):
                remove.add(n)
    remove |= _counted_on(text, lines, heads)
    for n in sorted(remove):
        start, end, raw = lines[n]
        kept = raw.startswith("\f")
        yield Edit(start + kept, end, "")


def _counted_on(text: str, lines: list[tuple[int, int, str]], heads: list[tuple[int, int | None, str]]) -> set[int]:
    """Return the lines whose words repeat in capitals while their number rises by one: heads of a page each.

    Three make a row; two do where a sentence runs on round one of them.
    """
    found: set[int] = set()
    numbered = [(n, number, words) for n, number, words in heads if number is not None and _capitals(words) > 0.7]
    for at, (n, number, words) in enumerate(numbered):
        row = [n]
        for m, other, again in numbered[at + 1 : at + 1 + _WINDOW]:
            if other == (number or 0) + len(row) and _alike(words, again):
                row.append(m)
        if len(row) >= 3 or (len(row) == 2 and any(_interrupts(text, lines, m) for m in row)):
            found |= set(row)
    return found


def _near_breaks(text: str, lines: list[tuple[int, int, str]]) -> set[int]:
    """Return the lines that stand at a form feed: two before it, three from it on."""
    near: set[int] = set()
    for n, (start, _, raw) in enumerate(lines):
        previous = lines[n - 1][1] if n else 0
        if "\f" in raw or "\f" in text[previous:start]:
            near |= set(range(max(0, n - 2), min(len(lines), n + 3)))
    return near


def _interrupts(text: str, lines: list[tuple[int, int, str]], n: int) -> bool:
    """Say whether the sentence before a line runs on behind it: then the line does not belong to it."""
    if not 0 < n < len(lines) - 1:
        return False
    before, after = lines[n - 1][2].rstrip(), lines[n + 1][2].lstrip(" \t\f")
    return bool(re.search(r"[^\W\d_][,-]?$", before)) and after[:1].islower() and len(before) > 25


def _alike(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 6:
        return False
    return one == other or difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.8


def form_feeds(text: str, context: Context) -> Iterator[Edit]:
    """A form feed ends a printed page; between paragraphs it says nothing more than an empty line."""
    for match in re.finditer(r"(?<![ \t])[ \t]*\f[ \t]*", text):
        bare = text[match.start() - 1 : match.start()] == "\n" or text[match.end() : match.end() + 1] == "\n"
        yield Edit(match.start(), match.end(), "" if bare or match.start() == 0 else "\n")


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
                "BOARD OF THE PIT 14\n\nOne.\n\nBOARD OF THE PIT 15\n\nTwo.\n\nBOARD OF THE PIT 16\n\nThree.",
                "\n\nOne.\n\n\n\nTwo.\n\n\n\nThree.",
            ),
        ),
        ("1912\n\nThe year began with snow.", "THE FLOOD\n\nIt rained.", "Chapter 3\n\nOne.\n\nChapter 4\n\nTwo."),
    ),
)
FEEDS = Rule("breaks.form-feeds", "mechanical", form_feeds, (("One.\n\fTwo.", "One.\nTwo."),), ("One.",))
