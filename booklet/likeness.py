"""How much speaks for two claims being about one quantity: the weighed sum of their pieces of evidence.

The weights are learned from folders of sample texts whose answers are known (tests/corpora/learn.py) and kept as data;
the sum is the logarithm of the odds. A person can read each piece: `explain` names those that count most.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from booklet.company import Company, is_apart
from booklet.evidence import evidence, traits
from booklet.model import Claim


@cache
def _data() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads((files("booklet") / "likeness.toml").read_text("utf-8"))


def weights() -> Mapping[str, float]:
    """Return the weight of each piece of evidence between two claims."""
    return _data()["pairs"]


def group_weights() -> Mapping[str, float]:
    """Return the weight of each piece of evidence between two groups of claims."""
    return _data()["groups"]


def worth(claim: Claim) -> float:
    """Return the logarithm of the odds that a number is a quantity that accounts give at all."""
    table = _data()["claims"]
    return sum(table.get(name, 0.0) * amount for name, amount in traits(claim).items())


def likeness(one: Claim, other: Claim, company: Company) -> float:
    """Return the logarithm of the odds that two claims are about one quantity."""
    table, total = weights(), 0.0
    for name, amount in evidence(one, other, company).items():
        if name in table:
            total += table[name] * amount
    return total


# How pieces of evidence are told to a person, where their own names say too little.
_PLAIN = {
    "company": "the words around them",
    "money": "the same currency",
    "measure": "the same unit",
    "money, company": "the words around them",
    "measure, company": "the words around them",
    "heading": "their headings",
    "heading in the words around": "a heading and the words around",
    "bare beside it": "it stands right beside",
    "in one text, as rivals": "rival figures of one text",
}


def explain(one: Claim, other: Claim, company: Company) -> str:
    """Name the two pieces of evidence that speak loudest for two claims being about one quantity."""
    table = weights()
    pieces = {n: table.get(n, 0.0) * amount for n, amount in evidence(one, other, company).items() if n != "always"}
    loudest = sorted((name for name in pieces if pieces[name] > 0), key=lambda name: -pieces[name])
    said = dict.fromkeys(_PLAIN.get(name, re.sub(r" of the same\b.*|, \d figures", "", name)) for name in loudest)
    return ", ".join(list(said)[:2])


def may_join(one: Claim, other: Claim) -> bool:
    """Say whether two claims can be about one quantity at all: units and kinds do not contradict."""
    a, b = one.frame, other.frame
    if {a.kind, b.kind} & {"money", "measure"}:
        return a.kind == b.kind and one.unit == other.unit
    if a.kind and b.kind and a.kind != b.kind and not (a.understood or b.understood):
        return False
    return not (is_apart(one) or is_apart(other)) or one.phase == other.phase
