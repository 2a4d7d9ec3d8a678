"""Every template says what data it is given: held against the code, in both directions."""

from __future__ import annotations

import dataclasses
import re
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from booklet import library, pipeline
from booklet.bindery import make_book
from booklet.book import Book, Setting, parts_of
from booklet.compose import data_of

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = {p.stem: p.read_text("utf-8") for p in sorted(library.shipped_folder("templates").glob("*.html"))}
OWN = "programme"  # the section of the mill's project


def documented(name: str) -> set[str]:
    comment = re.match(r"\{#-(.*?)-#\}", TEMPLATES[name], re.DOTALL)
    assert comment, f"{name}.html does not begin with a comment"
    return set(re.findall(r"^ {4}([a-z_]+(?:\.[a-z_]+)*)(?:  .*)?$", comment[1].rstrip(), re.MULTILINE))


def names_in(value: object, name: str = "") -> set[str]:
    """Return the dotted names under which a template finds what it is given; a list is named like its members."""
    if name == "words":
        return {name}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return set().union(*(names_in(v, f"{name}.{key}" if name else key) for key, v in value.items()))
    if isinstance(value, list | tuple):
        return set().union(*(names_in(v, name) for v in value)) or {name}
    return {name}


@cache
def given() -> dict[str, set[str]]:
    """What the code gives each template, over two projects that together have every part."""
    found: dict[str, set[str]] = {}
    for folder in (ROOT, ROOT / "tests" / "projects" / "mill"):
        book = _book(folder)
        for part in parts_of(book):
            found.setdefault(part.template, set()).update(names_in(data_of(part, book, {}, Setting())))
    return found


def _book(folder: Path) -> Book:
    u = pipeline.understand(folder)
    return make_book(u.project, u.sources, u.cleaned, u.witnesses, u.placed, u.topics, u.events, u.spellings)


def leaves(names: set[str]) -> set[str]:
    """Leave out the name of a list that was empty somewhere and had members elsewhere."""
    return {name for name in names if not any(other.startswith(f"{name}.") for other in names)}


@pytest.mark.parametrize("name", sorted(set(TEMPLATES) - {"base", "printer-test"}))
def test_a_template_documents_all_that_it_is_given_and_nothing_else(name: str) -> None:
    assert documented(name) == leaves(given()[name]) - documented("base")


def test_the_page_of_all_parts_documents_what_every_part_is_given() -> None:
    everywhere = set.intersection(*(leaves(names) for names in given().values()))
    assert documented("base") == everywhere | leaves(given()[OWN])


@pytest.mark.parametrize("name", sorted(set(TEMPLATES) - {"printer-test"}))
def test_a_template_uses_only_what_it_documents(name: str) -> None:
    used = meta.find_undeclared_variables(Environment(autoescape=True).parse(TEMPLATES[name]))
    known = {path.split(".")[0] for path in documented(name) | documented("base")}
    assert used <= known
