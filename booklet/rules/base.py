"""What a rule is: a pure function that finds edits, with the reason and the examples that prove it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from booklet.languages import table
from booklet.layout import Layout, measure
from booklet.lexicon import Lexicon, lexicon
from booklet.model import RuleKind
from booklet.rules.tokens import hyphened_in, spelled_in

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
    {"specks", "joints", "letters", "pronoun", "ordinals", "spacing", "quotes", "dashes", "doubts", "points", "starts"}
)  # leave [sic] alone, and names as a person spells them
_QUOTATION = 4000  # characters from a [sic] to either end of the quotation that it stands in, at most
_THREE_WORDS = 120  # characters that hold them
_WORDS = re.compile(r"\S+")
_LONGEST_NAME = 80  # characters; what is longer is no name, and its words are protected one by one


class Edit(NamedTuple):
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
    had_signs_for_letters: bool = False  # raised letters of ordinals that a machine took for signs, more than once
    spelled: tuple[str, ...] = ()  # names and words as a person wrote them into booklet.toml and sources.toml

    @property
    def own_words(self) -> frozenset[str]:
        """Return the single words of all that a person spelled, in small letters."""
        return _words_of(self.spelled)

    @property
    def own_compounds(self) -> frozenset[str]:
        """Return what a person spelled with a hyphen, in small letters."""
        return _compounds_of(self.spelled)

    def spells(self, start: int, end: int) -> bool:
        """Say whether a change of text[start:end] would reach into a name that stands there as a person spells it."""
        if not self.spelled or (names := _any_name(self.spelled)) is None:
            return False
        place = max(0, start - _LONGEST_NAME - 1)
        for match in names.finditer(self.text, place, end + _LONGEST_NAME + 1):
            if match.start() < max(end, start + 1) and start < match.end(1) and (end > start or match.start() < start):
                return True
        return False

    @cached_property
    def layout(self) -> Layout:
        """Return the lines, blocks and column of the text as the rule sees it."""
        return measure(self.text, self.language)

    @property
    def seems_wrapped(self) -> bool:
        """Say whether a rule has asked for the layout of this text, and found it wrapped."""
        return "layout" in vars(self) and self.layout.wrapped

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
        return _counted(self.text)

    @cached_property
    def hyphened(self) -> Counter[str]:
        """Return the same of its hyphened words alone: far fewer, and so in a third of the time."""
        return Counter(chain.from_iterable(hyphened_in(line) for line in self.text.split("\n") if "-" in line))

    @cached_property
    def compounds(self) -> list[str]:
        """Return the hyphened words among them, sorted."""
        return sorted(word for word in self.counts if "-" in word)

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
        """Return the stretches marked [sic], in order: the quotation around the mark, or the three words before it."""
        apart: list[tuple[int, int]] = []
        for start, end in sorted(_all_marked(self.text)):
            if apart and start <= apart[-1][1]:
                apart[-1] = apart[-1][0], max(end, apart[-1][1])
            else:
                apart.append((start, end))
        return tuple(apart)

    @property
    def read_by_machine(self) -> bool:
        """Say whether a machine read this page: then specks and misread signs are likely."""
        return self.was_read_by_machine or self.layout.read_by_machine

    @property
    def shows_paper(self) -> bool:
        """Say whether the text still shows that a machine read it: what forbids edits may not be remembered.

        A second run sees only the cleaned text. A rule that its own memory held back would make its edits then.
        """
        return "\f" in self.text or self.layout.read_by_machine


@lru_cache(maxsize=1)  # rules ask twice about the same text: in the last round, and when they propose
def _counted(text: str) -> Counter[str]:
    return Counter(chain.from_iterable(map(spelled_in, text.split("\n"))))


@lru_cache(maxsize=64)
def _words_of(spelled: tuple[str, ...]) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", " ".join(spelled).lower()))


@lru_cache(maxsize=64)
def _compounds_of(spelled: tuple[str, ...]) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]++(?:-[^\W_]++)+", " ".join(spelled).lower()))


@lru_cache(maxsize=64)
def _any_name(spelled: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern whose first group is any of some names, whole, at its place; None where there are none."""
    names = [name for name in spelled if 1 < len(name) <= _LONGEST_NAME and re.search(r"[^\W\d_]", name)]
    any_of = "|".join(r"\s".join(map(re.escape, name.split())) for name in sorted(names, key=lambda name: -len(name)))
    return re.compile(rf"(?<!\w)(?=({any_of})(?!\w))") if names else None


def _all_marked(text: str) -> Iterator[tuple[int, int]]:
    """Find the stretches that a [sic] speaks of. Paragraphs and straight quotes are counted once for all of them."""
    begin = end = counted = quotes = 0
    for mark in sorted(_sic_marks(text), key=re.Match.start):
        if mark.start() >= end:
            begin = counted = max(text.rfind("\n\n", end, mark.start()), end, 0)
            quotes, end = 0, text.find("\n\n", mark.end())
            end = end if end >= 0 else len(text)
        quotes += text.count('"', counted, mark.start())
        counted = mark.start()
        yield _marked(text, mark, (begin, end), quotes % 2 == 1)


def _sic_marks(text: str) -> Iterator[re.Match[str]]:
    """Find the marks themselves by their brackets, which are rare: many a text is asked about after every change."""
    for bracket in "[(":
        at = text.find(bracket)
        while at >= 0:
            if mark := _SIC.match(text, at):
                yield mark
            at = text.find(bracket, at + 1)


def _marked(text: str, mark: re.Match[str], paragraph: tuple[int, int], open_quote: bool) -> tuple[int, int]:
    """Return where the words that a [sic] speaks of begin and end."""
    begin = max(paragraph[0], mark.start() - _QUOTATION)
    before = text[begin : mark.start()]
    for opening, closing in ("“”", "‘’", '""'):
        at = before.rfind(opening)
        open_still = open_quote if opening == '"' else at > before.rfind(closing)
        end = text.find(closing, mark.end(), min(paragraph[1], mark.end() + _QUOTATION))
        if at >= 0 and open_still and end >= 0:
            return begin + at, end + 1
    near = max(begin, mark.start() - _THREE_WORDS)
    words = [word.start() for word in _WORDS.finditer(text, near, mark.start())][-3:]
    return (words[0] if words else mark.start()), mark.end()


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


_where = itemgetter(0, 1)  # start and end of an edit
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
    signs: Sequence[str] = field(default=())  # one of them stands wherever the rule finds something; empty: any text
    feeds_itself: bool = False  # what it changes may show it more of the kind: it is asked again at once

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
        if self.signs and not any(sign in text for sign in self.signs):
            return []
        found = sorted(self.find(text, context), key=_where)
        if not found:
            return []
        result: list[Edit] = []
        of_words = self.family in _OF_WORDS
        kept = context.as_written if of_words else ()
        ends = [end for _, end in kept]
        for edit in found:
            if edit.after == text[edit.start : edit.end]:
                continue
            ahead = bisect_right(ends, edit.start)
            if ahead < len(kept) and kept[ahead][0] <= edit.end:
                continue
            if of_words and self.kind != "editorial" and context.spells(edit.start, edit.end):
                continue
            if result and (edit.start < result[-1].end or edit.start == result[-1].start):
                continue
            result.append(edit)
        return result
