"""Line ends that only the column, the page or the screen made: prose becomes one line a paragraph.

Verse, lists, tables, addresses and signatures keep their lines, because their lines are not full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from booklet.blocks import LIST_ITEM, NARROW, Block
from booklet.languages import word_list
from booklet.layout import Layout
from booklet.rules.base import Context, Edit, Rule, either, own_words
from booklet.rules.divided import HYPHENS
from booklet.rules.gaps import GAPS
from booklet.rules.longlines import PARAGRAPHS
from booklet.rules.pages import FEEDS
from booklet.rules.titles import TITLES, is_heading, is_title
from booklet.runs import ends_of, hanging, hung_by_hand

_STOP = re.compile(r"[.!?…][”’\"')\]]{0,3}$|[:;]$")
_END_STOP = re.compile(r"[.!?…][”’\"')\]*]{0,3}$")
_STOP_INSIDE = re.compile(r"[a-z]{2}[.!?][”\"]? [“\"]?[A-Z]")
_LONG_WORDS = re.compile(r"[^\W\d_]{4,}")
_GREETS = (",", ":")  # the end of a salutation
_DASHES, _MOSTLY = "-–—", 0.75  # of line ends, but one
_ROWS = 2  # lines of a list, one below the other
_ROOM = 4  # letters of room behind the next word, for a line that no column has ended
_LETTERS = re.compile(r"[^\W_]+")
_IS_LETTER = re.compile(r"[^\W\d_]")
_MANY_FULL = 8  # line ends, where sentences end inside lines as well
_ALL_FULL = 12  # line ends: chance seldom fills so many lines of verse
_LEAST_RUNNING = 5  # lines that run on, before it says anything how they end
_RANGE = re.compile(r"[^\W\d_a-zß-ÿ][^\W\d_]*\b")  # the other end of a range: of letters, towns or names
_HYPHENS = "-¬\u2010"
_SHORT_FORM = re.compile(r"\b([A-Z][a-z]{1,6})\.[-\u2010]$")
_CAPITAL_WORD = re.compile(r"\s*[A-Z][a-z]*+(\.?)")
_BEFORE_DASH = {".", ",", ";", ":", "!", "?", "”", "’", '"', "'", ")"}  # and no second dash: that one is dirt


@cache
def _salutation(language: str) -> re.Pattern[str]:
    """Return the pattern of a line that addresses a letter: 'Gentlemen,', 'My dear Anna,'."""
    return re.compile(rf"{either(language, 'sentence', 'salutation')}\b[^.,;:!?]{{0,40}}[,:]$", re.IGNORECASE)


def lines(text: str, context: Context) -> Iterator[Edit]:
    """Inside prose a line end is where the column ended, unless the next word would have fitted behind a full stop.

    In lists, questions with answers and paragraphs pasted without empty lines, only full lines that run on are joined.
    """
    layout = context.layout
    if not layout.wrapped or (not context.read_by_machine and _ends_as_verse(layout, context.language)):
        if "\n  " in text:
            for block in layout.blocks:
                yield from _joined_at(block, sorted(hanging(block)), context.language)
        return
    by_hand = "\n  " in text and hung_by_hand(layout.blocks)
    steps = "\n " in text or "\n\t" in text or text[:1] in {" ", "\t"}
    for number, block in enumerate(layout.blocks):
        title = number == 0 and is_title(block, context)
        if steps and (set_in := block.set_in()):
            for paragraph, parted in set_in:
                yield from _joined(paragraph, context.language)
                if parted:
                    yield Edit(paragraph.lines[-1].end, paragraph.lines[-1].end, "\n")
        elif title or (block.prose and not (number == 0 and is_heading(block))):
            opens = number == 0 and not context.read_by_machine and not title and _opens(block)
            yield from _joined(block, context.language, title=title, opens=opens)
        elif not context.read_by_machine:
            yield from _joined_runs(block, context.language, by_hand=by_hand)
        elif len(parts := block.parts()) > 1:
            for part in parts:
                runs = sum(line.text[:1].islower() for line in part.lines[1:])
                if part.prose and runs >= 0.4 * (len(part.lines) - 1):
                    yield from _joined(part, context.language)
                if (
                    part is not parts[-1]
                    and _END_STOP.search(part.lines[-1].text.rstrip())
                    and (part.prose or len(parts) == 2)
                ):
                    yield Edit(part.lines[-1].end, part.lines[-1].end, "\n")


def _ends_as_verse(layout: Layout, language: str) -> bool:
    """Say whether hardly a line that runs on halts at an article, a hyphen or the like, as every third of prose does.

    A poet ends no line so: the lines are verse, however equally long they are. Not where sentences end inside lines
    alone, as in prose.
    """
    blocks = [block for block in layout.blocks if len(block.lines) > 2 and not _lists(block)]
    full = [block.full(at) for block in blocks for at in range(len(block.lines) - 1)]
    if layout.typed and len(full) >= _ALL_FULL and all(full):
        return False  # nor where on no line the next word would have fitted
    if layout.typed and _reads_as_prose([block for block in blocks if block.prose]):
        return False
    # An address or an enclosure beside the prose says nothing.
    wide = [block for block in blocks if max(line.width for line in block.lines) > NARROW * layout.column]
    inside = [line for block in wide for line in block.lines[:-1]]
    if sum(len(_STOP_INSIDE.findall(line.text)) for line in inside) >= 2 and not any(line.stops for line in inside):
        return False
    unfinished = own_words(language, "sentence", "open")
    running = [
        line.text.split()[-1]
        for line, following in zip(layout.lines, layout.lines[1:], strict=False)
        if following.small and line.width and not line.stops
    ]
    return len(running) >= _LEAST_RUNNING and sum(
        word in unfinished or word[-1] in _HYPHENS for word in running
    ) * 12 < len(running)


def _reads_as_prose(blocks: Sequence[Block]) -> bool:
    """Say whether blocks are full to the letter, eight line ends or more, with sentences that end inside their lines."""
    full = [block.full(at) for block in blocks for at in range(len(block.lines) - 1)]
    stops = sum(len(_STOP_INSIDE.findall(line.text)) for block in blocks for line in block.lines)
    return len(full) >= _MANY_FULL and all(full) and stops > 1


def _lists(block: Block) -> bool:
    return 2 * sum(bool(LIST_ITEM.match(line.text)) for line in block.lines) > len(block.lines)


def _joined_runs(block: Block, language: str, *, by_hand: bool) -> Iterator[Edit]:
    """Join the runs of full lines in a block that is not prose throughout, and part paragraphs that follow them."""
    ends = ends_of(block, by_hand=by_hand)
    unfinished = own_words(language, "sentence", "open")
    parted = {at for at in ends.part if block.lines[at].text.rsplit(None, 1)[-1] not in unfinished}  # 'In the'
    yield from (Edit(block.lines[at].end, block.lines[at].end, "\n") for at in sorted(parted))
    yield from _joined_at(block, sorted((ends.join | ends.part) - parted), language)


def _joined_at(block: Block, places: Sequence[int], language: str) -> Iterator[Edit]:
    """Join lines with the ones below them, without the spaces that those are set in by."""
    for at in places:
        line, following = block.lines[at], block.lines[at + 1]
        end = line.text.rstrip()
        if end[-1:] in _HYPHENS and _IS_LETTER.fullmatch(end[-2:-1]):
            continue  # a divided word: the next rule decides about its hyphen
        else:
            depth = len(following.text) - len(following.text.lstrip(" \t"))
            yield Edit(line.end, following.start + depth, "" if _touch(end, following.text, language) else " ")


def _opens(block: Block) -> bool:
    """Say whether the first line of a text is its title, right above its first paragraph: the next word had room in it."""
    line, following = block.lines[0], block.lines[1]
    room = line.width + _ROOM + following.first_word < block.column
    long = _LONG_WORDS.findall(line.text)
    named = 2 * sum(word[0].isupper() for word in long) >= len(long) and "," not in line.text
    return (
        room and named and _is_capital(line.text) and _is_capital(following.text) and line.text.rstrip()[-1:].isalnum()
    )


def _joined(block: Block, language: str, *, title: bool = False, opens: bool = False) -> Iterator[Edit]:
    """Join the lines of a block, but where the next word would have fitted behind a full stop.

    `opens` says that its first line is the title of the text.
    """
    rows, ends_row = 0, False  # of a list, right above
    for at in range(len(block.lines) - 1):
        line, following = block.lines[at], block.lines[at + 1]
        end = line.text.rstrip()
        if opens and at == 0:
            yield Edit(line.end, line.end, "\n")
            continue
        rows = rows + 1 if at and ends_row else 0
        joins = _joins(block, at, language)
        ends_row = not joins and _is_capital(following.text) and not _STOP.search(end[-8:])
        if rows >= _ROWS and end[-1:].isalnum() and _is_capital(following.text):
            ends_row = True  # one of several, though as long as the column
            runs_on = at + 2 < len(block.lines) and block.lines[at + 2].small and _joins(block, at + 1, language)
            if runs_on and block.full(at + 1):
                yield Edit(line.end, line.end, "\n")
            continue
        if end[-1:] in _HYPHENS and _IS_LETTER.fullmatch(end[-2:-1]):
            continue  # a divided word: the next rule decides about its hyphen
        if end[-1:] in "–-" and end[-2:-1].isdecimal() and following.text.lstrip()[:1].isdigit():
            yield Edit(line.end, following.start, "")  # '12–14' over a line end
        elif title or joins:
            depth = len(following.text) - len(following.text.lstrip(" \t"))
            yield Edit(line.end, following.start + depth, "" if _touch(end, following.text, language) else " ")
        elif _END_STOP.search(end):
            yield Edit(line.end, line.end, "\n")


def _touch(end: str, following: str, language: str) -> bool:
    """Say whether a dash at a line end touches both its sides: 'gone—', 'A–' before 'K', '2s. 3d.–' before '2s. 9d.'.

    So does a hyphen behind a figure: '17-' before 'B', but '12-' before 'to 14-foot' has lost its word. And one
    between two words of a title that are written short: 'Maj.-' before 'Gen.'.
    """
    before, behind = end[-2:-1], following.lstrip()
    short = _SHORT_FORM.search(end) if end.endswith(("-", "\u2010")) else None
    if short and (title := _CAPITAL_WORD.match(behind)):
        return bool(title[1]) or short[1] in word_list("abbreviations.txt", language)
    if end.endswith("-") and before.isdigit():
        first = _LETTERS.match(behind)
        return first is not None and first[0].lower() not in own_words(language, "hyphen", "hanging")
    if end.endswith("–") and before != "" and not before.isspace():
        return behind.lstrip("£$€")[:1].isdigit() or (before.isalpha() and bool(_RANGE.match(behind)))
    if end.endswith("--") and end[-3:-2] not in {"-", " ", ""}:
        return True  # a typed dash
    return end.endswith("—") and (before.isalnum() or before in _BEFORE_DASH)


def _is_capital(line: str) -> bool:
    return line.lstrip("“‘\"'( ")[:1].isupper()


def _joins(block: Block, at: int, language: str) -> bool:
    line, following = block.lines[at], block.lines[at + 1]
    end, below = line.text.rstrip(), following.text.rstrip()
    if below.endswith(_GREETS) and _salutation(language).match(below.lstrip()):
        return False
    if end.endswith(_GREETS) and _salutation(language).fullmatch(end.lstrip()) and _is_capital(below):
        return False
    least = block.column + 1 if block.typed else 0.9 * block.column
    if line.width + 1 + following.first_word >= least:
        return True  # the next word would not have fitted
    if block.begins_with_dash(at + 1):
        return True
    begins = following.text.lstrip("“‘\"'( ")[:1]
    if LIST_ITEM.match(following.text):
        return False
    if _END_STOP.search(end[-8:]) and not begins.islower():
        return _is_cut_at_hyphens(block)
    short = line.width < 0.6 * block.column and begins.isupper()
    if short and end.endswith(":"):
        return False  # 'To whom it may concern:'
    heading = short and not _STOP.search(end[-8:])
    return not heading or end.endswith((",", "-", "–", "—"))


def _is_cut_at_hyphens(block: Block) -> bool:
    """Say whether most lines of a block end inside a compound, however long they are: then a short one says nothing."""
    cut = sum(line.text.rstrip()[-1:] in _DASHES for line in block.lines[:-1])
    return cut > _ROWS and cut >= _MOSTLY * (len(block.lines) - 2)


RULES = (
    GAPS,
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
            (
                "The water came over the bank of the river at seven in the evening, and\nthe people of the lower town went up to the "
                "chapel with their beds and\nstayed there until noon on the day after, when the road was dry again.\n\n"
                "MILL, n. A house that turns with the water and gives bread to the\nwhole of the upper valley, but for the town. In "
                "the\nAmerican colonies it was a gin by name, and to that name and its meaning\nfathers have pledged their lives, "
                "their fields and their honour.",
                "The water came over the bank of the river at seven in the evening, and the people of the lower town went up to the "
                "chapel with their beds and stayed there until noon on the day after, when the road was dry again.\n\n"
                "MILL, n. A house that turns with the water and gives bread to the whole of the upper valley, but for the town. In "
                "the American colonies it was a gin by name, and to that name and its meaning fathers have pledged their lives, "
                "their fields and their honour.",
            ),
            (
                "The water came over the bank at seven and\nthe people of the lower streets went with Maj.-\nGen. Abel and "
                "the Hon. Lieut.-\nColonel to the chapel, where they stayed until\nnoon on the day after. Nobody had slept.",
                "The water came over the bank at seven and the people of the lower streets went with Maj.-Gen. Abel and "
                "the Hon. Lieut.-Colonel to the chapel, where they stayed until noon on the day after. Nobody had slept.",
            ),
            (
                "  The water came over the bank at seven and\nthe people of the lower streets went up.\n"
                "  Nobody had slept, so that it was agreed to\nmeet again in the chapel. The sexton was then\nasked for the key.",
                "  The water came over the bank at seven and the people of the lower streets went up.\n\n"
                "  Nobody had slept, so that it was agreed to meet again in the chapel. The sexton was then asked for the key.",
            ),
            (
                "The water came over the bank at seven--\nand the people of the lower streets went up--\nto the chapel, where they "
                "stayed until noon\non the day after. Nobody had slept.",
                "The water came over the bank at seven--and the people of the lower streets went up--to the chapel, where they "
                "stayed until noon on the day after. Nobody had slept.",
            ),
            (
                "The Flood in the Valley\nThe water came over the bank at seven and\nthe people of the lower streets went up to\n"
                "the chapel, where they stayed until noon\non the day after. Nobody had slept.",
                "The Flood in the Valley\n\nThe water came over the bank at seven and the people of the lower streets went up to the chapel, "
                "where they stayed until noon on the day after. Nobody had slept.",
            ),
            (
                "1. The water came over the bank at seven and\nthe people of the lower streets went up to\nthe chapel.\n"
                "2. They stayed until noon, and the sexton was\nasked for the key.\n3. Nobody had slept, so that it was agreed\n"
                "to meet again.",
                "1. The water came over the bank at seven and the people of the lower streets went up to the chapel.\n"
                "2. They stayed until noon, and the sexton was asked for the key.\n"
                "3. Nobody had slept, so that it was agreed to meet again.",
            ),
        ),
        (
            "The water rose,\nThe children slept,\nThe bell was still,\nAnd no one wept.",
            "all winter long the hammers told the mountain\nthat they were coming, and the mountain heard,\n"
            "and let its waters down by crack and fountain\nupon the drillers, and said not a word,\n"
            "and all the long year after in the village\nthe women put out bread upon the sill.",
            "1. bread\n2. the release\nof the miller\n3. coal",
        ),
    ),
    HYPHENS,
    PARAGRAPHS,
    TITLES,
)
