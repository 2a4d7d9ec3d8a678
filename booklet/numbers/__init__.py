"""Every way a number is written -> where it stands and the interval it names.

An open end is None: 'more than 130' is [130, None). A vague plural names the least that the word allows.
"""

from __future__ import annotations

from booklet.numbers.digits import find_digits
from booklet.numbers.forms import Number, Plain
from booklet.numbers.qualifiers import qualified, with_vague
from booklet.numbers.ranges import with_range, with_shared_unit
from booklet.numbers.words import find_shares, find_words

__all__ = ["Number", "find_numbers"]


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
        number, skip = with_range(text, plain, following, language)
        if not skip and following and not (number.currency or number.unit):
            number = with_shared_unit(text, number, following, language)
        numbers.append(qualified(text, number, language))
    return with_vague(text, numbers, language)


def _plains(text: str, language: str) -> list[Plain]:
    found = [*find_shares(text, language), *find_digits(text, language), *find_words(text, language)]
    found.sort(key=lambda plain: (plain.start, -plain.end))
    result: list[Plain] = []
    for plain in found:
        if not result or plain.start >= result[-1].end:
            result.append(plain)
    return result
