"""The words by which a figure's neighbours are understood: its lists in grammar.toml and figures.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any

from booklet.languages import any_of, table

_FIRST = re.compile(r"[\w*…#]+")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The closed word lists of a language."""

    determiners: frozenset[str]
    fillers: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    relatives: frozenset[str]
    being: frozenset[str]
    having: frozenset[str]
    helping: frozenset[str]
    pronouns: frozenset[str]
    adverbs: frozenset[str]
    measuring: frozenset[str]
    reporting: frozenset[str]
    fearing: frozenset[str]
    closed: frozenset[str]


@cache
def grammar(language: str = "en") -> Grammar:
    """Return the small words of a language."""
    data = table("grammar.toml", language)
    names = [field.name for field in fields(Grammar) if field.name != "closed"]
    lists = {name: frozenset(data[name]) for name in names}
    small = (
        "determiners",
        "prepositions",
        "conjunctions",
        "relatives",
        "being",
        "having",
        "helping",
        "pronouns",
        "adverbs",
    )
    return Grammar(**lists, closed=frozenset().union(*(lists[name] for name in small)))


@dataclass(frozen=True, slots=True)
class Wording:
    """The lists of figures.toml; what each is for stands there. Endings are tuples, phrases are matched by patterns."""

    adverb_endings: tuple[str, ...]
    describing_endings: tuple[str, ...]
    running_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    announced_endings: tuple[str, ...]
    nation_endings: tuple[str, ...]
    weak_nouns: frozenset[str]
    strength: frozenset[str]
    dead_bodies: frozenset[str]
    anybody: frozenset[str]
    counted_pronouns: frozenset[str]
    counted_pairs: frozenset[str]
    taken_from: frozenset[str]
    speaking: frozenset[str]
    persons: frozenset[str]
    of_which: frozenset[str]
    amounts: frozenset[str]
    counts: frozenset[str]
    that_number: frozenset[str]
    phrase_openers: frozenset[str]
    totals: frozenset[str]
    before_announced: frozenset[str]
    before_past: frozenset[str]
    number_nouns: frozenset[str]
    of: frozenset[str]
    definite: frozenset[str]
    out_of: frozenset[str]
    before_part: frozenset[str]
    before_number: frozenset[str]
    inset_prepositions: frozenset[str]
    before_participle: frozenset[str]
    inverting: frozenset[str]
    object_breaks: frozenset[str]
    particles: frozenset[str]
    hedges: frozenset[str]
    links: frozenset[str]
    ranging: frozenset[str]
    announcing_ends: frozenset[str]
    infinitive: frozenset[str]
    negations: frozenset[str]
    lost: frozenset[str]
    losing: frozenset[str]
    ordering: frozenset[str]
    denying: frozenset[str]
    denying_clauses: frozenset[str]
    granting: frozenset[str]
    fault_verbs: frozenset[str]
    fault_stress: frozenset[str]
    faults: frozenset[str]
    reports: frozenset[str]
    baseless: frozenset[str]
    part_before: frozenset[str]
    part_after: frozenset[str]
    parting: frozenset[str]
    further: frozenset[str]
    later: frozenset[str]
    early: frozenset[str]
    rivals: frozenset[str]
    speakers: frozenset[str]
    articles: frozenset[str]
    asking: frozenset[str]
    place_prepositions: frozenset[str]
    name_particles: frozenset[str]
    no_places: frozenset[str]
    asides: frozenset[str]
    likening: frozenset[str]
    likening_signs: frozenset[str]
    opening_asides: frozenset[str]
    than: frozenset[str]
    apart: frozenset[str]
    before_event: frozenset[str]
    apart_prepositions: frozenset[str]
    extremes: frozenset[str]
    since: frozenset[str]
    relative_of: frozenset[str]
    alike: frozenset[str]
    disasters: frozenset[str]
    in_year: frozenset[str]
    event_names: frozenset[str]
    tolls: frozenset[str]
    year_joints: frozenset[str]
    published: frozenset[str]


@cache
def wording(language: str = "en") -> Wording:
    """Return the lists of a language."""
    lists = {name: words for section in table("figures.toml", language).values() for name, words in section.items()}
    filled: dict[str, Any] = {
        field.name: (tuple if str(field.type).startswith("tuple") else frozenset)(lists[field.name])
        for field in fields(Wording)
    }
    return Wording(**filled)


@lru_cache(20_000)
def opened_by(word: str, language: str = "en") -> frozenset[str]:
    """Return the names of the lists that hold a phrase beginning with a word, in small letters.

    Few of the words near a figure open any: what cannot stand in a sentence need not be looked for.
    """
    plain, patterns = _openings(language)
    return plain.get(word, frozenset()) | {name for name, pattern in patterns if pattern.fullmatch(word)}


@cache
def _openings(language: str) -> tuple[Mapping[str, frozenset[str]], Sequence[tuple[str, re.Pattern[str]]]]:
    """Return the lists by the first words of their phrases, and those whose first words are patterns."""
    words = wording(language)
    plain: dict[str, frozenset[str]] = {}
    patterns: list[tuple[str, re.Pattern[str]]] = []
    for field in fields(Wording):
        firsts = {m[0] for phrase in getattr(words, field.name) if (m := _FIRST.match(phrase))}
        for word in firsts:
            plain[word] = plain.get(word, frozenset()) | {field.name}
        if open_ended := {word for word in firsts if not word.isalnum()}:
            patterns.append((field.name, re.compile(any_of(open_ended))))
    return plain, patterns


def anywhere(words: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern of any of some words or phrases, whole, anywhere in a text in small letters."""
    return re.compile(rf"\b(?:{any_of(words)})\b")


def capital_or_not(words: frozenset[str]) -> str:
    """Return a pattern of any of some words, with a small letter or a capital at their head."""
    return "|".join(f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" for word in sorted(words))
