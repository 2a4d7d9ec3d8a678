"""The lexicon of events: families of words for what happens, and groups of whom or what a number counts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from booklet.languages import read_data

_Parts = tuple[tuple[str, bool], ...]  # the words of an entry, each with whether any ending may follow
ROLES = "vine"  # verbs with a counted object, verbs with a counted subject, nouns counted, words that announce a count


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries that begin with one word: those whose second word is known by that word, and the others."""

    alone: tuple[tuple[_Parts, str], ...]
    followed: Mapping[str, tuple[tuple[_Parts, str], ...]]

    @staticmethod
    def of(pairs: Iterable[tuple[str, str]]) -> _Entries:
        alone: list[tuple[_Parts, str]] = []
        followed: dict[str, list[tuple[_Parts, str]]] = {}
        for entry, family in sorted(pairs, key=lambda pair: (-len(pair[0]), pair)):
            parts = _split(entry)
            plain = len(parts) > 1 and not parts[1][1] and parts[1][0].isalpha()
            (followed.setdefault(parts[1][0], []) if plain else alone).append((parts, family))
        return _Entries(tuple(alone), {word: tuple(rows) for word, rows in followed.items()})


@dataclass(frozen=True, slots=True)
class Event:
    """An event word in a sentence."""

    start: int
    end: int
    family: str
    role: str


@dataclass(frozen=True, slots=True)
class _GroupEntry:
    """A noun of whom or what numbers count. Of two that fit a word, the first in the list is heard."""

    order: int
    pattern: re.Pattern[str]
    kind: str  # 'people' or 'thing'
    group: str


@dataclass(frozen=True)
class Lexicon:
    """Compiled patterns of one language, with the words a project adds."""

    labels: Mapping[str, str]
    counts: Mapping[str, frozenset[str]]  # family -> what it may count: people, things, money, measures, time
    opening: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]  # role, first word or stem* -> (entry, family)
    group_entries: Mapping[str, tuple[_GroupEntry, ...]]  # by the first letters, three or as many as are certain
    known: dict[str, tuple[tuple[str, _Entries], ...]] = field(default_factory=dict)  # of words looked up, by role
    known_groups: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    def may_count(self, family: str, kind: str) -> bool:
        """Say whether a family may count 'people' or a 'thing'; one that a project adds counts anything."""
        return not kind or {"people": "people", "thing": "things"}[kind] in self.counts.get(
            family, {"people", "things"}
        )

    def events(self, sentence: str) -> list[Event]:
        """Locate the event words of a sentence. Of two readings in one role, the longer hides the shorter."""
        found: list[Event] = []
        low = sentence.lower()
        low = low if len(low) == len(sentence) else sentence  # some capitals have two small letters
        words = [(match.start(), match[0]) for match in _FIRST_WORD.finditer(low)]
        last = len(words) - 1
        reached = dict.fromkeys(ROLES, 0)
        for n, (start, word) in enumerate(words):
            known = self.known.get(word)
            if known is None:
                known = self._beginning_with(word)
            if not known:
                continue  # as most words do
            for role, entries in known:
                if start < reached[role]:
                    continue
                second = words[n + 1][1] if n < last else ""
                end, named = -1, []
                for parts, family in (*entries.alone, *entries.followed.get(second, ())):
                    at = _match(parts, low, start)
                    if at > end:
                        end, named = at, [family]
                    elif at == end > 0 and family not in named:
                        named.append(family)
                if end > 0:
                    reached[role] = end
                    found += (Event(start, end, family, role) for family in named)
        return sorted(found, key=lambda e: (e.start, -e.end, ROLES.index(e.role)))

    def _beginning_with(self, word: str) -> tuple[tuple[str, _Entries], ...]:
        """Return by role the entries that may begin with a word, split into words, and keep them for the next time."""
        stem = word[:_STEM] + "*"
        pairs = {role: {*self.opening.get((role, word), ()), *self.opening.get((role, stem), ())} for role in ROLES}
        fitting = {role: {pair for pair in found if _may_open(pair[0], word)} for role, found in pairs.items()}
        self.known[word] = tuple((role, _Entries.of(found)) for role, found in fitting.items() if found)
        return self.known[word]

    def group_of(self, words: str) -> tuple[str, str] | None:
        """Return ('people' or 'thing', group) for a noun."""
        words = words.lower()
        if words not in self.known_groups:
            entries = [e for n in range(min(_STEM, len(words)) + 1) for e in self.group_entries.get(words[:n], ())]
            fitting = min((e for e in entries if e.pattern.fullmatch(words)), key=lambda e: e.order, default=None)
            self.known_groups[words] = (fitting.kind, fitting.group) if fitting else None
        return self.known_groups[words]


_FIRST_WORD = re.compile(r"(?<![\w’'-])\w+")
_STEM = 3  # letters by which an entry whose first word has a wildcard is found


def _opening(entry: str) -> str:
    """Return the first word of an entry, or the first letters of its stem and '*'."""
    first = re.match(r"[\w*]*", entry.lower().split("_")[0])
    word = first[0] if first else ""
    return word.partition("*")[0][:_STEM] + "*" if "*" in word else word


def _split(entry: str) -> _Parts:
    """Return the words of an entry, each with whether any ending may follow."""
    return tuple((word.partition("*")[0], "*" in word) for word in entry.lower().split("_"))


def _may_open(entry: str, word: str) -> bool:
    """Say whether an entry may begin with a word: most that share its first letters may not."""
    stem, wild = _split(entry)[0]
    return not stem.isalnum() or word == stem or (wild and word.startswith(stem))


def _match(parts: _Parts, text: str, start: int) -> int:
    """Return where an entry that begins at `start` ends, -1 where it does not stand. `*` is six letters at most."""
    at = start
    for n, (stem, wild) in enumerate(parts):
        if n:
            if at >= len(text) or not (text[at].isspace() or text[at] == "-"):
                return -1
            at += 1
        if not text.startswith(stem, at):
            return -1
        at += len(stem)
        limit = at + (6 if wild else 0)
        while at < limit and at < len(text) and (text[at].isalnum() or text[at] == "_"):
            at += 1
    return -1 if at < len(text) and (text[at].isalnum() or text[at] == "_") else at


def _pattern(entry: str) -> str:
    return re.escape(entry.lower()).replace(r"\*", r"\w{0,6}").replace("_", r"[\s-]")


@cache
def lexicon(language: str = "en", extra: tuple[tuple[str, str, tuple[str, ...]], ...] = ()) -> Lexicon:
    """Return the lexicon of a language. `extra` adds (family, role, words) from booklet.toml; a new family is made."""
    labels: dict[str, str] = {}
    counts: dict[str, frozenset[str]] = {}
    entries: dict[str, list[tuple[str, str]]] = {role: [] for role in ROLES}
    family = ""
    for line in read_data(language, "families.txt").splitlines():
        if head := re.match(r"\[(\w+)\] (.+)", line):
            family = head[1]
            labels[family] = head[2]
        elif told := re.match(r"# counts (.+)", line):
            counts[family] = frozenset(told[1].split(", "))
        elif body := re.match(r"([vine]): (.+)", line):
            entries[body[1]] += [(word, family) for word in body[2].split()]
    for name, role, words in extra:
        labels.setdefault(name, name.replace("-", " ").replace("_", " ").capitalize())
        entries[role] += [(word.replace(" ", "_"), name) for word in words]
    groups: list[tuple[str, str, str]] = []
    kind = group = ""
    for line in read_data(language, "groups.txt").splitlines():
        if head := re.match(r"\[(\w+):(\w+)\]", line):
            kind, group = head[1], head[2]
        elif line and not line.startswith("#"):
            groups += [(word, kind, group) for word in line.split()]
    opening: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for role, pairs in entries.items():
        for entry, name in pairs:
            opening.setdefault((role, _opening(entry)), []).append((entry, name))
    group_entries: dict[str, list[_GroupEntry]] = {}
    for order, (word, kind, group) in enumerate(groups):
        certain = re.match(r"[^*_]{0,3}", word.lower())
        noun = _GroupEntry(order, re.compile(_pattern(word)), kind, group)
        group_entries.setdefault(certain[0] if certain else "", []).append(noun)
    return Lexicon(
        labels,
        counts,
        {key: tuple(pairs) for key, pairs in opening.items()},
        {letters: tuple(entries) for letters, entries in group_entries.items()},
    )


@cache
def _known_of_families() -> Mapping[str, Any]:
    return tomllib.loads((files("booklet") / "families.toml").read_text("utf-8"))


@cache
def is_state(family: str) -> bool:
    """Say whether a family tells what people are rather than what became of them: 'aboard', 'homeless'."""
    return family in _known_of_families()["states"]


@cache
def are_kin(one: str, other: str) -> bool:
    """Say whether accounts may use two families for one fact: 'fled' and 'expelled', 'dead' and 'buried'."""
    return any(one in kin and other in kin for kin in _known_of_families()["kin"])
