"""Where a sentence begins, on pages that a machine read: small letters that were capitals, commas that were full stops.

Only before words that can stand there in no other way; what may be a title, a name or a line of verse is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.languages import word_list
from booklet.rules.base import Context, Edit, Rule, either, own_words

_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3
_LONG = (
    "In the first week of the year it snowed without an end, the road over the hill was closed to all but the post, "
)
_NEXT = "By two in the afternoon the road was dry again, and nobody spoke of it."
_SMALL_START = re.compile(rf"\.(?<=[a-z]{{2}}.)[”’\"]? (?=({either('en', 'start', 'small')}) [a-z])")
_OTHER_SMALL = re.compile(rf"\. (?<=[a-z]{{2}}\. )(?!{either('en', 'start', 'small')} )[a-z]{{2}}")
_COMMAS, _PAGE = 3, 6_000  # such stops, in so many characters
_SMALL_PARAGRAPH = re.compile(rf"\n\n(?<=[.!?]\n\n)(?=({either('en', 'start', 'small_paragraph')}) [a-z])")
_STOP_IN_SPEECH = re.compile(
    rf"\.[”\"](?<=[a-z]{{2}}..)(?= (?:{either('en', 'start', 'spoke')}|{either('en', 'sentence', 'pronouns')}) [^\W\d_])"
)
# A comma at the end of a paragraph, and the one behind it begins as a sentence does.
_LAST_COMMA = re.compile(r",\n\n(?<=[a-z]{2},\n\n)(?=(?:[A-Z][a-z]{0,20}|I) [a-z]{2})")
_COMMA = re.compile(rf",(?<=[a-z]{{2}}.)(?= {either('en', 'start', 'capital')} [a-z]{{2}})")
_MARKS = re.compile(r"[.,;:!?]")
_ADDRESS = re.compile(rf"\W*{either('en', 'sentence', 'salutation')}\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+$")
_PARAGRAPH = 100  # characters of a paragraph that ends in prose
_FOLLOWING = 40  # characters of the next one
_CLAUSE = 30  # characters of the paragraph before such a comma: a letter may be addressed in fewer
_FEW, _OFTEN = 5, 4  # such commas, and sentences that end for each, on pages where they are misread stops
_STOP = re.compile(r"[.!?][”’\"')]*\s")
_NO_ADDRESS = 4  # words in small letters among them


def lost_capitals(text: str, context: Context) -> Iterator[Edit]:
    """Behind the full stop of a sentence 'it' and 'if' are 'It' and 'If': a dot is all that the capital lost.

    So are 'it', 'if' and 'in' at the head of a paragraph, where the one above it ends at a full stop. Not where more
    sentences begin with other small letters: there a machine took commas for stops.
    """
    if not context.read_by_machine:
        return
    others = len(_OTHER_SMALL.findall(text)) / max(1, len(text) / _PAGE)
    short = word_list("abbreviations.txt") | own_words("en", "sentence", "shortened")
    for match in _SMALL_START.finditer(text) if others <= _COMMAS else ():
        before = _WORD.search(text, max(0, match.start() - 24), match.start())
        if before and not {before[0], f"{before[0]}."} & short:
            yield Edit(match.end(), match.end() + 1, match[1][0].upper())
    for match in _SMALL_PARAGRAPH.finditer(text):
        yield Edit(match.end(), match.end() + 1, match[1][0].upper())


def commas_for_stops(text: str, context: Context) -> Iterator[Edit]:
    """A comma before a capital 'The', 'She' or 'There' and a small letter was the full stop of a sentence.

    Not behind a word of saying, and only behind a clause of some length: a letter is addressed with a comma, too. Nor
    where it is the way of the text: every line of verse set as prose may begin with a capital.
    """
    if not context.read_by_machine:
        return
    saying = own_words("en", "start", "saying")
    found: list[Edit] = []
    for match in _COMMA.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        clause = text[max(start, match.start() - 120) : match.start()]
        small = sum(word.isalpha() and word.islower() for word in clause.split())
        speaks = any(word in saying for word in _MARKS.split(clause)[-1].split())
        addressed = _ADDRESS.match(text, start, match.start())
        if len(clause) >= _CLAUSE and small >= _NO_ADDRESS and not speaks and not addressed:
            found.append(Edit(match.start(), match.end(), "."))
    if len(found) <= _FEW or _OFTEN * len(found) <= len(_STOP.findall(text)):
        yield from found


def commas_at_ends(text: str, context: Context) -> Iterator[Edit]:
    """A comma at the end of a paragraph of prose was its full stop, where the next one begins as a sentence does.

    Not behind a word of saying, and not where verse, a list or a signature may follow.
    """
    if not context.read_by_machine:
        return
    found: list[Edit] = []
    never = own_words("en", "start", "saying") | own_words("en", "start", "announcing")
    either_way = own_words("en", "start", "either_way")
    for match in _LAST_COMMA.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        following = text[match.end() : end if end >= 0 else len(text)]
        clause = _MARKS.split(text[max(start, match.start() - 120) : match.start()])[-1].split()
        long = match.start() - start >= _PARAGRAPH and len(following) >= _FOLLOWING
        if following.split(None, 1)[0] in either_way:
            continue
        if long and not any(word.lower() in never for word in clause) and not _ADDRESS.match(following):
            found.append(Edit(match.start(), match.start() + 1, "."))
    if found and not context.layout.wrapped:  # asked last: a layout takes long to measure
        yield from found


def stops_in_speech(text: str, context: Context) -> Iterator[Edit]:
    """A full stop between what was said and 'said' or 'he said' was a comma: no sentence begins with a small letter."""
    if context.read_by_machine:
        for match in _STOP_IN_SPEECH.finditer(text):
            yield Edit(match.start(), match.start() + 1, ",")


RULES = (
    Rule(
        "starts.lost-capitals",
        "mechanical",
        lost_capitals,
        ((_SCAN + "the boat sank. it was old.\n\nin time it\n", _SCAN + "the boat sank. It was old.\n\nIn time it\n"),),
        (
            "the boat sank. it was old",
            _SCAN + "at 6 p.m. it rained; approx. it was ten. in the end, so. iron",
            _SCAN + "the boat went. and came, in the rain. but they were glad. for so it was. as he said. it was old",
        ),
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
            _SCAN + "the wind that bore us to the northern sea, The wave that broke upon the crooked quay, " * 6,
        ),
        ("en",),
    ),
    Rule(
        "starts.commas-at-ends",
        "mechanical",
        commas_at_ends,
        (
            (
                "\f" + _LONG + "and the judge was told that they had all gone to the barracks,\n\n" + _NEXT,
                "\f" + _LONG + "and the judge was told that they had all gone to the barracks.\n\n" + _NEXT,
            ),
        ),
        (
            _LONG + "and the judge was told that they had all gone to the barracks,\n\n" + _NEXT,
            "\f" + _LONG + "and the judge was told that they had all gone to the barracks,\n\nWhere" + _NEXT[2:],
            "\f" + _LONG + "and the judge remembered the words of the old song,\n\n" + _NEXT,
            "\f" + _LONG + "and the judge was so angry with the clerk that he said,\n\n" + _NEXT,
            "\f" + _LONG + "and the judge gave it to the widow of the carter,\n\nAnna Moe, and to her son.",
        ),
        ("en",),
    ),
    Rule(
        "starts.stops-in-speech",
        "mechanical",
        stops_in_speech,
        (
            (
                _SCAN + "“We had none.” he said, and “Come.” said she.",
                _SCAN + "“We had none,” he said, and “Come,” said she.",
            ),
        ),
        ("“We had none.” he said.", _SCAN + "“We had none.” He said no more. The word “none.” was his."),
        ("en",),
    ),
)
