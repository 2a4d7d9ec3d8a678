"""Dated texts -> their order in the booklet, by one stated rule.

By date; a coarser date before the finer ones that it holds (2024 before January 2024 before 20 January 2024); texts of
one date by file name; undated texts last, by file name.
"""

from __future__ import annotations

from collections.abc import Sequence

from booklet.model import Dating, PartialDate, Placed


def order_texts(datings: Sequence[Dating]) -> tuple[Placed, ...]:
    """Put the texts in order, and say of each how a tie or a doubt was decided."""
    ordered = sorted(datings, key=lambda dating: (*_key(dating.date), dating.file))
    placed = []
    for n, dating in enumerate(ordered):
        neighbours = ordered[max(0, n - 1) : n] + ordered[n + 1 : n + 2]
        placed.append(Placed(dating, n + 1, _tie(dating, neighbours, ordered)))
    return tuple(placed)


def _key(date: PartialDate | None) -> tuple[int, int, int, int]:
    if date is None:
        return (1, 0, 0, 0)
    return (0, date.year, date.month or 0, date.day or 0)


def _tie(dating: Dating, neighbours: Sequence[Dating], ordered: Sequence[Dating]) -> str:
    if dating.date is None:
        return "undated texts stand last, by file name" if len(ordered) > 1 else ""
    if any(other.date == dating.date for other in neighbours):
        return "same date as another text: by file name"
    for other in neighbours:
        if other.date and _holds(dating.date, other.date):
            return "the coarser date stands before the finer"
        if other.date and _holds(other.date, dating.date):
            return "a coarser date that may hold this one stands before it"
    return ""


def _holds(coarse: PartialDate, fine: PartialDate) -> bool:
    """Say whether `fine` lies within `coarse`, and is finer."""
    if coarse == fine or coarse.year != fine.year:
        return False
    return coarse.month is None or (coarse.month == fine.month and coarse.day is None)
