"""What a reading becomes beside the others of its sentence: ways of speaking made alike, parts, phase, speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from booklet.clauses import announcing_noun
from booklet.ellipsis import by_topic, coordinate, inherit, is_that_number, name_amount, understand
from booklet.headings import plain
from booklet.languages import any_of
from booklet.nouns import noun_class, singular
from booklet.readings import WEAK, Reading, Sentence, is_denied, look_around, normalise
from booklet.rulings import RULES
from booklet.wording import anywhere, capital_or_not, grammar, wording

_WINDOW = 90  # characters to either side of a number whose words are its company
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def read_sentence(sentence: Sentence, previous: Sequence[Reading], asked: str = "") -> None:
    """Read every number of a sentence by the first rule that fits it.

    `previous` are the readings before it; `asked` is the family that the sentence before asks for, 'how many died?'.
    """
    places = {word.number: n for n, word in enumerate(sentence.words) if word.number >= 0}
    for index, number in enumerate(sentence.numbers):
        if index not in places:
            continue
        reading = Reading(number, places[index])
        sentence.readings.append(reading)
        look_around(sentence, reading)
        name_amount(sentence, reading, [*previous[-1:], *sentence.readings[:-1]][-1:])
        _name_verbs(sentence, reading)
        reading.context = _company(sentence, reading)
        reading.denied = is_denied(sentence, number)
        if reading.denied:
            continue
        if reading.kind not in {"money", "measure"}:
            reading.named = _is_named_by_predicate(sentence, reading)
            for rule in RULES:
                if rule(sentence, reading):
                    break
        if reading.family:
            normalise(sentence, reading)
        _details(sentence, reading)
    coordinate(sentence)
    _divide(sentence, previous)
    understand(sentence, previous)
    for n, reading in enumerate(sentence.readings):
        if reading.bare and not reading.family and not reading.denied:
            if asked:
                reading.family, reading.confidence = asked, 0.5
                reading.why.append("what the sentence before asks for")
                normalise(sentence, reading)
            elif not (by_topic(sentence, reading, n) or is_that_number(sentence, reading, previous)):
                inherit(reading, [*previous, *sentence.readings[:n]])


def _name_verbs(sentence: Sentence, reading: Reading) -> None:
    """Keep the verb and the announcing noun, where they say more than how large the number is."""
    small = grammar(sentence.language)
    deed = reading.right
    if not deed.verb or (deed.verb == "be" and not deed.passive):
        deed = reading.left if reading.left.verb and not reading.left.passive else deed
    reading.announced, _ = announcing_noun(sentence.words, reading.first, sentence.language)
    if reading.announced and not reading.kind and not reading.noun:
        _name_by_announcement(sentence, reading)
    reading.verb = "" if deed.verb in small.measuring | {"have"} else deed.verb
    told = reading.verb and reading.verb not in small.reporting
    reports = reading.left.verb in small.reporting | small.measuring | {"have"}
    reading.bare = not (reading.noun or reading.kind or told or (reading.announced and not reports))


def _name_by_announcement(sentence: Sentence, reading: Reading) -> None:
    """Take whom a number counts from the noun that announces it: 'a crew of 18', 'the attackers numbered 120'."""
    known = sentence.lexicon.group_of(reading.announced)
    if known and known[1] not in {"bodies", "cases"}:
        reading.kind, reading.group = known
    elif noun_class(reading.announced) in {"person", "group"}:
        reading.kind, reading.group = "people", "people"
    if reading.kind:
        reading.why.append(f"counts “{reading.announced}”")


def _company(sentence: Sentence, reading: Reading) -> frozenset[str]:
    """Return the plain forms of the words that stand near a number, small words aside."""
    number, text = reading.number, sentence.text
    near = text[max(0, number.start - _WINDOW) : number.core_start] + " " + text[number.core_end : number.end + _WINDOW]
    small = grammar(sentence.language).closed
    words = {plain(word) for word in _LETTERS.findall(near.lower()) if word not in small}
    first, last = number.start - _WINDOW, number.end + _WINDOW
    words |= {f"@{event.family}" for event in sentence.events if first <= event.start <= last}
    return frozenset(words)


@dataclass(frozen=True, slots=True)
class _Signs:
    """What beside a number tells part, phase, rivals and who is quoted."""

    part_before: re.Pattern[str]
    part_after: re.Pattern[str]
    further: re.Pattern[str]
    later: re.Pattern[str]
    early: re.Pattern[str]
    rival: re.Pattern[str]
    speaker: re.Pattern[str]
    parting: re.Pattern[str]


@cache
def _signs(language: str) -> _Signs:
    words = wording(language)
    return _Signs(
        re.compile(rf"\b(?:{any_of(words.part_before)})\b[\s,:]*(?:\w+\s){{0,3}}$"),
        re.compile(rf"\s?(?:{any_of(words.part_after)})\b"),
        re.compile(rf"\b(?:{any_of(words.further)})\s?$"),
        anywhere(words.later),
        anywhere(words.early),
        anywhere(words.rivals),
        re.compile(rf"\b((?:(?:{capital_or_not(words.articles)}) )?(?:{any_of(words.speakers)}))\b[^.;]{{0,60}}$"),
        anywhere(words.parting),
    )


def _details(sentence: Sentence, reading: Reading) -> None:
    """Find part, phase and who is quoted."""
    text, number, signs, opens = sentence.text, reading.number, _signs(sentence.language), sentence.opens
    before, after = text[: number.start], text[number.end : number.end + 60].lower()
    near = before[-48:].lower()
    if ("part_before" in opens and signs.part_before.search(near)) or signs.part_after.match(after):
        reading.part = True
        reading.why.append("a part of the count before it")
    if "further" in opens and number.qualifier == "exact" and signs.further.search(near):
        reading.phase = "further"
    if "later" in opens and signs.later.search(text[number.start : number.start + 110].lower()):
        reading.phase = reading.phase or "later"
    if "early" in opens and signs.early.search((near + text[number.start : number.start + 60]).lower()):
        reading.phase = reading.phase or "early"
    reading.rival = "rivals" in opens and bool(signs.rival.search(near + " " + after[:40]))
    if "speakers" in opens and (said := signs.speaker.search(before[-90:])):
        reading.said_by = said[1]


_JOINTS = re.compile(r"[^.;]{0,70}")  # what may stand between a total and its part in one sentence


def _divide(sentence: Sentence, previous: Sequence[Reading]) -> None:
    """Give the parts of a total what happened to it: 'of these 12 were children', '50: forty nuns, ten sisters'."""
    for n, reading in enumerate(sentence.readings):
        if reading.denied or reading.kind in {"money", "measure", "thing"}:
            continue
        named = reading.named
        weak = reading.confidence == WEAK and reading.head.kind == "person"  # 'residents' says not what became of them
        if (reading.family and not weak) or not (reading.noun or named or reading.part):
            continue
        earlier = [r for r in sentence.readings[:n] if _is_total_of(r, reading) and _close(sentence, r, reading)]
        later = [r for r in sentence.readings[n + 1 :] if _is_total_of(r, reading) and _close(sentence, reading, r)]
        totals = earlier[-1:] or (later[:1] if not named else [])
        if not totals and (reading.part or named or (reading.listed and reading.kind == "people")):
            totals = [r for r in previous if _is_total_of(r, reading)][-1:]
        totals = [r for r in totals if not weak or r.confidence > WEAK]
        if totals:
            reading.family, reading.kind = totals[0].family, "people"
            reading.group = reading.group or "people"
            reading.part = True
            reading.confidence = min(totals[0].confidence, 0.6)
            reading.why.append(f"a part of “{totals[0].number.value:,.0f}”, which is read so")
    _mark_parts(sentence.readings)


def _is_total_of(total: Reading, part: Reading) -> bool:
    return (
        total.family != ""
        and total.kind in {"people", ""}
        and not total.denied
        and total.number.value >= part.number.value
        and total.number.qualifier != "vague"
    )


def _close(sentence: Sentence, one: Reading, other: Reading) -> bool:
    between = sentence.text[one.number.core_end : other.number.start]
    return bool(_JOINTS.fullmatch(between)) and not _signs(sentence.language).parting.search(between)


def _is_named_by_predicate(sentence: Sentence, reading: Reading) -> bool:
    """Take the group from what a number is said to be: '51 were children', 'seven were women'."""
    deed, words = reading.right, sentence.words
    if deed.verb != "be" or deed.at + 1 >= len(words):
        return False
    for word in words[deed.at + 1 : deed.at + 4]:
        if not word.is_word:
            return False
        found = sentence.lexicon.group_of(word.low)
        if (found and found[0] == "people") or noun_class(word.low) == "person":
            reading.kind, reading.group = "people", found[1] if found else "people"
            reading.noun = reading.noun or singular(word.low)
            reading.why.append(f"said to be “{word.text}”")
            return True
        if word.low in grammar(sentence.language).closed - grammar(sentence.language).adverbs - sentence.wording.of:
            return False
    return False


def _mark_parts(readings: Sequence[Reading]) -> None:
    """Mark groups told as a list after their total: 'of whom 12 were children'."""
    groups = Counter(r.family for r in readings if r.family and r.kind == "people")
    for reading in readings:
        if reading.family and groups[reading.family] > 1 and reading.group not in {"people", ""}:
            totals = [r for r in readings if r.family == reading.family and r.group == "people" and r is not reading]
            if totals and totals[0].number.core_start < reading.number.core_start:
                reading.part = True
