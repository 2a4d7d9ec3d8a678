"""Two numbers that name one interval, 'between 40 and 50', and the sign or unit that stands beside a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from booklet.languages import any_of
from booklet.numbers.forms import Number, Plain, data
from booklet.units import unit_after, unit_before


@dataclass(frozen=True, slots=True)
class _Links:
    """What stands between the two numbers of a range, and before them."""

    between: re.Pattern[str]  # before the first
    and_: re.Pattern[str]
    to: re.Pattern[str]  # a dash, too
    or_: re.Pattern[str]
    units: re.Pattern[str]  # between two numbers that may share the second one's unit


@cache
def _links(language: str) -> _Links:
    words = data(language)["ranges"]
    between, and_, or_ = (any_of(words[name]) for name in ("between", "and", "or"))
    to = any_of([*words["to"], *words["or"]])
    return _Links(
        re.compile(rf"\b(?:{between}) $", re.IGNORECASE),
        re.compile(rf"\s+(?:{and_})\s+"),
        re.compile(rf"\s?(?:-|–|—)\s?|\s+(?:{to})\s+"),
        re.compile(rf"\s+(?:{or_})\s+"),
        re.compile(rf"\s?(?:-|–|—)\s?|\s(?:{to})\s"),
    )


def with_range(text: str, plain: Plain, following: Plain | None, language: str) -> tuple[Number, bool]:
    """Join 'between A and B', 'A to B', 'A-B', 'two or three hundred'."""
    links = _links(language)
    before = text[max(0, plain.start - 10) : plain.start]
    if following:
        link = text[plain.end : following.start]
        between = links.between.search(before) if links.and_.fullmatch(link) else None
        from_to = links.to.fullmatch(link)
        low, high = plain.value, following.value
        if (between or from_to) and high > low >= 1 and plain.in_words == following.in_words:
            scale = _shared_scale(low, high)
            if high / (low * scale) < 12 and not (
                links.or_.fullmatch(link) and high - low > 5 and scale == 1 and low < 100
            ):
                start = plain.start - (len(before) - between.start() if between else 0)
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


def with_shared_unit(text: str, number: Number, following: Plain, language: str) -> Number:
    """Give the first of two numbers the unit of the second: 'from 30 to 25 francs', 'six or seven feet'."""
    if not _links(language).units.fullmatch(text[number.core_end : following.start]):
        return number
    unit = unit_after(text, following.end, language)
    if unit is None:
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
    if not before and not after:
        return number
    start = min(number.start, before.start) if before else number.start
    end = max(number.end, after.end) if after else number.end
    kinds = {unit.kind: unit.name for unit in (after, before) if unit}
    unit = kinds.get("measure", "") if "money" not in kinds else ""
    return replace(number, start=start, end=end, currency=kinds.get("money", ""), unit=unit)
