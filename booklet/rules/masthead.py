"""The name of a paper, museum or society above the articles of its pages, which is no title of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from booklet.rules.base import Context, Edit, Rule, either
from booklet.rules.pagehead import is_path
from booklet.rules.pagelines import page_lines
from booklet.rules.webpage import Line, blocks_of, is_page, may_be_row, patterns_of

_TOP = 4  # lines at the top of a page among which its name stands
_ROWS = 6  # lines at the top among which its sections stand
_END = 15  # lines at its end among which its owner's notice stands
_LONGEST = 48  # characters of such a name
_TELLING = 8  # characters of a name of one word, at least
_BUTTONS = 2  # lines of a menu in one block with the name
_PARTED = re.compile(r"\s+[–—|·-]\s+")
_ARTICLE = re.compile(rf"\A{either('en', 'sentence', 'article')} ")
_NO_TITLE = re.compile(r"[.!?:;,]$|\b\d{4}\b")
_BACK, _ON = ("«", "‹", "←", "<<"), ("»", "›", "→", ">>")  # beside the names of the pages before and behind
_PARTS = 3  # signs between the sections of a site, at least
_NAMES = 2  # lines above a menu: a name, and what stands below it


def masthead(text: str, context: Context) -> Iterator[Edit]:
    """A line among the menus at the top of a page is its owner's name, where the notice at its end repeats it.

    So is the one line of the first block that is none of a menu. Only where another line stands between it and the
    text, which is the title. On what is certainly a page a row of its sections goes with it, and the names of the
    pages before and behind.
    """
    if context.shows_paper:
        return
    lines = page_lines(text, context.language)
    body = next((n for n, line in enumerate(lines) if line.sentence and not line.look.known), 0)
    head = lines[:body]
    by_line = patterns_of(context.language).by_line
    titles = [
        n
        for n, line in enumerate(head)
        if not (line.look.known or _NO_TITLE.search(line.text.strip()) or by_line.match(line.text.strip()))
    ]
    if len(titles) < 2:
        return
    beside = list(_beside(text, lines, head, titles[-1], context.language)) if is_page(lines) else []
    yield from (Edit(line.start, line.end + (text[line.end : line.end + 1] == "\n"), "") for line in beside)
    titles = [n for n in titles if head[n] not in beside]
    if len(titles) < 2 or not any(line.look.known for line in head):
        return
    notices = [line.text.casefold() for line in lines[max(body, len(lines) - _END) :] if line.look.kind == "legal"]
    block = blocks_of(text, head)[0]
    menu = len(block) > _BUTTONS and sum(line.look.known for line in block) == len(block) - 1
    if len(titles) > _NAMES and _names_house(block):
        yield Edit(head[0].start, head[1].end + 1, "")
        return
    for n in titles[:-1]:
        name = _ARTICLE.sub("", head[n].text.strip(" *#_").casefold())  # 'The Review', but '© Review Ltd'
        if n >= _TOP or len(name) > _LONGEST:
            continue
        parts = [part for part in _PARTED.split(name) if " " in part or len(part) >= _TELLING]
        if any(part in notice for part in parts for notice in notices) or (parts and menu and head[n] in block):
            yield Edit(head[n].start, head[n].end + (text[head[n].end : head[n].end + 1] == "\n"), "")
            return


def _beside(text: str, lines: Sequence[Line], head: Sequence[Line], title: int, language: str) -> Iterator[Line]:
    """Find what stands above the path of a page, its rows of sections, and the two lines that point to pages beside it.

    All of them stand above the title.
    """
    known = patterns_of(language)
    paths = [n for n, line in enumerate(head[:title]) if is_path(line.text, known.path) or known.here.match(line.text)]
    above = head[: paths[-1]] if paths else []  # where only the site's own lines stand
    if any(line.look.known or line.text.count("|") >= _PARTS for line in above) and not any(
        line.sentence for line in above
    ):
        yield from (line for line in above if not line.look.known)
        return
    yield from (line for line in head[: min(title, _ROWS)] if not line.look.known and may_be_row(line.text, known.weak))
    quotes = sum(line.text.count("«") for line in lines) > 1
    for block in blocks_of(text, head[:title]) if not quotes else ():
        back, on = block[0].text.lstrip(), block[-1].text.rstrip()
        if len(block) == len((back, on)) and back.startswith(_BACK) and on.endswith(_ON):
            yield from block


def _names_house(block: Sequence[Line]) -> bool:
    """Say whether a block is a menu below two short lines: the name of a house, and what it says of itself."""
    name = all(not line.look.known and not line.sentence for line in block[:_NAMES])
    return name and len(block) > _NAMES + _BUTTONS and all(line.look.known for line in block[_NAMES:])


MASTHEAD = Rule(
    "furniture.masthead",
    "mechanical",
    masthead,
    (
        (
            "Skip to content\nThe Upland Review\n\nThe dam\n\nThe river rose in the night and took the bridge.\n\n"
            "© 2014 The Upland Review\n",
            "Skip to content\n\nThe dam\n\nThe river rose in the night and took the bridge.\n\n"
            "© 2014 The Upland Review\n",
        ),
        (
            "UPLAND NEWS\nNews Sport Sign in\nSubscribe\n\nThe dam\n\nThe river rose in the night and took the bridge.\n",
            "News Sport Sign in\nSubscribe\n\nThe dam\n\nThe river rose in the night and took the bridge.\n",
        ),
        (
            "The Upland Review\nNews Sport Hay Parish\n\nThe dam\n\nThe river rose in the night and took the bridge.\n\nShare this "
            "article\nLeave a comment\n© 2014 The Upland Group\n",
            "The Upland Review\n\nThe dam\n\nThe river rose in the night and took the bridge.\n\nShare this "
            "article\nLeave a comment\n© 2014 The Upland Group\n",
        ),
        (
            "Upland days\n\nHome | About | Contact\n\n« The old mill\nA word on ice »\n\nThe dam\n\nThe river rose in the night "
            "and took the bridge.\n\nShare this article\nLeave a comment\n© 2014 The Upland Group\n",
            "Upland days\n\nHome | About | Contact\n\n\nThe dam\n\nThe river rose in the night "
            "and took the bridge.\n\nShare this article\nLeave a comment\n© 2014 The Upland Group\n",
        ),
        (
            "Upland Museum\nWelcome | The Mill | The Weir | Links\nHome > The Weir\n\nThe dam\n\nThe river rose in the night "
            "and took the bridge.\n\nShare this article\nLeave a comment\n© 2014 The Upland Group\n",
            "Home > The Weir\n\nThe dam\n\nThe river rose in the night "
            "and took the bridge.\n\nShare this article\nLeave a comment\n© 2014 The Upland Group\n",
        ),
        (
            "The Upland Review\nWords from up the river\nHome\nNews\nContact\n\nThe dam\n\nThe river rose in the night and took "
            "the bridge.\n",
            "Home\nNews\nContact\n\nThe dam\n\nThe river rose in the night and took the bridge.\n",
        ),
    ),
    (
        "The dam\nHome | News | Contact | Links\nHome > The Weir\n\nThe river rose in the night and took the bridge.\n\nShare this "
        "article\nLeave a comment\n© 2014 The Upland Group\n",
        "« The dam fell\nand was not missed »\n\nHome | About | Contact\n\nThe dam\n\nThe river rose in the night and took the bridge.\n",
        "The Dam of Orm\nA Word by Ada Orm\nHome\nNews\nContact\n\nBy Ada Orm\n\nThe river rose in the night and took the bridge.\n",
        "The Upland Review\n\nThe dam\n\nThe river rose in the night and took the bridge.\n\n© 2014 The Upland Review\n",
        "Skip to content\n\nThe Upland Review\n\nThe river rose in the night and took the bridge.\n\n"
        "© 2014 The Upland Review\n",
    ),
    ("en",),
)
