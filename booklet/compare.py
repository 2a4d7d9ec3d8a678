"""Claims -> Topics: which claims speak of one quantity, and how they stand to each other.

Claims join by the weight of evidence (`likeness`, `clusters`): what they count, what happened to it, their value, the
words around. A figure of one text alone is kept only where its words say for sure what it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from booklet.clusters import cluster
from booklet.company import SURE, Company, value_of
from booklet.decisions import FigureDecision
from booklet.families import lexicon
from booklet.likeness import explain, likeness, may_join
from booklet.model import Claim, Frame, Placed, Topic, Verdict
from booklet.shares import divided
from booklet.titles import counted, entitle, slug

ABOUT = 0.10  # 'about N' is widened by this share


@dataclass(frozen=True, slots=True)
class Comparison:
    """The topics, what is only proposed, and the decisions that match nothing any more."""

    topics: tuple[Topic, ...]
    proposed: tuple[Claim, ...] = ()
    stale: tuple[str, ...] = ()


def compare_claims(
    claims: Sequence[Claim],
    placed: Sequence[Placed],
    decisions: Sequence[FigureDecision] = (),
    extra: tuple[tuple[str, str, tuple[str, ...]], ...] = (),
    texts: Mapping[str, str] | None = None,
) -> Comparison:
    """Group claims into topics and give each its verdict.

    `placed` gives the order of the texts; `texts` are the cleaned texts by file, in which an added claim must stand.
    """
    used: set[int] = set()
    kept, proposed = _decided_claims(claims, decisions, used)
    place = {p.dating.file: p.position for p in placed}
    named = entitle(_grouped(kept, texts or {}), lexicon("en", extra), texts or {})
    named = _decided_topics(named, decisions, used, texts or {})
    topics = [_topic(name, label, members, place) for name, (label, members) in named.items() if members]
    topics.sort(key=_rank)
    stale = tuple(_describe(d) for n, d in enumerate(decisions) if n not in used)
    return Comparison(tuple(topics), tuple(proposed), stale)


# -- grouping


def _grouped(claims: Sequence[Claim], texts: Mapping[str, str]) -> list[list[Claim]]:
    """Put claims of one quantity together; what stands alone is kept where its words say for sure what it counts."""
    company = Company.of(claims)
    groups: list[list[Claim]] = []
    alone: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for members in cluster(claims):
        together, idle = _without_idle([claims[n] for n in members])
        for claim in idle:
            alone[(claim.file, *counted(claim))].append(claim)
        for group in divided(together, texts):
            if len({claim.file for claim in group}) > 1:
                groups.append([_explained(claim, group, company) for claim in group])
                continue
            for claim in group:
                if claim.frame.family and claim.frame.confidence >= SURE:
                    alone[(claim.file, *counted(claim))].append(claim)
    return [*groups, *(_distinct(group) for group in alone.values())]


def _without_idle(members: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Set apart vague words beside a figure of the same text, or far above all figures: they speak of other things."""
    precise = [claim for claim in members if claim.qualifier != "vague"]
    largest = max((value_of(claim) for claim in precise), default=0.0)
    idle = [
        claim
        for claim in members
        if claim.qualifier == "vague"
        and precise
        and (any(other.file == claim.file for other in precise) or value_of(claim) > 3 * largest)
    ]
    return _distinct([claim for claim in members if claim not in idle]), idle


def _explained(claim: Claim, group: Sequence[Claim], company: Company) -> Claim:
    """Add to the reading of a claim what it was put beside, and why."""
    others = [other for other in group if other.file != claim.file and may_join(claim, other)]
    if not others:
        return claim
    best = max(others, key=lambda other: likeness(claim, other, company))
    reasons = explain(claim, best, company)
    return replace(claim, why=f"{claim.why}; put beside “{best.quote}” in {best.file}: {reasons}") if reasons else claim


def _distinct(members: Sequence[Claim]) -> list[Claim]:
    """Drop exact repeats within one text."""
    seen: set[tuple[str, float | None, float | None]] = set()
    result = []
    for claim in sorted(members, key=lambda c: (c.file, c.start)):
        mark = (claim.file, claim.low, claim.high)
        if mark not in seen:
            seen.add(mark)
            result.append(claim)
    return result


# -- verdicts


def interval(claim: Claim) -> tuple[float, float]:
    """Return the closed interval that a claim allows; open ends are infinite, 'about' is widened by a tenth."""
    low = claim.low if claim.low is not None else 0.0
    high = claim.high if claim.high is not None else float("inf")
    if claim.qualifier == "about":
        return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high


def verdict(claims: Iterable[Claim]) -> Verdict:
    """Say how claims stand to each other, by interval arithmetic."""
    claims = list(claims)
    if len({claim.file for claim in claims}) < 2:
        return "single"
    spans = [interval(claim) for claim in claims if claim.qualifier != "vague"]
    if spans and max(low for low, _ in spans) > min(high for _, high in spans):
        return "conflict"
    plain = {(c.low, c.high) for c in claims}
    return "agree" if len(plain) == 1 else "compatible"


def _topic(name: str, label: str, claims: Sequence[Claim], place: dict[str, int]) -> Topic:
    ordered = tuple(sorted(claims, key=lambda c: (place.get(c.file, 0), c.start)))
    lows = [c.low for c in ordered if c.low is not None]
    ends = [v for c in ordered for v in (c.low, c.high) if v is not None]
    open_high = any(c.high is None for c in ordered)
    open_low = any(c.low is None for c in ordered)
    said = verdict(ordered)
    low = None if open_low and not lows else min(ends, default=None)
    high = None if open_high and said != "conflict" else max(ends, default=None)
    return Topic(name, label, said, low, high, ordered)


_FIRST = ("killed", "wounded", "missing", "arrested", "expelled", "displaced", "homeless", "rescued", "deployed")


def _rank(topic: Topic) -> tuple[int, int, str]:
    family = topic.id.split("-")[0]
    verdicts = ("conflict", "compatible", "agree", "single")
    return (verdicts.index(topic.verdict), _FIRST.index(family) if family in _FIRST else len(_FIRST), topic.id)


# -- decisions by a person


def _decided_claims(
    claims: Sequence[Claim], decisions: Sequence[FigureDecision], used: set[int]
) -> tuple[list[Claim], list[Claim]]:
    kept = {claim.id: claim for claim in claims}
    for n, decision in enumerate(decisions):
        if decision.action in {"ignore", "correct"} and decision.claim in kept:
            used.add(n)
            if decision.action == "ignore":
                del kept[decision.claim]
            else:
                claim = kept[decision.claim]
                why = f"{claim.why}; corrected by hand: {decision.reason}"
                kept[claim.id] = replace(
                    claim, low=decision.low, high=decision.high, qualifier=decision.qualifier, why=why
                )
    return list(kept.values()), []


def _decided_topics(
    named: dict[str, tuple[str, list[Claim]]],
    decisions: Sequence[FigureDecision],
    used: set[int],
    texts: Mapping[str, str],
) -> dict[str, tuple[str, list[Claim]]]:
    """Apply merge, split, rename and add, in the order they are written."""
    result = {name: (label, list(members)) for name, (label, members) in named.items()}
    for n, decision in enumerate(decisions):
        if decision.action == "merge" and all(t in result for t in decision.topics) and len(decision.topics) > 1:
            first, *rest = decision.topics
            label, members = result[first]
            for other in rest:
                members += result.pop(other)[1]
            result[first] = (decision.name or label, members)
            used.add(n)
        elif decision.action == "split" and decision.topic in result:
            label, members = result[decision.topic]
            leaving = [claim for claim in members if claim.id in decision.claims]
            if leaving:
                result[decision.topic] = (label, [c for c in members if c not in leaving])
                result[f"{decision.topic}-{slug(decision.name)}"] = (decision.name, leaving)
                used.add(n)
        elif decision.action == "rename" and decision.topic in result:
            result[decision.topic] = (decision.name, result[decision.topic][1])
            used.add(n)
        elif decision.action == "add" and (claim := _added(decision, texts)):
            target = next((t for t, (label, _) in result.items() if decision.topic in {t, label}), None)
            if target is None:
                target = slug(decision.topic)
                result[target] = (decision.topic, [])
            result[target][1].append(claim)
            used.add(n)
    return result


def _added(decision: FigureDecision, texts: Mapping[str, str]) -> Claim | None:
    """Return the claim that a person adds; None if its words do not stand in its text."""
    start = texts.get(decision.file, "").find(decision.quote)
    if start < 0:
        return None
    name = f"added-{slug(decision.quote)[:24]}"
    why = f"added by hand: {decision.reason}"
    return Claim(
        name,
        decision.file,
        start,
        decision.low,
        decision.high,
        decision.qualifier,
        "",
        "",
        "",
        "",
        "",
        decision.quote,
        why,
        start,
        start + len(decision.quote),
        frame=Frame(),
    )


def _describe(decision: FigureDecision) -> str:
    what = decision.claim or decision.topic or ", ".join(decision.topics) or decision.quote
    return f"figures {decision.action} {what}"
