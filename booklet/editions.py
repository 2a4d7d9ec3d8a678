"""Two tables: the papers with their page, and the editions with what each is for.

Measures of the default theme: docs/change-how-it-looks.md. One line of text is 1.4 of its size.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

MM = 72 / 25.4  # points in a millimetre
BLEED = 3.0  # mm that a print shop trims away


@dataclass(frozen=True, slots=True)
class Paper:
    """A page in millimetres, its margins, the size of its text in points, and the sheet it is folded from."""

    name: str
    width: float
    height: float
    top: float
    bottom: float
    spine: float
    fore: float
    text_size: float = 10.0
    sheet: str = ""  # empty: no office sheet is twice this page

    @property
    def size_pt(self) -> tuple[float, float]:
        """Return width and height in points."""
        return self.width * MM, self.height * MM

    def in_large_print(self) -> Paper:
        """Return the page of the large-print edition: A4, or letter beside a paper counted in inches."""
        return LARGE_PRINT["in" if self.name in {"half-letter", "letter"} or self.name.endswith("in") else "mm"]

    @property
    def head(self) -> int:
        """Return how many letters a running head has room for; small capitals of 0.76 of the text, tracked."""
        return min(44, int((self.width - self.spine - self.fore) * MM / (0.76 * self.text_size * 0.7)))

    def variables(self, bleed: float = 0.0) -> str:
        """Return the style rule that sets this page on top of tokens.css."""
        measures = {
            "page-width": self.width,
            "page-height": self.height,
            "margin-top": self.top,
            "margin-bottom": self.bottom,
            "margin-spine": self.spine,
            "margin-fore": self.fore,
            "bleed": bleed,
        }
        lines = "".join(f" --{name}: {value:g}mm;" for name, value in measures.items())
        return f":root {{{lines} --text-size: {self.text_size:g}pt; }}"


PAPERS: dict[str, Paper] = {
    paper.name: paper
    for paper in (
        Paper("a5", 148, 210, 20, 27, 18, 22, 10, "a4"),
        Paper("half-letter", 139.7, 215.9, 21, 31.9, 17, 20.7, 10, "letter"),
        Paper("a4", 210, 297, 30, 42, 30, 38, 12.5, "a3"),
        Paper("letter", 215.9, 279.4, 28, 38, 32, 40, 12.5, "tabloid"),
        Paper("6x9in", 152.4, 228.6, 22, 31, 19, 23, 10.5),
    )
}

# For readers who need large type: every letter 16 pt or more (notes and heads are 0.89 of the text, large-print.css),
# some 55 letters a line. Guides of societies for the blind ask for 16 to 18 pt.
LARGE_PRINT: dict[str, Paper] = {
    "mm": Paper("large-print", 210, 297, 26, 34, 26, 24, 18),
    "in": Paper("large-print", 215.9, 279.4, 26, 34, 28, 26, 18),
}

# Sheets lie on their long side; two pages stand beside each other.
SHEETS: dict[str, tuple[float, float]] = {
    "a4": (297, 210),
    "letter": (279.4, 215.9),
    "a3": (420, 297),
    "tabloid": (431.8, 279.4),
}


Sides = Literal["", "both", "fronts", "backs"]  # what an imposed file holds of its sheets


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the files: the layout it is made from, and what that layout must be."""

    name: str
    file: str
    layout: str  # 'reading', 'press' or 'large-print'
    colour: str  # 'rgb' or 'cmyk'
    bleed: float = 0.0
    links: bool = False  # and tags and attachments: PDF/A-3a with PDF/UA-1
    purpose: str = ""
    sides: Sides = ""
    multiple: int = 4  # of which the number of its pages must be: four are folded from a sheet, two stand on a leaf
    choice: str = ""  # the owner's word for it, where one word makes two files

    @property
    def word(self) -> str:
        """Return the word by which it is asked for."""
        return self.choice or self.name


EDITIONS: dict[str, Edition] = {
    edition.name: edition
    for edition in (
        Edition("reading", "booklet.pdf", "reading", "rgb", links=True, purpose="to read, keep and send"),
        Edition(
            "duplex", "booklet-duplex.pdf", "reading", "rgb", sides="both",
            purpose="to print at the office, fold and staple",
        ),
        Edition(
            "fronts", "booklet-fronts.pdf", "reading", "rgb", sides="fronts", choice="one-sided",
            purpose="to print first, on one side",
        ),
        Edition(
            "backs", "booklet-backs.pdf", "reading", "rgb", sides="backs", choice="one-sided",
            purpose="then on the backs of the same sheets",
        ),
        Edition("press", "booklet-press.pdf", "press", "cmyk", BLEED, purpose="to send to a print shop"),
        Edition(
            "large-print", "booklet-large-print.pdf", "large-print", "rgb", links=True,
            purpose="for readers who need large type", multiple=2,
        ),
        Edition("draft", "booklet-draft.pdf", "reading", "rgb", purpose="for the people who must approve it"),
    )
}  # fmt: skip
CHOICES = tuple(dict.fromkeys(edition.word for edition in EDITIONS.values()))
USUAL = ("reading", "duplex", "press")  # made when nothing else is asked for


def editions_of(words: Collection[str]) -> tuple[Edition, ...]:
    """Return the editions that words of `CHOICES` stand for, in the order of the table."""
    return tuple(edition for edition in EDITIONS.values() if edition.word in words)


def paper_named(name: str) -> Paper | None:
    """Return a paper of the table, or one made for a size such as '170x240mm' or '7x10in'; None if it is neither."""
    if name in PAPERS:
        return PAPERS[name]
    match = re.fullmatch(
        r"(\d{2,3}(?:\.\d)?|\d(?:\.\d{1,2})?|1\d(?:\.\d{1,2})?)\s?x\s?(\d{1,3}(?:\.\d{1,2})?)\s?(mm|in)", name
    )
    if not match:
        return None
    unit = 25.4 if match[3] == "in" else 1.0
    width, height = float(match[1]) * unit, float(match[2]) * unit
    if not (90 <= width <= 300 and 120 <= height <= 420 and width <= height):
        return None
    # The proportions of A5; the text grows with the line so that it keeps about 66 letters.
    across, down = width / 148, height / 210
    size = round(min(max(10 * across, 9), 13) * 2) / 2
    return Paper(name, round(width, 2), round(height, 2), 20 * down, 27 * down, 18 * across, 22 * across, size)
