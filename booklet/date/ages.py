"""The date of a text whose witness was seven at the event and is eighty-two now."""

from __future__ import annotations

import re
from itertools import islice

from booklet.almanac import value_of
from booklet.date.reading import Found, Reading, around, each, short
from booklet.model import PartialDate

_MOST = 100  # ages that are read in a text
_GROWN = 8  # years between two ages; less is another child
_OLDEST = 112
_DOUBT = "reckoned from two ages: it may be a year earlier or later"


def aged(reading: Reading, event: PartialDate | None) -> Found | None:
    """Add to the event's year what lies between a witness's two ages; nothing where several pairs differ."""
    if event is None:
        return None
    then, now = _ages(reading, "age_then"), _ages(reading, "age_now")
    spans = {old - young for young, _ in then for old, _ in now}
    if len(spans) != 1:
        return None
    span = spans.pop()
    if span < _GROWN or now[0][0] > _OLDEST or reading.latest_year > event.year + span:
        return None
    first, second = then[0][1], now[0][1]
    words = first if second in first else f"{first} … {second}"
    return Found(2.0, PartialDate(event.year + span), f"“{short(words)}”", doubt=_DOUBT)


def _ages(reading: Reading, name: str) -> list[tuple[int, str]]:
    ages = []
    for match in islice(each(reading.language, name, reading.text), _MOST):
        words = next(value for key, value in match.groupdict().items() if key.startswith("n") and value)
        sentence = re.sub(r"\s+", " ", reading.sentence(match.start()))
        ages.append((value_of(words, reading.language), around(sentence, match[0])))
    return ages
