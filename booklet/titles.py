"""What a topic is called: what was counted and what became of it; and where two would be called alike, what parts them.

A name is the publisher's only where the readings bear it. Else, and to tell topics of one kind apart, it takes words of
the claims themselves, in quotation marks: a reader sees whose words they are, and no figure is named in a title.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from booklet.company import SURE
from booklet.excerpts import NAMELESS, excerpt_of, is_empty_noun, noun_as_written, place_as_written, shared_noun
from booklet.families import Lexicon, are_kin, is_state
from booklet.headings import plain
from booklet.languages import phrases
from booklet.model import Claim
from booklet.nouns import is_mostly_verb, is_plural, noun_class, singular
from booklet.units import is_unit, unit_words
from booklet.wording import grammar, wording

_COMMON = frozenset({"people", ""})
_CLEARLY = 1.2  # times the weight of all other readings
_ANNOUNCING = frozenset({"money", "abstract", "event", "measure"})  # classes of nouns that say what is measured


@dataclass(frozen=True, slots=True)
class _Title:
    """A title as far as the readings give it."""

    words: str
    open: bool = False  # it says too little to stand alone
    tells: bool = False  # it names what happened


def entitle(
    groups: Sequence[list[Claim]], lexicon: Lexicon, texts: Mapping[str, str]
) -> dict[str, tuple[str, list[Claim]]]:
    """Return each group under its id, with its title: 'Killed', 'Killed: children', 'Killed: “at the lower lock”'.

    `lexicon` names the families; `texts` are the cleaned texts by file, from which words are quoted.
    """
    ranked = sorted(groups, key=lambda g: (-len({c.file for c in g}), -len(g), g[0].file, g[0].start))
    drafts = [_draft(group, lexicon, texts) for group in ranked]
    alike: dict[str, list[list[Claim]]] = defaultdict(list)
    for draft, group in zip(drafts, ranked, strict=True):
        alike[draft.words].append(group)
    named: dict[str, tuple[str, list[Claim]]] = {}
    taken: set[str] = set()
    for draft, group in zip(drafts, ranked, strict=True):
        title = draft.words
        if draft.open or alike[title][0] is not group:
            title = _told_apart(title, group, alike[title], texts, taken, lexicon if draft.tells else None)
        count = 1
        while (unique := title if count == 1 else f"{title} ({count})").casefold() in taken:
            count += 1
        taken.add(unique.casefold())
        named[_identify(group, named)] = (unique, group)
    return named


def slug(words: str) -> str:
    """Return words as a part of an id: small letters, figures and hyphens."""
    return re.sub(r"\W+", "-", words.lower()).strip("-") or "topic"


def counted(claim: Claim) -> tuple[str, str, str, str]:
    """Return what a claim counts: the family, whom or what, another year, a part."""
    frame = claim.frame
    phase = claim.phase if claim.phase.isdigit() or claim.phase in {"further", "elsewhere"} else ""
    return frame.family, frame.thing or claim.group, phase, "part" * frame.part


# -- the title


def _draft(group: Sequence[Claim], lexicon: Lexicon, texts: Mapping[str, str]) -> _Title:
    """Name a group by what its claims were read as, without a look at the other groups."""
    if family := _family(group):
        told = [counted(c) for c in group if c.frame.family == family and c.frame.confidence >= SURE]
        _, _, phase, part = (_majority([t[n] for t in told]) for n in range(4))
        what = _majority([t[1] for t in told if t[1]] or [""])
        what = "" if what in _COMMON else what
        if _holds_for(family, what, group, lexicon):
            label = lexicon.labels.get(family, family.capitalize())
            doubled = bool(what) and any(singular(w) == singular(what) for w in label.split())
            title = _said("of", topic=label.removesuffix(" things"), what=what) if what and not doubled else label
            if phase:
                title = _said("year" if phase.isdigit() else phase, topic=title, year=phase)
            return _Title(title, bool(part) and not what, tells=True)
        if not (_head(group) or excerpt_of(group, (), texts)):
            return _Title(lexicon.labels.get(family, family.capitalize()))
    return _measured(group, texts) if group[0].frame.kind in {"money", "measure"} else _by_noun(group, texts)


def _family(group: Sequence[Claim]) -> str:
    """Return what became of those whom the claims count, where other readings have clearly less weight."""
    weights: dict[str, float] = defaultdict(float)
    for claim in group:
        sure = claim.frame.confidence >= SURE
        weights[claim.frame.family] += claim.frame.confidence * (1.0 if sure else 0.5)
    for family in weights:
        if is_state(family):  # 'aboard' may be true of those rescued, too
            weights[family] *= 0.9
    known = {c.frame.family for c in group if c.frame.family and c.frame.confidence >= SURE}
    best = max(sorted(known), key=lambda family: weights[family], default="")
    against = sum(
        weight for family, weight in weights.items() if family not in {"", best} and not are_kin(family, best)
    )
    return best if best and weights[best] >= _CLEARLY * against else ""


@cache
def _named_for() -> Mapping[str, list[str]]:
    table: Mapping[str, list[str]] = tomllib.loads((files("booklet") / "families.toml").read_text("utf-8"))["named_for"]
    return table


def _holds_for(family: str, what: str, group: Sequence[Claim], lexicon: Lexicon) -> bool:
    """Say whether the name of a family is true of those counted: soldiers are 'deployed', a crowd is not."""
    if any(c.frame.kind == "people" for c in group) and not lexicon.may_count(family, "people"):
        return False
    groups = _named_for().get(family)
    return groups is None or what in groups or all(c.frame.kind == "thing" for c in group)


def _majority(values: Sequence[str]) -> str:
    """Return the value that more than half have, or nothing."""
    value, count = Counter(values).most_common(1)[0]
    return value if 2 * count > len(values) else ""


def _measured(group: Sequence[Claim], texts: Mapping[str, str]) -> _Title:
    """Name a sum or a measure by a noun that one claim is announced by and others have near them: 'Depth (feet)'."""
    unit = unit_words(group[0].unit)
    words = Counter(w for c in group for w in dict.fromkeys((c.frame.noun, c.frame.announced)) if w)
    for head, _ in sorted(words.most_common(), key=lambda pair: noun_class(pair[0]) not in _ANNOUNCING):
        heard = [c for c in group if head in {c.frame.noun, c.frame.announced} or plain(head) in c.frame.context]
        needed = 2 * len(heard) >= len(group) if noun_class(head) in _ANNOUNCING else len(heard) == len(group)
        if needed and not is_empty_noun(head) and not _is_of_unit(head, unit) and noun_class(head) not in NAMELESS:
            return _Title(_said("measured", topic=head.capitalize(), unit=unit))
    near = shared_noun(group, (), texts)
    if noun_class(near) in _ANNOUNCING - {"event"}:
        return _Title(_said("measured", topic=near.capitalize(), unit=unit))
    return _Title(unit.capitalize(), open=True)


def _is_of_unit(word: str, unit: str) -> bool:
    return is_unit(word) or any(singular(word) == singular(part) for part in unit.split())


def _names(group: Sequence[Claim]) -> Counter[str]:
    """Count the claims that name what they count by a noun, or announce it by one."""
    return Counter(w for c in group for w in dict.fromkeys((c.frame.thing or c.frame.noun, c.frame.announced)) if w)


def _head(group: Sequence[Claim]) -> str:
    """Return the noun by which at least half of the claims name what they count, or nothing."""
    words = _names(group)
    word, count = words.most_common(1)[0] if words else ("", 0)
    return word if 2 * count >= len(group) else ""


def _by_noun(group: Sequence[Claim], texts: Mapping[str, str]) -> _Title:
    """Name a group by the noun counted, as the texts write it; people need words that say what of them."""
    head = _head(group)
    if not head:
        return _Title("", open=True)
    plain = noun_as_written(group, head, texts) or head
    if texts and not is_plural(plain):
        return _Title("", open=True)
    return _Title(plain[:1].upper() + plain[1:], open=group[0].frame.kind != "thing")


# -- what parts topics of one name


def _told_apart(
    words: str,
    group: Sequence[Claim],
    alike: Sequence[list[Claim]],
    texts: Mapping[str, str],
    taken: set[str],
    said: Lexicon | None,
) -> str:
    """Add to a title what sets its group apart: whom it counts, its place, a word or a phrase of its own."""
    others = [claim for other in alike if other is not group for claim in other]
    for detail in _details(group, others, texts, said):
        form = "and" if ":" in words else "of"
        title = _said(form, topic=words, what=_shortened(detail, words)) if words else detail
        if title.casefold() not in taken:
            return title
    return words or _said("unnamed")


def _shortened(detail: str, words: str) -> str:
    """Leave out a noun that the title gives already: 'Men: “were locked out”', not 'Men: “men were locked out”'."""
    said, _, rest = detail.removeprefix("“").partition(" ")
    again = singular(said) == singular(words) and " " in rest
    return f"“{rest}" if again and rest.split()[0] not in grammar().conjunctions else detail


def _details(
    group: Sequence[Claim], others: Sequence[Claim], texts: Mapping[str, str], said: Lexicon | None
) -> list[str]:
    nouns = {singular(claim.frame.noun) for claim in others}
    noun = _head([c for c in group if not c.frame.understood] or group)
    person = noun_class(noun) in {"person", "group"} and singular(noun) not in wording().anybody
    alone = len({claim.file for claim in group}) == 1
    word = "" if alone else shared_noun(group, others, texts)
    quoted = [place_as_written(group, others, texts), word, excerpt_of(group, others, texts, said)]
    if not others and group[0].frame.kind == "people":
        quoted.reverse()  # what became of them is told by a phrase rather than by a noun
    parts = bool(others) and singular(noun) not in nouns
    details = [noun_as_written(group, noun, texts)] if noun and person and parts else []
    return [*filter(None, details), *(_said("quoted", words=found) for found in quoted if found)]


def _said(form: str, **values: str) -> str:
    return str(phrases("en")["topics"][form]).format(**values)


# -- the id


def _identify(group: Sequence[Claim], named: Mapping[str, object]) -> str:
    """Return the id by which a decision names a topic. It hangs on the readings alone, not on how titles are worded."""
    sure = [c for c in group if c.frame.family and c.frame.confidence >= SURE]
    if sure:
        family, what, phase, part = Counter(map(counted, sure)).most_common(1)[0][0]
        what = "" if what in _COMMON | {"troops"} else what
        name = slug(" ".join(filter(None, (family, what, phase, part))))
    else:
        measured = group[0].frame.kind in {"money", "measure"}
        unit = unit_words(group[0].unit) if measured else ""
        head = next((w for w, _ in _names(group).most_common() if w not in unit), "") or _shared_word(group, unit)
        name = slug(f"{head} {group[0].unit if measured else ''}" if head else unit or "figures")
    count = 1
    while (unique := name if count == 1 else f"{name}-{count}") in named:
        count += 1
    return unique


def _shared_word(group: Sequence[Claim], unit: str) -> str:
    """Return the longest noun that all claims have near them, or nothing; their unit says nothing new."""
    shared = frozenset.intersection(*(c.frame.context for c in group))
    nouns = [w for w in shared if w.isalpha() and noun_class(w) and not is_mostly_verb(w) and w not in unit]
    return max(nouns, key=lambda w: (len(w), w), default="")
