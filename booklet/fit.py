"""Where the lines of a paragraph end best: all of them weighed together, not one after the other.

After D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines (1981): of all ways to break, the one whose lines have
the smallest sum of faults. A line that is still too tight or too loose is tracked by less than two hundredths of its
size, which the eye does not see. Widths are in any unit, as long as all are in the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# Em between words: what a line has before it is stretched (WeasyPrint cannot shrink it), what looks best, and from
# where tracking helps.
LEAST, BEST, WIDE = 0.236, 0.27, 0.42
TRACKING = 0.0188  # em between letters, either way
# Em. WeasyPrint draws half of the tracking before a letter, 1024/1000 of what it should be, and the rest after it,
# 0.488 of the tracking, cut down to whole thousandths. What is cut off makes a line of eighty letters a point too
# long; of such steps, with a little over them, nothing is.
_STEP, _OVER = 0.001 / 0.488, 0.00025
DRAWN = 0.03  # em by which a tightened line is drawn longer all the same: fractions of kerning are cut off as well
_HYPHEN, _TWO_HYPHENS, _LAST_HYPHEN, _OWN_HYPHEN, _RUNT = 50.0, 240.0, 120.0, 8.0, 900.0
_MOST_ROW = 2  # hyphens at the ends of lines that follow each other
_WAYS = 9  # to one place that are followed on


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two places where a line may end."""

    start: int  # in the text
    width: float
    letters: int  # that tracking moves
    counted: int = 1  # letters and figures: what a last line must have some of
    spaces: int = 0  # inside it; they stretch
    space: bool = True  # a space follows; else the line may end here inside a word
    hyphen: float = 0.0  # width of the hyphen that is set where the line ends here; 0: none is needed
    cost: float = 0.0  # of ending a line here, besides


@dataclass(frozen=True, slots=True)
class LineStart:
    """One line: where it begins in the text, whether a hyphen ends the line before it, and its tracking in em."""

    at: int
    hyphen: bool = False
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class _Way:
    """The best known way to one place."""

    cost: float
    row: int  # hyphens in a row at the ends of its last lines
    lines: int
    at: int  # the piece that the next line begins with
    before: _Way | None = None
    tracking: float = 0.0  # of its last line


def fit_lines(
    pieces: Sequence[Piece], measure: float, indent: float, em: float, more: int = 0
) -> tuple[tuple[LineStart, ...], float] | None:
    """Return the lines and the sum of their faults; None if the words cannot be set so.

    `em` is the size of the type; `more` asks for so many lines more (or fewer) than the best way has.
    """
    ways: list[list[_Way]] = [[] for _ in range(len(pieces) + 1)]
    ways[0] = [_Way(0.0, 0, 0, 0)]
    for start in range(len(pieces)):
        for way in ways[start]:
            _extend(way, pieces, measure - (indent if start == 0 else 0), em, ways)
    if not ways[-1]:
        return None
    wanted = min(ways[-1], key=lambda way: way.cost).lines + more
    best = min((w for w in ways[-1] if w.lines == wanted), key=lambda way: way.cost, default=None)
    if best is None:
        return None
    lines: list[LineStart] = []
    end: _Way = best
    while end.before is not None:
        first = end.before.at
        lines.append(LineStart(pieces[first].start, bool(first) and pieces[first - 1].hyphen > 0, end.tracking))
        end = end.before
    return tuple(reversed(lines)), best.cost


def _extend(way: _Way, pieces: Sequence[Piece], width: float, em: float, ways: list[list[_Way]]) -> None:
    """Try every line that begins where `way` ends."""
    filled, spaces, letters, counted = 0.0, 0, 0, 0
    for n in range(way.at, len(pieces)):
        piece = pieces[n]
        filled, spaces, letters = filled + piece.width, spaces + piece.spaces, letters + piece.letters
        counted += piece.counted
        rest, last = width - filled - piece.hyphen, n == len(pieces) - 1
        tracking = _tracking(rest, spaces, letters, em, last)
        if tracking < -TRACKING:
            if _tracking(width - filled, spaces, letters, em, last) < -TRACKING:
                return
        else:
            row = 0 if piece.space or last else way.row + 1
            cost = _last_cost(counted) if last else _cost(rest - tracking * letters * em, spaces, em)
            if row:
                cost += piece.cost + (_HYPHEN if piece.hyphen else _OWN_HYPHEN) + _TWO_HYPHENS * (row > 1)
                cost += _LAST_HYPHEN * (n == len(pieces) - 2)
            cost += 60 * (tracking / TRACKING) ** 2
            if row <= _MOST_ROW:
                _keep(ways[n + 1], _Way(way.cost + cost, row, way.lines + 1, n + 1, way, tracking))
        spaces += piece.space


def _keep(ways: list[_Way], new: _Way) -> None:
    """Keep a way if none with as many lines and hyphens is better."""
    for n, old in enumerate(ways):
        if (old.row, old.lines) == (new.row, new.lines):
            if new.cost < old.cost:
                ways[n] = new
            return
    ways.append(new)
    if len(ways) > _WAYS:
        ways.remove(max(ways, key=lambda way: way.cost))


def _tracking(rest: float, spaces: int, letters: int, em: float, last: bool) -> float:
    """Return the tracking that a line needs; less than can be given where it is too full."""
    if not letters:
        return 0.0 if rest >= 0 else -math.inf
    if rest < spaces * LEAST * em:
        return -stepped((spaces * LEAST * em - rest + DRAWN * em) / (letters * em), math.ceil)
    if last or rest <= spaces * WIDE * em:
        return 0.0
    return stepped(min(TRACKING, (rest - spaces * WIDE * em) / (letters * em)), math.floor)


def stepped(tracking: float, whole: Callable[[float], int]) -> float:
    """Return a tracking that can be drawn."""
    steps = whole(tracking / _STEP)
    return steps * _STEP + _OVER if steps else 0.0


def _cost(rest: float, spaces: int, em: float) -> float:
    """Return how bad a line is whose spaces have to fill `rest`."""
    gap = rest / (spaces * em) if spaces else rest / em + 1.0
    away = max(0.0, (gap - BEST) / 0.3)
    return float(100 * away**3 + 20 * away**2)


def _last_cost(counted: int) -> float:
    return _RUNT if counted < 5 else 0.0
