"""The words beside a number that open or blur it, 'more than', 'or so', and the vague plurals, 'dozens'."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from booklet.languages import any_of
from booklet.model import Qualifier
from booklet.numbers.forms import Number, data, key
from booklet.units import unit_after


def _names(language: str, group: str) -> dict[str, Qualifier]:
    return {words: name for name, forms in data(language)[group].items() for words in forms}


@cache
def _qualifiers(language: str) -> tuple[Mapping[str, Qualifier], Mapping[str, Qualifier], int]:
    """Return what touches a number from the left and what it means: in words, in signs, and the most words of one."""
    names = _names(language, "qualifiers")
    words = {name: kind for name, kind in names.items() if name[0].isalpha()}
    signs = {name: kind for name, kind in names.items() if not name[0].isalpha()}
    return words, signs, max(len(name.split()) for name in words)


_OPENING = "(“‘\"'—–-"
_LEAD = re.compile(r"\S+")


def _qualifier_before(before: str, language: str) -> tuple[Qualifier, int] | None:
    """Return the longest qualifier at the end of a text and the place where it begins."""
    words, signs, most = _qualifiers(language)
    bare = before.rstrip()
    if bare[-1:].isalpha() and not _may_end(bare, language):
        return None
    for sign, kind in signs.items():
        if bare.endswith(sign):
            return kind, len(bare) - len(sign)
    places = [match.start() for match in _LEAD.finditer(bare)]
    if not places:
        return None
    ends = [len(bare)]
    if len(places) > 1 and key(bare[places[-1] :]) in data(language)["between"]["articles"]:
        ends.append(len(bare[: places[-1]].rstrip()))
    for end in ends:
        inside = [place for place in places if place < end][-most:]
        for place in inside:
            said = " ".join(bare[place:end].lower().split())
            if said in words:
                return words[said], place
            if (plain := said.lstrip(_OPENING)) in words:
                return words[plain], place + len(said) - len(plain)
    return None


def _may_end(bare: str, language: str) -> bool:
    """Say whether the last word of a text may be the last of a qualifier; it is none before most numbers."""
    last = bare.rsplit(None, 1)[-1].lower()
    return last in _last_words(language) or last.lstrip(_OPENING) in _last_words(language)


@cache
def _last_words(language: str) -> frozenset[str]:
    words, _, _ = _qualifiers(language)
    return frozenset(name.split()[-1] for name in words) | frozenset(data(language)["between"]["articles"])


@cache
def _after(language: str) -> tuple[re.Pattern[str], Mapping[str, Qualifier]]:
    """Return the same for what follows a number."""
    names = _names(language, "after")
    words = sorted(names, key=len, reverse=True)
    alternatives = "|".join(re.escape(w) + (r"(?!\w)" if w[-1].isalpha() else "") for w in words)
    return re.compile(rf"\s?,?\s?({alternatives})", re.IGNORECASE), names


def qualified(text: str, number: Number, language: str) -> Number:
    """Take in the words that open or blur a number."""
    start, end, name = number.start, number.end, number.qualifier
    before = text[max(0, start - 44) : start]
    after_pattern, after_names = _after(language)
    match = after_pattern.match(text[end : end + 26])
    behind = end + (match.end() if match else 0)
    found = _qualifier_before(before, language)
    if found and number.unit and _is_way(language).search(before):
        found = None  # 'the fire swept over 640 acres' says where, not how many
    if found:
        name, start = found[0], start - len(before) + found[1]
    elif match and not _goes_on(language).match(text[behind : behind + 12]):
        name, end = after_names[key(match[1])], behind
        unit = unit_after(text, end, language) if not (number.unit or number.currency) else None
        if unit:  # '20-odd feet', '40 or so pounds'
            number = replace(
                number, currency=unit.name * (unit.kind == "money"), unit=unit.name * (unit.kind == "measure")
            )
            end = unit.end
    if (start, end, name) == (number.start, number.end, number.qualifier):
        return number
    low, high = number.low, number.high
    if name in {"more than", "at least"}:
        high = None
    elif name in {"at most", "less than"}:
        low = None
    return replace(number, start=start, end=end, low=low, high=high, qualifier=name)


@cache
def _is_way(language: str) -> re.Pattern[str]:
    """Return a verb of motion with the word that leads to the ground it covered: 'swept over'."""
    between = data(language)["between"]
    return re.compile(rf"\b(?:{any_of(between['moved'])}) (?:{any_of(between['across'])})\s*$", re.IGNORECASE)


@cache
def _goes_on(language: str) -> re.Pattern[str]:
    """Return what shows that a qualifier belongs to the next number: 'sixty-nine, and more than 180'."""
    return re.compile(rf"\s(?:{any_of(data(language)['between']['goes_on'])}|\d)")


@cache
def _vague(language: str) -> re.Pattern[str]:
    many = any_of(data(language)["between"]["many"])
    return re.compile(
        rf"(?<![\w-])(?:(?:{many}) )?({any_of(data(language)['vague'])})(?![\w-])",
        re.IGNORECASE,
    )


def with_vague(text: str, numbers: list[Number], language: str) -> list[Number]:
    """Add 'dozens', 'hundreds of thousands' and their like as open intervals."""
    vague, link = data(language)["vague"], data(language)["between"]["of"]
    result = list(numbers)
    ordered = sorted(numbers, key=lambda n: n.core_start)
    at = 0
    for match in _vague(language).finditer(text):
        while at < len(ordered) and ordered[at].core_end <= match.start():
            at += 1
        if at < len(ordered) and ordered[at].core_start < match.end():
            continue
        end = match.end() - (len(link) if key(match[1]).endswith(link) else 0)
        result.append(
            Number(match.start(), end, match.start(), end, float(vague[key(match[1])]), None, "vague", in_words=True)
        )
    return sorted(result, key=lambda n: n.start)
