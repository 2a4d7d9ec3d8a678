"""What stands beside a number and makes it a measure: a currency, a unit, a share of a hundred."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from booklet.languages import table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit beside a number. `start` and `end` are offsets of its words in the text."""

    kind: str  # 'money' or 'measure'
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    sign: re.Pattern[str]
    ahead: re.Pattern[str]
    after: re.Pattern[str]
    names: Mapping[str, tuple[str, str]]  # form, in small letters -> kind and name
    signs: tuple[str, ...]  # all that may stand before a number,
    words_ahead: tuple[str, ...]  # and the last words that may


def _words(forms: list[str]) -> str:
    return "|".join(
        re.escape(form.replace("_", " ")).replace(r"\ ", r"\s") for form in sorted(forms, key=len, reverse=True)
    )


@cache
def _patterns(language: str) -> _Patterns:
    data = table("units.toml", language)
    names: dict[str, tuple[str, str]] = {}
    exact: dict[str, tuple[str, str]] = {}
    for section, kind in (("money", "money"), ("measures", "measure"), ("before", "measure")):
        for name, forms in data[section].items():
            for form in forms:
                # Short signs are told apart by their letters' size: 'm' is a metre, 'M' is not.
                (exact if len(form) <= 2 else names)[_key(form)] = (kind, name)
    for name, forms in data["signs"].items():
        for form in forms:
            exact[form] = ("money", name)
    long = [f for s in ("money", "measures") for forms in data[s].values() for f in forms if len(f) > 2]
    short = [f for s in ("money", "measures") for forms in data[s].values() for f in forms if len(f) <= 2]
    signs = [f for forms in data["signs"].values() for f in forms]
    ahead = [f for forms in data["before"].values() for f in forms]
    return _Patterns(
        re.compile(rf"(?<![\w$£€])({_words(signs)})\s?$"),
        re.compile(rf"\b({_words(ahead)})\s$", re.IGNORECASE),
        re.compile(rf"(?:[\s-](?:of\s)?((?i:{_words(long)}))|\s?-?({_words(short)}|%|°[CF]?))(?![\w²³/])"),
        {**{k.lower(): v for k, v in names.items()}, **exact},
        tuple(signs),
        tuple({form.lower().split("_")[-1] for form in ahead}),
    )


def _key(form: str) -> str:
    return form.replace("_", " ")


def unit_words(name: str, language: str = "en") -> str:
    """Return a unit as it is printed: 'dollars', 'cubic metres', 'per cent'."""
    data = table("units.toml", language)
    forms = {**data["money"], **data["measures"], **data["before"]}.get(name, [name])
    word: str = next((form for form in forms if len(form) > 2), forms[0])
    return word.replace("_", " ")


def unit_before(text: str, start: int, language: str = "en") -> Unit | None:
    """Return the sign or word right before a number that begins at `start`: '£', 'Rs.', 'magnitude'."""
    patterns = _patterns(language)
    lead = text[max(0, start - 16) : start]
    bare = lead.rstrip()
    if not (bare.endswith(patterns.signs) or bare.lower().endswith(patterns.words_ahead)):
        return None  # so before most numbers
    match = patterns.sign.search(lead) or patterns.ahead.search(lead)
    if match is None:
        return None
    kind, name = _named(patterns, match[1])
    return Unit(kind, name, start - len(lead) + match.start(), start)


def unit_after(text: str, end: int, language: str = "en") -> Unit | None:
    """Return the unit right after a number that ends at `end`: '12 metres', '18-foot', '70 %'."""
    patterns = _patterns(language)
    match = patterns.after.match(text, end, min(len(text), end + 40))
    if match is None:
        return None
    kind, name = _named(patterns, match[1] or match[2])
    return Unit(kind, name, match.start(), match.end())


def _named(patterns: _Patterns, words: str) -> tuple[str, str]:
    form = re.sub(r"\s", " ", words)
    return (
        patterns.names.get(form)
        or patterns.names.get(form.lower())
        or ("measure", "percent" if "%" in form else "degree")
    )


def is_unit(word: str, language: str = "en") -> bool:
    """Say whether a word in small letters is a form of a unit or a currency: 'feet', 'kroner'."""
    return word in _patterns(language).names
