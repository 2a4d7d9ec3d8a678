"""Every way a number is written -> where it stands and the interval it names.

An open end is None: 'more than 130' is [130, None). A vague plural names the least that the word allows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from booklet.languages import table
from booklet.model import Qualifier
from booklet.units import unit_after, unit_before

_GROUP_SPACES = " \u00a0\u2009\u202f"


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
    currency: str = ""  # the name of a currency
    unit: str = ""  # the name of a measure: 'foot', 'ton', 'percent'
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
    share: bool = False


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
        number, skip = _with_range(text, plain, following, language)
        if not skip and following and not (number.currency or number.unit):
            number = _with_shared_unit(text, number, following, language)
        numbers.append(_qualified(text, number, language))
    return _with_vague(text, numbers, language)


# -- plain numbers


def _plains(text: str, language: str) -> list[_Plain]:
    found = [*_shares(text, language), *_digits(text, language), *_words(text, language)]
    found.sort(key=lambda plain: (plain.start, -plain.end))
    result: list[_Plain] = []
    for plain in found:
        if not result or plain.start >= result[-1].end:
            result.append(plain)
    return result


_PARTS = {"thirds": 3, "quarters": 4, "fifths": 5, "sixths": 6, "eighths": 8, "tenths": 10}
_FRACTION = re.compile(
    rf"(?<![\w’'-])(two|three|four|five|seven|nine)[\s-]({'|'.join(_PARTS)})(?![\w’'])", re.IGNORECASE
)


def _shares(text: str, language: str) -> list[_Plain]:
    """Read 'one in five' as a share of a hundred."""
    data = _data(language)
    words = {**data["small"], **data["tens"], "hundred": 100, "a hundred": 100, "thousand": 1000, "a thousand": 1000}
    names = "|".join(sorted(words, key=len, reverse=True))
    found = re.finditer(
        rf"(?<![\w’'-])(?:one|1)\s(?:in|out of|person in)\s(?:every\s)?(\d{{1,4}}|{names})(?![\w’'-]|[.,]\d)",
        text,
        re.IGNORECASE,
    )
    result = [
        _Plain(m.start(), m.end(), round(100 * words[m[1].lower()] / _PARTS[m[2].lower()], 2), True, True, share=True)
        for m in _FRACTION.finditer(text)
    ]
    for match in found:
        whole = float(match[1]) if match[1].isdigit() else float(words[match[1].lower()])
        if whole >= 2:
            result.append(_Plain(match.start(), match.end(), round(100 / whole, 2), True, True, share=True))
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
    sign = unit_before(text, start)
    return not suffix[0].isspace() and sign is not None and sign.kind == "money"


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
    return [*_turned(text, language), *(_with_half(text, plain, language) for plain in result)]


def _turned(text: str, language: str) -> list[_Plain]:
    """Read the old order: 'three-and-seventy', 'two and twenty'."""
    data = _data(language)
    ones, tens = "|".join(w for w, n in data["small"].items() if 0 < n < 10), "|".join(data["tens"])
    found = re.finditer(rf"(?<![\w’'-])({ones})[\s-]and[\s-]({tens})(?![\w’'-])", text, re.IGNORECASE)
    return [
        _Plain(m.start(), m.end(), float(data["small"][m[1].lower()] + data["tens"][m[2].lower()]), True) for m in found
    ]


def _with_half(text: str, plain: _Plain, language: str) -> _Plain:
    """Take in 'and a half', with a scale behind it: 'two and a half million'."""
    half = re.match(
        r"\sand\sa\s(half|quarter)(?![\w’'-])(?:\s(thousand|million|billion)s?\b)?", text[plain.end : plain.end + 30]
    )
    if half is None or plain.value >= 1000:
        return plain
    value = (plain.value + (0.5 if half[1] == "half" else 0.25)) * (
        _data(language)["scales"][half[2]] if half[2] else 1
    )
    return _Plain(plain.start, plain.end + half.end(), value, True, not half[2])


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


def _with_range(text: str, plain: _Plain, following: _Plain | None, language: str) -> tuple[Number, bool]:
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
                return _with_signs(text, number, language), True
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
    if plain.share:
        return replace(number, unit="percent"), False
    return _with_signs(text, number, language), False


def _with_shared_unit(text: str, number: Number, following: _Plain, language: str) -> Number:
    """Give the first of two numbers the unit of the second: 'from 30 to 25 francs', 'six or seven feet'."""
    if not re.fullmatch(r"\s?(?:-|–|—)\s?|\s(?:to|or|and)\s", text[number.core_end : following.start]):
        return number
    unit = unit_after(text, following.end, language)
    if unit is None or re.search(r"\sand\s", text[number.core_end : following.start]):
        return number
    return replace(
        number, currency=unit.name if unit.kind == "money" else "", unit=unit.name if unit.kind == "measure" else ""
    )


def _shared_scale(low: float, high: float) -> float:
    """Return the scale that 'two or three hundred', '3-4 million' lends to its first number."""
    for scale in (1_000_000_000.0, 1_000_000.0, 1000.0, 100.0):
        if high >= scale and high % scale == 0 and low < 100 and low < high / scale * 1.0 + 1 and low * scale < high:
            return scale
    return 1.0


def _with_signs(text: str, number: Number, language: str) -> Number:
    """Take in the currency or the unit that stands beside a number."""
    before, after = unit_before(text, number.core_start, language), unit_after(text, number.core_end, language)
    start = min(number.start, before.start) if before else number.start
    end = max(number.end, after.end) if after else number.end
    kinds = {unit.kind: unit.name for unit in (after, before) if unit}
    unit = kinds.get("measure", "") if "money" not in kinds else ""
    return replace(number, start=start, end=end, currency=kinds.get("money", ""), unit=unit)


def _names(language: str, key: str) -> dict[str, Qualifier]:
    return {words: name for name, forms in _data(language)[key].items() for words in forms}


@cache
def _qualifiers(language: str) -> tuple[Mapping[str, Qualifier], Mapping[str, Qualifier], int]:
    """Return what touches a number from the left and what it means: in words, in signs, and the most words of one."""
    names = _names(language, "qualifiers")
    words = {name: kind for name, kind in names.items() if name[0].isalpha()}
    signs = {name: kind for name, kind in names.items() if not name[0].isalpha()}
    return words, signs, max(len(name.split()) for name in words)


_LEAD = re.compile(r"\S+")
_ARTICLES = frozenset({"the", "a", "an", "only"})


def _qualifier_before(before: str, language: str) -> tuple[Qualifier, int] | None:
    """Return the longest qualifier at the end of a text and the place where it begins."""
    words, signs, most = _qualifiers(language)
    bare = before.rstrip()
    for sign, kind in signs.items():
        if bare.endswith(sign):
            return kind, len(bare) - len(sign)
    places = [match.start() for match in _LEAD.finditer(bare)]
    if not places:
        return None
    ends = [len(bare)]
    if len(places) > 1 and bare[places[-1] :].lower() in _ARTICLES:
        ends.append(len(bare[: places[-1]].rstrip()))
    for end in ends:
        inside = [place for place in places if place < end][-most:]
        for place in inside:
            said = " ".join(bare[place:end].lower().split())
            if said in words:
                return words[said], place
            if said.lstrip("(“‘\"'—–-") in words:
                return words[said.lstrip("(“‘\"'—–-")], place + len(said) - len(said.lstrip("(“‘\"'—–-"))
    return None


@cache
def _after(language: str) -> tuple[re.Pattern[str], Mapping[str, Qualifier]]:
    """Return the same for what follows a number."""
    names = _names(language, "after")
    words = sorted(names, key=len, reverse=True)
    alternatives = "|".join(re.escape(w) + (r"(?!\w)" if w[-1].isalpha() else "") for w in words)
    return re.compile(rf"\s?,?\s?({alternatives})", re.IGNORECASE), names


def _qualified(text: str, number: Number, language: str) -> Number:
    start, end, name = number.start, number.end, number.qualifier
    before = text[max(0, start - 44) : start]
    after_pattern, after_names = _after(language)
    if found := _qualifier_before(before, language):
        name, start = found[0], start - len(before) + found[1]
    elif (match := after_pattern.match(text[end : end + 26])) and not _goes_on(text, end + match.end()):
        name, end = after_names[match[1].lower()], end + match.end()
        unit = unit_after(text, end, language) if not (number.unit or number.currency) else None
        if unit:  # '20-odd feet', '40 or so pounds'
            number = replace(
                number, currency=unit.name * (unit.kind == "money"), unit=unit.name * (unit.kind == "measure")
            )
            end = unit.end
    low, high = number.low, number.high
    if name in {"more than", "at least"}:
        high = None
    elif name in {"at most", "less than"}:
        low = None
    return replace(number, start=start, end=end, low=low, high=high, qualifier=name)


def _goes_on(text: str, end: int) -> bool:
    """Say whether what looked like a qualifier belongs to the next number: 'sixty-nine, and more than 180'."""
    return bool(re.match(r"\s(?:than|of|as|\d|a hundred)", text[end : end + 12]))


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
