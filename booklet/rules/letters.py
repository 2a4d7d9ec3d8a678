"""Words that a machine misread, on the evidence of a lexicon.

Only on a page that a machine read, in a language that has a lexicon, and only for a form that stands in no lexicon
and nowhere else in the text: an author's own spelling comes again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from booklet.languages import table
from booklet.lexicon import Lexicon, lexicon
from booklet.rules.base import Context, Edit, Rule, either, own_words

_WORD = re.compile(r"[^\W\d_]{2,}")
_LETTERS = re.compile(r"[^\W\d_]")
_CAPITAL_BEHIND = re.compile(r"[^\W_][A-ZÀ-Þ]")
_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3
# By length of the word: what share of all it could have been the best must have, and how common that must be.
_BARS = {2: (0.6, 90), 3: (0.985, 80), 4: (0.975, 72), 5: (0.965, 66), 6: (0.95, 60), 7: (0.94, 56)}
_BAR_LONG = (0.92, 46)
_PROPOSED = {2: (0.6, 90), 3: (0.6, 80), 4: (0.85, 50)}  # the same for what is only proposed
_PROPOSED_LONG = (0.6, 50)
# It begins with what is rare, and looks back from there: quick on a long text.
_MARK_FOR_L = re.compile(r"!(?<=[a-z]{2}.)(?= [A-Za-z])")
_BEFORE_MARK = re.compile(r"\b[A-Za-z][a-z]{2,19}$")
_AT = re.compile(r"@(?<![^\s“‘\"].)(?= [a-z]{3,20}(?:[ ,;]|[.]\s))(?<![\d.] .)")
_AT_PRICE = re.compile(r"@ ?[£$\d]|\d[\w ./-]{0,12} @")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z] )([COSUVW][a-z]{1,5})(?= [a-z]{1,20}[,;]? [a-z])")
_BEFORE_NAME = re.compile(rf"\b{either('en', 'capital', 'before_name')}$")
_OLDER = re.compile(
    rf"[^{table('cleaning.toml', 'en')['older_spelling']['vowels']}]{either('en', 'older_spelling', 'endings')}$"
)  # the ways of older spelling
_THINNED = 4  # letters that are left of a word which lost a thin one, at least
_LONGEST = 24  # letters of a word: beyond it there is nothing to read, and all readings would be many
# Of words that tell a machine's reading: letters, the share of the best reading, how common that is.
_TELLING, _TOLD, _IN_USE = 4, 0.6, 55
_OLD = 2  # words in older spelling, before a text is of another age
_MOST_ODD = 8  # odd words for each
_MOST_UNKNOWN = 0.12  # share of small-lettered words unknown: beyond it another language or age speaks


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


def _candidates(word: str, language: str, words: Lexicon) -> Iterator[tuple[str, float]]:
    """Return what a word may have been and the weight of it: known confusions, lost letters, and any rival."""
    for read, printed, weight in [confusion for confusion in _confusions(language) if confusion[0] in word]:
        at = word.find(read)
        while at >= 0:
            yield word[:at] + printed + word[at + len(read) :], weight
            at = word.find(read, at + 1)
    for at in range(len(word)):
        yield word[:at] + word[at] + word[at:], 0.3
    for thin in table("confusions.toml", language)["lost"] if len(word) >= _THINNED else ():
        for at in range(len(word) + 1):
            yield word[:at] + thin + word[at:], 0.3
    for rival in words.near(word.lower()):
        yield rival, 0.02 if len(rival) == len(word) else 0.03


@cache
def _weighed(word: str, language: str, words: Lexicon) -> tuple[tuple[str, float], ...]:
    """Return the known words that `word` may have been, each with its weight; nothing of the text goes in."""
    weights: dict[str, float] = {}
    for candidate, weight in _candidates(word, language, words):
        lower = candidate.lower()
        if lower != word.lower() and lower in words.commonness:
            weights[lower] = max(weights.get(lower, 0.0), weight)
    return tuple(weights.items())


def _reading(word: str, words: Lexicon, context: Context) -> _Reading | None:
    """Weigh all that a word may have been by the confusion, by how common it is, and by whether the text has it."""
    scores: dict[str, tuple[float, float]] = {}
    for candidate, weight in _weighed(word, context.language, words):
        stands = context.counts[candidate]
        score = weight * 10 ** (words.commonness[candidate] / 10) * (1 + 40 * stands)
        scores[candidate] = (score, weight)
    if not scores:
        return None
    best = max(scores, key=lambda candidate: scores[candidate][0])
    total = sum(score for score, _ in scores.values())
    return _Reading(best, scores[best][0] / total, scores[best][1] >= 0.3)


class Place(NamedTuple):
    """A word that a text has once, and where it stands."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=2)
def tally_of(text: str) -> Counter[str]:
    """Return how often each run of two letters or more stands in a text, in the order of their first places."""
    return Counter(chain.from_iterable(map(_words_in, text.split("\n"))))


@lru_cache(maxsize=1 << 16)  # from one round to the next hardly a line changes
def _words_in(line: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(line))


def _odd_words(text: str, context: Context) -> Iterator[tuple[Place, Lexicon]]:
    """Find words in no lexicon that stand once in the text, among words that are known."""
    if context.words is not None:
        for odd in _odd(text, context.words):
            if odd.word.lower() not in context.own_words:
                yield odd, context.words


@lru_cache(maxsize=2)  # two rules ask about the same text, and a round that changes nothing asks again
def _odd(text: str, words: Lexicon) -> tuple[Place, ...]:
    tally = tally_of(text)
    unknown = {word for word in tally if word not in words}
    small = sum(count for word, count in tally.items() if word[0].islower())
    if sum(tally[word] for word in unknown if word[0].islower()) > _MOST_UNKNOWN * small:
        return ()
    lower: Counter[str] = Counter()
    for word, count in tally.items():
        lower[word.lower()] += count
    once = [
        w
        for w in tally
        if len(w) <= _LONGEST and w in unknown and lower[w.lower()] <= 1 and not _CAPITAL_BEHIND.search(w)
    ]
    return tuple(odd for odd in places_of(text, once) if _stands_free(text, odd) and _among_known(text, odd, unknown))


def places_of(text: str, words: Sequence[str]) -> Iterator[Place]:
    """Find where words stand that a text has once each, given in the order of `tally_of`."""
    at = 0
    for word in words:
        start = text.index(word, at)
        while _LETTERS.fullmatch(text, start - 1, start) or _LETTERS.match(text, start + len(word)):
            start = text.index(word, start + 1)  # it was part of a longer word
        at = start + len(word)
        yield Place(word, start, at)


def _stands_free(text: str, odd: Place) -> bool:
    """Say whether a word is whole: no part of a compound, an address, a number or a mark-up."""
    before, after = text[odd.start - 1 : odd.start], text[odd.end : odd.end + 1]
    if (before and before in "-’'@/_\\.0123456789[<&#") or (after and after in "-’'@/_\\0123456789]>"):
        return False
    return not (after == "." and text[odd.end + 1 : odd.end + 2].isalnum())


def _among_known(text: str, odd: Place, unknown: set[str]) -> bool:
    """Say whether the words beside a word are known: in a list of names nothing is misread."""
    near = _WORD.findall(text, max(0, odd.start - 60), odd.start)[-3:]
    near += _WORD.findall(text, odd.end, odd.end + 60)[:3]
    return len(near) >= 3 and sum(other not in unknown for other in near) >= 0.6 * len(near)


def count_misread(text: str, context: Context) -> int:
    """Return how many words stand in a text that hardly anyone but a machine writes: 'wbere' for 'where', 'bouse'.

    Each is in no list, stands once among known words, and is one known confusion away from one common word. 0 where
    there are far more odd words than that, or some in the spelling of older books: there a dialect, another language
    or another age speaks.
    """
    words = lexicon(context.language)
    if words is None:
        return 0
    odd = [odd for odd in _odd(text, words) if odd.word.isascii() and odd.word.islower() and len(odd.word) >= _TELLING]
    whole = [word for word, start, _ in odd if not text[max(0, start - 2) : start].rstrip("\n").endswith(("-", "~"))]
    if sum(_is_older(word, words, context.language) for word in whole) >= _OLD:
        return 0
    found = 0
    for word in whole:
        read = _reading(word, words, context)
        found += bool(read and read.named and read.share >= _TOLD and words.common(read.word) >= _IN_USE)
    return found if len(odd) <= _MOST_ODD * found else 0


def _is_older(word: str, words: Lexicon, language: str) -> bool:
    """Say whether a word is one in use as older books spell it: 'haue', 'againe', 'wearie'."""
    return any(words.common(form) >= _IN_USE for form in _forms_of_today(word, language))


def _forms_of_today(word: str, language: str) -> Iterator[str]:
    own = table("cleaning.toml", language)["older_spelling"]
    for old, new in (pair.split(">") for pair in own["letters"]):
        if old in word:
            yield word.replace(old, new)
    for old, new in (pair.split(">") for pair in own["at_end"]):
        if word.endswith(old):
            yield word.removesuffix(old) + new


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
    for (word, start, end), words in _odd_words(text, context):
        share, floor = _BARS.get(len(word), _BAR_LONG)
        if word[0].isupper():
            if not _opens_sentence(text, start):
                continue
            floor = max(floor + 8, 78)
        found = _reading(word, words, context)
        if found and found.named and found.share >= share and words.common(found.word) >= floor:
            yield Edit(start, end, _cased(found.word, word))


def perhaps_misread(text: str, context: Context) -> Iterator[Edit]:
    """A form that is no word and stands nowhere else was probably another word. Compare it with the page."""
    for (word, start, end), words in _odd_words(text, context):
        if word[0].isupper() or text[end : end + 1] == "!":
            continue
        if _OLDER.search(word) and len(word) > 4:
            continue
        if halves := _two_words(word, words):
            yield Edit(start, end, " ".join(halves), f"'{word}' is in no list of words; two may stand here")
            continue
        found = _reading(word, words, context)
        share, common = _PROPOSED.get(len(word), _PROPOSED_LONG)
        if found and found.share >= share and words.common(found.word) >= common and (found.named or len(word) > 3):
            why = f"'{word}' is in no list of words; '{found.word}' is the likeliest reading"
            yield Edit(start, end, _cased(found.word, word), why)


def _two_words(word: str, words: Lexicon) -> tuple[str, str] | None:
    """Return the two very common words that a form is made of, where only one cut gives such; else None."""
    cuts = [(word[:at], word[at:]) for at in range(1, len(word))]
    short = own_words("en", "sentence", "one_letter")
    good = [cut for cut in cuts if all(words.common(part) >= 78 and (len(part) > 1 or part in short) for part in cut)]
    return good[0] if len(good) == 1 else None


def capitals(text: str, context: Context) -> Iterator[Edit]:
    """A small word between small words, such as 'was' or 'so', has a capital where a machine took size for it, or where verse begins a line.

    Only letters whose capital has the same shape: c, o, s, u, v, w.
    """
    if context.words is None:
        return
    for match in _CAPITAL_INSIDE.finditer(text):
        before = text[max(0, match.start() - 5) : match.start()].rstrip()
        if match[1].lower() in own_words("en", "capital", "small") and not _BEFORE_NAME.search(before):
            yield Edit(match.start(1), match.start(1) + 1, match[1][0].lower())


def mark_for_l(text: str, context: Context) -> Iterator[Edit]:
    """An exclamation mark at the end of what is no word, before a small letter, is the letter l: 'contro! himself'."""
    words = context.words
    if words is None:
        return
    for match in _MARK_FOR_L.finditer(text):
        before = _BEFORE_MARK.search(text, max(0, match.start() - 21), match.start())
        if before and before[0] not in words and words.common(before[0] + "l") >= 46:
            yield Edit(match.start(), match.end(), "l")


def at_for_a(text: str, context: Context) -> Iterator[Edit]:
    """An @ by itself before a word is the letter a, where the text has none before a price or behind a number."""
    if not context.read_by_machine or _AT_PRICE.search(text):
        return
    for match in _AT.finditer(text):
        yield Edit(match.start(), match.end(), "a")


RULES = (
    Rule(
        "letters.at-for-a",
        "mechanical",
        at_for_a,
        ((_SCAN + "there was @ great storm", _SCAN + "there was a great storm"),),
        ("there was @ great storm", _SCAN + "12 bags @ cost and 4 @ 3s. of it", _SCAN + "write to her @ home.example"),
        ("en",),
        ("@",),
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
