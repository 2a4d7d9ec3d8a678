"""What a web page sets around an article: removed by whole lines at the edges, or as a block between paragraphs.

Never a phrase inside prose. One generic word alone in a file is no evidence: a heading may be called Comments.
On a page that a machine read from paper these rules are off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from booklet.rules.base import Context, Edit, Rule
from booklet.rules.masthead import MASTHEAD
from booklet.rules.pagehead import PAGE_HEAD, page_head
from booklet.rules.pagelines import has_headings, page_lines
from booklet.rules.pagetail import PAGE_TAIL, are_certain, is_list_of_headlines, tail_of
from booklet.rules.webpage import Line, blocks_of, is_page, lines_of, patterns_of, says_so
from booklet.rules.widgets import WIDGETS, are_buttons, are_links, asks, has_link, names_links

_LETTER = re.compile(r"\w")
_LONG_WORD = re.compile(r"[a-z]{4,}")
_HEADING, _STEM = 3, 4  # long words of a heading, and letters of one that say which it is
_EDGE = 4_000  # letters at either end of a page in which its first and last lines stand
_ROUND = 20  # characters of a paragraph beside a quotation in it, at least: one that is all quotation repeats nothing
_ABOVE, _BELOW = 60, 4  # paragraphs above a pull quote in which its words may stand, and below it
_SAYS = 150  # characters of such a paragraph
_TELLS = 180  # characters of a paragraph whose sentence stands again by itself
_QUOTE = 30  # characters of a pull quote; a shorter one beside speech may be an answer
_OPENING = ("“", '"', "‘", "'")
_WITNESSES = 2  # lines in a page that mean furniture everywhere, for one that stands by itself


def _calls_for_readers(block: Sequence[Line]) -> bool:
    """Say whether a block asks to subscribe: it opens and ends as such ones do, with a short line or two between."""
    opens = block[0].look.kind == "newsletter" and block[0].look.plain
    return opens and 2 <= len(block) <= 4 and block[-1].look.known and all(len(line.text) <= 90 for line in block)


def _other_says_so(lines: Sequence[Line], block: Sequence[Line]) -> bool:
    """Say whether a line of the page beside those of a block is furniture in so many words."""
    return sum(map(says_so, lines)) > sum(map(says_so, block))


def between_paragraphs(text: str, context: Context) -> Iterator[Edit]:
    """A block of its own between paragraphs that advertises, shares or points elsewhere is no part of the article."""
    if context.shows_paper:
        return
    lines = page_lines(text, context.language)
    witnesses = sum(line.look.plain + line.look.points for line in lines)
    if not witnesses or has_headings(text, context.language):
        return
    certain = is_page(lines)
    goes_on = patterns_of(context.language).goes_on
    head = max((edit.end for edit in page_head(text, context)), default=0)  # whose lines are evidence for each other
    blocks = blocks_of(text, lines[: tail_of(text, context.language)])  # the end of the page is another rule's
    for block, below in zip(blocks[1:], [*blocks[2:], []], strict=False):
        if below and below[0].text.lstrip()[:1].islower():
            continue  # the words on a sign, set off inside their sentence
        if below and _is_taken_up(block, below):
            continue  # a heading: 'View gallery', over a paragraph about a gallery
        points = [line.look.points for line in block]
        if block[-1] is lines[-1] and not (all(points) and _other_says_so(lines, block)):
            continue
        goes = goes_on.search(block[0].text) and block[0].text.rstrip()[-1:] not in ".!?"
        loud = len(block) == 1 and points[0] and (block[0].text.isupper() or bool(goes))
        pointing = loud or (all(points) and witnesses > len(block))
        known = all(line.look.known for line in block) and any(line.look.plain for line in block)
        known = known or _calls_for_readers(block) or is_list_of_headlines(block, context.language)
        lone = len(block) == 1 and block[0].look.kind == "related" and not says_so(block[0])
        named = certain and names_links(block) and are_links(below)
        buttons = are_buttons(block, context.language, alone=not certain) or (
            certain and (has_link(block) or asks(block))
        )
        if not (pointing or named or buttons) and not (
            known and (are_certain(block) or witnesses >= _WITNESSES + (not any(map(says_so, block))))
        ):
            continue
        if block[0].start < head or (lone and not named and not pointing):
            continue  # 'Most read', over a paragraph, may be a heading of it
        end = below[-1].end if named else block[-1].end
        behind = text[end : end + 2]
        yield Edit(block[0].start, end + len(behind) - len(behind.lstrip("\n")), "")


def _is_taken_up(block: Sequence[Line], below: Sequence[Line]) -> bool:
    """Say whether one line stands over a paragraph that says its words again."""
    if len(block) > 1 or not any(line.sentence and not line.look.known for line in below):
        return False
    words = _LONG_WORD.findall(block[0].text.lower())
    told = " ".join(line.text for line in below).lower()
    return 0 < len(words) <= _HEADING and all(word[:_STEM] in told for word in words)


def repeated_quotes(text: str, context: Context) -> Iterator[Edit]:
    """A pull quote repeats words of the text in a paragraph of its own; the words themselves stay where they are."""
    if context.shows_paper:
        return
    edges = lines_of(text[:_EDGE], context.language)[:6] + lines_of(text[-_EDGE:], context.language)[-6:]
    if not any(line.look.known and _LETTER.search(line.text) for line in edges):
        return
    paragraphs = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\n]++(?:\n[^\n]++)*", text)]
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
            (
                "Skip to content\nHome | News | Contact\n\nIt rained for a week on the upper road, and then for another.\n\nRelated "
                "stories\n\nA bridge for Orm Mill\nThe year without hay\n\nIt fell again, and the mill stood where it had stood.\n\nShare this article\n\n© 2014 The Upland Review\n",
                "Skip to content\nHome | News | Contact\n\nIt rained for a week on the upper road, and then for another.\n\n"
                "It fell again, and the mill stood where it had stood.\n\nShare this article\n\n© 2014 The Upland Review\n",
            ),
        ),
        (
            "One.\n\nSponsored\n\nTwo.",
            "Words of the house\n\nMenu\n\nBread was had on every day of the week, and cheese on the seventh, when there was some.\n\nLog in\n\n"
            "So the miller called it when a tree had gone into the race, and the wheel stood.\n\nSubscribe\n\nEach of us wrote his name "
            "below the rule, and who could not write made his mark.\n\nRelated Articles\n\nThe belt and the buckle of it were sold to two "
            "houses.\n\nThat was all.\n",
            "One.\n\nSubscribe to our newsletter\nIt is free\n\nTwo.",
            "He said, see also: the end.",
            "One.\n\nSee also: the dam, page 12.\n\nTwo.",
        ),
        ("en",),
    ),
    WIDGETS,
    MASTHEAD,
    PAGE_TAIL,
    PAGE_HEAD,
)
