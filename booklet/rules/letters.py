"""Words that a machine misread, and words it ran together or cut. All on the evidence of a lexicon.

Only on a page that a machine read, in a language that has a lexicon, and only for a form that stands in no lexicon
and nowhere else in the text: an author's own spelling comes again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from booklet.languages import table
from booklet.lexicon import Lexicon
from booklet.rules.base import Context, Edit, Rule, own_words

_WORD = re.compile(r"[^\W\d_]{2,}")
_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3
# By length of the word: what share of all it could have been the best must have, and how common that must be.
_BARS = {2: (2.0, 0), 3: (0.985, 80), 4: (0.975, 72), 5: (0.965, 66), 6: (0.95, 60), 7: (0.94, 56)}
_BAR_LONG = (0.92, 46)
_BETWEEN = re.compile(
    r"(?<![\w./@’'-])(?P<first>[a-z]{1,20})(?P<mark>[.:,'’‘-])(?=(?P<second>[a-z]{2,20})(?![\w./@’'-]))"
)
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z] )([COSUVW][a-z]{1,5})(?= [a-z]{1,20}[,;]? [a-z])")
_MOST_UNKNOWN = 0.12  # share of small-lettered words unknown: beyond it another language or age speaks
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a word may have been: the best word, and its share of all that it could have been."""

    word: str
    share: float
    named: bool  # by a confusion that readers are known for


@cache
def _confusions(language: str) -> tuple[tuple[str, str, float], ...]:
    data = table("confusions.toml", language)
    return tuple(
        (*pair.split(">"), weight) for weight, pairs in ((1.0, data["sure"]), (0.3, data["likely"])) for pair in pairs
    )


def _candidates(word: str, language: str) -> Iterator[tuple[str, float]]:
    """Return what a word may have been and the weight of it: known confusions, lost letters, and any rival."""
    for read, printed, weight in _confusions(language):
        at = word.find(read)
        while at >= 0:
            yield word[:at] + printed + word[at + len(read) :], weight
            at = word.find(read, at + 1)
    for at in range(len(word)):
        yield word[:at] + word[at] + word[at:], 0.3
    lower = word.lower()
    for at in range(len(lower) + 1):
        for letter in _ALPHABET:
            yield lower[:at] + letter + lower[at:], 0.03
            if at < len(lower):
                yield lower[:at] + letter + lower[at + 1 :], 0.02
        if at < len(lower):
            yield lower[:at] + lower[at + 1 :], 0.03


@cache
def _weighed(word: str, language: str, words: _Key) -> tuple[tuple[str, float], ...]:
    """Return the known words that `word` may have been, each with its weight; nothing of the text goes in."""
    weights: dict[str, float] = {}
    for candidate, weight in _candidates(word, language):
        lower = candidate.lower()
        if lower != word.lower() and lower in words.lexicon.commonness:
            weights[lower] = max(weights.get(lower, 0.0), weight)
    return tuple(weights.items())


class _Key:
    """The lexicon as a key of a cache: one a language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.lexicon is self.lexicon


def _reading(word: str, words: Lexicon, context: Context) -> _Reading | None:
    """Weigh all that a word may have been by the confusion, by how common it is, and by whether the text has it."""
    scores: dict[str, tuple[float, float]] = {}
    for candidate, weight in _weighed(word, context.language, _Key(words)):
        stands = context.counts[candidate]
        score = weight * 10 ** (words.commonness[candidate] / 10) * (1 + 40 * stands)
        scores[candidate] = (score, weight)
    if not scores:
        return None
    best = max(scores, key=lambda candidate: scores[candidate][0])
    total = sum(score for score, _ in scores.values())
    return _Reading(best, scores[best][0] / total, scores[best][1] >= 0.3)


def _odd_words(text: str, context: Context) -> Iterator[tuple[re.Match[str], Lexicon]]:
    """Find words in no lexicon that stand once in the text, among words that are known."""
    if context.words is not None:
        for match in _odd(text, _Key(context.words)):
            yield match, context.words


@lru_cache(maxsize=2)  # two rules ask about the same text, and a round that changes nothing asks again
def _odd(text: str, key: _Key) -> tuple[re.Match[str], ...]:
    tally = Counter(_WORD.findall(text))
    unknown = {word for word in tally if word not in key.lexicon}
    small = sum(count for word, count in tally.items() if word[0].islower())
    if sum(tally[word] for word in unknown if word[0].islower()) > _MOST_UNKNOWN * small:
        return ()
    lower: Counter[str] = Counter()
    for word, count in tally.items():
        lower[word.lower()] += count
    odd = {w for w in unknown if lower[w.lower()] <= 1 and not re.search(r"[^\W_][A-ZÀ-Þ]", w)}
    found = (match for match in _WORD.finditer(text) if match[0] in odd)
    return tuple(match for match in found if _stands_free(text, match) and _among_known(text, match, unknown))


def _stands_free(text: str, match: re.Match[str]) -> bool:
    """Say whether a word is whole: no part of a compound, an address, a number or a mark-up."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if (before and before in "-’'@/_\\.0123456789[<&#") or (after and after in "-’'@/_\\0123456789]>"):
        return False
    return not (after == "." and text[match.end() + 1 : match.end() + 2].isalnum())


def _among_known(text: str, match: re.Match[str], unknown: set[str]) -> bool:
    """Say whether the words beside a word are known: in a list of names nothing is misread."""
    near = _WORD.findall(text, max(0, match.start() - 60), match.start())[-3:]
    near += _WORD.findall(text, match.end(), match.end() + 60)[:3]
    return len(near) >= 3 and sum(other not in unknown for other in near) >= 0.6 * len(near)


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 12) : at].rstrip(" “‘\"'(")
    return not before or before[-1] in ".!?\n:"


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word


def misread(text: str, context: Context) -> Iterator[Edit]:
    """A form that is no word and stands nowhere else is put right where one common word is all it can have been.

    By a confusion that machines are known for, among known words. Names are left alone: inside a sentence a word with
    a capital is never touched.
    """
    for match, words in _odd_words(text, context):
        word = match[0]
        share, floor = _BARS.get(len(word), _BAR_LONG)
        if word[0].isupper():
            if not _opens_sentence(text, match.start()):
                continue
            floor = max(floor + 8, 78)
        found = _reading(word, words, context)
        if found and found.named and found.share >= share and words.common(found.word) >= floor:
            yield Edit(match.start(), match.end(), _cased(found.word, word))


def perhaps_misread(text: str, context: Context) -> Iterator[Edit]:
    """A form that is no word and stands nowhere else was probably another word. Compare it with the page."""
    for match, words in _odd_words(text, context):
        word = match[0]
        if len(word) < 3 or word[0].isupper() or text[match.end() : match.end() + 1] == "!":
            continue
        if re.search(r"[^aeiou](?:e|ll|our|eth|est)$", word) and len(word) > 4:
            continue  # the ways of older spelling
        if halves := _two_words(word, words):
            yield Edit(
                match.start(), match.end(), " ".join(halves), f"'{word}' is in no list of words; two may stand here"
            )
            continue
        found = _reading(word, words, context)
        if (
            len(word) > 3
            and found
            and found.share >= (0.6 if len(word) > 4 else 0.85)
            and words.common(found.word) >= 50
        ):
            why = f"'{word}' is in no list of words; '{found.word}' is the likeliest reading"
            yield Edit(match.start(), match.end(), _cased(found.word, word), why)


def _two_words(word: str, words: Lexicon) -> tuple[str, str] | None:
    """Return the two very common words that a form is made of, where only one cut gives such; else None."""
    cuts = [(word[:at], word[at:]) for at in range(1, len(word))]
    good = [cut for cut in cuts if all(words.common(part) >= 78 and (len(part) > 1 or part == "a") for part in cut)]
    return good[0] if len(good) == 1 else None


def run_together(text: str, context: Context) -> Iterator[Edit]:
    """A mark with a word directly on both sides, in small letters, is a speck where a space was.

    Both words must be common, and the whole no file name, address or contraction. A hyphen is one only beside an
    article or its like, which no compound of two has; behind a comma the space alone was lost.
    """
    words = context.words
    if words is None:
        return
    never, endings = own_words("en", "hyphen", "never"), own_words("en", "net", "endings")
    for match in _BETWEEN.finditer(text):
        first, mark, second = match["first"], match["mark"], match["second"]
        if second in endings or min(words.common(first), words.common(second)) < 64:
            continue
        if mark == "-" and not {first, second} & never:
            continue
        if mark in "'’‘" and (
            f"{first}'{second}" in words or len(second) < 3 or first in own_words("en", "apostrophe", "elided")
        ):
            continue
        if mark == ",":
            yield Edit(match.end("mark"), match.end("mark"), " ")
        else:
            yield Edit(match.start("mark"), match.end("mark"), " ")


def stop_before_word(text: str, context: Context) -> Iterator[Edit]:
    """A full stop fixed to the front of a small-lettered word inside a sentence is a speck."""
    words = context.words
    if words is None:
        return
    for match in re.finditer(r"(?<=[a-z,;] )[.\\-](?=([a-z]{2,20})[ ,;.])", text):
        if words.common(match[1]) >= 70 and match[1] not in own_words("en", "net", "endings"):
            yield Edit(match.start(), match.end(), "")


def capitals(text: str, context: Context) -> Iterator[Edit]:
    """A small word between small words, such as 'was' or 'so', has a capital where a machine took size for it, or where verse begins a line.

    Only letters whose capital has the same shape: c, o, s, u, v, w.
    """
    if context.words is None:
        return
    for match in _CAPITAL_INSIDE.finditer(text):
        if match[1].lower() in own_words("en", "capital", "small") and not re.search(
            r"\b(?:the|an?|of)$", text[: match.start()][-5:].rstrip()
        ):
            yield Edit(match.start(1), match.start(1) + 1, match[1][0].lower())


def mark_for_l(text: str, context: Context) -> Iterator[Edit]:
    """An exclamation mark at the end of what is no word, before a small letter, is the letter l: 'contro! himself'."""
    words = context.words
    if words is None:
        return
    for match in re.finditer(r"\b([A-Za-z][a-z]{2,19})!(?= [A-Za-z])", text):
        if match[1] not in words and words.common(match[1] + "l") >= 46:
            yield Edit(match.end() - 1, match.end(), "l")


RULES = (
    Rule(
        "letters.run-together",
        "mechanical",
        run_together,
        (
            (_SCAN + "and then to.the river", _SCAN + "and then to the river"),
            (_SCAN + "and then’they feed-the men", _SCAN + "and then they feed the men"),
        ),
        ("see to.the river", _SCAN + "the page gov.uk has it", _SCAN + "they’ll o’er a-going half-way"),
        ("en",),
    ),
    Rule(
        "letters.stop-before-word",
        "mechanical",
        stop_before_word,
        ((_SCAN + "there was .no river", _SCAN + "there was no river"),),
        ("there was .no river", _SCAN + "all .net code"),
        ("en",),
    ),
    Rule(
        "letters.capitals",
        "doubtful",
        capitals,
        ((_SCAN + "my sister Was there at night", _SCAN + "my sister was there at night"),),
        ("my sister Was there", _SCAN + "Gone With the Wind", _SCAN + "he read the Who there"),
        ("en",),
    ),
    Rule(
        "letters.mark-for-l",
        "mechanical",
        mark_for_l,
        ((_SCAN + "he could not contro! himself", _SCAN + "he could not control himself"),),
        ("he could not contro! himself", _SCAN + "he cried hurrah! and fell"),
        ("en",),
    ),
    Rule(
        "letters.misread",
        "mechanical",
        misread,
        ((_SCAN + "they returned to the tovvn and the river", _SCAN + "they returned to the town and the river"),),
        (
            "they returned to the tovvn and the river",
            _SCAN + "they tumed and tumed to the river",
            _SCAN + "they went to Tbe and the river",
        ),
        ("en",),
    ),
    Rule(
        "letters.perhaps-misread",
        "doubtful",
        perhaps_misread,
        ((_SCAN + "they met the commitee of the river", _SCAN + "they met the committee of the river"),),
        ("they met the commitee of the river",),
        ("en",),
    ),
)
