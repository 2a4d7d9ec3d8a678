"""The date of a report that gives none in full: 'last night the mill burned', 'MANDAL, Jan. 9 -', 'HALBY, Friday'."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta

from booklet.almanac import value_of, weekday_pattern
from booklet.date.place import place_of
from booklet.date.reading import Found, Line, Reading, around, happened, matches, patterns, short
from booklet.date.statements import kind_of
from booklet.dates import Mention, checked, weekday_of
from booklet.languages import calendar
from booklet.model import PartialDate

_OPENING = 1500  # characters
_NO_HEADS = {"title", "heading", "table", "list"}  # parts of a text that do not date it
_PAPERS = {"label", "act", "document", "sitting", "origin"}
_LISTED = 3  # days in one line
_NEAR = 200  # days: an entry further from the event is of a year that nobody can know


def reported(reading: Reading, event: PartialDate | None) -> Found | None:
    """Date a text that speaks of the event as of last night, this morning or three weeks ago today."""
    if event is None or not event.month or not event.day or reading.latest_year > event.year + 1:
        return None
    day = Day(event.year, event.month, event.day)
    return _without_year(reading, day) or _weekday_line(reading, day) or _by_words(reading, day)


def _without_year(reading: Reading, event: Day) -> Found | None:
    """Give a dateline or a letter head without a year the year of the event, or the next."""
    heads = []
    for line in reading.lines:
        if sum(bool(mention.month and mention.day) for mention in line.mentions) >= _LISTED:
            continue  # 'Shut 2 Feb., 6 June, 9 Oct.'
        for mention in line.mentions:
            if mention.date or not mention.month or not mention.day or line.removed:
                continue
            dates = [checked(event.year + n, mention.month, mention.day) for n in (0, 1)]
            date = next((d for d in dates if d and 0 <= (_day(d) - event).days <= _NEAR), None)
            if date is None or not _dates_its_text(reading, line, mention, date):
                continue
            before = line.text[: mention.start].strip(" *_([#")
            if _day(date) != event or _at_once(reading):
                words = f"“{short(line.text, max(60, mention.end + 20))}”, in the year of the event"
                heads.append((before == "", Found(4.0, date, words)))
    if not heads:
        return None
    days = [found for bare, found in heads if bare]
    if len(days) > 1 and matches(reading.language, "first_person", reading.text):
        return days[-1]  # a diary of several days is dated by its last
    return heads[0][1]


def _dates_its_text(reading: Reading, line: Line, mention: Mention, date: PartialDate) -> bool:
    """Say whether a day without a year is a dateline, a letter head, a signature or the day of an act or paper."""
    before, after = line.text[: mention.start].strip(" *_([#"), line.text[mention.end :].strip(" *_)]")
    role = line.block.role if line.block else ""
    alone = not re.search(r"[^\W\d]", before + after)
    if role not in _NO_HEADS or (role == "title" and alone):
        bracketed = line.text[: mention.start].endswith("(") and line.text[mention.end :].startswith(")")
        if _heads_a_text(reading, before, after, bracketed=bracketed):
            return True
    place = place_of(reading, line, replace(mention, date=date), None)
    kind = kind_of(place) if place and role not in {"table", "list"} else None
    return kind is not None and kind[1] in _PAPERS


def _heads_a_text(reading: Reading, before: str, after: str, *, bracketed: bool) -> bool:
    """Say whether what stands around a date makes it a dateline, a letter head or a signature."""
    if matches(reading.language, "weak_label", before):
        return False
    quiet = patterns(reading.language)["quiet"]
    words = re.findall(r"[^\W\d_]{2,}", before + " " + after)
    named = all(word[:1].isupper() or quiet.fullmatch(word) for word in words)
    if named and len(words) <= 6 and not re.search(r"\d\d", re.sub(r"\b\d\d?[.:]\d\d\b", "", after)):
        return True
    if (
        len(before) < 120
        and matches(reading.language, "acts", before)
        and not matches(reading.language, "tells", before)
    ):
        return True
    placed = not before or before.split()[0].isupper() or re.fullmatch(r"(?:[A-Z][\w.’'-]*,?\s?){1,4}", before)
    stopped = re.match(r"(?:\([^)]{2,60}\))?\s?(?:[–—:_-]|\.)", after)
    return len(before) < 50 and bool(placed) and (stopped is not None or (bracketed and before != ""))


def _weekday_line(reading: Reading, event: Day) -> Found | None:
    """Date 'HALBY, Friday. -' or 'Friday night' by the first such day from the event on."""
    weekday = weekday_pattern(reading.language)
    hour = rf"(?: (?:{reading.pattern('hours')}))?(?:,? \d\d?(?:[.:]\d\d)? ?[ap]\.? ?m\b\.?)?"
    lead = re.compile(
        rf"\W*(?P<place>[A-Z][A-Z .’'-]{{2,30}},? )?(?P<weekday>{weekday}){hour}[.,]?\s?"
        r"(?:\([^)]{2,40}\))?\s?(?P<dash>[–—-])?(?:[.:]|$|(?<=[–—:.-]))"
    )
    now = _at_once(reading) or any(matches(reading.language, "greeting", line.text) for line in reading.lines[:4])
    for line in reading.lines[:4]:
        match = lead.match(line.text)
        wired = match and match["place"] and match["dash"] and not matches(reading.language, "in_years", reading.text)
        if match and (now or wired):
            return _on_weekday(reading, event, match["weekday"], match[0])
        numbered = patterns(reading.language)["weekday_number"].match(line.text)
        if numbered and (date := _numbered(reading, event, numbered)):
            return Found(3.0, date, f"“{short(numbered[0])}”, counted from the event")
    match = patterns(reading.language)["now_weekday"].search(reading.text[:_OPENING])
    return _on_weekday(reading, event, match["weekday"], match[0]) if match else None


def _numbered(reading: Reading, event: Day, match: re.Match[str]) -> PartialDate | None:
    """Return the day of 'Friday, 20th.' where the month after the event has such a day."""
    days = (event + timedelta(days=n) for n in range(31))
    weekday = weekday_of(match["weekday"], reading.language)
    return next((_partial(d) for d in days if d.day == int(match["day"]) and d.weekday() == weekday), None)


def _on_weekday(reading: Reading, event: Day, weekday: str, words: str) -> Found:
    days = (weekday_of(weekday, reading.language) - event.weekday()) % 7
    return Found(3.0, _partial(event + timedelta(days=days)), f"“{short(words)}”, counted from the event")


def _by_words(reading: Reading, event: Day) -> Found | None:
    text = reading.text[:_OPENING]
    language = reading.language
    if matches(language, "in_years", text):
        return None
    if match := patterns(language)["spans_ago"].search(text):
        number, unit = max(1, value_of(match["n"], language)), match["unit"].lower()
        days = calendar(language).spans.get(unit, 0) * number
        then = _partial(event + timedelta(days=days)) if days else _months_on(event, number)
        if then:
            return Found(2.5, then, f"“{short(around(text, match[0]))}”")
    if reading.latest_year > event.year:
        return None
    body = next((b for b in reading.witness.blocks if b.role == "paragraph"), None)
    if body and (match := patterns(language)["days_ago"].match(reading.witness.passage(body))):
        days = value_of(match["n"], language)
        return Found(2.2, _partial(event + timedelta(days=days)), f"“{short(around(text, match[0]))}”")
    if body and (match := patterns(language)["weeks_ago"].match(reading.witness.passage(body))):
        days = calendar(language).spans[match["unit"].lower()] * max(1, value_of(match["n"], language))
        about = event + timedelta(days=days)  # a week is six to eight days
        return Found(2.1, _common(about - timedelta(days=1), about + timedelta(days=1)), f"“{short(match[0])}”")
    unquoted = re.sub(r"[“\"][^”\"]{0,600}[”\"]", lambda m: " " * len(m[0]), text)
    if match := happened(language, "reports", unquoted):
        day = event + timedelta(days=2 if match["twice"] else 1 if match["before"] else 0)
        return Found(2.0, _partial(day), f"“{short(around(text, match[0]))}”")
    second = reading.sentences[min(1, len(reading.sentences) - 1)][1] if reading.sentences else 0
    if match := patterns(language)["opening_today"].search(unquoted[:second]):
        return Found(1.8, _partial(event), f"“{short(around(text, match[0]))}”")
    match = patterns(language)["last_weekday"].search(unquoted)
    if match and weekday_of(match["weekday"] or match["weekday2"], language) == event.weekday():
        first, last = event + timedelta(days=1), event + timedelta(days=7)
        return Found(1.5, _common(first, last), f"“{short(around(text, match[0]))}”")
    return None


def _common(first: Day, last: Day) -> PartialDate:
    """Return what all days of a stretch have in common."""
    return PartialDate(last.year, last.month) if first.month == last.month else PartialDate(last.year)


def _months_on(event: Day, number: int) -> PartialDate | None:
    """Return the same day some months later; None where that month has no such day."""
    months = event.year * 12 + event.month - 1 + number
    return checked(months // 12, months % 12 + 1, event.day)


def _at_once(reading: Reading) -> bool:
    return matches(reading.language, "at_once", reading.text[:_OPENING])


def _day(date: PartialDate) -> Day:
    return Day(date.year, date.month or 1, date.day or 1)


def _partial(day: Day) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
