"""The date of a text that says in its running words when it is written: 'I write this in March 1951'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from booklet.almanac import YEAR
from booklet.date.reading import Found, Reading, around, matches, short
from booklet.model import PartialDate

_MOST = 100  # bare years that are looked at
_BEFORE, _AFTER = 120, 40  # characters on either side in which a text says that a date is now


def at_present(reading: Reading) -> Found | None:
    """Return the day, month or year that a text calls now, where it speaks of nothing later."""
    found: list[Found] = []
    for date, start, end in _dates(reading):
        if date.year < reading.latest_year:
            continue
        sentence = reading.sentence(start)
        words = reading.text[start:end]
        before = sentence[: sentence.find(words)][-_BEFORE:]
        after = sentence[sentence.find(words) + len(words) :][:_AFTER]
        if matches(reading.language, "not_present", before):
            continue
        called = re.search(rf"(?:{reading.pattern('present')})$", before, re.IGNORECASE)
        if called or matches(reading.language, "present_after", after):
            found.append(Found(5.0, date, f"“{short(around(sentence, words))}”"))
    return max(found, key=lambda f: (f.date.year, len(str(f.date))), default=None)


def _dates(reading: Reading) -> Iterator[tuple[PartialDate, int, int]]:
    """Yield the dates of a text, and the bare years that only the word 'now' makes years."""
    for mention in reading.mentions:
        if mention.date and not mention.doubtful and not mention.first:
            yield mention.date, mention.start, mention.end
    known = {mention.start for mention in reading.mentions}
    bare = re.compile(
        rf"(?:{reading.pattern('present')})(?P<year>{YEAR})(?={reading.pattern('after_now')})", re.IGNORECASE
    )
    for match in islice(bare.finditer(reading.text), _MOST):
        if match.start("year") not in known:
            yield PartialDate(int(match["year"])), match.start("year"), match.end()
