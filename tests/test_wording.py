"""The words of a language are data: a second language is a folder of files."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from booklet import languages
from booklet.families import are_kin, is_state, lexicon
from booklet.languages import any_of, read_data, table
from booklet.numbers import find_numbers
from booklet.wording import Grammar, Wording, capital_or_not, wording

PACKAGE = Path(languages.__file__ or "").parent.parent


def test_every_list_is_read_and_used() -> None:
    lists = [name for section in table("figures.toml").values() for name in section]
    assert sorted(lists) == sorted(field.name for field in fields(Wording))
    assert set(table("grammar.toml")) == {field.name for field in fields(Grammar)} - {"closed"}
    code = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.name != "wording.py")
    assert [name for name in lists if not re.search(rf"\.{name}\b", code)] == []


def test_signs_stand_for_endings_words_and_digits() -> None:
    pattern = re.compile(any_of(["claim*", "by …", "of the #", "cf."]))
    assert all(pattern.fullmatch(text) for text in ("claims", "by dusk", "of the 4", "cf."))
    assert not any(pattern.fullmatch(text) for text in ("by ", "of the x", "cfx"))
    assert re.fullmatch(capital_or_not(wording().articles), "The")


def test_what_is_known_of_families_is_of_families_that_there_are() -> None:
    known = tomllib.loads((PACKAGE / "families.toml").read_text("utf-8"))
    named = {*known["states"], *(family for kin in known["kin"] for family in kin)}
    assert named <= set(lexicon("en").labels)
    assert is_state("aboard") and not is_state("killed")
    assert are_kin("killed", "buried") and not are_kin("killed", "arrested")


def test_a_second_language_is_a_folder_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    german = {
        'between = ["between"]': 'between = ["zwischen"]',
        'and = ["and"]': 'and = ["und"]',
        "three = 3": "drei = 3",
        "hundred = 100\n": "hundert = 100\n",
        '"hundred"': '"hundert"',
        '"at least", ': '"mindestens", ',
    }

    def read(language: str, name: str) -> str:
        text = read_data(language, name)
        if (language, name) == ("qd", "numbers.toml"):
            for english, other in german.items():
                assert english in text, english
                text = text.replace(english, other)
        return text

    monkeypatch.setattr(languages, "read_data", read)
    found = find_numbers("zwischen 40 und 50; mindestens 12; drei hundert; between 7 and 9", "qd")
    assert [(n.low, n.high) for n in found] == [(40, 50), (12, None), (300, 300), (7, 7), (9, 9)]
