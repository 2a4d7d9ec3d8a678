"""What a rule is: a pure function that finds edits, with the reason and the examples that prove it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from booklet.languages import table
from booklet.layout import Layout, measure
from booklet.lexicon import Lexicon, lexicon
from booklet.model import RuleKind

# Signs of which one must stand in the text (quick to look for), and what they must look like there.
_MARKDOWN = (
    ("**", r"\*\*\S[^*\n]{0,400}\*\*"),
    ("](http", r"\]\(https?:"),
    ("--- ***", r"^\s*(?:---|\*\*\*)\s*$"),
    ("<sup>", r"<sup>"),
    ("* + -", r"^[*+-] \S"),
)


_SIC = re.compile(r"[\[(]sic[.!?]?[\])]", re.IGNORECASE)
_OF_WORDS = frozenset(
    {"specks", "joints", "letters", "ordinals", "spacing", "quotes", "dashes", "doubts"}
)  # leave [sic] alone


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `after` in the place of text[start:end]. `why` is said where the edit is only proposed."""

    start: int
    end: int
    after: str
    why: str = ""


@dataclass
class Context:
    """What a rule may know beside the text: facts that were true of the text as received only ever permit edits."""

    text: str
    language: str = "en"
    was_markdown: bool = False
    was_read_by_machine: bool = False
    was_wrapped: bool = False
    own_words: frozenset[str] = frozenset()  # that a person wrote into sources.toml, in small letters

    @cached_property
    def layout(self) -> Layout:
        """Return the lines, blocks and column of the text as the rule sees it."""
        return measure(self.text)

    @cached_property
    def markdown(self) -> bool:
        """Say whether the text carries Markdown: a heading, or two other kinds of its marks."""
        if self.was_markdown or ("# " in self.text and re.search(r"^#{1,6} \**\S", self.text, re.MULTILINE)):
            return True
        kinds = (pattern for sign, pattern in _MARKDOWN if any(mark in self.text for mark in sign.split()))
        return sum(bool(re.search(pattern, self.text, re.MULTILINE)) for pattern in kinds) >= 2

    @cached_property
    def counts(self) -> Counter[str]:
        """Return how often each word of the text stands in it, in small letters, hyphened words as one."""
        return Counter(re.findall(r"[^\W_][\w’'-]*", self.text.lower()))

    @cached_property
    def words(self) -> Lexicon | None:
        """Return the lexicon, for a page that a machine read in a language that has one; else None.

        On typed pages an author's own spelling, names and dialect are left alone: there it is not even opened.
        """
        return lexicon(self.language) if self.read_by_machine else None

    @property
    def divided_words(self) -> Lexicon | None:
        """Return the lexicon for the one question it may answer on any wrapped page: is this a word cut in two?"""
        wrapped = self.was_wrapped or self.layout.wrapped or self.read_by_machine
        return lexicon(self.language) if wrapped else None

    @cached_property
    def as_written(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches marked [sic]: the quotation around the mark, or the three words before it."""
        return tuple(_marked(self.text, match) for match in _SIC.finditer(self.text))

    @property
    def read_by_machine(self) -> bool:
        """Say whether a machine read this page: then specks and misread signs are likely."""
        return self.was_read_by_machine or self.layout.read_by_machine


def _marked(text: str, mark: re.Match[str]) -> tuple[int, int]:
    """Return where the words that a [sic] speaks of begin and end."""
    begin = max(text.rfind("\n\n", 0, mark.start()), 0)
    before = text[begin : mark.start()]
    for opening, closing in ("“”", "‘’", '""'):
        at = before.rfind(opening)
        open_still = before.count('"') % 2 == 1 if opening == '"' else at > before.rfind(closing)
        end = text.find(closing, mark.end())
        if at >= 0 and open_still and end >= 0 and "\n\n" not in text[mark.end() : end]:
            return begin + at, end + 1
    words = list(re.finditer(r"\S+", before))[-3:]
    return (begin + words[0].start() if words else mark.start()), mark.end()


@cache
def own_words(language: str, part: str, key: str) -> frozenset[str]:
    """Return the words of a language that rules lean on, from its cleaning.toml."""
    return frozenset(table("cleaning.toml", language)[part][key])


@cache
def either(language: str, part: str, key: str) -> str:
    """Return the same words as a pattern that matches any of them, long ones first."""
    return (
        "(?:"
        + "|".join(sorted(map(re.escape, own_words(language, part, key)), key=lambda word: (-len(word), word)))
        + ")"
    )


Find = Callable[[str, Context], Iterable[Edit]]


@dataclass(frozen=True)
class Rule:
    """One rule. Its reason is the docstring of `find`; `fixes` and `leaves` are its tests and its help at once."""

    id: str  # 'family.name'
    kind: RuleKind
    find: Find
    fixes: Sequence[tuple[str, str]]
    leaves: Sequence[str]
    languages: tuple[str, ...] = field(default=())  # empty: any

    @property
    def family(self) -> str:
        """Return the family, the part before the dot."""
        return self.id.split(".")[0]

    @property
    def reason(self) -> str:
        """Return why the rule may do what it does, in one paragraph."""
        return " ".join((self.find.__doc__ or "").split())

    def edits(self, text: str, context: Context) -> list[Edit]:
        """Return the edits in order, without overlaps (the first wins) and without those that change nothing."""
        if self.languages and context.language not in self.languages:
            return []
        result: list[Edit] = []
        kept = context.as_written if self.family in _OF_WORDS else ()
        for edit in sorted(self.find(text, context), key=lambda e: (e.start, e.end)):
            if edit.after == text[edit.start : edit.end]:
                continue
            if any(edit.start < end and start <= edit.end for start, end in kept):
                continue
            if result and (edit.start < result[-1].end or edit.start == result[-1].start):
                continue
            result.append(edit)
        return result
