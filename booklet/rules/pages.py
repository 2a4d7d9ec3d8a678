"""What a page carries beside its text: running heads and page numbers, found by repetition and rising numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from booklet.blocks import LIST_ITEM
from booklet.rules.base import Context, Edit, Rule, either, own_words
from booklet.rules.feet import (
    behind_text,
    beside_dirt,
    beside_number,
    blurred_numbers,
    counted_on,
    foot_and_head,
    in_rows,
    in_sequence,
    in_series,
    inside_words,
    last_foot,
    opens_row,
    printed,
    repeated_beside,
    title_again,
)
from booklet.rules.heads import (
    Head,
    Page,
    are_alike,
    candidates,
    is_loud,
    is_sent,
    is_year,
    lines_of,
    near_breaks,
)
from booklet.rules.interrupted import follow, in_step, run_round

_RANGE = re.compile(r"\d[–-]$")
_LETTERS = 5  # of a head without a number, at least
_ENDS = re.compile(r"[.,:;!?\])]$")  # as no head of a page does, but for dirt
_PAGE = _WINDOW = 12  # lines, the least from one head to the next; heads beside one that are looked at
_PROSE = "and on the day after the road was dry again\n" * 12  # a page of it, for the examples


@cache
def _issue(language: str) -> re.Pattern[str]:
    """Return the pattern of what ends the name of a periodical: 'No. 41', 'No. 2 / 1911', 'Summer 2011'."""
    number, season = either(language, "page", "issue"), either(language, "page", "seasons")
    return re.compile(
        rf"\b(?:{number}\.? ?(?:\d{{1,4}}|[ivxlc]{{1,7}})(?: ?[/,] ?\d{{2,4}})?|{season} \d{{4}})\s*$", re.IGNORECASE
    )


@cache
def _part(language: str) -> re.Pattern[str]:
    """Return the pattern of the heading of a part: 'Chapter IV', 'The Second Letter', 'BOOK 3. THE FLOOD'."""
    part, the = either(language, "page", "parts"), either(language, "page", "number_links")
    numeral = rf"(?:\d{{1,3}}|[ivxlc]{{1,7}}|{either(language, 'page', 'numerals')}(?:[ -]{either(language, 'page', 'numerals')})?)"
    return re.compile(
        rf"(?:{the} )?(?:{part} (?:{the} )?{numeral}|{numeral} {part})(?:[.:,]?| ?[.:–—-] ?\D+)$", re.IGNORECASE
    )


@cache
def _page_of_pages(language: str) -> re.Pattern[str]:
    """Return the pattern of 'page 3 of 9' and '3 / 9'."""
    before, between = either(language, "page", "before"), either(language, "page", "between")
    return re.compile(rf"{before} \d{{1,4}}(?: {between} \d{{1,4}})?$|\d{{1,4}} ?/ ?\d{{1,4}}$", re.IGNORECASE)


def running_heads(text: str, context: Context) -> Iterator[Edit]:
    """A line at a page break that is a page number, or repeats with a rising number, is the page's, not the text's.

    Where a sentence plainly runs on round a page number, the number goes, and the short line beside it.
    """
    lines = list(lines_of(text))
    heads = list(candidates(lines, context.read_by_machine))
    page = Page(
        text,
        lines,
        near_breaks(text, lines),
        {n for n, number, words in heads if not (words[:1].islower() and is_year(number))},  # 'and fell in May 1912'
        context.read_by_machine,
        own_words(context.language, "sentence", "open"),
        _page_of_pages(context.language),
        _issue(context.language),
    )
    heads = [head for head in heads if not _heads_part(page, head, heads, _part(context.language))]
    remove: set[int] = set()
    for at, head in enumerate(heads):
        if not (head[0] in page.near or page.interrupts(head[0])):
            continue
        others = heads[max(0, at - _WINDOW) : at] + heads[at + 1 : at + 1 + _WINDOW]
        found = (_is_number if not head[2] else _is_head)(page, head, others)
        if found and not in_series(page, head, others) and not in_rows(page, head):
            remove.add(head[0])
    remove -= behind_text(page, remove)
    words = context.divided_words
    remove |= counted_on(page, heads) | foot_and_head(page, heads) | run_round(page, heads, remove, words)
    remove |= in_step(page, heads) | repeated_beside(page, heads)
    remove |= printed(page, heads) | in_sequence(page, heads, remove) | title_again(page)
    remove |= _goes_on(page, heads, remove)
    remove |= beside_number(page, remove)
    remove |= beside_dirt(page, remove)
    if heads and heads[0][0] == 0 and opens_row(page, heads[0], [head for head in heads if head[0] in remove]):
        remove.add(0)
    if heads and heads[-1][0] == len(lines) - 1 and not heads[-1][2]:
        number = heads[-1][1] or 0
        if any(not words and n in remove and 0 < number - (o or number) <= 3 for n, o, words in heads):
            remove.add(len(lines) - 1)  # the number of the last page, after others that rose to it
    remove |= inside_words(page, words) | last_foot(page, remove)
    remove |= blurred_numbers(page, remove, context.words)
    for n in sorted(remove):
        start, end, raw = lines[n]
        kept = raw.startswith("\f")
        yield Edit(start + kept, end, "")


def _heads_part(page: Page, head: Head, heads: list[Head], part: re.Pattern[str]) -> bool:
    """Say whether a line is the heading of a part, between whole sentences: no head of pages, each of which has it."""
    n, _, words = head
    line = page.lines[n][2].strip(" \t\f")
    if not words or not part.match(line) or page.interrupts(n):
        return False
    return not any(m != n and page.lines[m][2].strip(" \t\f") == line for m, _, again in heads if again)


def _is_number(page: Page, head: Head, others: list[Head]) -> bool:
    n, number, _ = head
    if number is None:  # misread: only a sentence that runs on round it shows that it was one
        return n in page.near and page.interrupts(n)
    if _RANGE.search(page.lines[n][2]) and page.text[page.lines[n][1] + 1 : page.lines[n][1] + 2].isdigit():
        return False  # '10–' before '12 Mill Lane'
    year = is_year(number)  # it may end a line that a date was cut from, and another date stand below
    if year and _ends_sentence(page, n):
        return False
    rising = any(
        o is not None and 0 < abs(o - number) <= 3 and (o > number) == (m > n) and not (year and words)
        for m, o, words in others
    )
    # A year is a date's last line, unless the numbers rise to it.
    if n in page.near and (rising or (page.machine and not year)):
        return True
    if rising or n in page.near:
        return page.interrupts(n)
    # 'on 4 May' / '1912', 'houses 7 and' / '12.': where nothing else shows a page, a number ends its sentence.
    return page.machine and not year and page.interrupts(n) and page.goes_on_small(n)


def _ends_sentence(page: Page, n: int) -> bool:
    """Say whether a line is the last of the words right above it: '1908' below 'in the spring of'."""
    above, line = page.lines[n - 1], page.lines[n]
    ends = page.text[line[1] : line[1] + 2] in {"\n\n", "\n\f", "\n"} or line[2].rstrip().endswith(".")
    return n > 0 and above[1] + 1 == line[0] and ends and above[2].rsplit(None, 1)[-1] in page.open


def _is_head(page: Page, head: Head, others: list[Head]) -> bool:
    n, number, words = head
    line = page.lines[n][2].strip(" \t\f")
    ends = not page.machine and (_ENDS.search(line) or words.endswith(","))
    if n not in page.near and (ends or line.rsplit(None, 1)[-1] in page.open):
        return False  # the line runs on; or 'BOY.', who speaks; or a name in a roll, its age behind a comma
    if n not in page.near and any(abs(m - n) == 1 and w == words and o == number for m, o, w in others):
        return False  # the same twice, one below the other
    if n not in page.near and not page.machine and LIST_ITEM.match(line):
        return False  # '1. Horse by a gate', '2. Horse by a tree'
    if number is None and sum(map(str.isalpha, line)) < _LETTERS:
        return False  # 'G. J.', who signs
    if (page.counted.fullmatch(line) or is_sent(line)) and (n in page.near or page.interrupts(n)):
        return True
    alike = any(w and (o is not None) == (number is not None) and are_alike(words, w) for _, o, w in others)
    loud = is_loud(words)
    if n in page.near and number is not None and (loud or alike):
        return True
    if page.machine and n in page.near and loud and " " in words.strip():  # one of two numbers may have been lost
        alike = alike or any(m in page.near and w and are_alike(words, w) for m, _, w in others)
    counted = (
        number is not None
        and not is_year(number)
        and words[:1].isupper()
        and any(
            w and o is not None and 0 < abs(o - number) <= _WINDOW and (o > number) == (m > n) and are_alike(words, w)
            for m, o, w in others
        )
    )
    if (alike and n in page.near and (loud or number is not None)) or (
        ((alike and loud) or counted) and page.interrupts(n)
    ):
        return True
    # 'TWELVE DEAD IN PIT 4' is a headline: a numbered line by itself is a head only where a sentence runs round it.
    alone = page.machine and loud and len(words) >= 6 and page.interrupts(n)
    beside = any(not again and o is not None and not is_year(o) and abs(m - n) == 1 for m, o, again in others)
    return alone and (n in page.near or beside or (number is not None and not is_year(number)))


def _goes_on(page: Page, heads: list[Head], removed: set[int]) -> set[int]:
    """Return the heads that stand between whole sentences, on pages that a machine read.

    Such a head is in capitals, of several words, and has a number. It stands a page before or behind a head or number
    that was found, or says the title of the text again.
    """
    if not page.machine:
        return set()
    title = page.lines[0][2].strip(" \t\f").upper() if page.lines else ""
    found: set[int] = set()
    for at, (n, number, words) in enumerate(heads):
        if (
            n in removed
            or number is None
            or is_year(number)
            or " " not in words.strip()
            or not is_loud(words)
            or n < _PAGE
        ):
            continue
        beside = [head for head in heads[max(0, at - _WINDOW) : at + _WINDOW] if head[0] in removed]
        if are_alike(words, title) or any(follow(head, (n, number, words)) for head in beside):
            found.add(n)
    return found


def form_feeds(text: str, context: Context) -> Iterator[Edit]:
    """A form feed ends a printed page; between paragraphs it says nothing more than an empty line."""
    for match in re.finditer(r"\f[ \t]*", text):
        start = match.start()
        while start and text[start - 1] in " \t":
            start -= 1
        bare = text[start - 1 : start] == "\n" or text[match.end() : match.end() + 1] == "\n"
        yield Edit(start, match.end(), "" if bare or start == 0 else "\n")


RULES = (
    Rule(
        "pages.running-heads",
        "mechanical",
        running_heads,
        (
            (
                "the long road to the pit was closed in\n\n12\n\n\fTHE MINERS' RECORD 13\n\nthe morning of the fire.",
                "the long road to the pit was closed in\n\n\n\n\f\n\nthe morning of the fire.",
            ),
            (
                "BOARD OF THE PIT 14\n\nOne of the men went down again to the\n\nBOARD OF THE PIT 15\n\nupper road.",
                "\n\nOne of the men went down again to the\n\n\n\nupper road.",
            ),
            (
                "and the judge said that it was\n\n2u\n\f212 THE TRIAL OF THE BAKER 212\n\nno concern of his.",
                "and the judge said that it was\n\n\n\f\n\nno concern of his.",
            ),
            (
                "They were heard in May.\n\n\f3-11-1998 09:12 THE WEAVERS FUND P.02\n\nNobody spoke for them.",
                "They were heard in May.\n\n\f\n\nNobody spoke for them.",
            ),
            (
                f"\f{_PROSE}to the fall of the bridge at the\nLower Ford, in the week behind the 17\n{_PROSE}of the one man who "
                "lived\n\n18 OF THE BRIDGE\n\nwe have this to say.",
                f"\f{_PROSE}to the fall of the bridge at the\nLower Ford, in the week behind the 17\n{_PROSE}of the one man who "
                "lived\n\n\n\nwe have this to say.",
            ),
            (
                f"{_PROSE}so that they went by the upper\n\n8 The Road to the Pit\n\n{_PROSE}the part where the reeve and his\n"
                "Of Roads 9\nbrother were mending it.",
                f"{_PROSE}so that they went by the upper\n\n\n\n{_PROSE}the part where the reeve and his\n\nbrother were mending it.",
            ),
            (
                f"\f{_PROSE}to the fall of the bridge at the\n\nwv\n\f17) THE LOWER FORD.\n\nmill of the reeve.",
                f"\f{_PROSE}to the fall of the bridge at the\n\n\n\f\n\nmill of the reeve.",
            ),
            (
                f"\f{_PROSE}by the kindness of the par-\n\n‘ish, and of Mr. Orm, there is now\n\n31\n\na new weir.\n\f32 THE MILL\n{_PROSE}",
                f"\f{_PROSE}by the kindness of the par-\n\n‘ish, and of Mr. Orm, there is now\n\n\n\na new weir.\n\f\n{_PROSE}",
            ),
            (
                f"The Upper Mill\n\n\f{_PROSE}and the wheel was let down to\n\n‘The Upper Mill\n\nthe bed of the brook, by night.\n{_PROSE}",
                f"The Upper Mill\n\n\f{_PROSE}and the wheel was let down to\n\n\n\nthe bed of the brook, by night.\n{_PROSE}",
            ),
            (
                f"\f{_PROSE}and the ford was so deep that\n\nte\nREEVE OF THE FORD\n\nno cart came over.\n{_PROSE}and he took the reins of the\n\n"
                "a\nREEVE OF THE FORD\n\nfirst team himself.",
                f"\f{_PROSE}and the ford was so deep that\n\n\n\n\nno cart came over.\n{_PROSE}and he took the reins of the\n\n"
                "\n\n\nfirst team himself.",
            ),
            (
                f"The Mill\n\n\f{_PROSE}It was new.\n\n(14)\n\nIt stood.\n{_PROSE}The reeve came down in the\n\n(15)\n\nmorning. {_PROSE}",
                f"The Mill\n\n\f{_PROSE}It was new.\n\n\n\nIt stood.\n{_PROSE}The reeve came down in the\n\n\n\nmorning. {_PROSE}",
            ),
            (
                "He shut it.\n\n\f14 THE REEVE OF THE FORD\nAnd then.\n\n\fTHE REEVE OF THE FORD\n\nNobody came.",
                "He shut it.\n\n\f\nAnd then.\n\n\f\n\nNobody came.",
            ),
        ),
        (
            "1912\n\nThe year began with snow, as had that of\n1909.\n\fThe gate was shut at\n10–\n12 Mill Lane.",
            "THE FLOOD\n\nIt rained.",
            "Chapter 3\n\nOne.\n\nChapter 4\n\nTwo.",
            f"There remained to the parish on that day\n\n9 Barrels of Oil\n\n{_PROSE}and a week later no more than\n\n8 Barrels "
            "of Oil\n\nwith the lees.",
            "When all the lamps were out, and when they read\n\nMEND\nMEND\nMEND\n\nthat was the end.",
            "It is sold without a warranty of\nSAFETY or FITNESS FOR A PARTICULAR PURPOSE. See the\nbill.\n\nIt has no promise of\n"
            "SAFETY or FITNESS FOR A PARTICULAR PURPOSE. See the\nbill again.",
            "[Here go the MILLER with A BOY and the WIDOW of\nTHE BAKER.]\n\nBOY.\nThe wheel is still.\n\nMILLER.\nSo it is.\n\n"
            "BOY.\nWhy then?",
            "The Fall of the Hill above the Mill, on 17 November\n1974\nReport adopted 7 June 1975\n\n1. Some of the soil\n"
            "and rock came down.",
            "On the second shelf of the case\n\n1. Horse by a gate. Height 9.5\ncm., chipped.\n\n2. Horse by a gate. Height 8.5\n"
            "cm., and whole.\n",
            "Lost:\n\nMoe, Ths. Wm., 19\nAbel, Rd., 31\nOrm, Ths., of the upper mill by the weir\nMoe, Ths. Hy., 20\nTom, Jn., 15\n"
            "a girl called Ann\nUrry, Saml., 44\n",
            f"They said so,\nand signed it:\n\nA. B.\n\n\f{_PROSE}And it was so.\nSo say I.\n\nA. B.\n\n\fIt fell.",
            f"\fThe Upper Mill\n\n{_PROSE}and they sang the old song of it.\n\nThe Upper Mill\n\nstood there once, and the\n\nUpper Mill\n",
            f"\f{_PROSE}(14)\n\nIt stood.\n\n(15)\n\nIt fell.\n\n(16)\n\nNobody knew.",
            f"\fCHAPTER IV\n\n{_PROSE}And so it was.\n\fCHAPTER V\n\nThe mill stood.\n\n\fCHAPTER VI. THE WEIR\n\nIt fell.\n\n\fThe Last Letter\n",
            "HYMN 21\n\nOne.\n\nHYMN 22\n\nTwo.\n\nHYMN 23\n\nThree.",
        ),
    ),
)
FEEDS = Rule("breaks.form-feeds", "mechanical", form_feeds, (("One.\n\fTwo.", "One.\nTwo."),), ("One.",))
