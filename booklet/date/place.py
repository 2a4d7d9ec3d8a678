"""A date in a line of a text, with what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from booklet.almanac import weekday_pattern
from booklet.date.reading import Line, Reading, matches, patterns
from booklet.dates import Mention
from booklet.model import PartialDate
from booklet.sentences import split_sentences

LONGEST = 220  # characters: a longer line tells, and states no facts
_FROM_YEAR = 1000
_STOPS = re.compile(r"[|;•·›»]|\s[–—-]{1,2}\s|[()\[\]]")


@dataclass(frozen=True, slots=True)
class Place:
    """A date in a line: its segment reaches up to a bar, a dash, a bracket or a full stop."""

    line: Line
    mention: Mention
    date: PartialDate
    before: str  # in its segment
    after: str
    sentence: str  # from the last full stop to the date
    reading: Reading
    event: PartialDate | None = None

    @property
    def after_event(self) -> bool:
        """Say whether the date is of a later year than the event."""
        return self.event is not None and self.date.year > self.event.year

    @property
    def text(self) -> str:
        """Return the whole line."""
        return self.line.text

    @property
    def lead(self) -> str:
        """Return the line up to the date."""
        return self.text[: self.mention.start]

    @property
    def rest(self) -> str:
        """Return the line from the date on."""
        return self.text[self.mention.end :]

    @property
    def words(self) -> str:
        """Return the words of the date itself."""
        return self.text[self.mention.start : self.mention.end]

    @property
    def weekday(self) -> str:
        """Return the pattern of a weekday."""
        return weekday_pattern(self.reading.language)

    @property
    def unsure(self) -> bool:
        """Say whether the words leave the century, or day and month, open."""
        return self.mention.doubtful or self.mention.short_year is not None

    def has(self, name: str, words: str) -> bool:
        """Say whether a pattern of the text's language is found in some words."""
        return matches(self.reading.language, name, words)

    def find(self, name: str, words: str) -> re.Match[str] | None:
        """Return where a pattern of the text's language is found first."""
        return patterns(self.reading.language)[name].search(words)

    def tells(self, words: str) -> bool:
        """Say whether words tell a story: they hold a verb that says what happened."""
        return self.has("tells", words)

    def is_quiet(self, word: str) -> bool:
        """Say whether a word in small letters may stand in a line of mere facts."""
        return patterns(self.reading.language)["quiet"].fullmatch(word) is not None


def place_of(reading: Reading, line: Line, mention: Mention, event: PartialDate | None) -> Place | None:
    """Return a date with what stands around it; None where it names no year that can be known."""
    date = mention.date
    if date is None and mention.short_year is not None and event:
        century = event.year - event.year % 100
        year = century + mention.short_year
        date = mention.with_year(year if year >= event.year else year + 100)
    if date is None or date.year < _FROM_YEAR:
        return None
    if mention.first and mention.first.precision == "month":
        date = PartialDate(date.year)  # of 'July/August 1994' the year is certain
    text = line.text
    date = _of_period(date, text[: mention.start], reading)
    series = patterns(reading.language)["years_of_rights"].search(text)
    if series and series.start() <= mention.start < series.start("last"):
        date = PartialDate(int(series["last"]))  # '© 1999, 2004': as new as its last year
    begins = [start for start, _ in split_sentences(text, reading.language)]
    begins += [m.end() for m in re.finditer(r"\|", text)]
    stops = [(m.start(), m.end()) for m in _STOPS.finditer(text)]
    begin = max((at for at in begins if at <= mention.start), default=0)
    start = max([begin, *(end for _, end in stops if end <= mention.start)])
    stop = min((at for at in (*begins, *(at for at, _ in stops)) if at >= mention.end), default=None)
    return Place(
        line,
        mention,
        date,
        text[start : mention.start].strip(' *_#|“"'),
        text[mention.end : stop].strip(" *_"),
        text[begin : mention.start].strip(" *_#|"),
        reading,
        event,
    )


def _of_period(date: PartialDate, before: str, reading: Reading) -> PartialDate:
    """Keep of 'the year ended 31 March 1914' the year and of a month the month: what covers them came out later."""
    match = patterns(reading.language)["long_period"].search(before)
    if match is None or date.precision != "day":
        return date
    return PartialDate(date.year, date.month) if match["month"] else PartialDate(date.year)
