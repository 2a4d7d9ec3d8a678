"""Where a sentence begins, on pages that a machine read: small letters that were capitals, commas that were full stops.

Only before words that can stand there in no other way; what may be a title, a name or a line of verse is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.languages import word_list
from booklet.rules.base import Context, Edit, Rule, either, own_words

_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3
_SMALL_START = re.compile(rf"[.!?](?<=[a-z]{{2}}.)[”’\"]? (?=({either('en', 'start', 'small')}) [a-z])")
_SMALL_PARAGRAPH = re.compile(rf"\n\n(?<=[.!?]\n\n)(?=({either('en', 'start', 'small_paragraph')}) [a-z])")
_COMMA = re.compile(rf",(?<=[a-z]{{2}}.)(?= {either('en', 'start', 'capital')} [a-z]{{2}})")
_MARKS = re.compile(r"[.,;:!?]")
_ADDRESS = re.compile(rf"\W*{either('en', 'sentence', 'salutation')}\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+$")
_CLAUSE = 30  # characters of the paragraph before such a comma: a letter may be addressed in fewer
_NO_ADDRESS = 4  # words in small letters among them


def lost_capitals(text: str, context: Context) -> Iterator[Edit]:
    """Behind the full stop of a sentence 'it' and 'if' are 'It' and 'If': a dot is all that the capital lost.

    So are 'it', 'if' and 'in' at the head of a paragraph, where the one above it ends at a full stop.
    """
    if not context.read_by_machine:
        return
    short = word_list("abbreviations.txt") | own_words("en", "sentence", "shortened")
    for match in _SMALL_START.finditer(text):
        before = _WORD.search(text, max(0, match.start() - 24), match.start())
        if before and not {before[0], f"{before[0]}."} & short:
            yield Edit(match.end(), match.end() + 1, match[1][0].upper())
    for match in _SMALL_PARAGRAPH.finditer(text):
        yield Edit(match.end(), match.end() + 1, match[1][0].upper())


def commas_for_stops(text: str, context: Context) -> Iterator[Edit]:
    """A comma before a capital 'The', 'She' or 'There' and a small letter was the full stop of a sentence.

    Not behind a word of saying, and only behind a clause of some length: a letter is addressed with a comma, too.
    """
    if not context.read_by_machine:
        return
    saying = own_words("en", "start", "saying")
    for match in _COMMA.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        clause = text[max(start, match.start() - 120) : match.start()]
        small = sum(word.isalpha() and word.islower() for word in clause.split())
        speaks = any(word in saying for word in _MARKS.split(clause)[-1].split())
        addressed = _ADDRESS.match(text, start, match.start())
        if len(clause) >= _CLAUSE and small >= _NO_ADDRESS and not speaks and not addressed:
            yield Edit(match.start(), match.end(), ".")


RULES = (
    Rule(
        "starts.lost-capitals",
        "mechanical",
        lost_capitals,
        ((_SCAN + "the boat sank. it was old.\n\nin time it\n", _SCAN + "the boat sank. It was old.\n\nIn time it\n"),),
        ("the boat sank. it was old", _SCAN + "at 6 p.m. it rained; approx. it was ten. in the end, so. iron"),
        ("en",),
    ),
    Rule(
        "starts.commas-for-stops",
        "mechanical",
        commas_for_stops,
        (
            (
                _SCAN + "the boat went down by the old mill, There was no one in it",
                _SCAN + "the boat went down by the old mill. There was no one in it",
            ),
        ),
        (
            "the boat went down by the old mill, There was no one in it",
            _SCAN + "My dear cousin and old comrades, The boat went down",
            _SCAN
            + "it was in the paper that they read, The Mercury of that day, and he said to them all, The boat is ours",
        ),
        ("en",),
    ),
)
