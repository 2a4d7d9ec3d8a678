"""The words of a line, remembered: from one round to the next hardly a line changes.

A line without letters beyond the alphabet, as nearly all English ones are, is cut at all other signs in one go, which
takes half the time of looking for its words; the patterns say what a word is, and cut any other line.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]{2,}")
_SPELLED = re.compile(r"[^\W_][\w’'-]*")
_MARKS = "“”‘—–"  # that part words
_STANDS_IN = "\x01"  # for the mark ’, which no byte is
_SPACE = ord(" ")
_LETTERS = bytes(sign if chr(sign).isalpha() else _SPACE for sign in range(128)).ljust(256)
_SIGNS = bytes(sign if chr(sign).isalnum() or chr(sign) in f"_'-{_STANDS_IN}" else _SPACE for sign in range(128)).ljust(
    256
)
_BEFORE_WORDS = tuple(f" {sign}" for sign in f"_'-{_STANDS_IN}")


@lru_cache(maxsize=1 << 16)
def words_in(line: str) -> tuple[str, ...]:
    """Return the runs of letters in a line; of one letter alone there may be some or none."""
    bare = _plain(line, " ")
    return tuple(_WORD.findall(line) if bare is None else bare.encode().translate(_LETTERS).decode().split())


@lru_cache(maxsize=1 << 16)
def spelled_in(line: str) -> tuple[str, ...]:
    """Return the words of a line in small letters, with their figures, apostrophes and hyphens."""
    small = line.lower()
    bare = None if _STANDS_IN in line else _plain(small, _STANDS_IN)
    if bare is None:
        return tuple(_SPELLED.findall(small))
    signs = f" {bare.encode().translate(_SIGNS).decode()}"
    if any(before in signs for before in _BEFORE_WORDS):
        return tuple(_SPELLED.findall(small))  # no word begins with a mark
    return tuple(signs.replace(_STANDS_IN, "’").split())


@lru_cache(maxsize=1 << 16)
def hyphened_in(line: str) -> tuple[str, ...]:
    """Return those of them that have a hyphen."""
    chunks = (chunk for chunk in line.lower().split() if "-" in chunk)
    return tuple(word for chunk in chunks for word in _SPELLED.findall(chunk) if "-" in word)


def _plain(line: str, apostrophe: str) -> str | None:
    """Return a line with spaces for the usual printed marks, and one sign for the apostrophe; None if it has others."""
    if line.isascii():
        return line
    for mark in _MARKS:
        line = line.replace(mark, " ")
    line = line.replace("’", apostrophe)
    return line if line.isascii() else None
