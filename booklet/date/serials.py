"""The imprint of a numbered or yearly series, 'Circular No. 14, 1911', and the marks of a shelf, which are no dates."""

from __future__ import annotations

import re

from booklet.date.place import Place
from booklet.date.reading import patterns

_HEAD = 5  # lines at the top in which a text bears its number
_LONGEST = 130  # characters of such a line
_SMALL = 2  # words in small letters that it may hold besides the quiet ones
_A_YEAR = re.compile(r"\d{4}(?:[–/-]\d{2,4})?")
_RUN = re.compile(r"\S*$"), re.compile(r"\S*")  # what is written in one piece with a date


def serial(place: Place) -> float:
    """Weigh the year or month of a serial's number, or of an issue: 'for May 1911' below its name.

    'Bulletin 31: The flood of 1911' and 'Report on 1911' have none.

    Any day that the text states weighs more. A day in such a line is left to the other kinds: on the day of the event
    it needs more than a number to be the text's own.
    """
    line = place.line
    if place.date.precision == "day" or place.unsure or line.removed or line.from_top >= _HEAD:
        return 0.0
    if len(place.text) > _LONGEST or place.tells(place.text) or not _is_bare(place, place.rest):
        return 0.0
    if place.event and place.date.year < place.event.year:
        return 0.0  # a paper of that year cannot tell of the event
    if place.has("opens_an_issue", place.lead) and not re.search(r"\w", place.rest):
        above = next((other.text for other in place.reading.lines if other.from_top == line.from_top - 1), "")
        return 6.4 if above.isupper() else 0.0
    numbered = _number_before(place)
    lead = place.lead[: numbered.start()] if numbered else place.lead
    if place.has("of_another_paper", lead) or not _is_bare(place, lead):
        return 0.0
    if numbered:
        head = " ".join(other.text for other in place.reading.lines if other.from_top < line.from_top)
        named = place.has("serials", place.lead) or place.has("serials", head[-_LONGEST:])
        return 6.6 if named else 0.0
    return 6.4 if place.has("yearly_serial", place.lead) or place.has("ranked_serial", place.lead) else 0.0


def period(place: Place) -> float:
    """Weigh 'for the year ended 31 March 1912' on a line of its own under 'REPORT OF THE HARBOUR MASTER'."""
    line = place.line
    if line.from_top >= _HEAD or not place.has("period", place.lead) or not place.has("opens_a_period", place.text):
        return 0.0
    above = next((other.text for other in place.reading.lines if other.from_top == line.from_top - 1), "")
    return 6.5 if place.has("documents", above) and not place.tells(above) else 0.0


def _number_before(place: Place) -> re.Match[str] | None:
    """Return the last number of a series before a date, if nothing but marks and other numbers stands between."""
    numbers = list(patterns(place.reading.language)["serial_number"].finditer(place.lead))
    if not numbers or not re.fullmatch(place.reading.pattern("serial_gap"), place.lead[numbers[-1].end() :], re.I):
        return None
    return numbers[0]


def _is_bare(place: Place, words: str) -> bool:
    """Say whether words hold only names, numbers and what may stand beside them on a title page."""
    small = [word for word in re.findall(r"[^\W\d_]+", words) if word.islower() and not place.is_quiet(word)]
    known = [word for word in small if place.has("serials", word) or place.has("serial_words", word)]
    return len(small) - len(known) <= _SMALL


def is_of_another_paper(place: Place) -> bool:
    """Say whether a date belongs to a paper that this one answers: 'In reply to Circular No. 14 of 1911'."""
    numbered = _number_before(place)
    lead = place.lead[: numbered.start()] if numbered else ""
    return place.has("of_another_paper", lead) and not place.has("citing", lead)


def is_shelf_mark(place: Place) -> bool:
    """Say whether a year is part of a reference in an archive, 'QB/1902/14', or a bare number, 'Engine No. 1914'."""
    if not _A_YEAR.fullmatch(place.words):
        return False
    if place.has("number_word", place.lead):
        return True
    if place.mention.first and place.date.year == place.mention.first.year + 1:
        return False  # 'the season 1913/14'
    before, after = _RUN[0].search(place.lead), _RUN[1].match(place.rest)
    run = (before[0] if before else "") + place.words + (after[0] if after else "")
    if "/" not in run:
        return False
    lettered = re.search(r"[A-Z]\w*/", run.removesuffix(place.words)) is not None
    return lettered or re.search(r"\d/\d+/", run) is not None or place.has("shelf", place.lead)
