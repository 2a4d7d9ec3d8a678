"""A claim beside the others of its folder: how rare its words are, its places, the chief figures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from booklet.model import Claim

SURE = 0.5  # a reading of less confidence is a guess


@dataclass(frozen=True)
class Company:
    """What a claim can only be judged by beside the others of its folder."""

    weights: dict[str, float]  # of words: the common ones are weak evidence
    local: frozenset[str]  # names of places that at most half of the texts use
    chief: frozenset[str]  # ids of claims that are the largest of their kind in their text

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

    def _size(self, words: Iterable[str]) -> float:
        return math.fsum(self.weights.get(word, 1.0) ** 2 for word in words)


def is_apart(claim: Claim) -> bool:
    """Say whether a claim speaks of another event."""
    return claim.phase.isdigit() or claim.phase == "elsewhere"


def value_of(claim: Claim) -> float:
    """Return one number that stands for a claim: the middle of its interval, else its one end."""
    ends = [v for v in (claim.low, claim.high) if v is not None]
    return sum(ends) / len(ends) if ends else 0.0
