"""Titles over several lines: joined where they are one, and left where each line says something of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.blocks import Block, Line
from booklet.rules.base import Context, Edit, Rule, either, own_words

_LABEL = re.compile(r"\w{2,12}:(?!.*\d)")  # of a letterhead, 'Telephone:'; or within a title that has a second part
_TOP = 400  # characters, in which a title over two lines stands, and what is below it
_STOP = re.compile(r"[.!?…][”’\"')\]]{0,3}$|[:;]$")


def is_title(block: Block, context: Context) -> bool:
    """Say whether the first block is a title over two to four lines: none of its own.

    On a printed page it may be set in a larger type; where lines were typed, each is as full as others are.
    """
    if not is_heading(block):
        return False
    byline = re.compile(rf"{either(context.language, 'sentence', 'byline')}\b|\d|\w{{2,12}}:", re.IGNORECASE)
    set_off = [n for n, line in enumerate(block.lines) if byline.match(line.text.strip())]
    within = context.read_by_machine and len(set_off) == 1 and set_off[0] > 0
    if set_off and not (within and _LABEL.match(block.lines[set_off[0]].text.strip())):
        return False
    least = 0.8 * max(line.width for line in block.lines)
    if block.column and not context.read_by_machine:
        least = block.column if block.typed else 0.9 * block.column
        if len({line.text.isupper() for line in block.lines}) > 1:
            return False  # a letterhead in capitals, and where it is
    return all(
        line.width + 1 + following.first_word > least
        for line, following in zip(block.lines, block.lines[1:], strict=False)
    )


def is_heading(block: Block) -> bool:
    """Say whether a block is two to four lines of which none ends as text does."""
    return 2 <= len(block.lines) <= 4 and not any(_ends_like_text(line) for line in block.lines)


def _ends_like_text(line: Line) -> bool:
    return bool(re.search(r"(?<![A-Z])\.$|[,;]$", line.text.rstrip()))  # not the last of 'by A. B.'


def title_lines(text: str, context: Context) -> Iterator[Edit]:
    """A title set over two lines, at the top of a text, is one title where the second line plainly goes on."""
    rows = text.lstrip()[:_TOP].split("\n")
    if len(rows) < 2 or not rows[1].strip() or "".join(rows[2:3]).strip():
        return  # as nearly all texts begin: a layout takes long to measure
    first = None if context.layout.wrapped else context.layout.first_block
    if first is None or len(first.lines) != 2:
        return
    one, two = first.lines
    if one.text.isupper() != two.text.isupper():
        return  # a letterhead and where it is, a title and whose
    if _STOP.search(one.text.rstrip()) or _ends_like_text(two) or len(one.text) < 20 or len(one.text) > 120:
        return
    last = one.text.split()[-1].strip("“”\"'").lower()
    if last in own_words(context.language, "sentence", "open") or two.text.lstrip()[:1].islower():
        yield Edit(one.end, two.start, " ")


TITLES = Rule(
    "breaks.title-lines",
    "mechanical",
    title_lines,
    (
        (
            "The night on which the river came into\nthe lower town\n\nIt rained.",
            "The night on which the river came into the lower town\n\nIt rained.",
        ),
    ),
    ("The flood\nBy A. Miller\n\nIt rained.", "THE IRON BRIDGE COMMISSION\nin the lower town\n\nIt rained."),
)
