"""Words that stand in no lexicon: where a text has them, and what a machine may have misread.

An author's own spelling comes again; a word that a machine misread stands once, among words that are known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from string import ascii_letters
from typing import NamedTuple

from booklet.languages import table
from booklet.lexicon import Lexicon
from booklet.rules.base import Context
from booklet.rules.tokens import words_in

_WORD = re.compile(r"[^\W\d_]{2,}")
_LETTERS = re.compile(r"[^\W\d_]")
_CAPITAL_BEHIND = re.compile(r"[^\W_][A-ZÀ-Þ]")
_THINNED = 4  # letters that are left of a word which lost a thin one, at least
_LONGEST = 24  # letters of a word: beyond it there is nothing to read, and all readings would be many
_MOST_UNKNOWN = 0.08  # share of small-lettered words unknown: beyond it another language or age speaks


@dataclass(frozen=True, slots=True)
class Reading:
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


def confused(word: str, language: str) -> Iterator[tuple[str, float]]:
    """Return what readers are known to have taken for `word`, each with its weight; words and others."""
    for read, printed, weight in [confusion for confusion in _confusions(language) if confusion[0] in word]:
        at = word.find(read)
        while at >= 0:
            yield word[:at] + printed + word[at + len(read) :], weight
            at = word.find(read, at + 1)


@cache
def _weighed(word: str, language: str, words: Lexicon) -> tuple[tuple[str, float], ...]:
    """Return the known words that `word` may have been, each with its weight; nothing of the text goes in.

    By a known confusion, a letter that was lost, or as any rival one letter away.
    """
    weights: dict[str, float] = {}
    known, itself = words.commonness, word.lower()
    for candidate, weight in confused(word, language):
        lower = candidate if candidate in known else candidate.lower()  # the list is in small letters
        if lower in known and lower != itself and weight > weights.get(lower, 0.0):
            weights[lower] = weight
    lost = table("confusions.toml", language)["lost"] if len(word) >= _THINNED else ()
    for rival in words.near(itself):
        weight = 0.02 if len(rival) == len(word) else 0.03
        if len(rival) > len(word) and _lost_letter(itself, rival, lost):
            weight = 0.3
        if rival != itself and weight > weights.get(rival, 0.0):
            weights[rival] = weight
    return tuple(weights.items())


def _lost_letter(word: str, rival: str, thin: Sequence[str]) -> bool:
    """Say whether what a rival has more is a thin letter, or the second of two that are the same."""
    at = next((n for n, (one, other) in enumerate(zip(word, rival, strict=False)) if one != other), len(word))
    return rival[at] in thin or (at > 0 and rival[at] == rival[at - 1])


def reading_of(word: str, words: Lexicon, context: Context) -> Reading | None:
    """Weigh all that a word may have been by the confusion, by how common it is, and by whether the text has it."""
    small = small_tally(context.text)
    scores: dict[str, tuple[float, float]] = {}
    for candidate, weight in _weighed(word, context.language, words):
        stands = small[candidate]
        score = weight * 10 ** (words.commonness[candidate] / 10) * (1 + 40 * stands)
        scores[candidate] = (score, weight)
    if not scores:
        return None
    best = max(scores, key=lambda candidate: scores[candidate][0])
    total = sum(score for score, _ in scores.values())
    return Reading(best, scores[best][0] / total, scores[best][1] >= 0.3)


class Place(NamedTuple):
    """A word that a text has once, and where it stands."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=2)
def tally_of(text: str) -> Counter[str]:
    """Return how often each run of two letters or more stands in a text, in the order of their first places."""
    tally = Counter(chain.from_iterable(map(words_in, text.split("\n"))))
    for letter in ascii_letters:
        tally.pop(letter, None)
    return tally


@lru_cache(maxsize=2)
def small_tally(text: str) -> Counter[str]:
    """Return the same whatever the case, in small letters."""
    small: Counter[str] = Counter()
    for word, count in tally_of(text).items():
        small[word.lower()] += count
    return small


def lines_with(text: str, words: frozenset[str] | set[str]) -> Iterator[tuple[int, int]]:
    """Return where the lines begin and end that hold one of some words of `tally_of`: where few do, few are searched."""
    at = 0
    for line in text.split("\n") if words else ():
        if not words.isdisjoint(words_in(line)):
            yield at, at + len(line)
        at += len(line) + 1


def odd_words(text: str, context: Context) -> Iterator[tuple[Place, Lexicon]]:
    """Find words in no lexicon that stand once in the text, among words that are known."""
    if context.words is not None:
        for odd in odd_in(text, context.words):
            if odd.word.lower() not in context.own_words:
                yield odd, context.words


@lru_cache(maxsize=2)  # two rules ask about the same text, and a round that changes nothing asks again
def odd_in(text: str, words: Lexicon) -> tuple[Place, ...]:
    """Find all such words, whatever the text is; none where too many are unknown."""
    tally = tally_of(text)
    unknown = {word for word in tally if word not in words}
    small = sum(count for word, count in tally.items() if word[0].islower())
    if sum(tally[word] for word in unknown if word[0].islower()) > _MOST_UNKNOWN * small:
        return ()
    lower = small_tally(text)
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
