"""Labels before a date: 'Published', 'Last updated', 'Copyright', 'Reprinted', and those of other things."""

from __future__ import annotations

import re

from booklet.date.place import Place
from booklet.date.reading import patterns


def is_of_something_else(place: Place) -> bool:
    """Say whether the words before a date make it one of a person, an object, an event or a visit to the page."""
    near = place.text[max(0, place.mention.start - 14) : place.mention.start]  # 'c. 1934' holds a stop
    return (
        place.has("weak_label", place.before)
        or place.has("circa", near)
        or place.has("other_thing", place.before)
        or place.has("counted", place.lead[-60:])
        or place.has("event_label", place.text)
        or place.has("maintenance", place.text)
        or place.has("pictured", place.text)
        or place.has("points_away", place.text[: place.mention.start])
        or place.has("points_on", place.after)
    )


def label(place: Place) -> float:
    """Weigh 'Published: 4 May 2011', 'Recorded at her home, 4 May 1975', 'As of 18.00, 4 May'."""
    before = place.before or place.sentence.rstrip("([ ")
    pattern = patterns(place.reading.language)["label"].pattern
    match = re.search(
        rf"^(?P<lead>\W*(?:[\w'’]+ ){{0,3}}?)(?P<label>{pattern})\b(?P<gap>[^.;]{{0,70}})$", before, re.IGNORECASE
    )
    if not match or place.tells(match["gap"]):
        return 0.0
    if place.tells(match["lead"]) and not place.has("of_itself", match["lead"]):
        return 0.0
    gap = re.sub(rf"\b{place.weekday}\b[.,]?", "", match["gap"], flags=re.IGNORECASE)
    bare = place.find("bare_label", match["label"])
    if len(gap.split()) > 6 or place.has("no_gap", gap):
        return 0.0
    if bare and not place.has("bare_gap", gap):
        return 0.0
    if place.has("copied", before):
        return 4.0
    if place.has("date_label", match["label"]) and _facts_beside(place):
        return 0.0
    return 10.2 if place.has("first_label", before) else 9.5 if place.has("later_label", before) else 10.0


def _facts_beside(place: Place) -> bool:
    """Say whether 'Date:' stands in a box of facts about the event: 'Location:', 'Deaths:'."""
    return any(place.has("table_of_facts", line.text) for line in place.reading.lines)


def copyright_mark(place: Place) -> float:
    """Weigh '© 2004 Harden Trust'."""
    return 3.0 if place.has("rights", place.lead[-60:]) else 0.0


def copied(place: Place) -> float:
    """Weigh 'Reprinted from the Harden Mercury of 19 June 1913', and less 'Digitised 2004'."""
    if not place.has("copied", place.sentence):
        return 0.0
    return 7.5 if place.has("copied_from", place.sentence) else 4.0
