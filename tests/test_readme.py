"""The README and the table of rules are held against the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from booklet import cli
from booklet.pipeline import STAGES
from booklet.report.rules import as_table
from booklet.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_every_command_stands_in_the_readme() -> None:
    named = set(re.findall(r"\| `booklet ([\w-]+)", README))
    assert named == set(cli._COMMANDS)


def test_every_stage_stands_in_the_readme() -> None:
    steps = README[README.index("1. **read**") :]
    for name, _ in STAGES:
        assert f"**{name}**" in steps


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", README))
def test_what_the_readme_points_to_is_there(target: str) -> None:
    assert (ROOT / target).is_file()


def test_the_table_of_rules_is_the_rules() -> None:
    assert as_table(RULES) in (ROOT / "docs" / "rules.md").read_text("utf-8")


def test_the_readme_fits_two_pages() -> None:
    assert len(README.split()) < 1000
