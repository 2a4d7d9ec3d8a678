"""What a print shop needs: inks instead of screen colours, not too much of them, and nothing that lies on the pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from booklet.model import Finding
from booklet.preflight.expectation import Expectation
from booklet.preflight.file_checks import failed, streams, warned

_MOST_INK = 2.8
_DARK = 0.82  # of black: text that dark is meant to be black; colours of booklet.toml hold less of it
_SAME_INK = 0.006
_RGB = {"rg", "RG", "g", "G"}
_FORBIDDEN_SPACES = {"/DeviceRGB", "/CalRGB", "/Lab", "/DeviceGray"}
_SETS_INK = {"k", "K", "scn", "SCN", "sc", "SC"}


def check_colour(pdf: Any, expected: Expectation) -> Iterator[Finding]:
    """6 and 7: for the press only ink, text in black alone, and no more ink than paper takes."""
    if expected.edition.colour != "cmyk":
        return
    black_text = False
    for number, content in enumerate(streams(pdf), 1):
        colour: tuple[float, ...] = ()
        for operands, operator in content:
            name = str(operator)
            if name in _RGB or (name in {"cs", "CS"} and str(operands[0]) in _FORBIDDEN_SPACES):
                yield failed("P06-colour", f"page {number} has a colour that is not ink (CMYK)", expected)
                return
            if name in _SETS_INK:
                values = tuple(float(v) for v in operands if not isinstance(v, pikepdf.Name))
                if len(values) == 4:
                    colour = values if name.islower() else colour
                    if sum(values) > _MOST_INK + 0.001:
                        yield failed(
                            "P07-ink", f"page {number} lays {sum(values):.0%} of ink; at most 280 % dries", expected
                        )
                        return
                elif len(values) in {1, 3}:
                    yield failed("P06-colour", f"page {number} has a colour that is not ink (CMYK)", expected)
                    return
            if name in {"TJ", "Tj"} and colour == (0.0, 0.0, 0.0, 1.0):
                black_text = True
            elif name in {"TJ", "Tj"} and len(colour) == 4 and colour[3] > _DARK and any(colour[:3]):
                yield failed("P06-colour", f"page {number} has black text in more than black ink", expected)
                return
        for image in pdf.pages[number - 1].get("/Resources", {}).get("/XObject", {}).values():
            if image.get("/Subtype") == "/Image" and "CMYK" not in str(image.get("/ColorSpace", "CMYK")):
                yield failed("P06-colour", f"page {number} has a picture that is not in CMYK", expected)
    if expected.texts and not black_text:
        yield failed("P06-colour", "no text stands in black alone (K 100 %)", expected)


def check_inks(pdf: Any, expected: Expectation) -> Iterator[Finding]:
    """7: pages of text are printed in black and the accent; a page in more colours costs more at some shops."""
    if expected.edition.colour != "cmyk":
        return
    texts = {number for text in expected.texts for number in range(text.first, text.last + 1)}
    for number, content in enumerate(streams(pdf), 1):
        for operands, operator in content if number in texts else ():
            if str(operator) not in _SETS_INK or len(operands) != 4:
                continue
            ink = tuple(float(v) for v in operands)
            if any(ink[:3]) and not any(_same(ink, accent) for accent in expected.accents):
                said = " ".join(f"{v:.0%}" for v in ink).replace("%", " %")
                yield warned(
                    "P07-ink", f"page {number} of a text has a colour besides black and the accent (CMYK {said})",
                    expected, "Some shops charge for pages in colour: set it in --ink, --soft, --grey or --accent.",
                )  # fmt: skip
                break


def _same(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) < _SAME_INK for a, b in zip(one, other, strict=True))


def check_press_form(pdf: Any, expected: Expectation) -> Iterator[Finding]:
    """13: no links or forms for the press; the output intent where PDF/X is asked for."""
    if expected.edition.links:
        return
    if any(len(page.get("/Annots", [])) for page in pdf.pages):
        yield failed("P13-press", "links or notes lie on the pages; a press does not take them", expected)
    if not expected.pdf_x:
        return
    intents = pdf.Root.get("/OutputIntents", [])
    profiles = [i["/DestOutputProfile"] for i in intents if i.get("/S") == "/GTS_PDFX" and "/DestOutputProfile" in i]
    if not profiles:
        yield failed("P13-press", "the colour profile of the press is not in the file (PDF/X-4)", expected)
    elif any(int(profile.get("/N", 0)) != 4 for profile in profiles):
        yield failed("P13-press", "the colour profile in the file is not of four inks (PDF/X-4)", expected)
    if str(pdf.docinfo.get("/Trapped", "")) not in {"/True", "/False"}:
        yield failed("P13-press", "the file does not say whether it is trapped (PDF/X-4)", expected)
    if "/CreationDate" not in pdf.docinfo or "/ModDate" not in pdf.docinfo:
        yield failed("P13-press", "the file does not say when it was made (PDF/X-4)", expected)


PRESS_CHECKS = (check_colour, check_inks, check_press_form)
