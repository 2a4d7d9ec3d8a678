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
    tag: int = -1  # of the marked content that holds it; -1 for none, as in running heads
    colour: tuple[float, ...] = ()  # grey, red-green-blue or CMYK, each from 0 to 1


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
    """Lay out nothing: the letters come as they are drawn, each with the tag of the content that holds it."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    class Reader(PDFPageAggregator):
        """Keeps the number of the marked content for every letter."""

        def begin_page(self, page: Any, ctm: Any) -> None:
            self.tags: list[int] = []
            super().begin_page(page, ctm)

        def begin_tag(self, tag: Any, props: Any = None) -> None:
            number = props.get("MCID", -1) if isinstance(props, dict) else -1
            self.tags.append(number if isinstance(number, int) else -1)

        def end_tag(self) -> None:
            if self.tags:
                self.tags.pop()

        def render_char(self, *given: Any, **named: Any) -> float:
            wide = super().render_char(*given, **named)
            char: Any = self.cur_item._objs[-1]
            char.tag = self.tags[-1] if self.tags else -1
            return float(wide)

    resources = PDFResourceManager()
    device = Reader(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    with path.open("rb") as file:
        for page in PDFPage.get_pages(file):
            interpreter.process_page(page)
            yield device.get_result()


def _colour(value: Any) -> tuple[float, ...]:
    """Return a colour as a tuple, whatever way it was kept."""
    if isinstance(value, int | float):
        return (float(value),)
    return tuple(float(part) for part in value if isinstance(part, int | float)) if value else ()


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
    colour = _colour(char.graphicstate.ncolor)
    return Glyph(char.get_text(), face, size, char.x0 - x, char.x1 - x, char.matrix[5] - y, char.tag, colour)
