"""Marks that a machine read from dirt on the page. Every rule here asks whether a machine read it at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.rules.base import Context, Edit, Rule

_ELIDED = frozenset(
    ["an", "th", "wi", "fro", "tha", "o", "t", "goin", "ole", "po", "mo", "in", "lil", "thro", "tho", "yo"]
)
_FIRST_PERSON = (
    "am|was|have|had|saw|do|did|could|would|will|shall|should|must|may|might|can|went|remember|showed|said|thought|"
    "knew|heard|looked|felt|came|found|think|know|believe|suppose"
)
_BEFORE_I = re.compile(r"\b(?:and|when|if|that|but|as|which|for|what|where|indeed|so|then|how|nor)$")
# After an article no mark can stand; after the others a comma or semicolon can ('likes to; and', 'it, and, as').
_ARTICLE = re.compile(r"\b(?:the|an?)$")
_OPEN_WORD = re.compile(
    r"\b(?:the|an?|(?<!\d )(?:of|and|to|in|his|her|their|than|are|have|was|were|your|my|our|is|with|for|from|by))$"
)
_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3


def line_edges(text: str, context: Context) -> Iterator[Edit]:
    """A lone mark at the edge of a line, such as `_`, `~` or `|`, is a speck or the edge of the column."""
    if not context.read_by_machine:
        return
    for match in re.finditer(r"^[_~°•|=©¢»«*^](?: (?=\S)|(?=[a-z]))", text, re.MULTILINE):
        yield Edit(match.start(), match.end(), "")
    for match in re.finditer(r"[_~°•|=©¢»«*^](?=\n|\Z)(?<=\S .)", text):
        yield Edit(match.start() - 1, match.end(), "")
    for match in re.finditer(r"^[_~°•|=.,:;'‘’“”\"-]{1,2}\n", text, re.MULTILINE):
        yield Edit(match.start(), match.end(), "")
    spaced = re.search(r"\w [-–—] \w", text)
    closed = not spaced and len(re.findall(r"\w—\w", text)) > 1  # dashes without spaces are this text's way
    for match in re.finditer(r"[.:;,‘'—-](?=\n|\Z)(?<= .)", text):
        mark, before = match[0], text[match.start() - 2 : match.start() - 1]
        dash = mark in "-—" and (before in ",;" or "a" <= before <= "z") and text[match.end() : match.end() + 1] == "\n"
        speck = (mark in ".:;‘" and before.isalpha()) or (
            mark in "-.:;,‘'" and before in {".", ",", ";", ":", "!", "?"}
        )
        if (mark == "—" and not closed) or (mark == "-" and spaced) or not (dash or speck):
            continue  # a dash of the author's
        yield Edit(match.start() - 1, match.end(), "")
    dashed = re.search(r"^- .*\n(?:.*\n)?- ", text, re.MULTILINE)
    for match in re.finditer(r"(?<=[a-z,-]\n)- ?(?=[a-z]{2})", text):
        if not dashed:  # no list: the line before is not finished, and no line near begins so
            yield Edit(match.start(), match.end(), "")


def quotes_from_specks(text: str, context: Context) -> Iterator[Edit]:
    """A quotation mark before a small letter at the start of a line, that nothing closes, is a speck."""
    if not context.read_by_machine:
        return
    for match in re.finditer(r"^[‘“'\"](?=[a-z]{2})", text, re.MULTILINE):
        if re.match(r"[‘'](?:tis|twas|em|twere|til|cause)\b", text[match.start() : match.start() + 8]):
            continue
        closing = {"‘": "’", "“": "”", "'": "'", '"': '"'}[match[0]]
        rest = text[match.end() : match.end() + 1500]
        partner = re.search(re.escape(closing) + r"(?!\w)", rest)
        opening = rest.find(match[0])
        if partner and (opening < 0 or partner.start() <= opening):
            continue
        before = text[: match.start()].rstrip()[-1:]
        if before not in {",", ":", ";", ".", "!", "?"}:
            yield Edit(match.start(), match.end(), "")


def lone_quotes(text: str, context: Context) -> Iterator[Edit]:
    """A single quotation mark inside a sentence that has no partner is a speck, where the text quotes with double ones.

    An opening one before a small letter that nothing closes, and a closing one behind a common word that nothing
    opened. Behind an s, and where letters are left out ('an’ then'), it may be an apostrophe and stays.
    """
    words = context.words
    if words is None or min(text.count("“"), text.count("”")) < 2:
        return
    for match in re.finditer(r"(?<=[a-z] )‘(?=[a-z]{2})|(?<=\n\n)‘(?=[A-Z][a-z])", text):
        rest = text[match.end() : match.end() + 1500]
        if not re.match(r"(?:tis|twas|em|twere|til|cause)\b", rest, re.I) and not re.search(
            r"’(?!\w)|['\"](?=\s)", rest.split("‘")[0].split("\n\n")[0]
        ):
            yield Edit(match.start(), match.end(), "")
    for match in re.finditer(r"’(?= [a-z])", text):
        word = re.search(r"\b[a-z]{2,20}$", text[max(0, match.start() - 21) : match.start()])
        if not word or word[0].endswith("s") or word[0] in _ELIDED or words.common(word[0]) < 60:
            continue
        before = text[max(0, text.rfind("\n\n", 0, match.start()), match.start() - 1500) : match.start()]
        opened = re.search(r"[‘`'](?![^‘]*’(?!\w))", before)
        if not opened:
            yield Edit(match.start(), match.end(), "")


def bar_for_i(text: str, context: Context) -> Iterator[Edit]:
    """A lone `|` inside a sentence is the letter I in a face without serifs."""
    if not context.read_by_machine:
        return
    for match in re.finditer(
        r"\|(?:(?=[ ,;.?!])(?<=[a-z,;:.”“‘\"’?!—] .)|(?= [a-z])(?<=[“‘\"].)"
        r"|(?<![^\n].)(?= (?:am|was|have|had|saw|do|did|could|would|will|shall|went|remember)\b))",
        text,
    ):
        start = text.rfind("\n", 0, match.start()) + 1
        nearby = text[max(start, match.start() - 40) : match.end() + 40].partition("\n")[0]
        if nearby.count("|") < 3:  # the bars of a table stand in rows, a few words apart
            yield Edit(match.start(), match.end(), "I")


def one_for_i(text: str, context: Context) -> Iterator[Edit]:
    """A figure 1 after a word like 'and' or 'when' and before a verb of the first person is the letter I."""
    if not context.read_by_machine:
        return
    for match in re.finditer(rf" 1(?= (?:{_FIRST_PERSON})\b)", text):
        if _BEFORE_I.search(text, max(0, match.start() - 8), match.start()):
            yield Edit(match.end() - 1, match.end(), "I")


def oclock(text: str, context: Context) -> Iterator[Edit]:
    """The apostrophe of o'clock faces the other way."""
    for match in re.finditer(r"[‘`´](?=clock\b)(?<=\bo.)", text):
        yield Edit(match.start(), match.end(), "’")


def ampersand_stop(text: str, context: Context) -> Iterator[Edit]:
    """A full stop after 'the', 'a', 'of' and before a small letter was read from a speck: no sentence ends there."""
    if not context.read_by_machine:
        return
    for match in re.finditer(r"[.;:,](?= [a-z]{2})", text):
        pattern = _OPEN_WORD if match[0] == "." else _ARTICLE
        if pattern.search(text, max(0, match.start() - 12), match.start()):
            yield Edit(match.start(), match.end(), "")


EDGES = (
    Rule(
        "specks.line-edges",
        "mechanical",
        line_edges,
        ((_SCAN + "| the men came out\n~\n", _SCAN + "the men came out\n"),),
        ("* one\n* two\n", "_ name _"),
    ),
    Rule(
        "specks.quotes",
        "mechanical",
        quotes_from_specks,
        ((_SCAN + "of the\n‘river and the mill\n", _SCAN + "of the\nriver and the mill\n"),),
        ("‘twas night\n", "of the\n‘river and mill’ he wrote\n"),
    ),
)
RULES = (
    Rule(
        "specks.bar-for-i",
        "mechanical",
        bar_for_i,
        ((_SCAN + "there, | saw it", _SCAN + "there, I saw it"),),
        ("this | that", _SCAN + "in rows | one | two | three"),
        ("en",),
    ),
    Rule(
        "specks.one-for-i",
        "mechanical",
        one_for_i,
        ((_SCAN + "and when 1 saw it", _SCAN + "and when I saw it"),),
        ("and when 1 saw it", _SCAN + "of these 1 was lost"),
        ("en",),
    ),
    Rule(
        "specks.lone-quotes",
        "mechanical",
        lone_quotes,
        (
            (_SCAN + "“So.” “No.” at five ‘in the morning", _SCAN + "“So.” “No.” at five in the morning"),
            (_SCAN + "“So.” “No.” at the red’ house", _SCAN + "“So.” “No.” at the red house"),
        ),
        (
            "“So.” “No.” at five ‘in the morning",
            _SCAN + "“So.” “No.” the ‘red house’ fell",
            _SCAN + "“So.” “No.” the miners’ wives an’ all",
        ),
        ("en",),
    ),
    Rule("specks.oclock", "mechanical", oclock, (("at five o‘clock", "at five o’clock"),), ("o’clock",), ("en",)),
    Rule(
        "specks.stop-inside",
        "mechanical",
        ampersand_stop,
        ((_SCAN + "of the. river", _SCAN + "of the river"),),
        (
            "of the river. it",
            "the plan. of it",
            _SCAN + "what he likes to; and then",
            _SCAN + "it fell, and, as we saw",
            _SCAN + "they followed her; they",
            _SCAN + "a board 3 in. wide",
        ),
        ("en",),
    ),
)
