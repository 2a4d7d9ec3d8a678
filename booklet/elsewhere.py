"""Figures that speak of another event than the folder's, and the places that a clause names."""

from __future__ import annotations

import re

from booklet.model import PartialDate
from booklet.numbers import Number
from booklet.readings import Sentence

_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Ff]rom|[Aa]round|[Aa]board|[Oo]utside|[Ii]nside|[Tt]o|[Aa]long|[Oo]ff|[Bb]etween|[Aa]bove|[Bb]elow) "
    r"(?:the )?((?:[A-Z][\w’'-]+)(?: (?:(?:of|de|la|el|du) )?[A-Z][\w’'-]+){0,3})"
)


def places(sentence: Sentence, number: Number) -> frozenset[str]:
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


def other_event(sentence: Sentence, number: Number, event: PartialDate | None) -> str:
    """Return the year of the other event whose figure this is, 'elsewhere' where no year is named, or nothing."""
    aside = "see also" in sentence.headings.title(sentence.start + number.core_start).lower()
    return _other_year(sentence, number, event) or ("elsewhere" if aside or _is_elsewhere(sentence, number) else "")


def _other_year(sentence: Sentence, number: Number, event: PartialDate | None) -> str:
    text = sentence.text
    years = [found for found in sentence.years if found[1] <= number.start or found[0] >= number.end]
    if not years or (event and any(year == event.year for *_, year in years)):
        return ""
    for _, end, year in years:  # 'in 1875, where 600 drowned', 'Norham (1875): 60 dead'
        if end <= number.start and re.fullmatch(
            r"\)?,?:? ?(?:(?:when|where|in which|and|with|alone|,|by \w+) ?){0,3}",
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
