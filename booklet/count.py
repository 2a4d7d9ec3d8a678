"""Text -> Claims: what each number counts, as far as the words say, and every step of the reading.

An ordered list of rules; the first that fits wins and leaves its reason. A number that no rule reads keeps its noun,
its verb and its company: `compare` may still find its like in another text.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from booklet.dates import find_dates
from booklet.families import Lexicon, lexicon
from booklet.frames import read_sentence
from booklet.headings import Headings, find_headings
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
    numbers = _unmasked(find_numbers(text, witness.language), masked(text, witness.language))
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
            asked = _asked_for(words, passage)
            continue
        sentence = Sentence(passage, start, words, inside, words.events(passage), headings, witness.language)
        read_sentence(sentence, previous, asked)
        asked = _asked_for(words, passage)
        previous = [*previous, *(r for r in sentence.readings if not r.denied)][-8:]
        for reading in sentence.readings:
            if not reading.denied and not _is_year(sentence, reading):
                claims.append(_claim(witness, sentence, reading, order, headings, event, seen))
    return tuple(claims)


def _asked_for(words: Lexicon, passage: str) -> str:
    """Return what a sentence asks the number of, or names as the matter that follows: 'How many died?'."""
    if (
        not re.search(r"\bhow many\b|\bwhat of\b|\bthe number of\b|\bhow great\b", passage, re.IGNORECASE)
        and len(passage) > 40
    ):
        return ""
    events = words.events(passage)
    return events[-1].family if events else ""


def _is_year(sentence: Sentence, reading: Reading) -> bool:
    """Say whether four plain figures that count nothing are a year: 'about 1930', 'Soweto 1976'."""
    written = sentence.text[reading.number.core_start : reading.number.core_end]
    return bool(re.fullmatch(r"1[4-9]\d\d|20\d\d", written)) and not (
        reading.noun or reading.kind or (reading.family and reading.confidence >= 0.5)
    )


def _shifted(number: Number, by: int) -> Number:
    return replace(
        number,
        start=max(number.start - by, 0),
        end=number.end - by,
        core_start=number.core_start - by,
        core_end=number.core_end - by,
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
    around = " ".join(re.findall(r"\w+", sentence.text[max(0, number.start - 60) : number.end + 60]))
    key = hashlib.sha256(f"{witness.file}\x1f{quote}\x1f{around}".encode()).hexdigest()[:8]
    seen[key] += 1
    name = key if seen[key] == 1 else f"{key}-{seen[key]}"
    aside = "see also" in headings.title(start + number.core_start).lower() or _is_elsewhere(sentence, number)
    year = _other_year(sentence, number, event) or ("elsewhere" if aside else "")
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
        _places(sentence, number),
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


_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Ff]rom|[Aa]round|[Aa]board|[Oo]utside|[Ii]nside|[Tt]o|[Aa]long|[Oo]ff|[Bb]etween|[Aa]bove|[Bb]elow) "
    r"(?:the )?((?:[A-Z][\w’'-]+)(?: (?:(?:of|de|la|el|du) )?[A-Z][\w’'-]+){0,3})"
)


def _places(sentence: Sentence, number: Number) -> frozenset[str]:
    """Return the names of places in the clause of a number: after 'in', 'at', 'near' and their like."""
    text = sentence.text
    start = max(text.rfind(mark, 0, number.start) for mark in ";:(") + 1
    ends = [at for mark in ";:)" if (at := text.find(mark, number.end)) >= 0]
    found = _PLACE.findall(text, start, min([*ends, number.end + 110, len(text)]))
    return frozenset(name for name in found if name.lower() not in _NO_PLACES)


_NO_PLACES = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "christmas",
        "easter",
        "all",
    ]
)


def _is_elsewhere(sentence: Sentence, number: Number) -> bool:
    """Say whether the words speak of another event: 'see also', 'unlike', a name with its toll in brackets."""
    text = sentence.text
    before = text[: number.start]
    if re.search(
        r"\b(?:see also|see|related (?:pages?|articles?|posts?)|compare|cf\.|recalls?|recalled|unlike|not to be confused with|worse than|"
        r"deadlier than|since the|as at|like (?:that|those) (?:at|of)|nor with|after the \w+ of)\b[^.]*$",
        before,
        re.IGNORECASE,
    ) and re.search(
        r"\b(?:see also|related|recalls?|recalled|not to be confused|nor with|unlike)\b|\(|\bin 1[0-9]{3}\b",
        text,
        re.IGNORECASE,
    ):
        return True
    return bool(
        re.search(
            r"[A-Z]\w+(?: [A-Z]\w+)*,?(?: (?:disaster|massacre|fire|flood|explosion|colliery|pit))? ?\((?:1[5-9]\d\d|20\d\d)?[,;:]? ?$",
            before,
        )
    ) and bool(re.match(r" (?:dead|killed|deaths|died|victims|lives|drowned)?\)", text[number.end :]))


def _other_year(sentence: Sentence, number: Number, event: PartialDate | None) -> str:
    """Return the year of another event whose figure this is, or nothing."""
    text = sentence.text
    years = [
        (m.start, m.end, m.date.year)
        for m in find_dates(text)
        if (m.date and m.end <= number.start) or (m.date and m.start >= number.end)
    ]
    if not years or (event and any(year == event.year for *_, year in years)):
        return ""
    for _, end, year in years:  # 'in 1900, where 8,000 drowned', 'Barahona (1928): 54 dead', 'In 2016 alone, 24 people'
        if end <= number.start and re.fullmatch(
            r"\)?,?:? ?(?:(?:when|where|in which|and|with|alone|,|a \w+ \w+ (?:burst|fell|sank|exploded)|by \w+) ?){0,3}",
            text[end : number.start],
        ):
            return str(year) if event is None or year != event.year else ""
    if event is None:
        return ""
    start, _, year = min(years, key=lambda found: abs(found[0] - number.core_start))
    published = re.search(
        r"(?:published|report|census|register|inquiry|edition|since|until|from)\W*(?:\w+\W+){0,2}$",
        text[max(0, start - 40) : start],
        re.IGNORECASE,
    )
    return "" if published or year > event.year else str(year)
