"""Parts and totals, and two things told of in one sentence, are never rival figures of one quantity."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booklet.company import value_of
from booklet.count import count_claims
from booklet.model import Block, Claim, Witness
from booklet.shares import divided


def claims_of(*texts: str) -> tuple[list[Claim], dict[str, str]]:
    named = {f"{name}.txt": text for name, text in zip("abc", texts, strict=False)}
    claims = [
        claim
        for file, text in named.items()
        for claim in count_claims(Witness(file, text, (Block("paragraph", 0, len(text)),)))
    ]
    return claims, named


def values(groups: list[list[Claim]]) -> list[list[float]]:
    return [[value_of(claim) for claim in group] for group in groups]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["Of 900 houses 300 burned down.", "320 houses burned down."], [[300, 320], [900]]),
        (["Of the 27 boats 22 were lost.", "27 boats were out in the gale."], [[27, 27], [22]]),
        (["31 boats were lost. 12 of these were new.", "33 boats were lost."], [[31, 33], [12]]),
        (
            [
                "64 children died. 50 of the children were in the mill.",
                "64 children died, 50 of the children in the mill.",
            ],
            [[64, 64], [50, 50]],
        ),
        (["In all 40 men were tried, 38 convicted.", "In the end 40 men were tried."], [[40, 40], [38]]),
    ],
)
def test_what_the_words_set_apart(texts: list[str], wanted: list[list[float]]) -> None:
    assert values(divided(*claims_of(*texts))) == wanted


@pytest.mark.parametrize(
    "texts",
    [
        ["The company says that 31 men died. The union counted 36.", "31 men died."],
        ["143 of the garrison were killed, says the letter. The books make it 147.", "143 were killed."],
        ["There were 40 people on the bridge. On the hill stood 60 people.", "There were 60 people."],
    ],
)
def test_rivals_stay_together(texts: list[str]) -> None:
    claims, named = claims_of(*texts)
    assert divided(claims, named) == [claims]


def test_a_figure_set_against_another_by_words_stays() -> None:
    claims, named = claims_of("31 boats were lost. 12 of these were on the list.", "33 boats were lost.")
    rivals = [replace(c, frame=replace(c.frame, rival=c.low == 12)) for c in claims]
    assert len(divided(claims, named)) == 2
    assert divided(rivals, named) == [rivals]
