"""Many patterns for whole lines at once, sorted by what a line begins with.

One pattern of five hundred branches tries each of them at every line of a text, and most lines are none. Of those that
may begin with the same letters there are a few, and those that no line begins with are never compiled.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

_LONGEST = 6  # signs of a beginning that are looked at: a word, or most of one
_DIGITS = "0123456789"
_MOST = 120  # beginnings of one pattern; where there are more, shorter ones do

# The first signs of what a pattern matches, and whether they are all of it: else anything may follow.
Beginning = tuple[str, bool]
_NOTHING: frozenset[Beginning] = frozenset({("", True)})
_ANYTHING: frozenset[Beginning] = frozenset({("", False)})


class WholeLines:
    """Patterns of which each is one for a whole line in small letters."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._begun: dict[str, list[str]] = defaultdict(list)
        for pattern in patterns:
            for signs in dict.fromkeys(signs for signs, _ in _beginnings(pattern)):
                self._begun[signs].append(pattern)
        self._anyhow = "|".join(self._begun.pop("", ()))
        self._known: dict[str, re.Pattern[str] | None] = {}

    def match(self, line: str) -> re.Match[str] | None:
        """Match a line, but for spaces at its end."""
        begin = line[:_LONGEST]
        if begin not in self._known:
            lines = [line for n in range(1, len(begin) + 1) for line in self._begun.get(begin[:n], ())]
            self._known[begin] = _whole("|".join(lines)) if lines else None
        known = self._known[begin]
        return (known and known.match(line)) or (_whole(self._anyhow).match(line) if self._anyhow else None)


@cache  # several lists have the same lines
def _whole(patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{patterns})\s*$")


@cache  # a line stands in several lists
def _beginnings(pattern: str) -> frozenset[Beginning]:
    """Return what a pattern may begin with: shorter where it is all of it, or where more is not known."""
    found = _NOTHING
    at = 0
    while at < len(pattern) and any(whole for _, whole in found):
        signs, at = _atom(pattern, at)
        repeat, at = _repeat(pattern, at)
        if repeat and repeat not in {"?", "{1}"}:
            signs = frozenset((begun, False) for begun, _ in signs)  # it may come again
        if repeat in {"?", "*"} or repeat.startswith("{0"):
            signs |= _NOTHING
        longer = frozenset(_then(begun, more) if begun[1] else begun for begun in found for more in signs)
        if len(longer) > _MOST:
            return frozenset((begun, False) for begun, _ in found)
        found = longer
    return found


def _then(begun: Beginning, more: Beginning) -> Beginning:
    signs = begun[0] + more[0]
    return signs[:_LONGEST], more[1] and len(signs) < _LONGEST


def _repeat(pattern: str, at: int) -> tuple[str, int]:
    """Return the sign behind an atom that says how often it may stand, '' for once, and where it ends."""
    if pattern[at : at + 1] not in {"?", "*", "+", "{"}:
        return "", at
    end = pattern.index("}", at) + 1 if pattern[at] == "{" else at + 1
    return pattern[at:end], end + (pattern[end : end + 1] in {"?", "+"})  # as few as do, or as many as there are


def _atom(pattern: str, at: int) -> tuple[frozenset[Beginning], int]:
    """Return what may stand for the atom at a place of a pattern, and where it ends."""
    sign = pattern[at]
    if sign == "(":
        end, branches = _group(pattern, at)
        if pattern[at + 1] == "?" and pattern[at + 2] != ":":  # what looks ahead or behind takes no room
            return (_NOTHING if pattern[at + 2] in "=!<" else _ANYTHING), end
        return frozenset().union(*map(_beginnings, branches)), end
    if sign == "[":
        end = pattern.index("]", at + 2) + 1
        plain = pattern[at + 1 : end - 1]
        known = plain[0] != "^" and "\\" not in plain.replace("\\d", "") and not re.search(r"[^\\]-.", plain)
        signs = plain.replace("\\d", _DIGITS)
        return (frozenset((sign, True) for sign in signs) if known else _ANYTHING), end
    if sign == "\\":
        escaped = pattern[at + 1]
        if escaped == "b":
            return _NOTHING, at + 2
        if escaped.isalpha():
            return (frozenset((sign, True) for sign in _DIGITS) if escaped == "d" else _ANYTHING), at + 2
        return frozenset({(escaped, True)}), at + 2
    return (_ANYTHING if sign in ".^$|" else frozenset({(sign, True)})), at + 1


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
