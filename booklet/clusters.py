"""Claims that speak of one quantity, put together by the weight of evidence.

Agglomerative clustering: the two groups for which most speaks are joined, until nothing speaks for any further pair.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import count

from booklet.company import SURE, Company, digits, value_of
from booklet.likeness import group_weights, likeness, may_join, worth
from booklet.model import Claim
from booklet.nouns import same_thing

JOIN = -1.0  # log odds above which a claim joins a group
_ALONE = 2.2  # so much more two lone claims need: what is no quantity at all finds company by chance;
_TRUST = 0.8  # and so much less for each point that speaks for the less likely of them being a quantity
_GROWN = 0.75  # so much more two groups need for each claim that the smaller one has beyond its first
_HOPELESS = -1.5  # log odds of the best pair below which two groups are not held against each other
_GROUPS = 8  # groups that a merged one is held against
_LIMIT = 6.0  # no single pair counts for more, either way
_NEVER = -12.0  # the units or kinds of the two contradict
_NEXT = 8  # claims next in value that a claim is held against under one mark
_TELLING = 100  # a value that stands beside no word, from which on that it comes twice says something
_HEARD = 6  # members of a group that are heard when it is held against another
_NEARBY = 12  # sentences between two figures of one text for one thing
_FAR = 6.0  # values further apart than this are compared only where both are the chief ones of their texts


def cluster(claims: Sequence[Claim]) -> list[list[int]]:
    """Return groups of indices into `claims`, each group one quantity. Claims of a lone text are left apart."""
    if len({claim.file for claim in claims}) < 2:
        return [[n] for n in range(len(claims))]
    pairs = Pairs(claims)
    members = {n: [n] for n in range(len(claims))}
    looked = list(pairs.worth_a_look())
    heap = [(-score, i, j) for i, j in looked if (score := pairs.between([i], [j])) > JOIN]
    heapq.heapify(heap)
    near: dict[int, dict[int, float]] = defaultdict(dict)  # groups worth a look, with the best pair between them
    for i, j in looked:
        if (best := pairs.score(i, j)) > _HOPELESS:
            near[i][j] = near[j][i] = best
    fresh = count(len(claims))
    while heap:
        _, i, j = heapq.heappop(heap)
        if i not in members or j not in members:
            continue
        new = next(fresh)
        members[new] = sorted(members.pop(i) + members.pop(j))
        for other, best in _nearest(near.pop(i, {}), near.pop(j, {}), members):
            near[other][new] = near[new][other] = best
            if (score := pairs.between(members[new], members[other])) > JOIN:
                heapq.heappush(heap, (-score, new, other))
    return [members[n] for n in sorted(members, key=lambda n: members[n][0])]


def _nearest(one: Mapping[int, float], other: Mapping[int, float], living: Container[int]) -> list[tuple[int, float]]:
    """Return the groups that stay near when two are merged: those with the best pairs, so many that work is bounded."""
    both = {k: max(one.get(k, _NEVER), other.get(k, _NEVER)) for k in one.keys() | other.keys() if k in living}
    return sorted(both.items(), key=lambda pair: (-pair[1], pair[0]))[:_GROUPS]


class Pairs:
    """The scores of pairs, each worked out once and only when it is asked for."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self.company = Company.of(claims)
        self.known: list[dict[int, float]] = [{} for _ in claims]  # of each claim, by the other one
        self.worths: dict[int, float] = {}

    def score(self, i: int, j: int) -> float:
        """Return the log odds of two claims, within bounds."""
        score = self.known[i].get(j)
        if score is None:
            one, other = (self.claims[i], self.claims[j]) if i < j else (self.claims[j], self.claims[i])
            score = likeness(one, other, self.company) if may_join(one, other) else _NEVER
            if score > _NEVER:
                score = max(-_LIMIT, min(_LIMIT, score))
            self.known[i][j] = self.known[j][i] = score
        return score

    def between(self, some: Sequence[int], others: Sequence[int]) -> float:
        """Score two groups: by their pairs, and by whether the one adds texts to the other or doubles them."""
        alone = len(some) == len(others) == 1
        if alone and self.score(some[0], others[0]) < _HOPELESS - _LIMIT:
            return _NEVER  # units or kinds that contradict, as those of most pairs that share but a value
        table, score = group_weights(), 0.0
        for name, amount in self.group_evidence(some, others).items():
            score += table.get(name, 0.0) * amount
        if alone:
            return score - _ALONE + _TRUST * min(self.worth(some[0]), self.worth(others[0]))
        return score - _GROWN * (min(len(some), len(others)) - 1)

    def worth(self, i: int) -> float:
        """Return what speaks for a claim being a quantity at all, worked out once."""
        if i not in self.worths:
            self.worths[i] = worth(self.claims[i])
        return self.worths[i]

    def group_evidence(self, some: Sequence[int], others: Sequence[int]) -> dict[str, float]:
        """Return what speaks for two groups being one quantity.

        A topic holds rivals, which need not be like each other: so the best pair and the better half are heard beside
        the mean. A text seldom gives a quantity twice, unless it names rivals.
        """
        some, others = _spread(some), _spread(others)
        scores = []
        for i in some:
            known = self.known[i]
            scores += [known[j] if j in known else self.score(i, j) for j in others]
        scores.sort(reverse=True)
        half = (len(scores) + 1) // 2
        here, there = {self.claims[n].file for n in some}, {self.claims[n].file for n in others}
        shared = here & there
        double = len(shared) / min(len(here), len(there))
        rivals = bool(shared) and any(
            _is_rival(self.claims[n]) for n in (*some, *others) if self.claims[n].file in shared
        )
        return {
            "always": 1.0,
            "better half": sum(scores[:half]) / half,
            "best pair": scores[0],
            "mean": max(sum(scores) / len(scores), -_LIMIT),
            "worst pair": max(scores[-1], -_LIMIT),
            "texts doubled": double,
            "texts doubled by rivals": double if rivals else 0.0,
        }

    def worth_a_look(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs that share a mark: the value, what happened, the noun, the unit, the neighbourhood.

        Under one mark a claim is held against those next to it in value, so that the work grows with the claims alone.
        """
        marks: dict[Hashable, list[int]] = defaultdict(list)
        for n, claim in enumerate(self.claims):
            for mark in dict.fromkeys(_marks(claim, claim.id in self.company.chief)):
                marks[mark].append(n)
        values = [value_of(claim) for claim in self.claims]
        seen: set[tuple[int, int]] = set()
        for some in marks.values():
            ranked = sorted(some, key=lambda n: (values[n], n))
            for k, i in enumerate(ranked):
                for j in ranked[k + 1 : k + 1 + _NEXT]:
                    pair = (i, j) if i < j else (j, i)
                    if pair not in seen and self._comparable(i, j, values):
                        seen.add(pair)
                        yield pair

    def _comparable(self, i: int, j: int, values: Sequence[float]) -> bool:
        one, other = self.claims[i], self.claims[j]
        x, y = values[i], values[j]
        if one.file == other.file and x != y and abs(one.frame.sentence - other.frame.sentence) > _NEARBY:
            return False  # a text that gives a quantity twice names its rivals together
        if max(x, y) <= _FAR * min(x, y) or "vague" in {one.qualifier, other.qualifier}:
            return True
        return one.id in self.company.chief and other.id in self.company.chief


def _spread(group: Sequence[int]) -> Sequence[int]:
    """Return a group, or so many of its members from end to end that comparing two groups stays a bounded work."""
    return group if len(group) <= _HEARD else [group[n * len(group) // _HEARD] for n in range(_HEARD)]


def _is_rival(claim: Claim) -> bool:
    """Say whether the words set a claim against another of its text, or leave its meaning to the one before it."""
    return claim.frame.rival or claim.frame.confidence < SURE


def _marks(claim: Claim, chief: bool) -> Iterable[Hashable]:
    frame = claim.frame
    value = value_of(claim)
    says = frame.family or frame.kind or frame.noun or frame.verb or frame.announced
    if says or value >= _TELLING:  # else a number in a table of something else: the value alone is chance
        yield ("value", value) if digits(value) > 1 or value > 12 else ("value", value, frame.kind)
    if frame.family:
        yield ("family", frame.family, frame.kind)
    if chief:
        yield ("chief", frame.family, frame.kind)
    if frame.noun:
        yield ("noun", same_thing(frame.noun))
    if frame.announced:
        yield ("noun", same_thing(frame.announced))
    if frame.verb:
        yield ("verb", frame.verb)
    if frame.kind in {"money", "measure"}:
        yield ("unit", claim.unit)
    for near in (frame.sentence, frame.sentence + 1):
        yield ("place", claim.file, near)
