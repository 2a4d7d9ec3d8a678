"""Words divided at a line end: joined, or left with a hyphen that is their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from booklet.blocks import LIST_ITEM
from booklet.lexicon import Lexicon
from booklet.rules.base import Context, Edit, Rule, either, own_words
from booklet.rules.halves import (
    APART,
    COMMON,
    are_apart,
    first_letters,
    is_divided,
    is_number,
    is_one_word,
    is_suspended,
)

_LINE_END_HYPHEN = re.compile(r"[-¬\u2010](\n[ \t]*)(?=([’']?[^\W_][\w’'-]{0,40}))")
_SPEAKER = re.compile(r"(?:[A-Z][\w.’'-]{0,20} ?){1,3}:\s+(?![a-zß-ÿ])")
_HYPHENS = ("-", "¬", "\u2010")
_HALF = re.compile(r"[^\W\d_][\w’'-]{0,40}$")
_IN_USE, _RARE = 55, 45  # how common both halves are at least, and the whole at most, to keep a hyphen between them
_WHOLE = 60  # how common a word is that is written as one behind a prefix
_VOWELS = "aeio"
# within 'jack-o’-lantern', 'Deir-el-Kamar', 'Villeneuve-d’Ascq'
_LINK = re.compile(r"[a-z]{1,3}(?:[’']-|-[A-Z])|[a-z]{1,5}[’'][A-ZÀ-Þ]")
_SPELLED = re.compile(r"[^\W\d_](?:-[^\W\d_])*")
_HAND = 4  # letters of a word behind an ordinal
_WIDEST = 110  # characters of a line that was not joined
_KEPT = 2  # line ends of a block without a hyphen, that show how its lines were meant
_EARLY = 0.85  # of the longest such line: no margin divides a word that would have fitted by far
_STEM = 5  # letters that words of one kind have in common: 're-press', 're-pressing'


def hyphens(text: str, context: Context) -> Iterator[Edit]:
    """A word divided at a line end is joined; a hyphen that belongs to the word stays.

    It belongs to it before a capital or a figure, after a prefix, in a compound of three parts, where the text writes
    the compound elsewhere and not the joined word, and everywhere in a text that cuts no word in two. Verse and
    inscriptions keep the line ends at which they divide words.
    """
    if not (context.was_wrapped or context.layout.wrapped or context.read_by_machine):
        return
    words = context.divided_words
    found = list(_divisions(text, context))
    divides = words is None or any(is_divided(first, match[2], words, context.language) for match, first in found)
    for match, first in found:
        if context.words is not None and are_apart(first, match[2], context.words, context.language):
            yield Edit(match.start(), match.end(1), " ")
            continue
        if words is not None and is_suspended(first, match[2], words, context.language):
            yield Edit(match.start(1), match.end(1), " ")
            continue
        if not _keeps_hyphen(first, match[2], context, words, divides):
            yield Edit(match.start(), match.start(1), "")
        yield Edit(match.start(1), match.end(1), "")


def _divisions(text: str, context: Context) -> Iterator[tuple[re.Match[str], str]]:
    """Find the hyphens at line ends that may divide a word, with the part before each."""
    end, longest, meant = 0, 0, False  # of the block looked at last
    for match in _LINE_END_HYPHEN.finditer(text):
        if not context.read_by_machine:
            if match.start() >= end:
                start = text.rfind("\n\n", 0, match.start()) + 1
                end = text.find("\n\n", match.end())
                end = len(text) if end < 0 else end
                longest, meant = _longest_kept(text[start:end]), False
            if meant := meant or (longest > 0 and _is_meant(text, match, longest)):
                continue
        before = text[max(0, match.start() - 41) : match.start()].split()[-1:]
        if (label := _SPEAKER.match(text, match.end(1))) and _names_speaker(text, label[0], before):
            continue  # the hyphen is a speech that was cut short
        if not before or text[match.start() - 1].isspace():
            continue
        half = _HALF.search(before[0])
        if half and (match[2][0].isalnum() or match[2][1:] in own_words(context.language, "apostrophe", "begun")):
            yield match, half[0]


def _longest_kept(block: str) -> int:
    """Return the length of the longest line of a block that ends at no hyphen and is not joined; 0 for fewer than two."""
    rows = block.strip("\n").split("\n")
    kept = [len(row) for row in rows[:-1] if row.rstrip()[-1:] not in _HYPHENS and len(row) <= _WIDEST]
    listed = sum(bool(LIST_ITEM.match(row)) for row in rows) > 1 or _hangs(rows)  # the others may be joined items
    return max(kept) if len(kept) >= _KEPT and not listed else 0


def _hangs(rows: Sequence[str]) -> bool:
    """Say whether every row below one that ends at a hyphen is set in, and that one is not: an entry, not a verse."""
    below = [row for above, row in pairwise(rows) if above.rstrip()[-1:] in _HYPHENS]
    return bool(below) and all(row.startswith("  ") for row in below) and not rows[0].startswith(" ")


def _is_meant(text: str, match: re.Match[str], longest: int) -> bool:
    """Say whether whoever wrote a block whose lines are kept divided this word: in an inscription, or for a rhyme.

    The rest of it would have fitted on the line by far, or both lines are in capitals.
    """
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    below = text[match.end() : match.end() + longest + 1].split("\n", 1)[0]
    return (line.isupper() and below.isupper()) or len(line) + len(below.split()[0]) < _EARLY * longest


def _names_speaker(text: str, label: str, before: Sequence[str]) -> bool:
    """Say whether a name before a colon tells who speaks, and is not the second half of one: 'Mrs. Ekberg-' / 'Lind:'."""
    name = label.split(":")[0]
    return not (before and before[0][:1].isupper()) or text.count(f"\n{name}:") > 1


def _keeps_hyphen(first: str, second: str, context: Context, words: Lexicon | None, divides: bool) -> bool:
    language, known = context.language, context.counts
    if second[0].isupper() or second[0].isdigit() or first[-1].isdigit() or not second[0].isalnum():
        return True
    if first.lower() in own_words(language, "hyphen", "tens") and re.match(
        rf"{either(language, 'hyphen', 'units')}\b", second, re.IGNORECASE
    ):
        return True
    if _LINK.match(second):
        return True
    tail = re.split(r"[-]", first)
    word = first_letters(second)
    if len(tail) > 1 and _SPELLED.fullmatch(first) and len(word) == 1:
        return True  # spelled out: 'r-i-v-e-r'
    joined, hyphened = f"{tail[-1]}{word}".lower(), f"{first}-{word}".lower()
    if (hyphened in context.own_compounds) != (joined in context.own_words):
        return hyphened in context.own_compounds  # a person spells it so
    with_hyphen, without = known[hyphened], known[joined]
    if with_hyphen != without:
        return with_hyphen > without
    if with_hyphen and not divides:
        return True  # both are words of this text: 'the guild was re-formed', 'they reformed it'
    if not divides and first.lower() in own_words(language, "hyphen", "prefixes"):
        stem = hyphened[: len(first) + 1 + _STEM]
        others = context.compounds
        at = bisect_left(others, stem)
        if len(word) > _STEM and others[at : at + 1] and others[at].startswith(stem):
            return True  # 're-/pressed' beside 're-press'
    if len(first) == 1 and (first.isupper() or words is None or joined not in words):
        return True  # 'X-ray', 'y-axis': no printer leaves one letter behind
    alike = own_words(language, "hyphen", "alike")
    if hyphened in own_words(language, "hyphen", "apart") or (hyphened in alike and any(known[one] for one in alike)):
        return True
    if first.lower() in own_words(language, "hyphen", "prefixes") and first[-1] == word[:1] and first[-1] in _VOWELS:
        return True  # 're-established', 'co-ordinate'
    if first.lower() in own_words(language, "hyphen", "compass") and word in own_words(language, "hyphen", "between"):
        return True
    if word in own_words(language, "hyphen", "latin"):
        return True
    if first.lower() in own_words(language, "hyphen", "ordinals") and words is not None and len(word) >= _HAND:
        return words.common(word) >= APART  # 'second-hand'
    if (
        words is not None
        and len(tail) == 1
        and word == second.rstrip("’'")
        and is_one_word(first, word, words, language)
    ):
        return False
    if not divides:
        return True  # no word of this text is cut in two: its line ends only where a hyphen stood
    if words is not None and joined not in words and word in words and is_number(first, language):
        return True  # 'ten-footers'
    if (
        words is not None
        and len(word) == len(second)
        and first.islower()
        and joined not in words
        and {first, word} <= words.commonness.keys()
        and (context.words is None or not any(words.common(other) >= COMMON for other in words.near(joined)))
    ):
        return True  # 'capstan-bars': no list has the two as one, and no machine misread 'him-sell'
    if words is not None and len(word) == len(second.rstrip("’'")):
        if len(tail) > 1 and tail[-1].lower() in words and word in words:
            # 'brother-in-law', but 'water-bar-' / 'rel'
            return joined not in words or words.common(joined) < words.common(word)
        if (
            first.lower() in own_words(language, "hyphen", "detached")
            and joined in words
            and words.common(word) >= APART
        ):
            return words.common(joined) < _WHOLE and joined not in own_words(language, "hyphen", "whole")
        if joined in words:  # 'gate-house' where two words in daily use make one that is not
            halves = min(words.common(tail[-1]), words.common(word))
            if not words.common(joined):
                return halves >= APART  # only its parts are listed: 're-examination', 'out-patients'
            return halves >= _IN_USE and words.common(joined) <= _RARE
        if min(words.common(tail[-1]), words.common(word)) >= COMMON and not (first[0].isupper() and len(first) < 5):
            # Two words and no third: 'looking-glass'; but 'him-sell' is one, misread.
            return not any(words.common(other) >= COMMON for other in words.near(joined))
    if words is not None and joined in words and not words.common(word):
        return False  # 'disinfect-/ing-room'
    if len(tail) > 1 or "-" in second[:12]:
        return True
    return first.lower() in own_words(language, "hyphen", "prefixes")


HYPHENS = Rule(
    "breaks.hyphens",
    "mechanical",
    hyphens,
    (
        (
            "The water came over the bank of the ri-\nver at seven and the people of the vil-\nlage went up to the chapel.",
            "The water came over the bank of the river at seven and the people of the village went up to the chapel.",
        ),
        (
            "The water came over the bank of the river at\nseven in the evening, and the people of the old\nvillage, who had been "
            "told of it by the ser-\nvice of the rails, went up to the chapel and sat\nthere until noon on the day after with the "
            "priest.",
            "The water came over the bank of the river at\nseven in the evening, and the people of the old\nvillage, who had been "
            "told of it by the service of the rails, went up to the chapel and sat\nthere until noon on the day after with the "
            "priest.",
        ),
        (
            "The water came over the bank of the ri-\nver at seven, and the people of the vil-\nlage heard it: There were thirteen in the-\n"
            "Tom Cole: Enough of it.",
            "The water came over the bank of the river at seven, and the people of the village heard it: There were thirteen "
            "in the-\nTom Cole: Enough of it.",
        ),
        (
            "The water came over the bank of the ri-\nver at seven and the people of the up-\nper town, in neither pre-war-\nnor post-war "
            "houses, slept.",
            "The water came over the bank of the river at seven and the people of the upper town, in neither pre-war- nor "
            "post-war houses, slept.",
        ),
        (
            "The water came over the bank of the ri-\nver at seven, and the people of the vil-\nlage heard old Mrs. Ekberg-\nLind of Villeneuve-\nd’Ascq: it was her bell.",
            "The water came over the bank of the river at seven, and the people of the village heard old Mrs. Ekberg-Lind of Villeneuve-d’Ascq: it was her bell.",
        ),
        (
            "\fThe clerk, of whom the people of the vil-\nlage spoke that-\nmorning, had a-\nmill, and in sum-\nmer went a-\nfishing.",
            "\fThe clerk, of whom the people of the village spoke that morning, had a mill, and in summer went a-fishing.",
        ),
        (
            "\fThe clerk, who had a pre-\ntext for all, wrote the his-\ntory of the pit, to be read to-day, to catch-\n’em games, and to-\nmorrow.",
            "\fThe clerk, who had a pretext for all, wrote the history of the pit, to be read to-day, to catch-’em games, and to-morrow.",
        ),
        (
            "The water came over the bank of the ri-\nver at seven and the people of the vil-\nlage put up a stone.\n\n"
            "HERE STOOD\nTHE OLD MILL OF THE BRO-\nTHERS MOE UNTIL\n1802\nAND THE RIVER",
            "The water came over the bank of the river at seven and the people of the village put up a stone.\n\n"
            "HERE STOOD\nTHE OLD MILL OF THE BRO-\nTHERS MOE UNTIL\n1802\nAND THE RIVER",
        ),
    ),
    (
        "Franco-\nGerman",
        "one -\ntwo",
    ),
)
