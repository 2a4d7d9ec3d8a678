"""What a web page sets around an article: removed by whole lines at the edges, or as a block between paragraphs.

Never a phrase inside prose. One generic word alone in a file is no evidence: a heading may be called Comments.
On a page that a machine read from paper these rules are off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from booklet.rules.base import Context, Edit, Rule
from booklet.rules.masthead import MASTHEAD
from booklet.rules.pagelines import cut_paragraphs, has_headings, page_lines
from booklet.rules.webpage import OPENS, Line, blocks_of, lines_of, patterns_of

_HEAD_LINES = 60  # lines at the top that may belong to a menu
_FIRST_LINES = 6  # of those, where one that is known needs no second
_CRUMBS = re.compile(r"[^.!?:]{1,40}(?: ?(?:»|›|>|/|\|) ?[^.!?:\n]{1,60}){1,8}$")
_LETTER = re.compile(r"\w")
_EDGE = 4_000  # letters at either end of a page in which its first and last lines stand
_ROUND = 20  # characters of a paragraph beside a quotation in it, at least: one that is all quotation repeats nothing
_ABOVE, _BELOW = 60, 4  # paragraphs above a pull quote in which its words may stand, and below it
_SAYS = 150  # characters of such a paragraph
_TELLS = 180  # characters of a paragraph whose sentence stands again by itself
_QUOTE = 30  # characters of a pull quote; a shorter one beside speech may be an answer
_OPENING = ("“", '"', "‘", "'")
_SIGN = 2  # characters of a line that says nothing by itself: 'x', 'A+'
_GAP = 400  # lines that a page's end may hold without one that is known
_WITNESSES = 2  # lines in a page that mean furniture everywhere, for one that stands by itself
_SURE = 3  # lines that say so in so many words, for a page without a sentence
_ARTICLE = 0.25  # share of the text that must stand above the end of a page


def _certain(lines: Sequence[Line]) -> bool:
    """Say whether these lines together are certainly no text: a plain one and another, or three of any kind."""
    plain = sum(line.look.plain for line in lines)
    known = sum(line.look.known for line in lines)
    return (plain >= 1 and known >= 2) or (known >= 3 and any(line.look.kind for line in lines))


def _may_follow(opener: Line, gap: Sequence[Line], after: Sequence[Line], language: str) -> bool:
    """Say whether unknown lines may stand behind a line that opens a part of the page's end, `after` behind them."""
    opens = OPENS[opener.look.kind]
    short, blurbs = opens.short, opens.blurbs
    readers = opens.readers and any(patterns_of(language).readers.search(line.text.strip()) for line in (*gap, *after))
    for line in gap:
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


def _tail(lines: Sequence[Line], language: str) -> int:
    """Return the index from which all lines are the end of a web page; the number of lines where none are."""
    total = above = sum(len(line.text) for line in lines)
    first = next((n for n, line in enumerate(lines) if line.sentence and not line.look.known), len(lines))
    if first == len(lines) and sum(map(_says_so, lines)) >= _SURE:
        first = 0  # a list, or verse, in what is a web page for certain
    cut = len(lines)
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
        if look.kind and proved and _may_follow(line, unknown[::-1], lines[cut : cut + 4], language):
            cut, unknown = n, []
        elif look.weak and not unknown:
            cut = n
        elif not look.known:
            unknown.append(line)
    rest = lines[cut:]
    if has_headings(lines):
        return len(lines)
    row = len(rest) == 1 and rest[0].look.plain and rest[0].look.weak  # 'Share | Print | Subscribe'
    alone = row or (len(rest) == 1 and patterns_of(language).alone.match(rest[0].text.strip(" *#_[]")))
    witnessed = any(map(_says_so, rest)) and sum(line.look.plain for line in lines) >= _WITNESSES
    return cut if alone or witnessed or _certain(rest) or _is_list_of_headlines(rest, language) else len(lines)


def _says_so(line: Line) -> bool:
    """Say whether a line is furniture in so many words: one word or two may be a heading of the text."""
    return line.look.plain and len(line.text.split()) > 2


def _is_list_of_headlines(rest: Sequence[Line], language: str) -> bool:
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
    lines = page_lines(text, context)
    if len(lines) >= 3 and (cut := _tail(lines, context.language)) < len(lines):
        yield Edit(lines[cut].start, len(text.rstrip()), "")


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
    body = next((start for start, _ in cut_paragraphs(context)), len(text))
    for line in page_lines(text, context)[:_HEAD_LINES]:
        if line.start >= body or (line.sentence and len(line.text) > 60 and not line.look.known):
            break
        if _LETTER.search(line.text):
            head.append(line)  # and no ornaments: '*'
    else:
        head = head[: len(head) // 2]  # lists, verse: what stands at their end heads nothing
    begins = patterns_of(context.language).path
    paths = [line for line in head if not line.look.known and _is_path(line.text, begins)]
    plain = sum(map(_says_so, head)) or sum(line.look.plain for line in head) >= _WITNESSES
    evidence = sum(line.look.known and len(line.text.strip()) > _SIGN for line in head) + len(paths)
    if not evidence or not (plain or paths or evidence >= 3):
        return
    if evidence == 1 and not paths and not any(line.look.known for line in head[:_FIRST_LINES]):
        return  # a whole leaflet may stand above the first paragraph
    menus: set[int] = set()
    for block in blocks_of(text, head):
        if _menu(block, paths, context.language):
            menus |= {line.start for line in block}
    alone = {block[0].start for block in blocks_of(text, head) if len(block) == 1}
    for n, line in enumerate(head):
        heading = line.start in alone and line.look.known and not line.look.plain and n > 0 and evidence < 4
        if (line.look.known and not heading) or line in paths or line.start in menus:
            yield Edit(line.start, line.end + (text[line.end : line.end + 1] == "\n"), "")


def _is_path(line: str, begins: re.Pattern[str]) -> bool:
    """Say whether a line is the path of a page: 'Home » News » Flood'."""
    return len(line) <= 160 and bool(_CRUMBS.match(line.strip())) and bool(begins.match(line.lstrip()))


def _calls_for_readers(block: Sequence[Line]) -> bool:
    """Say whether a block asks to subscribe: it opens and ends as such ones do, with a short line or two between."""
    opens = block[0].look.kind == "newsletter" and block[0].look.plain
    return opens and 2 <= len(block) <= 4 and block[-1].look.known and all(len(line.text) <= 90 for line in block)


def _other_says_so(lines: Sequence[Line], block: Sequence[Line]) -> bool:
    """Say whether a line of the page beside those of a block is furniture in so many words."""
    return sum(map(_says_so, lines)) > sum(map(_says_so, block))


def between_paragraphs(text: str, context: Context) -> Iterator[Edit]:
    """A block of its own between paragraphs that advertises, shares or points elsewhere is no part of the article."""
    if context.shows_paper:
        return
    lines = page_lines(text, context)
    witnesses = sum(line.look.plain + line.look.points for line in lines)
    if not witnesses or has_headings(lines):
        return
    goes_on = patterns_of(context.language).goes_on
    head = max((edit.end for edit in page_head(text, context)), default=0)  # whose lines are evidence for each other
    blocks = blocks_of(text, lines[: _tail(lines, context.language)])  # the end of the page is another rule's
    for number, block in enumerate(blocks[1:], 2):
        if blocks[number:] and blocks[number][0].text.lstrip()[:1].islower():
            continue  # the words on a sign, set off inside their sentence
        points = [line.look.points for line in block]
        if block[-1] is lines[-1] and not (all(points) and _other_says_so(lines, block)):
            continue
        goes = goes_on.search(block[0].text) and block[0].text.rstrip()[-1:] not in ".!?"
        loud = len(block) == 1 and points[0] and (block[0].text.isupper() or bool(goes))
        pointing = loud or (all(points) and witnesses > len(block))
        known = all(line.look.known for line in block) and any(line.look.plain for line in block)
        known = known or _calls_for_readers(block) or _is_list_of_headlines(block, context.language)
        if not pointing and not (
            known and (_certain(block) or witnesses >= _WITNESSES + (not any(map(_says_so, block))))
        ):
            continue
        if block[0].start < head:
            continue
        end = block[-1].end
        behind = text[end : end + 2]
        yield Edit(block[0].start, end + len(behind) - len(behind.lstrip("\n")), "")


def repeated_quotes(text: str, context: Context) -> Iterator[Edit]:
    """A pull quote repeats words of the text in a paragraph of its own; the words themselves stay where they are."""
    edges = lines_of(text[:_EDGE], context.language)[:6] + lines_of(text[-_EDGE:], context.language)[-6:]
    if not any(line.look.known and _LETTER.search(line.text) for line in edges) or context.shows_paper:
        return
    paragraphs = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\n]++(?:\n[^\n]++)*+", text)]
    told = ((s.strip(), p) for _, _, p in paragraphs if len(p) > _TELLS for s in re.split(r"(?<=[.!?])\s+", p))
    known = {sentence for sentence, p in told if len(sentence) + _ROUND < len(p.strip())}
    quotations = (
        (q, p) for _, _, p in paragraphs if len(p) > 80 for q in re.findall(r"[“\"][^“”\"\n]{20,280}[”\"]", p)
    )
    quoted = {_bare(quotation) for quotation, p in quotations if len(quotation) + _ROUND < len(p.strip())}
    for n, (start, end, paragraph) in enumerate(paragraphs[1:], 1):
        bare = paragraph.strip().strip('“”"*_>').strip()
        set_off = len(paragraph) < 280 and bool(re.match(r"[“\"*_>]", paragraph.strip()))
        quote = set_off and (_bare(bare) in quoted or _is_said(_bare(bare), _beside(paragraphs, n)))
        short = len(bare) < _QUOTE and any(p.lstrip()[:1] in _OPENING for _, _, p in paragraphs[n - 1 : n + 2 : 2])
        if (
            20 <= len(bare) < 280
            and not short
            and (bare in known or bare + "." in known or quote)
            and end < len(text) - 1
        ):
            yield Edit(start, min(end + 2, len(text)), "")


def _beside(paragraphs: Sequence[tuple[int, int, str]], n: int) -> Sequence[tuple[int, int, str]]:
    """Return the paragraphs whose words a pull quote may repeat: those above, and where there is one, those below."""
    above = paragraphs[max(0, n - _ABOVE) : n]
    begun = any(len(said) > _SAYS for _, _, said in above)  # what stands before all text is a motto
    return [*above, *paragraphs[n + 1 : n + 1 + _BELOW * begun]]


def _is_said(words: str, above: Sequence[tuple[int, int, str]]) -> bool:
    """Say whether a paragraph holds six words or more, all of a quotation that stands by itself."""
    return len(words.split()) >= 6 and any(len(said) > _SAYS and words in said.lower() for _, _, said in above)


def _bare(quotation: str) -> str:
    return quotation.strip("“”\" .,!?’'").lower()


RULES = (
    Rule(
        "furniture.repeated-quotes",
        "mechanical",
        repeated_quotes,
        (),
        (
            "The town was silent.\n\nThe town was silent.\n",
            "Home | News | Contact\n\nThe flood\n\nIt rained.\n\n“I never saw the like of it, and I have lived by this river for "
            "sixty years and more,” said she.\n\n“Then you will see it again before you are seventy, and I shall be "
            "dead and buried by then.”\n\nNobody answered her.\n",
        ),
    ),
    Rule(
        "furniture.between-paragraphs",
        "mechanical",
        between_paragraphs,
        (
            ("One.\n\nADVERTISEMENT\n\nTwo.", "One.\n\nTwo."),
            ("One.\n\nRead more: The dam\n\nTwo.\n\nShare this page", "One.\n\nTwo.\n\nShare this page"),
        ),
        (
            "One.\n\nSponsored\n\nTwo.",
            "One.\n\nSubscribe to our newsletter\nIt is free\n\nTwo.",
            "He said, see also: the end.",
            "One.\n\nSee also: the dam, page 12.\n\nTwo.",
        ),
        ("en",),
    ),
    MASTHEAD,
    Rule(
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
    ),
    Rule(
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
    ),
)
