"""The day that the texts of a folder speak of, by their vote."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date as Day
from datetime import timedelta
from itertools import islice

from booklet.date.anniversary import years_in
from booklet.date.reading import Reading, each, happened, matches, near_years, patterns
from booklet.dates import Mention, checked, lately, weekday_of
from booklet.model import PartialDate

Votes = defaultdict[PartialDate, float]  # by day; a vote may be a share of one

_MOST = 100  # places of one way of reckoning in a text that are counted
_PERIOD = 40  # characters before a day in which 'for the year ended' stands
_OPENING = 1500  # characters in which a report says when it happened


def elect(readings: Sequence[Reading], own: Mapping[str, PartialDate | None]) -> PartialDate | None:
    """Return the day with most votes. `own` are the texts' own dates, as far as they state them.

    A text votes once for every full date that it tells of, less for a day without its year, and by words that
    reckon from its own date: 'yesterday', 'on Saturday', 'twenty years ago today'.
    """
    votes: Votes = defaultdict(float)
    years: Counter[int] = Counter()
    for reading in readings:
        date = own.get(reading.witness.file)
        _tell(reading, date, votes, years)
        _reckon(reading, date, votes, years)
    yearless = Counter(day for r in readings for day in {(m.month, m.day) for m in r.told if m.date is None})
    for reading in readings:
        own_date = own.get(reading.witness.file)
        for mention in {(m.month, m.day): m for m in reading.told if m.date is None}.values():
            day = lately(mention, own_date)
            if day and yearless[(day.month, day.day)] > 1:  # one text alone may speak of any day
                votes[day] += 0.4
    first: dict[tuple[int | None, int | None], PartialDate] = {}
    for date in sorted(votes):  # of one day in two years the later may be an anniversary: a stone, a service
        earlier = first.setdefault((date.month, date.day), date)
        if earlier != date:
            votes[earlier] += votes[date] / 2
    ranked = sorted(
        (-(n + 0.4 * years[date.year] + 0.4 * yearless[(date.month, date.day)]), date) for date, n in votes.items()
    )
    if ranked and ranked[0][0] < 0:
        return ranked[0][1]
    common = years.most_common(2)
    if not common or (len(common) == 2 and common[0][1] == common[1][1]):
        return None
    return PartialDate(common[0][0])


def _tell(reading: Reading, own: PartialDate | None, votes: Votes, years: Counter[int]) -> None:
    """Count the full dates that a text tells of; those of its title weigh more, those after its own date nothing."""
    told = Counter(
        _day_told(m)
        for m in reading.told
        if m.date and m.date.precision == "day" and m.date != own and not _ends_a_period(reading, m)
    )
    titles = reading.titles()
    for date, count in told.items():
        if own and date.year == own.year and own.day and date > own:
            continue
        titled = str(date.year) in titles or any(
            str(date.year) in line.text and line.from_top < 3 and not line.listed for line in reading.lines
        )
        votes[date] += 1 + min(count - 1, 3) * 0.25 + 0.5 * titled
    years.update({m.date.year for m in reading.told if m.date and not (own and m.date.year == own.year)})


def _ends_a_period(reading: Reading, mention: Mention) -> bool:
    """Say whether a day only closes the time that a report covers: 'for the year ended 31 March 1912'."""
    return matches(reading.language, "period", reading.text[max(0, mention.start - _PERIOD) : mention.start])


def _day_told(mention: Mention) -> PartialDate:
    """Return the day that a date tells of: of a night ('19-20 January') the second, of more days the first."""
    assert mention.date is not None
    first, last = mention.first, mention.date
    several = first and first.day and last.day and last.day - first.day > 1
    return first if first and several else last


def _reckon(reading: Reading, own: PartialDate | None, votes: Votes, years: Counter[int]) -> None:
    """Count the days that a dated text points to from its own date."""
    if own is None:
        return
    near = near_years(reading)
    for kind in ("anniversary", "years_ago"):
        found = (m for a, b in near for m in patterns(reading.language)[kind].finditer(reading.text, a, b))
        for match in islice(found, _MOST):
            year = own.year - years_in(match, reading.language)
            years[year] += 1
            same = checked(year, own.month, own.day) if own.day else None
            if same and matches(reading.language, "today", reading.sentence(match.start())):
                votes[same] += 1
    if own.month is None:
        return
    for match in islice(each(reading.language, "day_of_month", reading.text), _MOST):
        _of_month(reading, match, own, votes)
    if own.day is None:
        return
    day, opening = Day(own.year, own.month, own.day), reading.text[:_OPENING]
    ago: dict[int, float] = {}
    if happened(reading.language, "yesterday", opening):
        ago[1] = 1.0
    elif matches(reading.language, "reported_today", opening):
        ago[0] = 0.7
    for match in each(reading.language, "on_weekday", opening):
        name = match["weekday"] or match["weekday2"]
        ago.setdefault((day.weekday() - weekday_of(name, reading.language)) % 7 or 7, 0.7)
    for match in each(reading.language, "last_weekday", opening):
        name = match["weekday"] or match["weekday2"]
        ago.setdefault((day.weekday() - weekday_of(name, reading.language)) % 7 or 7, 0.9)
    for days, weight in ago.items():
        then = day - timedelta(days=days)
        votes[PartialDate(then.year, then.month, then.day)] += weight


def _of_month(reading: Reading, match: re.Match[str], own: PartialDate, votes: Votes) -> None:
    """Count 'the 14th inst.', 'the 31st ultimo', and 'on the 29th of this month it will be seventy-five years'."""
    assert own.month is not None
    year, month = own.year, own.month
    if match["last"]:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    sentence = reading.sentence(match.start())
    back = 0
    for kind in ("anniversary", "marks_years", "years_ago"):
        found = next(each(reading.language, kind, sentence), None)
        back = back or (years_in(found, reading.language) if found else 0)
    date = checked(year - back, month, int(match["day"])) if 1 <= int(match["day"]) <= 31 else None
    if date and not (own.day and back == 0 and date > own):
        votes[date] += 1
