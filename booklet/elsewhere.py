"""Figures that speak of another event than the folder's, and the places that a clause names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from booklet.languages import any_of, calendar
from booklet.model import PartialDate
from booklet.nouns import noun_class, verb_lemma
from booklet.numbers import Number
from booklet.readings import Sentence
from booklet.wording import anywhere, capital_or_not, wording


@dataclass(frozen=True, slots=True)
class _Signs:
    """What names a place, and what leaves the event of a text for another."""

    place: re.Pattern[str]
    label: re.Pattern[str]  # 'Orm 30'
    no_places: frozenset[str]
    likening: re.Pattern[str]  # before a figure
    likening_too: re.Pattern[str]  # anywhere in its sentence
    compared: re.Pattern[str]  # 'the worst wreck since the Orlanda, where '
    at_place: re.Pattern[str]  # 'at Orm pit in ', before a year
    than: re.Pattern[str]  # 'worse than at Orm, where '
    before_event: re.Pattern[str]  # 'twelve years earlier'
    head: re.Pattern[str]  # 'Orm, ', at the head of the sentence
    apart: re.Pattern[str]  # 'At Orm, the year before, ', at the head of the sentence
    aside: re.Pattern[str]  # the same
    named: re.Pattern[str]  # 'the Norham pit (1875: '
    toll: re.Pattern[str]  # '60 dead)'
    after_year: re.Pattern[str]
    published: re.Pattern[str]


@cache
def _signs(language: str) -> _Signs:
    words, days = wording(language), calendar(language)
    name = r"[A-Z][\w’'-]+"
    likening = any_of(words.likening_signs)
    return _Signs(
        re.compile(
            rf"\b(?:{capital_or_not(words.place_prepositions)}) (?:(?:{any_of(words.articles)}) )?"
            rf"((?:{name})(?: (?:(?:{any_of(words.name_particles)}) )?{name}){{0,3}})"
        ),
        re.compile(rf"(?:^|[,:;(|\n]\s*)((?:{name})(?: {name}){{0,2}})[ \t:|.…–—-]{{1,40}}$"),
        words.no_places | {day.lower() for day in (*days.month_names, *days.weekdays)},
        re.compile(rf"\b(?:{any_of(words.likening)})\b[^.]*$", re.IGNORECASE),
        re.compile(rf"\b(?:{likening})\b|\(|\b(?:{any_of(words.in_year)}) 1[0-9]{{3}}\b", re.IGNORECASE),
        re.compile(
            rf"\b(?:{any_of(words.extremes)})\b[^.;]{{0,60}}\b(?:{any_of(words.since)})\b[^.;]{{1,60}}"
            rf"(?:\b(?:{any_of(words.relative_of)})\b|\()[^.;]{{0,24}}$|"
            rf"\b(?:{any_of(words.alike)}) (?:{any_of(words.disasters)})\b[^.;]*$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?:{any_of(words.apart_prepositions)}) ((?:{name})(?: {name}){{0,3}})(?: [a-z]+)?,? "
            rf"(?:{any_of(words.in_year)}) $"
        ),
        re.compile(
            rf"\b(?:{any_of(words.than)}) (?:{any_of(words.place_prepositions)}) (?:{name} ?){{1,3}},? "
            rf"(?:{any_of(words.relative_of)})\b[^.;]{{0,24}}$"
        ),
        anywhere(words.before_event),
        re.compile(rf"\W*((?:{name})(?: {name}){{0,2}}), "),
        re.compile(
            rf"\W*(?:{capital_or_not(words.apart_prepositions)}) ((?:{name})(?: {name}){{0,3}})(?: [a-z]+)?,? "
            rf"(?:{any_of(words.apart)})\b"
        ),
        re.compile(rf"\W*(?:{any_of(words.opening_asides)})\b", re.IGNORECASE),
        re.compile(
            rf"[A-Z]\w+(?: [A-Z]\w+)*,?(?: (?:{any_of(words.event_names)}))? ?\((?:1[5-9]\d\d|20\d\d)?[,;:]? ?$"
        ),
        re.compile(rf" (?:{any_of(words.tolls)})?\)"),
        re.compile(rf"\)?,?:? ?(?:(?:{any_of(words.year_joints)}) ?){{0,3}}"),
        re.compile(rf"(?:{any_of(words.published)})\W*(?:\w+\W+){{0,2}}$", re.IGNORECASE),
    )


def places(sentence: Sentence, number: Number) -> frozenset[str]:
    """Return the names of places in the clause of a number: after 'in', 'at', 'near' and their like."""
    text, signs = sentence.text, _signs(sentence.language)
    start = max(text.rfind(mark, 0, number.start) for mark in ";:(") + 1
    ends = [at for mark in ";:)" if (at := text.find(mark, number.end)) >= 0]
    found = signs.place.findall(text, start, min([*ends, number.end + 110, len(text)]))
    label = signs.label.search(text, 0, number.start)
    if label and _is_name(sentence, label):
        found = [label[1], *found]
    return frozenset(name for name in found if name.lower() not in signs.no_places)


def _is_name(sentence: Sentence, label: re.Match[str]) -> bool:
    """Say whether a label right before a number is a name and no word of the language: 'Orm 30, Velsa 20'."""
    words = label[1].lower().split()
    known = any(noun_class(word) or verb_lemma(word) for word in words[-1:])
    return not known and not any(event.start < label.end(1) and event.end > label.start(1) for event in sentence.events)


def _is_elsewhere(sentence: Sentence, number: Number) -> bool:
    """Say whether the words speak of another event: 'see also', 'unlike', a name with its toll in brackets."""
    text, signs, opens = sentence.text, _signs(sentence.language), sentence.opens
    before = text[: number.start]
    if not opens.isdisjoint({"extremes", "alike"}) and signs.compared.search(before):
        return True
    if "than" in opens and signs.than.search(before):
        return True
    apart = signs.apart.match(text) if "apart_prepositions" in opens else None
    if apart and apart.end() <= number.start and sentence.whole.count(apart[1]) <= 1:
        return True
    if "before_event" in opens and signs.before_event.search(before.lower()) and _is_named_once(sentence, signs):
        return True
    if "opening_asides" in opens and signs.aside.match(text):
        return True
    if "likening" in opens and signs.likening.search(before) and signs.likening_too.search(text):
        return True
    return "(" in before and bool(signs.named.search(before)) and bool(signs.toll.match(text[number.end :]))


def _is_named_once(sentence: Sentence, signs: _Signs) -> bool:
    """Say whether a sentence names a place that its text does not name again."""
    head = signs.head.match(sentence.text)
    names = [*signs.place.findall(sentence.text), *([head[1]] if head else [])]
    return any(name.lower() not in signs.no_places and sentence.whole.count(name) <= 1 for name in names)


def other_event(sentence: Sentence, number: Number, event: PartialDate | None, *, people: bool = True) -> str:
    """Return the year of the other event whose figure this is, 'elsewhere' where no year is named, or nothing."""
    title = sentence.headings.title(sentence.start + number.core_start).lower()
    aside = any(words in title for words in sentence.wording.asides)
    return _other_year(sentence, number, event, people) or (
        "elsewhere" if aside or _is_elsewhere(sentence, number) else ""
    )


def _is_in_brackets_behind(text: str, number: Number, at: int) -> bool:
    """Say whether brackets opened after the number hold what stands at `at`: it belongs to the words before them."""
    opened = text.rfind("(", number.end, at) if at > number.end else -1
    return opened > number.end + 2 and ")" not in text[opened:at]


def _other_year(sentence: Sentence, number: Number, event: PartialDate | None, people: bool) -> str:
    text, signs = sentence.text, _signs(sentence.language)
    years = [found for found in sentence.years if found[1] <= number.start or found[0] >= number.end]
    years = [found for found in years if not _is_in_brackets_behind(text, number, found[0])]
    if not years or (event and any(year == event.year for *_, year in years)):
        return ""
    for _, end, year in years:  # 'in 1875, where 600 drowned', 'Norham (1875): 60 dead'
        if end <= number.start and signs.after_year.fullmatch(text[end : number.start]):
            return str(year) if event is None or year < event.year else ""
    if event is None or not people:
        return ""  # what was built in 1829 and cost so much may belong to the event all the same
    start, _, year = min(years, key=lambda found: abs(found[0] - number.core_start))
    if year > event.year and (there := signs.at_place.search(text, 0, start)) and sentence.whole.count(there[1]) <= 1:
        return str(year)  # '23 more died at Orm pit in 1907'
    published = signs.published.search(text[max(0, start - 40) : start])
    return "" if published or year > event.year else str(year)
