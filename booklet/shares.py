"""Figures that a text itself sets apart: a part beside its total, and two things told of in one sentence.

'Of 900 houses 300 burned'; '31 drowned; 12 of these were children'; '40 were tried, 38 convicted'. Evidence joins such
pairs now and then, for they stand close together and are alike; what the words themselves settle is settled here.
Figures that words set against each other as rivals ('only 12 of these were on the list') stay together.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from statistics import median

from booklet.company import SURE, value_of
from booklet.languages import any_of
from booklet.model import Claim
from booklet.nouns import same_thing
from booklet.wording import capital_or_not, wording

_CLAUSE = re.compile(r"[^.;:()]{0,60}")  # what may stand between the total and its part in 'of 900 houses, 300 burned'


def divided(group: list[Claim], texts: Mapping[str, str]) -> list[list[Claim]]:
    """Return a group without the figures that a text of it sets apart from others; these come after, group by group.

    Of two that goes which is less like the figures of the other texts; what equals it goes too.
    """
    groups, kept = list[list[Claim]](), list(group)
    for less, more in _pairs(group, texts):
        if less not in kept or more not in kept:
            continue
        leaving = max(less, more, key=lambda claim: _strangeness(claim, kept))
        same = [c for c in kept if value_of(c) == value_of(leaving)]
        if len({c.file for c in same}) < 2 or len(kept) == len(same):
            same = [leaving]
        kept = [c for c in kept if c not in same]
        groups.append(same)
    return [kept, *groups]


def _strangeness(claim: Claim, group: Sequence[Claim]) -> tuple[bool, int, float]:
    """Return how unlike the figures of other texts one is: in value, in what happened, in how far away it lies."""
    others = [c for c in group if c.file != claim.file and c.qualifier != "vague"]
    values = [value_of(c) for c in others]
    kin = sum(c.frame.family == claim.frame.family for c in others)
    away = abs(math.log(max(value_of(claim), 1) / max(median(values), 1))) if values else 0.0
    return value_of(claim) not in values, -kin, away


def _pairs(group: Sequence[Claim], texts: Mapping[str, str]) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs of one text that cannot be one quantity, the smaller figure first."""
    for less in group:
        for more in group:
            if less.file != more.file or value_of(less) >= value_of(more) or less.frame.rival or more.frame.rival:
                continue
            text = texts.get(less.file, "")
            follows = 0 <= less.frame.sentence - more.frame.sentence <= 1 and more.start < less.start
            if _are_two_things(less, more) or (follows and _is_share(less, more, text)):
                yield less, more


def _are_two_things(one: Claim, other: Claim) -> bool:
    """Say whether one sentence tells for sure that different things happened to the two."""
    a, b = one.frame, other.frame
    sure = min(a.confidence, b.confidence) >= SURE and bool(a.family and b.family)
    return sure and a.sentence == b.sentence and a.family != b.family


def _is_share(part: Claim, total: Claim, text: str) -> bool:
    return _is_of_those(part, total, text) or _is_out_of(part, total, text)


@cache
def _signs() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = wording()
    of = any_of(words.of)
    pronouns = any_of(words.taken_from | words.amounts)
    return (
        re.compile(rf"\s+(?:{of}) (?:{pronouns})\b"),
        re.compile(rf"\s+(?:{of}) (?:{any_of(words.definite)}) ([^\W\d_]+)"),
        re.compile(rf"\b(?:{capital_or_not(words.of)}) (?:(?:{any_of(words.definite)}) )?$"),
    )


def _is_of_those(part: Claim, total: Claim, text: str) -> bool:
    """Say whether a figure is some 'of them', or 'of the children' where the figure before counts children."""
    pronoun, noun, _ = _signs()
    behind = text[part.number_end : part.number_end + 40]
    if pronoun.match(behind):
        return True
    found = noun.match(behind)
    named = {same_thing(word) for word in (total.frame.noun, total.frame.thing, total.group) if word}
    return bool(found and same_thing(found[1]) in named)


def _is_out_of(part: Claim, total: Claim, text: str) -> bool:
    """Say whether the total opens the clause of its part: 'of 900 houses, 300 burned'."""
    opening = _signs()[2].search(text[max(0, total.start - 12) : total.start])
    return bool(opening and _CLAUSE.fullmatch(text[total.number_end : part.start]))
