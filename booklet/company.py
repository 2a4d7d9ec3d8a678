"""A claim beside the others of its folder: how rare its words are, its places, the chief figures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from booklet.model import Claim
from booklet.nouns import noun_class, same_thing

SURE = 0.5  # a reading of less confidence is a guess


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked of a claim again and again, each time it is held against another."""

    claim: Claim  # kept, so that its identity stays its own
    value: float
    figures: int  # as `digits` counts them
    thing: str  # one name for all nouns that count the same
    noun_class: str | None
    apart: bool
    chief: bool
    places: frozenset[str]  # the local ones
    companions: frozenset[float]  # the other numbers of its sentence that are more than a round figure


@dataclass(frozen=True)
class Company:
    """What a claim can only be judged by beside the others of its folder."""

    weights: dict[str, float]  # of words: the common ones are weak evidence
    local: frozenset[str]  # names of places that at most half of the texts use
    chief: frozenset[str]  # ids of claims that are the largest of their kind in their text
    known: dict[int, Facts] = field(default_factory=dict)  # by the identity of the claim
    sizes: dict[frozenset[str], float] = field(default_factory=dict)

    @staticmethod
    def of(claims: Sequence[Claim]) -> Company:
        """Weigh the words and places of a folder's claims, and find the chief ones of each text."""
        counts = Counter(word for claim in claims for word in claim.frame.context)
        files = {claim.file for claim in claims}
        used = Counter(name for _, name in {(claim.file, name) for claim in claims for name in claim.frame.places})
        largest: dict[tuple[str, str, str], Claim] = {}
        for claim in claims:
            frame = claim.frame
            if (
                not frame.family
                or frame.confidence < SURE
                or frame.part
                or claim.qualifier == "vague"
                or is_apart(claim)
            ):
                continue
            key = (claim.file, frame.family, claim.group or frame.thing)
            if key not in largest or value_of(largest[key]) < value_of(claim):
                largest[key] = claim
        return Company(
            {word: math.log((1 + len(claims)) / count) for word, count in counts.items()},
            frozenset(name for name, texts in used.items() if 2 * texts <= len(files)),
            frozenset(claim.id for claim in largest.values()),
        )

    def facts(self, claim: Claim) -> Facts:
        """Return the facts of a claim, gathered once."""
        found = self.known.get(id(claim))
        if found is None:
            frame, value = claim.frame, value_of(claim)
            found = self.known[id(claim)] = Facts(
                claim,
                value,
                digits(value),
                same_thing(frame.noun),
                noun_class(frame.noun),
                is_apart(claim),
                claim.id in self.chief,
                frame.places & self.local,
                frozenset(other for other in frame.companions if digits(other) > 1),
            )
        return found

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return 0 to 1: the weight of the words in common against that of all.

        Sums are exact, so that they do not depend on the order in which a set gives its words.
        """
        both = one & other
        if not both:
            return 0.0
        shared = math.fsum(self.weights.get(word, 1.0) ** 2 for word in both)
        size = math.sqrt(self._size(one) * self._size(other))
        return shared / size if size else 0.0

    def _size(self, words: frozenset[str]) -> float:
        size = self.sizes.get(words)
        if size is None:
            size = self.sizes[words] = math.fsum(self.weights.get(word, 1.0) ** 2 for word in words)
        return size


def is_apart(claim: Claim) -> bool:
    """Say whether a claim speaks of another event."""
    return claim.phase.isdigit() or claim.phase == "elsewhere"


def digits(value: float) -> int:
    """Return how many figures of a value are more than zeros at its end: 147 has three, 26,000 two."""
    if not value:
        return 1
    text = f"{value:.4f}".rstrip("0").rstrip(".").replace(".", "")
    return len(text.strip("0")) or 1


def value_of(claim: Claim) -> float:
    """Return one number that stands for a claim: the middle of its interval, else its one end."""
    ends = [v for v in (claim.low, claim.high) if v is not None]
    return sum(ends) / len(ends) if ends else 0.0
