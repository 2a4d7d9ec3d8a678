"""The body of a text: paragraphs, headings, lists, tables, verse, addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile

from booklet.attribute.chunks import LIST, Chunk, is_dateline, letters
from booklet.model import Block, Role

_HEADING = 70  # characters
_PARAGRAPH = 300  # characters, from which an item is a numbered paragraph
_SERIES = 40  # items above and below that are looked at


def blocks_of(text: str, chunks: list[Chunk], n: int, role: Role | None, marked: Mapping[str, int]) -> list[Block]:
    """Return the blocks of one chunk: more than one where its lines stand by themselves."""
    chunk = chunks[n]
    if role == "title" and len(chunk.lines) > 1:  # lines that go on were joined by `clean`: these stand by themselves
        first, *others = chunk.lines
        return [Block("title", *first), *(Block("subtitle", *line) for line in others)]
    if role:
        return [Block(role, chunk.start, chunk.end)]
    if len(chunk.lines) == 1:
        line = chunk.words(text)
        if level := marked.get(letters(line)):
            return [Block("heading", chunk.start, chunk.end, level)]
        if _is_heading(text, chunks, n):
            return [Block("heading", chunk.start, chunk.end, 1)]
        return [Block("list" if _is_item(text, chunks, n) else "paragraph", chunk.start, chunk.end)]
    texts = [text[start:end] for start, end in chunk.lines]
    if all(len(line) > 120 for line in texts):
        return [Block("paragraph", start, end) for start, end in chunk.lines]
    if sum(bool(re.search(r"\t|\S {3,}\S", line)) for line in texts) * 2 >= len(texts):
        return [Block("table", chunk.start, chunk.end)]
    if sum(bool(LIST.match(line)) for line in texts) * 2 >= len(texts):
        return [Block("list", chunk.start, chunk.end)]
    if (
        len(texts) <= 7
        and all(len(line) < 60 for line in texts)
        and (re.search(r"\d", chunk.words(text)) and n in {0, len(chunks) - 1})
    ):
        return [Block("address", chunk.start, chunk.end)]
    return [Block("verse", chunk.start, chunk.end)]


def _is_item(text: str, chunks: list[Chunk], n: int) -> bool:
    """Say whether a line is an item of a list, and not one of a series of numbered paragraphs: one of those is long."""
    if not _is_marked(text, chunks[n]):
        return False
    above = takewhile(lambda chunk: _is_marked(text, chunk), reversed(chunks[max(0, n - _SERIES) : n]))
    below = takewhile(lambda chunk: _is_marked(text, chunk), chunks[n : n + _SERIES])
    return all(chunk.end - chunk.start < _PARAGRAPH for chunk in (*above, *below))


def _is_marked(text: str, chunk: Chunk) -> bool:
    return len(chunk.lines) == 1 and LIST.match(chunk.words(text)) is not None


def _is_heading(text: str, chunks: list[Chunk], n: int) -> bool:
    line = chunks[n].words(text)
    if is_dateline(line):
        return False
    if not 0 < n < len(chunks) - 1 or len(line) > _HEADING or re.search(r"[.,;:!?…”\"’]$", line) or LIST.match(line):
        return False
    before, after = chunks[n - 1].words(text), chunks[n + 1].words(text)
    stands_apart = len(after) > 120 and re.search(r"[.!?…”\"’)]$", before) is not None
    return stands_apart and (line[:1].isupper() or line[:1].isdigit()) and len(line.split()) <= 10
