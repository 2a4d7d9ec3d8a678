"""What a reading becomes beside the others of its sentence: ways of speaking made alike, parts, phase, speaker."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from booklet.clauses import announcing_noun
from booklet.guesses import ARMED
from booklet.headings import plain
from booklet.languages import any_of
from booklet.nouns import noun_class, singular
from booklet.readings import WEAK, Reading, Sentence, is_denied, look_around, settle
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
        _name_amount(sentence, reading, [*previous[-1:], *sentence.readings[:-1]][-1:])
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
            _normalise(sentence, reading)
        _details(sentence, reading)
    _coordinate(sentence)
    _divide(sentence, previous)
    _understand(sentence, previous)
    for n, reading in enumerate(sentence.readings):
        if reading.bare and not reading.family and not reading.denied:
            if asked:
                reading.family, reading.confidence = asked, 0.5
                reading.why.append("what the sentence before asks for")
                _normalise(sentence, reading)
            elif not _by_topic(sentence, reading, n):
                _inherit(reading, [*previous, *sentence.readings[:n]])


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


def _by_topic(sentence: Sentence, reading: Reading, n: int) -> bool:
    """Give a bare number the announcing noun to its left: 'the turn-out varied: newspapers spoke of five thousand'."""
    announcing = [e for e in sentence.events if e.role == "e" and e.end <= reading.number.start]
    if not announcing:
        return False
    event = announcing[-1]
    between = [
        r for r in sentence.readings[:n] if r.number.core_start > event.end and r.family not in {"", event.family}
    ]
    if between:
        return False
    reading.family, reading.confidence = event.family, 0.5
    reading.why.append(f"“{sentence.said(event)}” is what the sentence speaks of")
    _normalise(sentence, reading)
    return True


def _inherit(reading: Reading, before: Sequence[Reading]) -> None:
    """Give a bare number what the count nearest to it in size was read as: it says no more of itself than its value."""
    value = reading.number.value
    near = [r for r in before if not r.bare and not r.denied and r.number.value and value and r.kind != "measure"]
    near = [r for r in near if 1 / 3 <= value / r.number.value <= 3 and (r.family or r.noun)]
    if not near:
        return
    model = min(near[-5:], key=lambda r: abs(math.log(value / r.number.value)))
    reading.family, reading.kind, reading.group, reading.noun = model.family, model.kind, model.group, model.noun
    reading.part, reading.confidence = model.part, 0.4
    reading.why.append(f"bare, beside “{model.number.value:,.0f}”, which is read so")


def _name_amount(sentence: Sentence, reading: Reading, before: Sequence[Reading]) -> None:
    """Give an amount without a unit the one before it: '61,000 tons of oil; 58,000 of it went into the sea'."""
    words, said, at = sentence.words, sentence.wording, reading.at + 1
    if reading.kind or not before or before[0].kind not in {"money", "measure"}:
        return
    if at + 1 < len(words) and words[at].low in said.of and words[at + 1].low in said.amounts:
        model = before[0].number
        reading.number = replace(reading.number, unit=model.unit, currency=model.currency)
        reading.kind, reading.noun, reading.part = before[0].kind, "", True
        reading.why.append("of the amount before it")


def _coordinate(sentence: Sentence) -> None:
    """Give what stands in a row before one verb that verb: '12 men, three women and four boys were killed'."""
    small = grammar(sentence.language)
    for reading, following in reversed(list(zip(sentence.readings, sentence.readings[1:], strict=False))):
        if reading.family or reading.kind not in {"people", "thing"} or reading.denied or following.denied:
            continue
        between = sentence.words[reading.head.end : following.first]
        row = between and (between[-1].low in small.conjunctions or between[-1].text in ",&")
        if (
            row
            and not reading.right.verb
            and following.right.verb
            and following.family
            and not any(word.text in ".;:()" for word in between)
            and settle(sentence, reading, following.family, f"in a row with “{following.number.value:,.0f}”")
        ):
            reading.verb = following.verb


def _understand(sentence: Sentence, previous: Sequence[Reading]) -> None:
    """Give a number without a noun the noun counted before it: 'of 44 boats 26 came home; ten were wrecked'."""
    for n, reading in enumerate(sentence.readings):
        if reading.kind or reading.noun or reading.denied or reading.number.value < 2:
            continue
        before = [r for r in (*previous[-2:], *sentence.readings[:n]) if r.noun and r.kind in {"people", "thing"}]
        if before and before[-1].number.value >= reading.number.value / 3:
            model = before[-1]
            reading.noun, reading.kind, reading.group = model.noun, model.kind, model.group
            reading.understood = True
            reading.why.append(f"perhaps “{model.noun}”, counted before it")


# -- making ways of speaking alike


def _normalise(sentence: Sentence, reading: Reading) -> None:
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
        re.compile(rf"(?:{any_of(words.part_before)})\b[\s,:]*(?:\w+\s){{0,3}}$"),
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
    text, number, signs = sentence.text, reading.number, _signs(sentence.language)
    before, after = text[: number.start], text[number.end : number.end + 60].lower()
    near = before[-48:].lower()
    if signs.part_before.search(near) or signs.part_after.match(after):
        reading.part = True
        reading.why.append("a part of the count before it")
    if signs.further.search(near) and number.qualifier == "exact":
        reading.phase = "further"
    if signs.later.search(text[number.start : number.start + 110].lower()):
        reading.phase = reading.phase or "later"
    if signs.early.search((near + text[number.start : number.start + 60]).lower()):
        reading.phase = reading.phase or "early"
    reading.rival = bool(signs.rival.search(near + " " + after[:40]))
    if said := signs.speaker.search(before[-90:]):
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
