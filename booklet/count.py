"""Text -> Claims: what each number counts, as far as the words say, and every step of the reading.

An ordered list of rules; the first that fits wins and leaves its reason. A number that no rule reads keeps its noun,
its verb and its company: `compare` may still find its like in another text.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from booklet.dates import find_dates
from booklet.elsewhere import other_event, places
from booklet.families import Lexicon, lexicon
from booklet.frames import read_sentence
from booklet.headings import Headings, find_headings
from booklet.masks import masked
from booklet.model import Claim, Frame, PartialDate, Witness
from booklet.numbers import Number, find_numbers
from booklet.readings import SURE, WEAK, Reading, Sentence
from booklet.sentences import split_sentences
from booklet.wording import anywhere, wording

_WORDS = re.compile(r"\w+")
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")


def count_claims(
    witness: Witness, *, event: PartialDate | None = None, extra: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
) -> tuple[Claim, ...]:
    """Return the claims of a text, in order. `event` is the event's date: figures of other years stand apart."""
    words = lexicon(witness.language, extra)
    text = witness.text
    dates = find_dates(text, witness.language)
    numbers = find_numbers(text, witness.language)
    spans = [(number.core_start, number.core_end) for number in numbers]
    numbers = _unmasked(numbers, masked(text, witness.language, dates, spans))
    dated = [mention.start for mention in dates]
    headings = find_headings(text)
    claims: list[Claim] = []
    seen: Counter[str] = Counter()
    at = 0
    previous: list[Reading] = []
    asked = ""
    for order, (start, end) in enumerate(split_sentences(text, witness.language)):
        inside: list[Number] = []
        while at < len(numbers) and numbers[at].core_start < end:
            if numbers[at].core_start >= start:
                inside.append(_shifted(numbers[at], start))
            at += 1
        passage = text[start:end]
        if not inside:
            asked = _asked_for(words, passage, witness.language)
            continue
        years = [
            (mention.start - start, mention.end - start, mention.date.year)
            for mention in dates[bisect_left(dated, start) : bisect_left(dated, end)]
            if mention.date
        ]
        sentence = Sentence(
            passage, start, words, inside, words.events(passage), headings, witness.language, years, text
        )
        read_sentence(sentence, previous, asked)
        asked = _asked_for(words, passage, witness.language)
        previous = [*previous, *(r for r in sentence.readings if not r.denied)][-8:]
        for reading in sentence.readings:
            if not reading.denied and not _is_year(sentence, reading):
                claims.append(_claim(witness, sentence, reading, order, headings, event, seen))
    return tuple(_with_sums(claims))


@cache
def _questions(language: str) -> re.Pattern[str]:
    return anywhere(wording(language).asking)


def _with_sums(claims: list[Claim]) -> list[Claim]:
    """Mark as parts the claims that stand in a row beside a total and add up to it: '53 drowned: 31 men, 22 women'."""
    for n, total in enumerate(claims):
        if total.low is None or total.low != total.high or total.low < _LEAST_SUM or total.unit in _NO_SUMS:
            continue
        for step in (1, -1):
            for k in _adding_up(claims, n, step):
                claims[k] = _as_part(claims[k], total)
    return claims


_LEAST_SUM = 8  # smaller sums come about by chance
_MOST_PARTS = 12
_NO_SUMS = frozenset({"percent"})


def _adding_up(claims: Sequence[Claim], n: int, step: int) -> list[int]:
    """Return the row of claims behind (1) or before (-1) a total that add up to it, or nothing."""
    total, row, found = claims[n], 0.0, list[int]()
    k = n + step
    while 0 <= k < len(claims) and len(found) < _MOST_PARTS and total.low is not None:
        part = claims[k]
        near = abs(part.frame.sentence - total.frame.sentence) <= 1 + len(found)
        if not near or part.frame.kind not in {total.frame.kind, ""}:
            return []
        if part.low is None or part.low != part.high or part.low >= total.low:
            return []
        row += part.low
        found.append(k)
        if row >= total.low:
            return found if row == total.low and len(found) > 1 else []
        k += step
    return []


def _as_part(claim: Claim, total: Claim) -> Claim:
    frame = replace(claim.frame, part=True, summed=True)
    if total.frame.family and (not frame.family or frame.confidence < SURE):
        frame = replace(frame, family=total.frame.family, kind=total.frame.kind, confidence=WEAK)
    group = claim.group or ("people" if frame.kind == "people" else "")
    said = f"{claim.why}; with its neighbours it adds up to “{total.low:,.0f}”"
    return replace(claim, frame=frame, group=group, why=said)


def _asked_for(words: Lexicon, passage: str, language: str) -> str:
    """Return what a sentence asks the number of, or names as the matter that follows: 'How many died?'."""
    if len(passage) > 40 and not _questions(language).search(passage.lower()):
        return ""
    events = words.events(passage)
    return events[-1].family if events else ""


def _is_year(sentence: Sentence, reading: Reading) -> bool:
    """Say whether four plain figures that count nothing are a year: 'about 1875', 'Norham 1875'."""
    written = sentence.text[reading.number.core_start : reading.number.core_end]
    return bool(_YEAR.fullmatch(written)) and not (
        reading.noun or (reading.family and reading.confidence > 0.5) or reading.kind in {"money", "measure"}
    )


def _shifted(number: Number, by: int) -> Number:
    return Number(  # 'dataclasses.replace' takes five times as long, and every number passes here
        max(number.start - by, 0),
        number.end - by,
        number.core_start - by,
        number.core_end - by,
        number.low,
        number.high,
        number.qualifier,
        number.currency,
        number.unit,
        number.in_words,
        number.decimal,
    )


def _unmasked(numbers: Sequence[Number], masks: Sequence[tuple[int, int, str]]) -> list[Number]:
    """Return the numbers that no mask touches, in one pass over both."""
    merged: list[list[int]] = []
    for start, end, _ in masks:
        if merged and start < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    left: list[Number] = []
    at = 0
    for number in sorted(numbers, key=lambda n: n.core_start):
        while at < len(merged) and merged[at][1] <= number.core_start:
            at += 1
        if not (at < len(merged) and merged[at][0] < number.core_end):
            left.append(number)
    return left


# -- the claim


def _claim(
    witness: Witness,
    sentence: Sentence,
    reading: Reading,
    order: int,
    headings: Headings,
    event: PartialDate | None,
    seen: Counter[str],
) -> Claim:
    number, start = reading.number, sentence.start
    quote_start, quote_end = start + number.start, start + number.end
    quote = witness.text[quote_start:quote_end]
    lead = len(quote) - len(quote.lstrip())
    quote_start, quote = quote_start + lead, quote.strip()
    around = " ".join(_WORDS.findall(sentence.text[max(0, number.start - 60) : number.end + 60]))
    key = hashlib.sha256(f"{witness.file}\x1f{quote}\x1f{around}".encode()).hexdigest()[:8]
    seen[key] += 1
    name = key if seen[key] == 1 else f"{key}-{seen[key]}"
    year = other_event(sentence, number, event, people=reading.kind not in {"money", "measure", "thing"})
    unit = number.currency or number.unit or ("people" if reading.kind == "people" else reading.group or reading.noun)
    frame = Frame(
        reading.family,
        reading.group if reading.kind == "thing" else "",
        reading.part,
        reading.confidence,
        reading.context,
        reading.kind,
        reading.noun,
        reading.verb,
        reading.announced,
        headings.heading(start + number.core_start),
        frozenset(n.value for n in sentence.numbers if n is not number),
        order,
        reading.rival,
        places(sentence, number),
        understood=reading.understood,
    )
    return Claim(
        name,
        witness.file,
        quote_start,
        number.low,
        number.high,
        number.qualifier,
        unit,
        reading.group if reading.kind == "people" else "",
        reading.place,
        year or reading.phase,
        reading.said_by,
        quote,
        "; ".join(reading.why) or "nothing beside it says what it counts",
        start + number.core_start,
        start + number.core_end,
        frame=frame,
    )
