"""Marks that a machine read from dirt on the page. Every rule here asks whether a machine read it at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.rules.base import Context, Edit, Rule

_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3


def line_edges(text: str, context: Context) -> Iterator[Edit]:
    """A lone mark at the edge of a line, such as `_`, `~` or `|`, is a speck or the edge of the column."""
    if not context.read_by_machine:
        return
    for match in re.finditer(r"^[_~°•|=©¢»«*^](?: (?=\S)|(?=[a-z]))", text, re.MULTILINE):
        yield Edit(match.start(), match.end(), "")
    for match in re.finditer(r"(?<=\S) [_~°•|=©¢»«*^](?=\n|\Z)", text):
        yield Edit(match.start(), match.end(), "")
    for match in re.finditer(r"^[_~°•|=.,'‘’“”\"-]{1,2}\n", text, re.MULTILINE):
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


def bar_for_i(text: str, context: Context) -> Iterator[Edit]:
    """A lone `|` inside a sentence is the letter I in a face without serifs."""
    if not context.read_by_machine:
        return
    for match in re.finditer(
        r"(?<=[a-z,;:.”“‘\"] )\|(?= [a-z])|(?<=[“‘\"])\|(?= [a-z])|^\|(?= (?:am|was|have|had|saw|do|did|could|would|will|shall|went|remember)\b)",
        text,
        re.MULTILINE,
    ):
        yield Edit(match.start(), match.end(), "I")


def oclock(text: str, context: Context) -> Iterator[Edit]:
    """The apostrophe of o'clock faces the other way."""
    for match in re.finditer(r"(?<=\bo)[‘`´](?=clock\b)", text):
        yield Edit(match.start(), match.end(), "’")


def ampersand_stop(text: str, context: Context) -> Iterator[Edit]:
    """A full stop after 'the', 'a', 'of' and before a small letter was read from a speck: no sentence ends there."""
    if not context.read_by_machine:
        return
    # After an article no mark can stand; after the others a comma or semicolon can ('likes to; and', 'it, and, as').
    marks = r"\b(?:(?:the|an?)(?P<any>[.;:,])|(?<!\d )(?:of|and|to|in|his|her|their)(?P<stop>\.))(?= [a-z]{2})"
    for match in re.finditer(marks, text):
        yield Edit(match.end() - 1, match.end(), "")


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
        ("this | that",),
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
