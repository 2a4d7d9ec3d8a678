"""Many patterns for whole lines at once, sorted by what a line begins with.

One pattern of five hundred branches tries each of them at every line of a text, and most lines are none. Few may begin
with the same letters, fewer with the same words; and to compile those that no line begins with takes longest of all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

_SIGNS, _WORDS = 4, 12  # signs of a beginning: those that lines are sorted by, and those that must be there besides
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
            for signs in dict.fromkeys(signs for signs, _ in _beginnings(pattern, _SIGNS)):
                self._begun[signs].append(pattern)
        self._anyhow = "|".join(self._begun.pop("", ()))
        self._known: dict[str, list[tuple[tuple[str, ...], str]]] = {}  # of lines that begin so: words, and the pattern

    def match(self, line: str) -> re.Match[str] | None:
        """Match a line, but for spaces at its end."""
        begin = line[:_SIGNS]
        if begin not in self._known:
            found = [pattern for n in range(1, len(begin) + 1) for pattern in self._begun.get(begin[:n], ())]
            self._known[begin] = [(_words(pattern), pattern) for pattern in found]
        for words, pattern in self._known[begin]:
            if line.startswith(words) and (found_line := _whole(pattern).match(line)):
                return found_line
        return _whole(self._anyhow).match(line) if self._anyhow else None


@cache  # a line stands in several lists
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\s*$")


@cache
def _words(pattern: str) -> tuple[str, ...]:
    return tuple({words for words, _ in _beginnings(pattern, _WORDS)})


@cache
def _beginnings(pattern: str, longest: int) -> frozenset[Beginning]:
    """Return what a pattern may begin with: shorter where it is all of it, or where more is not known."""
    found = _NOTHING
    at = 0
    while at < len(pattern) and any(whole for _, whole in found):
        signs, at = _atom(pattern, at, longest)
        repeat, at = _repeat(pattern, at)
        if repeat and repeat not in {"?", "{1}"}:
            signs = frozenset((begun, False) for begun, _ in signs)  # it may come again
        if repeat in {"?", "*"} or repeat.startswith("{0"):
            signs |= _NOTHING
        if len(signs) * sum(whole for _, whole in found) > _MOST:
            return frozenset((begun, False) for begun, _ in found)
        found = frozenset(_then(begun, more, longest) if begun[1] else begun for begun in found for more in signs)
    return found


def _then(begun: Beginning, more: Beginning, longest: int) -> Beginning:
    signs = begun[0] + more[0]
    return signs[:longest], more[1] and len(signs) < longest


def _repeat(pattern: str, at: int) -> tuple[str, int]:
    """Return the sign behind an atom that says how often it may stand, '' for once, and where it ends."""
    if pattern[at : at + 1] not in {"?", "*", "+", "{"}:
        return "", at
    end = pattern.index("}", at) + 1 if pattern[at] == "{" else at + 1
    return pattern[at:end], end + (pattern[end : end + 1] in {"?", "+"})  # as few as do, or as many as there are


def _atom(pattern: str, at: int, longest: int) -> tuple[frozenset[Beginning], int]:
    """Return what may stand for the atom at a place of a pattern, and where it ends."""
    sign = pattern[at]
    if sign == "(":
        end, branches = _group(pattern, at)
        if pattern[at + 1] == "?" and pattern[at + 2] != ":":  # what looks ahead or behind takes no room
            return (_NOTHING if pattern[at + 2] in "=!<" else _ANYTHING), end
        return frozenset().union(*(_beginnings(branch, longest) for branch in branches)), end
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
