"""What a wiki sets into and around an article: numbers of notes, edit links, contents, lists at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from booklet.languages import any_of, table
from booklet.rules.base import Context, Edit, Rule
from booklet.rules.webpage import patterns_of

_PAGES = r":\d{1,4}(?:[–-]\d{1,4})?(?![\w:])"  # of a book, behind the number of its note
_PROSE = 200  # characters of a line that is a paragraph, unless it has its number
_ROW, _NUMBERED = re.compile(r"[^\n]+"), re.compile(r"[\^↑\d•*\[]")
_SIGLUM = re.compile(r"(?<![^\s“(])[A-Z]$")  # 'scribe K[1]' is told from K[2]: an editor's sign, no note


@lru_cache(maxsize=2)  # two rules ask about the same text, and a round that changes nothing asks again
def _is_wiki(text: str, language: str) -> bool:
    """Say whether this is certainly the page of a wiki, by lines that only those have."""
    own = table("furniture.toml", language)["wiki"]
    signs = re.compile("|".join(own["signs"]))
    return any(signs.search(line) for word in own["words"] for line in _lines_with(word, text))


def _lines_with(word: str, text: str) -> Iterator[str]:
    """Give the lines that hold a word: few do, and to find them is quicker than to search all for the signs."""
    at = text.find(word)
    while at >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        end = end if end >= 0 else len(text)
        yield text[start:end]
        at = text.find(word, end)


def frame(text: str, context: Context) -> Iterator[Edit]:
    """A wiki's own lines (where it comes from, its table of contents, where else to look) are no part of an article."""
    if not _is_wiki(text, context.language) or context.shows_paper:
        return
    own = table("furniture.toml", context.language)["wiki"]
    lines = "|".join(own["lines"])
    last = list(re.finditer(rf"^(?:{lines})[ \t]*(?:\n|\Z)", text, re.MULTILINE))
    yield from (Edit(match.start(), match.end(), "") for match in last)
    if last and not _is_wiki(re.sub(rf"^(?:{lines})[ \t]*$", "", text, flags=re.MULTILINE), context.language):
        # Nothing that is left tells the next rule that the page is a wiki's.
        for match in re.finditer(rf"^{own['categories']}[^\n]*(?:\n|\Z)", text, re.MULTILINE):
            if match.start() >= last[0].end() and match.start() > 0.2 * len(text):
                yield Edit(match.start(), match.end(), "")
    for match in re.finditer(
        rf"^(?:{own['contents']})\n(?:\s*\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\.? [^\n]{{1,120}}\n?){{2,80}}",
        text,
        re.MULTILINE,
    ):
        yield Edit(match.start(), match.end(), "")


def end_lists(text: str, context: Context) -> Iterator[Edit]:
    """References, further links and categories at the end of a wiki page belong to the wiki.

    From the first of these headings on, and only where no paragraph of text follows.
    """
    if not _is_wiki(text, context.language) or context.shows_paper:
        return
    own = table("furniture.toml", context.language)["wiki"]
    menu = patterns_of(context.language).weak  # and no item of the list
    for match in re.finditer(
        rf"^(?:{own['ends']})(?: ?\[{own['edit']}\])?[ \t]*$|^(?P<all>{own['categories']})[^\n]*$", text, re.MULTILINE
    ):
        if match.start() <= 0.2 * len(text):
            continue
        listed = bool(match["all"])  # a heading with nothing below it is left
        for row in _ROW.finditer(text, match.end()):
            line = row[0].strip()
            if not line or (not match["all"] and (line.lower() in menu or re.match(own["categories"], line))):
                continue
            listed = True
            if len(line) > _PROSE and not _NUMBERED.match(line):
                break
        else:
            if listed:
                yield Edit(match.start(), len(text.rstrip()), "")
                return


def notes(text: str, context: Context) -> Iterator[Edit]:
    """`[edit]`, `[citation needed]` and numbers of notes that the text does not print are left over from a wiki page."""
    own = table("furniture.toml", context.language)["wiki"]
    number = rf"\d{{1,3}}|[a-d]|(?:{any_of(own['rows'])}) \d{{1,2}}"
    marks = list(re.finditer(rf"\[(?<=[\w.,;:!?”’\"')\]].)({number})\](?!\()(?:{_PAGES})?", text))
    for match in re.finditer(rf"\[(?:{any_of(own['remarks'])})\]", text):
        yield Edit(match.start() - (text[match.start() - 1 : match.start()] == " "), match.end(), "")
    marks = [mark for mark in marks if not _SIGLUM.search(text, max(0, mark.start() - 3), mark.start())]
    numbers = [match for match in marks if match[1].isdigit()]
    if len(numbers) >= 2 and not re.search(r"^\s*\[1\] \S", text, re.MULTILINE):
        for match in marks:
            yield Edit(match.start(), match.end(), "")


RULES = (
    Rule(
        "wiki.frame",
        "mechanical",
        frame,
        (
            (
                "The dam\nFrom Wikipedia, the free encyclopedia\n\nContents\n1 Plan\n2 Fall\n\nIt fell.",
                "The dam\n\n\nIt fell.",
            ),
            (
                'The dam\n\nIt fell.\n\nRetrieved from "https://en.wikipedia.org/w/dam"\nCategories: 1911 disasters | Dams\n'
                "This page was last edited on 3 May 2014.\n",
                "The dam\n\nIt fell.\n\n",
            ),
        ),
        (
            "Contents\n1 Plan\n2 Fall\n",
            "Main article: The dam\n\nIt fell.",
            "From Wikipedia, the free encyclopedia it was taken, and of the dam it said that it had fallen in the night.",
        ),
        ("en",),
    ),
    Rule(
        "wiki.end-lists",
        "mechanical",
        end_lists,
        (
            (
                "The dam fell.\n\nPlan[edit]\n\nIt was new.\n\nReferences[edit]\n\n^ Report, p. 4.\n",
                "The dam fell.\n\nPlan[edit]\n\nIt was new.\n\n\n",
            ),
        ),
        ("The dam fell.\n\nReferences\n\nReport, p. 4.\n",),
        ("en",),
    ),
    Rule(
        "wiki.notes",
        "mechanical",
        notes,
        (
            ("It burned.[1] All died.[2]:17–19 So it was.", "It burned. All died. So it was."),
            ("It burned.[citation needed]", "It burned."),
        ),
        (
            "He said [sic] so.",
            "It burned.[1] All died.[2]\n\n[1] Report, p. 4.",
            "[Goes up.]",
            "the roll[s]",
            "Scribe K[1] began, scribe K[2] ended.",
        ),
        signs=("[",),
    ),
)
