"""Text -> the date of the text, with its evidence. Not the date of the event, and never finer than the words say.

In this order: given in sources.toml; stated by a label, dateline, signature or imprint, or in running words that say
now; inferred from an anniversary, from words like 'last night' or from two ages of a witness, with the event's day
from this text, from booklet.toml, or by the vote of the folder's texts; else unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from booklet.date.ages import aged
from booklet.date.anniversary import reckoned
from booklet.date.dispatch import reported
from booklet.date.imprint import stated
from booklet.date.present import at_present
from booklet.date.reading import Reading, read
from booklet.date.vote import elect
from booklet.decisions import Decisions
from booklet.model import Cleaned, Dating, PartialDate, Witness


@dataclass(frozen=True, slots=True)
class Dated:
    """The dates of the texts, and the day that they speak of: named in booklet.toml, or by their vote."""

    datings: tuple[Dating, ...]
    event: PartialDate | None


def date_folder(
    witnesses: Sequence[Witness], cleaned: Sequence[Cleaned], *, event: PartialDate | None, decisions: Decisions
) -> Dated:
    """Date each text. `event` is the day that booklet.toml names; without it the texts vote."""
    removed = {text.file: "\n".join(c.before for c in text.changes if not c.after) for text in cleaned}
    readings = [read(witness, removed.get(witness.file, "")) for witness in witnesses]
    day = event or _elect(readings, {r.witness.file: decisions.of(r.witness.file).date for r in readings})
    named = f"booklet.toml names {event}" if event else f"the texts together name {day}"
    result = []
    for reading in readings:
        facts = decisions.of(reading.witness.file)
        if facts.date:
            words = "given by the publisher" + (f": {facts.reason}" if facts.reason else "")
            result.append(Dating(facts.file, facts.date, "given", words))
        else:
            result.append(date_text(reading, day, named))
    return Dated(tuple(result), day)


def _elect(readings: Sequence[Reading], given: Mapping[str, PartialDate | None]) -> PartialDate | None:
    """Vote twice: whether a line states the text's own date or the event's is clearer once the event is known.

    A date that a person gave a text counts as its own: its 'yesterday' votes, too.
    """
    event = None
    for _ in range(2):
        own = {r.witness.file: given[r.witness.file] or _own(r, event) for r in readings}
        event = elect(readings, own)
    return event


def _own(reading: Reading, event: PartialDate | None) -> PartialDate | None:
    found = stated(reading, event) or at_present(reading)
    return found.date if found else None


def date_text(reading: Reading, event: PartialDate | None, named: str = "") -> Dating:
    """Date one text. `named` says who names the day of the event."""
    file = reading.witness.file
    if found := stated(reading, event) or at_present(reading):
        return Dating(file, found.date, "stated", found.words, found.doubt)
    if found := reckoned(reading, event) or reported(reading, event) or aged(reading, event):
        by_event = event and named and str(event.year) not in found.words
        counted = f"; {named} as the day of the event" if by_event else ""
        return Dating(file, found.date, "inferred", found.words + counted, found.doubt)
    return Dating(file, None, "unknown", "the text names no date of its own")
