"""Who speaks in a text: given, signed, named in a note or by-line, or the site whose furniture it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from booklet.decisions import SourceFacts
from booklet.model import Block, Cleaned, Role


@dataclass(frozen=True, slots=True)
class _Found:
    """An issuer, and the words that name it."""

    name: str
    evidence: str


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def find_issuer(
    text: str, blocks: list[Block], cleaned: Cleaned, facts: SourceFacts, words: Mapping[str, Any]
) -> _Found | None:
    """Return who speaks: given, signed, named in an editor's note or by-line, or the site whose furniture it was."""
    if facts.issuer:
        return _Found(facts.issuer, "given by the publisher")

    def lines(role: Role) -> list[str]:
        return [line.strip() for b in blocks if b.role == role for line in text[b.start : b.end].split("\n")]

    for line in lines("editor_note"):
        if match := _compiled(words["contributed"]).search(line):
            who = _proper(match["who"])
            given = who if not match["for"] else words["for_whom"].format(who=who, **{"for": match["for"]})
            return _Found(given, f"“{_short(line)}”")
    signed = [line.lstrip("–—- ") for line in lines("signature")]
    for line in signed:
        if re.search(words["organisation"], line) and not re.match(words["farewell"], line):
            return _Found(_proper(re.sub(words["before_name"], "", line)), "its signature")
    for line in lines("byline"):
        if re.match(words["masthead"], line):
            return _Found(_proper(line), "the name at the head of the page")
        for key in ("imprint", "byline"):
            if (match := _compiled(words[key]).match(line)) and _names_someone(match["who"], words):
                return _Found(_proper(match["who"]), f"“{_short(line)}”")
    names = [line for line in signed if not re.match(words["farewell"], line) and not re.match(r"\(?Signed", line)]
    if names and _names_someone(names[0], words) and _is_name(names[0], words):
        return _Found(_proper(re.sub(words["before_name"], "", names[0])), "its signature")
    return _site(cleaned, words)


def _site(cleaned: Cleaned, words: Mapping[str, Any]) -> _Found | None:
    removed = [c.before for c in cleaned.changes if c.rule.startswith("furniture.") and not c.after]
    for block in removed:
        for line in block.split("\n"):
            for pattern in words["site"]:
                match = _compiled(pattern).match(line.strip())
                if match and _names_someone(match["who"], words) and match["who"][:1].isupper():
                    return _Found(_proper(match["who"]), f"“{_short(line.strip())}”, on the page around it")
    return None


def _names_someone(name: str, words: Mapping[str, Any]) -> bool:
    bare = name.strip(" .,:;").lower()
    return bool(bare) and not any(re.fullmatch(pattern, bare) for pattern in words["not_issuer"])


def _is_name(line: str, words: Mapping[str, Any]) -> bool:
    """Say whether a line is a name, with an office behind it: 'Anna van der Berg, clerk', no 'On the back'."""
    name = re.sub(words["before_name"], "", line).split(",")[0]
    inside = re.findall(r"[^\W\d_][\w.’'-]*", name)
    small = [word for word in inside if word[0].islower()]
    return bool(inside) and len(line.split()) <= 8 and all(word in words["in_names"] for word in small)


def _proper(name: str) -> str:
    return re.sub(r"^[Tt]he (?=[A-Z])", "", name.strip(" .,:;"))


def _short(line: str) -> str:
    return line if len(line) <= 90 else line[:88].rsplit(" ", 1)[0] + " …"
