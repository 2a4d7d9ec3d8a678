"""What can be seen: letters that stand out from their ground, pictures with enough points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from booklet.model import Finding
from booklet.preflight.expectation import Expectation
from booklet.preflight.extract import Glyph
from booklet.preflight.file_checks import failed, warned

Pages = Sequence[Sequence[Glyph]]
_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
_FINE, _COARSE = 300, 200  # points an inch for the press: good, and not to be printed
_WHITE = (1.0, 1.0, 1.0)


def check_contrast(pdf: Any, pages: Pages, expected: Expectation) -> Iterator[Finding]:
    """25: every letter stands out from the ground of its page."""
    if expected.edition.colour != "rgb" or expected.sides:
        return
    found: dict[tuple[tuple[float, ...], tuple[float, ...]], int] = {}
    for number, (page, glyphs) in enumerate(zip(pdf.pages, pages, strict=True), 1):
        ground = _ground(page) if glyphs else _WHITE
        for colour in {glyph.colour for glyph in glyphs if not glyph.text.isspace()}:
            found.setdefault((colour, ground), number)
    for (colour, ground), number in found.items():
        ratio = _ratio(_luminance(colour), _luminance(ground))
        told = f"page {number}: letters in {_named(colour)} hardly stand out from {_named(ground)} ({ratio:.1f} to 1)"
        advice = f"At least {_CONTRAST} to 1 can be read by most: choose a darker or lighter colour under [style]."
        if ratio < _CONTRAST:
            yield failed("P25-contrast", told, expected, advice)


def _ground(page: Any) -> tuple[float, ...]:
    """Return the colour that fills the page before the first letter; white where none does."""
    colour, ground = (0.0, 0.0, 0.0), _WHITE
    wide, high = (float(page.mediabox[n + 2]) - float(page.mediabox[n]) for n in (0, 1))
    box, scale = 0.0, 1.0
    content: Any = pikepdf.parse_content_stream(page)
    for operands, operator in content:
        name = str(operator)
        if name == "BT":
            break
        if name == "cm":
            scale *= abs(float(operands[0]))
        elif name == "rg":
            red, green, blue = operands
            colour = float(red), float(green), float(blue)
        elif name == "re":
            box = abs(float(operands[2]) * float(operands[3])) * scale**2
        elif name in {"f", "f*"} and box > 0.9 * wide * high:
            ground = colour
    return ground


def _luminance(colour: Sequence[float]) -> float:
    """Return the relative luminance, WCAG 2.2."""
    parts = list(colour) * 3 if len(colour) == 1 else list(colour)[:3]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _named(colour: Sequence[float]) -> str:
    parts = list(colour) * 3 if len(colour) == 1 else list(colour)[:3]
    return "#" + "".join(f"{round(v * 255):02x}" for v in parts)


def check_pictures(pdf: Any, expected: Expectation) -> Iterator[Finding]:
    """12: pictures for the press have enough points an inch."""
    if expected.edition.colour != "cmyk":
        return
    for number, page in enumerate(pdf.pages, 1):
        images = {
            name: image
            for name, image in page.get("/Resources", {}).get("/XObject", {}).items()
            if image.get("/Subtype") == "/Image"
        }
        for name, wide, high in _drawn(page, set(images)) if images else ():
            fine = min(int(images[name].Width) / wide, int(images[name].Height) / high) * 72
            told = f"page {number}: a picture has only {fine:.0f} points an inch"
            if fine < _COARSE:
                yield failed("P12-pictures", told, expected, f"Use a larger file; {_FINE} points an inch print well.")
            elif fine < _FINE:
                yield warned("P12-pictures", told, expected, f"A larger file prints better: {_FINE} points an inch.")


def _drawn(page: Any, names: set[str]) -> Iterator[tuple[str, float, float]]:
    """Return each picture of a page with the width and height it is drawn at, in points."""
    matrix = pikepdf.Matrix()
    kept = [matrix]
    content: Any = pikepdf.parse_content_stream(page)
    for operands, operator in content:
        name = str(operator)
        if name == "q":
            kept.append(matrix)
        elif name == "Q" and kept:
            matrix = kept.pop()
        elif name == "cm":
            matrix = pikepdf.Matrix(*[float(v) for v in operands]) @ matrix
        elif name == "Do" and str(operands[0]) in names:
            wide, high = (matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5
            if wide and high:
                yield str(operands[0]), wide, high
