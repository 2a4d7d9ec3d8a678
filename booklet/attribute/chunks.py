"""What stands between blank lines, and the few signs by which head, body and foot are told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from booklet.dates import find_dates, tells_of_a_day
from booklet.languages import table
from booklet.model import Cleaned, Source

LIST = re.compile(r"\s*(?:[•·▪*–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s(?!(?:[A-Z]\.\s?)+[A-Z])|[ivxIVX]{1,5}[.)]\s)")


@dataclass(frozen=True, slots=True)
class Chunk:
    """What stands between two blank lines."""

    start: int
    end: int
    lines: tuple[tuple[int, int], ...]

    def words(self, text: str) -> str:
        """Return the words of the chunk."""
        return text[self.start : self.end]


def cut(text: str) -> list[Chunk]:
    """Cut the text at blank lines."""
    chunks = []
    for match in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text):
        lines, at = [], match.start()
        for line in match[0].split("\n"):
            lead = len(line) - len(line.lstrip())
            lines.append((at + lead, at + len(line.rstrip())))
            at += len(line) + 1
        chunks.append(Chunk(lines[0][0], lines[-1][1], tuple(lines)))
    return chunks


def marked_headings(cleaned: Cleaned, source: Source) -> Mapping[str, int]:
    """Return the words of lines that carried a heading mark, with its level: the mark itself was cleaned away."""
    if not any(change.rule == "markup.headings" for change in cleaned.changes):
        return {}
    marks: dict[str, int] = {}
    for match in re.finditer(r"^(#{1,6}) +(.+)$", source.decoded, re.MULTILINE):
        marks[letters(re.sub(r"<[^<>]{1,20}>", "", match[2]))] = len(match[1])
    return marks


def letters(words: str) -> str:
    """Return the bare letters and figures, by which a line is known again after its marks went."""
    return re.sub(r"\W+", "", words)


def is_dateline(line: str) -> bool:
    """Say whether a line is only a place, a date and perhaps a label or a page: nothing happens in it."""
    if len(line) > 110:
        return False
    dates = find_dates(line)
    if not dates:
        return False
    if tells_of_a_day(line, dates[0].start):
        return False
    years_only = all(mention.date and mention.date.precision == "year" for mention in dates)
    if years_only and not re.match(table("attribution.toml")["year_line"], line):
        return False  # 'The Okwe Bridge shooting, 1929' is a title
    rest = line
    for mention in reversed(dates):
        rest = rest[: mention.start] + rest[mention.end :]
    left = re.findall(r"[^\W\d_]+", rest)
    small = [
        word
        for word in left
        if word.islower() and word not in {"the", "of", "on", "at", "and", "in", "by", "day", "am", "pm"}
    ]
    return len(left) <= 8 and len(small) <= 2 and not re.search(r"[!?]", rest)
