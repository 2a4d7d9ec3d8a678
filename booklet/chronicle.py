"""Texts -> Events: the dated sentences, quoted whole, for the chronology page.

A sentence of the running text is taken when it names a day, month or year of the story: not the text's own date, and
not in the language of anniversaries. It stands under its first such date. Sentences of other texts that name the same
date and share most of their words are named under it; wordings are never merged. To keep the page readable, at most
two sentences a text and date are taken, and at most 24 in all: days before months before years.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from booklet.dates import find_dates
from booklet.decisions import EventDecision
from booklet.languages import table
from booklet.model import Event, PartialDate, Passage, Placed, Witness
from booklet.sentences import split_sentences

MOST = 24
_A_DATE = 2  # sentences of one text under one date
_ALIKE = 0.5  # share of their telling words in common, above which two sentences say the same thing
_SHORT = 40  # characters: a shorter sentence is a label


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The events in order, and the decisions that match nothing any more."""

    events: tuple[Event, ...]
    stale: tuple[str, ...] = ()


def chronicle_events(
    witnesses: Sequence[Witness], placed: Sequence[Placed], decisions: Sequence[EventDecision] = ()
) -> Chronicle:
    """Gather the dated sentences of the texts, in the order of dates and then of texts."""
    order = {place.dating.file: place for place in placed}
    texts = sorted(witnesses, key=lambda w: order[w.file].position if w.file in order else 0)
    told = [pair for text in texts for pair in _told(text, order.get(text.file))]
    events, stale = _decided(_gathered(told, _everyday(texts)), decisions)
    added, unmatched = _added(decisions, texts)
    events = [*_chosen(events, MOST - len(added)), *added]
    events.sort(key=lambda e: (e.date_key, e.passage.file, e.passage.start))
    return Chronicle(tuple(events), (*stale, *unmatched))


def _told(witness: Witness, place: Placed | None) -> list[tuple[PartialDate, Passage]]:
    """Return the dated sentences of one text with their main date."""
    own = place.dating.date if place else None
    skip = re.compile(table("dating.toml", witness.language)["not_told"], re.IGNORECASE)
    bodies = [(b.start, b.end) for b in witness.blocks if b.role in {"paragraph", "list"}]
    result: list[tuple[PartialDate, Passage]] = []
    counts: Counter[PartialDate] = Counter()
    for start, end in split_sentences(witness.text, witness.language):
        if end - start < _SHORT or not any(a <= start and end <= b for a, b in bodies):
            continue
        sentence = witness.text[start:end]
        if skip.search(sentence):
            continue
        mentions = [m for m in find_dates(sentence, witness.language) if m.date and not m.doubtful]
        # A span of years or months ('1988-1990') is no date of a day's page.
        dates = [m.date for m in mentions if m.date and not (m.first and m.date.precision != "day")]
        dates = [d for d in dates if not (own and d.year == own.year and d.precision != "day") and d != own]
        if dates and (own is None or dates[0].year <= own.year) and counts[dates[0]] < _A_DATE:
            counts[dates[0]] += 1
            result.append((dates[0], Passage(witness.file, start, sentence)))
    return result


def _everyday(texts: Sequence[Witness]) -> frozenset[str]:
    """Return the words that more than half of the texts use: in common, they say nothing."""
    counts = Counter(word for text in texts for word in _words(text.text))
    return frozenset(word for word, count in counts.items() if len(texts) > 3 and count > len(texts) / 2)


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[^\W\d_]{4,}", text.lower())}


def _gathered(told: Sequence[tuple[PartialDate, Passage]], everyday: frozenset[str]) -> list[Event]:
    """Put sentences of different texts that say the same day and thing under the first of them."""
    events: list[Event] = []
    for date, passage in told:
        same = next(
            (
                n
                for n, event in enumerate(events)
                if event.date == date
                and passage.file not in {event.passage.file, *(p.file for p in event.also)}
                and _alike(event.passage.quote, passage.quote, everyday) >= _ALIKE
            ),
            None,
        )
        if same is None:
            events.append(Event(_id_of(passage), date, passage))
        else:
            events[same] = replace(events[same], also=(*events[same].also, passage))
    return events


def _alike(one: str, other: str, everyday: frozenset[str]) -> float:
    """Return the share of telling words that two sentences have in common."""
    a, b = (_words(text) - everyday for text in (one, other))
    return len(a & b) / max(1, min(len(a), len(b))) if a and b else 0.0


def _chosen(events: list[Event], most: int) -> list[Event]:
    """Return the events that have room on the page; what a person left out has made room before."""
    if len(events) <= most:
        return events
    fine = {"day": 0, "month": 1, "year": 2}
    ranked = sorted(events, key=lambda e: (fine[e.date.precision], -len(e.also)))
    return ranked[: max(0, most)]


# -- what a person decided


def _decided(events: list[Event], decisions: Sequence[EventDecision]) -> tuple[list[Event], list[str]]:
    """Leave out events, and give others the date that a person knows."""
    stale: list[str] = []
    for decision in decisions:
        if decision.action == "add":
            continue
        if not any(event.id == decision.event for event in events):
            stale.append(f"chronology {decision.action} {decision.event}")
        elif decision.action == "ignore":
            events = [event for event in events if event.id != decision.event]
        elif decision.date:
            date = decision.date
            events = [replace(event, date=date) if event.id == decision.event else event for event in events]
    return events, stale


def _added(decisions: Sequence[EventDecision], texts: Sequence[Witness]) -> tuple[list[Event], list[str]]:
    """Add the sentences that a person named. Each must stand in its text word for word."""
    events: list[Event] = []
    stale: list[str] = []
    for decision in decisions:
        if decision.action != "add":
            continue
        witness = next((w for w in texts if w.file == decision.file), None)
        start = witness.text.find(decision.quote) if witness and decision.quote else -1
        if witness is None or start < 0 or decision.date is None:
            stale.append(f"chronology add “{decision.quote[:40]}”")
        else:
            passage = Passage(witness.file, start, decision.quote)
            events.append(Event(_id_of(passage), decision.date, passage))
    return events, stale


def _id_of(passage: Passage) -> str:
    """Return a name that stays while the sentence stays, whatever its date."""
    return hashlib.sha256(f"{passage.file}\x1f{passage.quote}".encode()).hexdigest()[:8]
