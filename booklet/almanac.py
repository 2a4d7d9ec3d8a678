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
    keys = ("hundred", "thousand", "score", "and", "a")
    hundred, thousand, score, link, article = (words.number_words[k] for k in keys)
    units = alternatives(w for w, n in below_hundred.items() if 0 < n < 10)
    small = alternatives(below_hundred)
    rank = alternatives(ranks)
    and_ = rf"[ -](?:{link} )?"
    scores = rf"(?:(?:{article}|{units})[ -]?)?{score}(?: {link} (?:{small}))?\b"
    old = rf"(?:{units})-{link}-(?:{alternatives(words.tens)})\b"  # 'five-and-twenty'
    cardinal = rf"\d{{1,3}}|(?:(?:{article}|{units}) )?{hundred}(?:{and_}(?:{small}))?\b|{scores}|{old}|(?:{small})\b"
    figures = rf"\d{{1,3}}(?:{'|'.join(words.day_suffixes)})\b"
    ordinal = rf"{figures}|(?:(?:{article}|{units})[ -])?{hundred}(?:th\b|{and_}(?:{rank})\b)|(?:{rank})\b"
    century = alternatives(w for w, n in below_hundred.items() if 10 <= n <= 20 and " " not in w)
    two_digits = alternatives(w for w, n in below_hundred.items() if n >= 10)
    tail = rf"(?:(?: {link})? (?:{small}))?\b"
    one, two = (alternatives(w for w, n in below_hundred.items() if n == number) for number in (1, 2))
    year = (
        rf"(?:{century})[ -]{hundred}{tail}|(?:{century})[ -](?:{two_digits}|{words.date_words['oh']}[ -](?:{units}))\b"
        rf"|(?:{one}) {thousand},? (?:{units}) {hundred}{tail}|(?:{two}) {thousand}{tail}"
    )
    return Numerals(cardinal, ordinal, alternatives(w for w, n in ranks.items() if n <= 31), year)


def value_of(words: str, language: str = "en") -> int:
    """Return what a number of these patterns is worth."""
    if figures := re.match(r"\d+", words):
        return int(figures[0])
    known = {**_below_hundred(language), **_ranks(language)}
    parts = calendar(language).number_words
    total = current = 0
    spaced = re.sub(rf"(?<=[a-z])(?={parts['score']}\b)", " ", words.lower())  # 'threescore'
    for token in re.findall(r"[^\W\d_]+", spaced):
        if token.startswith(parts["hundred"]):
            current = max(1, current) * 100
        elif token.startswith(parts["thousand"]):
            total, current = max(1, current) * 1000, 0
        elif token == parts["score"]:
            current = max(1, current) * 20
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


@cache
def weekday_pattern(language: str = "en") -> str:
    """Return a pattern of the weekdays, in full or short."""
    return rf"(?:{alternatives(calendar(language).weekdays)})"


# -- the shapes


@cache
def date_pattern(language: str) -> re.Pattern[str]:
    """Return one pattern of every shape of a date, a named group a shape; longer readings stand first."""
    words, said, inner = calendar(language), numerals(language), calendar(language).date_words
    the, of = inner["the"], inner["of"]
    month = rf"(?:{alternatives(words.months)})\b\.?"
    suffix = "|".join(words.day_suffixes)
    day = rf"(?:[12]\d|3[01]|0?[1-9])(?:{suffix})?(?!\d|,\d|\.\d)"
    dash = rf"\s?(?:-|–|—|/|{inner['to']})\s?(?:{the} )?"
    weekday = rf"(?:{weekday_pattern(language)}\.?,?\s(?:{the} )?)?"
    leads = inner["in_the_year"]
    feast = alternatives(words.feasts).replace("'", "[’']")
    century = rf"{leads}(?:{YEAR}(?!\d|,\d)|{said.year}|{ROMAN_YEAR})"
    short = r"[’'‘]\d\d\b"

    def year(name: str) -> str:
        return rf"(?:,? ?(?P<{name}>{century})|,? (?P<{name}s>{short}))"

    shapes = [
        rf"(?P<iso>(?<!\d)(?P<iy>{YEAR})(?P<isep>[-/.])(?P<im>0[1-9]|1[0-2])(?P=isep)(?P<id>[0-3]\d)(?!\d))",
        rf"(?P<num>(?<![\d./-])(?P<na>\d\d?)(?P<sep>[./-])(?P<nb>\d\d?)(?P=sep)(?P<ny>{YEAR})(?!\d))",
        r"(?P<ns>(?<![\d./-])(?P<sa>\d\d?)(?P<ssep>[./])(?P<sb>\d\d?)(?P=ssep)(?P<sy>\d\d)(?![\d./-]))",
        # 20.I.1990, 3/iv/1912, 3 IV 1912
        rf"(?P<rom>(?<![\d./-])(?P<rd>\d\d?)(?P<rsep>[./ -])\s?(?P<rm>{'|'.join(ROMAN_MONTHS)})\.?"
        rf"(?P=rsep)\s?(?:(?P<ry>{YEAR})|(?<=[./])(?P<rys>\d\d))(?!\d))",
        # 1873, September 9; 1941 March 21
        rf"(?P<ymd>(?P<y7>{YEAR})[,.]? (?P<m7>{month}),? (?P<d7>{day}))",
        # 19-20 January 1990; 20th of January, 1990; this 3rd day of May 1927; 20-Jan-1990
        rf"(?P<dmy>{weekday}(?:(?P<d1>{day}){dash})?(?P<d2>{day})(?: {inner['day']})?(?: {of})?(?: |-)"
        rf"(?P<m1>{month})-?{year('y1')}?)",
        # the third day of May, nineteen hundred and two; the twenty-first of March
        rf"(?P<wmy>{weekday}(?P<dw>{said.day})(?: {inner['day']})? {of} (?:{inner['the_month_of']} )?"
        rf"(?P<mw>{month}){year('yw')}?)",
        # January 19-20, 1990; Jan. 22, 1990; the night of January 19 to 20, 1990; March the third
        rf"(?P<mdy>{weekday}(?P<m2>{month}) "
        rf"(?:(?:{the} )?(?:(?P<d3>{day}){dash})?(?P<d4>{day})|{the} (?P<d5>{said.day})\b)(?:,?(?= ){year('y2')})?)",
        # January 19 to January 20, 1990 is read as its parts; January 1990; July/August 1994
        rf"(?P<my>(?:(?P<m4>{month}){dash})?(?P<m3>{month})(?: {of})?{year('y3')})",
        rf"(?P<feast>(?P<fn>{feast}),? ?(?P<fy>{century}))",
        # 181430Z JUN 13, as signals have it
        rf"(?P<dtg>(?P<gd>[0-3]\d)[0-2]\d[0-5]\dZ? ?(?P<gm>{month}) ?(?P<gy>{YEAR}|\d\d)\b)",
        rf"(?P<nm>(?<![\d./-])(?P<nmm>0[1-9]|1[0-2])/(?P<nmy>{YEAR})(?![\d/]))",
        rf"(?P<span>(?<![\d.,-])(?P<y5>{YEAR})(?:\s?[–-]\s?|/)(?P<y6>{YEAR}|\d\d|\d(?=\)))(?![\d.,-]*\d))",
        rf"(?P<said>\b{inner['the_year']} {inner['of_our_lord']}(?P<y8>{said.year}))",
        rf"(?P<yr>(?<![\d.,£$€-])(?P<y4>{YEAR}|{ROMAN_YEAR})(?:s\b)?(?![\d%-]|[.,/]\d))",
    ]
    # A look at the first letters spares trying every shape at every word.
    starts = {
        word.lower()[:3]
        for word in (*words.weekdays, *words.months, *words.feasts, *_ranks(language), inner["the_year"])
    }
    gate = rf"(?=\d|{alternatives(starts)}|m[mdclxvi])"
    return re.compile(rf"(?<![^\W_]){gate}(?:" + "|".join(shapes) + ")", re.IGNORECASE)
