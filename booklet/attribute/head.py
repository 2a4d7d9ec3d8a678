"""The head of a text: title, by-line, dateline, editor's note, down to the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from booklet.attribute.chunks import LIST, Chunk, is_dateline, letters
from booklet.model import Role

_TITLE = 170  # characters: a longer line is a paragraph
_HEAD_CHUNKS = 7
_NAME = 6  # words of the name of a newspaper
_STOP = re.compile(r"[.;:,][”’\"')\]]*$")


def head_roles(text: str, chunks: list[Chunk], marked: Mapping[str, int], words: Mapping[str, Any]) -> dict[int, Role]:
    """Give roles to the first chunks, down to the first paragraph."""
    roles: dict[int, Role] = {}
    has_title = False
    heads = [n for n, chunk in enumerate(chunks[:_HEAD_CHUNKS]) if letters(chunk.words(text)) in marked]
    for n, chunk in enumerate(chunks[:_HEAD_CHUNKS]):
        line = chunk.words(text)
        one_line = len(chunk.lines) == 1
        if any(re.match(pattern, line) for pattern in words["editor_note"]) and len(line) < 500:
            roles[n] = "editor_note"
        elif _is_head_line(text, chunk, n, len(chunks), words):
            roles[n] = "byline"
        elif one_line and is_dateline(line) and n < len(chunks) - 1 and (has_title or n == 0):
            roles[n] = "dateline"
        elif not has_title and n == 0 and _is_masthead(text, chunks, marked, words):
            roles[n] = "byline"
        elif heads and n < heads[0] and len(line) < _TITLE:
            roles[n] = "byline"  # a line above the marked title
        elif (one_line and (letters(line) in marked and not has_title)) or (
            not has_title and _could_be_title(text, chunks, n, words)
        ):
            roles[n], has_title = "title", True
        elif (
            has_title
            and one_line
            and n <= 3
            and _could_be_subtitle(text, chunks, n, words)
            and letters(line) not in marked
        ):
            roles[n] = "subtitle"
        else:
            break
    return roles


def _is_byline(line: str, words: Mapping[str, Any]) -> bool:
    patterns = (words["byline"], words["reporter"], words["imprint"])
    return len(line) < 120 and any(re.match(pattern, line.strip()) for pattern in patterns)


def _is_head_line(text: str, chunk: Chunk, n: int, count: int, words: Mapping[str, Any]) -> bool:
    """Say whether a chunk is a by-line, or a few lines that are."""
    if len(chunk.lines) == 1:
        return _is_byline(chunk.words(text), words) and n < count - 1
    return n > 0 and _names_lines(text, chunk, words)


def _names_lines(text: str, chunk: Chunk, words: Mapping[str, Any]) -> bool:
    """Say whether a few lines are only by-line, label and date: 'By A. Miller' over 'Published: 30 January 2013'."""
    lines = [text[start:end] for start, end in chunk.lines]
    return len(lines) <= 4 and all(_is_byline(line, words) or is_dateline(line) for line in lines)


def _is_masthead(text: str, chunks: list[Chunk], marked: Mapping[str, int], words: Mapping[str, Any]) -> bool:
    """Say whether the first line names a newspaper, its date below it, and the title stands behind them."""
    line, *below = (text[start:end] for start, end in chunks[0].lines)
    short = len(line.split()) <= _NAME and not re.search(r"\d", line)
    named = re.match(words["masthead"], line) or (bool(below) and line.isupper() and short)
    if not named or len(chunks) < 3 or len(below) > 2 or not all(map(is_dateline, below)):
        return False
    return letters(chunks[1].words(text)) in marked or _could_be_title(text, chunks, 1, words)


def _could_be_title(text: str, chunks: list[Chunk], n: int, words: Mapping[str, Any]) -> bool:
    chunk = chunks[n]
    line = " ".join(chunk.words(text).split())
    if len(chunk.lines) > 3 or len(line) > _TITLE or n + 1 >= len(chunks):
        return False
    if (
        _STOP.search(line)
        or LIST.match(line)
        or re.match(words["salutation"], line)
        or not re.search(r"[^\W\d_]{2}", line)
    ):
        return False
    if len(chunk.lines) > 1 and any(LIST.match(text[a:b]) for a, b in chunk.lines):
        return False
    if line[:1].islower() or (line[:1] in '“"‘' and line[-1:] in '”"’'):
        return False
    # Something longer follows within the head: else it is verse, an address or a list of names.
    following = [c for c in chunks[n + 1 : n + 6] if len(c.words(text)) > max(100, 1.2 * len(line))]
    return bool(following) and not is_dateline(line)


def _could_be_subtitle(text: str, chunks: list[Chunk], n: int, words: Mapping[str, Any]) -> bool:
    line = chunks[n].words(text)
    if len(line) > 140 or _STOP.search(line) or re.match(words["salutation"], line) or n + 1 >= len(chunks):
        return False
    return len(chunks[n + 1].words(text)) > 100 and not line.isupper() and not is_dateline(line)
