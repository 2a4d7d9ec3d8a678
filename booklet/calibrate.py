"""A sheet of paper -> the file that tells a person how to set the printer, with a picture of folding and stapling.

Two sheets, printed as the booklet will be: what is wrong with a setting is seen on them, and they say what to change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booklet import compose
from booklet.errors import BadInput
from booklet.languages import phrases
from booklet.typeset import Imprint, Typesetter

TEMPLATE = "printer-test"
EDGES = (3, 4, 5, 6, 8, 10, 12)  # mm from the edge at which lines are drawn; the booklet keeps 5 free


@dataclass(frozen=True, slots=True)
class Trial:
    """What the test must try: the sheet in mm, lying, and how the project says that its printer turns it."""

    sheet_name: str
    sheet: tuple[float, float]
    flip: str
    backs: str
    language: str
    target: Path
    styles: tuple[tuple[str, Path | str], ...]
    templates: tuple[Path, ...]
    roots: tuple[Path, ...]
    imprint: Imprint


def make_printer_test(trial: Trial) -> int:
    """Write the file and return the number of its pages. Raises `BadInput` for a changed template that fails."""
    words = phrases(trial.language)["printer_test"]
    width, height = trial.sheet
    data = {
        "words": words,
        "width": width,
        "height": height,
        "sheet": trial.sheet_name,
        "flip": trial.flip,
        "other_flip": "long" if trial.flip == "short" else "short",
        "other_backs": "reversed" if trial.backs == "same" else "same",
        "edges": EDGES,
        "crosses": _crosses(width, height),
    }
    html = compose.fill(TEMPLATE, data, compose.template_environment(trial.templates))
    paper = f":root {{ --sheet-width: {width:g}mm; --sheet-height: {height:g}mm; }}"
    room = Typesetter((*trial.styles, ("paper", paper)), trial.roots)
    part = room.set_part(html, 1, f"{TEMPLATE}.html")
    if part.pages != 4:
        raise BadInput(f"makes {part.pages} pages instead of 4", where=f"templates/{TEMPLATE}.html")
    room.write([part], trial.target, trial.imprint)
    _prefer(trial.target, trial.flip)
    return part.pages


def _crosses(width: float, height: float) -> Sequence[tuple[float, float]]:
    """Return where the register crosses stand: alike on both sides, so that light shows how far they part."""
    return [(x, y) for x in (width / 2 - 70, width / 2 + 70) for y in (height / 2 - 45, height / 2 + 45)]


def _prefer(path: Path, flip: str) -> None:
    """Ask the printer for what the booklet will ask for."""
    import pikepdf

    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        duplex = pikepdf.Name("/DuplexFlipShortEdge" if flip == "short" else "/DuplexFlipLongEdge")
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(
            PrintScaling=pikepdf.Name("/None"), Duplex=duplex, DisplayDocTitle=True
        )
        pdf.save(path, deterministic_id=True)
