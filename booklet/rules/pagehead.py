"""The head of a web page: menus, paths and cookie notices above the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from booklet.rules.base import Context, Edit, Rule
from booklet.rules.pagelines import cut_paragraphs, page_lines
from booklet.rules.webpage import Line, blocks_of, patterns_of, says_so

_HEAD_LINES = 60  # lines at the top that may belong to a menu
_FIRST_LINES = 6  # of those, where one that is known needs no second
_CRUMBS = re.compile(r"[^.!?:]{1,40}(?: ?(?:»|›|>|/|\|) ?(?:[^.!?:\n]|(?<=\d)\.(?=\d)){1,60}){1,8}$")
_NO_TITLE = re.compile(r"\d{4}|[.!?:;,]$")
_LETTER = re.compile(r"\w")
_SIGN = 2  # characters of a line that says nothing by itself: 'x', 'A+'
_WITNESSES = 2  # lines in it that mean furniture everywhere
_MENU, _NAME = 3, 60  # words of a menu in a block, and characters of a line between them that is none


def _menu(block: Sequence[Line], paths: Sequence[Line], language: str) -> bool:
    """Say whether a block is a menu: five short lines or more, half of them known words of menus or paths."""
    words = all(
        line.look.known
        or line in paths
        or (len(line.text.strip()) <= 28 and not re.search(r"[.!?:;,]$", line.text.strip()))
        for line in block
    )
    known = sum(line.look.known or line in paths for line in block)
    return words and len(block) >= 5 and known >= patterns_of(language).block * len(block)


def page_head(text: str, context: Context) -> Iterator[Edit]:
    """Menus, paths and cookie notices above the first paragraph are furniture; title, by-line and dateline stay."""
    if context.shows_paper:
        return
    head: list[Line] = []
    body = next((start for start, _ in cut_paragraphs(text, context.language)), len(text))
    last: list[Line] = []
    for line in page_lines(text, context.language)[:_HEAD_LINES]:
        if line.start >= body or (line.sentence and len(line.text) > 60 and not line.look.known):
            last = [line]
            break
        if _LETTER.search(line.text):
            head.append(line)  # and no ornaments: '*'
    else:
        head = head[: len(head) // 2]  # lists, verse: what stands at their end heads nothing
    begins, by_line = patterns_of(context.language).path, patterns_of(context.language).by_line
    paths = [line for line in head if not line.look.known and is_path(line.text, begins)]
    plain = sum(map(says_so, head)) or sum(line.look.plain for line in head) >= _WITNESSES
    evidence = sum(line.look.known and len(line.text.strip()) > _SIGN for line in head) + len(paths)
    if not evidence or not (plain or paths or evidence >= 3):
        return
    if evidence == 1 and not paths and not any(line.look.known for line in head[:_FIRST_LINES]):
        return  # a whole leaflet may stand above the first paragraph
    menus: set[int] = set()
    for block in blocks_of(text, head):
        if _menu(block, paths, context.language):
            menus |= {line.start for line in block}
        elif _has_title([*head, *last], block[-1], paths, by_line):
            menus |= {line.start for line in _inside_menu(block, paths, context.language)}
    alone = {block[0].start for block in blocks_of(text, head) if len(block) == 1}
    for n, line in enumerate(head):
        heading = line.start in alone and line.look.known and not line.look.plain and n > 0 and evidence < 4
        if (line.look.known and not heading) or line in paths or line.start in menus:
            yield Edit(line.start, line.end + (text[line.end : line.end + 1] == "\n"), "")


def _has_title(head: Sequence[Line], last: Line, paths: Sequence[Line], by_line: re.Pattern[str]) -> bool:
    """Say whether a line that may be a title stands at the head of a page below another: no by-line, and no date."""
    below = (line for line in head if line.start > last.start and not line.look.known and line not in paths)
    below = (line for line in below if not by_line.search(line.text.strip()))
    return any(" " in line.text.strip() and not _NO_TITLE.search(line.text.strip()) for line in below)


def is_path(line: str, begins: re.Pattern[str]) -> bool:
    """Say whether a line is the path of a page: 'Home » News » Flood'."""
    return len(line) <= 160 and bool(_CRUMBS.match(line.strip())) and bool(begins.match(line.lstrip()))


def _inside_menu(block: Sequence[Line], paths: Sequence[Line], language: str) -> list[Line]:
    """Return the lines of a menu that are no known words of one: the owner's name, the hours of a house.

    Known ones stand above and below each, more of them in all, and below are words of menus: a title may stand
    above buttons.
    """
    tools = patterns_of(language).tools
    known = [n for n, line in enumerate(block) if line.look.known or line in paths]
    menu = [n for n in known if block[n].text.strip(" *#_[]|·•").lower() not in tools]
    inside = (
        [n for n in range(known[0], menu[-1]) if n not in known and len(block[n].text.strip()) <= _NAME]
        if len(menu) >= _MENU
        else []
    )
    direct = [n for n in inside if next((m for m in known if m > n), n) in menu]
    return [block[n] for n in direct] if len(inside) <= len(menu) else []


PAGE_HEAD = Rule(
    "furniture.page-head",
    "mechanical",
    page_head,
    (("Skip to content\nHome | News | Contact\n\nThe flood\n\nIt rained.", "\nThe flood\n\nIt rained."),),
    (
        "The Mill\n\nOpen\nMon. to Fri.\n\nFloors\n1: sacks\n2: wheels\n3: bells\n\nBACK TO TOP\n\nSo says the board by the "
        "door, and whoever goes up is asked to obey it.",
        "News\n\nThe bridge is gone.",
        "Home\n\nI came home at last.",
        "THE CLOCK\n\nComments\n\nThe wheel stood.",
    ),
    ("en",),
)
