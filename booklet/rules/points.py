"""Marks that a scan probably put where none was printed, for a person to decide. Nothing here changes a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.languages import word_list
from booklet.lexicon import Lexicon
from booklet.rules.base import Context, Edit, Rule, either, own_words
from booklet.rules.ordinals import suffix

_WORD_BEFORE = re.compile(r"(?<![\w.’'-])[A-Za-z]{1,20}$")
_NUMBER_BEFORE = re.compile(r"(?<=[a-z] )(\d{1,3})([a-z]{2})?$")
_NEXT_WORD = re.compile(r"[A-Za-z]+")
# Each begins with what is rare, and looks back from there: quick on a long text.
_COLON = re.compile(r":(?<=[a-z]:)(?= ([a-z]+)\b)")
_COLON_BEFORE_CAPITAL = re.compile(r":(?<=[a-z]{2}:)(?= ([A-Z][a-z]*) [a-z\d])")
_STOP = re.compile(r"\.(?<=[\dA-Za-z]\.)(?= [A-Za-z\d])")
_TWO_MARKS = re.compile(r",\.(?<=[a-z],.)(?= ?[a-z])|,-(?<=[a-z\d],.)(?= ?[a-z])")
_HYPHEN = re.compile(r"-(?<=[a-z]-)(?=([a-z]{1,20}|I)(?![\w’'-]))")
_FIRST_OF_TWO = re.compile(r"(?<![\w’'-])[a-z]{2,20}$")
_DOER = re.compile(rf"{either('en', 'hyphen', 'doers')}$")
_DASH_AT_END = re.compile(r" [-—](?<=[a-z.,] .)(?=\n\n)")
_CLOSING = re.compile(r"[’'](?<=[a-z].)(?= ([a-z]+))")
_OPENING = re.compile(r"[‘'“\"](?:(?<=[a-z] .)|(?<=, [‘']))(?=([a-z]{2,20})\b)")
_ALONE = re.compile(r" [‘’'`´](?<=[a-z.,] .)(?=[ \n])")
_FUSED = re.compile(r"[.:’‘'](?<=[a-z].)(?=([A-Za-z][a-z]{1,20}|a)(?![\w./@’'-]))")
_MARK = "[‘'`\"“](?<![\\w].)(?=\\w)"
_OPENS = re.compile(_MARK)
_CLOSES = {"‘": re.compile(r"[’'](?!\w)"), "“": re.compile(r"[”\"](?!\w)")}
_KNOWN = 50  # how common a word beside such a mark is at least
_FEW = 6
_SHORTEST = 3  # letters of a word before such a mark
_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3


def _word_before(text: str, at: int) -> str:
    found = _WORD_BEFORE.search(text, max(0, at - 22), at)
    return found[0] if found else ""


def _small_words() -> frozenset[str]:
    """Return the words that halt no sentence: articles, prepositions, helping verbs."""
    return own_words("en", "sentence", "open") | own_words("en", "sentence", "prepositions")


def colons(text: str, context: Context) -> Iterator[Edit]:
    """A colon behind 'and' or 'their' is dirt; one before a capital 'The' or 'We' was probably a full stop."""
    if not context.read_by_machine:
        return
    for match in _COLON.finditer(text):
        if _word_before(text, match.start()) in own_words("en", "sentence", "open") - {"her"}:
            yield Edit(match.start(), match.end(), "", "no colon stands behind this word")
    found = [m for m in _COLON_BEFORE_CAPITAL.finditer(text) if m[1] in own_words("en", "sentence", "starts")]
    for match in found if len(found) <= _FEW else ():
        if _word_before(text, match.start()).islower():
            yield Edit(match.start(), match.end(), ".", "a new sentence seems to begin behind this colon")


def stops(text: str, context: Context) -> Iterator[Edit]:
    """A full stop behind 'The' or 'In' at the start of a sentence, or between 'in' and a figure, is dirt."""
    if not context.read_by_machine:
        return
    short, small = word_list("abbreviations.txt"), _small_words()
    for match in _STOP.finditer(text):
        at = match.start()
        next_one = text[match.end() + 1]
        if number := _NUMBER_BEFORE.search(text, max(0, at - 8), at):
            if next_one.islower() and number[2] in {None, suffix(number[1])}:
                yield Edit(at, match.end(), "", "no sentence ends before a small letter")
            continue
        before = _word_before(text, at)
        if not before or before in short or f"{before}." in short or before.lower() not in small:
            continue
        if before in own_words("en", "sentence", "starts") and len(before) > 1:
            halts = True
        elif next_one.isdigit():
            halts = before.islower() and before in own_words("en", "sentence", "prepositions") | own_words(
                "en", "sentence", "article"
            )
        else:
            halts = next_one.isupper() and before in own_words("en", "sentence", "article")
        if halts:
            yield Edit(at, match.end(), "", "no sentence ends with this word")


def two_marks(text: str, context: Context) -> Iterator[Edit]:
    """Of a comma with a stop or a hyphen at its side, inside a sentence, one is dirt."""
    if context.read_by_machine:
        for match in _TWO_MARKS.finditer(text):
            spaced = "," if text[match.end()] == " " else ", "
            yield Edit(match.start(), match.end(), spaced, "the comma alone makes sense here")


def hyphens(text: str, context: Context) -> Iterator[Edit]:
    """A hyphen beside 'of', 'him' or the like, that makes no compound in use, is dirt where a space was."""
    words = context.words
    if words is None:
        return
    small = _small_words() | own_words("en", "hyphen", "beside") | own_words("en", "sentence", "joining")
    never_but = own_words("en", "hyphen", "never_but")
    for match in _HYPHEN.finditer(text):
        found = _FIRST_OF_TWO.search(text, max(0, match.start() - 21), match.start())
        if found is None:
            continue
        first, second = found[0], match[1]
        whole = f"{first}-{second}"
        if not {first, second.lower()} & small and second != "I":
            continue
        if _DOER.search(first) and second in own_words("en", "sentence", "prepositions"):
            continue  # 'passer-by'
        if whole in words or first + second in words or whole in never_but or context.hyphened[whole.lower()] > 1:
            continue
        if second == "I" or min(words.common(first), words.common(second)) >= _KNOWN:
            yield Edit(match.start(), match.end(), " ", "these two make no compound in use")
    for match in _DASH_AT_END.finditer(text):
        yield Edit(match.start(), match.end(), "", "nothing follows this dash")


def _paragraph(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n\n", at)
    return max(0, text.rfind("\n\n", 0, at)), end if end >= 0 else len(text)


def lone_marks(text: str, context: Context) -> Iterator[Edit]:
    """A quotation mark inside a sentence, that has no partner in its paragraph and is no apostrophe, is dirt."""
    words = context.words
    if words is None:
        return
    for match in _CLOSING.finditer(text):
        word = _word_before(text, match.start())
        if words.common(word.lower()) < _KNOWN or word.lower() in own_words("en", "apostrophe", "elided"):
            continue
        if word.endswith("s") and match[1] not in _small_words():
            continue  # it may own what stands behind it
        if word.endswith("in") or match[1] in own_words("en", "apostrophe", "endings"):
            continue
        if not _OPENS.search(text, _paragraph(text, match.start())[0], match.start()):
            yield Edit(match.start(), match.end(), "", "no mark opens what this one would close")
    for match in _OPENING.finditer(text):
        if words.common(match[1]) < _KNOWN or match[1] in own_words("en", "apostrophe", "begun"):
            continue
        if match[1] in own_words("en", "apostrophe", "opening"):
            continue
        closes = _CLOSES["‘" if match[0] in "‘'" else "“"]
        if not closes.search(text, match.end(), _paragraph(text, match.start())[1]):
            yield Edit(match.start(), match.end(), "", "no mark closes this one")
    for match in _ALONE.finditer(text):
        yield Edit(match.start(), match.end(), "", "a mark by itself belongs to no word")


def fused(text: str, context: Context) -> Iterator[Edit]:
    """A mark with a known word fixed to it on both sides is dirt where a space was."""
    words = context.words
    if words is None:
        return
    for match in _FUSED.finditer(text):
        first = _word_before(text, match.start())
        second = match[1]
        known = first in words and (second.lower() in words or second == "a")
        if not first or not known or second in own_words("en", "net", "endings"):
            continue
        if match[0] not in "’‘'" or not _is_contraction(first, second, words):
            yield Edit(match.start(), match.end(), " ", "two words stand here")


def _is_contraction(first: str, second: str, words: Lexicon) -> bool:
    """Say whether an apostrophe between two words may be the author's: 'they'll', 'o'clock', 'an'all'."""
    if first == "a":
        return False
    cut = first in own_words("en", "apostrophe", "elided") or second in own_words("en", "apostrophe", "endings")
    return cut or len(first) < _SHORTEST or f"{first}'{second}" in words


RULES = (
    Rule(
        "points.colons",
        "doubtful",
        colons,
        (
            (_SCAN + "the boat and: the men of their: town", _SCAN + "the boat and the men of their town"),
            (_SCAN + "into the water: The boat sank", _SCAN + "into the water. The boat sank"),
        ),
        ("the boat and: the men", _SCAN + "they heard it: a bell. Dear Sir: In reply"),
        ("en",),
    ),
    Rule(
        "points.stops",
        "doubtful",
        stops,
        (
            (_SCAN + "In. the year of. 1903 the. Mayor", _SCAN + "In the year of 1903 the Mayor"),
            (_SCAN + "there were 31. boats on the 9th. day", _SCAN + "there were 31 boats on the 9th day"),
        ),
        ("In. the year", _SCAN + "it stood at No. 17 and was the best of all. The men went on. He fell in 1903. they"),
        ("en",),
    ),
    Rule(
        "points.two-marks",
        "doubtful",
        two_marks,
        (
            (
                _SCAN + "five carts,. nine mules,.two lamps,-and hay",
                _SCAN + "five carts, nine mules, two lamps, and hay",
            ),
        ),
        ("five carts,. nine", _SCAN + "five carts, — nine"),
    ),
    Rule(
        "points.hyphens",
        "doubtful",
        hyphens,
        (
            (_SCAN + "a net-of rope that we took up-to him", _SCAN + "a net of rope that we took up to him"),
            (_SCAN + "the tide was out. -\n\nThey waited", _SCAN + "the tide was out.\n\nThey waited"),
        ),
        ("a net-of rope", _SCAN + "a passer-by and a would-be king in between, by-and-by"),
        ("en",),
    ),
    Rule(
        "points.lone-marks",
        "doubtful",
        lone_marks,
        (
            (_SCAN + "the house’ of stone", _SCAN + "the house of stone"),
            (_SCAN + "a lamp of ‘brass was lit", _SCAN + "a lamp of brass was lit"),
        ),
        (
            "the house’ of stone",
            _SCAN + "the miners’ lamps, a singin’ an’ a ‘red lamp’ here",
        ),
        ("en",),
    ),
    Rule(
        "points.fused",
        "doubtful",
        fused,
        ((_SCAN + "the keeper.of every:lamp took a’ladder", _SCAN + "the keeper of every lamp took a ladder"),),
        ("the keeper.of it", _SCAN + "see lamp.org and they’ll have it, o’clock"),
        ("en",),
    ),
)
