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
    counts: Mapping[str, frozenset[str]]  # family -> what it may count: people, things, money, measures, time
    opening: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]  # role, first word or stem* -> (entry, family)
    groups: re.Pattern[str]
    group_entries: tuple[tuple[re.Pattern[str], str, str], ...]  # (pattern, 'people' or 'thing', group)
    known: dict[tuple[str, str], re.Pattern[str] | None] = field(default_factory=dict)  # role, first word -> entries
    known_families: dict[tuple[str, str], list[str]] = field(default_factory=dict)  # what was looked up before
    known_groups: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    def may_count(self, family: str, kind: str) -> bool:
        """Say whether a family may count 'people' or a 'thing'; one that a project adds counts anything."""
        return not kind or {"people": "people", "thing": "things"}[kind] in self.counts.get(
            family, {"people", "things"}
        )

    def events(self, sentence: str) -> list[Event]:
        """Locate the event words of a sentence. Of two readings in one role, the longer hides the shorter."""
        found: list[Event] = []
        words = [(match.start(), match[0].lower()) for match in _FIRST_WORD.finditer(sentence)]
        for role in ROLES:
            reached = 0
            for start, word in words:
                pattern = self._beginning_with(role, word) if start >= reached else None
                if pattern and (match := pattern.match(sentence, start)):
                    reached = match.end()
                    families = self._families_of(role, word, match[0].lower())
                    found += (Event(start, reached, family, role) for family in families)
        return sorted(found, key=lambda e: (e.start, -e.end))

    def _entries(self, role: str, word: str) -> list[tuple[str, str]]:
        pairs = {*self.opening.get((role, word), ()), *self.opening.get((role, word[:_STEM] + "*"), ())}
        return sorted(pairs, key=lambda pair: (-len(pair[0]), pair))

    def _beginning_with(self, role: str, word: str) -> re.Pattern[str] | None:
        """Return one pattern of the entries that may begin with a word, compiled when the word is first met."""
        if (role, word) not in self.known:
            joined = "|".join(_pattern(entry) for entry, _ in self._entries(role, word))
            self.known[role, word] = re.compile(rf"(?:{joined})(?!\w)", re.IGNORECASE) if joined else None
        return self.known[role, word]

    def _families_of(self, role: str, word: str, said: str) -> list[str]:
        key = (role, said)
        if key not in self.known_families:
            entries = self._entries(role, word)
            self.known_families[key] = [name for entry, name in entries if re.fullmatch(_pattern(entry), said)]
        return self.known_families[key]

    def group_of(self, words: str) -> tuple[str, str] | None:
        """Return ('people' or 'thing', group) for a noun."""
        words = words.lower()
        if words not in self.known_groups:
            entries = ((kind, group) for pattern, kind, group in self.group_entries if pattern.fullmatch(words))
            self.known_groups[words] = next(entries, None)
        return self.known_groups[words]


_FIRST_WORD = re.compile(r"(?<![\w’'-])\w+")
_STEM = 3  # letters by which an entry whose first word has a wildcard is found


def _opening(entry: str) -> str:
    """Return the first word of an entry, or the first letters of its stem and '*'."""
    first = re.match(r"[\w*]*", entry.lower().split("_")[0])
    word = first[0] if first else ""
    return word.partition("*")[0][:_STEM] + "*" if "*" in word else word


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
    group_entries = tuple((re.compile(_pattern(word)), k, g) for word, k, g in groups)
    all_groups = "|".join(_pattern(word) for word, _, _ in sorted(groups, key=lambda g: -len(g[0])))
    return Lexicon(
        labels,
        counts,
        {key: tuple(pairs) for key, pairs in opening.items()},
        re.compile(rf"(?<![\w’'-])(?:{all_groups})(?![\w])", re.IGNORECASE),
        group_entries,
    )
