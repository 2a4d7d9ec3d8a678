"""What a web page sets around an article: removed by whole lines at the edges, or between paragraphs.

Never a phrase inside prose. One generic word alone in a file is no evidence: a heading may be called Comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from booklet.languages import table
from booklet.rules.base import Context, Edit, Rule

_HEAD_LINES = 40  # lines at the top that may belong to a menu
_SHORT = 90  # characters of a line that is no paragraph
_SENTENCE = re.compile(r"[a-z][^.!?]{20,}[.!?][”’\"')]?$")
_CRUMBS = re.compile(r"[^.!?:]{1,40}(?: ?(?:»|›|>|/|\|) ?[^.!?:\n]{1,60}){1,8}$")
_LONE_GENERIC = {"comments", "related", "share", "tags", "about us", "contact us", "see also", "print", "advertisement"}


@cache
def _patterns(language: str) -> tuple[tuple[tuple[str, re.Pattern[str]], ...], frozenset[str], re.Pattern[str]]:
    data = table("furniture.toml", language)
    strong = tuple(
        (kind, re.compile("(?:" + "|".join(lines) + r")\s*$", re.IGNORECASE)) for kind, lines in data["strong"].items()
    )
    middle = re.compile("(?:" + "|".join(data["middle"]["lines"]) + r")\s*$", re.IGNORECASE)
    return strong, frozenset(data["weak"]["words"]), middle


@lru_cache(maxsize=1 << 16)  # every line is asked about by each rule of every round
def _kind(line: str, language: str) -> str:
    """Return what kind of furniture a line is: a strong kind, 'weak', or nothing."""
    bare = line.strip(" \t*#_|•·-–—[]:").strip()
    if not bare:
        return "weak" if line.strip() else ""
    strong, weak, _ = _patterns(language)
    if len(bare) > 420:
        return ""
    for kind, pattern in strong:
        if pattern.match(bare):
            if kind != "cookies" and len(bare) > 60 and _SENTENCE.search(bare):
                continue  # shaped like a sentence: prose about it, not the thing itself
            return kind
    words = [w.strip() for w in re.split(r"\s*[|•·/,»›>]\s*|\s{2,}", bare.lower()) if w.strip()]
    if words and all(word in weak for word in words):
        return "weak"
    tokens = bare.lower().split()
    return "weak" if 1 < len(tokens) <= 12 and all(token in weak for token in tokens) else ""


def _lines(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]


def _swallows(kind: str, lines: list[str], language: str) -> bool:
    """Say whether everything in `lines` may stand after a line of `kind` at the end of a page."""
    blurbs, short = (1, 6) if kind == "author" else (0, 3)
    for line in lines:
        found = _kind(line, language)
        if found and found != "weak":
            kind = found
            blurbs, short = (1, 6) if kind == "author" else (blurbs, max(short, 3))
            continue
        if found == "weak" or kind == "comments":
            continue
        if kind == "related" and len(line) <= 160 and not re.search(r"[.!]$", line.strip()):
            continue
        if len(line) <= _SHORT and not _SENTENCE.search(line) and short:
            short -= 1
        elif len(line) <= 700 and blurbs:
            blurbs -= 1
        else:
            return False
    return True


def page_tail(text: str, context: Context) -> Iterator[Edit]:
    """From the first line at the end that only a web page has (share, related, comments) everything is furniture.

    If what follows it could not stand there, nothing is removed.
    """
    lines = _lines(text)
    kinds = [_kind(line, context.language) for _, _, line in lines]
    if len(lines) < 2:
        return
    for n in range(max(1, len(lines) // 4), len(lines)):
        if kinds[n] in {"", "weak"}:
            continue
        if not _swallows(kinds[n], [line for _, _, line in lines[n + 1 :]], context.language):
            continue
        bare = lines[n][2].strip(" :*#_").lower()
        if bare in _LONE_GENERIC and sum(bool(kind) for kind in kinds) == 1:
            return
        first = n
        while first > 1 and kinds[first - 1] == "weak":
            first -= 1
        yield Edit(lines[first][0], len(text.rstrip()), "")
        return


def page_head(text: str, context: Context) -> Iterator[Edit]:
    """Menus, paths and cookie notices above the title are furniture; title, by-line and dateline stay."""
    lines = _lines(text)
    kinds = []
    for _, _, line in lines[:_HEAD_LINES]:
        if len(line) > 200 and not _kind(line, context.language):
            break
        kinds.append(_kind(line, context.language))
    crumbs = [n for n in range(len(kinds)) if not kinds[n] and _is_path(lines[n][2])]
    evidence = sum(bool(kind) for kind in kinds) + len(crumbs)
    if evidence == 0 or (evidence == 1 and kinds.count("weak") == 1):
        return
    for n, kind in enumerate(kinds):
        if kind in {"comments", "author", "related"} and n > 3 and evidence < 3:
            continue
        if kind or n in crumbs:
            end = lines[n][1]
            yield Edit(lines[n][0], end + (text[end : end + 1] == "\n"), "")


def _is_path(line: str) -> bool:
    """Say whether a line is the path of a page: 'Home » News » Flood'."""
    return len(line) <= 160 and bool(_CRUMBS.match(line.strip())) and bool(re.match(r"\s*(?:home|news)\b", line, re.I))


def between_paragraphs(text: str, context: Context) -> Iterator[Edit]:
    """A line of its own between paragraphs that advertises or points elsewhere is no part of the article."""
    _, _, middle = _patterns(context.language)
    for match in re.finditer(r"(?<=\n\n)[^\n]{1,170}(?=\n\n)", text):
        bare = match[0].strip(" *#_")
        if middle.match(bare) and (bare.isupper() or ":" in bare or len(bare.split()) > 1):
            yield Edit(match.start(), match.end() + 2, "")


def repeated_quotes(text: str, context: Context) -> Iterator[Edit]:
    """A pull quote repeats a sentence of the text in a paragraph of its own; the sentence itself stays where it is."""
    if not any(_kind(line, context.language) for _, _, line in (*_lines(text)[:6], *_lines(text)[-6:])):
        return
    paragraphs = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)]
    known = {sentence.strip() for _, _, p in paragraphs for sentence in re.split(r"(?<=[.!?])\s+", p) if len(p) > 300}
    for start, end, paragraph in paragraphs[1:]:
        bare = paragraph.strip().strip('“”"*_>').strip()
        if 30 < len(bare) < 280 and (bare in known or bare + "." in known) and end < len(text) - 1:
            yield Edit(start, min(end + 2, len(text)), "")


RULES = (
    Rule(
        "furniture.repeated-quotes",
        "mechanical",
        repeated_quotes,
        (),
        ("The town was silent.\n\nThe town was silent.\n",),
    ),
    Rule(
        "furniture.page-tail",
        "mechanical",
        page_tail,
        (
            (
                "The river rose.\n\nIt fell again in May.\n\nShare this article\n\nFacebook\n\nTwitter\n\n"
                "Related stories\n\nBridge to be mended\n",
                "The river rose.\n\nIt fell again in May.\n\n\n",
            ),
        ),
        (
            "The flood.\n\nComments\n\nThe mayor said nothing for a week, and then he spoke at length of the dam.\n",
            "One paragraph here.\n\nAnother one.\n\nFollow the river to the mill, and you will see the stone.\n",
        ),
        ("en",),
    ),
    Rule(
        "furniture.page-head",
        "mechanical",
        page_head,
        (("Skip to content\nHome | News | Contact\n\nThe flood\n\nIt rained.", "\nThe flood\n\nIt rained."),),
        ("News\n\nThe bridge is gone.", "Home\n\nI came home at last."),
        ("en",),
    ),
    Rule(
        "furniture.between-paragraphs",
        "mechanical",
        between_paragraphs,
        (("One.\n\nADVERTISEMENT\n\nTwo.", "One.\n\nTwo."), ("One.\n\nRead more: The dam\n\nTwo.", "One.\n\nTwo.")),
        ("One.\n\nSponsored\n\nTwo.", "He said, see also: the end."),
        ("en",),
    ),
)
