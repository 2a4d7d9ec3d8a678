"""Every way a number is written -> where it stands and the interval it names.

An open end is None: 'more than 130' is [130, None). A vague plural names the least that the word allows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from booklet.languages import table
from booklet.model import Qualifier

_GROUP_SPACES = " \u00a0\u2009\u202f"
_CURRENCY = r"(?:US\$|A\$|C\$|[£$€¥₹₽₴₺]|Rs\.?|USD|EUR|GBP)"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text. `start` and `end` hold its qualifier and sign; `core_start` and `core_end` the number."""

    start: int
    end: int
    core_start: int
    core_end: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    currency: str = ""
    percent: bool = False
    in_words: bool = False
    decimal: bool = False

    @property
    def value(self) -> float:
        """Return one number that stands for the interval."""
        return self.low if self.low is not None else self.high or 0.0


@dataclass(frozen=True, slots=True)
class _Plain:
    start: int
    end: int
    value: float
    in_words: bool
    decimal: bool = False


def find_numbers(text: str, language: str = "en") -> list[Number]:
    """Return the numbers of a text in order, ranges and qualifiers taken in."""
    plains = _plains(text, language)
    numbers: list[Number] = []
    skip = False
    for n, plain in enumerate(plains):
        if skip:
            skip = False
            continue
        following = plains[n + 1] if n + 1 < len(plains) else None
        number, skip = _with_range(text, plain, following)
        numbers.append(_qualified(text, number, language))
    return _with_vague(text, numbers, language)


# -- plain numbers


def _plains(text: str, language: str) -> list[_Plain]:
    found = [*_digits(text, language), *_words(text, language)]
    found.sort(key=lambda plain: (plain.start, -plain.end))
    result: list[_Plain] = []
    for plain in found:
        if not result or plain.start >= result[-1].end:
            result.append(plain)
    return result


@cache
def _digit_pattern() -> re.Pattern[str]:
    spaces = f"[{_GROUP_SPACES}]"
    return re.compile(
        r"(?<![\w.,])(?:"
        r"(?P<indian>\d{1,2}(?:,\d\d){1,4},\d{3})"
        rf"|(?P<group>\d{{1,3}}(?:(?P<sep>[,.'’]|{spaces})\d{{3}})(?:(?P=sep)\d{{3}}){{0,5}})(?P<dec>\.\d{{1,2}})?"
        r"|(?P<plain>\d{1,12})(?P<frac>[.,]\d{1,3})?(?P<half>½|¼|¾)?"
        r")(?![\d]|[.,]\d)"
    )


def _digits(text: str, language: str) -> list[_Plain]:
    scales = _data(language)["scales"]
    result = []
    for match in _digit_pattern().finditer(text):
        decimal = False
        if match["indian"]:
            value = float(match["indian"].replace(",", ""))
        elif match["group"]:
            scale = re.match(
                r"\s?(million|billion|thousand|crore|lakh)s?\b", text[match.end() : match.end() + 12], re.I
            )
            if match["sep"] == "." and scale and match["group"].count(".") == 1:
                value, decimal = float(match["group"]), True  # 14.550 million
            else:
                value = float(re.sub(r"\D", "", match["group"])) + float(match["dec"] or 0)
                decimal = bool(match["dec"])
        else:
            value = float(match["plain"] + (match["frac"] or "").replace(",", "."))
            value += {"½": 0.5, "¼": 0.25, "¾": 0.75}.get(match["half"] or "", 0)
            decimal = bool(match["frac"] or match["half"])
        end = match.end()
        word = re.match(
            r"[\s-]?(hundred|thousand|million|billion|milliard|lakh|crore|dozen|score|mn|bn|m|k)s?(?![\w’'])",
            text[end : end + 12],
            re.I,
        )
        if word and not (word[1].lower() in {"m", "k"} and not _is_amount(text, match.start(), word[0])):
            value *= scales[word[1].lower()]
            end += word.end()
            more = re.match(r"[\s-](thousand|million|billion)s?\b", text[end : end + 12], re.I)
            if more:
                value *= scales[more[1].lower()]
                end += more.end()
            decimal = False
        result.append(_Plain(match.start(), end, value, False, decimal))
    return result


def _is_amount(text: str, start: int, suffix: str) -> bool:
    """Say whether 'm' or 'k' means a scale: right behind the figure, after a currency."""
    return not suffix[0].isspace() and bool(re.search(rf"{_CURRENCY}\s?$", text[max(0, start - 4) : start]))


@cache
def _data(language: str) -> Mapping[str, Any]:
    return table("numbers.toml", language)


@cache
def _word_pattern(language: str) -> re.Pattern[str]:
    data = _data(language)
    names = [
        *data["small"],
        *data["tens"],
        "hundred",
        "thousand",
        "million",
        "billion",
        "lakh",
        "crore",
        "score",
        "dozen",
    ]
    one = "|".join(sorted(names, key=len, reverse=True))
    unit = rf"(?:{one})s?"
    return re.compile(
        rf"(?<![\w’'])(?:half (?:a |the )?(?:dozen|million|billion)|(?:a|an|the|one) (?:hundred|thousand|million|billion|score|dozen)(?!s)"
        rf"|(?:{one}))(?:(?:[\s-]|,\s|\s(?:and)\s|-and-)(?:{unit}))*(?![\w’'])",
        re.IGNORECASE,
    )


def _words(text: str, language: str) -> list[_Plain]:
    result = []
    for match in _word_pattern(language).finditer(text):
        result += _read_words(match[0], match.start(), language)
    return result


def _read_words(phrase: str, offset: int, language: str) -> list[_Plain]:
    """Read a run of number words. 'six and nine' are two numbers, 'six hundred and nine' one."""
    data = _data(language)
    tokens = [(m[0].lower(), m.start(), m.end()) for m in re.finditer(r"[A-Za-z]+", phrase)]
    result: list[_Plain] = []
    total = current = 0.0
    start, end, last, seen = offset, offset, 0.0, False

    def flush() -> None:
        nonlocal total, current, seen, last
        if seen:
            result.append(_Plain(start, end, total + current, True))
        total = current = last = 0.0
        seen = False

    joined = False
    for token, a, b in tokens:
        word = token[:-1] if token.endswith("s") and token[:-1] in data["scales"] else token
        if token == "and":
            joined = True
            continue
        if token in {"a", "an", "the", "half"}:
            if seen and current == 0.5 and total == 0:
                continue
            if seen:
                flush()
            start, seen, current = offset + a, True, 0.5 if token == "half" or current == 0.5 else 0.0
            end = offset + b
            continue
        value = data["small"].get(token, data["tens"].get(token))
        if value is not None:
            fits = last == 0 or (last >= 20 and value < 10 and last < 100) or (last >= 100 and value < 100)
            if seen and (not fits or (joined and last < 100)):
                flush()
            if not seen:
                start = offset + a
            current, last = current + value, float(value)
        else:
            scale = float(data["scales"][word])
            if not seen:
                start, current = offset + a, 1.0
            if scale in {12.0, 20.0, 100.0}:
                base = current % 100 or (1.0 if current == 0 else 0.0)
                current = current - current % 100 + base * scale if current != 0.5 else 0.5 * scale
                if base and current < scale:
                    current = base * scale
            else:
                total += (current or 1.0) * scale
                current = 0.0
            last = scale
        seen, joined = True, False
        end = offset + b
    flush()
    return [plain for plain in result if plain.value > 0 or plain.end - plain.start >= 4]


# -- ranges and qualifiers


def _with_range(text: str, plain: _Plain, following: _Plain | None) -> tuple[Number, bool]:
    """Join 'between A and B', 'A to B', 'A-B', 'two or three hundred'."""
    before = text[max(0, plain.start - 10) : plain.start]
    if following:
        link = text[plain.end : following.start]
        between = re.search(r"\bbetween (?:the )?$", before, re.IGNORECASE) and re.fullmatch(r"\s+and\s+", link)
        from_to = re.fullmatch(r"\s?(?:-|–|—)\s?|\s+(?:to|or)\s+", link)
        low, high = plain.value, following.value
        if (between or from_to) and high > low >= 1 and plain.in_words == following.in_words:
            scale = _shared_scale(low, high)
            if high / (low * scale) < 12 and not (
                re.fullmatch(r"\s+or\s+", link) and high - low > 5 and scale == 1 and low < 100
            ):
                start = plain.start - (len("between ") if between else 0)
                number = Number(
                    start,
                    following.end,
                    plain.start,
                    following.end,
                    low * scale,
                    high,
                    "range",
                    in_words=plain.in_words,
                )
                return _with_signs(text, number), True
    number = Number(
        plain.start,
        plain.end,
        plain.start,
        plain.end,
        plain.value,
        plain.value,
        "exact",
        in_words=plain.in_words,
        decimal=plain.decimal,
    )
    return _with_signs(text, number), False


def _shared_scale(low: float, high: float) -> float:
    """Return the scale that 'two or three hundred', '3-4 million' lends to its first number."""
    for scale in (1_000_000_000.0, 1_000_000.0, 1000.0, 100.0):
        if high >= scale and high % scale == 0 and low < 100 and low < high / scale * 1.0 + 1 and low * scale < high:
            return scale
    return 1.0


def _with_signs(text: str, number: Number) -> Number:
    before = text[max(0, number.core_start - 5) : number.core_start]
    after = text[number.core_end : number.core_end + 30]
    sign = re.search(rf"({_CURRENCY})\s?$", before)
    unit = re.match(
        r"\s?(%|per ?cent\b|percent\b|percentage points?)|"
        r"\s(?:of )?(pounds?(?: sterling)?|dollars?|euros?|francs?|marks?|roubles?|rubles?|rupees?|crowns?|lire|lira|yen|"
        r"shillings|guineas|manats?|pesos?|krone[rn]?|kronor|zlotys?|dinars?|rials?|drachmas?|florins|guilders|escudos|yuan|"
        r"US dollars|pence)\b",
        after,
        re.IGNORECASE,
    )
    start, end, currency, percent = number.start, number.end, "", False
    if sign:
        currency = sign[1]
        start = min(start, number.core_start - len(sign[0]))
    if unit:
        end = max(end, number.core_end + unit.end())
        percent = bool(unit[1])
        currency = currency or (unit[2] or "").lower()
    return Number(
        start,
        end,
        number.core_start,
        number.core_end,
        number.low,
        number.high,
        number.qualifier,
        currency,
        percent,
        number.in_words,
        number.decimal,
    )


def _names(language: str, key: str) -> dict[str, Qualifier]:
    return {words: name for name, forms in _data(language)[key].items() for words in forms}


@cache
def _qualifiers(language: str) -> tuple[re.Pattern[str], Mapping[str, Qualifier]]:
    """Return one pattern for what touches a number from the left, longest words first, and what each means."""
    names = _names(language, "qualifiers")
    words = sorted(names, key=len, reverse=True)
    alternatives = "|".join((r"(?<!\w)" if w[0].isalpha() else "") + re.escape(w) for w in words)
    return re.compile(rf"({alternatives})\s?(?:the |a |an |only )?$", re.IGNORECASE), names


@cache
def _after(language: str) -> tuple[re.Pattern[str], Mapping[str, Qualifier]]:
    """Return the same for what follows a number."""
    names = _names(language, "after")
    words = sorted(names, key=len, reverse=True)
    alternatives = "|".join(re.escape(w) + (r"(?!\w)" if w[-1].isalpha() else "") for w in words)
    return re.compile(rf"\s?,?\s?({alternatives})", re.IGNORECASE), names


def _qualified(text: str, number: Number, language: str) -> Number:
    start, end, name = number.start, number.end, number.qualifier
    before = text[max(0, start - 34) : start]
    pattern, names = _qualifiers(language)
    after_pattern, after_names = _after(language)
    if match := pattern.search(before):
        name, start = names[match[1].lower()], start - len(before) + match.start()
    elif match := after_pattern.match(text[end : end + 22]):
        name, end = after_names[match[1].lower()], end + match.end()
    low, high = number.low, number.high
    if name in {"more than", "at least"}:
        high = None
    elif name in {"at most", "less than"}:
        low = None
    return Number(
        start,
        end,
        number.core_start,
        number.core_end,
        low,
        high,
        name,
        number.currency,
        number.percent,
        number.in_words,
        number.decimal,
    )


def _with_vague(text: str, numbers: list[Number], language: str) -> list[Number]:
    """Add 'dozens', 'hundreds of thousands' and their like as open intervals."""
    vague = _data(language)["vague"]
    pattern = re.compile(
        r"(?<![\w-])(?:(?:many|several|some) )?("
        + "|".join(sorted(map(re.escape, vague), key=len, reverse=True))
        + r")(?![\w-])",
        re.IGNORECASE,
    )
    result = list(numbers)
    for match in pattern.finditer(text):
        if any(n.core_start < match.end() and match.start() < n.core_end for n in numbers):
            continue
        end = match.end() - (3 if match[1].lower().endswith(" of") else 0)
        result.append(
            Number(match.start(), end, match.start(), end, float(vague[match[1].lower()]), None, "vague", in_words=True)
        )
    return sorted(result, key=lambda n: n.start)
