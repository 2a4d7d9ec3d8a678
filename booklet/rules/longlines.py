"""Paragraphs that are one long line each: an empty line is put between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from booklet.blocks import LIST_ITEM
from booklet.rules.base import Context, Edit, Rule

_END_STOP = re.compile(r"[.!?…][”’\"')\]*]{0,3}$")
_LONG_LINES = re.compile(r"\n(?<=[^\n]{90}\n)(?=[^\n]{90})")
_TOGETHER = re.compile(r"\n(?<=[^\n]\n)(?=[^\n])")
_LONG = 60  # characters of an entry
_SHARE_LONG = 0.5  # of such line ends
_ENTRY = re.compile(r"\d{3,4}\s{2,}|[^\W_][\w’'/&(), -]{0,28}[.:]\s")
_FEW_ENTRIES, _MOST_ENTRIES = 3, 0.8


def paragraphs(text: str, context: Context) -> Iterator[Edit]:
    """Where every paragraph is one long line, an empty line is put between them, as between all paragraphs.

    Not where most lines that stand together are short: an inscription in two languages, with its long lines. Nor
    between entries, each of which begins with its word: a glossary.
    """
    ends = [
        match.end()
        for match in _LONG_LINES.finditer(text)
        if _END_STOP.search(text[match.end() - 90 : match.end()].rstrip())
        and not LIST_ITEM.match(text[match.end() : match.end() + 90])
    ]
    pairs = len(_TOGETHER.findall(text)) if ends else 0
    if ends and len(ends) >= _SHARE_LONG * pairs and not context.layout.wrapped:  # which takes longer to measure
        blocks: dict[int, bool] = {}  # whether it holds entries, by where it begins
        for end in ends:
            start = text.rfind("\n\n", 0, end) + 1
            if start not in blocks:
                below = text.find("\n\n", end)
                rows = text[start : below if below >= 0 else len(text)].strip("\n").split("\n")
                blocks[start] = _holds_entries(rows) or (all(map(_ENTRY.match, rows)) and _holds_entries(_long(text)))
            if not blocks[start]:
                yield Edit(end, end, "\n")


def _long(text: str) -> list[str]:
    """Return the lines of some length: two entries may stand together in a log whose others stand apart."""
    return [row for row in text.split("\n") if len(row) >= _LONG]


def _holds_entries(rows: Sequence[str]) -> bool:
    """Say whether nearly every line begins with a word or two and a stop or colon: 'Davit. An arm that ...'."""
    return len(rows) > _FEW_ENTRIES and sum(map(bool, map(_ENTRY.match, rows))) >= _MOST_ENTRIES * len(rows)


PARAGRAPHS = Rule(
    "breaks.paragraphs",
    "mechanical",
    paragraphs,
    (("One. " * 20 + "\n" + "Two. " * 20, "One. " * 20 + "\n\n" + "Two. " * 20),),
    (
        "One.\nTwo.",
        "\n\n".join(f"{day}. " + "One. " * 20 for day in ("Mon", "Tue", "Wed", "Thu", "Fri"))
        + "\nSat. "
        + "Two. " * 20,
    ),
)
