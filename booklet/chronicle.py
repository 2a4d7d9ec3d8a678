"""Texts -> Events: the dated sentences, quoted whole, for the chronology page.

A sentence of the running text is taken when it names a day, month or year of the story: not the text's own date or a
later one, and not in the language of anniversaries. It stands under its first such date; a day without a year is read
from the text's own day, and a date that stands alone before its sentence ('5 May 1913. No bread.') is quoted with it.
Sentences of other texts that name the same date and share most of their words are named under it; wordings are never
merged. To keep the page readable, at most two sentences a text and date are taken, and at most 24 in all: days before
months before years.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from booklet.almanac import weekday_pattern
from booklet.dates import find_dates, lately
from booklet.decisions import EventDecision
from booklet.languages import table
from booklet.model import Event, PartialDate, Passage, Placed, Witness
from booklet.sentences import split_sentences

MOST = 24
_A_DATE = 2  # sentences of one text under one date
# The share of their telling words in common from which two sentences say the same thing.
_ALIKE = {"day": 0.4, "month": 0.5, "year": 0.5}
_AT_LEAST = 2  # such words
_FEW = 5  # words: a shorter sentence is a label


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
    told, undated = _dated_by_hand(told, decisions)
    events, unknown = _left_out(_gathered(told, texts), decisions)
    added, unmatched = _added(decisions, texts)
    events = [*_chosen(events, MOST - len(added)), *added]
    rank = {text.file: n for n, text in enumerate(texts)}
    events.sort(key=lambda e: (e.date_key, rank[e.passage.file], e.passage.start))
    return Chronicle(tuple(events), (*undated, *unknown, *unmatched))


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence with the date that it stands under, and the others that it names."""

    date: PartialDate
    passage: Passage
    others: tuple[PartialDate, ...] = ()


def _told(witness: Witness, place: Placed | None) -> list[_Told]:
    """Return the dated sentences of one text."""
    own = place.dating.date if place else None
    skip = re.compile(table("dating.toml", witness.language)["not_told"], re.IGNORECASE)
    result: list[_Told] = []
    counts: Counter[PartialDate] = Counter()
    for start, end, entry in _sentences(witness):
        sentence = witness.text[start:end]
        if skip.search(sentence):
            continue
        dates = _dates_of(sentence, own, witness.language, entry=entry)
        if dates and counts[dates[0]] < _A_DATE:
            counts[dates[0]] += 1
            result.append(_Told(dates[0], Passage(witness.file, start, sentence), tuple(dates[1:])))
    return result


def _sentences(witness: Witness) -> Iterator[tuple[int, int, bool]]:
    """Yield the sentences that tell something; a date that stands alone goes with the sentence after it: an entry."""
    bodies = [(b.start, b.end, b.role) for b in witness.blocks if b.role in {"paragraph", "list"}]
    head: tuple[int, int] | None = None
    for start, end in split_sentences(witness.text, witness.language):
        role = next((role for a, b, role in bodies if a <= start and end <= b), None)
        sentence = witness.text[start:end]
        if role and _is_a_date(sentence, witness.language):
            head = (start, end)
            continue
        joined = head is not None and "\n" not in witness.text[head[1] : start]
        begin = head[0] if head and joined else start
        head = None
        mark = r"[.!?…][”’\"')\]*_]{0,4}$"
        whole = re.search(mark, sentence) or (role == "list" and _opens_with_a_date(sentence, witness.language))
        if role and whole and (joined or len(sentence.split()) >= _FEW):
            yield begin, end, joined


def _opens_with_a_date(item: str, language: str) -> bool:
    """Say whether an item of a list is an entry of a table of days: '- 1913: the basin bursts'."""
    mentions = find_dates(item, language)
    return bool(mentions) and not re.search(r"[^\W\d]", item[: mentions[0].start])


def _is_a_date(sentence: str, language: str) -> bool:
    """Say whether a sentence is only a date: the head of an entry."""
    mentions = find_dates(sentence, language)
    if len(mentions) != 1:
        return False
    rest = sentence[: mentions[0].start] + sentence[mentions[0].end :]
    return not re.search(r"\w", re.sub(rf"\b{weekday_pattern(language)}\b", "", rest))


def _dates_of(sentence: str, own: PartialDate | None, language: str, *, entry: bool) -> list[PartialDate]:
    """Return the dates of the story in a sentence, in order; a span ('1988-1990') is no date of a day's page.

    The text's own date is none, save at the head of a diary's entry.
    """
    dates = []
    for mention in find_dates(sentence, language):
        if mention.doubtful or (mention.first and mention.first.precision != "day"):
            continue
        date = mention.date or lately(mention, own)
        if date is None or (date == own and not entry) or (own and date.year == own.year and date.precision != "day"):
            continue
        if own and (date.year > own.year or (str(date) > str(own) and not str(date).startswith(str(own)))):
            continue
        if own and str(date).startswith(str(own)) and _announces(sentence, language):
            continue
        dates.append(date)
    return dates


def _announces(sentence: str, language: str) -> bool:
    """Say whether a sentence announces what is to come."""
    return re.search(table("dating.toml", language)["announced"], sentence, re.IGNORECASE) is not None


def _everyday(texts: Sequence[Witness]) -> frozenset[str]:
    """Return the words that more than half of the texts use: in common, they say nothing."""
    counts = Counter(word for text in texts for word in _words(text.text, text.language))
    return frozenset(word for word, count in counts.items() if len(texts) > 3 and count > len(texts) / 2)


def _words(text: str, language: str) -> set[str]:
    """Return the beginnings of the words that tell something: dates and small words of the language left out."""
    for mention in reversed(find_dates(text, language)):
        text = text[: mention.start] + " " + text[mention.end :]
    small = table("dating.toml", language)["small_words"].split("|")
    words = (word for word in re.findall(r"[^\W\d_]{4,}", text.lower()) if word not in small)
    return {word[:6] for word in words}


def _gathered(told: Sequence[_Told], texts: Sequence[Witness]) -> list[Event]:
    """Put sentences of different texts that say the same day and thing under the first of them."""
    everyday = _everyday(texts)
    languages = {text.file: text.language for text in texts}
    words = {one.passage: _words(one.passage.quote, languages[one.passage.file]) - everyday for one in told}
    events: list[Event] = []
    for one in told:
        same = next((n for n, event in enumerate(events) if _says(one, one.date, event, words)), None)
        if same is None:
            events.append(Event(_id_of(one.passage), one.date, one.passage))
        else:
            events[same] = replace(events[same], also=(*events[same].also, one.passage))
    for one in told:  # a sentence that names a second day stands once, and is named there as well
        for date in one.others:
            same = next((n for n, event in enumerate(events) if _says(one, date, event, words)), None)
            if same is not None:
                events[same] = replace(events[same], also=(*events[same].also, one.passage))
    return events


def _says(one: _Told, date: PartialDate, event: Event, words: Mapping[Passage, set[str]]) -> bool:
    """Say whether a sentence tells of an event of another text."""
    return (
        event.date == date
        and one.passage.file not in {event.passage.file, *(p.file for p in event.also)}
        and _alike(words[event.passage], words[one.passage]) >= _ALIKE[date.precision]
    )


def _alike(one: set[str], other: set[str]) -> float:
    """Return the share of telling words that two sentences have in common."""
    common = len(one & other)
    return common / min(len(one), len(other)) if common >= _AT_LEAST else 0.0


def _chosen(events: list[Event], most: int) -> list[Event]:
    """Return the events that have room on the page; what a person left out has made room before."""
    if len(events) <= most:
        return events
    fine = {"day": 0, "month": 1, "year": 2}
    ranked = sorted(events, key=lambda e: (fine[e.date.precision], -len(e.also)))
    return ranked[: max(0, most)]


# -- what a person decided


def _dated_by_hand(told: Sequence[_Told], decisions: Sequence[EventDecision]) -> tuple[list[_Told], list[str]]:
    """Give sentences the date that a person knows, before those that say the same are put together."""
    known = {_id_of(one.passage): one for one in told}
    dates = {d.event: d.date for d in decisions if d.action == "date" and d.date}
    stale = [f"chronology {d.action} {d.event}" for d in decisions if d.event in dates and d.event not in known]
    redated = [replace(one, date=dates.get(_id_of(one.passage)) or one.date) for one in told]
    return redated, stale


def _left_out(events: list[Event], decisions: Sequence[EventDecision]) -> tuple[list[Event], list[str]]:
    """Leave out the events that a person does not want; of one that stands under another, that sentence alone."""
    stale: list[str] = []
    for decision in decisions:
        if decision.action != "ignore":
            continue
        left = [
            replace(event, also=tuple(p for p in event.also if _id_of(p) != decision.event))
            for event in events
            if event.id != decision.event
        ]
        if left == events:
            stale.append(f"chronology ignore {decision.event}")
        events = left
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
