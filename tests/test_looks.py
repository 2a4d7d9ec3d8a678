"""Which pages differ from the last build: other words, another look, or only another place."""

from __future__ import annotations

from pathlib import Path

import pytest

from booklet import looks
from booklet.looks import Look


def book(*pages: str, drawn: str = "x") -> tuple[Look, ...]:
    return tuple(Look(words, f"{drawn}{words}") for words in pages)


BEFORE = book("cover", "one two three", "four five", "six")


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (BEFORE, "every page is as it was"),
        (book("cover", "one 2 three", "four five", "six"), "other words on page 2"),
        (book("cover", "one two", "three four", "six"), "other words on pages 2–3"),
        (
            book("cover", "one two three", "new", "four five", "six"),
            "other words on page 3; pages 4–5 were 3–4",
        ),
        (book("cover", "one two three", "six"), "page 3 of the last build gone; page 3 was 4"),
        (book("cover", "one two three", "four five", "six", drawn="y"), "another look on pages 1–4"),
        (book("cover", "one two thr-\nee", "four\nfive", "six"), "another look on pages 2–3"),
    ],
)
def test_each_kind_of_difference_is_told_apart(now: tuple[Look, ...], sentence: str) -> None:
    assert looks.compare(BEFORE, now).sentence() == sentence


def test_the_words_that_differ_are_shown() -> None:
    said = looks.as_markdown(looks.compare(BEFORE, book("cover", "one two thirty", "four five", "six")))
    assert "~~three~~ **thirty**" in said and "From page 2" in said


def test_a_first_build_has_nothing_to_compare_with() -> None:
    assert not looks.compare((), BEFORE).known
    assert looks.compare((), BEFORE).sentence() == ""


def test_what_was_kept_is_read_again_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "steps").mkdir()
    step = tmp_path / "steps" / looks.STEP
    step.write_text(looks.keep(tmp_path, "reading", BEFORE), "utf-8")
    assert looks.known(tmp_path, "reading") == BEFORE
    assert looks.known(tmp_path, "press") == ()
    step.write_text(looks.keep(tmp_path, "press", BEFORE[:2]), "utf-8")
    assert (looks.known(tmp_path, "reading"), looks.known(tmp_path, "press")) == (BEFORE, BEFORE[:2])
    for spoiled in ("", "[]", '{"reading": [{}]}', '{"reading": 7}', "\x00", "[" * 100_000):
        step.write_text(spoiled, "utf-8")
        assert looks.known(tmp_path, "reading") == ()
