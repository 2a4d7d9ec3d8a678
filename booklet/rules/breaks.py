"""Line ends that only the column, the page or the screen made: prose becomes one line a paragraph.

Verse, lists, tables, addresses and signatures keep their lines, because their lines are not full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from booklet.layout import Block, Line, width
from booklet.lexicon import Lexicon
from booklet.rules.base import Context, Edit, Rule, either, own_words
from booklet.rules.pages import FEEDS

_STOP = re.compile(r"[.!?…][”’\"')\]]{0,3}$|[:;]$")
_END_STOP = re.compile(r"[.!?…][”’\"')\]*]{0,3}$")
_LIST_ITEM = re.compile(r"(?:[•·▪*–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|[ivxIVX]{1,5}[.)]\s)")
_LINE_END_HYPHEN = re.compile(r"[-¬\u2010](\n[ \t]*)(?=([^\W_][\w’'-]{0,40}))")
_LONG_LINES = re.compile(r"\n(?<=[^\n]{90}\n)(?=[^\n]{90})")
_HALF = re.compile(r"[^\W\d_][\w’'-]{0,40}$")
_IS_LETTER = re.compile(r"[^\W\d_]")
_HYPHENS = "-¬\u2010"
_COMMON = 58  # how common both halves must be to be two words: a part of a word seldom is


def gaps(text: str, context: Context) -> Iterator[Edit]:
    """A paragraph cut by a page, a column or a false empty line is joined where its sentence plainly runs on.

    It does where the first half halts without a stop and the second begins with a small letter, or halts at an
    article, preposition or auxiliary. Nothing is joined where something stands in the gap, or a list or verse begins.
    """
    for match in re.finditer(r"\n(?:[ \t\f]*\n)+[ \t\f]*|\n?\f\n?", text):
        before = text[max(text.rfind("\n", 0, match.start()) + 1, match.start() - 4000) : match.start()].rstrip()
        line_end = text.find("\n", match.end())
        after = text[match.end() : line_end if line_end >= 0 else len(text)]
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


def _runs_on(text: str, before: str, after: str, gap: re.Match[str], context: Context) -> bool:
    if not before or not after or _STOP.search(before[-8:]) or _LIST_ITEM.match(after):
        return False
    last = re.sub(r"[^\w’'-]", "", before.rsplit(None, 1)[-1])
    small = after.lstrip("“‘\"'(")[:1].islower()
    layout = context.layout
    feed = "\f" in gap[0]
    if layout.wrapped:
        enough = width(before) >= 0.75 * layout.column or feed
        if before[-1] in _HYPHENS and after[:1].islower():
            return len(before) > 12 and enough
        if small:
            return enough and len(after) > 12
        full = width(before) + 1 + width(after.split()[0]) > 0.93 * layout.column
        open_end = last in own_words(context.language, "sentence", "open")
        return full and open_end and len(after) > 12 and not after.isupper()
    if small and (len(before) >= 100 or feed) and len(after) >= 40:
        return bool(re.search(r"[^\W_]$|[,-]$", before)) and not re.match(
            rf"{either(context.language, 'sentence', 'letter')}\b", after, re.IGNORECASE
        )
    open_end = last in own_words(context.language, "sentence", "open")
    return open_end and len(before) >= 100 and len(after) >= 40


def hyphens(text: str, context: Context) -> Iterator[Edit]:
    """A word divided at a line end is joined; a hyphen that belongs to the word stays.

    It belongs to it before a capital or a figure, after a prefix, in a compound of three parts, where the text writes
    the compound elsewhere and not the joined word, and everywhere in a text that cuts no word in two.
    """
    if not (context.was_wrapped or context.layout.wrapped or context.read_by_machine):
        return
    words = context.divided_words
    found: list[tuple[re.Match[str], str]] = []
    for match in _LINE_END_HYPHEN.finditer(text):
        before = text[max(0, match.start() - 41) : match.start()].split()[-1:]
        half = _HALF.search(before[0]) if before and match.start() and not text[match.start() - 1].isspace() else None
        if half:
            found.append((match, half[0]))
    divides = words is None or any(_is_divided(first, match[2], words, context.language) for match, first in found)
    for match, first in found:
        if (
            context.words is not None
            and {match[2], first} & own_words(context.language, "hyphen", "never")
            and first.lower() in context.words
        ):
            yield Edit(match.start(), match.end(1), " ")  # no compound: the hyphen is a speck
            continue
        if not _keeps_hyphen(first, match[2], context, words, divides):
            yield Edit(match.start(), match.start(1), "")
        yield Edit(match.start(1), match.end(1), "")


def _first_letters(words: str) -> str:
    """Return the letters and figures that words begin with."""
    return "".join(takewhile(str.isalnum, words))


def _is_divided(first: str, second: str, words: Lexicon, language: str) -> bool:
    """Say whether two parts are one word for certain: together in the lexicon, and one of them rare by itself."""
    halves = (first.rsplit("-", 1)[-1], _first_letters(second))
    if halves[0].lower() in own_words(language, "hyphen", "prefixes") or halves[0] + halves[1] not in words:
        return False
    return second[0].islower() and min(words.common(half) for half in halves) < _COMMON


def _keeps_hyphen(first: str, second: str, context: Context, words: Lexicon | None, divides: bool) -> bool:
    language, known = context.language, context.counts
    if second[0].isupper() or second[0].isdigit() or first[-1].isdigit():
        return True
    if first.lower() in own_words(language, "hyphen", "tens") and re.match(
        rf"{either(language, 'hyphen', 'units')}\b", second, re.IGNORECASE
    ):
        return True
    tail = re.split(r"[-]", first)
    word = _first_letters(second)
    joined, hyphened = f"{tail[-1]}{word}".lower(), f"{first}-{word}".lower()
    if (hyphened in context.own_compounds) != (joined in context.own_words):
        return hyphened in context.own_compounds  # a person spells it so
    with_hyphen, without = known[hyphened], known[joined]
    if with_hyphen != without:
        return with_hyphen > without
    if not divides:
        return True  # no word of this text is cut in two: its line ends only where a hyphen stood
    if words is not None and len(word) == len(second):
        if len(tail) > 1 and tail[-1].lower() in words and word in words:
            return True  # 'brother-in-law'
        if joined in words:
            return False
        if min(words.common(tail[-1]), words.common(word)) >= _COMMON and not (first[0].isupper() and len(first) < 5):
            # Two words and no third: 'looking-glass'; but 'him-sell' is one, misread.
            return not any(words.common(other) >= _COMMON for other in words.near(joined))
    if words is not None and joined in words and not words.common(word):
        return False  # 'disinfect-/ing-room'
    if len(tail) > 1 or "-" in second[:12]:
        return True
    return first.lower() in own_words(language, "hyphen", "prefixes")


def lines(text: str, context: Context) -> Iterator[Edit]:
    """Inside prose a line end is where the column ended, unless the next word would have fitted behind a full stop."""
    layout = context.layout
    if not layout.wrapped:
        return
    for number, block in enumerate(layout.blocks):
        title = number == 0 and _is_title(block, context.language)
        if block.prose or title:
            yield from _joined(block, title)
        elif context.read_by_machine and len(parts := block.parts()) > 1:
            for part in parts:
                runs = sum(line.text[:1].islower() for line in part.lines[1:])
                if part.prose and runs >= 0.4 * (len(part.lines) - 1):
                    yield from _joined(part, title=False)
                if (
                    part is not parts[-1]
                    and _END_STOP.search(part.lines[-1].text.rstrip())
                    and (part.prose or len(parts) == 2)
                ):
                    yield Edit(part.lines[-1].end, part.lines[-1].end, "\n")


def _joined(block: Block, title: bool) -> Iterator[Edit]:
    """Join the lines of a block, but where the next word would have fitted behind a full stop."""
    for at in range(len(block.lines) - 1):
        line, following = block.lines[at], block.lines[at + 1]
        end = line.text.rstrip()
        if not title and end[-1:] in _HYPHENS and _IS_LETTER.fullmatch(end[-2:-1]):
            continue  # a divided word: the next rule decides about its hyphen
        if end[-1:] in "–-" and end[-2:-1].isdecimal() and following.text.lstrip()[:1].isdigit():
            yield Edit(line.end, following.start, "")  # '12–14' over a line end
        elif title or _joins(block, at):
            dash = line.text.endswith("—") and line.text[-2:-1].isalnum()
            yield Edit(line.end, following.start, "" if dash else " ")
        elif _END_STOP.search(end):
            yield Edit(line.end, line.end, "\n")


def paragraphs(text: str, context: Context) -> Iterator[Edit]:
    """Where every paragraph is one long line, an empty line is put between them, as between all paragraphs."""
    if not _LONG_LINES.search(text) or context.layout.wrapped:
        return
    for block in context.layout.blocks:
        for line, following in zip(block.lines, block.lines[1:], strict=False):
            long = len(line.text) >= 90 and len(following.text) >= 90
            if long and _END_STOP.search(line.text.rstrip()) and not _LIST_ITEM.match(following.text):
                yield Edit(line.end, line.end, "\n")


def _joins(block: Block, at: int) -> bool:
    line, following = block.lines[at], block.lines[at + 1]
    if line.width + 1 + following.first_word >= 0.9 * block.column:
        return True  # the next word would not have fitted
    begins, end = following.text.lstrip("“‘\"'( ")[:1], line.text.rstrip()
    if (_END_STOP.search(end[-8:]) and not begins.islower()) or _LIST_ITEM.match(following.text):
        return False
    heading = line.width < 0.6 * block.column and not _STOP.search(end[-8:]) and begins.isupper()
    return not heading or end.endswith((",", "-"))


def _is_title(block: Block, language: str) -> bool:
    """Say whether the first block is a title over two to four lines: none of its own, set in a larger type."""
    if not 2 <= len(block.lines) <= 4 or any(_ends_like_text(line) for line in block.lines):
        return False
    byline = either(language, "sentence", "byline")
    if any(re.match(rf"{byline}\b|\d", line.text.strip(), re.IGNORECASE) for line in block.lines):
        return False
    widest = max(line.width for line in block.lines)
    return all(
        line.width + 1 + following.first_word > 0.8 * widest
        for line, following in zip(block.lines, block.lines[1:], strict=False)
    )


def _ends_like_text(line: Line) -> bool:
    return bool(re.search(r"[.,;]$", line.text.rstrip()))


def title_lines(text: str, context: Context) -> Iterator[Edit]:
    """A title set over two lines, at the top of a text, is one title where the second line plainly goes on."""
    first = None if context.layout.wrapped else context.layout.first_block
    if first is None or len(first.lines) != 2:
        return
    one, two = first.lines
    if _STOP.search(one.text.rstrip()) or _ends_like_text(two) or len(one.text) < 20 or len(one.text) > 120:
        return
    last = one.text.split()[-1].strip("“”\"'").lower()
    if last in own_words(context.language, "sentence", "open") or two.text.lstrip()[:1].islower():
        yield Edit(one.end, two.start, " ")


RULES = (
    Rule(
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
        ),
        ("The first is done.\n\nThe second is not.", "We bring\n\nbread for the living"),
    ),
    FEEDS,
    Rule(
        "breaks.lines",
        "mechanical",
        lines,
        (
            (
                "The water came over the bank at seven and\nthe people of the lower streets went up to\n"
                "the chapel, where they stayed until noon\non the day after. Nobody had slept.",
                "The water came over the bank at seven and the people of the lower streets went up to the chapel, "
                "where they stayed until noon on the day after. Nobody had slept.",
            ),
        ),
        ("The water rose,\nThe children slept,\nThe bell was still,\nAnd no one wept.",),
    ),
    Rule(
        "breaks.hyphens",
        "mechanical",
        hyphens,
        (
            (
                "The water came over the bank of the ri-\nver at seven and the people of the vil-\nlage went up to the chapel.",
                "The water came over the bank of the river at seven and the people of the village went up to the chapel.",
            ),
        ),
        ("Franco-\nGerman", "one -\ntwo"),
    ),
    Rule(
        "breaks.paragraphs",
        "mechanical",
        paragraphs,
        (("One. " * 20 + "\n" + "Two. " * 20, "One. " * 20 + "\n\n" + "Two. " * 20),),
        ("One.\nTwo.",),
    ),
    Rule(
        "breaks.title-lines",
        "mechanical",
        title_lines,
        (
            (
                "The night on which the river came into\nthe lower town\n\nIt rained.",
                "The night on which the river came into the lower town\n\nIt rained.",
            ),
        ),
        ("The flood\nBy A. Miller\n\nIt rained.",),
    ),
)
