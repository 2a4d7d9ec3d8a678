"""Every way a date is written -> where it stands and what it says, never more."""

from __future__ import annotations

import calendar as days_of
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date as Day

from booklet.almanac import (
    ROMAN_MONTHS,
    ROMAN_YEAR,
    YEAR,
    date_pattern,
    numerals,
    value_of,
    weekday_pattern,
    year_of,
)
from booklet.languages import calendar
from booklet.model import PartialDate

_LATELY = 200  # days: a day without a year further back is of a year that nobody can know


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a text. `date` is None where no year is given; then `month` and `day` say what is."""

    start: int
    end: int
    date: PartialDate | None
    month: int | None = None
    day: int | None = None
    first: PartialDate | None = None  # where a range of days or months begins; `date` is then its end
    doubtful: bool = False  # a two-sided numeric date: 03/04/1999 is kept as its year
    short_year: int | None = None  # '5 May ’52': the last two figures of a year whose century is not said

    def with_year(self, year: int) -> PartialDate | None:
        """Return the date in a year known from elsewhere."""
        return checked(year, self.month, self.day)


def find_dates(text: str, language: str = "en") -> list[Mention]:
    """Return the dates of a text in order; the longest reading at a place wins. Impossible days are left out."""
    found: list[Mention] = []
    taken = 0
    for match in date_pattern(language).finditer(text):
        if match.start() < taken:
            continue
        mention = _read(match, language)
        if mention:
            found.append(mention)
            taken = mention.end
    return _settled(text, found, language) if any(m.doubtful for m in found) else found


def tells_of_a_day(line: str, date_start: int, language: str = "en") -> bool:
    """Say whether a line speaks of what happened on a date ('the flood of 31st January') and not of itself."""
    before = line[:date_start]
    leads = re.search(calendar(language).day_told, before, re.IGNORECASE)
    return leads is not None and len(before.split()) > 3


def checked(year: int, month: int | None, day: int | None) -> PartialDate | None:
    """Return the date if that day exists."""
    if month is None:
        return PartialDate(year)
    if not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= days_of.monthrange(year, month)[1]:
        return None
    return PartialDate(year, month, day)


def lately(mention: Mention, own: PartialDate | None) -> PartialDate | None:
    """Read '28 December' in a text of 4 January 1880 as the last such day before it, if that is not long ago."""
    if own is None or not own.month or not own.day or not mention.month or not mention.day or mention.short_year:
        return None
    day = Day(own.year, own.month, own.day)
    for year in (own.year, own.year - 1):
        date = mention.with_year(year)
        if date and date.month and date.day and 0 <= (day - Day(date.year, date.month, date.day)).days <= _LATELY:
            return date
    return None


def weekday_of(word: str, language: str = "en") -> int:
    """Return 0 for Monday to 6 for Sunday: the full names stand first in the list, the short ones begin alike."""
    names = [name.lower() for name in calendar(language).weekdays[:7]]
    return next(n for n, name in enumerate(names) if name.startswith(word.lower().rstrip(".")))


# -- reading what was found


def _read(match: re.Match[str], language: str) -> Mention | None:
    groups = match.groupdict()
    start, end = match.span()
    if groups["iso"]:
        return _mention(start, end, checked(int(groups["iy"]), int(groups["im"]), int(groups["id"])))
    if groups["num"]:
        return _numeric(match)
    if groups["ns"]:
        return _short_numeric(match)
    if groups["rom"]:
        month = ROMAN_MONTHS.index(groups["rm"].lower()) + 1
        if groups["rys"]:
            day = int(groups["rd"])
            return (
                Mention(start, end, None, month, day, short_year=int(groups["rys"]))
                if checked(2000, month, day)
                else None
            )
        return _mention(start, end, checked(int(groups["ry"]), month, int(groups["rd"])))
    if groups["my"]:
        return _month_year(match, language)
    if groups["span"]:
        last = groups["y5"][: 4 - len(groups["y6"])] + groups["y6"]  # 1903-04, and (1903-4)
        if int(last) < int(groups["y5"]):
            return None
        return Mention(start, end, PartialDate(int(last)), first=PartialDate(int(groups["y5"])))
    if groups["feast"]:
        feasts, year = calendar(language).feasts, _year_date(groups["fy"], language)
        name = groups["fn"].replace("’", "'").lower()
        return _mention(start, end, checked(year.year, *feasts[name]) if year else None)
    if groups["dtg"]:
        return _signal(match, language)
    if groups["nm"]:
        return _mention(start, end, PartialDate(int(groups["nmy"]), int(groups["nmm"])))
    if groups["said"]:
        return _mention(start, end, _year_date(groups["y8"], language))
    if groups["yr"]:
        return _year(match, language)
    return _day_month(match, language)


def _signal(match: re.Match[str], language: str) -> Mention | None:
    month, day, year = _month(match["gm"], language), int(match["gd"]), match["gy"]
    if len(year) == 4:
        return _mention(*match.span(), checked(int(year), month, day))
    return Mention(*match.span(), None, month, day, short_year=int(year)) if checked(2000, month, day) else None


def _year_date(words: str, language: str) -> PartialDate | None:
    """Return the year of a tail like 'in the year of our Lord 1902' or 'nineteen hundred and two'."""
    if figures := re.search(rf"{YEAR}$", words):
        return PartialDate(int(figures[0]))
    roman = re.search(rf"{ROMAN_YEAR}$", words)
    number = re.search(rf"(?:{numerals(language).year})$", words, re.IGNORECASE)
    found = roman or number
    year = year_of(found[0], language) if found else 0
    return PartialDate(year) if 1000 <= year < 2100 else None


def _year(match: re.Match[str], language: str) -> Mention | None:
    """Take four digits for a year only where the words around say so; 'the 1930s' is no year."""
    text, start, end = match.string, *match.span()
    date = _year_date(match["y4"], language)
    if text[end - 1] in "sS" or date is None or len(match["y4"]) < 4:
        return None
    words = calendar(language)
    before = text[max(0, start - 24) : start]
    after = text[end : end + 16]
    if re.match(rf"\s+{words.counted_after}", after):
        return None
    whole = before.strip() == "" and (after.strip() == "" or after[:1] in ".,;:)\n")
    if (
        whole
        or re.search(rf"(?:\b|^|(?<=\W)){words.before_year}\s?$", before, re.IGNORECASE)
        or after[:1] in {")", "]"}
    ):
        return Mention(start, end, date)
    if (after.strip() == "" or after[0] in ",.;)") and re.search(r"[^\W\d]\.,\s$", before):  # '2nd ed., 1994'
        return Mention(start, end, date)
    if re.search(r"[A-Z]\w+[,.]?[”\"’')\]]{0,2},?\s$", before):  # a name before it: 'Titanic 1912', 'Autumn 1917'
        return Mention(start, end, date)
    return None


def _month_year(match: re.Match[str], language: str) -> Mention | None:
    groups = match.groupdict()
    if not groups["m3"][0].isupper() or not groups["y3"]:
        return None
    date = _year_date(groups["y3"], language)
    if date is None:
        return None
    month = _month(groups["m3"], language)
    first = _month(groups["m4"], language) if groups["m4"] else month
    begin = PartialDate(date.year, first) if first < month else None
    return Mention(match.start(), match.end(), PartialDate(date.year, month), month, None, begin)


def _day_month(match: re.Match[str], language: str) -> Mention | None:
    groups = match.groupdict()
    kind = next(k for k in ("ymd", "dmy", "wmy", "mdy") if groups[k])
    first, last, name, year, short = {
        "ymd": (None, groups["d7"], groups["m7"], groups["y7"], None),
        "dmy": (groups["d1"], groups["d2"], groups["m1"], groups["y1"], groups["y1s"]),
        "wmy": (None, groups["dw"], groups["mw"], groups["yw"], groups["yws"]),
        "mdy": (groups["d3"], groups["d4"] or groups["d5"], groups["m2"], groups["y2"], groups["y2s"]),
    }[kind]
    if not name[0].isupper():  # 'march 3 miles', 'may 10 people'
        return None
    month, day = _month(name, language), value_of(last, language)
    start, end = match.start(), match.end()
    whole = _year_date(year, language) if year else None
    while end > start and match.string[end - 1] in (
        " ,-" if whole else " ,-."
    ):  # taken before a year that is not there
        end -= 1
    if whole is None:
        if checked(2000, month, day) is None:  # a leap year, so that 29 February stands
            return None
        return Mention(start, end, None, month, day, short_year=int(short[1:]) if short else None)
    date = checked(whole.year, month, day)
    if date is None:
        return None
    begin = checked(whole.year, month, value_of(first, language)) if first else None
    return Mention(start, end, date, month, day, begin if begin and begin < date else None)


# -- dates in figures alone


def _numeric(match: re.Match[str]) -> Mention | None:
    """Read 20.01.1990 and 01/20/1990; of 03/04/1999 only the year is certain."""
    both = _two_sides(match[0])
    if len(both) == 1:
        return _mention(match.start(), match.end(), both[0])
    if both:
        return Mention(match.start(), match.end(), PartialDate(int(match["ny"])), doubtful=True)
    return None


def _short_numeric(match: re.Match[str]) -> Mention | None:
    """Read 28/12/06 and 3/7/13, of which the century is not said, and of the second neither day nor month."""
    a, b, year = (int(match[name]) for name in ("sa", "sb", "sy"))
    both = {date for date in (checked(2000 + year, b, a), checked(2000 + year, a, b)) if date}
    if not both:
        return None
    sure = both.pop() if len(both) == 1 else PartialDate(2000 + year)
    return Mention(match.start(), match.end(), None, sure.month, sure.day, short_year=year)


def _two_sides(words: str) -> list[PartialDate]:
    """Return the days that three figures may name: the day first, then the month first."""
    a, b, year = (int(part) for part in re.split(r"[./-]", words))
    both = [checked(year, b, a), checked(year, a, b)]
    return list(dict.fromkeys(date for date in both if date))


def _settled(text: str, found: list[Mention], language: str) -> list[Mention]:
    """Read two-sided dates where a weekday beside them, or the other dates in figures of the text, decide the side."""
    habits = {
        int(re.split(r"[./-]", written)[0]) == mention.day
        for mention in found
        if mention.day
        and not mention.doubtful
        and re.fullmatch(r"\d\d?([./-])\d\d?\1\d{4}", written := text[mention.start : mention.end])
        and int(re.split(r"[./-]", written)[0]) != int(re.split(r"[./-]", written)[1])
    }
    return [_one_side(text, m, habits, language) if m.doubtful else m for m in found]


def _one_side(text: str, mention: Mention, habits: Iterable[bool], language: str) -> Mention:
    sides = _two_sides(text[mention.start : mention.end])
    beside = re.search(
        rf"\b({weekday_pattern(language)})\.?,?\s+$", text[max(0, mention.start - 14) : mention.start], re.IGNORECASE
    )
    if beside:
        wanted = weekday_of(beside[1], language)
        sides = [d for d in sides if d.month and d.day and Day(d.year, d.month, d.day).weekday() == wanted]
    elif set(habits) == {True}:
        sides = sides[:1]
    elif set(habits) == {False}:
        sides = sides[1:]
    if len(sides) != 1:
        return mention
    return replace(mention, date=sides[0], month=sides[0].month, day=sides[0].day, doubtful=False)


def _mention(start: int, end: int, date: PartialDate | None) -> Mention | None:
    return Mention(start, end, date, date.month, date.day) if date else None


def _month(name: str, language: str) -> int:
    return calendar(language).months[name.lower().rstrip(".")]
