"""The lines of running text on laid-out pages: read from WeasyPrint's boxes, never changed.

A paragraph says with `data-at` where it begins in its text, so that its lines can be held against the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from booklet import library

_SPACE = 0.233  # em: a word space of the shipped text face before it is stretched
_PX = 0.75  # pt


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is set."""

    page: int  # of the part, from 0
    words: str
    gap: float  # em between its words
    over: float  # pt by which it is longer than its measure


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one style, or a call that takes up room and is no part of the text (then without letters)."""

    letters: str
    style: Any
    width: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is set, on one page or several. Measures in CSS pixels."""

    at: int  # where it begins in its text
    lines: tuple[Line, ...]
    runs: tuple[Run, ...]
    measure: float
    indent: float
    em: float
    justified: bool


def paragraphs_of(pages: Sequence[Any]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of running text on some laid-out pages, in the order of reading."""
    found = [
        (at, number, block) for number, page in enumerate(pages) for at, block in _blocks(page._page_box)
    ]  # the only way to the lines
    return tuple(_paragraph(at, list(blocks)) for at, blocks in groupby(found, key=lambda item: item[0]))


def width_of(letters: str, style: Any) -> float:
    """Return the width of letters in one style, as they will be set."""
    if not letters:
        return 0.0
    measured = library.load_weasyprint().text.line_break
    layout = measured.create_layout(letters, style, None, None, 0)
    return float(measured.line_size(layout.get_first_line()[0], style)[0])


def _paragraph(at: int, blocks: list[tuple[int, int, Any]]) -> Paragraph:
    lines: list[Line] = []
    runs: list[Run] = []
    first = blocks[0][2]
    indent = 0.0
    for _, page, block in blocks:
        for line in block.children:
            if type(line).__name__ != "LineBox":
                continue
            boxes = list(_inline(line))
            if not lines and boxes:
                indent = boxes[0].position_x - block.content_box_x()
            lines.append(_line(page, boxes, block))
            runs += [
                Run(box.text, box.style, box.width) if _is_text(box) else Run("", box.style, box.margin_width())
                for box in boxes
            ]
    justified = first.style["text_align_all"] == "justify"
    return Paragraph(at, tuple(lines), tuple(runs), first.width, indent, first.style["font_size"], justified)


def _blocks(box: Any) -> Iterator[tuple[int, Any]]:
    for child in getattr(box, "children", ()) or ():
        element = getattr(child, "element", None)
        place = element.get("data-at") if element is not None and type(child).__name__ == "BlockBox" else None
        if place is not None and place.isdigit():
            yield int(place), child
        else:
            yield from _blocks(child)


def _line(page: int, boxes: Sequence[Any], block: Any) -> Line:
    texts = [box for box in boxes if _is_text(box)]
    spaces = [(b.text.count(" ") + b.text.count("\u00a0"), _space_of(b)) for b in texts]
    count = sum(number for number, _ in spaces)
    gap = sum(number * space for number, space in spaces) / count if count else 0.0
    end = max((b.position_x + b.width for b in texts if b.text.strip()), default=0.0)
    over = end - (block.content_box_x() + block.width)
    words = "".join(b.text for b in texts).strip()
    return Line(page, words, gap, max(0.0, over) * _PX)


def _space_of(box: Any) -> float:
    """Return the width of a space in a box of words, in em."""
    tracking = 0.0 if box.style["letter_spacing"] == "normal" else box.style["letter_spacing"]
    more = box.justification_spacing + box.style["word_spacing"] + tracking
    return float(_SPACE + more / box.style["font_size"])


def _is_text(box: Any) -> bool:
    return isinstance(getattr(box, "text", None), str) and "footnote" not in str(box.element_tag)


def _inline(box: Any) -> Iterator[Any]:
    """Return the boxes of words below a line, and whole the calls of notes."""
    for child in getattr(box, "children", ()) or ():
        if "footnote" in str(child.element_tag) or isinstance(getattr(child, "text", None), str):
            yield child
        else:
            yield from _inline(child)
