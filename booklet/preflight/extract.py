"""The letters of a finished PDF, with face, size and place, in the order in which they are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn letter. Places are in points from the lower left of the trimmed page."""

    text: str
    face: str
    size: float
    x0: float
    x1: float
    y: float


def pages_of(path: Path, trims: Sequence[tuple[float, ...]]) -> list[list[Glyph]]:
    """Return the letters of each page; `trims` are the lower left corners of the trim boxes."""
    pages = _layouts(path)
    return [[_glyph(char, trim) for char in _chars(page)] for page, trim in zip(pages, trims, strict=True)]


def forms_of(path: Path) -> list[list[list[Glyph]]]:
    """Return, for each side of an imposed file, the letters of each placed page in its own coordinates."""
    from pdfminer.layout import LTFigure

    sides = []
    for page in _layouts(path):
        figures = [item for item in page if isinstance(item, LTFigure)]
        sides.append([[_glyph(char, (f.matrix[4], f.matrix[5])) for char in _chars(f)] for f in figures])
    return sides


def _layouts(path: Path) -> Iterator[Any]:
    """Lay out nothing: the letters come as they are drawn, which is the order of reading."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    with path.open("rb") as file:
        for page in PDFPage.get_pages(file):
            interpreter.process_page(page)
            yield device.get_result()


def _chars(container: Any) -> Iterator[Any]:
    from pdfminer.layout import LTChar, LTFigure

    for item in container:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTFigure):
            yield from _chars(item)


def _glyph(char: Any, origin: tuple[float, ...]) -> Glyph:
    x, y = origin[0], origin[1]
    face = char.fontname.split("+")[-1]
    size = abs(char.matrix[3]) * char.fontsize if hasattr(char, "fontsize") else char.size
    return Glyph(char.get_text(), face, size, char.x0 - x, char.x1 - x, char.matrix[5] - y)
