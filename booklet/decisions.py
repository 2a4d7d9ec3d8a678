"""sources.toml -> Decisions: what a person knows and no rule can, each entry with its reason.

Only the shape is checked here. Whether an entry still matches anything is known when its stage has run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Literal, cast, get_args

from booklet.model import PartialDate, Qualifier
from booklet.tables import Table, read_table


@dataclass(frozen=True, slots=True)
class Ruling:
    """A yes or no to one change, proposal, claim or topic, by id."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words that a person puts in the place of others. `after` '[…]' is an omission."""

    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What a person states about one text, and what they decided about its changes."""

    file: str
    title: str | None = None
    issuer: str | None = None
    date: PartialDate | None = None
    language: str | None = None
    url: str | None = None
    accessed: str | None = None
    reference: str | None = None
    rights: str | None = None
    note: str | None = None
    skip: bool = False
    reason: str = ""
    accept: tuple[Ruling, ...] = ()
    reject: tuple[Ruling, ...] = ()
    replace: tuple[Replacement, ...] = ()  # omissions stand here too, with after = '[…]'

    @property
    def spelled(self) -> tuple[str, ...]:
        """Return the words that a person wrote here for print: their spelling is meant."""
        written = (self.title, self.issuer, *(replacement.after for replacement in self.replace))
        return tuple(words for words in written if words)


@dataclass(frozen=True, slots=True)
class FigureDecision:
    """One decision about figures. Which fields are set depends on `action`."""

    action: Literal["ignore", "correct", "add", "merge", "split", "rename"]
    reason: str
    claim: str = ""  # ignore, correct: the claim's id
    topic: str = ""  # split, rename: the topic's id; add: the id or the name of a topic
    topics: tuple[str, ...] = ()  # merge
    claims: tuple[str, ...] = ()  # split: the claims that leave for a topic of their own
    name: str = ""  # rename, split: the new name
    file: str = ""  # add
    quote: str = ""  # add: words that stand in the cleaned text of `file`
    low: float | None = None  # correct, add
    high: float | None = None
    qualifier: Qualifier = "exact"


@dataclass(frozen=True, slots=True)
class EventDecision:
    """One decision about the chronology page."""

    action: Literal["ignore", "date", "add"]
    reason: str
    event: str = ""  # ignore, date: the event's id
    date: PartialDate | None = None  # date, add
    file: str = ""
    quote: str = ""  # add: a sentence of `file`, word for word


@dataclass(frozen=True, slots=True)
class Decisions:
    """All of sources.toml. Each stage gets its slice and returns the entries it used."""

    sources: tuple[SourceFacts, ...] = ()
    figures: tuple[FigureDecision, ...] = ()
    events: tuple[EventDecision, ...] = ()

    def of(self, file: str) -> SourceFacts:
        """Return what was stated about one text, or an empty entry."""
        return next((facts for facts in self.sources if facts.file == file), SourceFacts(file))

    @property
    def spelled(self) -> tuple[str, ...]:
        """Return all words that a person wrote here for print, of whichever text: their spelling is meant."""
        of_texts = (words for facts in self.sources for words in facts.spelled)
        names = (figure.name for figure in self.figures)
        quotes = (figure.quote for figure in self.figures), (event.quote for event in self.events)
        return tuple(words for words in chain(of_texts, names, *quotes) if words)


# -- reading them

FILE = "sources.toml"
OMISSION = "[…]"
_WORDS = ("title", "issuer", "url", "accessed", "reference", "rights", "note")
_FACTS = (*_WORDS, "date", "language", "skip", "reason")
_LISTS = ("accept", "reject", "replace", "omit")
_WEIGHTY = ("title", "issuer", "date", "skip")  # they change what the booklet says of a text, so they need a reason

# What each decision needs, and what it may have besides `action` and `reason`.
_FIGURES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ignore": (("claim",), ()),
    "correct": (("claim",), ("low", "high", "qualifier")),
    "add": (("topic", "file", "quote"), ("low", "high", "qualifier")),
    "merge": (("topics",), ("name",)),
    "split": (("topic", "claims", "name"), ()),
    "rename": (("topic", "name"), ()),
}
_EVENTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ignore": (("event",), ()),
    "date": (("event", "date"), ()),
    "add": (("date", "file", "quote"), ()),
}


def read_decisions(path: Path, where: str) -> Decisions:
    """Read sources.toml; where there is none, nothing was decided. Raises `BadInput` with line and key."""
    top = read_table(path, where)
    sources: list[SourceFacts] = []
    for name, value in top.values.items():
        if name in {"figures", "chronology"}:
            continue
        if not isinstance(value, dict):
            raise top.wrong(name, "stands outside of any text", 'Write ["report.txt"] on a line of its own above it.')
        for suffix in ("txt", "md"):  # [report.txt] means something else in this kind of file
            if isinstance(value.get(suffix), dict):
                raise top.wrong(name, "needs quotation marks", f'Write ["{name}.{suffix}"]')
        sources.append(_facts(top.table(name), name))
    return Decisions(
        tuple(sources),
        tuple(_figure(entry) for entry in _list(top, "figures")),
        tuple(_event(entry) for entry in _list(top, "chronology")),
    )


def _list(top: Table, key: str) -> list[Table]:
    if isinstance(top.values.get(key), dict):
        raise top.wrong(key, "has its brackets twice", f"Write [[{key}]] above each decision.")
    return top.entries(key)


def _bare(table: Table, key: str, file: str) -> str:
    """Return a bare file name: texts are named without a folder, and nothing outside can be named."""
    if re.search(r"[/\\\x00]", file) or file in {"", ".", ".."}:
        raise table.wrong(key, f"{file[:60]!r} is not the bare name of a text", "Leave the folder out: report.txt")
    return file


def _facts(table: Table, file: str) -> SourceFacts:
    _bare(table, "", file)
    table.known(*_FACTS, *_LISTS)
    reason = table.words("reason")
    for key in _WEIGHTY:
        if key in table.values and not reason:
            raise table.wrong(key, "needs a reason", 'Add reason = "how you know this" under the same text.')
    replaced = [
        Replacement(entry.verbatim("before"), entry.verbatim("after", empty=True), entry.reason())
        for entry in table.entries("replace", ("before", "after", "reason"), ("before", "after", "reason"))
    ]
    for n, replacement in enumerate(replaced):
        if replacement.before == replacement.after:
            raise table.entries("replace")[n].wrong("after", "is the same as before")
    omitted = [
        Replacement(entry.verbatim("text"), OMISSION, entry.reason())
        for entry in table.entries("omit", ("text", "reason"), ("text", "reason"))
    ]
    accept, reject = _rulings(table, "accept"), _rulings(table, "reject")
    if both := {ruling.id for ruling in accept} & {ruling.id for ruling in reject}:
        raise table.wrong("reject", f"{min(both)} is accepted as well", "Keep one of the two.")
    words = {key: table.words(key) or None for key in _WORDS}
    return SourceFacts(
        file,
        date=table.partial_date("date"),
        language=table.language("language", "") or None,
        skip=table.flag("skip", False),
        reason=reason,
        accept=accept,
        reject=reject,
        replace=(*replaced, *omitted),
        **words,
    )


def _rulings(table: Table, key: str) -> tuple[Ruling, ...]:
    return tuple(Ruling(e.words("id"), e.reason()) for e in table.entries(key, ("id", "reason"), ("id", "reason")))


def _action(entry: Table, table: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]) -> str:
    """Return the action of an entry, once its keys fit it."""
    if "action" not in entry.values:
        raise entry.wrong("action", "is missing", f"Known: {', '.join(table)}.")
    action = entry.choice("action", tuple(table), "")
    needed, allowed = table[action]
    entry.known("action", "reason", *needed, *allowed)
    for key in needed:
        if not entry.values.get(key):
            raise entry.wrong(key, f"is missing: action = {action!r} needs it")
    return action


def _figure(entry: Table) -> FigureDecision:
    action = _action(entry, _FIGURES)
    low, high = (entry.number(key, 0, 0, 1e15) if key in entry.values else None for key in ("low", "high"))
    qualifier = cast("Qualifier", entry.choice("qualifier", get_args(Qualifier), "exact"))
    if action in {"correct", "add"} and low is None and high is None and qualifier != "vague":
        raise entry.wrong(
            "low", "is missing", "Write low and high; for one value the same in both, no end: leave it out."
        )
    if low is not None and high is not None and low > high:
        raise entry.wrong("high", "is lower than low")
    topics = entry.names("topics")
    if action == "merge" and len(topics) < 2:
        raise entry.wrong("topics", "names at least two topics to put together")
    return FigureDecision(
        cast("Any", action),
        entry.reason(),
        claim=entry.words("claim"),
        topic=entry.words("topic"),
        topics=topics,
        claims=entry.names("claims"),
        name=entry.words("name"),
        file=_bare(entry, "file", entry.words("file")) if action == "add" else "",
        quote=entry.verbatim("quote") if action == "add" else "",
        low=low,
        high=high,
        qualifier=qualifier,
    )


def _event(entry: Table) -> EventDecision:
    action = _action(entry, _EVENTS)
    return EventDecision(
        cast("Any", action),
        entry.reason(),
        event=entry.words("event"),
        date=entry.partial_date("date"),
        file=_bare(entry, "file", entry.words("file")) if action == "add" else "",
        quote=entry.verbatim("quote") if action == "add" else "",
    )
