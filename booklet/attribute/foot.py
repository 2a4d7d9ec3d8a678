"""The foot of a text: a closing date and a signature."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from booklet.attribute.chunks import LIST, Chunk, is_dateline
from booklet.model import Role

_FOOT_CHUNKS = 5


def foot_roles(
    text: str, chunks: list[Chunk], head: Mapping[int, Role], words: Mapping[str, Any], language: str
) -> dict[int, Role]:
    """Give roles to the last chunks: a closing date and a signature, from the end upward."""
    roles: dict[int, Role] = {}
    first = max(0, len(chunks) - _FOOT_CHUNKS)
    for n in range(len(chunks) - 1, first - 1, -1):
        if n in head or n == 0:
            break
        chunk = chunks[n]
        line = chunk.words(text)
        if len(chunk.lines) == 1 and is_dateline(line) and len(line) < 80:
            roles[n] = "closing_date"
        elif _could_sign(text, chunk, words):
            roles[n] = "signature"
        else:
            break
    if roles and not any(role == "closing_date" for role in roles.values()) and not _signed(text, chunks, roles, words):
        return {}
    return roles


def _could_sign(text: str, chunk: Chunk, words: Mapping[str, Any]) -> bool:
    if len(chunk.lines) > 5:
        return False
    for start, end in chunk.lines:
        line = text[start:end].strip()
        if (
            len(line) > 100
            or (line.endswith((".", "!", "?")) and len(line.split()) > 6)
            or LIST.match(line.lstrip("–—- "))
        ):
            return False
        if not (re.match(words["farewell"], line) or line.lstrip('–—- “"‘(')[:1].isupper() or line[:1].isdigit()):
            return False
    return True


def _signed(text: str, chunks: list[Chunk], roles: Mapping[int, Role], words: Mapping[str, Any]) -> bool:
    """Say whether lines at the end are plainly a signature: a farewell, a dash before a name, or an organisation."""
    for n in roles:
        for start, end in chunks[n].lines:
            line = text[start:end].strip()
            if re.match(words["farewell"], line) or re.match(r"[–—]\s?[A-Z]", line):
                return True
            if re.search(words["organisation"], line) and not re.search(r"[.!?]$", line) and len(line) < 90:
                return True
    return False
