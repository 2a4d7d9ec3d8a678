from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.numbers import find_numbers
from booklet.numbers.forms import data


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("some 26000 troops", 26000, 26000, "about"),
        ("twenty six thousand strong", 26000, 26000, "exact"),
        ("more than 130 civilians", 130, None, "more than"),
        ("hundreds of thousands of people", 200000, None, "vague"),
        ("200.000 of them", 200000, 200000, "exact"),
        ("two hundred and sixteen", 216, 216, "exact"),
        ("half a million", 500000, 500000, "exact"),
        ("1.2 million", 1200000, 1200000, "exact"),
        ("between 40 and 50", 40, 50, "range"),
        ("two or three hundred", 200, 300, "range"),
        ("6,48,000 people", 648000, 648000, "exact"),
        ("14.550 million", 14550000, 14550000, "exact"),
        ("no fewer than 12", 12, None, "at least"),
        ("up to 300", None, 300, "at most"),
        ("30 or so", 30, 30, "about"),
        ("dozens citizens", 24, None, "vague"),
        ("twenty-three thousand four hundred and six", 23406, 23406, "exact"),
    ],
)
def test_ways_of_writing_a_number(text: str, low: float | None, high: float | None, qualifier: str) -> None:
    (number,) = find_numbers(text)
    assert (number.low, number.high, number.qualifier) == (low, high, qualifier)


def test_and_joins_only_behind_a_hundred() -> None:
    assert [n.low for n in find_numbers("six and nine")] == [6, 9]
    assert [n.low for n in find_numbers("six hundred and nine")] == [609]


@pytest.mark.parametrize(
    ("text", "value"), [("ſix hundred", 600), ("5 thouſand", 5000), ("two thouſands", 2000), ("one in ſix", 16.67)]
)
def test_the_long_s_of_old_print_is_an_s(text: str, value: float) -> None:
    assert [n.low for n in find_numbers(text)] == [value]


@given(st.text(alphabet="0123456789 .,-'’½£%mkandone hundrtwiſ", max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_it_fail(text: str) -> None:
    for number in find_numbers(text):
        assert 0 <= number.start <= number.core_start < number.core_end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high


def test_what_is_called_by_a_number_is_counted_and_no_scale() -> None:
    assert [n.low for n in find_numbers("They lent us two eights and five fours for the day.")] == [2, 5]
    assert [n.low for n in find_numbers("There came three thousands.")] == [3000]


def test_any_two_words_of_a_number_may_stand_together_in_the_plural() -> None:
    words = [word for part in ("small", "tens", "scales") for word in data("en")[part]]
    for one in words:
        for other in words:
            find_numbers(f"in {one} {other}s, {one}-{other} and {other}s {one}s")  # and no word of them is unknown
