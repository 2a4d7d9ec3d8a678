"""The last rules by which a number is read, where nothing beside it says for sure what happened."""

from __future__ import annotations

import re
from functools import cache

from booklet.languages import any_of
from booklet.readings import ARMED, WEAK, Reading, Sentence, settle
from booklet.wording import wording


@cache
def _orders(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what orders soldiers before a number, and what they are to do behind it."""
    said = wording(language)
    return (
        re.compile(rf"\b(?:{any_of(said.ordering)})\s[^.;]{{0,40}}$"),
        re.compile(rf"[^.;]{{0,40}}\b(?:{any_of(said.infinitive)})\b"),
    )


def read_troops(sentence: Sentence, reading: Reading) -> bool:
    """Soldiers and police who act are deployed, whatever the verb of the order."""
    if reading.kind != "people" or reading.group not in ARMED:
        return False
    text, number = sentence.text, reading.number
    after = text[number.end :][:90]
    before = text[max(0, number.start - 60) : number.start]
    ordered, bound = _orders(sentence.language)
    moving = any(event.family == "deployed" for event in sentence.events)
    if moving or ordered.search(before) or bound.match(after):
        return settle(sentence, reading, "deployed", f"“{reading.noun}” under orders")
    return False


def read_lost(sentence: Sentence, reading: Reading) -> bool:
    """N lost; N were lost: of people, their lives."""
    deed, words = reading.right, sentence.words
    at = reading.head.end
    if reading.kind != "thing" and (
        (at < len(words) and words[at].low in sentence.wording.lost)
        or (deed.passive and deed.verb in sentence.wording.losing)
    ):
        reading.confidence = 0.7
        return settle(sentence, reading, "killed", "“lost”")
    return False


def read_weak_noun(sentence: Sentence, reading: Reading) -> bool:
    """N victims, N passengers: a noun that names whom it happened to, where no verb says what."""
    n = reading.head.end - 1
    if not reading.noun or n <= reading.at:
        return False
    for event, _ in sentence.events_at(n, "n"):
        reading.confidence = WEAK
        return settle(sentence, reading, event.family, f"“{sentence.said(event)}” is what is counted")
    return False


def read_only_event(sentence: Sentence, reading: Reading) -> bool:
    """The only event word of the clause; weak, so it may join a topic but found none."""
    if reading.number.value < 2 or not reading.noun:
        return False
    text = sentence.text
    left = max(text.rfind(mark, 0, reading.number.start) for mark in ",;:—(")
    rights = [p for p in (text.find(mark, reading.number.end) for mark in ",;:—)") if p >= 0]
    right = min(rights, default=len(text))
    inside = {e.family for e in sentence.events if left < e.start and e.end <= right and e.role in "vie"}
    numbers = [n for n in sentence.numbers if left < n.core_start < right]
    if len(inside) == 1 and len(numbers) == 1:
        reading.confidence = 0.45
        return settle(sentence, reading, inside.pop(), "the only such word of its clause")
    return False
