"""What a scanned page probably said, for a person to decide with the page at hand. Nothing here changes a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from booklet.languages import table, word_list
from booklet.rules.base import Context, Edit, Rule, either, own_words
from booklet.rules.ordinals import suffix

_COMMA_BEFORE_SENTENCE = re.compile(r",(?<=[a-z]{2}.)(?= ([A-Z][a-z]{1,11}) [a-z\d“])")
_PARAGRAPH_END = re.compile(r",(?<=[a-z]{2}.)(?=\n\n[A-Z“‘\"]|\s*\Z)")
_STOP_BEFORE_SMALL = re.compile(r"\.(?<=[a-z]{2}.)(?= ([a-z]{2,20})\b)")
_CAPITAL_INSIDE = re.compile(r" (?<=[a-z]{2} )(?=([A-Z][a-z]{0,9}) [a-z]{2})")
_COLON = re.compile(rf":(?<=[a-z]{{2}}:)(?= {either('en', 'sentence', 'goes_on')} )")
_FEW = 6
_LONG = 100  # characters of a paragraph that is prose
_WORD = 40  # how common a last word is at least: dirt is none
_HAVE = table("cleaning.toml", "en")["have"]
_BAD = re.compile(
    rf" ({either('en', 'have', 'misread')})(?= (?:{either('en', 'have', 'before')}|[a-z]{{2,12}}{either('en', 'have', 'past')})\b)"
)
_BEFORE_HAD = re.compile(r"\b(?:[a-z]{2,24}|I)$")
_IT = table("cleaning.toml", "en")["it"]
_IFS = "|".join(rf"{form}(?<!\w{form})" for word in _IT["misread"] for form in (word, word.capitalize()))
_IF = re.compile(rf"({_IFS})(?= {either('en', 'it', 'before')}\b)")
_IT_AT_START = re.compile(rf"[ \n]{either('en', 'it', 'at_start')}(?= [a-z]{{2}})")
_SENTENCE_ENDED = re.compile(r"[.!?][”\"]?$|\n$")
# A paragraph end is quicker to look for than a last word.
_NEXT_PARAGRAPH = re.compile(r"\n\n(?=[“‘\"]?[A-Z][a-z]* [a-z])|\n\Z")
_BARE_END = re.compile(r"\b([a-z]{2,20})([”\"]?)$")
_STOP_INSIDE, _STOP_OUTSIDE = re.compile(r"\.(?<=[a-z]\.)[”\"]"), re.compile(r"\.(?<=[a-z][”\"]\.)")
_SMALL_WORD = re.compile(r"\b[a-z]{2,20}$")
_LONE_OPENING = re.compile(r"[‘'“\"](?:(?<=[.!?:] .)|(?<=\n.))(?=[A-Z][a-z])")
_LETTER_FOR_I = re.compile(
    rf" [TEJ1!lfti$}}{{](?<=[a-z,;.] .)(?= (?:{either('en', 'first_person', 'verbs')}|[a-z]{{3,10}}{either('en', 'first_person', 'past')})\b)"
)
_IN_COUNT = re.compile(rf"\b{either('en', 'sentence', 'open')}$")  # 'of 1 looked at'
_LOST_ORDINAL = re.compile(
    rf" {either('en', 'ordinal', 'article')} (\d{{1,2}})(?=[,.;]?(?: [a-z]+[a-rt-z]\b| {either('en', 'ordinal', 'before_month')} [A-Z]))"
)
_LONE_DASH = re.compile(r" — (?<=[a-z,;] — )(?=[a-z])")
_DASHES = 2  # with spaces: a text that has more of them sets its dashes so
_BEGUN = re.compile(rf"{either('en', 'apostrophe', 'begun')}\b", re.IGNORECASE)
_PROSE = "It was in the winter that the men of the lower town went out in their boats, and every one of them had seen "
_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3


def sentence_ends(text: str, context: Context) -> Iterator[Edit]:
    """A comma before a capital 'The' or 'He' was probably a full stop; a comma may also be right, before a title."""
    words = context.words
    if words is None:
        return
    for match in _COMMA_BEFORE_SENTENCE.finditer(text):
        if match[1] in own_words("en", "sentence", "starts") or words.common(match[1]) >= 78:
            yield Edit(match.start(), match.end(), ".", "a new sentence seems to begin behind this comma")


def paragraph_ends(text: str, context: Context) -> Iterator[Edit]:
    """A paragraph that ends in a comma probably ended in a full stop, unless verse or speech follows."""
    if not context.read_by_machine:
        return
    for match in _PARAGRAPH_END.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        if match.start() - start > 60 and not text[match.end() : match.end() + 9].lstrip().startswith(("“", "‘", '"')):
            yield Edit(match.start(), match.end(), ".", "the paragraph ends here")


def stops_in_sentences(text: str, context: Context) -> Iterator[Edit]:
    """A full stop before a small letter ends no sentence: a comma misread, or a speck behind 'the' or 'were'.

    A machine that takes commas for stops does so more than once: the only one in a text is a speck.
    """
    if not context.read_by_machine:
        return
    found: list[Edit] = []
    short, open_words = word_list("abbreviations.txt"), own_words("en", "sentence", "open")
    pronouns, leaning = own_words("en", "sentence", "pronouns"), own_words("en", "sentence", "leaning")
    for match in _STOP_BEFORE_SMALL.finditer(text):
        before = _SMALL_WORD.search(text, max(0, match.start() - 21), match.start())
        if before is None or before[0] in short or f"{before[0]}." in short:
            continue
        if context.words is None or match[1] not in context.words:
            continue
        if match[1] in own_words("en", "sentence", "prepositions"):
            continue  # a comma as well as nothing may have stood there
        if match[1] in pronouns and before[0] not in open_words | pronouns:
            first = match.end() + 1
            found.append(Edit(first, first + 1, text[first].upper(), "a sentence seems to begin here"))
            continue
        comma = "" if before[0] in open_words | pronouns | leaning else ","
        found.append(Edit(match.start(), match.end(), comma, "no sentence ends before a small letter"))
    commas = sum(edit.after == "," for edit in found)
    yield from (edit._replace(after="") if commas == 1 and edit.after == "," else edit for edit in found)


def lost_stops(text: str, context: Context) -> Iterator[Edit]:
    """A capital 'The' or 'He' inside a sentence probably begins one, and the full stop before it was lost."""
    words = context.words
    if words is None:
        return
    starts, open_words = own_words("en", "sentence", "starts"), own_words("en", "sentence", "open")
    found: list[int] = []
    for match in _CAPITAL_INSIDE.finditer(text):
        before = _SMALL_WORD.search(text, max(0, match.start() - 21), match.start())
        if match[1] in starts and before and before[0] not in open_words and words.common(before[0]) >= 46:
            found.append(match.start())
    paragraphs = Counter(text.rfind("\n", 0, at) for at in found)
    for at in found:
        if paragraphs[text.rfind("\n", 0, at)] == 1:  # two in one paragraph are lines of verse
            yield Edit(at, at, ".", "a new sentence seems to begin behind this word")


def colons(text: str, context: Context) -> Iterator[Edit]:
    """A colon before 'and' or 'but' was probably a semicolon, where the text has few of them."""
    found = list(_COLON.finditer(text)) if context.read_by_machine else []
    if len(found) <= _FEW:
        for match in found:
            yield Edit(match.start(), match.end(), ";", "a colon seldom stands before this word")


def lone_openings(text: str, context: Context) -> Iterator[Edit]:
    """A quotation mark before a capital, that nothing closes in its paragraph, may be a speck."""
    if not context.read_by_machine:
        return
    for match in _LONE_OPENING.finditer(text):
        end = text.find("\n\n", match.end())
        rest = text[match.end() : end if end >= 0 else len(text)]
        closing = r"[”\"]" if match[0] in '“"' else r"[’'](?!\w)"
        if _BEGUN.match(text, match.end()) or (match[0] in '“"' and text[match.start() - 1 : match.start()] == "\n"):
            continue  # an apostrophe; or speech that goes on over paragraphs
        if not re.search(closing, rest) and text[end + 2 : end + 3] != match[0]:
            yield Edit(match.start(), match.end(), "", "no mark closes this one")


def letters_for_i(text: str, context: Context) -> Iterator[Edit]:
    """A single letter, 1 or ! before 'was', 'have' or a verb in the past was probably the letter I."""
    if context.read_by_machine:
        for match in _LETTER_FOR_I.finditer(text):
            counted = match[0] == " 1" and _IN_COUNT.search(text, max(0, match.start() - 12), match.start())
            if not counted:
                yield Edit(match.start() + 1, match.end(), "I", "the verb behind it wants an I")


def lost_ordinals(text: str, context: Context) -> Iterator[Edit]:
    """Behind 'the' and before a thing that is one, a number has lost the raised letters of an ordinal."""
    if context.read_by_machine:
        for match in _LOST_ORDINAL.finditer(text):
            if int(match[1]):
                yield Edit(match.end(1), match.end(1), suffix(match[1]), "one thing stands behind this number")


def lone_dashes(text: str, context: Context) -> Iterator[Edit]:
    """A dash inside a sentence, in a text that has hardly another, may be dirt."""
    if context.read_by_machine and text.count(" — ") <= _DASHES:
        for match in _LONE_DASH.finditer(text):
            yield Edit(match.start(), match.end(), " ", "the text sets no other dash so")


def bad_for_had(text: str, context: Context) -> Iterator[Edit]:
    """'bad' behind a word like 'which' or 'men', and before 'been' or 'begun', was probably 'had'."""
    if context.words is not None:
        for match in _BAD.finditer(text):
            before = _BEFORE_HAD.search(text, max(0, match.start() - 25), match.start())
            if before and before[0] not in own_words("en", "sentence", "article"):
                yield Edit(
                    match.start(1), match.end(1), _HAVE["printed"], "the word behind it wants this one before it"
                )


def if_for_it(text: str, context: Context) -> Iterator[Edit]:
    """'if' before 'was' or 'is' was probably 'it', and 'ft' at the start of a sentence 'It'."""
    if context.read_by_machine:
        for match in _IT_AT_START.finditer(text):
            if _SENTENCE_ENDED.search(text, max(0, match.start() - 2), match.start()) is None:
                continue
            yield Edit(match.start() + 1, match.end(), _IT["printed"].capitalize(), "a sentence begins here")
        for match in _IF.finditer(text):
            printed = _IT["printed"]
            put = printed.capitalize() if match[1][0].isupper() else printed
            yield Edit(match.start(1), match.end(1), put, "the word behind it wants this one before it")


def ends_without_stop(text: str, context: Context) -> Iterator[Edit]:
    """A paragraph of prose that ends in no mark probably ended in a full stop, inside a quotation mark or before it."""
    words = context.words
    if words is None or context.layout.wrapped:
        return
    inside = len(_STOP_INSIDE.findall(text)) >= len(_STOP_OUTSIDE.findall(text))
    for match in _NEXT_PARAGRAPH.finditer(text):
        last = _BARE_END.search(text, max(0, match.start() - 24), match.start())
        if last and last.start() - text.rfind("\n", 0, last.start()) > _LONG and words.common(last[1]) >= _WORD:
            at = last.start(2) if inside else last.end(2)
            yield Edit(at, at, ".", "the paragraph ends here")


RULES = (
    Rule(
        "doubts.sentence-ends",
        "doubtful",
        sentence_ends,
        ((_SCAN + "into the river, The boat sank", _SCAN + "into the river. The boat sank"),),
        ("into the river, The boat sank", _SCAN + "the river, Norham and Velsa"),
        ("en",),
    ),
    Rule(
        "doubts.paragraph-ends",
        "doubtful",
        paragraph_ends,
        (
            (
                _SCAN + "the boat went down in the river before the men had seen it go,\n\nNothing was found.",
                _SCAN + "the boat went down in the river before the men had seen it go.\n\nNothing was found.",
            ),
        ),
        ("the boat sank,\n\nNothing was found.", _SCAN + "He said,\n\n“No.”"),
        ("en",),
    ),
    Rule(
        "doubts.stops-in-sentences",
        "doubtful",
        stops_in_sentences,
        (
            (_SCAN + "they left. the house", _SCAN + "they left the house"),
            (_SCAN + "they left. the house stood. the door too", _SCAN + "they left, the house stood, the door too"),
        ),
        ("they left. the house", _SCAN + "a board 3 in. wide"),
        ("en",),
    ),
    Rule(
        "doubts.lost-stops",
        "doubtful",
        lost_stops,
        ((_SCAN + "they stood perfectly still The men went", _SCAN + "they stood perfectly still. The men went"),),
        ("perfectly still The men went", _SCAN + "he read in The Times and went to The Hague by night"),
        ("en",),
    ),
    Rule(
        "doubts.colons",
        "doubtful",
        colons,
        ((_SCAN + "in the winter: and we went", _SCAN + "in the winter; and we went"),),
        ("in the winter: and we went", _SCAN + "in the winter: two of them went"),
        ("en",),
    ),
    Rule(
        "doubts.lone-openings",
        "doubtful",
        lone_openings,
        ((_SCAN + "It sank. ‘Two men died.", _SCAN + "It sank. Two men died."),),
        ("It sank. ‘Two men died.", _SCAN + "It sank. ‘Two men died,’ he said."),
        ("en",),
    ),
    Rule(
        "doubts.letters-for-i",
        "doubtful",
        letters_for_i,
        ((_SCAN + "and T was there; in the end 1 looked", _SCAN + "and I was there; in the end I looked"),),
        ("and T was there", _SCAN + "Mr. T, was there and of 1 looked at"),
        ("en",),
    ),
    Rule(
        "doubts.lost-ordinals",
        "doubtful",
        lost_ordinals,
        ((_SCAN + "in the 19 century, on the 22 of June", _SCAN + "in the 19th century, on the 22nd of June"),),
        ("in the 19 century", _SCAN + "the 40 houses and the 0 point"),
        ("en",),
    ),
    Rule(
        "doubts.lone-dashes",
        "doubtful",
        lone_dashes,
        ((_SCAN + "so deep was the snow — that they slept", _SCAN + "so deep was the snow that they slept"),),
        ("the snow — that they slept", _SCAN + "one — two — three — four and so"),
        ("en",),
        (" — ",),
    ),
    Rule(
        "doubts.bad-for-had",
        "doubtful",
        bad_for_had,
        ((_SCAN + "the boat which bad begun to sink", _SCAN + "the boat which had begun to sink"),),
        ("which bad begun", _SCAN + "in a bad begun way it was so bad that men left"),
        ("en",),
        ("bad", "hed"),
    ),
    Rule(
        "doubts.if-for-it",
        "doubtful",
        if_for_it,
        ((_SCAN + "they saw that if was late. If is gone", _SCAN + "they saw that it was late. It is gone"),),
        ("that if was late", _SCAN + "they asked if he was there"),
        ("en",),
    ),
    Rule(
        "doubts.ends-without-stop",
        "doubtful",
        ends_without_stop,
        (
            ("\f" + _PROSE + "in the water\n\nNobody came.", "\f" + _PROSE + "in the water.\n\nNobody came."),
            ("\f" + _PROSE + "a “bell”\n\nIt rang.", "\f" + _PROSE + "a “bell.”\n\nIt rang."),
        ),
        (
            _PROSE + "in the water\n\nNobody came.",
            "\fThe Loss of the Boat\n\nNobody came.",
            "\f" + _PROSE + "zs\n\nNobody came.",
        ),
        ("en",),
    ),
)
