"""The lines of a text as a web page would have them: menus, share bars, notices, and what each of them opens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from booklet.languages import any_of, table
from booklet.rules.wholelines import WholeLines

_TOLD = 60  # characters of a sentence that is no button
_RUNS = 60  # characters beyond which what begins with a small letter is a line of prose
_PROSE = 120  # characters beyond which what ends at a stop is no row of words
_ROW, _MENU = 12, 4  # words of a menu in one line, at most; known ones, where not all are
_SHORT = 90  # characters of a line that is no paragraph
_STOPS, _CLOSING = (".", "!", "?"), ("”", "’", '"', "'", ")")
_SMALL = re.compile(r"[a-z]")
_CUT = 28  # characters of a line whose sentence may go on in the line below: no button is so long
_LEAST = 20  # characters of a sentence behind its first small letter
_OF_MARK = re.compile(r"[^©\n]{0,12}© [a-z]")  # a sentence about the mark, and no owner's name behind it
_PARTS = re.compile(r"\s*[|•·/,»›>]\s*|\s?\]\s?\[\s?|\s{2,}")
_PARTED = re.compile(r"[|•·/,»›>\]]|\s\s")  # one of its signs: quick to look for
_AND = re.compile(r" & ")
_OWNERS = {"cookies", "legal"}  # kinds that say what only the owner of a page does
_ORDER = 3  # spaces in a sentence of four words
_PICTURE, _LAST_MARK = 3, "\u2100"  # characters of a picture for a button; marks of texts come before all of those
_KNOWN = 12  # different lines that are known
_SURE = 3  # different lines that say so, for a page of the web
_NOTICES = {"cookies", "legal", "newsletter", "comments"}  # kinds that are sentences


@dataclass(frozen=True, slots=True)
class Opening:
    """What may stand after a line of one kind, at the end of a page, before the next line that is known."""

    short: int  # lines that are no sentences
    blurbs: int = 0  # paragraphs
    headlines: bool = False
    readers: bool = False  # whatever readers write


OPENS = {
    "comments": Opening(3, readers=True),
    "author": Opening(5, blurbs=1),
    "newsletter": Opening(4),
    "related": Opening(6, headlines=True),
    "row": Opening(3),
    "legal": Opening(3),
    "cookies": Opening(2),
}


@dataclass(frozen=True)
class Patterns:
    """Whole lines of web pages, from furniture.toml.

    The first three and `middle` are for lines in small letters: to match them so is five times as quick as to let
    the pattern disregard the case.
    """

    plain: tuple[tuple[str, WholeLines], ...]
    bare: tuple[tuple[str, WholeLines], ...]
    any_plain: WholeLines
    any_kind: WholeLines
    weak: frozenset[str]
    tools: frozenset[str]
    middle: WholeLines
    readers: re.Pattern[str]
    voice: re.Pattern[str]
    alone: re.Pattern[str]
    headlines: re.Pattern[str]
    path: re.Pattern[str]
    here: re.Pattern[str]
    by_line: re.Pattern[str]
    goes_on: re.Pattern[str]
    block: float


@cache
def patterns_of(language: str) -> Patterns:
    """Return the patterns of a language."""
    data = table("furniture.toml", language)

    def whole(lines: Sequence[str], flags: int = 0) -> re.Pattern[str]:
        return re.compile("(?:" + "|".join(lines) + r")\s*$", flags)

    plain = [line for kind, lines in data["plain"].items() if kind in OPENS for line in lines]
    return Patterns(
        tuple((kind, WholeLines(lines)) for kind, lines in data["plain"].items() if kind in OPENS),
        tuple((kind, WholeLines(lines)) for kind, lines in data["bare"].items()),
        WholeLines(plain),
        WholeLines([*plain, *(line for lines in data["bare"].values() for line in lines)]),
        frozenset(data["weak"]["words"]),
        frozenset(data["weak"]["tools"]),
        WholeLines(data["middle"]["lines"]),
        re.compile("|".join(data["readers"]["signs"]), re.IGNORECASE),
        re.compile(
            rf"(?=.*\b(?:{any_of(data['voice']['speaks'])})\b).*\b(?:{any_of(data['voice']['of'])})\b", re.IGNORECASE
        ),
        whole(data["plain"]["alone"], re.IGNORECASE),
        whole(data["plain"]["headlines"], re.IGNORECASE),
        re.compile(rf"(?:{any_of(data['path']['begins'])})\b", re.IGNORECASE),
        re.compile(rf"(?:{any_of(data['path']['here'])})\b", re.IGNORECASE),
        re.compile(rf"^(?:{any_of(data['path']['by'])})\b", re.IGNORECASE),
        re.compile(any_of(data["path"]["goes_on"]), re.IGNORECASE),
        data["weak"]["block"],
    )


@dataclass(frozen=True, slots=True)
class Look:
    """What a line is to a web page: its kind, and how sure that is."""

    kind: str = ""  # what it opens; '' where it opens nothing
    plain: bool = False  # it means that everywhere
    weak: bool = False  # words of a menu
    points: bool = False  # stands between paragraphs and points elsewhere: 'Read also: …', 'Advertisement'

    @property
    def known(self) -> bool:
        """Say whether web pages have such a line."""
        return bool(self.kind) or self.weak


_NOTHING = Look()


@lru_cache(maxsize=1 << 16)  # every line is asked about by each rule of every round
def _look(line: str, language: str) -> Look:
    look = _kind(line, language)
    points = patterns_of(language).middle.match(line.strip(" *#_-").lower())
    return replace(look, points=True) if points else look


def _kind(line: str, language: str) -> Look:
    bare = line.strip(" \t*#_|•·-–—[]:<>«»‹›←→↑↓☰≡✕✉").strip()
    if not bare or (len(bare) <= _PICTURE and min(bare) > _LAST_MARK):
        return Look(weak=bool(line.strip()))
    if len(bare) > 420 or (len(bare) > _RUNS and bare[0].islower()):
        return _NOTHING
    patterns = patterns_of(language)
    small = bare.lower().replace("∙", "·")
    told = len(bare) > _TOLD and ends_as_sentence(bare)  # what is shaped like a sentence is prose about it
    if told and _OF_MARK.match(bare):
        return _NOTHING  # 'Copyright © stood below it, and nobody could say why.'
    kinds = patterns.any_kind.match(small) is not None  # one look for all of them: most lines are none
    for kind, pattern in patterns.plain if kinds else ():
        if (kind in _NOTICES or not told) and pattern.match(small):
            # A sentence of some words may be an order of any house: 'Leave a comment in the book by the door.'
            short = bare.count(" ") < _ORDER and kind in _NOTICES
            return Look(kind, plain=kind in _OWNERS or bare[-1] != "." or short)
    if len(bare) > _PROSE and bare[-1] in ".!?”’\"'":
        return _NOTHING
    words = [w.strip() for w in _PARTS.split(small) if w.strip()] if _PARTED.search(small) else [small]
    known = (word in patterns.weak or _is_plain(word, patterns, len(words)) for word in words)
    signs = sum(len(word) == 1 for word in words)  # of a table
    weak = (
        bool(words)
        and (len(words) == 1 or 2 * signs <= len(words))
        and (sum(known) > len(words) / 2 if len(words) >= 4 else all(known))
    )
    weak = weak or _is_row(_AND.sub("&", small).split(), bare, patterns.weak)  # 'food & drink' is one word of a menu
    for kind, pattern in patterns.bare if kinds else ():
        if pattern.match(small):
            return Look(kind, weak=weak)
    if not weak:
        return Look(weak=bare[0] > _LAST_MARK and bare[1:].strip().isdigit())  # '♡ 41'
    each = len(words) > 1 and all(patterns.any_plain.match(word) for word in words)
    return Look(plain=each or len(words) >= 3, weak=True)  # three words of a menu in a row are plain


def _is_plain(word: str, patterns: Patterns, parts: int) -> bool:
    """Say whether one of several parts of a line would be furniture by itself: 'Print | Tweet | Sign up for our news'."""
    return parts > 1 and patterns.any_plain.match(word) is not None


def _is_row(tokens: Sequence[str], bare: str, menu: frozenset[str]) -> bool:
    """Say whether a line is a row of words of a menu: all of them, or most of four or more that begin with capitals."""
    if not 1 < len(tokens) <= _ROW or tokens[0] not in menu or len(set(tokens)) < len(tokens):
        return False  # no menu says a word twice, as a chart does
    pairs = [f"{one} {two}" in menu for one, two in zip(tokens, tokens[1:], strict=False)]  # 'sign in'
    known = sum(
        token in menu or first or second
        for token, first, second in zip(tokens, [*pairs, False], [False, *pairs], strict=True)
    )
    return known == len(tokens) or (known >= _MENU and known >= 0.75 * len(tokens) and bare.istitle())


def may_be_row(line: str, menu: frozenset[str]) -> bool:
    """Say whether a line at the top of what is surely a page is a row of sections, some of them known words of menus."""
    tokens, bare = line.lower().split(), line.strip().replace("’", "").replace("'", "")  # 'What’s'
    known = sum(token in menu for token in tokens)
    return (
        _MENU <= len(tokens) <= _ROW
        and bare.istitle()
        and bare.replace(" ", "").isalpha()
        and len(set(tokens)) == len(tokens)
        and tokens[0] in menu
        and 3 * known >= len(tokens)
    )


class Line(NamedTuple):
    """One line with words, and what it is to a web page."""

    start: int
    end: int
    text: str
    look: Look

    @property
    def sentence(self) -> bool:
        """Say whether the line reads like prose."""
        return len(self.text) > _SHORT or ends_as_sentence(self.text)


def says_so(line: Line) -> bool:
    """Say whether a line is furniture in so many words: one word or two may be a heading of the text."""
    return line.look.plain and len(line.text.split()) > 2


def is_page(lines: Sequence[Line]) -> bool:
    """Say whether a text is certainly a page of the web: three lines, no two alike, say so in so many words.

    Or one does, and a dozen others are known.
    """
    says = len({line.text.strip().lower() for line in lines if says_so(line)})
    known = len({line.text.strip().lower() for line in lines if line.look.known}) if 0 < says < _SURE else 0
    return says >= _SURE or known > _KNOWN


def ends_as_sentence(line: str) -> bool:
    """Say whether a line ends at the stop of a sentence of some length."""
    end = len(line) - (line[-1:] in _CLOSING)
    if line[end - 1 : end] not in _STOPS:
        return False
    start = max(line.rfind(stop, 0, end - 1) for stop in _STOPS) + 1
    small = _SMALL.search(line, start, end)
    return small is not None and end - 1 - small.end() >= _LEAST


@lru_cache(maxsize=4)  # each rule of a round asks for those of the same text
def lines_of(text: str, language: str, prose: Sequence[tuple[int, int]] = ()) -> tuple[Line, ...]:
    """Return the lines of a text that are not empty.

    `prose` is where its paragraphs begin and end, in order: their lines are nothing to a web page.
    """
    found: list[Line] = []
    at = paragraph = 0
    rows = text.split("\n")
    for line, below in zip(rows, [*rows[1:], ""], strict=True):
        end = at + len(line)
        while paragraph < len(prose) and prose[paragraph][1] < end:
            paragraph += 1
        if paragraph < len(prose) and prose[paragraph][0] <= at:
            found.append(Line(at, end, line.rstrip(), _NOTHING))
        elif bare := line.strip():
            whole = f"{bare} {below.strip()}" if len(bare) >= _CUT and below[:1].islower() else bare
            found.append(Line(at, end, line.rstrip(), _look(whole, language)))
        at = end + 1
    return tuple(found)


def blocks_of(text: str, lines: Sequence[Line]) -> list[list[Line]]:
    """Gather lines that no empty line parts."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.start - blocks[-1][-1].end == 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks
