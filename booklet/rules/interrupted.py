"""The lines of a page that a sentence or a divided word runs on round: its number, and a short line beside it."""

from __future__ import annotations

import re

from booklet.lexicon import Lexicon
from booklet.rules.heads import LEAST_HALT, NUMBER, Head, Page, is_year

_HALF, _REST = re.compile(r"([^\W\d_]+)-$"), re.compile(r"[^\W\d_]+")
_SPECKS = "‘’“”'\"`´.,:;_~*•^|!°-"  # that a machine sees before a line
_IN_TITLE = re.compile(r"\b[a-z]{4,}")  # a title begins all its longer words with capitals
_ENDS = re.compile(r"[.,:;!?\])]$")  # as no head of a page does, but for dirt
_PAGE = _WINDOW = 12  # lines, the least from one head to the next; heads beside one that are looked at


def run_round(page: Page, heads: list[Head], removed: set[int], words: Lexicon | None) -> set[int]:
    """Return the lines of a foot that a divided word runs round: a page number, and a short line above or below it.

    A sentence that runs on does for a divided word where another page number counts on from this one, and the short
    line is written as a title is.
    """
    found: set[int] = set()
    bare = [head for head in heads if not head[2] and NUMBER.fullmatch(page.lines[head[0]][2].strip(" \t\f"))]
    for at, (n, number, _) in enumerate(bare):
        if len(page.lines[n][2]) > 20:
            continue
        counted = any(follow((n, number, ""), other) for other in bare[max(0, at - _WINDOW) : at + _WINDOW])
        for first, last in ((n, n), (n, n + 1), (n - 1, n)):
            if first < 1 or last >= len(page.lines) - 1:
                continue
            halt, begin = page.lines[first - 1][2].rstrip(), page.lines[last + 1][2].lstrip(" \t\f")
            if any(_goes_on_from(halt, page.lines[m][2], words) for m in {first, last} - {n}):
                continue  # the other half of the word stands there
            short = all(
                len(page.lines[m][2]) <= 70 and not page.lines[m][2].rstrip().endswith(".") for m in (first, last)
            )
            issue = last > first and any(page.issue.search(page.lines[m][2]) for m in (first, last))
            titled = issue or (counted and not any(_IN_TITLE.search(page.lines[m][2]) for m in range(first, last + 1)))
            halts = bool(re.search(r"[a-z]{2}[,-]?$" if titled else r"[a-z]{2}-$", halt))
            halts = halts or (titled and halt[halt.rfind(" ") + 1 :] in page.open)  # 'took up the'
            if short and halts and begin[:1].islower() and len(halt) > LEAST_HALT:
                found |= set(range(first, last + 1))
                break  # the number alone is enough
    return found - removed


def _goes_on_from(halt: str, line: str, words: Lexicon | None) -> bool:
    """Say whether a line begins small, whatever specks stand before it, or with the rest of the word that was divided."""
    bare = line.lstrip(" \t\f" + _SPECKS)
    half, rest = _HALF.search(halt), _REST.match(bare)
    divided = (
        words is not None and half is not None and rest is not None and (half[1] + rest[0]).lower() in words.commonness
    )
    return bare[:1].islower() or divided


def follow(one: Head, other: Head) -> bool:
    """Say whether two lines are as far apart as pages are, and their numbers as the pages'."""
    (n, number, _), (m, second, _) = sorted((one, other))
    return m - n >= _PAGE and 0 < (second or 0) - (number or second or 0) <= 2


def in_step(page: Page, heads: list[Head]) -> set[int]:
    """Return the numbered lines, in any letters, that a sentence runs on round, where two count the pages together."""
    inside = [
        (n, number, words)
        for n, number, words in heads
        if number is not None and words[:1].isupper() and not is_year(number) and page.interrupts(n)
        if not (_ENDS.search(words) or _IN_TITLE.search(words) or "," in words)  # a line of the text, or a speech
    ]
    found: set[int] = set()
    for one, other in zip(inside, inside[1:], strict=False):
        if follow(one, other):
            found |= {one[0], other[0]}
    return found
