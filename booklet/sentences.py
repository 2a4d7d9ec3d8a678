"""Where sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from booklet.languages import word_list

# A stop, the marks that may close after it, then space or the end. Repeats are bounded: texts are unread.
_STOP = re.compile(r"(?:[.!?…]{1,4})([”’\"')\]»*]{0,4})(?=\s|$)")
# Words of their own as well: 'he said no.' ends, 'No. 4' goes on.
_ALSO_WORDS = frozenset({"no", "in", "min", "sec", "fig", "ed", "gen", "mt", "mar", "sat", "sun", "wed", "al"})
_TOKEN = re.compile(r"(\S{1,40})$")


def split_sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return (start, end) of each sentence, in order, without the space between them. A line end also ends one."""
    abbreviations = word_list("abbreviations.txt", language)
    spans: list[tuple[int, int]] = []
    start = 0
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            if _ends(text, stop, line.end(), abbreviations):
                _add(text, start, stop.end(), spans)
                start = stop.end()
        _add(text, start, line.end(), spans)
    return spans


def sentence_at(spans: Sequence[tuple[int, int]], position: int) -> tuple[int, int] | None:
    """Return the sentence that holds a position, by bisection; None between sentences."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= position:
            low = middle + 1
        else:
            high = middle
    return spans[low] if low < len(spans) and spans[low][0] <= position else None


def _add(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends(text: str, stop: re.Match[str], line_end: int, abbreviations: frozenset[str]) -> bool:
    """Say whether a stop ends its sentence: not after an abbreviation or initial, nor before a small letter."""
    rest = text[stop.end() : min(stop.end() + 8, line_end)].lstrip()
    if not rest:
        return True
    following = rest.lstrip("“‘\"'(«[*—–- ")[:1] or rest[:1]
    mark = text[stop.start()]
    if stop.end() - stop.start() >= 4 or text[max(0, stop.start() - 2) : stop.start()].strip() == ".":
        return False  # dots that lead from a label to its figure
    if following.islower():
        return False
    if mark != "." or text[stop.start() : stop.start() + 2] in {"..", ".!", ".?"}:
        return True
    token = _TOKEN.search(text, max(0, stop.start() - 40), stop.start())
    word = token.group(1).lstrip("“‘\"'(«[*—–-") if token else ""
    if word.lower() in _ALSO_WORDS:
        return not following.isdigit()
    if word in abbreviations:
        # 'No. 4', 'p. 12', 'Jan. 22' go on; an abbreviation that closes a sentence is followed by a capital word.
        return False
    if re.fullmatch(r"[A-Z]", word):
        return False  # an initial
    if re.fullmatch(r"(?:[A-Za-z]\.){1,5}[A-Za-z]", word):
        return following.isupper() and len(word) > 3 and not word[0].islower() and not following.isdigit()
    return True
