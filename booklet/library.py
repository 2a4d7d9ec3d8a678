"""The libraries and files that the program stands on. The only module that touches the environment.

Pango comes from the system, or from `.venv/sys`, where `run` unpacks it for a person without root. Fonts come from
styles/fonts alone: a machine's own fonts would change the pages from one machine to the next without a word.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import platform
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from booklet.errors import CannotFinish

FLOORS = {"weasyprint": (70, 0), "jinja2": (3, 1, 6), "pillow": (13, 0), "pikepdf": (10, 0)}
_HOW_TO_INSTALL = {
    "apt-get": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "sudo dnf install pango",
    "zypper": "sudo zypper install pango",
    "pacman": "sudo pacman -S pango",
    "apk": "sudo apk add pango",
    "brew": "brew install pango",
}


@cache
def shipped_folder(kind: Literal["templates", "styles"]) -> Path:
    """Return the shipped templates or styles: inside the package in a wheel, at the top of a checkout otherwise."""
    package = Path(__file__).resolve().parent
    for folder in (package / "shipped" / kind, package.parent / kind):
        if folder.is_dir():
            return folder
    raise CannotFinish(f"the shipped {kind} are missing", advice="Install the program again.")


@cache
def load_weasyprint() -> Any:
    """Return WeasyPrint, loaded once. Raises `CannotFinish` with what to install where Pango is missing."""
    _load_unpacked_libraries()
    # For the life of the process: each part's font configuration is read anew.
    os.environ["FONTCONFIG_FILE"] = str(shipped_folder("styles") / "fonts" / "fonts.conf")
    os.environ.pop("FONTCONFIG_PATH", None)
    with _cheap_find_library(), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it warns that fontconfig knows no font: that is what we want
        warnings.simplefilter("ignore", DeprecationWarning)  # and of a missing HarfBuzz-Subset: `has_subsetter`
        try:
            import weasyprint  # half a second: only when a page is set
            import weasyprint.css.counters
            import weasyprint.pdf.metadata
            import weasyprint.text.fonts
            import weasyprint.urls
        except OSError as error:
            raise CannotFinish(
                f"the text layout library Pango is missing ({str(error).splitlines()[0][:100]})",
                advice=how_to_install(),
            ) from error
    return weasyprint


@cache
def letters_of_faces(folder: Path) -> frozenset[int]:
    """Return the letters that the shipped typefaces and those in a project's styles/ can draw, as code points."""
    from fontTools.ttLib import TTFont, TTLibError  # a quarter of a second: only when a text holds an unusual letter

    found: set[int] = set()
    for styles in (shipped_folder("styles") / "fonts", folder / "styles"):
        for path in sorted(p for p in styles.rglob("*") if p.suffix.lower() in {".ttf", ".otf", ".woff", ".woff2"}):
            try:
                with TTFont(path, lazy=True) as font:
                    found |= set(font.getBestCmap() or ())
            except (OSError, TTLibError):
                continue  # WeasyPrint says so when it is used
    return frozenset(found)


def how_to_install() -> str:
    """Return one line that says how Pango is installed on this system."""
    manager = next((name for name in _HOW_TO_INSTALL if shutil.which(name)), None)
    if manager:
        return f"Install it: {_HOW_TO_INSTALL[manager]}"
    if platform.system() == "Windows":
        return "Install it: see the README, section Other systems (MSYS2: pacman -S mingw-w64-x86_64-pango)"
    return "Install it with your system's package manager; it is called pango."


def versions() -> dict[str, str]:
    """Return the versions that decide the pages, for the build manifest and `booklet check`."""
    names = ("weasyprint", "pydyf", "fonttools", "pyphen", "jinja2", "pillow", "pikepdf", "pdfminer.six")
    found = {"python": platform.python_version()}
    found |= {name: metadata.version(name) for name in names}
    return found | (_of_layout() if "weasyprint" in sys.modules else {})


def too_old() -> list[str]:
    """Name each library that is older than the program needs, for safety or for what it can do."""
    old = []
    for name, floor in FLOORS.items():
        version = metadata.version(name)
        if tuple(int(part) for part in version.split(".")[: len(floor)] if part.isdigit()) < floor:
            old.append(f"{name} {version} (needed: {'.'.join(map(str, floor))})")
    return old


def build_moment(issued: datetime | None) -> datetime:
    """Return the moment that the PDFs carry: SOURCE_DATE_EPOCH, else what the project states, else today."""
    if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    return issued or datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def has_subsetter() -> bool:
    """Say whether HarfBuzz can cut the fonts down; without it fontTools does, and the bytes are other ones."""
    load_weasyprint()
    from weasyprint.text.ffi import harfbuzz_subset  # present only once WeasyPrint is

    return bool(harfbuzz_subset)


@contextmanager
def at_moment(moment: datetime) -> Iterator[None]:
    """Let SOURCE_DATE_EPOCH say `moment`: fontTools stamps the fonts it cuts down with it, or else with the clock."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _of_layout() -> dict[str, str]:
    from weasyprint.text.ffi import pango  # present only once WeasyPrint is

    number = pango.pango_version()  # 15012 is 1.50.12
    version = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return {"pango": version, "fonts cut down by": "HarfBuzz" if has_subsetter() else "fontTools"}


def _load_unpacked_libraries() -> None:
    """Load every library under `.venv/sys` until no more of them can be: later look-ups by name then find them."""
    root = Path(sys.prefix) / "sys"
    waiting = sorted(root.rglob("*.so.*")) if root.is_dir() else []
    while waiting:
        left = []
        for file in waiting:
            try:
                ctypes.CDLL(str(file), mode=ctypes.RTLD_GLOBAL)
            except OSError:
                left.append(file)
        if len(left) == len(waiting):
            return
        waiting = left


@contextmanager
def _cheap_find_library() -> Iterator[None]:
    """Answer look-ups with nothing: each would start child processes, and WeasyPrint tries the plain names as well."""
    if not sys.platform.startswith("linux"):
        yield
        return
    real = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = real
