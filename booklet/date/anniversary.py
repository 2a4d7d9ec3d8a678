"""The date of a text that says how long ago its event was: 'sixty years on', 'the centenary'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from itertools import islice

from booklet.almanac import alternatives, value_of
from booklet.date.reading import Found, Reading, around, best, matches, near_years, patterns, short
from booklet.dates import find_dates, weekday_of
from booklet.languages import calendar
from booklet.model import PartialDate

# How plainly each way of speaking reckons from the event to the day of writing.
_WAYS = (
    ("anniversary", 6.0),
    ("year_anniversary", 6.0),
    ("marks_years", 5.5),
    ("years_passed", 5.0),
    ("years_ago", 4.5),
    ("years_this", 4.5),
    ("now_after", 4.0),
    ("it_is_years", 4.0),
    ("times", 3.0),
    ("years_after", 3.0),
)
_AT_HEAD_ONLY = {"years_after", "times", "it_is_years", "now_after"}
_OPENS = 12  # characters before 'fifty years after' within which it opens its sentence
_LAST_YEAR = 2100
_MOST = 100  # places of one way of speaking: a text that has more says nothing by it


@dataclass(frozen=True, slots=True)
class _Span:
    """A number of years that a text names, and how."""

    way: str
    years: int
    score: float
    phrase: str
    sentence: str
    at_head: bool


def reckoned(reading: Reading, event: PartialDate | None) -> Found | None:
    """Reckon the year from an anniversary, and month and day only where words of the text give them."""
    found: list[Found] = []
    for span in _spans(reading):
        date = _year(reading, event, span)
        if date:
            quoted = f"“{short(around(span.sentence, span.phrase))}”"
            score = span.score + (1.0 if span.at_head else 0.0) - (1.5 if _is_past(reading, span) else 0.0)
            found.append(Found(score + 0.05 * len(str(date)), date, quoted))
    chosen = best(found)
    if chosen is None:
        return None
    # The year is settled; another sentence that reckons to the same year may give month and day.
    finest = max((f for f in found if f.date.year == chosen.date.year), key=lambda f: (len(str(f.date)), f.score))
    return _by_the_day(reading, event, finest)


def _spans(reading: Reading) -> Iterator[_Span]:
    language, text = reading.language, reading.text
    near = near_years(reading)
    for way, score in _WAYS:
        found = (match for start, end in near for match in patterns(language)[way].finditer(text, start, end))
        for match in islice(found, _MOST):
            at_head = match.start() < reading.head_end
            if way in _AT_HEAD_ONLY and not at_head:
                continue
            if "anniversary" not in way and _vague(reading, match.start()):
                continue
            sentence = reading.sentence(match.start()) or match[0]
            if way == "years_after" and not _of_now(reading, sentence, match[0]):
                continue
            weight = score
            if way == "years_ago" and not at_head and not matches(language, "today", sentence):
                weight = 2.0
            years = years_in(match, language)
            if years > 1 or at_head or matches(language, "today", sentence):
                yield _Span(way, years, weight, match[0], sentence, at_head)
    jubilees = calendar(language).jubilees
    pattern = rf"\b(?:{alternatives(jubilees)})\b"
    for match in islice(re.finditer(pattern, text, re.IGNORECASE), _MOST):
        phrase, at_head = match[0].lower(), match.start() < reading.head_end
        sentence = reading.sentence(match.start()) or match[0]
        today = matches(language, "today", sentence)
        if _vague(reading, match.start()) or not (at_head or today):
            continue
        follows = text[match.end() : match.end() + 30]
        if matches(language, "loose_jubilee", phrase) and not today and not matches(language, "ago_after", follows):
            continue
        yield _Span("jubilee", jubilees[phrase], 4.0, match[0], sentence, at_head)


def _of_now(reading: Reading, sentence: str, phrase: str) -> bool:
    """Say whether 'fifty years after' reckons to the day of writing; 'my mother married five years after' does not."""
    if sentence.find(phrase) <= _OPENS or matches(reading.language, "today", sentence):
        return True
    return sentence in reading.titles() and not sentence.endswith(".")


def years_in(match: re.Match[str], language: str) -> int:
    """Return the number of years that a match names; 'a year' has no number."""
    return value_of(match["n"], language) if match["n"] else 1


def _vague(reading: Reading, start: int) -> bool:
    line = reading.text.rfind("\n", 0, start) + 1
    return matches(reading.language, "approximate", reading.text[max(line, start - 24) : start])


def _is_past(reading: Reading, span: _Span) -> bool:
    """Say whether a sentence tells of an earlier anniversary: 'on the 50th anniversary a stone was laid'."""
    rest = span.sentence.replace(span.phrase, "")
    return matches(reading.language, "past_telling", rest) and not matches(reading.language, "today", span.sentence)


def _is_remembered(reading: Reading, span: _Span) -> bool:
    """Say whether a past anniversary is only looked back on: 'a memorial was dedicated on its 75th anniversary'."""
    before = span.sentence[: span.sentence.find(span.phrase)]
    past = _is_past(reading, span) and not matches(reading.language, "recent", span.sentence)
    rest = span.sentence.replace(span.phrase, "")
    return past and (matches(reading.language, "its_anniversary", before) or matches(reading.language, "another", rest))


# -- the year


def _year(reading: Reading, event: PartialDate | None, span: _Span) -> PartialDate | None:
    """Add the years to the event's; a date in the sentence may be the event's own, or the anniversary's."""
    dates = [m.date for m in find_dates(span.sentence, reading.language) if m.date]
    origin = [d for d in dates if any(o.year - d.year == span.years for o in dates)]
    anniversary = [
        d
        for d in dates
        if any(d.year - o.year == span.years for o in dates) or (event and d.year - event.year == span.years)
    ]
    if anniversary:
        date = max(anniversary, key=lambda d: len(str(d)))
        past = _is_past(reading, span) and not (span.at_head and date.day)
        return None if past or _overtaken(reading, date.year) else date
    if event and any(d.year + span.years == event.year for d in dates):
        return None  # 'built in 1886, it burst 27 years later' reckons to the event, not from it
    base = origin[0] if origin else event
    if (
        span.way in {"years_ago", "years_passed", "marks_years"}
        and len(dates) == 1
        and event
        and dates[0].year != event.year
    ):
        base = dates[0]
    if base is None or span.years == 0 or base.year + span.years > _LAST_YEAR:
        return None
    year = base.year + span.years
    year += matches(reading.language, "last_year", span.sentence) - matches(
        reading.language, "next_year", span.sentence
    )
    if dates and not {d.year for d in dates} & {base.year, year}:
        return None  # 'the centenary of the mill was kept in 1911'
    if _is_remembered(reading, span) or _overtaken(reading, year):
        return None
    if matches(reading.language, "not_yet", span.sentence) and "anniversary" not in span.way:
        return _next_month(reading, span, base, year)
    return _fine(reading, _own_clauses(reading, span), base, year)


def _own_clauses(reading: Reading, span: _Span) -> str:
    """Return a sentence without the clause that begins after its phrase with 'and' or 'but'."""
    begin = span.sentence.find(span.phrase) + len(span.phrase)
    following = patterns(reading.language)["next_clause"].search(span.sentence, max(0, begin))
    return span.sentence[: following.start()] if following else span.sentence


def _overtaken(reading: Reading, year: int) -> bool:
    """Say whether the text tells of a later year, so that it cannot be of this one."""
    return reading.latest_year > year


# -- month and day


def _fine(reading: Reading, sentence: str, base: PartialDate, year: int) -> PartialDate:
    """Add month and day where the words say today, this month, the eve or the day after."""
    language = reading.language
    day = _day_in(base, year)
    if day:
        if found := patterns(language)["from_today"].search(sentence):
            days = calendar(language).spans[found["unit"].lower()] * max(1, value_of(found["n"], language))
            return _partial(day - timedelta(days=days))
        if matches(language, "eve", sentence):
            return _partial(day - timedelta(days=1))
        if matches(language, "yesterday", sentence):
            return _partial(day + timedelta(days=1))
        if matches(language, "today", sentence):
            return _partial(day)
        if matches(language, "this_week", sentence):
            return _certain(day - timedelta(days=6), day + timedelta(days=6))
        if matches(language, "next_week", sentence):
            return _certain(day - timedelta(days=13), day - timedelta(days=1))
        if matches(language, "days_from_now", sentence):
            return _certain(day - timedelta(days=10), day - timedelta(days=1))
        if matches(language, "weeks_from_now", sentence):
            return _certain(day - timedelta(days=60), day - timedelta(days=1))
    for name, months in (("next_month", -1), ("last_month", 1)):
        if base.month and matches(language, name, sentence):
            return _moved_month(year, base.month, months)
    if match := patterns(language)["this_month"].search(sentence):
        named = (match["month"] or "").lower()
        if match["weekday"] or not named:
            return _before_weekday(match[0], match["weekday"], day, language) or PartialDate(year)
        month = calendar(language).months.get(named, base.month)
        if month:
            return PartialDate(year, month)
    return PartialDate(year)


def _before_weekday(words: str, name: str | None, day: Day | None, language: str) -> PartialDate | None:
    """Return what is certain of a text that says 'on Saturday it will be fifty years'."""
    if day is None or (name and weekday_of(name, language) != day.weekday()):
        return None
    if matches(language, "weekday_past", words):
        return _certain(day, day + timedelta(days=6))
    return _certain(day - timedelta(days=7), day - timedelta(days=1))


def _next_month(reading: Reading, span: _Span, base: PartialDate, year: int) -> PartialDate | None:
    """Return the month of 'next month it will be half a century'; 'next year' and 'will be' alone give nothing."""
    fine = _fine(reading, span.sentence, base, year)
    soon = fine.month or any(matches(reading.language, f"{unit}_from_now", span.sentence) for unit in ("days", "weeks"))
    return fine if soon or matches(reading.language, "next_year", span.sentence) else None


def _by_the_day(reading: Reading, event: PartialDate | None, chosen: Found) -> Found:
    """Take the event's day where another sentence says 'this morning', or 'today' of a service or a wreath."""
    day = _day_in(event, chosen.date.year) if event else None
    if day is None or chosen.date.precision != "year":
        return chosen
    for start, end in reading.sentences:
        sentence = reading.text[start:end]
        literal = matches(reading.language, "literal_today", sentence)
        loose = matches(reading.language, "loose_today", sentence) and matches(reading.language, "ceremony", sentence)
        if not literal and not loose:
            continue
        shift = 0
        if not literal:
            shift = 1 if matches(reading.language, "yesterday", sentence) else 0
            shift = -1 if matches(reading.language, "eve", sentence) else shift
        words = f"{chosen.words}; “{short(sentence, 100)}”"
        return Found(chosen.score, _partial(day + timedelta(days=shift)), words)
    return chosen


def _day_in(date: PartialDate, year: int) -> Day | None:
    if not date.month or not date.day or not 1 <= year <= _LAST_YEAR:
        return None
    return Day(year, date.month, min(date.day, 28) if date.month == 2 else date.day)


def _partial(day: Day) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _certain(first: Day, last: Day) -> PartialDate:
    """Return what all days of a stretch have in common."""
    return PartialDate(last.year, last.month) if first.month == last.month else PartialDate(last.year)


def _moved_month(year: int, month: int, by: int) -> PartialDate:
    months = year * 12 + month - 1 + by
    return PartialDate(months // 12, months % 12 + 1)
