"""No pattern of the cleaning rules repeats a repeat: such a one may take a lifetime over a text that almost fits."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]  # the parser is the only witness of what a pattern is
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from booklet.languages import table

PACKAGE = Path(__file__).resolve().parent.parent / "booklet"
GROUND = ("layout", "lines", "lexicon", "codepages", "sentences", "clean")
MODULES = [*sorted(PACKAGE.glob("rules/*.py")), *(PACKAGE / f"{name}.py" for name in GROUND)]
MANY = 100  # repeats that are as good as without end


def inside(op: Any, value: Any) -> Iterator[Any]:
    """Give the patterns that a part of a pattern is made of."""
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        yield value[2]
    elif op is sre.SUBPATTERN:
        yield value[3]
    elif op is sre.BRANCH:
        yield from value[1]
    elif op in (sre.ASSERT, sre.ASSERT_NOT):
        yield value[1]
    elif op is sre.ATOMIC_GROUP:
        yield value
    elif op is sre.GROUPREF_EXISTS:
        yield from (part for part in value[1:] if part is not None)


def repeats_a_repeat(pattern: Any, repeated: bool = False) -> bool:
    """Say whether a repeat stands in another one, and neither is possessive: possessive ones never try again."""
    for op, value in pattern:
        here = repeated
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[1] >= MANY:
            if repeated:
                return True
            here = True
        if op in (sre.POSSESSIVE_REPEAT, sre.ATOMIC_GROUP):
            here = False
        if any(repeats_a_repeat(part, here) for part in inside(op, value)):
            return True
    return False


def written(node: ast.AST, names: dict[str, Any]) -> str | None:
    """Return a string as the code builds it, with an x for what is known only when it runs; None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(written(part, names) or "" for part in node.values)
    if isinstance(node, ast.FormattedValue):
        try:
            return str(eval(compile(ast.Expression(node.value), "", "eval"), names))  # our own code
        except NameError:
            return "x"
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        sides = written(node.left, names), written(node.right, names)
        return None if sides == (None, None) else "".join("x" if side is None else side for side in sides)
    return None


def strings(path: Path) -> Iterator[str]:
    """Give all strings of a module, but its docstrings."""
    module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    names = dict(vars(importlib.import_module(module)))
    tree = ast.parse(path.read_text("utf-8"))
    known = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):  # the whole comes before its parts
        if id(node) not in known and (text := written(node, names)) is not None:
            known |= {id(part) for part in ast.walk(node)}
            yield text


def nested(texts: Iterator[str]) -> list[str]:
    found = []
    for text in texts:
        try:
            pattern = _parser.parse(text)
        except re.error:
            # Not meant as a pattern; what is one must not hide here.
            assert not re.search(r"\(\?[:=!<i]|\]\{|\\[swdSWDb]", text), f"a part of a pattern, not read: {text}"
            continue
        if repeats_a_repeat(pattern):
            found.append(text)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_pattern_repeats_a_repeat(path: Path) -> None:
    assert nested(strings(path)) == []


def test_no_pattern_of_the_tables_repeats_a_repeat() -> None:
    def leaves(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | dict):
            for part in value.values() if isinstance(value, dict) else value:
                yield from leaves(part)

    for name in ("cleaning.toml", "furniture.toml"):
        assert nested(leaves(table(name))) == []


@pytest.mark.parametrize("path", sorted({*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.toml")}), ids=lambda path: path.stem)
def test_no_group_is_possessive(path: Path) -> None:
    # Python up to 3.11.4, which is Debian 12's, lets such a group take a letter too many (python/cpython#106052).
    assert not re.findall(r"[^\n]{0,20}(?:\)(?:[*+?]|\{\d*,?\d*\})\+|\(\?>)", path.read_text("utf-8"))


# What stands in patterns and is no word of any language: names of a format, suffixes of numbers, ends of addresses.
NO_WORDS = {
    "base": {"sic"},
    "mail": {"content", "transfer", "encoding", "quoted", "printable", "from", "to", "cc", "message", "id", "mime", "version",
             "received", "return", "path"},
    "frontmatter": {"sup"},
    "ordinals": {"sup", "st", "nd", "rd", "th", "er", "tt"},
    "spacing": {"www", "com", "org", "net", "js", "txt", "pdf", "htm"},
    "characters": set(),
    "lines": set(),
}  # fmt: skip


def letters(pattern: Any) -> Iterator[str]:
    """Give the runs of two letters or more that a pattern asks for."""
    run = ""
    for op, value in [*pattern, (None, None)]:
        if op is sre.LITERAL and chr(value).isalpha():
            run += chr(value)
            continue
        if len(run) > 1:
            yield run.lower()
        run = ""
        for part in inside(op, value):
            yield from letters(part)


def patterns(path: Path) -> Iterator[Any]:
    """Give the patterns that a module hands to `re` as they are written; what it puts into them is left out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            text = written(node.args[0], {})
            if text is not None:
                yield _parser.parse(text)


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if path.stem not in {"markup", "markdown", "codepages"}],
    ids=lambda path: path.stem,
)
def test_the_words_of_a_language_stand_in_its_tables(path: Path) -> None:
    found = {run for pattern in patterns(path) for run in letters(pattern)}
    assert found <= NO_WORDS.get(path.stem, set())


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [
        (r"(?:a+)*", True),
        (r"(?:a|b\s*)+c", True),
        (r"(?:(?:x{0,500}))+", True),
        (r"(?=(?:[^\n]*\n)*x)", True),
        (r"(a)(?(1)(?:b+)*|c)", True),
        (r"(?:a++)*+", False),
        (r"(?:(?>a+)b)*+", False),
        (r"(?:a{1,3})*", False),
        (r"a*b*", False),
    ],
)
def test_the_reader_of_patterns_knows_them(pattern: str, bad: bool) -> None:
    assert repeats_a_repeat(_parser.parse(pattern)) == bad
