"""The letter I, which a machine takes for a bar, a figure or a mark, or runs together with its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.rules.base import Context, Edit, Rule, either

_FIRST_PERSON = either("en", "first_person", "verbs")
_STRONG = either("en", "first_person", "strong")
_MANNER, _PAST = either("en", "first_person", "manner"), either("en", "first_person", "past")
_BAR = re.compile(
    r"\|(?:(?=[ ,;.?!])(?<=[a-z,;:.”“‘\"’?!—] .)|(?= [a-z])(?<=[“‘\"].)"
    rf"|(?<![^\n].)(?= (?:{_FIRST_PERSON}|{_STRONG})\b))"
)
# Each begins with a sign, not with a choice of many signs or an edge: those are far slower to look for.
_ONE = tuple(re.compile(rf"{sign} (?<![^\s“‘\"—]..)(?={_STRONG}\b)") for sign in map(re.escape, "1|!][TJ"))
# Where the text speaks in the first person, more: single letters and marks, and a bracket fixed to the verb.
_MARKS = tuple(
    re.compile(rf"{sign} (?<![^\s“‘\"—]..)(?=(?:{_FIRST_PERSON}|{_STRONG})\b)") for sign in map(re.escape, "ftT§({l")
)
_FIXED = tuple(
    re.compile(rf"{sign}(?<![^\s“‘\"—].)(?=(?:{_FIRST_PERSON}|{_STRONG})\b)") for sign in map(re.escape, "[{")
)
_IT = tuple(re.compile(rf"{sign}(?<=[.!?”\"\n][ \n].)(?=[tfn] [a-z]{{2}})") for sign in map(re.escape, "[{("))
# A brace or square bracket by itself before a small letter, and J before a verb: nothing else in prose is so.
_BRACKETS = tuple(re.compile(rf"{sign} (?<![^\s“‘\"]..)(?=[a-z]{{2}})") for sign in map(re.escape, "{}[]"))
_PARTNERS = {"[": "]", "]": "[", "{": "}", "}": "{", "(": ")"}
_REMARK = 400  # characters between brackets
_J = re.compile(
    rf"J (?<![^\s“‘\"]..)(?=(?:[a-z]{{3,12}}{_MANNER} )?(?:{_FIRST_PERSON}|{_STRONG}|[a-z]{{3,12}}{_PAST})\b)"
)
_DO = either("en", "first_person", "ditto")
_ARTICLE = re.compile(rf"\b{either('en', 'sentence', 'article')} $")
_FIRST_OF_PARAGRAPH = re.compile(rf"1 (?<=\n\n1 )(?={_FIRST_PERSON}\b)")
_I = re.compile(r"I (?<![\w.]..)(?=[a-z])")
_SMALL_I = (
    re.compile(rf" i (?<=[.!?;,“\"]...)(?=(?:{_FIRST_PERSON}|{_STRONG})\b)"),
    re.compile(rf"\ni (?=(?:{_FIRST_PERSON}|{_STRONG})\b)"),
)
_I_AND_VERB = re.compile(rf"I(?<!\w.)([.,:'’]?)(?=(?:{_FIRST_PERSON}|{_STRONG})(?![\w’']))")
_BEFORE_I = re.compile(rf"(?:\b{either('en', 'first_person', 'before')}|[.,;!?”\"“])$")
_DITTO = re.compile(rf"{_DO}[.,]")  # '4 hats, 1 do., and 1 do. of straw'
_PARAGRAPH, _WORDS_A_BAR = 120, 5
_ROW = 3  # bars
_FEW, _SPEAKS = 12, 3  # brackets; the letter I: on a page
_PAGE = 4_000  # characters
_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3


def bar_for_i(text: str, context: Context) -> Iterator[Edit]:
    """A lone `|` inside a sentence is the letter I in a face without serifs."""
    if not context.read_by_machine:
        return
    for match in _BAR.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        nearby = text[max(start, match.start() - 40) : match.end() + 40].partition("\n")[0]
        # The bars of a table stand in rows, a few words apart, in a short line.
        heads = nearby.count("|") > 1 and text[match.end() + 1 : match.end() + 2].isupper()
        row = heads or nearby.count("|") >= _ROW or _stands_in_rows(text, start)
        if not row or _is_prose(text, start):
            yield Edit(match.start(), match.end(), "I")


def _stands_in_rows(text: str, start: int) -> bool:
    """Say whether the line above or below one has a bar, too, as in a table or in music."""
    if text.find("|", text.rfind("\n", 0, max(0, start - 1)) + 1, start) >= 0:
        return True
    below = text.find("\n", start) + 1
    return below > 0 and text.find("|", below, (text.find("\n", below) + 1 or len(text) + 1) - 1) >= 0


def _is_prose(text: str, start: int) -> bool:
    """Say whether a line is a paragraph, with a bar in every sixth word at most."""
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)]
    return len(line) > _PARAGRAPH and line.count(" ") > _WORDS_A_BAR * line.count("|")


def one_for_i(text: str, context: Context) -> Iterator[Edit]:
    """A figure 1 after a word like 'and' or 'when' and before a verb of the first person is the letter I.

    So is a 1, `!` or small i, wherever it stands, before a form like 'am' or 'think', that no figure has behind it; a
    brace or bracket by itself; and, where the text speaks in the first person, the 1 that begins a paragraph, a single
    f, t or l before such a verb, and a bracket that nothing closes: '[had', '[t was'.
    """
    if not context.read_by_machine:
        return
    patterns = list(_ONE)
    if text.count("{") + text.count("}") + text.count("[") + text.count("]") < _FEW * len(text) / _PAGE + _FEW:
        patterns += _BRACKETS
    if len(_I.findall(text)) >= _SPEAKS * max(1, len(text) / _PAGE):
        patterns += _J, _FIRST_OF_PARAGRAPH
        for match in (match for pattern in _MARKS for match in pattern.finditer(text)):
            before = text[max(0, match.start() - 9) : match.start()].rstrip(" ")
            if before[-1:] == "\n" or (_BEFORE_I.search(before) and not _in_brackets(text, match)):
                yield Edit(match.start(), match.end() - 1, "I")
        for match in (match for pattern in _FIXED for match in pattern.finditer(text)):
            if not _in_brackets(text, match):
                yield Edit(match.start(), match.end(), "I ")
    for match in (match for pattern in _IT for match in pattern.finditer(text)):
        if text[match.end() + 1 : match.end() + 2] == " ":
            yield Edit(match.start(), match.end(), "I")
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        if match[0][0] in "{}[]" and _in_brackets(text, match):
            continue  # one of the two round a remark
        if _DITTO.match(text, match.end()):
            continue
        if match[0] != "J " or not _ARTICLE.search(text, max(0, match.start() - 5), match.start()):
            yield Edit(match.start(), match.end() - 1, "I")
    for pattern in _SMALL_I if not _writes_small_i(text) else ():
        for match in pattern.finditer(text):
            yield Edit(match.start() + 1, match.end() - 1, "I")
    for match in re.finditer(rf" 1(?= {_FIRST_PERSON}\b)", text):
        leads = _BEFORE_I.search(text, max(0, match.start() - 8), match.start())
        if leads and not _DITTO.match(text, match.end() + 1):
            yield Edit(match.end() - 1, match.end(), "I")


def _writes_small_i(text: str) -> bool:
    """Say whether whoever wrote the text writes the word small, more than once and oftener than with a capital."""
    small = text.count(" i ") + text.count("\ni ")
    return small > 1 and small > len(_I.findall(text))


def _in_brackets(text: str, match: re.Match[str]) -> bool:
    """Say whether a bracket has its partner behind or before it."""
    sign = match[0][0]
    if sign not in _PARTNERS:
        return False
    partner = _PARTNERS[sign]
    if sign in "[{(":
        ahead = text[match.end() : match.end() + _REMARK]
        closed, opened = ahead.find(partner), ahead.find(sign)
        return closed >= 0 and not 0 <= opened < closed
    before = text[max(0, match.start() - _REMARK) : match.start()]
    return before.rfind(partner) > before.rfind(sign)


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
        (
            "this | that",
            _SCAN + "in rows | one | two | three",
            _SCAN + "d : r | m :\nm : s | l :",
            _SCAN + "abel | smith\nadam | clerk",
        ),
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
            (
                _SCAN + "I saw. I ran. I fell. So { rose, and J slowly saw",
                _SCAN + "I saw. I ran. I fell. So I rose, and I slowly saw",
            ),
            (
                _SCAN + "I saw; I ran; I fell. f had [had it, and T shall. [t was, as { thought",
                _SCAN + "I saw; I ran; I fell. I had I had it, and I shall. It was, as I thought",
            ),
            (_SCAN + "I saw; I ran; I fell.\n\n1 was old", _SCAN + "I saw; I ran; I fell.\n\nI was old"),
        ),
        (
            "and when 1 saw it",
            _SCAN + "of these 1 was lost",
            _SCAN + "and 1 do., and 1 do. of straw",
            _SCAN + "at dawn i was there, and at noon i have no more to say",
            _SCAN + "in part i of it",
            _SCAN + "They fell.\n\n1 was lost",
            _SCAN + "a J class boat, the list [of it] and J. went",
            _SCAN + "I saw; I ran; I found a J carved in the stone",
            _SCAN
            + "I saw; I ran; I fell (had they known) and [was] (t being the hour) of line l was a part, 10 l was paid and T. had",
            _SCAN + "the owners [ not the same thing, we think ] and { so on }",
        ),
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
