"""How wide the words of a laid-out paragraph are, piece by piece, each in the style it was set in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from booklet.lines import Paragraph, width_of


@dataclass(frozen=True, slots=True)
class Ruler:
    """The style of every letter of a passage, and the room that calls of notes take after it."""

    passage: str
    styles: Sequence[Any]  # WeasyPrint's; None at a space
    calls: Mapping[int, float]
    known: dict[tuple[str, int], float]

    @classmethod
    def of(cls, paragraph: Paragraph, passage: str) -> Ruler | None:
        """Follow the runs of a laid-out paragraph through its words; None where they are not the same."""
        styles: list[Any] = [None] * len(passage)
        calls: dict[int, float] = {}
        place = 0
        for run in paragraph.runs:
            if not run.letters:
                calls[place] = calls.get(place, 0.0) + run.width
            for letter in run.letters:
                if letter.isspace():
                    continue
                while place < len(passage) and passage[place].isspace():
                    place += 1
                if place < len(passage) and passage[place] == letter:
                    styles[place] = run.style
                    place += 1
                elif letter != "-":
                    return None
        if passage[place:].strip():
            return None
        return cls(passage, tuple(styles), calls, {})

    def width(self, start: int, end: int) -> float:
        """Return the width of a piece, its spaces left out, calls after its letters included."""
        total = sum(width for at, width in self.calls.items() if start < at <= end)
        letters = [(self.passage[n], self.styles[n]) for n in range(start, end) if self.styles[n] is not None]
        for _, group in groupby(letters, key=lambda pair: id(pair[1])):
            run = list(group)
            total += self._measured("".join(letter for letter, _ in run), run[0][1])
        return total + self._tracked_space(end)

    def _tracked_space(self, end: int) -> float:
        """Return what the space after a piece is wider by, inside words that are tracked as a whole."""
        style = self.styles[end - 1]
        following: Any = next((other for other in self.styles[end:] if other is not None), None)
        if style is None or following is not style or self.styles[end] is not None:
            return 0.0
        spacing: Any = style["letter_spacing"]
        return 0.0 if spacing == "normal" else float(spacing)

    def free(self, start: int, end: int) -> int:
        """Return how many letters of a piece take the tracking of their line."""
        styles: list[Any] = [style for style in self.styles[start:end] if style is not None]
        return sum(style["letter_spacing"] == "normal" for style in styles)

    def hyphen(self, at: int) -> float:
        """Return the width of a hyphen in the style of the letter at a place."""
        return self._measured("-", self.styles[at])

    def _measured(self, letters: str, style: Any) -> float:
        key = (letters, id(style))
        if key not in self.known:
            self.known[key] = width_of(letters, style)
        return self.known[key]
