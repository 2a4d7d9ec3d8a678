"""How a language writes days, years and spans of years in figures, in words and in Roman numerals -> their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from booklet.languages import calendar, table

YEAR = r"(?:1[0-9]|20)\d\d"
# Roman numerals as dates have them: years in capitals from MD on, months in either case.
ROMAN_YEAR = r"(?-i:\bM{1,2}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})\b)"
_ROMAN = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True, slots=True)
class Numerals:
    """Patterns of numbers as dates need them; none of them holds a group."""

    cardinal: str  # up to 999, in figures or words
    ordinal: str  # the same, as a rank
    day: str  # 'first' to 'thirty-first', in words
    year: str  # 'nineteen hundred and two', 'eighteen ninety-four', 'two thousand and five'


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern of any of these words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def numerals(language: str = "en") -> Numerals:
    """Return the patterns of a language."""
    words = calendar(language)
    below_hundred, ranks = _below_hundred(language), _ranks(language)
    hundred, thousand, link, article = (words.number_words[k] for k in ("hundred", "thousand", "and", "a"))
    units = alternatives(w for w, n in below_hundred.items() if 0 < n < 10)
    small = alternatives(below_hundred)
    rank = alternatives(ranks)
    and_ = rf"[ -](?:{link} )?"
    cardinal = rf"\d{{1,3}}|(?:(?:{article}|{units}) )?{hundred}(?:{and_}(?:{small}))?\b|(?:{small})\b"
    figures = rf"\d{{1,3}}(?:{'|'.join(words.day_suffixes)})\b"
    ordinal = rf"{figures}|(?:(?:{article}|{units})[ -])?{hundred}(?:th\b|{and_}(?:{rank})\b)|(?:{rank})\b"
    century = alternatives(w for w, n in below_hundred.items() if 10 <= n <= 20 and " " not in w)
    two_digits = alternatives(w for w, n in below_hundred.items() if n >= 10)
    tail = rf"(?:(?: {link})? (?:{small}))?\b"
    year = (
        rf"(?:{century})[ -]{hundred}{tail}|(?:{century})[ -](?:{two_digits}|oh?[ -](?:{units}))\b"
        rf"|one {thousand},? (?:{units}) {hundred}{tail}|two {thousand}{tail}"
    )
    return Numerals(cardinal, ordinal, alternatives(w for w, n in ranks.items() if n <= 31), year)


def value_of(words: str, language: str = "en") -> int:
    """Return what a number of these patterns is worth."""
    if figures := re.match(r"\d+", words):
        return int(figures[0])
    known = {**_below_hundred(language), **_ranks(language)}
    parts = calendar(language).number_words
    total = current = 0
    for token in re.findall(r"[^\W\d_]+", words.lower()):
        if token.startswith(parts["hundred"]):
            current = max(1, current) * 100
        elif token.startswith(parts["thousand"]):
            total, current = max(1, current) * 1000, 0
        elif token in known:
            current += known[token]
    return total + current


def year_of(words: str, language: str = "en") -> int:
    """Return the year that words or a Roman numeral name."""
    if re.fullmatch(ROMAN_YEAR, words):
        return _roman(words)
    tokens = re.findall(r"[^\W\d_]+", words.lower())
    parts = calendar(language).number_words
    if any(token.startswith((parts["hundred"], parts["thousand"])) for token in tokens):
        return value_of(words, language)
    known = _below_hundred(language)
    return known[tokens[0]] * 100 + sum(known.get(token, 0) for token in tokens[1:])  # 'eighteen ninety-four'


def _roman(numeral: str) -> int:
    total = 0
    for this, following in zip(numeral, [*numeral[1:], "I"], strict=True):
        total += -_ROMAN[this] if _ROMAN[this] < _ROMAN[following] else _ROMAN[this]
    return total


@cache
def _below_hundred(language: str) -> Mapping[str, int]:
    small = table("numbers.toml", language)["small"]
    values = {word: n for word, n in small.items() if n} | dict(calendar(language).tens)
    return values | _joined(language, {word: n for word, n in small.items() if 0 < n < 10})


@cache
def _ranks(language: str) -> Mapping[str, int]:
    ordinals = calendar(language).ordinals
    ranks = {word: n for word, n in ordinals.items() if n < 100}
    return ranks | _joined(language, {word: n for word, n in ordinals.items() if n < 10})


def _joined(language: str, units: Mapping[str, int]) -> dict[str, int]:
    tens = calendar(language).tens
    return {f"{ten}{link}{unit}": a + b for ten, a in tens.items() for unit, b in units.items() for link in "- "}
