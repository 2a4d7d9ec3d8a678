"""What a text says of its own date: a label, dateline, letter head, signature, imprint or note of its source."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta

from booklet.date.place import Place, place_of
from booklet.date.reading import Found, Reading, best, short
from booklet.date.statements import kind_of
from booklet.model import PartialDate

_ENTRY = 40  # characters of a diary's entry that are shown as evidence
_HEAD = 2500  # characters in which a text shows that it is written on the day
_LEAST = 2.0  # the score below which a date is no statement


def stated(reading: Reading, event: PartialDate | None = None) -> Found | None:
    """Return the date that a text gives itself, where it does. `event` is the day it speaks of, when that is known."""
    found: list[Found] = []
    for line in reading.lines:
        for mention in line.mentions:
            place = place_of(reading, line, mention, event)
            kind = kind_of(place) if place else None
            if place and kind:
                score, name = kind
                score += _weight(place, name, event)
                if score >= _LEAST:
                    doubt = "of this date only the year is certain: day and month may be either way round"
                    words = f"“{short(line.text if name != 'day head' else _head_of(place))}”"
                    found.append(Found(score, place.date, words, name, doubt if mention.doubtful else ""))
    heads = [f for f in found if f.kind == "day head"]
    if len(heads) > 1:  # a diary of several days is dated by its last
        doubt = f"the text has entries of several days, the first of {heads[0].date}: it is dated by its last"
        last = replace(heads[-1], score=heads[0].score, doubt=doubt if heads[0].date != heads[-1].date else "")
        found = [f for f in found if f.kind != "day head"] + [last]
    chosen = _older_original(best(found), found, reading)
    return _with_rival(chosen, found) if chosen else None


def _head_of(place: Place) -> str:
    """Return the head of an entry and the few words after it."""
    return (
        place.text
        if len(place.rest) < _ENTRY
        else place.text[: place.mention.end] + place.rest[:_ENTRY].rsplit(" ", 1)[0] + " …"
    )


def _with_rival(chosen: Found, found: list[Found]) -> Found:
    """Name another date that the text states nearly as plainly."""
    rivals = [f for f in found if f.score > max(4.5, chosen.score - 4) and not _same(f.date, chosen.date)]
    rival = best(rivals)
    if chosen.doubt or rival is None:
        return chosen
    return replace(chosen, doubt=f"it also says {rival.words} ({rival.date})")


def _same(one: PartialDate, other: PartialDate) -> bool:
    """Say whether two dates are one, or one is the coarser form of the other."""
    return str(one).startswith(str(other)) or str(other).startswith(str(one))


def _older_original(chosen: Found | None, found: list[Found], reading: Reading) -> Found | None:
    """Prefer an old letter's own day to the day on which a page posted it."""
    if chosen is None or chosen.kind != "label":
        return chosen
    own = [f for f in found if f.kind in {"dateline", "day head", "facts"} and f.date.precision == "day"]
    older = [
        f for f in own if f.date.year < chosen.date.year - 1 and reading.latest_year in {f.date.year, chosen.date.year}
    ]
    body = [m.date.year for m in reading.mentions if m.date and m.date.year < chosen.date.year]
    return best([f for f in older if max(body, default=0) <= f.date.year]) or chosen


# -- what speaks for and against it


def _weight(place: Place, kind: str, event: PartialDate | None) -> float:
    """Add what the place in the text, the event's day and later years in the text say of a candidate."""
    weight = 0.1 * len(str(place.date))
    role = place.line.block.role if place.line.block else ""
    if place.line.removed:
        return weight if kind in {"label", "copyright"} else -1.0 if kind == "facts" else -20.0
    if place.date.precision == "year" and kind in {"facts", "act", "document", "source"}:
        weight -= 1.5
    if role in {"title", "subtitle", "heading"} and not _names_weekday(place) and not _is_imprint(place):
        weight -= {"facts": 4.0, "document": 1.0}.get(kind, 0.0)
    if role in {"dateline", "closing_date", "signature"}:
        weight += 0.5
    later = event is not None and place.date.year > event.year and place.reading.latest_year <= place.date.year
    if role in {"title", "subtitle"} and later and kind != "serial":  # 'The Harden Dam (1963)' is no title of the event
        weight += 3.0
    if event and kind in {"facts", "document"} and not place.unsure and _holds(place.date, event):
        at_once = (_at_once(place) or _in_bulletin(place)) and place.date.precision == "day"
        sure = at_once or _names_weekday(place) or role == "signature" or _signed_below(place)
        sure = sure or place.has("yearly", place.lead) or place.has("long_period", place.lead)
        sure = sure or _is_imprint(place) or (_alone(place) and _greets(place))
        weight -= 0.0 if sure and not (role in {"title", "heading"} and not _names_weekday(place)) else 8.0
    if event and kind == "sitting" and _holds(place.date, event):
        weight -= 8.0
    if event and kind in {"source", "act"} and place.date.year < event.year:
        weight -= 3.0
    latest = place.reading.latest_year
    if latest > place.date.year:
        weight -= {"label": 0.5, "dateline": 1.0, "source": 3.0, "act": 3.0, "copy": 1.0}.get(kind, 6.0)
    return weight


def _names_weekday(place: Place) -> bool:
    return re.search(rf"\b{place.weekday}\b", place.line.text) is not None


def _signed_below(place: Place) -> bool:
    """Say whether a line at the very end bears a place or a name besides its date: a signature."""
    return place.line.from_end <= 1 and place.line.from_top > 3 and len(place.line.text.split()) > 3


def _in_bulletin(place: Place) -> bool:
    """Say whether a line stands under the name of a document that is written on the day: 'BULLETIN No. 7'."""
    head = [
        line.text for line in place.reading.lines if line.from_top < min(5, place.line.from_top) and not line.removed
    ]
    if place.lead.rstrip().endswith(("(", "[")):
        return False
    own = re.match(rf"\W*(?:\w+ ){{0,2}}{place.reading.pattern('on_the_day')},", place.lead, re.IGNORECASE)
    return own is not None or any(place.has("on_the_day", text) for text in head)


def _alone(place: Place) -> bool:
    """Say whether a line holds a date and nothing else: '[June 1913]'."""
    return not re.search(r"\w", place.lead + place.rest)


def _is_imprint(place: Place) -> bool:
    """Say whether a date alone on its line stands beside the name of a printer or an edition."""
    return place.line.imprint and _alone(place)


def _at_once(place: Place) -> bool:
    return place.has("at_once", place.reading.text[:_HEAD]) or _greets(place)


def _greets(place: Place) -> bool:
    return any(place.has("greeting", line) for line in place.reading.text[:_HEAD].split("\n"))


def _holds(date: PartialDate, event: PartialDate) -> bool:
    """Say whether the event's day may lie in a date, or the night before it."""
    if date.precision == "day" and event.precision == "day" and event.month and event.day:
        before = Day(event.year, event.month, event.day) - timedelta(days=1)
        return date == event or date == PartialDate(before.year, before.month, before.day)
    parts = [(date.year, event.year), (date.month, event.month), (date.day, event.day)]
    return all(a == b for a, b in parts if a is not None and b is not None)
