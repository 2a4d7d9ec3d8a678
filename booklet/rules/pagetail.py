"""The end of a web page: share bars, related headlines, comments, notices, and what each of them opens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from booklet.rules.base import Context, Edit, Rule
from booklet.rules.pagelines import has_headings, page_lines
from booklet.rules.webpage import OPENS, Line, is_page, patterns_of, says_so

_GAP = 400  # lines that a page's end may hold without one that is known
_WITNESSES = 2  # lines in a page that mean furniture everywhere, for one that stands by itself
_SURE = 3  # lines that say so in so many words, for a page without a sentence
_MANY = 24  # unknown lines in a row, at the end of what is a page of the web for certain
_OWNERS = 400  # characters of a sentence in which its owner speaks
_LIST = 3  # lines of one kind that may be a list of the text
_NAME = re.compile(r"^(?:[A-Z][\w.’'-]* ){1,3}[A-Z][\w’'-]+$")
_FIGURE = re.compile(r",? \d{1,3}\.?$|\d{4}\)?$")
_ARTICLE = 0.25  # share of the text that must stand above the end of a page


def are_certain(lines: Sequence[Line]) -> bool:
    """Say whether these lines together are certainly no text: a plain one and another, or three of any kind."""
    plain = sum(line.look.plain for line in lines)
    known = sum(line.look.known for line in lines)
    return (plain >= 1 and known >= 2) or (known >= 3 and any(line.look.kind for line in lines))


def _may_follow(opener: Line, gap: Sequence[Line], after: Sequence[Line], language: str, *, sure: bool) -> bool:
    """Say whether unknown lines may stand behind a line that opens a part of the page's end, `after` behind them.

    `sure` says that this is a page of the web: then two dozen short lines may, and sentences of its owner's, but no list of
    names, and none with figures.
    """
    opens = OPENS[opener.look.kind]
    short, blurbs = opens.short, opens.blurbs
    readers = opens.readers and any(_is_readers(line.text, language) for line in (*gap, *after))
    voice = patterns_of(language).voice
    sure = sure and len(gap) <= _MANY and not _may_be_list(gap)
    for line in gap:
        if sure and (not line.sentence or (len(line.text) <= _OWNERS and voice.match(line.text))):
            continue
        if readers and len(line.text) <= 1500:
            continue
        if opens.headlines and len(line.text) <= 160 and not re.search(r"[.!]$", line.text.strip()):
            continue
        if not line.sentence and short:
            short -= 1
        elif len(line.text) <= 700 and blurbs:
            blurbs -= 1
        else:
            return False
    return True


@lru_cache(maxsize=1 << 12)  # each line that may open a part of the end asks about those below it
def _is_readers(line: str, language: str) -> bool:
    return patterns_of(language).readers.search(line.strip()) is not None


def _may_be_list(gap: Sequence[Line]) -> bool:
    """Say whether lines may be a list of the text: one introduces it, three are names of persons, or have their figures."""
    rows = [line.text.strip() for line in gap]
    return any(row.endswith(":") and row.count(" ") > 1 for row in rows) or any(
        sum(bool(shape.search(row)) for row in rows) >= _LIST for shape in (_NAME, _FIGURE)
    )


@lru_cache(maxsize=2)  # three rules ask about the same text
def tail_of(text: str, language: str) -> int:
    """Return the index from which all lines are the end of a web page; the number of lines where none are."""
    lines = page_lines(text, language)
    total = above = sum(len(line.text) for line in lines)
    first = next((n for n, line in enumerate(lines) if line.sentence and not line.look.known), len(lines))
    if first == len(lines) and sum(map(says_so, lines)) >= _SURE:
        first = 0  # a list, or verse, in what is a web page for certain
    cut, sure = len(lines), is_page(lines)
    unknown: list[Line] = []  # between this line and the cut
    for n in range(len(lines) - 1, first, -1):
        line = lines[n]
        above -= len(line.text)
        if above < _ARTICLE * total or len(unknown) > _GAP:
            break
        look = line.look
        proved = (
            look.plain or line.text.strip().isupper() or not unknown or cut < len(lines) or n + 1 < cut - len(unknown)
        )
        if look.kind and proved and _may_follow(line, unknown[::-1], lines[cut : cut + 4], language, sure=sure):
            cut, unknown = n, []
        elif look.weak and not unknown:
            cut = n
        elif not look.known:
            unknown.append(line)
    rest = lines[cut:]
    if has_headings(text, language):
        return len(lines)
    row = len(rest) == 1 and rest[0].look.plain and rest[0].look.weak  # 'Share | Print | Subscribe'
    alone = row or (len(rest) == 1 and patterns_of(language).alone.match(rest[0].text.strip(" *#_[]")))
    witnessed = any(map(says_so, rest)) and sum(line.look.plain for line in lines) >= _WITNESSES
    return cut if alone or witnessed or are_certain(rest) or is_list_of_headlines(rest, language) else len(lines)


def is_list_of_headlines(rest: Sequence[Line], language: str) -> bool:
    """Say whether the end of a page lists its other articles under a name that only web pages give them."""
    named = len(rest) >= 3 and patterns_of(language).headlines.match(rest[0].text.strip(" *#_[]:"))
    told = (line for line in rest[1:] if line.sentence and not line.text.rstrip().endswith("?"))
    return bool(named) and not any(told)


def page_tail(text: str, context: Context) -> Iterator[Edit]:
    """From the end of a page upward: share bars, related headlines, comments, notices and what they open.

    A line that is none of these is passed only where the line above opens a part in which it may stand. A quarter
    of the text, with a sentence, must be left above; one generic word alone is no evidence.
    """
    if context.shows_paper:
        return
    lines = page_lines(text, context.language)
    if len(lines) >= 3 and (cut := tail_of(text, context.language)) < len(lines):
        yield Edit(lines[cut].start, len(text.rstrip()), "")


PAGE_TAIL = Rule(
    "furniture.page-tail",
    "mechanical",
    page_tail,
    (
        (
            "The river rose in the night and took the bridge.\n\nIt fell again in May.\n\nShare this article\n\n"
            "Facebook\n\nTwitter\n\nRelated stories\n\nBridge to be mended\n",
            "The river rose in the night and took the bridge.\n\nIt fell again in May.\n\n\n",
        ),
        (
            "The river rose in the night.\n\nIt fell in May.\n\nRelated posts\n\n* The dam of Orm\n* A year of rain\n",
            "The river rose in the night.\n\nIt fell in May.\n\n\n",
        ),
        (
            "The crew of the Anna\n\nAbel Moe, 31\n\nTom Orm, 17\n\nShare this article\n\nFacebook\n\nYou may also like\n\nThe mill"
            "\n\n© 2014 Orm Museum",
            "The crew of the Anna\n\nAbel Moe, 31\n\nTom Orm, 17\n\n",
        ),
    ),
    (
        "It rained all night, and the mill fell.\n\nShare this article\n\nCopyright © stood below the picture of the mill, and nobody could say "
        "why.\n",
        "The flood.\n\nComments\n\nThe mayor said nothing for a week, and then he spoke at length of the dam.\n",
        "One paragraph here.\n\nAnother one.\n\nFollow the river to the mill, and you will see the stone.\n",
        "It rained all night and the river rose.\n\nRelated reading:\n\nThe Dams of Orm\n\nA Year of Rain\n",
        "It rained all night and the river rose.\n\n© The Trustees, 1999. All rights reserved.\n",
        "One of the rules.\n\nContinue reading when it is light.\n\nPresent: 61",
        "It is agreed that no lamp is lit in the mill at night.\n\nReturn to your own floor.\n\nLeave a comment in the book.",
        "Words of the house\n\nShare\n\nA share is what each man has in the boat.\n\nMenu\n\nOf the menu no one spoke.\n\nComments\n\n"
        "Comments go into the book by the door.\n",
    ),
    ("en",),
)
