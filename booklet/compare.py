"""Claims -> Topics: which claims speak of one quantity, and how they stand to each other.

Claims join by what they count; equal values of two texts may join what the words leave open. A part never joins its
total, a figure of another year or place stands apart, and what is uncertain is proposed, not printed as fact.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from booklet.families import lexicon
from booklet.model import Claim, FigureDecision, Frame, Placed, Topic, Verdict

ABOUT = 0.10  # 'about N' is widened by this share
_SURE = 0.5
_FAR = 12.0  # a claim beyond this multiple of its topic's median is set apart


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
    groups = _groups(kept)
    labels = lexicon("en", extra).labels
    named = {_topic_id(key): (_topic_name(key, labels), members) for key, members in groups.items()}
    named = _decided_topics(named, decisions, used, texts or {})
    topics = [_topic(name, label, members, place) for name, (label, members) in named.items() if members]
    topics.sort(key=_rank)
    stale = tuple(_describe(d) for n, d in enumerate(decisions) if n not in used)
    return Comparison(tuple(topics), tuple(proposed), stale)


# -- grouping

Key = tuple[str, str, str, str, str]  # family, group or thing, phase, part of what, place


def _groups(claims: Sequence[Claim]) -> dict[Key, list[Claim]]:
    """Put claims together by what they count, then set apart what does not fit."""
    by_key: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_key[_key(claim)].append(claim)
    _join_years(by_key)
    _join_equal(by_key)
    result: dict[Key, list[Claim]] = {}
    for key, members in by_key.items():
        kept, apart = _pruned(_distinct(members))
        if kept:
            result[key] = kept
        for n, claim in enumerate(apart):
            result[(*key[:4], f"{key[4]}~{claim.file}-{n}")] = [claim]
    return result


def _key(claim: Claim) -> Key:
    frame = claim.frame
    what = frame.thing or claim.group or claim.unit
    if frame.family in {"killed", "wounded", "missing", "rescued", "arrested"} and claim.group == "families":
        what = "people"
    phase = claim.phase if claim.phase.isdigit() or claim.phase == "further" else ""
    return (
        frame.family,
        what,
        phase,
        "part" if frame.part and claim.group in {"people", ""} else "part" * frame.part,
        claim.place,
    )


def _join_years(by_key: dict[Key, list[Claim]]) -> None:
    """Set figures of other years apart: another event's, unless their text gives no other of that kind.

    A year or two before the event may be the same story, told with its date.
    """
    for key in [k for k in by_key if k[2].isdigit()]:
        plain = (key[0], key[1], "", key[3], key[4])
        others = [k for k in by_key if k[0] == key[0] and k[1] == key[1] and k[3] == key[3]]
        for claim in list(by_key[key]):
            own = any(c.file == claim.file and c is not claim for k in others for c in by_key[k] if k[2] != key[2])
            years = [int(k[2]) for k in others if k[2].isdigit()]
            close = plain in by_key and not own and claim.qualifier != "vague"
            if close and (len(set(years)) == 1 or own is False):
                by_key[key].remove(claim)
                by_key[plain].append(claim)
        if not by_key[key]:
            del by_key[key]


def _join_equal(by_key: dict[Key, list[Claim]]) -> None:
    """Join what has the same odd value in two texts and does not contradict in what it counts."""
    where: dict[float, list[tuple[Key, Claim]]] = defaultdict(list)
    for key, members in by_key.items():
        for claim in members:
            if claim.low is not None and claim.low == claim.high:
                where[claim.low].append((key, claim))
    for value, places in where.items():
        if len({claim.file for _, claim in places}) < 2 or not _is_odd(value):
            continue
        keys = sorted({key for key, _ in places}, key=lambda k: -len(by_key.get(k, ())))
        first = keys[0]
        for key in keys[1:]:
            if key not in by_key or first not in by_key or not _may_join(first, key):
                continue
            moving = [claim for claim in by_key[key] if claim.low == value and claim.frame.confidence < _SURE]
            for claim in moving:
                by_key[key].remove(claim)
                by_key[first].append(claim)
            if not by_key[key]:
                del by_key[key]


def _is_odd(value: float) -> bool:
    return value >= 21 and value % 10 != 0


def _may_join(one: Key, other: Key) -> bool:
    return one[3] == other[3] and (one[1] == other[1] or "people" in {one[1], other[1]})


def _distinct(members: Sequence[Claim]) -> list[Claim]:
    """Drop exact repeats within one text, and a text's vague words where it gives a figure of the same kind."""
    seen: set[tuple[str, float | None, float | None]] = set()
    result = []
    for claim in sorted(members, key=lambda c: (c.file, c.start)):
        mark = (claim.file, claim.low, claim.high)
        if mark not in seen:
            seen.add(mark)
            result.append(claim)
    return result


def _pruned(members: list[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Set apart the unsure, the far out, and vague words beside a figure of the same text."""
    precise = [c for c in members if c.qualifier != "vague"]
    values = sorted(_middle(c) for c in precise if c.frame.confidence >= _SURE)
    median = values[len(values) // 2] if values else 0.0
    kept: list[Claim] = []
    apart: list[Claim] = []
    for claim in members:
        equal = any(_middle(o) == _middle(claim) for o in precise if o.file != claim.file)
        unsure = claim.frame.confidence < _SURE and not equal
        far = median and claim.qualifier != "vague" and not (median / _FAR <= _middle(claim) <= median * _FAR)
        idle = claim.qualifier == "vague" and (
            any(o.file == claim.file for o in precise) or (median and (claim.low or 0) > median * 3)
        )
        (apart if unsure or far or idle else kept).append(claim)
    return kept, apart


def _middle(claim: Claim) -> float:
    ends = [v for v in (claim.low, claim.high) if v is not None]
    return sum(ends) / len(ends) if ends else 0.0


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


# -- names


def _topic_id(key: Key) -> str:
    parts = [key[0], key[1] if key[1] not in {"people", "troops", ""} else "", key[2], key[3], key[4]]
    return "-".join(re.sub(r"[^\w.~-]+", "-", part) for part in parts if part) or "other"


def _topic_name(key: Key, labels: object) -> str:
    """Return the topic in plain words: 'Killed', 'Killed: children', 'Destroyed: houses'."""
    label = labels.get(key[0], key[0].capitalize()) if isinstance(labels, dict) else key[0].capitalize()
    what = key[1] if key[1] not in {"people", "troops", ""} else ""
    if label.endswith(" things"):
        label = label.removesuffix(" things")
    name = f"{label}: {what}" if what else label
    if key[3]:
        name += " (a part)"
    if key[2]:
        name += f" ({key[2]})"
    return name


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
    sure = [claim for claim in kept.values() if claim.frame.confidence >= 0.4]
    unsure = [claim for claim in kept.values() if claim.frame.confidence < 0.4]
    return sure, unsure


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
                result[f"{decision.topic}-{_slug(decision.name)}"] = (decision.name, leaving)
                used.add(n)
        elif decision.action == "rename" and decision.topic in result:
            result[decision.topic] = (decision.name, result[decision.topic][1])
            used.add(n)
        elif decision.action == "add" and (claim := _added(decision, texts)):
            target = next((t for t, (label, _) in result.items() if decision.topic in {t, label}), None)
            if target is None:
                target = _slug(decision.topic)
                result[target] = (decision.topic, [])
            result[target][1].append(claim)
            used.add(n)
    return result


def _added(decision: FigureDecision, texts: Mapping[str, str]) -> Claim | None:
    """Return the claim that a person adds; None if its words do not stand in its text."""
    start = texts.get(decision.file, "").find(decision.quote)
    if start < 0:
        return None
    name = f"added-{_slug(decision.quote)[:24]}"
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


def _slug(words: str) -> str:
    return re.sub(r"\W+", "-", words.lower()).strip("-") or "topic"


def _describe(decision: FigureDecision) -> str:
    what = decision.claim or decision.topic or ", ".join(decision.topics) or decision.quote
    return f"figures {decision.action} {what}"
