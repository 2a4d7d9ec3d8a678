"""The letter I, which a machine takes for a bar, a figure or a mark, or runs together with its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.rules.base import Context, Edit, Rule, either

_FIRST_PERSON = either("en", "first_person", "verbs")
_STRONG = either("en", "first_person", "strong")
_BAR = re.compile(
    r"\|(?:(?=[ ,;.?!])(?<=[a-z,;:.”“‘\"’?!—] .)|(?= [a-z])(?<=[“‘\"].)"
    rf"|(?<![^\n].)(?= (?:{_FIRST_PERSON}|{_STRONG})\b))"
)
_ONE = re.compile(rf"[1|!](?<![^\s“‘\"—].)(?= {_STRONG}\b)")
# Each begins with a sign, not with a choice of signs or an edge: those are far slower to look for.
_SMALL_I = (
    re.compile(rf" i (?<=[.!?;,“\"]...)(?=(?:{_FIRST_PERSON}|{_STRONG})\b)"),
    re.compile(rf"\ni (?=(?:{_FIRST_PERSON}|{_STRONG})\b)"),
)
_I_AND_VERB = re.compile(rf"I(?<!\w.)([.,:'’]?)(?=(?:{_FIRST_PERSON}|{_STRONG})(?![\w’']))")
_BEFORE_I = re.compile(rf"(?:\b{either('en', 'first_person', 'before')}|[.,;!?”\"“])$")
_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3


def bar_for_i(text: str, context: Context) -> Iterator[Edit]:
    """A lone `|` inside a sentence is the letter I in a face without serifs."""
    if not context.read_by_machine:
        return
    for match in _BAR.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        nearby = text[max(start, match.start() - 40) : match.end() + 40].partition("\n")[0]
        if nearby.count("|") < 3:  # the bars of a table stand in rows, a few words apart
            yield Edit(match.start(), match.end(), "I")


def one_for_i(text: str, context: Context) -> Iterator[Edit]:
    """A figure 1 after a word like 'and' or 'when' and before a verb of the first person is the letter I.

    So is a 1, `!` or small i, wherever it stands, before a form like 'am' or 'think', that no figure has behind it.
    """
    if not context.read_by_machine:
        return
    for match in _ONE.finditer(text):
        yield Edit(match.start(), match.end(), "I")
    for pattern in _SMALL_I:
        for match in pattern.finditer(text):
            yield Edit(match.start() + 1, match.end() - 1, "I")
    for match in re.finditer(rf" 1(?= {_FIRST_PERSON}\b)", text):
        if _BEFORE_I.search(text, max(0, match.start() - 8), match.start()):
            yield Edit(match.end() - 1, match.end(), "I")


def run_together(text: str, context: Context) -> Iterator[Edit]:
    """The letter I and a verb behind it without a space, as in 'Iwas' or 'I.had', are two words."""
    if context.read_by_machine:
        for match in _I_AND_VERB.finditer(text):
            yield Edit(match.start(1), match.end(), " ")


RULES = (
    Rule(
        "pronoun.bar-for-i",
        "mechanical",
        bar_for_i,
        ((_SCAN + "there, | saw it", _SCAN + "there, I saw it"),),
        ("this | that", _SCAN + "in rows | one | two | three"),
        ("en",),
        feeds_itself=True,
    ),
    Rule(
        "pronoun.one-for-i",
        "mechanical",
        one_for_i,
        (
            (_SCAN + "and when 1 saw it", _SCAN + "and when I saw it"),
            (_SCAN + "“1 want it,” and ! think so. i will", _SCAN + "“I want it,” and I think so. I will"),
        ),
        ("and when 1 saw it", _SCAN + "of these 1 was lost", _SCAN + "in part i of it"),
        ("en",),
    ),
    Rule(
        "pronoun.run-together",
        "mechanical",
        run_together,
        ((_SCAN + "and Iwas there, as I.had said", _SCAN + "and I was there, as I had said"),),
        ("and Iwas there", _SCAN + "Ivan and Ida came to Iasi, as I’d said; Iam’s hymn"),
        ("en",),
    ),
)
