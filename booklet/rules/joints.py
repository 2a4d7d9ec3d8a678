"""Words that a machine ran together, and words it cut. All on the evidence of a lexicon, on pages read from paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, product

from booklet.lexicon import Lexicon
from booklet.rules.base import Context, Edit, Rule, own_words
from booklet.rules.odd import lines_with, places_of, tally_of

_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3
# Each begins with what is rare, and looks back from there: quick on a long text.
_BETWEEN = re.compile(r"[.:,'’‘-](?<=[a-z].)(?=([a-z]{2,20}|a)(?![\w./@’'-]))")
_STOPS_INSIDE = re.compile(r"\.(?<=[a-z]{2}\.)[a-z]{2,}\.[a-z]{2,}")
_FIRST_OF_TWO = re.compile(r"(?<![\w./@’'-])[a-z]{1,20}$")
_NEXT_WORD = re.compile(r" ([a-z]{2,20})(?![\w’'-])")
_WORD_BEFORE = re.compile(r"(?<![\w’'-])([a-z]{2,20}) $")
_LAST_WORD = re.compile(r"([a-z]{2,20}),? $")
_SPACE_BEFORE_WORD = re.compile(r" (?<=[a-z]{2} )(?=([a-z]{3,12})(?![\w’'-]))")
_SHORT_WORD = re.compile(r"(?<![\w’'-])[a-z]{2,5}$")
_FUSED = tuple(
    product(sorted(own_words("en", "hyphen", "before_article")), sorted(own_words("en", "sentence", "article")))
)
_NO_WORD = 50  # how common the whole is at most: names and words of other languages are rare in small letters
_LIKELY = 70  # how common two pieces are as one word, at least
_RARE = 66  # how common the second piece is at most
_LONG, _USUAL = 6, 50  # letters of a word that was cut, and how common it is at least


def run_together(text: str, context: Context) -> Iterator[Edit]:
    """A mark with a word directly on both sides, in small letters, is a speck where a space was.

    Both words must be common, and the whole no file name, address or contraction. A hyphen is one only beside an
    article or its like, which no compound of two has; behind a comma the space alone was lost.
    """
    words = context.words
    if words is None:
        return
    never = own_words("en", "hyphen", "never") | own_words("en", "hyphen", "never_inside")
    endings = own_words("en", "net", "endings")
    whole = own_words("en", "hyphen", "never_but")
    dotted = _has_dotted_names(text)
    for match in _BETWEEN.finditer(text):
        mark, second = match[0], match[1]
        if dotted and mark == ".":
            continue
        before = _FIRST_OF_TWO.search(text, max(0, match.start() - 21), match.start())
        first = before[0] if before else ""
        if second in endings or min(words.common(first), words.common(second)) < 64:
            continue
        behind = mark == "-" and first in own_words("en", "sentence", "prepositions")
        if second == "a" and not behind and (mark not in ".," or len(first) < 3):
            continue
        if (
            mark == "-"
            and not (behind and second == "a")
            and (not {first, second} & never or second in own_words("en", "hyphen", "selves"))
        ):
            continue
        if mark == "-" and (f"{first}-{second}" in whole or context.hyphened[f"{first}-{second}"] > 1):
            continue  # a person writes it so
        if mark in "'’‘" and (
            f"{first}'{second}" in words or len(second) < 3 or first in own_words("en", "apostrophe", "elided")
        ):
            continue
        if mark in "'’‘" and any(first + vowel + second in words for vowel in "aeiou"):
            continue  # 'weak’ned', 'list’ning': as poets write them
        yield Edit(match.end() if mark == "," else match.start(), match.end(), " ")


def _has_dotted_names(text: str) -> bool:
    """Say whether a text names what is written with stops inside, in small letters: groups, files."""
    return any(_FIRST_OF_TWO.search(text, max(0, m.start() - 21), m.start()) for m in _STOPS_INSIDE.finditer(text))


def stop_before_word(text: str, context: Context) -> Iterator[Edit]:
    """A full stop fixed to the front of a small-lettered word inside a sentence is a speck."""
    words = context.words
    if words is None:
        return
    for match in re.finditer(r"[.\\-](?<=[a-z,;] .)(?=([a-z]{2,20})[ ,;.])", text):
        if words.common(match[1]) < 70 or match[1] in own_words("en", "net", "endings"):
            continue
        before = _LAST_WORD.search(text, max(0, match.start() - 21), match.start())
        if match[0] != "-" or before is None or before[1] not in own_words("en", "hyphen", "prefixes"):
            yield Edit(match.start(), match.end(), "")  # but 'non -human' has a hyphen


def fused_articles(text: str, context: Context) -> Iterator[Edit]:
    """'ofthe' and 'witha' are two words: a preposition or its like, and an article. Not where a list has the whole."""
    words = context.words
    if words is None:
        return
    tally = tally_of(text)
    for first, article in _FUSED:
        whole = first + article
        if whole in tally and words.common(whole) < _NO_WORD:
            for match in re.finditer(rf"{whole}(?<![\w’'-]{whole})(?![\w’'-])", text):
                yield Edit(match.start() + len(first), match.start() + len(first), " ")


def split_words(text: str, context: Context) -> Iterator[Edit]:
    """Two pieces beside one another, of which one is no word in use and stands once, are one word that a machine cut.

    Only where they make a common word of six letters or more.
    """
    words = context.words
    if words is None:
        return
    rare = [w for w, count in tally_of(text).items() if count == 1 and w.islower() and not words.common(w)]
    end_before = 0
    for piece, start, end in places_of(text, rare):
        after, before = _NEXT_WORD.match(text, end), _WORD_BEFORE.search(text, max(0, start - 22), start)
        whole = text[start - 1 : start] not in {"-", "’", "'"} and piece not in context.own_words
        if whole and after and _one_word(piece, after[1], words):
            yield Edit(end, end + 1, "")
        elif (
            whole
            and before
            and start - 1 >= end_before
            and text[end : end + 1] not in {"-", "’", "'"}
            and before[1] not in own_words("en", "sentence", "article")  # 'the ory' is 'the only' sooner
            and _one_word(before[1], piece, words)
        ):
            yield Edit(start - 1, start, "")
        end_before = end


def _one_word(first: str, second: str, words: Lexicon) -> bool:
    joined = first + second
    return len(joined) >= _LONG and words.common(joined) >= _USUAL


@cache
def _ends_of_common(words: Lexicon) -> frozenset[str]:
    """Return what common words end with, behind two to five letters."""
    common = (word for word, common in words.commonness.items() if common >= _LIKELY and len(word) >= _LONG)
    return frozenset(word[at:] for word in common for at in range(2, 6) if len(word) - at > 2)


def perhaps_split(text: str, context: Context) -> Iterator[Edit]:
    """Two short words that make one far more common word were probably one: 'his tory'. Compare it with the page."""
    words = context.words
    if words is None:
        return
    ends = {w for w in _ends_of_common(words) & tally_of(text).keys() if words.commonness.get(w, 0) <= _RARE}
    for match in chain.from_iterable(_SPACE_BEFORE_WORD.finditer(text, *line) for line in lines_with(text, ends)):
        rare = words.commonness.get(match[1], 0)
        if rare > _RARE or not (before := _SHORT_WORD.search(text, max(0, match.start() - 7), match.start())):
            continue
        joined = before[0] + match[1]
        if len(joined) >= _LONG and words.common(joined) >= max(rare + 12, _LIKELY):
            yield Edit(match.start(), match.end(), "", f"‘{joined}’ is far more common than ‘{match[1]}’")


RULES = (
    Rule(
        "joints.run-together",
        "mechanical",
        run_together,
        (
            (_SCAN + "and then to.the river", _SCAN + "and then to the river"),
            (_SCAN + "and then’they feed-the men", _SCAN + "and then they feed the men"),
        ),
        ("see to.the river", _SCAN + "the page gov.uk has it", _SCAN + "they’ll o’er a-going half-way and be weak’ned"),
        ("en",),
    ),
    Rule(
        "joints.stop-before-word",
        "mechanical",
        stop_before_word,
        ((_SCAN + "there was .no river", _SCAN + "there was no river"),),
        ("there was .no river", _SCAN + "all .net code", _SCAN + "the non -human world"),
        ("en",),
        (" .", " \\", " -"),
    ),
    Rule(
        "joints.fused-articles",
        "mechanical",
        fused_articles,
        ((_SCAN + "he went to the end ofthe road witha lamp", _SCAN + "he went to the end of the road with a lamp"),),
        ("the end ofthe road", _SCAN + "Ina and the Isa of old, then an onto"),
        ("en",),
    ),
    Rule(
        "joints.split",
        "mechanical",
        split_words,
        ((_SCAN + "they must neces sarily go to the of ficer", _SCAN + "they must necessarily go to the officer"),),
        (
            "they must neces sarily go",
            _SCAN + "by the ory spring to the mill",
            _SCAN + "by the old ro ad to the mill",
            _SCAN + "in to the to day of his own",
        ),
        ("en",),
    ),
    Rule(
        "joints.perhaps-split",
        "doubtful",
        perhaps_split,
        ((_SCAN + "in the his tory of the town", _SCAN + "in the history of the town"),),
        ("in the his tory of the town", _SCAN + "to day and for ever, any one may be there"),
        ("en",),
    ),
)
