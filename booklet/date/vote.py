"""The day that the texts of a folder speak of, by their vote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date as Day
from datetime import timedelta

from booklet.almanac import value_of
from booklet.date.reading import Reading, each, matches
from booklet.dates import Mention, checked, weekday_of, weekday_pattern
from booklet.model import PartialDate

_OPENING = 1500  # characters in which a report says when it happened


def elect(readings: Sequence[Reading], own: Mapping[str, PartialDate | None]) -> PartialDate | None:
    """Return the day with most votes. `own` are the texts' own dates, as far as they state them.

    A text votes once for every full date that it tells of, less for a day without its year, and by words that
    reckon from its own date: 'yesterday', 'on Saturday', 'twenty years ago today'.
    """
    votes: Counter[PartialDate] = Counter()
    years: Counter[int] = Counter()
    for reading in readings:
        date = own.get(reading.witness.file)
        _tell(reading, date, votes, years)
        _reckon(reading, date, votes, years)
    yearless = Counter(day for r in readings for day in {(m.month, m.day) for m in r.mentions if m.date is None})
    ranked = sorted(
        (-(n + 0.4 * years[date.year] + 0.4 * yearless[(date.month, date.day)]), date) for date, n in votes.items()
    )
    if ranked and ranked[0][0] < 0:
        return ranked[0][1]
    common = years.most_common(2)
    if not common or (len(common) == 2 and common[0][1] == common[1][1]):
        return None
    return PartialDate(common[0][0])


def _tell(reading: Reading, own: PartialDate | None, votes: Counter[PartialDate], years: Counter[int]) -> None:
    """Count the full dates that a text tells of; those of its title weigh more, those after its own date nothing."""
    told = Counter(_day_told(m) for m in reading.mentions if m.date and m.date.precision == "day" and m.date != own)
    titles = reading.titles()
    for date, count in told.items():
        if own and date.year == own.year and own.day and date > own:
            continue
        titled = str(date.year) in titles or any(
            str(date.year) in line.text and line.from_top < 3 for line in reading.lines
        )
        votes[date] += 1 + min(count - 1, 3) * 0.25 + 0.5 * titled  # type: ignore[assignment]  # votes are shares
    years.update({m.date.year for m in reading.mentions if m.date and not (own and m.date.year == own.year)})


def _day_told(mention: Mention) -> PartialDate:
    """Return the day that a date tells of: of a night ('19-20 January') the second, of more days the first."""
    assert mention.date is not None
    first, last = mention.first, mention.date
    several = first and first.day and last.day and last.day - first.day > 1
    return first if first and several else last


def _reckon(reading: Reading, own: PartialDate | None, votes: Counter[PartialDate], years: Counter[int]) -> None:
    """Count the days that a dated text points to from its own date."""
    if own is None:
        return
    for kind in ("anniversary", "years_ago"):
        for match in each(reading.language, kind, reading.text):
            year = own.year - value_of(match["n"], reading.language)
            years[year] += 1
            same = checked(year, own.month, own.day) if own.day else None
            if same and matches(reading.language, "today", reading.sentence(match.start())):
                votes[same] += 1
    if own.month is None or own.day is None:
        return
    day, opening = Day(own.year, own.month, own.day), reading.text[:_OPENING]
    ago: dict[int, float] = {}
    if matches(reading.language, "yesterday", opening):
        ago[1] = 1.0
    elif matches(reading.language, "literal_today", opening) or re.search(r"\bto-day\b", opening):
        ago[0] = 0.7
    for match in re.finditer(rf"\b[Oo]n ({weekday_pattern(reading.language)})\b(?!,? \d)", opening):
        ago.setdefault((day.weekday() - weekday_of(match[1], reading.language)) % 7 or 7, 0.7)
    for days, weight in ago.items():
        then = day - timedelta(days=days)
        votes[PartialDate(then.year, then.month, then.day)] += weight  # type: ignore[assignment]  # votes are shares
