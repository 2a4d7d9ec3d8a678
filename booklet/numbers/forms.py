"""What a number is to the other rooms: as it is written, and with the interval that its neighbours make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from booklet.languages import table
from booklet.model import Qualifier


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
class Plain:
    """A number as it is written, before its neighbours are looked at."""

    start: int
    end: int
    value: float
    in_words: bool
    decimal: bool = False
    share: bool = False


@cache
def data(language: str) -> Mapping[str, Any]:
    """Return the number words of a language."""
    return table("numbers.toml", language)


def key(words: str) -> str:
    """Return words as the lists hold them: in small letters, an old long s made plain."""
    return words.casefold()
