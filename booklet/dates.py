"""Every way a date is written -> where it stands and what it says, never more."""

from __future__ import annotations

import calendar as almanac
import re
from dataclasses import dataclass
from functools import cache

from booklet.languages import calendar
from booklet.model import PartialDate

_YEAR = r"(?:1[0-9]|20)\d\d"
_BEFORE_YEAR = (
    r"(?:in|of|since|from|until|till|to|by|during|before|after|between|and|year|years|around|circa|c\.|early|late|mid|"
    r"spring|summer|autumn|fall|winter|©|\()"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a text. `date` is None where no year is given; then `month` and `day` say what is."""

    start: int
    end: int
    date: PartialDate | None
    month: int | None = None
    day: int | None = None
    first: PartialDate | None = None  # where a range of days begins; `date` is then its last day
    doubtful: bool = False  # a two-sided numeric date: 03/04/1999 is kept as its year

    def with_year(self, year: int) -> PartialDate | None:
        """Return the date in a year known from elsewhere."""
        return _checked(year, self.month, self.day)


def find_dates(text: str, language: str = "en") -> list[Mention]:
    """Return the dates of a text in order; the longest reading at a place wins. Impossible days are left out."""
    found: list[Mention] = []
    taken = 0
    for match in _pattern(language).finditer(text):
        if match.start() < taken:
            continue
        mention = _read(match, language)
        if mention:
            found.append(mention)
            taken = mention.end
    return found


def tells_of_a_day(line: str, date_start: int) -> bool:
    """Say whether a line speaks of what happened on a date ('the flood of 31st January') and not of itself."""
    before = line[:date_start]
    leads = re.search(r"\b(?:of|on|upon|since|during)\b(?: the)?\s*$", before, re.IGNORECASE)
    return leads is not None and len(before.split()) > 3


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = calendar(language)
    month = "|".join(sorted((re.escape(m) for m in words.months), key=len, reverse=True))
    month = rf"(?:{month})\.?"
    suffix = "|".join(words.day_suffixes)
    day = rf"(?:[12]\d|3[01]|0?[1-9])(?:{suffix})?(?!\d|,\d|\.\d)"
    dash = r"\s?(?:-|–|—|/|to|and|&|until)\s?(?:the )?"
    weekday = rf"(?:(?:{'|'.join(words.weekdays)})\.?,?\s)?"
    shapes = [
        rf"(?P<iso>(?<!\d)(?P<iy>{_YEAR})-(?P<im>0[1-9]|1[0-2])-(?P<id>[0-3]\d)(?!\d))",
        rf"(?P<num>(?<![\d./-])(?P<na>\d\d?)(?P<sep>[./-])(?P<nb>\d\d?)(?P=sep)(?P<ny>{_YEAR})(?!\d))",
        # 19-20 January 1990; 20th of January, 1990; this 3rd day of May 1927
        rf"(?P<dmy>{weekday}(?:(?P<d1>{day}){dash})?(?P<d2>{day})(?: day)?(?: of)? (?P<m1>{month}),? ?"
        rf"(?P<y1>{_YEAR}(?!\d|,\d))?)",
        # January 19-20, 1990; Jan. 22, 1990; the night of January 19 to 20, 1990
        rf"(?P<mdy>{weekday}(?P<m2>{month}) (?:the )?(?:(?P<d3>{day}){dash})?(?P<d4>{day})"
        rf"(?:,? (?P<y2>{_YEAR})(?!\d|,\d))?)",
        # January 19 to January 20, 1990 is read as its parts; January 1990
        rf"(?P<my>(?P<m3>{month})(?: of)?,? (?P<y3>{_YEAR})(?!\d|,\d))",
        rf"(?P<span>(?<![\d.,-])(?P<y5>{_YEAR})\s?[–-]\s?(?P<y6>{_YEAR}|\d\d)(?![\d.,-]*\d))",
        rf"(?P<yr>(?<![\d.,£$€-])(?P<y4>{_YEAR})(?:s\b)?(?![\d%-]|[.,]\d))",
    ]
    return re.compile(r"(?<![^\W_])(?:" + "|".join(shapes) + ")", re.IGNORECASE)


def _read(match: re.Match[str], language: str) -> Mention | None:
    groups = match.groupdict()
    text = match.string
    start, end = match.span()
    if groups["iso"]:
        return _mention(start, end, _checked(int(groups["iy"]), int(groups["im"]), int(groups["id"])))
    if groups["num"]:
        return _numeric(match)
    if groups["dmy"] or groups["mdy"]:
        return _day_month(match, language)
    if groups["my"]:
        if not text[start].isupper():
            return None
        return _mention(start, end, PartialDate(int(groups["y3"]), _month(groups["m3"], language)))
    if groups["span"]:
        last = groups["y6"] if len(groups["y6"]) == 4 else groups["y5"][:2] + groups["y6"]
        if int(last) < int(groups["y5"]):
            return None
        return Mention(start, end, PartialDate(int(last)), first=PartialDate(int(groups["y5"])))
    return _year(match)


def _year(match: re.Match[str]) -> Mention | None:
    """Take four digits for a year only where the words around say so; 'the 1930s' is no year."""
    text, start, end = match.string, *match.span()
    if text[end - 1] in "sS":
        return None
    before = text[max(0, start - 24) : start]
    after = text[end : end + 16]
    if re.match(
        r"\s+(?:people|men|women|children|persons|dead|were|houses|homes|tons|miles|feet|of (?:them|whom))\b", after
    ):
        return None
    whole = before.strip() == "" and (after.strip() == "" or after[:1] in ".,;:)\n")
    if whole or re.search(rf"(?:\b|^|(?<=\W)){_BEFORE_YEAR}\s?$", before, re.IGNORECASE) or re.match(r"\)", after):
        return Mention(start, end, PartialDate(int(match["y4"])))
    if re.search(r"[A-Z]\w+,?\s$", before):  # a name before it: 'Titanic 1912', 'Autumn 1917'
        return Mention(start, end, PartialDate(int(match["y4"])))
    return None


def _day_month(match: re.Match[str], language: str) -> Mention | None:
    groups = match.groupdict()
    if groups["dmy"]:
        first, last, name, year = groups["d1"], groups["d2"], groups["m1"], groups["y1"]
    else:
        first, last, name, year = groups["d3"], groups["d4"], groups["m2"], groups["y2"]
    if not name[0].isupper():  # 'march 3 miles', 'may 10 people'
        return None
    month, day = _month(name, language), _number(last)
    start, end = match.start(), match.end()
    while end > start and match.string[end - 1] in " ,":  # the pattern may have taken the comma before no year
        end -= 1
    if year is None:
        if _checked(2000, month, day) is None:  # a leap year, so that 29 February stands
            return None
        return Mention(start, end, None, month, day)
    date = _checked(int(year), month, day)
    if date is None:
        return None
    begin = _checked(int(year), month, _number(first)) if first else None
    return Mention(start, end, date, month, day, begin if begin and begin < date else None)


def _numeric(match: re.Match[str]) -> Mention | None:
    """Read 20.01.1990 and 01/20/1990; of 03/04/1999 only the year is certain."""
    a, b, year = int(match["na"]), int(match["nb"]), int(match["ny"])
    both = {date for date in (_checked(year, b, a), _checked(year, a, b)) if date}
    if len(both) == 1:
        return _mention(match.start(), match.end(), both.pop())
    if both:
        return Mention(match.start(), match.end(), PartialDate(year), doubtful=True)
    return None


def _mention(start: int, end: int, date: PartialDate | None) -> Mention | None:
    return Mention(start, end, date, date.month, date.day) if date else None


def _month(name: str, language: str) -> int:
    return calendar(language).months[name.lower().rstrip(".")]


def _number(day: str) -> int:
    return int(re.match(r"\d+", day)[0])  # type: ignore[index]  # the pattern begins with a digit


def _checked(year: int, month: int | None, day: int | None) -> PartialDate | None:
    """Return the date if that day exists."""
    if month is None:
        return PartialDate(year)
    if not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= almanac.monthrange(year, month)[1]:
        return None
    return PartialDate(year, month, day)
