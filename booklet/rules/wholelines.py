"""Many patterns for whole lines at once, sorted by the sign that a line begins with.

One pattern of five hundred branches tries each of them at every line of a text, and most lines are none. Of those that
may begin with one sign there are a few dozen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

_ALL = None  # whatever sign
_DIGITS = frozenset("0123456789")


class WholeLines:
    """Patterns of which each is one for a whole line in small letters."""

    def __init__(self, patterns: Sequence[str]) -> None:
        by_sign: dict[str, list[str]] = defaultdict(list)
        everywhere: list[str] = []
        for pattern in patterns:
            signs, may_be_empty = _first(pattern)
            if signs is _ALL or may_be_empty:
                everywhere.append(pattern)
                continue
            for sign in signs:
                by_sign[sign].append(pattern)
        self._lines = {sign: [*found, *everywhere] for sign, found in by_sign.items()}
        self._everywhere = everywhere
        self._compiled: dict[
            str, re.Pattern[str] | None
        ] = {}  # those of a sign when a line begins with it: it takes long

    def match(self, line: str) -> re.Match[str] | None:
        """Match a line, but for spaces at its end."""
        sign = line[:1]
        if sign not in self._compiled:
            lines = self._lines.get(sign, self._everywhere)
            self._compiled[sign] = _whole("|".join(lines)) if lines else None
        pattern = self._compiled[sign]
        return pattern.match(line) if pattern else None


@cache  # all figures begin the same ones
def _whole(patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{patterns})\s*$")


def _first(pattern: str) -> tuple[frozenset[str] | None, bool]:
    """Return the signs that what a pattern matches may begin with, None for any, and whether it may be nothing."""
    found: frozenset[str] = frozenset()
    at = 0
    while at < len(pattern):
        signs, optional, at = _atom(pattern, at)
        if signs is _ALL:
            return _ALL, False
        found |= signs
        if at < len(pattern) and pattern[at] in "?*":
            optional, at = True, at + 1
        elif at < len(pattern) and pattern[at] in "+{":
            end = pattern.index("}", at) if pattern[at] == "{" else at
            optional = optional or pattern.startswith("{0", at)
            at = end + 1
        if not optional:
            return found, False
    return found, True


def _atom(pattern: str, at: int) -> tuple[frozenset[str] | None, bool, int]:
    """Return the first signs of what stands at a place of a pattern, whether it may be nothing, and where it ends."""
    sign = pattern[at]
    if sign == "(":
        end, branches = _group(pattern, at)
        if pattern[at + 1] == "?" and pattern[at + 2] != ":":
            return _ALL, False, end  # what looks ahead or behind
        firsts = [_first(branch) for branch in branches]
        if any(signs is _ALL for signs, _ in firsts):
            return _ALL, False, end
        return frozenset().union(*(signs or () for signs, _ in firsts)), any(empty for _, empty in firsts), end
    if sign == "[":
        end = pattern.index("]", at + 2) + 1
        plain = pattern[at + 1 : end - 1]
        known = plain[0] != "^" and "\\" not in plain.replace("\\d", "") and not re.search(r"[^\\]-.", plain)
        signs = frozenset(plain.replace("\\d", "")) | (_DIGITS if "\\d" in plain else frozenset())
        return (signs if known else _ALL), False, end
    if sign == "\\":
        escaped = pattern[at + 1]
        if escaped == "b":
            return frozenset(), True, at + 2
        if escaped.isalpha():
            return (_DIGITS if escaped == "d" else _ALL), False, at + 2
        return frozenset(escaped), False, at + 2
    return (_ALL if sign in ".^$|" else frozenset(sign)), False, at + 1


def _group(pattern: str, at: int) -> tuple[int, list[str]]:
    """Return where a group ends, and its branches."""
    depth, start, branches = 0, at + 1 + 2 * (pattern[at + 1 : at + 3] == "?:"), []
    place = at
    while True:
        sign = pattern[place]
        if sign == "\\":
            place += 2
            continue
        if sign == "[":
            place = pattern.index("]", place + 2) + 1
            continue
        depth += (sign == "(") - (sign == ")")
        if depth == 0 or (depth == 1 and sign == "|"):
            branches.append(pattern[start:place])
            start = place + 1
        place += 1
        if depth == 0:
            return place, branches
