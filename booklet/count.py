"""Text -> Claims: what each number counts, as far as the words say, and every step of the reading.

An ordered list of rules; the first that fits wins and leaves its reason. What no rule reads is no claim: silence
costs less than a wrong line.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from booklet.dates import find_dates
from booklet.families import lexicon
from booklet.frames import read_sentence
from booklet.masks import masked
from booklet.model import Claim, Frame, PartialDate, Witness
from booklet.numbers import Number, find_numbers
from booklet.readings import Reading, Sentence
from booklet.sentences import split_sentences


def count_claims(
    witness: Witness, *, event: PartialDate | None = None, extra: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
) -> tuple[Claim, ...]:
    """Return the claims of a text, in order. `event` is the event's date: figures of other years stand apart."""
    words = lexicon(witness.language, extra)
    text = witness.text
    masks = masked(text, witness.language)
    numbers = _unmasked(find_numbers(text, witness.language), masks)
    claims: list[Claim] = []
    seen: Counter[str] = Counter()
    at = 0
    previous: list[Reading] = []
    for start, end in split_sentences(text, witness.language):
        inside: list[Number] = []
        while at < len(numbers) and numbers[at].core_start < end:
            if numbers[at].core_start >= start:
                inside.append(_shifted(numbers[at], start))
            at += 1
        if not inside:
            continue
        passage = text[start:end]
        sentence = Sentence(passage, start, words, inside, words.events(passage))
        read_sentence(sentence, previous)
        previous = [r for r in sentence.readings if r.family] or previous
        for reading in sentence.readings:
            if reading.family:
                claims.append(_claim(witness, sentence, reading, event, seen))
    return tuple(claims)


def _shifted(n: Number, by: int) -> Number:
    return Number(
        max(n.start - by, 0),
        n.end - by,
        n.core_start - by,
        n.core_end - by,
        n.low,
        n.high,
        n.qualifier,
        n.currency,
        n.percent,
        n.in_words,
        n.decimal,
    )


def _unmasked(numbers: Sequence[Number], masks: Sequence[tuple[int, int, str]]) -> list[Number]:
    """Return the numbers that no mask touches, in one pass over both; shares of a hundred are no counts either."""
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
        masked_here = at < len(merged) and merged[at][0] < number.core_end
        if not (masked_here or number.percent):
            left.append(number)
    return left


# -- the claim


def _claim(
    witness: Witness, sentence: Sentence, reading: Reading, event: PartialDate | None, seen: Counter[str]
) -> Claim:
    number, start = reading.number, sentence.start
    quote_start, quote_end = start + number.start, start + number.end
    quote = witness.text[quote_start:quote_end]
    lead = len(quote) - len(quote.lstrip())
    quote_start, quote = quote_start + lead, quote.strip()
    around = " ".join(re.findall(r"\w+", sentence.text[max(0, number.start - 60) : number.end + 60]))
    key = hashlib.sha256(f"{witness.file}\x1f{quote}\x1f{around}".encode()).hexdigest()[:8]
    seen[key] += 1
    name = key if seen[key] == 1 else f"{key}-{seen[key]}"
    context = frozenset(
        word[:5]
        for word in re.findall(r"[a-z]{4,}", sentence.text[max(0, number.start - 80) : number.end + 80].lower())
    )
    year = _other_year(sentence, number, event)
    frame = Frame(
        reading.family, reading.group if reading.kind == "thing" else "", reading.part, reading.confidence, context
    )
    return Claim(
        name,
        witness.file,
        quote_start,
        number.low,
        number.high,
        number.qualifier,
        "people" if reading.kind == "people" else reading.group or reading.noun,
        reading.group if reading.kind == "people" else "",
        reading.place,
        year or reading.phase,
        reading.said_by,
        quote,
        "; ".join(reading.why),
        start + number.core_start,
        start + number.core_end,
        frame=frame,
    )


def _other_year(sentence: Sentence, number: Number, event: PartialDate | None) -> str:
    """Return the year of another event in whose sentence the number stands, or nothing."""
    if event is None:
        return ""
    years = [(m.start, m.date.year) for m in find_dates(sentence.text) if m.date]
    if not years or any(year == event.year for _, year in years):
        return ""
    at, year = min(years, key=lambda pair: abs(pair[0] - number.core_start))
    published = re.search(
        r"(?:published|report|census|register|inquiry|edition|since|until|from)\W*(?:\w+\W+){0,2}$",
        sentence.text[max(0, at - 40) : at],
        re.IGNORECASE,
    )
    return "" if published or year > event.year else str(year)
