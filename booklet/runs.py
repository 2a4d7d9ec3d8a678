"""Runs of lines that only the column parted, inside a block that is not prose throughout.

Items of a list that were wrapped, questions with their answers, and paragraphs pasted without empty lines between
them: where a line is full the words run on, where the next word would have fitted something ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from booklet.blocks import LIST_ITEM, Block

_BULLET = re.compile(r"\s*[•·▪*–—-]\s")
_INITIAL = re.compile(r"\s*[A-Z][.)]\s")  # a speaker or a capital item; an initial of a name has no stop before it
_FIGURE = re.compile(r"\s*\(?\d")
_AMOUNT = re.compile(r"\s*[£$€(]?\d")
_SUM = re.compile(r"\s*\d+[a-z]")  # '6d., and the third' goes on with a sum of money or a measure
_RUNS_ON = re.compile(r"\s*[“‘\"'(]?(?:[^\W\d_A-ZÀ-ÞА-Я])")
_CAPITAL = re.compile(r"\s*[“‘\"'(]?[A-ZÀ-ÞА-Я]")
_STOP = re.compile(r"[.!?…][”’\"')\]]{0,3}$")
_STOP_INSIDE = re.compile(r"[^\W\d_]{2}[.!?][”’\"')\]]{0,2} [“‘\"'(]?[^\W\d_a-z]")
_PAUSE = re.compile(r"[:;][”’\"')\]]{0,3}$")
_WIDE = re.compile(r"\t|\S {3,}\S")
_NEARLY = 0.85  # of the column: in a proportional type, the least that a line which runs on may fill
_ENOUGH, _LEAST_COLUMN = 5, 45  # hanging line ends in a block; characters of its longest line
_GAP = re.compile(r"\S {2,}(?=\S)")
_ENTRY = 2  # line ends inside entries; a signature may stand as far to the right
_HANG = 2  # spaces that the lines below the first are set in, at least
_LONG_RUN = 3  # full lines in a row, but one, that no verse has whose lines were turned over
_VERSE = 2  # lines without a stop before a capital
_AT_MOST = 0.5  # share of lines inside a run that end at a mark: verse and lists have more


class Ends(NamedTuple):
    """What may be done at the line ends of a block, by the index of the line."""

    join: frozenset[int]
    part: frozenset[int]  # a paragraph or a heading ends here


def ends_of(block: Block, *, by_hand: bool = False) -> Ends:
    """Tell which line ends of a block only the column made, and where a paragraph beside them ends.

    `by_hand`: in other blocks whoever typed items ended their lines as they chose.
    """
    if block.set_off:
        return Ends(frozenset(), frozenset())
    items = _items(block)
    hung = (set() if by_hand else _hanging(block)) | hanging(block)
    join = set(hung)
    kinds = [_kind(block, at, items) for at in range(len(block.lines) - 1)]
    verse = not items and _begins_as_verse(block)
    beside: set[int] = set()
    at = 0
    while at < len(kinds):
        if kinds[at] != "full":
            at += 1
            continue
        last = at
        while last + 1 < len(kinds) and kinds[last + 1] == "full":
            last += 1
        if last > at and _closes(block, last, kinds):
            kinds[last] = "end"
            last -= 1
        around = {kinds[n] for n in (at - 1, last + 1) if 0 <= n < len(kinds)}
        part = Block(block.lines[at : last + 2], block.column, block.typed)
        long = last - at >= _LONG_RUN and _reads_as_paragraph(part)
        if (
            (long or not verse)
            and "broken" not in around
            and not part.hangs
            and _is_prose(block, at, last, at in items)
        ):
            join |= set(range(at, last + 1))
            beside |= {at - 1, last + 1}
        at = last + 1
    parted = {n for n in beside if 0 <= n < len(kinds) and kinds[n] in {"end", "line"}}
    shown = hung or len(_hanging_ends(block)) > _ENTRY  # what hangs shows by itself where it begins
    return Ends(frozenset(join), frozenset() if shown else frozenset(parted))


def _reads_as_paragraph(block: Block) -> bool:
    """Say whether full lines below or above those of a list are a paragraph: a sentence ends inside one."""
    return not _begins_as_verse(block) and any(_STOP_INSIDE.search(line.text) for line in block.lines)


def _closes(block: Block, at: int, kinds: Sequence[str]) -> bool:
    """Say whether a sentence ends with a full line, and below it stands what closes a letter: 'On behalf of all,'."""
    below = at + 1 < len(kinds) and kinds[at + 1] == "line" and block.lines[at + 1].text.rstrip().endswith(",")
    return below and bool(_STOP.search(block.lines[at].text.rstrip()[-8:]))


def hanging(block: Block) -> frozenset[int]:
    """Return the line ends inside items whose lines hang, where no column is known or it says too little.

    In a bibliography, say: five such line ends or more, and on none of those lines would the next word have fitted, by
    the longest line.
    """
    if not any(line.text.startswith(" ") for line in block.lines):
        return frozenset()
    ragged = [len(line.text.rstrip()) for line in block.lines]
    words = [len(line.text.split()[0]) for line in block.lines]
    own = Block(
        tuple(
            line._replace(width=width, first_word=word)
            for line, width, word in zip(block.lines, ragged, words, strict=True)
        ),
        max(ragged),
        typed=True,
    )
    found = _hanging(own)
    return frozenset(found if len(found) >= _ENOUGH and max(ragged) >= _LEAST_COLUMN else ())


def hung_by_hand(blocks: Iterable[Block]) -> bool:
    """Say whether items of a text have hanging lines that end where the next word would have fitted."""
    return any(found and not all(map(block.full, found)) for block in blocks if (found := _hanging_ends(block)))


def _hanging(block: Block) -> set[int]:
    """Return the line ends inside items whose lines hang, where every line in them is full but the last of each.

    Then whoever typed the items did not choose to end their lines there. What has no mark of a list before it must end
    at a full stop, in a column that was kept to the letter.
    """
    found = _hanging_ends(block)
    return found if all(map(block.full, found)) else set()


def _hanging_ends(block: Block) -> set[int]:
    """Return the line ends inside items whose lines hang."""
    found: set[int] = set()
    if not any(line.text.startswith(" ") for line in block.lines):
        return found
    depths = [len(line.text) - len(line.text.lstrip(" ")) for line in block.lines]
    at = 0
    while at < len(depths):
        last = at
        while last + 1 < len(depths) and depths[last + 1] == depths[min(at + 1, last + 1)] >= depths[at] + _HANG:
            last += 1
        texts = [line.text.rstrip() for line in block.lines[at : last + 1]]
        begins = LIST_ITEM.match(texts[0]) or (block.typed and _STOP.search(texts[-1][-8:]))
        gap = _GAP.search(texts[0])
        if last > at and gap and gap.end() == depths[at + 1]:
            texts[0] = texts[0][gap.end() :]  # '1866     The bridge': the rest stands below the words, not the year
        if last > at and begins and not any(map(_WIDE.search, texts)):
            found |= set(range(at, last))
        at = last + 1
    return found


def _begins_as_verse(block: Block) -> bool:
    """Say whether lines begin with capitals that no sentence begins with, as many as with small letters at least.

    Then these are of lines of verse that were turned over.
    """
    ends = [(line.text.rstrip()[-8:], below.text) for line, below in zip(block.lines, block.lines[1:], strict=False)]
    small = sum(bool(_RUNS_ON.match(below)) for _, below in ends)
    capital = sum(bool(_CAPITAL.match(below)) and not (_STOP.search(end) or _PAUSE.search(end)) for end, below in ends)
    return _VERSE <= capital >= small


def _items(block: Block) -> frozenset[int]:
    """Return the lines that begin an item: with a mark or number of a list, or a figure, which two lines must do."""
    texts = [line.text for line in block.lines]
    found = {n for n in range(len(texts)) if block.item(n)}
    if len(found) == 1 and 0 not in found and not _BULLET.match(texts[min(found)]):
        found = set()  # 'on page / 12. The' is no list
    figures = {n for n, text in enumerate(texts) if _FIGURE.match(text) and not (n and _SUM.match(text))}
    figures -= {n for n in figures if block.goes_on(n)}
    initials = {n for n, text in enumerate(texts) if _INITIAL.match(text) and (not n or block.lines[n - 1].stops)}
    for group in (figures, initials):
        if len(group) >= 2 or 0 in group:
            found |= group
    return frozenset(found)


def _kind(block: Block, at: int, items: frozenset[int]) -> str:
    """Say what a line end is: 'full', the 'end' of a paragraph, of a 'line' or 'item', or 'broken' without reason."""
    line, following = block.lines[at], block.lines[at + 1]
    if at + 1 in items:
        return "item"
    end, runs_on = line.text.rstrip()[-8:], bool(_RUNS_ON.match(following.text))
    if block.overruns(at):
        return "broken" if runs_on else "line"
    if block.full(at):
        return "full"
    if not runs_on:
        return "end" if _STOP.search(end) else "item" if _PAUSE.search(end) else "line"
    nearly = not block.typed and line.width + 1 + following.first_word > _NEARLY * block.column
    return "full" if nearly and not _STOP.search(end) else "broken"


def _is_prose(block: Block, first: int, last: int, item: bool) -> bool:
    """Say whether the lines from `first` to the one behind `last`, all full, are prose."""
    lines: Sequence[str] = [line.text.rstrip() for line in block.lines[first : last + 2]]
    if any(text.isupper() or _WIDE.search(text) for text in lines):
        return False
    depths = {len(text) - len(text.lstrip(" ")) for text in lines[1:]}
    if len(depths) > 1:
        return False
    small = sum(bool(_RUNS_ON.match(text) or _AMOUNT.match(text)) for text in lines[1:])
    if len(lines) == 2:
        return bool(small) or (item and not _STOP.search(lines[0][-8:]) and not _PAUSE.search(lines[0]))
    halts = sum(text[-1:] in ",;.!?:" for text in lines[:-1])
    return small >= 0.4 * (len(lines) - 1) and halts <= max(1, _AT_MOST * (len(lines) - 1))
