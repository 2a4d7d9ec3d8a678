"""Which stylesheets a layout is set with, and what booklet.toml says on top of them: paper, measures, colours.

The project's own files come first, file by file. Colours of the press are said in ink; measures of the large print are
its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from booklet import library
from booklet.config import Project
from booklet.editions import BLEED, Paper

Sheet = tuple[str, Path | str]  # (its name for messages, the file or the rules themselves); later ones win

_BOOK = ("fonts.css", "tokens.css", "page.css", "type.css", "parts.css", "own.css")


def of_layout(project: Project, layout: str) -> tuple[Sheet, ...]:
    """Return all sheets of a layout, in the order in which they count."""
    sheets = found(project, _BOOK if layout == "reading" else (*_BOOK, f"{layout}.css"), layout)
    if layout == "press":
        sheets.append(("booklet.toml", press_colours(project.style)))
        if project.icc:
            sheets.append(("icc", _profile(project.icc)))
    return tuple(sheets)


def paper_of(project: Project, layout: str) -> Paper:
    """Return the page of a layout."""
    return project.paper.in_large_print() if layout == "large-print" else project.paper


def found(project: Project, files: Sequence[str], layout: str) -> list[Sheet]:
    """Return the files that are there, with the paper and the variables of booklet.toml after tokens.css."""
    folders = (project.folder.resolve() / "styles", library.shipped_folder("styles"))
    kept = {
        "reading": project.style,
        "press": {key: value for key, value in project.style.items() if not _is_colour(key)},  # said in ink
        "large-print": {key: value for key, value in project.style.items() if not _is_measure(key)},
    }[layout]
    variables = "".join(f" --{key}: {value};" for key, value in kept.items())
    sheets: list[Sheet] = []
    for file in files:
        place = next((folder / file for folder in folders if (folder / file).is_file()), None)
        if place:
            sheets.append((file, place))
        if file == "tokens.css":
            bleed = BLEED if layout == "press" else 0
            sheets.append(("paper", paper_of(project, layout).variables(bleed)))
            sheets.append(("booklet.toml", f":root {{{variables} }}"))
    return sheets


def _is_measure(key: str) -> bool:
    return key.startswith(("margin", "text-size"))


def _is_colour(key: str) -> bool:
    return not key.endswith("-face") and not _is_measure(key)


def press_colours(style: Mapping[str, str]) -> str:
    """Say the owner's own colours in ink: black is taken out of the three colours, and the sum kept low."""
    rules = []
    for key, value in style.items():
        if not _is_colour(key):
            continue
        red, green, blue = _rgb(value)
        black = 1 - max(red, green, blue)
        if key in {"ink", "soft", "grey", "hairline"}:
            rules.append(f"--{key}: device-cmyk(0 0 0 {1 - (red + green + blue) / 3:.2f});")
            continue
        rest = 1 - black or 1
        cyan, magenta, yellow = ((1 - v - black) / rest for v in (red, green, blue))
        rules.append(f"--{key}: device-cmyk({cyan:.2f} {magenta:.2f} {yellow:.2f} {black * 0.8:.2f});")
    return f":root {{ {' '.join(rules)} }}"


def press_accents(project: Project) -> tuple[tuple[float, ...], ...]:
    """Return the ink of the accent, as the last sheet of the press layout says it; nothing if none says it in ink."""
    sheets = [sheet for _, sheet in of_layout(project, "press")]
    rules = [sheet.read_text("utf-8", "replace") if isinstance(sheet, Path) else sheet for sheet in sheets]
    said = re.findall(r"--accent:\s*device-cmyk\(([^)]*)\)", "".join(rules))
    inks = [re.findall(r"(\d*\.?\d+)(%?)", ink) for ink in said[-1:]]
    return tuple(tuple(float(v) / (100 if percent else 1) for v, percent in ink) for ink in inks if len(ink) == 4)


def _rgb(value: str) -> tuple[float, float, float]:
    from PIL import ImageColor

    try:
        red, green, blue = ImageColor.getrgb(value)[:3]
    except ValueError:
        return 0.0, 0.0, 0.0
    return red / 255, green / 255, blue / 255


def _profile(icc: Path) -> str:
    return f'@color-profile device-cmyk {{ src: url("{icc.as_uri()}"); components: cyan, magenta, yellow, black; }}'
