"""What a web page sets between title and text, beside pictures, and among paragraphs: buttons, and lists of links.

Only on what is a web page for certain: a text of another kind may hold such a line or two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from booklet.rules.base import Context, Edit, Rule
from booklet.rules.pagehead import page_head
from booklet.rules.pagelines import has_headings, page_lines
from booklet.rules.pagetail import tail_of
from booklet.rules.webpage import Line, blocks_of, is_page, patterns_of, says_so

_SURE_KINDS = {"row", "comments"}
_SIGN = 2  # characters of a line that says nothing by itself: 'x', 'A+'
_SENTENCE = 30  # characters of one that asks a reader
_BUTTONS = 4  # words of buttons, that are enough by themselves
_RUN = 2  # known lines, one below the other
_LINKS = 2  # headlines of a list, at least
_LONGEST = 160  # characters of one
_LEAST = 12  # characters of one
_END = re.compile(r"[.!;:,]$")


def widgets(text: str, context: Context) -> Iterator[Edit]:
    """A page's buttons are taken out of the block that they stand in with a by-line or caption, which stays."""
    if context.shows_paper:
        return
    lines = page_lines(text, context.language)
    if not is_page(lines) or has_headings(text, context.language):
        return
    head = max((edit.end for edit in page_head(text, context)), default=0)
    own = [line for line in lines[: tail_of(text, context.language)] if line.start >= head]  # the rest is other rules'
    for block in blocks_of(text, own):
        for line in _buttons(block) if len(block) > 1 else ():
            yield Edit(line.start, line.end + (text[line.end : line.end + 1] == "\n"), "")


def names_links(block: Sequence[Line]) -> bool:
    """Say whether a block is the name of a list: its links, for a page of the web, stand below it."""
    return len(block) == 1 and block[0].look.kind == "related"


def has_link(block: Sequence[Line]) -> bool:
    """Say whether a block is such a name in so many words, with a link or more right below it."""
    return len(block) > 1 and says_so(block[0]) and names_links(block[:1]) and all(map(_may_be_link, block[1:]))


def are_links(block: Sequence[Line]) -> bool:
    """Say whether a block is a list of headlines: no word of a menu, no line that ends as those of a text do."""
    return len(block) >= _LINKS and all(map(_may_be_link, block))


def _may_be_link(line: Line) -> bool:
    return _LEAST <= len(line.text.strip()) <= _LONGEST and not _END.search(line.text.strip())


def asks(block: Sequence[Line]) -> bool:
    """Say whether a block asks a reader to sign up or to give, in known words and in a sentence."""
    return (all(line.look.kind == "newsletter" for line in block) and any(map(says_so, block))) or (
        len(block) == 1 and block[0].look.kind == "newsletter" and len(block[0].text) > _SENTENCE
    )


def are_buttons(block: Sequence[Line], language: str, *, alone: bool = False) -> bool:
    """Say whether a block is a row of buttons: all words of menus, half of them what a reader may do with a page.

    Where nothing else in the text shows a page of the web (`alone`), all of them, four or more.
    """
    tools = patterns_of(language).tools
    named = sum(line.text.strip(" *#_[]|·•0123456789").lower() in tools for line in block)
    if alone:
        return named == len(block) >= _BUTTONS
    return len(block) >= _RUN and all(line.look.known for line in block) and 2 * named >= len(block)


def _buttons(block: Sequence[Line]) -> list[Line]:
    """Return the lines of a block, not all of it, that only pages have: plain ones, and others where two stand together."""
    if all(line.look.known for line in block):
        return []  # which is another rule's
    found: list[Line] = []
    for at, line in enumerate(block):
        beside = (*block[max(0, at - 1) : at], *block[at + 1 : at + _RUN])
        word = line.look.known and sum(map(str.isalnum, line.text)) > _SIGN
        together = word and any(other.look.plain or other.look.kind in _SURE_KINDS for other in (line, *beside))
        counts = line.look.plain and any(map(str.isdigit, line.text))  # 'Posts: 1187'
        if says_so(line) or counts or (together and any(other.look.known for other in beside)):
            found.append(line)
    return found


_PAGE = "Skip to content\nHome | News | Contact\n\n"
_RAIN = "It rained for a week on the upper road, and on the eighth day the bridge was gone."
_FELL = "It fell again in May, and the mill stood where it had stood before."
_END_OF_PAGE = "\n\nShare this article\n\n© 2014 The Upland Review\n"

WIDGETS = Rule(
    "furniture.widgets",
    "mechanical",
    widgets,
    (
        (
            f"{_PAGE}The dam\n\n{_RAIN}\n\nShare\nComments\nBy Ada Orm\n\n{_FELL}{_END_OF_PAGE}",
            f"{_PAGE}The dam\n\n{_RAIN}\n\nBy Ada Orm\n\n{_FELL}{_END_OF_PAGE}",
        ),
    ),
    (
        "The dam\n\nShare\nComments\nBy Ada Orm\n\nIt rained for a week.\n",
        f"{_PAGE}It took from us the\nHome\nThe mill\nThe school\nand left the rest.{_END_OF_PAGE}",
    ),
    ("en",),
)
