"""Numbers that are never a quantity: dates, times, ages, durations, ordinals, pages, streets, telephones, votes."""

from __future__ import annotations

import re
from functools import cache

from booklet.dates import find_dates
from booklet.languages import table
from booklet.nouns import is_plural, noun_class, verb_lemma

_NO_NAMES = frozenset({"person", "group", "corpse", "animal", "time", "measure", "money"})  # 'Women 31' counts them
_COUNTED = re.compile(r"\s([a-z]+)")


def masked(text: str, language: str = "en") -> list[tuple[int, int, str]]:
    """Return (start, end, what it is) of every stretch that holds no quantity, in order. They may overlap."""
    spans = [(m.start, m.end, "a date") for m in find_dates(text, language) if not _is_count(text, m.start, m.end)]
    checked = {name: re.compile(pattern) for name, pattern in table("masks.toml", language)["checked"].items()}
    for name in ("of_age", "apposition"):
        spans += [(m.start(2), m.end(2), "an age") for m in checked[name].finditer(text) if _is_one_person(m[1])]
    numbered = (m for m in checked["numbered"].finditer(text) if _is_numbered(text, m))
    spans += [(m.start(2), m.end(2), "a number of its kind") for m in numbered]
    for name, pattern in _patterns(language):
        for match in pattern.finditer(text):
            group = next((g for g in range(1, pattern.groups + 1) if match.group(g)), 0)
            spans.append((match.start(group), match.end(group), name))
    return sorted(spans)


def _is_count(text: str, start: int, end: int) -> bool:
    """Say whether what looks like a year counts people: '1316 passengers'."""
    if end - start != 4 or not text[start:end].isdigit():
        return False
    following = _COUNTED.match(text, end)
    return bool(following and is_plural(following[1]) and noun_class(following[1]) == "person")


def _is_numbered(text: str, match: re.Match[str]) -> bool:
    """Say whether a name with a number behind it is one of many of its kind: 'Tape 14', 'Calle 14'."""
    word = match[1].lower()
    if is_plural(word) or verb_lemma(word) or noun_class(word) in _NO_NAMES:
        return False
    known = noun_class(word) is not None
    inside = re.search(r"[a-z,] $", text[max(0, match.start() - 2) : match.start()]) is not None
    followed = re.match(r" [a-z]", text[match.end() : match.end() + 2]) is not None
    return (known and not followed) or (inside and not known and not followed)


def _is_one_person(word: str) -> bool:
    """Say whether a word names one person, whose age may stand behind: 'his bride, eighteen,'."""
    return noun_class(word) == "person" and not is_plural(word)


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the expressions of a language, each with the name of what it finds."""
    data = table("masks.toml", language)
    flags = {"i": re.IGNORECASE, "m": re.MULTILINE, "": re.NOFLAG}
    compiled = []
    for row in data["mask"]:
        pattern = row["pattern"]
        for name, words in data["lists"].items():
            pattern = pattern.replace(f"{{{name}}}", words)
        given = re.NOFLAG
        for letter in row["flags"]:
            given |= flags[letter]
        compiled.append((row["name"], re.compile(pattern, given)))
    return tuple(compiled)
