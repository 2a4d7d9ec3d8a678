"""Signs that were written as codes: `&amp;`, `&#233;`. A text that speaks of the codes keeps them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from booklet.rules.base import Context, Edit, Rule

_UNWRITTEN = {"\u00ad", "\u200b"}  # a place where a word may be divided
_RAISED = "°¹²³"
_WITH_SPACE = "©®™\u00a0"  # stand by themselves, but not between two words of a sentence
_BLANKS = 200  # characters, at most, between a figure and its degree
_ESCAPED = 2
_TAG = {"<": "< ", ">": " >"}  # these signs where they are no part of a tag
_ATTACHED = re.compile(r"[A-Z]&[A-Z]\b(?!;)")
_BLANK = {" ", "\n", ""}
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d{0,2});")


def html_entities(text: str, context: Context) -> Iterator[Edit]:
    """`&amp;` and its like are how HTML writes a sign; the sign itself is meant."""
    found = [(match, html.unescape(match[0])) for match in _ENTITY.finditer(text)]
    if not found:
        return
    bare = re.search(r"&(?=\s)", text)  # a text that writes the sign itself was not escaped: it speaks of the code
    attached = _ATTACHED.search(text)  # 'R&D'
    # A text that has more of them, beside letters or marks, writes all its signs so: one that stands by itself is
    # meant, too, unless the text sets the sign beside its code.
    escaped = sum(not _stands_alone(text, match) for match, _ in found) >= _ESCAPED
    bare_signs = set(text) - {sign for sign, spaced in _TAG.items() if spaced not in text}
    named = {(match, sign) for match, sign in found if not escaped or sign in bare_signs or len(sign) != 1}
    of_codes = any(_names_the_code(text, match, sign) for match, sign in named)
    for match, sign in found:
        if bare and match[0] in {"&amp;", "&lt;", "&gt;"}:
            continue
        if ((match, sign) in named and _names_the_code(text, match, sign)) or (
            of_codes and sign not in ("–—…" if attached else "–—…&") and _stands_alone(text, match)
        ):
            continue
        if sign in _UNWRITTEN:
            yield Edit(match.start(), match.end(), "")
        elif sign != match[0] and len(sign) == 1 and (sign.isprintable() or sign == "\u00a0"):
            yield Edit(match.start(), match.end(), " " if sign == "\u00a0" else sign)


def _names_the_code(text: str, match: re.Match[str], sign: str) -> bool:
    """Say whether a text speaks of the code of a letter or quotation mark: 'here &uuml; means ü'.

    It stands by itself there, as no letter and no mark of a quotation does, and no degree without its figure;
    `&mdash;` and `&amp;` may.
    """
    if not _stands_alone(text, match):
        return False
    before, behind = text[max(0, match.start() - 2) : match.start()], text[match.end() + 1 : match.end() + 2]
    if sign in _WITH_SPACE:
        return before[:1].islower() and behind.islower()  # no notice stands inside a sentence, no space beside spaces
    figure = text[max(0, match.start() - _BLANKS) : match.start()].rstrip()[-1:].isdigit()
    return sign.isalpha() or sign in "\"'“”‘’<>" or (sign in _RAISED and not figure)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1 : match.start()] in _BLANK and text[match.end() : match.end() + 1] in _BLANK


ENTITIES = Rule(
    "markup.html-entities",
    "mechanical",
    html_entities,
    (
        ("Smith &amp; Sons &#8212; 5&nbsp;p.m.", "Smith & Sons — 5 p.m."),
        ("chrono&shy;meter", "chronometer"),
        ("<p>Caf&eacute; d&rsquo;Orm<p>2 &lt; 3", "<p>Café d’Orm<p>2 < 3"),
        ("Caf&eacute; &agrave; la Bonne &Eacute;toile", "Café à la Bonne Étoile"),
    ),
    (
        "AT&T; and R&D",
        "Smith & Sons",
        "Write &amp; for & here",
        "Here &uuml; means a letter, &quot; a mark",
        "where <hr> draws a rule and &deg; gives the little ring",
        "Here &lt; is for < and &copy; for a sign",
        "the foot has &copy; where it ends",
        "where &lt; is for < and &amp; for the sign of R&D",
        "Put &nbsp; between a number and its unit",
    ),
    signs=("&",),
)
