"""What two halves of a word are together, by the lexicon: one word, a compound, two words, or half of one still to come."""

from __future__ import annotations

from itertools import takewhile

from booklet.lexicon import Lexicon
from booklet.rules.base import own_words

APART = 53  # how common a word behind a prefix is that stands by itself
COMMON = 58  # how common both halves must be to be two words: a part of a word seldom is
_SHORT = 2  # letters of a beginning that also begins compounds
_COMBINING = "o"  # the letter at which a name ends that is put before another
_LISTED = 40  # how common a word is that begins or ends as no compound does
_DAILY = 60  # how common a word is that is written as one whatever its parts
_PARTICLE = 66  # how common both parts are at least of what a preposition makes with another word


def are_apart(first: str, second: str, words: Lexicon, language: str) -> bool:
    """Say whether two words make neither a compound nor a word, as 'at-the': then the hyphen between them is a speck."""
    link = first in own_words(language, "hyphen", "never_inside") or (first == "a" and not second.endswith("ing"))
    never = {first.lower(), second} & own_words(language, "hyphen", "never") or link  # but 'a-fishing'
    first = first.lower()
    if not never or first not in words:
        return False
    whole = second in words and f"{first}-{second}" not in own_words(language, "hyphen", "never_but")
    return whole and first + second not in words  # 'his-tory', 'would-be'


def is_suspended(first: str, second: str, words: Lexicon, language: str) -> bool:
    """Say whether a hyphen stands for a word that comes later, 'pre- and post-war': no word ends there in 'and'."""
    if second not in own_words(language, "hyphen", "hanging") or (first + second).lower() in words.commonness:
        return False  # 'thous-and'
    last = first.rsplit("-", 1)[-1]  # 'pre-war- and post-war'
    if last.isdigit():
        return True  # 'pre-1900- and post-1950 houses'
    people = last.istitle() and last.endswith(_COMBINING)  # 'Graeco- and Turcophile'
    return last in words or people or last.lower() in own_words(language, "hyphen", "prefixes")


def first_letters(words: str) -> str:
    """Return the letters and figures that words begin with."""
    return "".join(takewhile(str.isalnum, words))


def is_divided(first: str, second: str, words: Lexicon, language: str) -> bool:
    """Say whether two parts are one word for certain: together in the lexicon, and one of them rare by itself."""
    halves = (first.rsplit("-", 1)[-1], first_letters(second))
    if len(halves[0]) == 1:
        return False  # 'e-mail': no printer leaves one letter behind
    fixed = own_words(language, "hyphen", "fixed")
    if halves[0].lower() in fixed and halves[0] + halves[1] in words and halves[1] not in words:
        return True  # 'ex-pected'
    if halves[0].lower() in own_words(language, "hyphen", "prefixes") or halves[0] + halves[1] not in words:
        return False
    if _is_no_compound(*halves, words, language):
        return True
    rarer = min(words.common(half) for half in halves)
    # Where the whole is rarer than either part, it may be a compound of them: 'broad-mindedness'.
    return second[0].islower() and rarer < COMMON and (rarer == 0 or words.common(halves[0] + halves[1]) >= rarer)


def _is_no_compound(first: str, second: str, words: Lexicon, language: str) -> bool:
    """Say whether two parts make a word of which one of them shows that it is no compound: 'an-other', 'friend-ship'."""
    whole = words.common(first + second)
    if whole >= _LISTED and second in own_words(language, "hyphen", "ending"):
        return True
    if whole >= _LISTED and first.lower() in own_words(language, "hyphen", "opening"):
        return whole >= APART or len(first) > _SHORT  # 'in-patient'
    opens = first.lower() in own_words(language, "hyphen", "daily_opening")
    return whole >= _DAILY and (opens or second in own_words(language, "hyphen", "daily_ending"))


def is_one_word(first: str, second: str, words: Lexicon, language: str) -> bool:
    """Say whether two parts are a word in daily use and no compound: commoner than one of them, or with a part that is none.

    'ser-vice', 'per-sons'; but 'sun-dial', 'news-paper' and 'to-day' are of words that are commoner than the whole.
    """
    whole, parts = words.common(first + second), (words.common(first), words.common(second))
    if (first + second).lower() in own_words(language, "hyphen", "numbers"):
        return True  # 'nine-teen'
    if second in own_words(language, "hyphen", "sums") and first.lower() in own_words(language, "hyphen", "units"):
        return True  # 'nine-pence'
    if len(first) == 1:
        return False  # 'X-ray'
    if _is_no_compound(first, second, words, language):
        return True
    if whole < _DAILY:
        return False
    if first.lower() in own_words(language, "hyphen", "prefixes"):
        return first.lower() in own_words(language, "hyphen", "fixed")  # but 'co-ordinate'
    if first.lower() in own_words(language, "sentence", "prepositions") and min(parts) >= _PARTICLE:
        return False  # 'on-line'
    return whole > min(parts)


def is_number(word: str, language: str) -> bool:
    """Say whether a word is a number in letters: 'four', 'thirty', 'hundred'."""
    return any(word.lower() in own_words(language, "hyphen", part) for part in ("units", "tens", "numbers"))
