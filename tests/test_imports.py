"""The law of the house: imports point down only, and stages never import each other."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "booklet"

STAGES = {
    "read", "clean", "attribute", "date", "order", "count", "compare", "chronicle", "compose", "typeset", "mend", "mark",
    "impose",
    "preflight", "report",
}  # fmt: skip
GROUND = {
    "numbers", "languages", "editions", "library", "config", "errors", "dates", "sentences", "families", "masks", "codepages", "blocks", "layout", "lexicon",
    "almanac", "book", "looks", "stylesheets", "markup", "views", "output", "folios", "worker", "ink", "tables", "decisions", "readings", "frames", "lines", "runs", "fit", "faults", "ruler", "spellings", "nouns",
    "units", "clauses", "clusters", "likeness", "company", "evidence", "wording", "ellipsis",
    "guesses", "keylines", "headings", "elsewhere", "rows", "rulings", "titles", "excerpts", "shares", "hypertext", "replay",
}  # fmt: skip
LEVELS = {
    "cli": 5,
    "__main__": 6,
    "terminal": 4.5,
    "pipeline": 4,
    "begin": 4,
    "understanding": 3.5,
    "finished": 3.6,
    "bindery": 3.5,
    "production": 3.4,
    "ledger": 3.45,
    "attachments": 3.3,
    "calibrate": 3.4,
    "tidy": 3.2,
}


def level(module: str) -> float:
    """Return how high a module of the package stands; an unknown one must be put into a list above."""
    room = module.split(".")[0] if module else "__init__"
    if room in LEVELS:
        return LEVELS[room]
    if room in STAGES:
        return 3
    if room == "rules":
        return 2
    if room in GROUND:
        return 1
    if room in {"model", "__init__"}:
        return 0
    raise AssertionError(f"booklet/{room} is in no list of tests/test_imports.py: is it a stage, or ground?")


def modules() -> list[tuple[str, Path]]:
    return [
        (".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"), path)
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "booklet":
            rest = node.module.removeprefix("booklet").removeprefix(".")
            found |= {rest} if rest else {alias.name for alias in node.names if not alias.name.startswith("__")}
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix("booklet.") for a in node.names if a.name.startswith("booklet.")}
    return found


@pytest.mark.parametrize(("module", "path"), modules(), ids=[name for name, _ in modules()])
def test_imports_point_down(module: str, path: Path) -> None:
    room = module.split(".")[0]
    for other in imported(path):
        below = other.split(".")[0]
        if below == room:
            continue
        assert level(other) <= level(module), f"{module} imports {other}, which stands above it"
        if level(module) == 3 and level(other) == 3:
            raise AssertionError(f"the stage {module} imports the stage {other}")
        if below == "rules":
            assert room in {"clean", "cli"}, f"only clean knows the rules, not {module}"


def test_only_the_library_loads_weasyprint() -> None:
    for module, path in modules():
        names = {
            alias.name.split(".")[0]
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        assert "weasyprint" not in names or module == "library"


def test_the_package_imports_nothing_heavy() -> None:
    code = "import sys, booklet; print([m for m in sys.modules if m.startswith(('weasyprint', 'pikepdf', 'jinja2', 'booklet.'))])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
