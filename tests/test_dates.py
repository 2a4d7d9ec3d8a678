from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.almanac import numerals, value_of, year_of
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
        ("this third day of June, nineteen hundred and two", ["1902-06-03"]),
        ("in the year of our Lord one thousand eight hundred and ninety-nine", ["1899"]),
        ("on the twenty-first of March, 1960,", ["1960-03-21"]),
        ("March the third, 1911", ["1911-03-03"]),
        ("Printed MDCCCLXXX by W. Cole; the MIX and the MM", ["1880"]),
        ("3.iv.1912 and 12 IX 1943", ["1912-04-03", "1943-09-12"]),
        ("20-Jan-1990", ["1990-01-20"]),
        ("1873, September 9.", ["1873-09-09"]),
        ("July/August 1994", ["1994-08"]),
        ("Thursday, the 14th of August, 1879", ["1879-08-14"]),
        ("Saturday 03/04/1999", ["1999-04-03"]),
        ("03/04/1999 and 25/12/1999", ["1999-04-03", "1999-12-25"]),
        ("12/25/1999 and 03/04/1999", ["1999-12-25", "1999-03-04"]),
        ("eighteen hundred people in May", []),
        ("1850 people may 10 times march 3 miles", []),
    ],
)
def test_dates_are_read_and_never_made_finer(text: str, dates: list[str]) -> None:
    assert [str(m.date) for m in find_dates(text) if m.date] == dates


def test_a_day_without_a_year_waits_for_one() -> None:
    (mention,) = find_dates("The events of 20 January were")
    assert mention.date is None
    assert str(mention.with_year(1990)) == "1990-01-20"


def test_a_short_year_waits_for_its_century() -> None:
    apostrophe, numeric, two_sided = find_dates("5 May ’52; 28/12/06; 3/7/13")
    assert (apostrophe.month, apostrophe.day, apostrophe.short_year) == (5, 5, 52)
    assert (numeric.month, numeric.day, numeric.short_year) == (12, 28, 6)
    assert (two_sided.month, two_sided.day, two_sided.short_year) == (None, None, 13)


def test_numbers_in_words() -> None:
    said = {"one hundred and fiftieth": 150, "a hundred and twenty-five": 125, "thirty-fourth": 34, "hundredth": 100}
    assert {words: value_of(words) for words in said} == said
    assert all(re.fullmatch(f"(?:{numerals().cardinal})|(?:{numerals().ordinal})", words) for words in said)
    assert (year_of("eighteen ninety-four"), year_of("two thousand and five"), year_of("MCMXCIV")) == (1894, 2005, 1994)


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
