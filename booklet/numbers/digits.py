"""Numbers in digits: groups by comma, stop, space or apostrophe, decimals, halves, a scale behind."""

from __future__ import annotations

import re
from functools import cache

from booklet.languages import any_of
from booklet.numbers.forms import Plain, data, key
from booklet.units import unit_before

_GROUP_SPACES = " \u00a0\u2009\u202f"
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}


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


@cache
def _scale_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what may stand behind a figure, behind that scale ('5 hundred thousand'), and behind a decimal stop."""
    after = data(language)["after_digits"]
    plural = after["plural"]
    return (
        re.compile(rf"[\s-]?({any_of(after['scales'])})(?:{plural})?(?![\w’'])", re.IGNORECASE),
        re.compile(rf"[\s-]({any_of(after['scales_of_scales'])})(?:{plural})?\b", re.IGNORECASE),
        re.compile(rf"\s?(?:{any_of(after['scales_of_decimals'])})(?:{plural})?\b", re.IGNORECASE),
    )


def find_digits(text: str, language: str) -> list[Plain]:
    """Return the numbers in digits of a text, in order."""
    scales, letters = data(language)["scales"], set(data(language)["after_digits"]["letters"])
    scale, scale_of_scale, scale_of_decimal = _scale_patterns(language)
    result = []
    for match in _digit_pattern().finditer(text):
        decimal = False
        end = match.end()
        if match["indian"]:
            value = float(match["indian"].replace(",", ""))
        elif match["group"]:
            stop = match["sep"] == "." and match["group"].count(".") == 1
            if stop and scale_of_decimal.match(text[end : end + 12]):
                value, decimal = float(match["group"]), True  # 14.550 million
            else:
                value = float(re.sub(r"\D", "", match["group"])) + float(match["dec"] or 0)
                decimal = bool(match["dec"])
        else:
            value = float(match["plain"] + (match["frac"] or "").replace(",", "."))
            value += _HALVES.get(match["half"] or "", 0)
            decimal = bool(match["frac"] or match["half"])
        word = scale.match(text[end : end + 12])
        if word and not (key(word[1]) in letters and not _is_amount(text, match.start(), word[0])):
            value *= scales[key(word[1])]
            end += word.end()
            if more := scale_of_scale.match(text[end : end + 12]):
                value *= scales[key(more[1])]
                end += more.end()
            decimal = False
        result.append(Plain(match.start(), end, value, False, decimal))
    return result


def _is_amount(text: str, start: int, suffix: str) -> bool:
    """Say whether a letter, 'm' or 'k', means a scale: right behind the figure, after a currency."""
    sign = unit_before(text, start)
    return not suffix[0].isspace() and sign is not None and sign.kind == "money"
