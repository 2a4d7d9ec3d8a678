"""Gaps in a paragraph: a page, a column or false empty lines cut it, and its sentence runs on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from booklet.blocks import LIST_ITEM
from booklet.layout import Layout, measure
from booklet.rules.base import Context, Edit, Rule, either, own_words

_STOP = re.compile(r"[.!?…][”’\"')\]]{0,3}$|[:;]$")
_LOUD_WORD = re.compile(r"[“‘\"'(]?[^\W\d_a-zß-ÿ]{4,}\b")  # a resolution or a heading: 'RESOLVED, that ...'
_NO_LETTER = re.compile(r"[^\w’'-]")
_GAP = re.compile(r"\n(?:[ \t\f]*+\n)+[ \t\f]*+|\n\f\n?|\f\n?")  # each begins with a sign: quick to look for
_OPENING = {"“", "‘", '"', "'"}
_SPEAKER = re.compile(r"([A-Z][a-z]{1,11}[.:]) (?=[A-Z])")
_SPEAKERS = re.compile(r"\n *([A-Z][a-z]{1,11}[.:]) (?=[A-Z])")
_SET_IN = re.compile(r"\n {2,}$")
_LAST_WORD = re.compile(r"[a-z][\w’'-]{2,}[.!?][”’\"']?(?: [^\w\s])?\s*$")
_EMPTY_LINE = re.compile(r"\n(?=\n[^\n])(?<=[^\n]\n)")
_RUN_ON_OVER = re.compile(r"\n\n(?<=[^\n.!?:;]\n\n)(?=[a-z])")
_PROSE = 150  # characters of a paragraph that is surely one
_ROWS, _NEARLY_ALL, _RUNNING = 8, 0.8, 0.25  # empty lines; their share of all line ends; of them, inside a sentence
_WIDEST = 140  # characters of a line on the average
_HYPHENS = "-¬\u2010"
_ENDS = {"", ".", "!", "?", ":", ";"}  # before a gap: something ended there, but for a semicolon at the end of a page


def gaps(text: str, context: Context) -> Iterator[Edit]:
    """A paragraph cut by a page, a column or a false empty line is joined where its sentence plainly runs on.

    It does where the first half halts without a stop and the second begins with a small letter, or halts at an
    article, preposition or auxiliary; on printed pages a full line that halts at a semicolon goes on, too. Nothing is joined where something stands in the gap, or a list or verse begins.
    """
    for match in _GAP.finditer(text):
        end = text[match.start() - 1 : match.start()]
        if end in _ENDS and not (end == ";" and "\f" in match[0]):
            continue  # as at most gaps
        before = text[max(text.rfind("\n", 0, match.start()) + 1, match.start() - 4000) : match.start()].rstrip()
        line_end = text.find("\n", match.end())
        after = text[match.end() : line_end if line_end >= 0 else len(text)]
        if _SET_IN.search(match[0]) and after[:1].isupper():
            continue  # a paragraph begins
        if (named := _SPEAKER.match(after)) and _speakers(text)[named[1]] > 1:
            continue
        if _runs_on(text, before, after, match, context):
            # Two changes, each over one line break at the most; the line end that stays is decided by `lines`.
            pieces = [m.start() for m in re.finditer(r"\n", match[0])]
            keep = match.start() + (pieces[0] if pieces else 0)
            whole = not context.layout.wrapped and before[-1] not in _HYPHENS  # nothing left to measure: a space
            for at in range(match.start(), match.end()):
                if at != keep or not pieces:
                    yield Edit(at, at + 1, "" if pieces else "\n")
                elif whole:
                    yield Edit(at, at + 1, " ")


def double_spacing(text: str, context: Context) -> Iterator[Edit]:
    """Where an empty line stands under every line of prose that a column cut, the lines are moved together again.

    Their sentences run on over the empty lines, and without those the lines fill a column. Two empty lines or more
    part paragraphs.
    """
    gaps = text.count("\n\n")
    if (
        gaps < _ROWS
        or len(text) > _WIDEST * gaps
        or gaps < _NEARLY_ALL * (text.count("\n") - gaps - text.count("\n\n\n"))
    ):
        return
    if sum(1 for _ in _RUN_ON_OVER.finditer(text)) < _RUNNING * gaps:
        return
    closed = [match.start() for match in _EMPTY_LINE.finditer(text)]
    single = _EMPTY_LINE.sub("", text)
    if measure(single, context.language).wrapped:
        yield from (Edit(at, at + 1, "") for at in closed)


@lru_cache(maxsize=2)  # every gap of a text asks
def _speakers(text: str) -> Counter[str]:
    """Return what lines begin with that may be the name of who speaks: 'Bea.', 'Tom:'."""
    return Counter(_SPEAKERS.findall(text))


def _runs_on(text: str, before: str, after: str, gap: re.Match[str], context: Context) -> bool:
    if not before or not after.strip() or LIST_ITEM.match(after):
        return False
    if before[-1] == ";":
        return _halts_at_page_end(before, after, gap, context)
    if _STOP.search(before[-8:]):
        return False
    if before[-1] == "," and after.lstrip(" _*>")[:1] in _OPENING:
        return False  # who speaks, and what was said
    small = after.lstrip("“‘\"'(")[:1].islower()
    layout = context.layout
    feed = "\f" in gap[0]
    if (
        not feed
        and (layout.wrapped or not context.read_by_machine)
        and _is_set_apart(layout, gap.end(), context.read_by_machine)
    ):
        return False
    if layout.wrapped:
        enough = layout.width(before) >= 0.75 * layout.column or feed
        if before[-1] in _HYPHENS and after[:1].islower():
            return len(before) > 12 and enough
        if small:
            # At the top of a column may stand the last word alone: 'and so went home over the' / 'bridge.'
            alone = context.read_by_machine or _ends_open(before, context.language)
            return enough and (len(after) > 12 or (alone and bool(_LAST_WORD.match(after))))
        full = layout.width(before) + 1 + layout.width(after.split()[0]) > 0.93 * layout.column
        open_end = _ends_open(before, context.language)
        goes_on = context.read_by_machine and _is_cut(text, before, after, gap, layout)
        return full and (open_end or goes_on) and len(after) > 12 and not _LOUD_WORD.match(after)
    if small and (len(before) >= 100 or feed) and len(after) >= 40:
        return bool(re.search(r"[^\W_]$|[,-]$", before)) and not re.match(
            rf"{either(context.language, 'sentence', 'letter')}\b", after, re.IGNORECASE
        )
    if small and len(before) >= _PROSE and _STOP.search(after.rstrip()[-8:]):
        # The end of a sentence, however short; but the words of a sign may stand by themselves: 'and wrote' / 'no bread.'
        first = after.split(None, 1)[0]
        return _ends_open(before, context.language) or first in own_words(context.language, "sentence", "prepositions")
    long = len(before) >= 100 and len(after) >= 40
    return long and _ends_open(before, context.language) and not _LOUD_WORD.match(after)


def _halts_at_page_end(before: str, after: str, gap: re.Match[str], context: Context) -> bool:
    """Say whether a sentence runs on over the end of a printed page behind a semicolon: a full line of prose ends there."""
    layout = context.layout
    if not layout.wrapped or "\f" not in gap[0] or not after.lstrip("“‘\"'(")[:1].islower():
        return False
    full = layout.width(before) + 1 + layout.width(after.split()[0]) > 0.93 * layout.column
    return full and not _is_set_apart(layout, gap.start() - 1, context.read_by_machine)


def _is_set_apart(layout: Layout, at: int, by_machine: bool) -> bool:
    """Say whether the block at a place is of several lines that are no prose: a list or verse, for all its words.

    On a scan, where blocks are cut and fused, only where none of its lines is full.
    """
    blocks = layout.blocks
    block = blocks[max(0, bisect_right(blocks, at, key=lambda block: block.lines[0].start) - 1)]
    if len(block.lines) == 1:
        return False
    return not any(map(block.full, range(len(block.lines) - 1))) if by_machine else not block.prose


def _ends_open(before: str, language: str) -> bool:
    """Say whether words end where no sentence does: at an article, a preposition, an auxiliary."""
    last = _NO_LETTER.sub("", before.rsplit(None, 1)[-1])
    return last in own_words(language, "sentence", "open")


def _is_cut(text: str, before: str, after: str, gap: re.Match[str], layout: Layout) -> bool:
    """Say whether a false empty line cuts a paragraph of a scan before a capital: full lines of prose on both sides.

    A paragraph that ends without a stop, at the end of a full line, has lost its stop: that is much rarer. Four lines
    above keep a title from being taken for prose.
    """
    start = text.rfind("\n", 0, gap.start()) + 1
    end = text.find("\n", gap.end())
    above = text[max(0, start - 300) : start].split("\n")[-4:-1]
    inside = len(above) == 3 and all(above) and 0 < end < len(text) - 1 and text[end + 1] not in "\n\f"
    words = re.match(r"[a-z].*[a-z]$", before) and re.match(r"(?:[“‘\"'|*] )?[A-Z][a-z]", after)
    return inside and bool(words) and layout.width(after) >= 0.75 * layout.column


GAPS = Rule(
    "breaks.gaps",
    "mechanical",
    gaps,
    (
        (
            "The committee, which had met every evening since the water rose in March, and which was now without the\n\n"
            "help of the county, sent its secretary to the capital.",
            "The committee, which had met every evening since the water rose in March, and which was now without the "
            "help of the county, sent its secretary to the capital.",
        ),
        (
            "The committee, which had met every evening since the water rose in March, and which was now without the help of the county, "
            "sent its secretary to the capital, and when he came back he put his bag down on\n\nthe table.",
            "The committee, which had met every evening since the water rose in March, and which was now without the help of the county, "
            "sent its secretary to the capital, and when he came back he put his bag down on the table.",
        ),
        (
            "The water came over the bank of the ri-\nver at seven, and none of the lower val-\nley was told of it by the watch; the old\n"
            "sexton alone saw it come from his wall;\n\n\fhe rang the bell until the rope gave way.",
            "The water came over the bank of the ri-\nver at seven, and none of the lower val-\nley was told of it by the watch; the old\n"
            "sexton alone saw it come from his wall;\nhe rang the bell until the rope gave way.",
        ),
    ),
    (
        "There came to the mill on that morning\nfrom the upper road, as the clerk wrote,\n\na cart;\n\n\fa barrow;\n\ntwo men.",
        "The first is done.\n\nThe second is not.",
        "The committee, which had met every evening since the water rose in March, and which was now without the help of the county, "
        "sent its secretary to the capital, and when he came back he took a piece of chalk and wrote on the door of it\n\nno bread.",
        "She had by then so far forgotten herself, and him, and all of us, that the last words which she said to me were,\n\n"
        "“The kettle is on the hob, and there is bread enough for two of us.”",
        "What dost thou with the lanterne in the cellar, now that the night is so farre gone, and all is shut vp behind her\n\n"
        "   Bea. The wine is there, and who else should fetch it?",
        "We bring\n\nbread for the living",
        "They went up the hill to the house of the warden, who had the list, and the names that he read out to them were of\n\n"
        "Old Hanna, who kept the ferry at the lower mill\na boy whom no one knew by any other name",
    ),
)

DOUBLE_SPACING = Rule(
    "breaks.double-spacing",
    "mechanical",
    double_spacing,
    (
        (
            "The water came over the bank at seven and\n\nthe people of the lower streets went up to\n\nthe chapel, where they "
            "stayed until noon\n\non the day after. Nobody had slept, and the\n\nsexton was asked for the key of the\n\n"
            "tower. From there the whole of the valley\n\nwas to be seen, and the mill, which stood\n\nin water to the sills.\n\n\n"
            "No one was missing.",
            "The water came over the bank at seven and\nthe people of the lower streets went up to\nthe chapel, where they "
            "stayed until noon\non the day after. Nobody had slept, and the\nsexton was asked for the key of the\ntower. From "
            "there the whole of the valley\nwas to be seen, and the mill, which stood\nin water to the sills.\n\n\n"
            "No one was missing.",
        ),
    ),
    (
        "The first is done.\n\nThe second is not.",
        "bread for the living\n\nand salt for the road\n\nand oil for the lantern\n\nand a word\n\nfor the old\n\nwho sit\n\n"
        "by the window all day\n\nand wait\n\nfor the bell",
    ),
)
