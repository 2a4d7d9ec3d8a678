"""The lexicon of events: families of words for what happens, and groups of whom or what a number counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from booklet.languages import read_data

ROLES = "vine"  # verbs with a counted object, verbs with a counted subject, nouns counted, words that announce a count


@dataclass(frozen=True, slots=True)
class Event:
    """An event word in a sentence."""

    start: int
    end: int
    family: str
    role: str


@dataclass(frozen=True)
class Lexicon:
    """Compiled patterns of one language, with the words a project adds."""

    labels: Mapping[str, str]
    patterns: Mapping[str, re.Pattern[str]]  # role -> one pattern
    families: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]  # role -> (pattern of an entry, family)
    groups: re.Pattern[str]
    group_entries: tuple[tuple[re.Pattern[str], str, str], ...]  # (pattern, 'people' or 'thing', group)
    known: dict[tuple[str, str], list[str]] = field(default_factory=dict)  # what was looked up before
    known_groups: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    def events(self, sentence: str) -> list[Event]:
        """Locate the event words of a sentence. Of two readings in one role, the longer hides the shorter."""
        found: list[Event] = []
        for role in ROLES:
            for match in self.patterns[role].finditer(sentence):
                for family in self._families_of(role, match[0].lower()):
                    found.append(Event(match.start(), match.end(), family, role))
        return sorted(found, key=lambda e: (e.start, -e.end))

    def _families_of(self, role: str, words: str) -> list[str]:
        key = (role, words)
        if key not in self.known:
            self.known[key] = [family for pattern, family in self.families[role] if pattern.fullmatch(words)]
        return self.known[key]

    def group_of(self, words: str) -> tuple[str, str] | None:
        """Return ('people' or 'thing', group) for a noun."""
        words = words.lower()
        if words not in self.known_groups:
            entries = ((kind, group) for pattern, kind, group in self.group_entries if pattern.fullmatch(words))
            self.known_groups[words] = next(entries, None)
        return self.known_groups[words]


def _pattern(entry: str) -> str:
    return re.escape(entry.lower()).replace(r"\*", r"\w{0,6}").replace("_", r"[\s-]")


@cache
def lexicon(language: str = "en", extra: tuple[tuple[str, str, tuple[str, ...]], ...] = ()) -> Lexicon:
    """Return the lexicon of a language. `extra` adds (family, role, words) from booklet.toml; a new family is made."""
    labels: dict[str, str] = {}
    entries: dict[str, list[tuple[str, str]]] = {role: [] for role in ROLES}
    family = ""
    for line in read_data(language, "families.txt").splitlines():
        if head := re.match(r"\[(\w+)\] (.+)", line):
            family = head[1]
            labels[family] = head[2]
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
    patterns = {
        role: re.compile(
            r"(?<![\w’'-])(?:"
            + "|".join(_pattern(w) for w, _ in sorted(pairs, key=lambda p: -len(p[0])))
            + r")(?![\w])",
            re.IGNORECASE,
        )
        for role, pairs in entries.items()
    }
    compiled = {
        role: tuple(
            (re.compile(_pattern(word)), name)
            for word, name in sorted(set(pairs), key=lambda p: (-len(p[0]), p[0], p[1]))
        )
        for role, pairs in entries.items()
    }
    group_entries = tuple((re.compile(_pattern(word)), k, g) for word, k, g in groups)
    all_groups = "|".join(_pattern(word) for word, _, _ in sorted(groups, key=lambda g: -len(g[0])))
    return Lexicon(
        labels, patterns, compiled, re.compile(rf"(?<![\w’'-])(?:{all_groups})(?![\w])", re.IGNORECASE), group_entries
    )
