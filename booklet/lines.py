"""The lines of running text on laid-out pages: read from WeasyPrint's boxes, never changed.

A paragraph says with `data-at` where it begins in its text, so that its lines can be held against the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from booklet import library

_SPACE = 0.233  # em: a word space of the shipped text face before it is stretched
_PX = 0.75  # pt
_FACE = ("font_family", "font_size", "font_style", "font_weight", "font_variant_caps", "letter_spacing")
_KNOWN: dict[tuple[str, tuple[str, ...]], float] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is set."""

    page: int  # of the part, from 0
    words: str
    gap: float  # em between its words
    over: float  # pt by which it is longer than its measure, as it will be drawn


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


def white_of(pages: Sequence[Any]) -> tuple[float, ...]:
    """Return for each page the share of its text block that stays empty between the last line and the notes."""
    return tuple(_white(page._page_box) for page in pages)


def _white(page: Any) -> float:
    bottom = end = page.content_box_y() + page.height
    lowest = page.content_box_y()
    for child in page.children:
        kind = type(child).__name__
        if kind == "FootnoteAreaBox" and child.children:
            end = min(end, child.position_y)
        elif kind not in {"MarginBox", "FootnoteAreaBox"}:
            lowest = max([lowest, *(line.position_y + line.height for line in _line_boxes(child))])
    return max(0.0, float((end - lowest) / (bottom - page.content_box_y())))


def _line_boxes(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()) or ():
        if type(child).__name__ == "LineBox":
            yield child
        else:
            yield from _line_boxes(child)


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
    over = end - (block.content_box_x() + block.width) + sum(map(_kerning_lost, texts))
    words = "".join(b.text for b in texts).strip()
    return Line(page, words, gap, max(0.0, over) * _PX)


def _space_of(box: Any) -> float:
    """Return the width of a space in a box of words, in em."""
    tracking = 0.0 if box.style["letter_spacing"] == "normal" else box.style["letter_spacing"]
    more = box.justification_spacing + box.style["word_spacing"] + tracking
    return float(_SPACE + more / box.style["font_size"])


def _kerning_lost(box: Any) -> float:
    """Return by how much words are drawn longer than they were measured, in CSS pixels.

    WeasyPrint measures them with the kerning of letters beside a space, and draws them without where spaces are
    stretched; a trace of word spacing (`markup`) takes it out of both.
    """
    if not box.justification_spacing or box.style["word_spacing"]:
        return 0.0
    around = re.findall(r"(?=(\S \S))", box.text)
    return -sum(_kerning(letters, box.style) for letters in around)


def _kerning(letters: str, style: Any) -> float:
    """Return the kerning of a space with the letters before and after it, in CSS pixels; measured once a style."""
    key = letters, tuple(str(style[name]) for name in _FACE)
    if key not in _KNOWN:
        _KNOWN[key] = width_of(letters, style) - sum(width_of(letter, style) for letter in letters)
    return _KNOWN[key]


def _is_text(box: Any) -> bool:
    return isinstance(getattr(box, "text", None), str) and not is_call(box)


def is_call(box: Any) -> bool:
    """Say whether a box is the number that calls a note, at the foot of the page or at the end of the text."""
    return "footnote" in str(box.element_tag) or box.element_tag == "sup"


def _inline(box: Any) -> Iterator[Any]:
    """Return the boxes of words below a line, and whole the calls of notes."""
    for child in getattr(box, "children", ()) or ():
        if is_call(child) or isinstance(getattr(child, "text", None), str):
            yield child
        else:
            yield from _inline(child)
