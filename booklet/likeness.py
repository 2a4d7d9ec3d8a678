"""How much speaks for two claims being about one quantity: pieces of evidence, each with a weight.

The weights are learned from folders of sample texts whose answers are known (tests/corpora/learn.py) and kept as data;
the sum is the logarithm of the odds. A person can read each piece: `explain` names those that count most.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from booklet.model import Claim
from booklet.nouns import noun_class, same_thing

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
                or _is_apart(claim)
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
        """Return 0 to 1: the weight of the words in common against that of all."""
        both = one & other
        if not both:
            return 0.0
        shared = sum(self.weights.get(word, 1.0) ** 2 for word in both)
        size = math.sqrt(self._size(one) * self._size(other))
        return shared / size if size else 0.0

    def _size(self, words: Iterable[str]) -> float:
        return sum(self.weights.get(word, 1.0) ** 2 for word in words)


def _is_apart(claim: Claim) -> bool:
    """Say whether a claim speaks of another event."""
    return claim.phase.isdigit() or claim.phase == "elsewhere"


@cache
def _data() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads((files("booklet") / "likeness.toml").read_text("utf-8"))


def weights() -> Mapping[str, float]:
    """Return the weight of each piece of evidence between two claims."""
    return _data()["pairs"]


def group_weights() -> Mapping[str, float]:
    """Return the weight of each piece of evidence between two groups of claims."""
    return _data()["groups"]


def likeness(one: Claim, other: Claim, company: Company) -> float:
    """Return the logarithm of the odds that two claims are about one quantity."""
    table = weights()
    return sum(table.get(name, 0.0) * amount for name, amount in evidence(one, other, company).items())


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
    if a.kind and b.kind and a.kind != b.kind:
        return False
    return not (_is_apart(one) or _is_apart(other)) or one.phase == other.phase


def value_of(claim: Claim) -> float:
    """Return one number that stands for a claim: the middle of its interval, else its one end."""
    ends = [v for v in (claim.low, claim.high) if v is not None]
    return sum(ends) / len(ends) if ends else 0.0


def digits(value: float) -> int:
    """Return how many figures of a value are more than zeros at its end: 147 has three, 26,000 two."""
    if not value:
        return 1
    text = f"{value:.4f}".rstrip("0").rstrip(".").replace(".", "")
    return len(text.strip("0")) or 1


def evidence(one: Claim, other: Claim, company: Company) -> dict[str, float]:
    """Return the pieces of evidence for and against two claims being about one quantity."""
    a, b = one.frame, other.frame
    alike = _speak_alike(one, other)
    found: dict[str, float] = {"always": 1.0}
    if alike:
        found["the same thing happened to the same"] = 1.0
    chief = alike and one.id in company.chief and other.id in company.chief
    _values(one, other, found, " of the same, both chief" if chief else " of the same" if alike else "")
    _places(a.places & company.local, b.places & company.local, found)
    _deeds(one, other, found)
    _nouns(one, other, found)
    _details(one, other, found)
    if (
        value_of(one) == value_of(other)
        and a.noun
        and b.noun
        and not found.keys() & {"the same noun", "the same things", "the same people", "the same group of people"}
    ):
        found["the same value of different nouns"] = 1.0
    near = company.likeness(a.context, b.context)
    found["company"] = min(near, 0.6)
    found["heading"] = min(1.0, company.likeness(a.heading, b.heading)) if a.heading and b.heading else 0.0
    crossed = company.likeness(a.heading, b.context) if a.heading else 0.0
    crossed = max(crossed, company.likeness(b.heading, a.context) if b.heading else 0.0)
    found["heading in the words around"] = min(crossed, 0.6)
    if a.kind in {"money", "measure"}:
        found[a.kind] = 1.0
        found[f"{a.kind}, company"] = min(near, 0.6)
        if value_of(one) != value_of(other):
            found[f"{a.kind}, other values"] = 1.0
    elif not a.kind or not b.kind:
        found["one or both bare"] = 1.0
        if not a.kind and not b.kind:
            found["both bare"] = 1.0
    together = len({v for v in a.companions & b.companions if digits(v) > 1 and v != value_of(one)})
    found["other numbers in common"] = float(min(together, 2))
    if one.file == other.file:
        _in_one_text(one, other, found)
    return found


def _speak_alike(one: Claim, other: Claim) -> bool:
    """Say whether both say for sure that the same thing happened to the same kind and group, whole or part."""
    a, b = one.frame, other.frame
    sure = a.confidence >= SURE and b.confidence >= SURE and a.family != "" and a.family == b.family
    return (
        sure
        and a.kind == b.kind
        and one.group == other.group
        and a.thing == b.thing
        and (a.part == b.part or one.group not in {"people", ""})
    )


def _values(one: Claim, other: Claim, found: dict[str, float], of: str) -> None:
    x, y = value_of(one), value_of(other)
    vague = "vague" in {one.qualifier, other.qualifier}
    if vague:
        found["vague" + of] = 1.0
        return
    if x == y:
        found[f"the same value{of}, {min(digits(x), 3)} figures"] = 1.0
        if x < 13:
            found["the same value, small"] = 1.0
        return
    ratio = max(x, y) / max(min(x, y), 1e-9)
    name = next(
        (
            n
            for limit, n in ((1.06, "6 %"), (1.2, "20 %"), (1.6, "60 %"), (2.5, "2.5 times"), (6, "6 times"))
            if ratio <= limit
        ),
        "more than 6 times",
    )
    found[("values far apart" if name.startswith("more") else f"values within {name}") + of] = 1.0
    if min(x, y) < 10:
        found["different small values"] = 1.0


def _deeds(one: Claim, other: Claim, found: dict[str, float]) -> None:
    a, b = one.frame, other.frame
    sure = a.confidence >= SURE and b.confidence >= SURE
    if a.family and b.family:
        if a.family == b.family:
            found["the same thing happened" if sure else "perhaps the same thing happened"] = 1.0
        elif _kin(a.family, b.family):
            found["kindred things happened" if sure else "perhaps kindred things happened"] = 1.0
        else:
            found["different things happened" if sure else "perhaps different things happened"] = 1.0
    elif a.family or b.family:
        found["only one says what happened"] = 1.0
    else:
        found["neither says what happened"] = 1.0
    if a.verb and a.verb == b.verb:
        found["the same verb"] = 1.0
    elif a.verb and b.verb and a.family != b.family:
        found["different verbs"] = 1.0
    if (a.announced and a.announced in {b.announced, b.noun}) or (b.announced and b.announced == a.noun):
        found["announced by the same noun"] = 1.0


@cache
def _kin(one: str, other: str) -> bool:
    """Say whether accounts may use two families for one fact: 'fled' and 'expelled', 'dead' and 'buried'."""
    return any({one, other} <= kin for kin in _KIN)


_KIN = tuple(
    frozenset(words.split())
    for words in (
        "killed buried recovered missing executed identified exhumed drowned commemorated",
        "arrested imprisoned captured interned convicted tried surrendered questioned",
        "displaced expelled homeless evacuated emigrated resettled interned transferred",
        "destroyed damaged burned flooded collapsed looted sunk",
        "wounded hospital ill tortured",
        "gathered struck present aboard",
        "deployed mobilised enrolled conscripted gathered present",
        "rescued aboard survived returned released",
        "fed distributed sheltered starving",
        "donated raised paid spent cost claimed",
        "animals_lost destroyed killed",
    )
)


def _nouns(one: Claim, other: Claim, found: dict[str, float]) -> None:
    a, b = one.frame, other.frame
    if a.kind == b.kind == "people":
        if one.group == other.group:
            found["the same people" if one.group == "people" else "the same group of people"] = 1.0
            if one.group == "people" and a.noun and b.noun and a.noun != b.noun:
                found["people by different nouns"] = 1.0
        elif "people" in {one.group, other.group}:
            found["a group and people"] = 1.0
        else:
            found["different groups of people"] = 1.0
    elif a.kind == b.kind == "thing":
        if a.thing == b.thing or same_thing(a.noun) == same_thing(b.noun):
            found["the same things"] = 1.0
        elif noun_class(a.noun) == noun_class(b.noun) and noun_class(a.noun) not in {
            None,
            "abstract",
            "thing",
            "event",
            "document",
        }:
            found["things of one kind"] = 1.0
        else:
            found["different things"] = 1.0
    if a.noun and a.noun == b.noun:
        found["the same noun"] = 1.0


def _places(one: frozenset[str], other: frozenset[str], found: dict[str, float]) -> None:
    if one & other:
        found["the same place"] = 1.0
    elif one and other:
        found["different places"] = 1.0
    elif one or other:
        found["only one names a place"] = 1.0


def _details(one: Claim, other: Claim, found: dict[str, float]) -> None:
    of_all = [
        claim.frame.part and claim.group in {"people", ""} for claim in (one, other)
    ]  # a group is a part by its name
    if of_all[0] != of_all[1]:
        found["one is a part"] = 1.0
    elif all(of_all):
        found["both are parts"] = 1.0
    apart = [claim.phase for claim in (one, other) if _is_apart(claim)]
    if len(apart) == 1 or len(set(apart)) == 2:
        found["another event"] = 1.0
    if ("further" in {one.phase, other.phase}) and one.phase != other.phase:
        found["one is further"] = 1.0


def _in_one_text(one: Claim, other: Claim, found: dict[str, float]) -> None:
    a, b = one.frame, other.frame
    found["in one text"] = 1.0
    if a.sentence == b.sentence:
        found["in one sentence"] = 1.0
    if a.rival or b.rival:
        found["in one text, as rivals"] = 1.0
    if value_of(one) == value_of(other):
        found["the same value in one text"] = 1.0
    if abs(a.sentence - b.sentence) <= 1 and (a.confidence < SURE or b.confidence < SURE):
        found["bare beside it"] = 1.0
