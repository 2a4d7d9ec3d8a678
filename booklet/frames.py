"""What a reading becomes beside the others of its sentence: ways of speaking made alike, parts, phase, who is quoted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from booklet.readings import ARMED, PEOPLE_FAMILIES, RULES, Reading, Sentence, find_head, is_denied


def read_sentence(sentence: Sentence, previous: Sequence[Reading]) -> None:
    """Read every number of a sentence by the first rule that fits it; `previous` are the readings before it."""
    for number in sentence.numbers:
        reading = Reading(number)
        find_head(sentence, reading)
        if number.currency:
            continue
        if not is_denied(sentence, number):
            for rule in RULES:
                if rule(sentence, reading):
                    break
        if reading.family:
            _normalise(sentence, reading)
            _details(sentence, reading)
        sentence.readings.append(reading)
    _coordinate(sentence, previous)


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
    if not reading.kind and reading.family in PEOPLE_FAMILIES | {"recovered"}:
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
    if reading.noun in {"bodies", "corpses"} and reading.family == "killed":
        reading.family = "recovered"
    if reading.kind == "thing" and reading.group == "bodies":
        reading.kind, reading.group = "people", "people"


def _details(sentence: Sentence, reading: Reading) -> None:
    """Find part, phase and who is quoted."""
    text, number = sentence.text, reading.number
    before, after = text[: number.start], text[number.end : number.end + 60]
    near = before[-48:].lower()
    if re.search(
        r"(?:of (?:whom|them|these|which)|including|among them|amongst them|among the (?:dead|victims|killed|injured|wounded)|made up of|of the dead|the remaining|one of them|namely|comprising)\b[\s,:]*(?:\w+\s){0,3}$",
        near,
    ) or re.match(
        r"\s?(?:of (?:whom|them|these|the (?:dead|victims|killed|injured|wounded|survivors|bodies|\d)))\b",
        after.lower(),
    ):
        reading.part = True
        reading.why.append("a part of the count before it")
    if re.search(r"\b(?:another|a further|further|additional)\s?$", near) and number.qualifier == "exact":
        reading.phase = "further"
    if re.search(
        r"\b(?:later|subsequently|of (?:his|her|their) (?:wounds|injuries)|in (?:the )?(?:following|next) (?:days|weeks|months))\b",
        text[number.start : number.start + 110].lower(),
    ):
        reading.phase = reading.phase or "later"
    if re.search(
        r"\b(?:already|by (?:then|noon|midnight|nightfall|evening|morning)|so far|at first|first reports?|initial(?:ly)?)\b",
        (near + text[number.start : number.start + 60]).lower(),
    ):
        reading.phase = reading.phase or "early"
    said = re.search(
        r"\b((?:[Tt]he )?(?:official|government|police|union|army|company|authorities|ministry|hospital|eyewitness)\w*)\b[^.;]{0,60}$",
        before[-90:],
    )
    if said:
        reading.said_by = said[1]


def _coordinate(sentence: Sentence, previous: Sequence[Reading]) -> None:
    """Give a second number after 'and' or a comma the class of the one before it, where the nouns are alike."""
    readings = sentence.readings
    for n, reading in enumerate(readings):
        if reading.family or not n or not readings[n - 1].family:
            continue
        before = readings[n - 1]
        between = sentence.text[before.number.end : reading.number.start]
        if (
            re.fullmatch(r"(?:\s[\w’'-]+){0,4},?\s(?:and|or)\s(?:about |some )?", between)
            and reading.kind == before.kind == "people"
            and reading.group != "people"
        ):
            reading.family = before.family
            reading.part = before.part
            reading.confidence = min(before.confidence, 0.6)
            reading.why.append("in a row with the count before it")
    groups = Counter(r.family for r in readings if r.family and r.kind == "people")
    for reading in readings:  # 'of whom 12 were children', told as a list after a total
        if reading.family and groups[reading.family] > 1 and reading.group not in {"people", ""}:
            totals = [r for r in readings if r.family == reading.family and r.group == "people" and r is not reading]
            if totals and totals[0].number.core_start < reading.number.core_start:
                reading.part = True
