"""A sentence as words with their places, and the words that stand round a number: its noun, its verb, its label.

No parser: closed lists of small words and the word lists of nouns and verbs are enough to find the noun that a number
counts, the verb it is subject or object of, and the noun that announces it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from booklet.nouns import is_mostly_verb, is_plural, noun_class, singular, verb_lemma
from booklet.numbers import Number
from booklet.wording import grammar, wording

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d.,]*|[^\w\s]|\n")
_REACH = 8  # words to either side of a number that may belong to it


class Word(NamedTuple):  # of which a text has as many as words: a dataclass takes three times as long to make
    """A word, a sign, or a whole number of the sentence. `number` is its index, -1 for words."""

    text: str
    low: str
    start: int
    end: int
    number: int = -1

    @property
    def is_word(self) -> bool:
        """Say whether it is a word of letters."""
        return self.number < 0 and self.text[0].isalpha()

    @property
    def capital(self) -> bool:
        """Say whether it begins with a capital."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Head:
    """The noun that a number counts."""

    noun: str = ""  # in the singular, small letters
    kind: str = ""  # its class in the list of nouns: 'person', 'building'
    before: tuple[str, ...] = ()  # the words between number and noun, in small letters
    end: int = 0  # index of the word after it


@dataclass(frozen=True, slots=True)
class Deed:
    """The verb that a number stands with."""

    verb: str = ""  # its lemma
    passive: bool = False
    denied: bool = False
    at: int = -1


def words_of(text: str, numbers: Sequence[Number]) -> list[Word]:
    """Split a sentence into words; each number is one word, whatever it is written with."""
    words: list[Word] = []
    at = 0
    spans = [*((n.core_start, n.core_end, i) for i, n in enumerate(numbers)), (len(text), len(text), -1)]
    for start, end, index in spans:
        words += [Word(m[0], m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(text, at, max(at, start))]
        if index >= 0:
            words.append(Word(text[start:end], text[start:end].lower(), start, end, index))
        at = max(at, end)
    return words


def find_head(
    words: Sequence[Word], at: int, one: bool, language: str = "en", known: Callable[[str], bool] = lambda word: False
) -> Head:
    """Find the noun counted by the number that is word `at`.

    `one`: a noun in the singular will do. `known`: says of a word that it is a noun that is often counted.
    """
    small, said = grammar(language), wording(language)
    before: list[str] = []
    best = Head(end=at + 1)
    for n in range(at + 1, min(len(words), at + 1 + _REACH)):
        word = words[n]
        if not word.is_word:
            if word.text in {"-", "“", "‘", '"', "'"} and not best.noun:
                continue
            break
        if known(word.low) and not (best.noun and is_mostly_verb(word.low)):
            best = Head(singular(word.low), noun_class(word.low) or "", tuple(before), n + 1)
            if word.low.endswith("s") or not _follows_noun(words, n + 1, language, known):
                return best
            before.append(word.low)
            continue
        if not best.noun and word.low in small.fillers and n <= at + 4:
            before.append(word.low)
            continue
        if word.low in small.pronouns and before and before[-1] in said.of:
            return Head(end=n + 1)  # 'N of them'
        if word.low in said.of_which and before and before[-1] in said.of:
            continue  # 'three of whose barns'
        if word.low in small.closed:
            break
        kind = noun_class(word.low)
        plural = _is_plural(word.low, kind) or (
            kind is None and word.capital and word.low.endswith("s") and len(word.low) > 4
        )
        if best.noun and not (plural or kind):
            break
        if _is_participle_of_noun(words, n, said.describing_endings, known):
            before.append(word.low)
            continue
        if is_mostly_verb(word.low) and not (plural and kind and word.low.endswith("s")):
            break
        joined = n == at + 2 and words[at + 1].text == "-"  # 'a six-storey mill'
        if plural or ((one or joined) and kind):
            best = Head(singular(word.low), kind or "", tuple(before), n + 1)
            if word.low.endswith("s") or not _follows_noun(words, n + 1, language, known):
                return best
        before.append(word.low)
    return best


def _is_participle_of_noun(
    words: Sequence[Word], n: int, endings: tuple[str, ...], known: Callable[[str], bool]
) -> bool:
    """Say whether a participle describes the plural noun right behind it: 'returning pilgrims', 'armed men'."""
    low = words[n].low
    if not low.endswith(endings) or n + 1 >= len(words) or not words[n + 1].is_word:
        return False
    following = words[n + 1].low
    return not is_mostly_verb(following) and (
        known(following) or (noun_class(following) is not None and is_plural(following))
    )


def _is_plural(low: str, kind: str | None) -> bool:
    if kind is None:
        return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "’s", "'s"))
    return is_plural(low)


def _follows_noun(words: Sequence[Word], n: int, language: str, known: Callable[[str], bool]) -> bool:
    if n >= len(words) or not words[n].is_word:
        return False
    low = words[n].low
    if known(low) and not is_mostly_verb(low):
        return True
    kind = noun_class(low)
    return (
        low not in grammar(language).closed and kind is not None and not is_mostly_verb(low) and _is_plural(low, kind)
    )


def verb_after(words: Sequence[Word], at: int, language: str = "en") -> Deed:
    """Find the verb whose subject ends before word `at`: over an inset, phrases, a relative, auxiliaries, adverbs."""
    small, said = grammar(language), wording(language)
    hearsay = small.reporting | small.fearing
    n, passive, denied, helped = at, False, False, False
    n = _over_inset(words, n)
    phrase = 0
    while n < len(words) and n < at + 24:
        word = words[n]
        low = word.low
        if not word.is_word:
            if phrase and word.number >= 0:
                n += 1
                continue
            return Deed()
        if low in small.being:
            passive, helped, phrase = True, True, 0
        elif low in small.having or (low in small.helping and low not in said.infinitive | said.negations):
            helped, phrase = True, 0
            if low in small.having and n + 1 < len(words) and words[n + 1].number >= 0:
                return Deed("have", at=n)
        elif low in said.negations:
            denied = True
        elif low in said.infinitive and not helped:
            return Deed()
        elif low in small.adverbs or low.endswith(said.adverb_endings) or low in said.infinitive:
            pass
        elif helped and low in small.determiners and n + 1 < len(words) and noun_class(words[n + 1].low) == "time":
            n += 1  # 'have this week been hanged'
        elif low in small.relatives:
            phrase = 0
        elif low in small.prepositions and not helped:
            phrase = 6
        elif phrase:
            phrase -= 1
            lemma = verb_lemma(low)
            past = lemma and lemma != low and not low.endswith((*said.running_endings, "s"))
            if lemma and past and noun_class(low) is None and phrase < 5:
                return Deed(lemma, False, denied, n)
        else:
            lemma = verb_lemma(low)
            if lemma is None or low in small.closed:
                return Deed("be", at=n - 1) if passive else Deed()
            if passive and n + 2 < len(words) and words[n + 1].low in said.infinitive and lemma in hearsay:
                n += 2  # 'are known to have perished', 'are feared to be lost'
                passive = False
                continue
            return Deed(lemma, passive and low != lemma and not low.endswith(said.running_endings), denied, n)
        n += 1
    return Deed("be", at=n - 1) if passive else Deed()


def _over_inset(words: Sequence[Word], n: int) -> int:
    """Step over ', six of them women,' or '(his own count)' right after a noun."""
    if n < len(words) and words[n].text in {",", "(", "—", "–"}:
        close = {",": ",", "(": ")", "—": "—", "–": "–"}[words[n].text]
        for k in range(n + 1, min(len(words), n + 12)):
            if words[k].text == close:
                return k + 1
            if words[k].text in {".", ";", ":"}:
                break
    return n


def verb_before(words: Sequence[Word], at: int, language: str = "en") -> Deed:
    """Find the verb whose object the number at word `at` is: over four words at most, no preposition between."""
    small, said = grammar(language), wording(language)
    for n in range(at - 1, max(-1, at - 6), -1):
        word = words[n]
        if not word.is_word:
            return Deed()
        low = word.low
        if low in small.being or low in small.having:
            return Deed("be" if low in small.being else "have", at=n)
        if low in small.prepositions - said.particles or low in small.conjunctions or low in small.relatives:
            return Deed()
        lemma = verb_lemma(low)
        if lemma and low not in small.closed and (noun_class(low) is None or is_mostly_verb(low)):
            back = words[n - 1].low if n else ""
            return Deed(lemma, back in small.being, back in said.negations, n)
    return Deed()


def announcing_noun(words: Sequence[Word], at: int, language: str = "en") -> tuple[str, int]:
    """Return the noun that announces the number at word `at`, and its place: 'a crowd of N', 'the toll rose to N'."""
    small, said = grammar(language), wording(language)
    n = at - 1
    seen_link = colon = False
    linked_by = ""  # ',' where nothing but a comma links noun and number
    steps = 0
    while n >= 0 and steps < 10:
        word = words[n]
        low = word.low
        steps += 1
        if not word.is_word:
            if word.text in {",", ":", "(", "=", "—", "–", "-", "|"} and steps <= 3:
                seen_link = True
                colon = colon or word.text not in {",", "("}
                linked_by = linked_by or word.text
                n -= 1
                continue
            return "", -1
        lemma = verb_lemma(low)
        if low in said.links or low in small.being or low in small.having or low in small.helping:
            seen_link, linked_by = True, "word"
        elif (
            low in small.adverbs or low in small.determiners or low.endswith(said.adverb_endings) or low in said.hedges
        ):
            pass
        elif lemma in small.measuring and not (
            noun_class(low) and not is_mostly_verb(low) and low not in said.number_nouns
        ):
            seen_link, linked_by = True, "word"
        elif noun_class(low) is not None and low not in small.closed and not is_mostly_verb(low):
            if not seen_link:
                return "", -1
            phrase = -1 if colon else _phrase_start(words, n, linked_by, language)
            if phrase < 0:
                return singular(low), n
            if linked_by == ",":
                return "", -1
            n = phrase  # 'the number in the hall was 90', but not 'in fair wind, nineteen'
        elif low in small.closed or (lemma and is_mostly_verb(low)):
            return "", -1
        elif low.endswith(said.past_endings) and lemma and seen_link and n and words[n - 1].low in said.before_past:
            return low, n  # 'the injured numbered 83', 'the number injured was 12'
        else:
            return "", -1
        n -= 1
    return "", -1


def _phrase_start(words: Sequence[Word], at: int, linked_by: str, language: str) -> int:
    """Return the place of the preposition whose phrase ends with the noun at `at`, or -1: 'of' binds to its noun."""
    small, said = grammar(language), wording(language)
    for n in range(at - 1, max(-1, at - 5), -1):
        low = words[n].low
        if low in small.prepositions:
            return -1 if low in said.of and linked_by != "," else n
        if (
            not words[n].is_word
            or low in small.closed - small.determiners - small.adverbs
            or low.endswith(said.past_endings)
        ):
            return -1
        if verb_lemma(low) and is_mostly_verb(low):
            return -1
    return -1
