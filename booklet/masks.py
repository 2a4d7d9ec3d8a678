"""Numbers that are never a quantity: dates, times, ages, durations, ordinals, pages, streets, telephones, votes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from booklet.dates import Mention, find_dates
from booklet.languages import table
from booklet.nouns import is_mostly_verb, is_plural, noun_class
from booklet.wording import grammar

_NO_NAMES = frozenset({"person", "group", "corpse", "animal", "time", "measure", "money"})  # 'Women 31' counts them
_COUNTED = re.compile(r"\s([a-z]+)")


_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
_DIGITS = re.compile(r"\d+")
_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE}
_AROUND = 120  # characters to either side of a number in which a mask may begin or end


def masked(
    text: str,
    language: str = "en",
    dates: Sequence[Mention] | None = None,
    numbers: Sequence[tuple[int, int]] | None = None,
) -> list[tuple[int, int, str]]:
    """Return (start, end, what it is) of every stretch that holds no quantity, in order. They may overlap.

    `dates` are the dates of the text and `numbers` the places of its numbers, where they are known already: only
    what stands near a number is looked at.
    """
    dates = find_dates(text, language) if dates is None else dates
    spans = [(m.start, m.end, "a date") for m in dates if not _is_count(text, m.start, m.end)]
    checked = _checked(language)
    windows = _windows(text, numbers)
    for start, end in windows:
        for name in ("of_age", "apposition"):
            found = checked[name].finditer(text, start, end)
            spans += [(m.start(2), m.end(2), "an age") for m in found if _is_one_person(m[1])]
        found = checked["of_self"].finditer(text, start, end)
        spans += [(m.start(2), m.end(2), "an age") for m in found if _is_self(m[1], checked["selves"])]
        numbered = (m for m in checked["numbered"].finditer(text, start, end) if _is_numbered(text, m))
        spans += [(m.start(2), m.end(2), "a number of its kind") for m in numbered]
    for row, start, end in _tries(text, windows, _rows(language)):
        for match in row.pattern.finditer(text, start, end):
            group = match.lastindex or 0
            spans.append((match.start(group), match.end(group), row.name))
    return sorted(spans)


def _tries(text: str, windows: Sequence[tuple[int, int]], rows: _Rows) -> Iterator[tuple[_Row, int, int]]:
    """Yield every row with each stretch of the text in which it may find something, so that few are tried at all."""
    low = text.lower()
    low = low if len(low) == len(text) else text  # some capitals have two small letters
    spots: dict[_Row, list[tuple[int, int]]] = defaultdict(list)
    for start, end in windows:
        for row in rows.anywhere:
            yield row, start, end
        for word in _WORD.finditer(low, start, end):
            for row in rows.by_word.get(word[0], ()):
                _widen(spots[row], max(start, word.start() - row.before), min(end, word.end() + row.behind))
        for digits in _DIGITS.finditer(low, start, end):
            for row in rows.by_word["0"]:
                _widen(spots[row], max(start, digits.start() - row.before), min(end, digits.end() + row.behind))
    for row, stretches in spots.items():
        for start, end in stretches:
            yield row, start, end


def _widen(stretches: list[tuple[int, int]], start: int, end: int) -> None:
    """Add a stretch to others that stand before it, or join it to the last of them where the two meet."""
    if stretches and start <= stretches[-1][1]:
        stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
    else:
        stretches.append((start, end))


def _windows(text: str, numbers: Sequence[tuple[int, int]] | None) -> list[tuple[int, int]]:
    """Return the stretches round the numbers, joined where they meet: from a space to a space, inside a paragraph."""
    if numbers is None:
        return [(0, len(text))]
    windows: list[tuple[int, int]] = []
    for start, end in numbers:
        first = text.rfind(" ", 0, max(0, start - _AROUND)) + 1
        last = text.find(" ", end + _AROUND)
        last = len(text) if last < 0 else last
        first = max(first, text.rfind("\n\n", first, start) + 1)
        paragraph = text.find("\n\n", end, last)
        last = paragraph if paragraph >= 0 else last
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
        else:
            windows.append((first, last))
    return windows


@cache
def _checked(language: str) -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in table("masks.toml", language)["checked"].items()}


def _is_count(text: str, start: int, end: int) -> bool:
    """Say whether what looks like a year counts people: '1316 passengers'."""
    if end - start != 4 or not text[start:end].isdigit():
        return False
    following = _COUNTED.match(text, end)
    return bool(following and is_plural(following[1]) and noun_class(following[1]) == "person")


def _is_numbered(text: str, match: re.Match[str]) -> bool:
    """Say whether a name with a number behind it is one of many of its kind: 'Reel 6', 'Rua 9'."""
    word = match[1].lower()
    if is_plural(word) or is_mostly_verb(word) or noun_class(word) in _NO_NAMES:
        return False
    row = re.search(r"\d[,;] (?:[A-Z]\w+ )*$", text[max(0, match.start() - 40) : match.start()])
    if row or re.match(r"[,;] (?:and )?(?:[A-Z]\w+ ){1,3}\d", text[match.end() : match.end() + 40]):
        return False  # 'Orm 30, Velsa 20': names of a row, each with its count
    known = noun_class(word) is not None
    inside = re.search(r"[a-z,] $", text[max(0, match.start() - 2) : match.start()]) is not None
    followed = re.match(r" [a-z]", text[match.end() : match.end() + 2]) is not None
    return (known and not followed) or (inside and not known and not followed)


def _is_one_person(word: str) -> bool:
    """Say whether a word names one person, whose age may stand behind: 'his bride, eighteen,'."""
    return noun_class(word) == "person" and not is_plural(word)


def _is_self(word: str, selves: re.Pattern[str]) -> bool:
    """Say whether a subject is one person, who is so many years old: 'she was nineteen', 'Mother is 70'."""
    low = word.lower()
    if selves.fullmatch(low):
        return True
    known = noun_class(low)
    return (known == "person" and not is_plural(low) and not low.endswith("ed")) or (
        known is None and word[0].isupper() and not is_mostly_verb(low) and low not in grammar().closed
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """An expression with the name of what it finds, and how far from its words it may reach."""

    name: str
    pattern: re.Pattern[str]
    before: int = 0
    behind: int = 0


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a language: those tried round every number, and the others by the words that call for them."""

    anywhere: tuple[_Row, ...]
    by_word: Mapping[str, Sequence[_Row]]


@cache
def _rows(language: str) -> _Rows:
    data = table("masks.toml", language)
    anywhere: list[_Row] = []
    by_word: dict[str, list[_Row]] = {"0": []}
    for given in data["mask"]:
        pattern = given["pattern"]
        for name, words in data["lists"].items():
            pattern = pattern.replace(f"{{{name}}}", words)
        flags = re.NOFLAG
        for letter in given["flags"]:
            flags |= _FLAGS[letter]
        row = _Row(given["name"], re.compile(pattern, flags), *given.get("reach", ()))
        words = given.get("words", ())
        for word in _words_of(data["lists"][words]) if isinstance(words, str) else words:
            by_word.setdefault(word, []).append(row)
        if not words:
            anywhere.append(row)
    return _Rows(tuple(anywhere), by_word)


def _words_of(pattern: str) -> Iterator[str]:
    r"""Yield the words of a list such as '(?:days?|no\.?|pp?\.)': day, days, no, p, pp."""
    for word in pattern.removeprefix("(?:").removesuffix(")").replace(r"\.?", "").replace(r"\.", "").split("|"):
        yield word.replace("?", "")
        if word.endswith("?"):
            yield word[:-2]
