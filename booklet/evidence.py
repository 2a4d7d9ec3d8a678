"""The pieces of evidence for and against two claims being about one quantity, each by a name that a person can read."""

from __future__ import annotations

from booklet.company import SURE, Company, Facts, digits, is_apart, value_of
from booklet.families import are_kin
from booklet.model import Claim


def evidence(one: Claim, other: Claim, company: Company) -> dict[str, float]:
    """Return the pieces of evidence for and against two claims being about one quantity."""
    a, b = one.frame, other.frame
    this, that = company.facts(one), company.facts(other)
    alike = _speak_alike(one, other)
    found: dict[str, float] = {"always": 1.0}
    if alike:
        found["the same thing happened to the same"] = 1.0
    chief = alike and this.chief and that.chief
    _values(this, that, found, " of the same, both chief" if chief else " of the same" if alike else "")
    _places(this.places, that.places, found)
    _deeds(one, other, found)
    _nouns(this, that, found)
    _details(this, that, found)
    if (
        this.value == that.value
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
        if this.value != that.value:
            found[f"{a.kind}, other values"] = 1.0
    elif not a.kind or not b.kind:
        found["one or both bare"] = 1.0
        if not a.kind and not b.kind:
            found["both bare"] = 1.0
    together = len((this.companions & that.companions) - {this.value})
    found["other numbers in common"] = float(min(together, 2))
    if one.file == other.file:
        _in_one_text(this, that, found)
    return found


def traits(claim: Claim) -> dict[str, float]:
    """Return what speaks for a number being a quantity that accounts give at all, and not one told in passing."""
    frame, value = claim.frame, value_of(claim)
    size = next((name for limit, name in _SIZES if value < limit), "a thousand and more")
    sure = "for sure" if frame.confidence >= 1 else "by guess"
    found = {
        "always": 1.0,
        f"of {frame.kind or 'nothing named'}": 1.0,
        f"read {sure}" if frame.family else "unread": 1.0,
        claim.qualifier: 1.0,
        f"{min(digits(value), 3)} figures": 1.0,
        size: 1.0,
        "company of numbers": min(len(frame.companions), 4) / 4,
        "company of words": min(len(frame.context), 12) / 12,
    }
    said = {
        "its noun only understood": frame.understood,
        "two figures, no noun": not frame.noun and 13 <= value <= 110 and frame.kind not in {"money", "measure"},
        "a part": frame.part,
        "a rival": frame.rival,
        "of another event": is_apart(claim),
        "early": claim.phase == "early",
        "under a heading": bool(frame.heading),
        "a verb": bool(frame.verb),
        "announced": bool(frame.announced),
        "said by someone": bool(claim.said_by),
    }
    return found | {name: 1.0 for name, holds in said.items() if holds}


_ALL = frozenset({"people", ""})
_SIZES = ((2, "one"), (6, "up to five"), (13, "up to twelve"), (110, "up to a hundred"), (1000, "up to a thousand"))


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


def _values(this: Facts, that: Facts, found: dict[str, float], of: str) -> None:
    x, y = this.value, that.value
    if "vague" in {this.claim.qualifier, that.claim.qualifier}:
        found["vague" + of] = 1.0
        return
    if x == y:
        found[f"the same value{of}, {min(this.figures, 3)} figures"] = 1.0
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
        elif are_kin(a.family, b.family):
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


_NO_KINDS = frozenset({None, "abstract", "thing", "event", "document"})  # classes that make two things no more alike


def _nouns(this: Facts, that: Facts, found: dict[str, float]) -> None:
    one, other = this.claim, that.claim
    a, b = one.frame, other.frame
    if a.understood or b.understood:
        same = this.thing == that.thing if a.noun and b.noun else a.kind == b.kind == "people"
        found["the same noun, as understood" if same else "another noun, as understood"] = 1.0
        return
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
        if a.thing == b.thing or this.thing == that.thing:
            found["the same things"] = 1.0
        elif this.noun_class == that.noun_class and this.noun_class not in _NO_KINDS:
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


def _details(this: Facts, that: Facts, found: dict[str, float]) -> None:
    one, other = this.claim, that.claim
    a_part = one.frame.part and one.group in _ALL  # a group is a part by its name
    b_part = other.frame.part and other.group in _ALL
    if a_part != b_part:
        found["one is a part"] = 1.0
    elif a_part:
        found["both are parts"] = 1.0
    if one.frame.summed != other.frame.summed:
        found["one adds up to a total"] = 1.0
    elif one.frame.summed:
        found["both add up to a total"] = 1.0
    if this.apart != that.apart or (this.apart and one.phase != other.phase):
        found["another event"] = 1.0
    if ("further" in {one.phase, other.phase}) and one.phase != other.phase:
        found["one is further"] = 1.0


def _in_one_text(this: Facts, that: Facts, found: dict[str, float]) -> None:
    a, b = this.claim.frame, that.claim.frame
    found["in one text"] = 1.0
    if a.sentence == b.sentence:
        found["in one sentence"] = 1.0
    if a.rival or b.rival:
        found["in one text, as rivals"] = 1.0
    if this.value == that.value:
        found["the same value in one text"] = 1.0
    if abs(a.sentence - b.sentence) <= 1 and (a.confidence < SURE or b.confidence < SURE):
        found["bare beside it"] = 1.0
