"""A number in its sentence, and what has been found out about it: the noun it counts, its verbs, what happened.

`rows` and `rulings` say how a number is read; what no rule reads keeps its noun, its verb and its company.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from booklet.clauses import Deed, Head, Word, find_head, verb_after, verb_before, words_of
from booklet.families import Event, Lexicon
from booklet.headings import Headings
from booklet.languages import any_of
from booklet.nouns import is_mostly_verb, singular
from booklet.numbers import Number
from booklet.wording import Wording, grammar, opened_by, wording

_PLAIN = re.compile(r"\w+")
ARMED = frozenset({"troops", "police"})
SURE = 0.5  # a reading of less confidence is a guess
WEAK = 0.6  # the confidence of a reading by a noun that names whom it happened to


@dataclass(slots=True)
class Reading:
    """A number and what has been found out about it."""

    number: Number
    at: int = 0  # its place among the sentence's words
    first: int = 0  # the place of its first word, qualifier and all
    head: Head = field(default_factory=Head)
    right: Deed = field(default_factory=Deed)
    left: Deed = field(default_factory=Deed)
    family: str = ""
    kind: str = ""  # 'people', 'thing', 'money', 'measure'
    group: str = ""
    noun: str = ""
    part: bool = False
    phase: str = ""
    place: str = ""
    said_by: str = ""
    verb: str = ""
    announced: str = ""
    context: frozenset[str] = frozenset()
    rival: bool = False
    denied: bool = False
    understood: bool = False  # its noun is the one counted before it: 'of ninety lambs 71 came down'
    named: bool = False  # whom it counts stands in the predicate: 'twelve were children'
    listed: bool = False  # a line of a list, named by a label that says not what happened
    bare: bool = False  # no noun, verb or label of its own
    confidence: float = 1.0
    why: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """A sentence with its numbers, words and event words. Offsets are counted in `text`."""

    text: str
    start: int
    lexicon: Lexicon
    numbers: list[Number]
    events: list[Event]
    headings: Headings
    language: str = "en"
    years: list[tuple[int, int, int]] = field(default_factory=list)  # (start, end, year) of its dates
    whole: str = ""  # the text it stands in
    readings: list[Reading] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    wording: Wording = field(init=False)
    opens: frozenset[str] = frozenset()  # the lists of `wording` of which a phrase may stand in it
    spans: dict[int, list[tuple[Event, int]]] = field(default_factory=dict)  # first word -> events and their last word

    def __post_init__(self) -> None:
        self.wording = wording(self.language)
        self.words = words_of(self.text, self.numbers)
        for word in set(_PLAIN.findall(self.text.lower())):
            if opened := opened_by(word, self.language):
                self.opens |= opened
        starts = {word.start: n for n, word in enumerate(self.words)}
        ends = {word.end: n for n, word in enumerate(self.words)}
        for event in self.events:
            first = starts.get(event.start)
            if first is not None:
                self.spans.setdefault(first, []).append((event, ends.get(event.end, first)))

    def events_at(self, first: int, roles: str) -> list[tuple[Event, int]]:
        """Return the events of some roles that begin at a word, the longest first."""
        here = self.spans.get(first)
        if here is None:
            return []
        found = [pair for pair in here if pair[0].role in roles]
        return sorted(found, key=lambda pair: (-pair[1], roles.index(pair[0].role)))

    def said(self, event: Event) -> str:
        """Return the words of an event."""
        return self.text[event.start : event.end]


def look_around(sentence: Sentence, reading: Reading) -> None:
    """Find the noun that the number counts and the verbs on either side of it."""
    words, language, number = sentence.words, sentence.language, reading.number
    reading.first = reading.at
    while reading.first > 0 and words[reading.first - 1].end > number.start:
        reading.first -= 1
    end = reading.at + 1
    if number.currency or number.unit:
        reading.kind = "money" if number.currency else "measure"
        while end < len(words) and words[end].start < number.end:
            end += 1
        reading.head = Head(end=end)
    else:
        while end < len(words) and words[end].start < number.end:  # 'or so', 'odd'
            end += 1
        reading.head = find_head(
            words, end - 1, number.value == 1, language, lambda word: sentence.lexicon.group_of(word) is not None
        )
        _name_head(sentence, reading)
    reading.right = verb_after(words, reading.head.end, language)
    reading.left = verb_before(words, reading.first, language)


def _name_head(sentence: Sentence, reading: Reading) -> None:
    """Say whether the number counts people or things, and which group of them."""
    head, words = reading.head, sentence.words
    if not head.noun:
        if _is_we(words, reading.first, sentence.language):
            reading.kind, reading.group = "people", "people"
            reading.why.append("counts those who speak")
            return
        last = words[min(head.end, len(words)) - 1]
        if last.low in sentence.wording.taken_from and head.end < len(words):
            behind = words[head.end]
            known = sentence.lexicon.group_of(behind.low) if behind.is_word else None
            if known and known[0] == "people" and not is_mostly_verb(behind.low):  # 'thirty of them women'
                reading.kind, reading.group = known
                reading.noun = singular(behind.low)
                reading.why.append(f"counts “{behind.text}”")
                return
        pair = f"{words[head.end - 2].low} {last.low}"
        if last.low in sentence.wording.counted_pronouns or pair in sentence.wording.counted_pairs:
            reading.kind, reading.group = "people", "people"
            reading.why.append(f"counts “{last.text}”")
        return
    reading.noun = head.noun
    said = words[head.end - 1].text
    two = f"{words[head.end - 2].low} {words[head.end - 1].low}" if head.end - 2 > reading.at else ""
    known = (sentence.lexicon.group_of(two) if two else None) or sentence.lexicon.group_of(said)
    if known:
        reading.kind, reading.group = known
    elif head.kind == "person" or (
        said[0].isupper() and not said.isupper() and head.kind == "" and said.endswith(sentence.wording.nation_endings)
    ):
        reading.kind, reading.group = "people", "people"
    elif head.kind and head.end < len(words) and words[head.end].low in sentence.wording.persons:
        reading.kind, reading.group = "people", "people"  # whoever is 'who' is a person, whatever the word is
    elif head.kind:
        reading.kind, reading.group = "thing", said.lower()
    reading.why.append(f"counts “{said}”")


@cache
def _denials(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what denies a figure before it, what only seems to, and what calls it wrong right behind it."""
    words = wording(language)
    return (
        re.compile(rf"\b(?:{any_of(words.denying)}) $"),
        re.compile(rf"\b(?:{any_of(words.granting)}) $"),
        re.compile(
            rf"\s?(?:{any_of(words.fault_verbs)}) (?:(?:{any_of(words.fault_stress)}) )?(?:{any_of(words.faults)})"
        ),
    )


@cache
def _rumours(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what tells a figure as hearsay before it, what calls that wrong behind it, and what does before it."""
    words = wording(language)
    return (
        re.compile(rf"\b(?:{any_of(words.reports)})\b[^.;:]{{0,60}}$"),
        re.compile(rf"[^.;:]{{0,80}}\b(?:{any_of(words.fault_verbs)}) (?:\w+ )?(?:{any_of(words.baseless)})\b"),
        re.compile(rf"\b(?:{any_of(words.denying_clauses)})\b[^.;:]{{0,40}}$"),
    )


def _is_we(words: Sequence[Word], first: int, language: str) -> bool:
    """Say whether a number tells how many those who speak were: 'we were sixty'."""
    n = first - 1
    while n > 0 and words[n].low in grammar(language).adverbs:
        n -= 1
    return n >= 1 and words[n].low in grammar(language).being and words[n - 1].low in wording(language).speaking


def is_denied(sentence: Sentence, number: Number) -> bool:
    """Say whether the words deny a figure: 'not 300', 'rather than 300', '300 is too high'."""
    before = sentence.text[max(0, number.start - 30) : number.start].lower()
    after = sentence.text[number.end : number.end + 34].lower()
    denying, granting, faults = _denials(sentence.language)
    if "denying" in sentence.opens and denying.search(before):
        return not granting.search(before)
    if "reports" in sentence.opens and "fault_verbs" in sentence.opens:
        told, baseless, _ = _rumours(sentence.language)
        text = sentence.text.lower()
        if told.search(text[max(0, number.start - 90) : number.start]) and baseless.match(text[number.end :]):
            return True
    if "denying_clauses" in sentence.opens and _rumours(sentence.language)[2].search(
        sentence.text[max(0, number.start - 70) : number.start].lower()
    ):
        return True
    return bool(faults.match(after))


def settle(sentence: Sentence, reading: Reading, family: str, why: str, *, sure: bool = False) -> bool:
    """Give a reading its family, unless the family does not count what the number counts."""
    lexicon = sentence.lexicon
    vague = reading.head.kind in {"event", "document", "abstract", "body", "corpse", "time"}  # 'deaths', 'names'
    people = "people" in lexicon.counts.get(family, {"people"})
    if reading.kind == "thing" and family == "killed" and not vague:
        family = "animals_lost" if reading.head.kind == "animal" or reading.group == "animals" else "destroyed"
    if family == "sunk" and reading.head.kind in {"building", "house", "church", "school", "bridge", "structure"}:
        family = "destroyed"
    if family == "destroyed" and reading.kind == "people":
        family = "killed"  # 'losses: one soldier'
    kind = "" if reading.kind == "thing" and vague and people else reading.kind
    if not lexicon.may_count(family, kind):
        return False
    if not reading.kind and not people and not (reading.noun or sure):
        return False  # a bare number of things that nothing names
    reading.family = family
    reading.why.append(why)
    return True


def normalise(sentence: Sentence, reading: Reading) -> None:
    """Fold ways of speaking together: any plural under a class of people is people; armed men who move are deployed."""
    if (
        reading.kind == "people"
        and reading.group in ARMED
        and reading.family in {"gathered", "present", "employed", "struck"}
    ):
        reading.family = "deployed"
    if reading.kind == "people" and reading.family == "deployed" and reading.group not in ARMED:
        reading.family = "gathered"
    if not reading.kind and "people" in sentence.lexicon.counts.get(reading.family, ()):
        reading.kind = "people"
        reading.group = "people"
    if reading.family == "deployed" and not reading.kind:
        reading.kind, reading.group = "people", "troops"
    if reading.family in {
        "gathered",
        "struck",
        "aboard",
        "displaced",
        "expelled",
        "homeless",
        "evacuated",
    } and reading.group not in {"women", "children", "families"}:
        reading.group = "people" if reading.kind == "people" else reading.group
    if reading.kind == "people" and reading.group in {
        "workers",
        "passengers",
        "students",
        "demonstrators",
        "volunteers",
        "refugees",
        "foreigners",
        "adults",
    }:
        counted = {r.group for r in sentence.readings if r.family == reading.family and r is not reading}
        if not counted - {"people", reading.group}:
            reading.group = "people"
    if reading.noun in sentence.wording.dead_bodies and reading.family == "killed":
        reading.family = "recovered"
    if reading.kind == "thing" and reading.group == "bodies":
        reading.kind, reading.group = "people", "people"
