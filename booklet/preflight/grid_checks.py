"""Whether the lines of facing pages stand on one grid, so that they meet through the paper and across the fold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from booklet.model import Finding
from booklet.preflight.expectation import Expectation
from booklet.preflight.extract import Glyph
from booklet.preflight.file_checks import warned
from booklet.preflight.line_checks import SetLine, Words, set_lines

_OFF = 0.5  # pt that a line may stand beside the grid
_LEADING = 1.4  # of the text size: the distance of lines in the shipped styles
_ADVICE = "Make heights and spaces above it whole lines (1.4rem) in the style, or leave it if you meant it."


def check_grid(pages: Sequence[Sequence[Glyph]], expected: Expectation) -> Iterator[Finding]:
    """22: the baselines of running text stand on one grid, the same on every page.

    Not in large print: its headings take one line and a half, and its lines are ragged, so that none need meet.
    """
    if expected.edition.layout == "large-print":
        return
    lines = [
        line
        for text in expected.texts
        for line in set_lines(pages, text, Words(text, expected.language), expected.paper)
        if line.prose
    ]
    step = _distance(lines, _LEADING * expected.paper.text_size)
    if not step:
        return
    # Steps of a tenth of a point, each counted with its neighbours: the one that most lines share.
    tenths = max(1, round(step * 10))
    places = Counter(round(_height(line) % step * 10) % tenths for line in lines)
    start = max(places, key=lambda at: sum(places[(at + n) % tenths] for n in (-2, -1, 0, 1, 2))) / 10
    told: set[int] = set()
    for line in lines:
        away = (_height(line) - start + step / 2) % step - step / 2
        if abs(away) > _OFF and line.page not in told:
            told.add(line.page)
            said = f"page {line.page}: its lines stand {abs(away):.1f} pt beside those of the other pages"
            yield warned("P22-grid", f"{said}, from “{line.words[:40]}” on", expected, _ADVICE)


def _height(line: SetLine) -> float:
    """Return the height of a baseline: that of most of its letters."""
    return Counter(round(glyph.y, 2) for glyph in line.glyphs).most_common(1)[0][0]


def _distance(lines: Sequence[SetLine], usual: float) -> float:
    """Return the distance of the lines: the usual one if it is theirs, else the commonest; 0 where there is none."""
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if a.page == b.page and a.block == b.block]
    found = Counter(round(_height(a) - _height(b), 1) for a, b in pairs)
    if not found:
        return 0.0
    commonest = found.most_common(1)[0][0]
    return usual if abs(commonest - usual) < 0.15 else commonest
