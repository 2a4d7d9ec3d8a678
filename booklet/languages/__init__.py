"""What depends on a language: one folder of data a language, and the functions that load it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def phrases(language: str = "en") -> Mapping[str, Any]:
    """Return the publisher's fixed words of a language, by part of the book. Unknown languages have English ones."""
    return tomllib.loads(read_data(language, "phrases.toml"))


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a language writes dates and counts anniversaries."""

    month_names: tuple[str, ...]  # in full, January first
    months: Mapping[str, int]  # every way a month is written, in small letters, without a stop -> 1 to 12
    weekdays: tuple[str, ...]
    day_suffixes: tuple[str, ...]
    ordinals: Mapping[str, int]  # 'first' -> 1; compounds ('thirty-fourth') are joined from tens and ordinals
    tens: Mapping[str, int]
    jubilees: Mapping[str, int]  # 'centenary' -> 100
    feasts: Mapping[str, tuple[int, int]]  # 'christmas day' -> month and day, in small letters
    date_words: Mapping[str, str]  # what stands inside a date: 'of', 'to', 'the'
    spans: Mapping[str, int]  # 'week' -> 7 days
    number_words: Mapping[str, str]  # what joins numbers: 'hundred', 'thousand', 'score', 'and', 'a'
    before_year: str  # pattern of the words after which four digits are a year
    counted_after: str  # pattern of the words before which they are none
    day_told: str  # pattern of the words before a date that make it the day of what a line tells of


def base(language: str) -> str:
    """Return the language without its region: 'pt' for 'pt-br'."""
    return language.partition("-")[0]


def read_data(language: str, name: str) -> str:
    """Read a file of a language; where it has none of its own, the English one."""
    folder = files("booklet.languages")
    file = folder / language / name
    return (file if file.is_file() else folder / "en" / name).read_text("utf-8")


def has(language: str, name: str) -> bool:
    """Say whether a language has a data file of its own."""
    return (files("booklet.languages") / language / name).is_file()


@cache
def calendar(language: str = "en") -> Calendar:
    """Return the calendar of a language."""
    data = tomllib.loads(read_data(language, "calendar.toml"))
    months = {form.lower().rstrip("."): n for n, forms in enumerate(data["months"], 1) for form in forms}
    return Calendar(
        tuple(forms[0] for forms in data["months"]),
        months,
        tuple(data["weekdays"]),
        tuple(data["day_suffixes"]),
        data["ordinals"],
        data["tens"],
        data["jubilees"],
        {name.lower(): (month, day) for name, (month, day) in data["feasts"].items()},
        data["date_words"],
        data["spans"],
        data["number_words"],
        data["before_year"],
        data["counted_after"],
        data["day_told"],
    )


@cache
def word_list(name: str, language: str = "en") -> frozenset[str]:
    """Return a list of words kept one a line; lines that begin with # are remarks."""
    return frozenset(line for line in read_data(language, name).splitlines() if line and not line.startswith("#"))


@cache
def table(name: str, language: str = "en") -> Mapping[str, Any]:
    """Return a TOML table of a language."""
    return tomllib.loads(read_data(language, name))


_STANDS_FOR = {r"\*": r"\w*", "…": r"\w+", r"\#": r"\d", r"\ ": " "}  # in lists of phrases


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words or phrases, the longest tried first.

    '*' stands for any ending of a word, '…' for one word, '#' for one digit.
    """
    return "|".join(
        re.sub(r"\\[*# ]|…", lambda sign: _STANDS_FOR[sign[0]], re.escape(word))
        for word in sorted(words, key=lambda word: (-len(word), word))
    )
