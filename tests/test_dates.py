from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.dates import find_dates
from booklet.sentences import sentence_at, split_sentences


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("On January 20, 1990, it began.", ["1990-01-20"]),
        ("the night of January 19-20, 1990", ["1990-01-20"]),
        ("from 19 to 20 January 1990", ["1990-01-20"]),
        ("On 20th January 2022", ["2022-01-20"]),
        ("this 3rd day of May 1927", ["1927-05-03"]),
        ("the Post on Jan. 22, 1990 quoted", ["1990-01-22"]),
        ("in February 1994 and in March 1994", ["1994-02", "1994-03"]),
        ("In 1987 it broke out; by 1988-1989 it was over", ["1987", "1989"]),
        ("13/04/1999", ["1999-04-13"]),
        ("03/04/1999", ["1999"]),
        ("1990-01-20", ["1990-01-20"]),
        ("31 February 1990", []),
        ("1850 people may 10 times march 3 miles", []),
    ],
)
def test_dates_are_read_and_never_made_finer(text: str, dates: list[str]) -> None:
    assert [str(m.date) for m in find_dates(text) if m.date] == dates


def test_a_day_without_a_year_waits_for_one() -> None:
    (mention,) = find_dates("The events of 20 January were")
    assert mention.date is None
    assert str(mention.with_year(1990)) == "1990-01-20"


@given(st.text(alphabet="0123456789 -/.,thJanuryMy19", max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_fail(text: str) -> None:
    for mention in find_dates(text):
        assert 0 <= mention.start < mention.end <= len(text)


def test_sentences() -> None:
    text = "He said “no.” Then Mr. J. Smith left at 5 p.m. on Monday. See No. 4 of it.\n\nA line"
    spans = split_sentences(text)
    assert [text[a:b] for a, b in spans] == [
        "He said “no.”", "Then Mr. J. Smith left at 5 p.m. on Monday.", "See No. 4 of it.", "A line",
    ]  # fmt: skip
    assert sentence_at(spans, 20) == spans[1]


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_sentences_hold_every_word(text: str) -> None:
    spans = split_sentences(text)
    inside = "".join("".join(text[a:b].split()) for a, b in spans)
    assert inside == "".join(text.split())
