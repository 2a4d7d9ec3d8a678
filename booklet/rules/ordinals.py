"""Ordinals whose raised letters were lost: '15™ Anniversary' was printed with a small raised 'th'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from booklet.almanac import weekday_pattern
from booklet.languages import calendar
from booklet.rules.base import Context, Edit, Rule, either

_SIGNS = "™\"“”*°®»«'’`+"
_THE, _OF = either("en", "ordinal", "article"), either("en", "ordinal", "before_month")
_TO = either("en", "ordinal", "between_days")
_MONTHS = "|".join(calendar("en").month_names)
# Certain: nothing but an ordinal stands before these, whatever sign the raised letters became.
_NOUNS = either("en", "ordinal", "nouns")
_BEFORE_NOUN = re.compile(rf"([{_SIGNS}%]{{1,2}}|tt|™\d)(?= {_NOUNS}\b)", re.IGNORECASE)
_MEASURES = "\"“”°%*'’"
_LASTING = re.compile(rf" (?:{either('en', 'ordinal', 'lasting')})\b", re.IGNORECASE)
_LEADS_TO_DAY = re.compile(
    rf"(?:\b(?:{_THE}|{_OF}|{_TO}|{either('en', 'ordinal', 'before_day')}|{weekday_pattern('en')}),?|[(–—-]|\n|^) ?$",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d{1,3}$")
# Signs first, numbers after: what is rare is quick to look for in a long text.
_BEHIND_FIGURE = re.compile(rf"[0-9](?=[{_SIGNS}%?]|tt|TT)")
_DAY_BEFORE_MONTH = re.compile(rf"[{_SIGNS}][{_SIGNS}]?(?= (?:{_OF} )?(?:{_MONTHS})\b)")
_DAY_BESIDE = re.compile(rf"(?<![\w.,-])(\d{{1,2}})([{_SIGNS}]{{1,2}})(?:,? {_TO} |[–-])(\d{{1,2}})$")
_LAST_DAY = 31
_SIGN_BEHIND_DAY = re.compile(r"[™°®*][™°®*]?(?=[,. ]|$)")
_MONTH_AND_DAY = re.compile(rf"(?:{_MONTHS}) ([12]?\d|3[01])$")
# A day without its month, or a weaker noun: only on a page that a machine read.
_DAY_ALONE = re.compile(
    rf"\b(?:(?i:{either('en', 'ordinal', 'before_day')}) {_THE}|(?:{_TO}|,|–|-)) ?([12]?\d|3[01])([{_SIGNS}%?]{{1,2}})"
    rf"(?=[.,;:]?(?:\s{either('en', 'ordinal', 'after_day')}\b|\n|\Z)|[.;:]\s|,\s[a-z])"
)
_OWNERS = either("en", "ordinal", "owners")
_WEAK_NOUN = re.compile(
    rf"\b(?:{_THE}|{_OWNERS}) (\d{{1,3}})([{_SIGNS}]{{1,2}})(?= (?i:{either('en', 'ordinal', 'weak_nouns')})\b)"
)
_DAY_BEFORE_YEAR = re.compile(
    rf"\b([12]?\d|3[01])([{_SIGNS}%]\??|\?|[{_SIGNS}]\.)(?= (?:{_OF} )?(?:{_MONTHS})(?:,? \d{{4}}| ?[-–—]?\n|[.,;]))"
)
_DAY_IN_ROW = re.compile(
    rf"\b([12]?\d|3[01])([{_SIGNS}]{{1,2}})(?=(?:,| {_TO}|–|-) ?(?:[12]?\d|3[01])(?:st|nd|rd|th)\b)"
)
_ARTICLE = re.compile(f" {_THE}")
_NO_FIGURE_BEFORE = re.compile(r"(?<!\d)[\"“”]")
_PHRASE = 24  # characters from the figure to the end of a quotation of three words
_QUOTED_WHOLE = re.compile(rf".{{0,4}}?[“\"‘](?:{_THE} )?\d{{1,3}}[^\w\s]{{1,2}} \w+[”\"’]")
_AS_ORDINAL = re.compile(rf"\b(?i:{_THE}|{_OWNERS}|{_TO}) \d{{1,3}}$")
_MANY_SIGNS = 4  # and as many for each that stands as an ordinal does
_SHOWN = 2  # ordinals whose letters certainly became signs, before others are read so
_FIRST = 3  # letters of '1st'
_THE_NUMBER = re.compile(
    rf"\b(?i:{_THE}|{_OWNERS}) (\d{{1,3}})([“”\"*™°®‘’']{{1,2}})"
    rf"(?=[.,;]? (?!{either('en', 'ordinal', 'measured')}\b)[A-Za-z]|[.,;]?\n|[.;]\s)"
)
_FORMS = ("Ist", "lst", "llth", "lIth", "Ilth", "IIth", "l1th", "I1th", "1lth", "1Ith")
_LETTERS_FOR_FIGURES = tuple(re.compile(rf"{form}(?<![\w.]{form})(?![\w’'-])") for form in _FORMS)
# 'Ist' may be a word of another language.
_BEFORE_FIRST = re.compile(rf"\b(?i:{_THE}|{_OWNERS}|{_TO}|{either('en', 'ordinal', 'before_day')}|{_MONTHS})[ \n]$")
_AFTER_FIRST = re.compile(rf"[ \n](?i:{_OF}|{_MONTHS}|{_NOUNS}|{either('en', 'ordinal', 'weak_nouns')})\b")
_NO_SHARE = re.compile(rf"(?i:{either('en', 'ordinal', 'before_day_alone')}) ")
_NUMBER_BEFORE = re.compile(r"(?<![\w.,-])([12]?\d|3[01])$")


def suffix(number: str) -> str:
    """Return 'st', 'nd', 'rd' or 'th' for a number written in figures."""
    if number[-2:] in {"11", "12", "13"}:
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


@lru_cache(maxsize=2)  # three rules ask about the same text
def signs_behind_figures(text: str) -> tuple[int, ...]:
    """Return where a sign that raised letters may have become stands behind a figure, in order."""
    return tuple(match.end() for match in _BEHIND_FIGURE.finditer(text))


def raised_html(text: str, context: Context) -> Iterator[Edit]:
    """`<sup>th</sup>` is how a web page raises the letters of an ordinal."""
    for match in re.finditer(r"<sup>\s?(st|nd|rd|th|e|er|o|a)\s?</sup>", text, re.IGNORECASE):
        yield Edit(match.start(), match.start(1), "")
        yield Edit(match.end(1), match.end(), "")


def misread_raised_letters(text: str, context: Context) -> Iterator[Edit]:
    """A sign between a number and 'anniversary', 'century' or a regiment is the raised 'th' that a machine misread.

    Not where the sign closes a quotation that was opened in the same paragraph.
    """
    for at in signs_behind_figures(text):
        match = _BEFORE_NOUN.match(text, at)
        number = _FIGURES.search(text, max(0, at - 3), at) if match else None
        if match is None or number is None:
            continue
        if not context.read_by_machine and _QUOTED_WHOLE.match(text, max(0, number.start() - 5), at + _PHRASE):
            continue  # shown for its fault: 'it printed “the 50* anniversary”'
        before = text[number.start() - 1 : number.start()]
        sure = context.read_by_machine or ("%" not in match[0] and _AS_ORDINAL.search(text, max(0, at - 10), at))
        measure = "%" in match[0] or not _LASTING.match(text, match.end())
        if match[0][0] in _MEASURES and measure and not sure:
            continue  # a share or a measure of it: 'the 90% Brigade', 'a 5" Battalion gun'
        if match[0] in _MEASURES and not context.read_by_machine and _stands_for_measure(text, match[0]):
            continue  # 'the 6" Regiment flat' beside 'a 10" board'
        if not (before.isalnum() or before in {"_", ".", ",", "-"}) and not _closes_quotation(text, at, match[0]):
            yield Edit(at, match.end(), suffix(number[0]))


def misread_day(text: str, context: Context) -> Iterator[Edit]:
    """The same before the name of a month, for days up to 31."""
    signs = signs_behind_figures(text)
    if len(signs) > 1 and _measures(text, signs):
        return
    for match in filter(None, (_DAY_BEFORE_MONTH.match(text, at) for at in signs)):
        if (two := _DAY_BESIDE.search(text, max(0, match.start() - 14), match.start())) and (
            0 < int(two[1]) < int(two[3]) <= _LAST_DAY
        ):  # a sign each: the second closes nothing that the first opened
            yield Edit(two.start(2), two.end(2), suffix(two[1]))
            yield Edit(match.start(), match.end(), suffix(two[3]))
            continue
        number = _NUMBER_BEFORE.search(text, max(0, match.start() - 4), match.start())
        if match[0][0] in _MEASURES and not context.read_by_machine:
            lead = text[max(0, match.start() - 24) : number.start(1)] if number else ""
            if not _LEADS_TO_DAY.search(lead):
                continue  # 'a 4" April print', '6° November frost'
        if number and int(number[1]) > 0 and not _closes_quotation(text, match.start(), match[0]):
            yield Edit(match.start(), match.end(), suffix(number[1]))
    for match in filter(None, (_SIGN_BEHIND_DAY.match(text, at) for at in signs)):
        number = _MONTH_AND_DAY.search(text[max(0, match.start() - 14) : match.start()])
        if number and int(number[1]) > 0 and not _closes_quotation(text, match.start(), match[0]):
            yield Edit(match.start(), match.end(), suffix(number[1]))


def misread_by_machine(text: str, context: Context) -> Iterator[Edit]:
    """On a page that a machine read, the same in 'on the 16” of', 'the 3* ward', and '18” to 19th March'.

    Elsewhere such a sign may mean inches, degrees or a note.
    """
    if not context.read_by_machine:
        return
    signs = signs_behind_figures(text)  # rare: the rest looks only around them
    for pattern in (_DAY_ALONE, _WEAK_NOUN, _DAY_IN_ROW, _DAY_BEFORE_YEAR):
        for match in (found for at in signs if (found := pattern.search(text, max(0, at - 13), at + 47))):
            if match[2].endswith(".") and pattern is not _DAY_BEFORE_YEAR:
                continue
            if match[2] == "%" and pattern is _DAY_ALONE and not _NO_SHARE.match(match[0]):
                continue  # 'of the 20% of'
            joined = pattern is _DAY_ALONE and not _ARTICLE.search(match[0])
            if joined and not re.search(
                r"\b\d{1,2}(?:st|nd|rd|th),?$", text[max(0, match.start() - 8) : match.start()].rstrip()
            ):
                continue
            if int(match[1]) and not _closes_quotation(text, match.start(2), match[2]):
                yield Edit(match.start(2), match.end(2), suffix(match[1]))

    if context.had_signs_for_letters:
        for match in filter(None, (_THE_NUMBER.search(text, max(0, at - 8), at + 24) for at in signs)):
            if int(match[1]) and not _closes_quotation(text, match.start(2), match[2]):
                yield Edit(match.start(2), match.end(2), suffix(match[1]))
    for pattern in _LETTERS_FOR_FIGURES:
        for match in pattern.finditer(text):
            first = len(match[0]) == _FIRST
            if (
                not first
                or _BEFORE_FIRST.search(text, max(0, match.start() - 20), match.start())
                or _AFTER_FIRST.match(text, match.end())
            ):
                yield Edit(match.start(), match.end() - 2, "1" if first else "11")


def _measures(text: str, signs: Sequence[int]) -> bool:
    """Say whether signs behind figures are of inches, feet or degrees: hardly one stands where an ordinal does."""
    ordinal = sum(
        bool(_AS_ORDINAL.search(text, max(0, at - 10), at) or _DAY_BEFORE_MONTH.match(text, at)) for at in signs
    )
    return len(signs) > _MANY_SIGNS and _MANY_SIGNS * ordinal < len(signs)


@lru_cache(maxsize=8)  # each ordinal of a text asks the same
def _stands_for_measure(text: str, sign: str) -> bool:
    """Say whether a sign stands behind a figure somewhere else, where no ordinal may stand and no quotation is open."""
    for at in signs_behind_figures(text):
        paragraph = text[max(text.rfind("\n\n", 0, at), at - 1500, 0) : at]
        opened = len(_NO_FIGURE_BEFORE.findall(paragraph)) % 2 if sign in "\"”’'" else 0
        ordinal = _BEFORE_NOUN.match(text, at) or _DAY_BEFORE_MONTH.match(text, at)
        if text.startswith(sign, at) and not ordinal and not opened and text[at + 1 : at + 2] == " ":
            return True
    return False


def has_signs_for_letters(text: str) -> bool:
    """Say whether a machine took the raised letters of ordinals for signs in this text, as it does throughout a text.

    Twice at least, where nothing but an ordinal can stand: before the name of a month, an anniversary, a century.
    """
    certain = (_BEFORE_NOUN, _DAY_BEFORE_MONTH)
    shown = sum(any(pattern.match(text, at) for pattern in certain) for at in signs_behind_figures(text))
    return shown >= _SHOWN


def _closes_quotation(text: str, at: int, sign: str) -> bool:
    if not set(sign) & set("\"”’'"):
        return False
    paragraph = text[max(text.rfind("\n\n", 0, at), at - 1500, 0) : at]
    straight = paragraph.count('"') % 2 == 1 and '"' in sign
    curly = paragraph.count("“") > paragraph.count("”") and "”" in sign
    single = paragraph.count("‘") > len(re.findall(r"’(?!\w)", paragraph)) and bool(set(sign) & set("’'"))
    return straight or curly or single


MARKED = (
    Rule(
        "ordinals.raised-html",
        "mechanical",
        raised_html,
        (("the 34<sup>th</sup> anniversary", "the 34th anniversary"),),
        ("H<sup>2</sup>",),
    ),
)
RULES = (
    Rule(
        "ordinals.misread",
        "mechanical",
        misread_raised_letters,
        (("the 15™ Anniversary", "the 15th Anniversary"), ("in the 19* century", "in the 19th century")),
        (
            "a 20% rise",
            "a tax, 12% Brigade share, and the 90% Brigade",
            "Windows 95™ was sold",
            'aged "15" Anniversary',
            "“the year of the 15” anniversary",
            'the 6" Regiment flat beside a 10" board',
            "it printed “the 50* anniversary” and “the 19™ century” on one page",
        ),
        ("en",),
        feeds_itself=True,
    ),
    Rule(
        "ordinals.misread-day",
        "mechanical",
        misread_day,
        (
            ("on the 20™ January", "on the 20th January"),
            ("the 3* of May", "the 3rd of May"),
            ('the night of 18" to 19" March', "the night of 18th to 19th March"),
        ),
        ("at 5% May be", "20 January", 'a 4" April print', "at 6° November frost"),
        ("en",),
        feeds_itself=True,
    ),
    Rule(
        "ordinals.misread-by-machine",
        "mechanical",
        misread_by_machine,
        (
            ("\f\n12™ century, on the 16* of the month", "\f\n12™ century, on the 16th of the month"),
            ("\f\n12™ century, the 18* to 19th March", "\f\n12™ century, the 18th to 19th March"),
            ("\f\n12™ century, 23% October 1987. On the 6”, at", "\f\n12™ century, 23rd October 1987. On the 6th, at"),
        ),
        (
            "on the 16* of the month",
            "\f\n12™ century, a 6* gun, at 7°",
            "\f\n12™ century, the “top 10” of all",
            "\f\n12™ century, of the 20% of all",
        ),
        ("en",),
        feeds_itself=True,
    ),
)
