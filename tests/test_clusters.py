"""Figures put together by evidence: a partition, whatever the order, with reasons a person can read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from booklet import clusters, evidence, likeness
from booklet.compare import compare_claims
from booklet.count import count_claims
from booklet.model import Block, Claim, Witness

TEXTS = {
    "a.txt": "In all 147 people were killed and 744 were injured. Some 60 houses were burnt. The fund stood at £4,120.",
    "b.txt": "The town mourned its 150 dead. The injured numbered 744. Sixty-one houses burned. The public gave £4,120.",
    "c.txt": "The commission counted 133 killed and around 700 wounded. A crowd of 5,000 had gathered.",
}


def claims() -> list[Claim]:
    return [
        claim
        for file, text in TEXTS.items()
        for claim in count_claims(Witness(file, text, (Block("paragraph", 0, len(text)),)))
    ]


def values(groups: list[list[int]], some: list[Claim]) -> set[frozenset[tuple[str, float | None]]]:
    return {frozenset((some[n].file, some[n].low) for n in group) for group in groups}


def test_groups_are_a_partition_whatever_the_order() -> None:
    some = claims()
    wanted = values(clusters.cluster(some), some)
    assert sorted(n for group in clusters.cluster(some) for n in group) == list(range(len(some)))
    for seed in range(3):
        other = some[:]
        random.Random(seed).shuffle(other)
        assert values(clusters.cluster(other), other) == wanted


def test_what_is_compared() -> None:
    topics = {t.id: (t.verdict, {c.low for c in t.claims}) for t in compare_claims(claims(), ()).topics}
    assert topics["killed"] == ("conflict", {147, 150, 133})
    assert topics["wounded"] == ("compatible", {744, 700})
    assert topics["destroyed-houses"] == ("compatible", {60, 61})
    assert [v for v in topics.values() if v[1] == {4120}] == [("agree", {4120})]


def test_every_reason_is_told() -> None:
    (killed, *_) = [t for t in compare_claims(claims(), ()).topics if t.id == "killed"]
    assert all("put beside" in claim.why for claim in killed.claims)
    assert all(name and abs(weight) < 10 for name, weight in likeness.weights().items())


@pytest.mark.parametrize("section", ["pairs", "groups"])
def test_every_weight_is_of_evidence_that_is_looked_for(section: str) -> None:
    source = "".join(Path(m.__file__ or "").read_text("utf-8") for m in (evidence, clusters))
    table = likeness.weights() if section == "pairs" else likeness.group_weights()
    for name in table:
        stem = name.split(" of the same")[0].split(", ")[0].removeprefix("perhaps ").removeprefix("values within ")
        assert stem.split("the same value")[-1].strip() in source, name
