"""Numbers that are never a quantity: dates, times, ages, durations, ordinals, pages, streets, telephones, measures."""

from __future__ import annotations

import re
from functools import cache

from booklet.dates import find_dates

_N = r"(?:\d[\d,.]{0,12}|[A-Za-z]+(?:-[a-z]+)?)"
_TIME_UNITS = r"(?:year|month|week|day|night|hour|minute|second|decade|centur|fortnight|season|winter|summer|term|generation|evening|morning|afternoon|weekend|yr|hr|min|sec)(?:s|y|ies)?"
_MEASURES = (
    r"(?:km|kms|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|m|cm|mm|feet|foot|ft|inch(?:es)?|yards?|fathoms?|leagues?|knots?|mph|"
    r"kmh|km/h|tons?|tonnes?|kg|kilos?|kilograms?|grams?|lbs?|ounces?|oz|litres?|liters?|gallons?|pints?|bushels?|degrees?|"
    r"°[CF]?|volts?|watts?|kw|mw|hp|horsepower|bars?|hectares?|acres?|sq|square|cubic|storeys?|stories|floors?|"
    r"per ?cent|percent|%|rpm|richter|magnitude|points?|times|fold|votes?|pages?|copies|chapters?|verses?|lines?|words?|"
    r"editions?|goals?|runs?|wickets?|degrees)"
)
_BEFORE = (
    r"(?:pages?|pp?\.|no\.?|nos\.|nr\.?|number|numbers|numbered|room|rooms|chapters?|ch\.|sections?|articles?|art\.|resolution|"
    r"flight|route|pit|shaft|platform|act|figure|fig\.|tables?|vol\.?|volume|issue|ward|block|unit|boat|berth|coach|bus|tram|"
    r"line|house|hut|barrack|camp|gate|psalm|verse|hymn|plate|item|clause|paragraph|para|schedule|appendix|annex|case|file|"
    r"box|folio|f\.|channel|level|grade|class|phase|stage|step|day|week|part|tel\.?|telephone|phone|fax|"
    r"magnitude|highway|motorway|type|model|aged|age|ages|"
    r"version|protocol|order|decree|law|bill|question|boeing|airbus|hms|division|regiment|brigade|company|battalion|squadron)"
)


def masked(text: str, language: str = "en") -> list[tuple[int, int, str]]:
    """Return (start, end, what it is) of every stretch that holds no quantity, in order. They may overlap."""
    spans = [(m.start, m.end, "a date") for m in find_dates(text, language)]
    for name, pattern in _patterns():
        for match in pattern.finditer(text):
            group = 1 if pattern.groups else 0
            spans.append((match.start(group), match.end(group), name))
    return sorted(spans)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    flags = re.IGNORECASE
    return (
        (
            "a time",
            re.compile(
                r"(?<![\d,.])\d{1,2}[:.]\d\d(?! ?(?:million|billion|per|%))(?:\s?(?:[ap]\.?\s?m\b\.?|hours|hrs|GMT))?(?![\d,])(?=\s?[ap]\.?m|[^\d]{0,2}(?:$|\D))(?<=:\d\d)|(?<![\d,.])\d{1,2}[:.]\d\d\s?(?:[ap]\.?\s?m\b\.?|hours\b|hrs\b|GMT)",
                flags,
            ),
        ),
        ("a time", re.compile(rf"\b{_N}\s?(?:[ap]\.\s?m\.|[ap]m\b|o[’'`‘]clock)", flags)),
        (
            "a time",
            re.compile(
                r"\b(?:at|past|to|until|till|from|by|about|around|before|after) (\d{1,2}(?:[.:]\d\d)?)(?= (?:in the (?:morning|afternoon|evening)|at night|yesterday|last night|that (?:morning|night|evening)))",
                flags,
            ),
        ),
        ("a clock", re.compile(r"\b(?:half|quarter|minutes) (?:past|to) (?:\w+|\d+)", flags)),
        (
            "an age",
            re.compile(
                r"\b(?:aged?|ages) (?:between |about |only |just )?((?:\d{1,3}|[a-z]+)(?:(?:,? ?(?:-|–|to|and|or) ?)(?:\d{1,3}|[a-z]+(?:-[a-z]+)?))?)(?![,.]\d)",
                flags,
            ),
        ),
        (
            "an age",
            re.compile(
                r"[A-Z][\w’'-]+,? (?:\()?(\d{1,2})(?:,|\))(?!\d)(?= (?:a|an|the|of|from|who|whose|was|had|has|is|and [A-Z])\b)"
            ),
        ),
        ("an age", re.compile(r"[A-Z][a-z’'-]+ [A-Z][\w’'-]+,? \(?(\d{1,2})\)?(?=[,.;)]|$)(?![,.]\d)", re.MULTILINE)),
        (
            "an age",
            re.compile(
                r"\b(?:a (?:girl|boy|child|man|woman|lad|baby|youth|widow|miner)|who was|she was|he was|was only|was just|I was|when I was|turned|under|over|children of|boy of|girl of|man of|woman of|lad of) (?:only |just |barely )?((?:\d{1,2}|[a-z]+(?:-[a-z]+)?))(?= (?:when|at the time|then|years? old|that (?:day|night|year)|and (?:had|was))|[.;])(?![,.]\d)",
                flags,
            ),
        ),
        (
            "an age",
            re.compile(
                r"\b(?:children|boys|girls|lads|those|persons|people|anyone|men|women) (?:aged )?(?:under|over|below|above) (?:the age of )?(\w+)(?![,.]\d)(?=[\s.,;])",
                flags,
            ),
        ),
        (
            "a length of time",
            re.compile(
                rf"(?<![\w,.])((?:\d[\d,.½]*|[a-z]+(?:[ -][a-z]+)?)(?:\s?(?:-|–|to|or|and a half)\s?(?:\d[\d.]*|[a-z]+))?)[\s-](?:and a half[\s-])?(?:more |long |whole |full |consecutive |calendar |school |working |successive |further |whole |bitter |terrible )?{_TIME_UNITS}\b(?:[\s-]old)?",
                flags,
            ),
        ),
        (
            "a measure",
            re.compile(
                rf"(?<![\w,])(\d[\d,.½]*(?:\s?(?:-|–|to|x|×|by)\s?\d[\d,.]*)?)\s?-?{_MEASURES}(?![\w’'])", flags
            ),
        ),
        (
            "a measure",
            re.compile(
                r"\b((?:[a-z]+(?:[ -][a-z]+){0,3}))[ -](?:per ?cent|miles?|feet|foot|met(?:re|er)s|yards|kilomet(?:re|er)s|tons|tonnes|acres|inches|fathoms|degrees|storeys|stories|votes|pages|times)\b",
                flags,
            ),
        ),
        ("an ordinal", re.compile(r"\b\d{1,4}(?:st|nd|rd|th)\b", flags)),
        (
            "a number of its kind",
            re.compile(
                rf"(?<![\w]){_BEFORE}\s?#?(\d+[A-Za-z]?(?:[-–/]\d+)?|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))(?![,.]\d{{3}})(?!\w| (?:people|men|women|children|dead|persons|killed))",
                flags,
            ),
        ),
        (
            "an address",
            re.compile(
                r"(?<![\w,.])(\d{1,4}[A-Za-z]?)(?:,)? (?:[A-Z][\w’'-]+ ){1,3}(?:Street|Road|Avenue|Lane|Square|Row|Terrace|Place|Boulevard|Drive|Way|Close|St|Rd|Ave)\b"
            ),
        ),
        ("a telephone number", re.compile(r"(?:\+\d{1,3}[ -]?)?\(?\d{2,5}\)?[ -]\d{3,4}[ -]\d{3,4}\b")),
        ("a note", re.compile(r"\[\d{1,3}\]|\(\d\)|(?<=\w)\d{1,2}(?=\s|$)(?<=[.,;]\d)")),
        ("a number of a list", re.compile(r"^\s*\(?(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?(?=\s+[A-Z“\"])", re.MULTILINE)),
        (
            "a score",
            re.compile(r"(?<![\d,.])\d{1,2}\s?[-–]\s?\d{1,2}(?= (?:win|victory|defeat|draw|majority|vote))", flags),
        ),
        ("a year", re.compile(r"(?<![\d,.£$€])(?:1[5-9]|20)\d\d(?:s\b|(?=[-–/]\d{2,4}\b)|(?=\)))")),
        ("an address of the web", re.compile(r"(?:https?://|www\.)\S{1,200}")),
        ("a sample", re.compile(r"\bn\s?=\s?(\d+)", flags)),
        (
            "a fraction",
            re.compile(
                r"\b(?:one|two|three|four|five|nine)[ -](?:half|halves|thirds?|quarters?|fifths?|tenths?|in (?:two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred))\b|\b\d+/\d+\b|\bone (?:of the|of those|by one|another|day|night|morning|evening|time|side|hand|thing|can|could|may|must|such|or other)\b|\b(?:no|any|every|each|some|this|that|the|only|the only|number|which|little|old|loved|great|last|next) one\b|\bone[’']s\b|\bone(?= (?:who|that|which|is|was|would|should)\b)",
                flags,
            ),
        ),
    )
