"""The lexicon of events as data: its form, and the words that may not stand in it alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from booklet.families import ROLES, lexicon
from booklet.languages import read_data

# Verbs that say nothing of what happened without the words beside them: they stand in phrases only.
TREACHEROUS = [
    "left",
    "lost",
    "held",
    "claimed",
    "sent",
    "taken",
    "took",
    "gone",
    "went",
    "came",
    "come",
    "gave",
    "given",
    "made",
    "put",
    "brought",
    "got",
    "kept",
    "stood",
    "fell_to",
    "saw",
    "seen",
    "lay",
    "lie",
    "turned",
    "moved",
    "called",
    "carried_out",
    "broke",
    "brought_in_the",
    "admitted",
    "charged",
]
# Nouns of people that verbs with a wildcard must not reach: their bearers act, they are not counted as acted upon.
NOT_VERBS = [
    "employers",
    "employees",
    "wreckers",
    "looters",
    "jailers",
    "gaolers",
    "rapists",
    "burglars",
    "executioners",
    "slaughterhouse",
    "slaughterhouses",
    "stations",
    "stationery",
    "landings",
    "sackings",
    "trapdoor",
    "trapdoors",
    "beaters",
    "striker",
    "strikers",
    "marchers",
    "interest",
    "interests",
    "interior",
    "internal",
    "internals",
    "surveyors",
    "terrorists",
    "waiters",
]
# Entries that would turn a word of the wrong family into a claim.
NOT_IN = {
    "killed": ["hurt", "injured", "missing", "captured", "struck", "trapped", "wounded"],
    "wounded": ["killed", "dead", "missing", "lives"],
    "missing": ["killed", "dead", "wounded", "lost"],
    "arrested": ["imprisoned", "convicted", "executed", "interned", "jailed"],
    "imprisoned": ["arrested", "detained", "convicted", "executed", "charged"],
    "convicted": ["arrested", "tried", "executed", "acquitted"],
    "executed": ["killed", "murdered", "convicted"],
    "homeless": ["evacuated", "expelled", "displaced", "refugees", "evacuees"],
    "evacuated": ["expelled", "homeless", "deported", "rescued"],
    "expelled": ["evacuated", "homeless", "fled"],
    "rescued": ["buried", "recovered", "released"],
    "recovered": ["identified", "buried", "exhumed", "rescued"],
    "buried": ["recovered", "identified", "trapped"],
    "hospital": ["wounded", "injured", "ill", "dead", "cured"],
    "destroyed": ["damaged", "flooded", "looted", "sunk"],
    "damaged": ["destroyed", "looted", "burned", "collapsed", "flooded"],
    "struck": ["dismissed", "out", "work", "sacked", "hit"],
    "dismissed": ["struck", "striking", "fired"],
}


def entries() -> Iterator[tuple[str, str, str]]:
    """Yield (family, role, entry) as they stand in the file."""
    family = ""
    for line in read_data("en", "families.txt").splitlines():
        if head := re.fullmatch(r"\[(\w+)\] (\S.*)", line):
            family = head[1]
        elif body := re.fullmatch(r"([vine]): (\S.*)", line):
            yield from ((family, body[1], word) for word in body[2].split())
        else:
            assert not line or line.startswith("#"), f"families.txt: not a head, a role or a comment: {line}"


ALL = list(entries())


def test_no_entry_stands_twice_in_a_role_of_a_family() -> None:
    assert [e for e, times in Counter(ALL).items() if times > 1] == []


def test_every_family_has_a_label_and_something_that_names_or_announces_its_count() -> None:
    roles = defaultdict(set)
    for family, role, _ in ALL:
        roles[family].add(role)
    text = read_data("en", "families.txt")
    heads = re.findall(r"^\[(\w+)\] (.+)$", text, re.MULTILINE)
    assert len({name for name, _ in heads}) == len(heads)
    assert len({label for _, label in heads}) == len(heads)
    assert [name for name, _ in heads if not roles[name] & {"n", "e"}] == []
    assert set(roles) == {name for name, _ in heads}


def test_every_family_says_what_it_counts() -> None:
    text = read_data("en", "families.txt")
    told = re.findall(r"^\[(\w+)\] .+\n# counts ((?:people|things|money|measures|time)(?:, \w+)*)$", text, re.MULTILINE)
    assert len(told) == text.count("\n[")


def test_a_wildcard_keeps_a_stem_of_four_letters() -> None:
    short = [e for e in ALL if "*" in e[2] and len(re.sub(r"[*_]", "", e[2])) < 4]
    assert short == []


def test_entries_are_plain_lower_case_words() -> None:
    assert [e for e in ALL if not re.fullmatch(r"[a-zéè’'*_-]+", e[2]) or e[2].startswith(("*", "_"))] == []


@pytest.mark.parametrize("word", TREACHEROUS)
def test_a_treacherous_verb_stands_in_no_family_alone(word: str) -> None:
    assert [e for e in ALL if e[2] == word and e[1] in "vi"] == []


@pytest.mark.parametrize("word", NOT_VERBS)
def test_no_wildcard_of_a_verb_reaches_a_noun(word: str) -> None:
    assert [e.family for e in lexicon("en").events(word) if e.role in "vi"] == []


@pytest.mark.parametrize(("family", "words"), NOT_IN.items())
def test_families_that_tables_keep_apart_share_no_plain_word(family: str, words: list[str]) -> None:
    found = [(w, e.role) for w in words for e in lexicon("en").events(w) if e.family == family and e.role in "vin"]
    assert found == []


@pytest.mark.parametrize(
    ("phrase", "role", "family"),
    [
        ("did not come home", "i", "killed"),
        ("are in their graves", "i", "killed"),
        ("went to prison", "i", "imprisoned"),
        ("without a roof", "i", "homeless"),
        ("had been out", "i", "struck"),
        ("taken prisoner", "v", "captured"),
        ("were never identified", "i", "unidentified"),
        ("working days lost", "e", "days_lost"),
        ("jumped the rails", "i", "derailed"),
        ("laid down their arms", "i", "surrendered"),
    ],
)
def test_idioms_are_known(phrase: str, role: str, family: str) -> None:
    assert (role, family) in {(e.role, e.family) for e in lexicon("en").events(phrase)}


def test_only_the_four_roles_are_used() -> None:
    assert {role for _, role, _ in ALL} == set(ROLES)
