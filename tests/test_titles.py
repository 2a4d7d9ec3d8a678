"""What topics are called: true of all their claims, told apart by what differs, and in the texts' own words."""

from __future__ import annotations

import re

import pytest

from booklet.compare import compare_claims
from booklet.count import count_claims
from booklet.excerpts import excerpt_of
from booklet.model import Block, Topic, Witness
from booklet.views.figures import quoted


def topics(*texts: str) -> list[Topic]:
    witnesses = [
        Witness(f"{name}.txt", text, (Block("paragraph", 0, len(text)),))
        for name, text in zip("abcdef", texts, strict=False)
    ]
    claims = [claim for witness in witnesses for claim in count_claims(witness)]
    return list(compare_claims(claims, (), texts={w.file: w.text for w in witnesses}).topics)


def titles(*texts: str) -> dict[str, set[str]]:
    """Return the titles with the quotes of their claims."""
    return {topic.topic: {claim.quote for claim in topic.claims} for topic in topics(*texts)}


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["In all 147 people were killed.", "The dead numbered 151."], "Killed"),
        (
            ["The fire killed 48 people. Of these 31 were children.", "48 died, 31 of them children."],
            "Killed: children",
        ),
        (["Some 300 houses were destroyed.", "They burned 310 houses."], "Destroyed: houses"),
        (["The army sent 600 soldiers.", "600 soldiers were brought in by the state."], "Deployed: troops"),
        (["The fund reached £4,120.", "The fund came to £4,210 in the end."], "Fund (pounds sterling)"),
        (
            ["The wave had a depth of 14 feet in the street.", "In the street the wave rose to a depth of 17 feet."],
            "Depth (feet)",
        ),
    ],
)
def test_titles_by_the_readings(texts: list[str], wanted: str) -> None:
    assert wanted in titles(*texts)


def test_two_topics_of_one_event_are_told_apart_by_words_of_the_texts() -> None:
    one = "In the flood 212 people were drowned. In the following months 64 people died of typhus in the camp."
    other = "The water killed 219 people. Of typhus 71 people died afterwards in the camp."
    said = titles(one, other)
    assert {"212", "219"} in said.values() and {"64", "71"} in said.values()
    name = next(title for title, quotes in said.items() if quotes == {"64", "71"})
    assert name.startswith("Killed: “") and "typhus" in name
    assert not any(re.search(r"\(\d+\)$", title) for title in said)


def test_a_reading_of_few_does_not_name_the_others() -> None:
    """Where the claims of a topic are read in ways that contradict, none of the readings is its title."""
    found = topics("Twenty-seven people were rescued from the mud.", "Twenty-seven people were buried in one grave.")
    for topic in found:
        if len(topic.claims) > 1:
            assert topic.topic not in {"Rescued", "Buried", "Killed"}


def test_a_crowd_is_not_deployed() -> None:
    assert not any("Deployed" in title for title in titles("The procession was 8,000 strong when it came to the gate."))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Of the guests 31 had left before the roof fell.", "had left before the roof fell"),
        ("They pulled out 31 and 12 more. ", "They pulled out"),
        ("Lost on the bridge: 31.", "Lost on the bridge"),
        ("| Upper lock | 31 | 12 |", "Upper lock"),
        ("Lower lock ........ 31", "Lower lock"),
        ("31.", ""),
        ("By then 31 and the rest.", ""),
    ],
)
def test_excerpts(text: str, wanted: str) -> None:
    witness = Witness("a.txt", text, (Block("paragraph", 0, len(text)),))
    claim = next(c for c in count_claims(witness) if c.low == 31)
    assert excerpt_of([claim], [], {"a.txt": text}) == wanted
    assert wanted in text


def test_titles_do_not_name_figures() -> None:
    """A title that quoted one of several figures would seem to choose it."""
    found = titles(
        "In the flood 212 people were drowned. In the following months 64 people died of typhus in the camp.",
        "The water killed 219 people. Of typhus 71 people died afterwards in the camp.",
        "| Drowned | 212 | 4 |\nAt the upper lock 14 persons were drowned, at the lower lock 9 were drowned.",
    )
    quoted = [title for title in found if "“" in title]
    assert quoted and not any(re.search(r"\d", title) for title in quoted)


def test_a_word_of_one_side_is_no_title() -> None:
    """A phrase that says again what happened would put one text's word for it over the figures of all."""
    sober = "At dawn 9 men died at the mill."
    found = titles(f"{sober} FORTY men were murdered.", f"{sober} Killed: 32 (official).", sober)
    assert {"FORTY", "32"} in found.values()
    assert not any("murdered" in title for title in found)


def test_without_the_texts_a_number_is_the_last_resort() -> None:
    text = "At Orm 31 people were killed. At Velsa 12 people were killed. On the hill 7 people were killed."
    claims = count_claims(Witness("a.txt", text, (Block("paragraph", 0, len(text)),)))
    names = [topic.topic for topic in compare_claims(claims, ()).topics]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "They fled. On the hill 31 people were killed at noon. It rained.",
            "On the hill 31 people were killed at noon.",
        ),
        ("* Only 31 bodies were found.", "Only 31 bodies were found."),
        ("| Drowned | 31 |", "Drowned | 31"),
        (
            "In the chapel . . . . . . . 40\nAt the lower lock . . . . . 31\nWith friends . . . . . 12",
            "At the lower lock … 31",
        ),
        ("Drowned at the lower lock ............... 31", "Drowned at the lower lock … 31"),
    ],
)
def test_how_a_figure_is_quoted(text: str, wanted: str) -> None:
    witness = Witness("a.txt", text, (Block("paragraph", 0, len(text)),))
    claim = next(c for c in count_claims(witness) if c.low == 31)
    assert quoted(claim, text, "en") == wanted


def test_a_long_sentence_is_cut_to_the_words_around_its_figure() -> None:
    text = f"{'Word after word went by ' * 4}until 31 people were killed, {'and word after word came ' * 4}back."
    witness = Witness("a.txt", text, (Block("paragraph", 0, len(text)),))
    claim = next(c for c in count_claims(witness) if c.low == 31)
    said = quoted(claim, text, "en")
    assert said.startswith("…\u00a0") and said.endswith("\u00a0…") and said[2:-2] in text and "31" in said
