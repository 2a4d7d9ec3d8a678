"""What a number leaves unsaid and takes from its neighbours: the noun, the unit, the verb of a row, what it is about.

What is taken is only understood: it weighs less than what stands with the number itself, and the claim says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from booklet.readings import WEAK, Reading, Sentence, normalise, settle
from booklet.wording import grammar


def name_amount(sentence: Sentence, reading: Reading, before: Sequence[Reading]) -> None:
    """Give an amount without a unit the one before it: '900 tons of slate; 400 of it was saved'."""
    words, said, at = sentence.words, sentence.wording, reading.at + 1
    if reading.kind or not before or before[0].kind not in {"money", "measure"}:
        return
    if at + 1 < len(words) and words[at].low in said.of and words[at + 1].low in said.amounts:
        model = before[0].number
        reading.number = replace(reading.number, unit=model.unit, currency=model.currency)
        reading.kind, reading.noun, reading.part = before[0].kind, "", True
        reading.why.append("of the amount before it")


def coordinate(sentence: Sentence) -> None:
    """Give what stands in a row before one verb that verb: 'two men, three women and a boy were killed'."""
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


def understand(sentence: Sentence, previous: Sequence[Reading]) -> None:
    """Give a number without a noun the noun counted before it: 'of ninety lambs 71 came down; six were lame'."""
    for n, reading in enumerate(sentence.readings):
        if reading.kind or reading.noun or reading.denied or reading.number.value < 2:
            continue
        before = [r for r in (*previous[-2:], *sentence.readings[:n]) if r.noun and r.kind in {"people", "thing"}]
        if before and before[-1].number.value >= reading.number.value / 3:
            model = before[-1]
            reading.noun, reading.kind, reading.group = model.noun, model.kind, model.group
            reading.understood = True
            reading.why.append(f"perhaps “{model.noun}”, counted before it")


def by_topic(sentence: Sentence, reading: Reading, n: int) -> bool:
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
    normalise(sentence, reading)
    return True


def is_that_number(sentence: Sentence, reading: Reading, previous: Sequence[Reading]) -> bool:
    """Give 'the true number is between 40 and 50' what the last sure count of people before it was."""
    words, said = sentence.words, sentence.wording
    near = {word.low for word in words[max(0, reading.first - 8) : reading.first]}
    before = [r for r in previous if r.kind == "people" and r.family and r.confidence > WEAK and not r.part]
    if not before or not near & said.that_number:
        return False
    model = before[-1]
    reading.family, reading.kind, reading.group, reading.confidence = model.family, model.kind, model.group, 0.5
    reading.why.append(f"“the number”, of what “{model.number.value:,.0f}” counts")
    return True


def inherit(reading: Reading, before: Sequence[Reading]) -> None:
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
