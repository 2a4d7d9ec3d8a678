"""Words that a machine misread, on the evidence of a lexicon.

Only on a page that a machine read, in a language that has a lexicon, and only for a form that stands in no lexicon
and nowhere else in the text: an author's own spelling comes again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from booklet.languages import table, word_list
from booklet.lexicon import Lexicon
from booklet.rules.base import Context, Edit, Rule, either, own_words
from booklet.rules.odd import confused, lines_with, odd_words, reading_of, tally_of

_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3
# By length of the word: what share of all it could have been the best must have, and how common that must be.
_BARS = {2: (0.6, 90), 3: (0.985, 80), 4: (0.975, 72), 5: (0.965, 66), 6: (0.95, 60), 7: (0.94, 56)}
_BAR_LONG = (0.92, 46)
_PROPOSED = {2: (0.6, 90), 3: (0.6, 80), 4: (0.85, 50)}  # the same for what is only proposed
_PROPOSED_LONG = (0.6, 50)
_PROPOSED_NAMED = 0.5  # the share, by a confusion that machines are known for
_NEVER = (2.0, 0.0)
_SHORTEST, _OLD_LENGTH = 3, 4
_TOLD_APART = 5  # letters: a longer word has hardly two readings by confusions that machines are not known for
_DAILY_PART, _USUAL_PART = 86, 78  # how common the words are that ran together: one of them, and a short one; the other
_PROPOSED_NAME, _LONG_NAME = (0.9, 66), 6  # for a word with a capital, of so many letters
# It begins with what is rare, and looks back from there: quick on a long text.
_MARK_FOR_L = re.compile(r"!(?<=[a-z]{2}.)(?= [a-z])")
_BEFORE_MARK = re.compile(r"\b[A-Za-z][a-z]{2,19}$")
_SHORT = re.compile(r" (?<=[a-z,;] )([a-z]{2,3})(?=[ ,;] ?[a-z])")
_SMALL = re.compile(r"(?<![\w’'-])[a-z]+(?![\w’'-])")
# How common a short word is that one writes, and one that a machine misreads; by how much the second must be commoner.
_WRITTEN, _USED, _FAR = 66, 84, 30
_MORE_THAN_HALF = 0.5
_AT = re.compile(r"@(?<![^\s“‘\"].)(?= [a-z]{3,20}(?:[ ,;]|[.]\s))(?<![\d.] .)")
_AT_PRICE = re.compile(r"@ ?[£$\d]|\d[\w ./-]{0,12} @")
_BEFORE_AT = 14  # characters before an @ in which its figure stands
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z] )([COSUVW][a-z]{1,5})(?= [a-z]{1,20}[,;]? [a-z])")
_BEFORE_NAME = re.compile(rf"\b{either('en', 'capital', 'before_name')}$")
_OLDER = re.compile(
    rf"[^{table('cleaning.toml', 'en')['older_spelling']['vowels']}]{either('en', 'older_spelling', 'endings')}$"
)  # the ways of older spelling


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 12) : at].rstrip(" “‘\"'(")
    return not before or before[-1] in ".!?\n:"


_OTHER_ACCENT = re.compile(r"[^a-zé]", re.IGNORECASE)  # a machine takes e for é, and no other letter so
_PART, _PART_COMMON = 4, 55  # letters of a part of a compound, and how common it is at least
_PART_DAILY = 66  # how common a word is that may stand for two known ones in a row


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word


def misread(text: str, context: Context) -> Iterator[Edit]:
    """A form that is no word and stands nowhere else is put right where one common word is all it can have been.

    By a confusion that machines are known for, among known words. Names are left alone: inside a sentence a word with
    a capital is never touched. So are rare and older words, such as 'carcase', words of two known ones, such as
    'bellroom', beside rare words, and words with an accent.
    """
    for (word, start, end), words in odd_words(text, context):
        if word in own_words("en", "accent", "loan") or _OTHER_ACCENT.search(word) or _is_rare(word):
            continue
        share, floor = _BARS.get(len(word), _BAR_LONG)
        if word[0].isupper():
            if not _opens_sentence(text, start):
                continue
            floor = max(floor + 8, 78)
        found = reading_of(word, words, context)
        if found and _is_compound(word, words):
            floor = max(floor, _PART_DAILY)
        if found and found.named and found.share >= share and words.common(found.word) >= floor:
            yield Edit(start, end, _cased(found.word, word))


def _is_rare(word: str) -> bool:
    """Say whether a form is a rare, older or borrowed word that a machine might have made of a commoner one."""
    return word.lower() in word_list("rare.txt", "en")


def _is_compound(word: str, words: Lexicon) -> bool:
    """Say whether a form may be a compound that no list has: two known words of four letters or more."""
    cuts = range(_PART, len(word) - _PART + 1)
    return any(min(words.common(word[:at]), words.common(word[at:])) >= _PART_COMMON for at in cuts)


def perhaps_misread(text: str, context: Context) -> Iterator[Edit]:
    """A form that is no word and stands nowhere else was probably another word. Compare it with the page."""
    for (word, start, end), words in odd_words(text, context):
        if text[end : end + 1] == "!":
            continue
        guarded = word[0].isupper() or (len(word) > _OLD_LENGTH and _OLDER.search(word) is not None)
        found = reading_of(word, words, context)
        if not guarded and not (found and found.named) and (halves := _two_words(word, words)):
            yield Edit(start, end, " ".join(halves), f"'{word}' is in no list of words; two may stand here")
            continue
        if found and found.share >= (bar := _bar(word, guarded, found.named))[0] and words.common(found.word) >= bar[1]:
            known = "is a rare word" if _is_rare(word) else "is in no list of words"
            why = f"'{word}' {known}; '{found.word}' is the likeliest reading"
            yield Edit(start, end, _cased(found.word, word), why)


def _bar(word: str, guarded: bool, named: bool) -> tuple[float, float]:
    """Return the share and the commonness that the best reading of a word must have to be proposed."""
    share, common = _PROPOSED.get(len(word), _PROPOSED_LONG)
    if named and len(word) > _SHORTEST:
        share = _PROPOSED_NAMED
    if word[0].isupper():
        return _PROPOSED_NAME if named and len(word) >= _LONG_NAME else _NEVER
    if guarded:
        share = _PROPOSED_NAME[0]
    return (share, common) if named or len(word) > _TOLD_APART else _NEVER


def short_forms(text: str, context: Context) -> Iterator[Edit]:
    """A form of two or three letters that is hardly ever written, among known words, was probably a very common one.

    'te' was 'to' and 'ber' was 'her'. It may come again: a machine misreads the commonest words more than once.
    """
    words = context.words
    if words is None:
        return
    forms = {word for word in tally_of(text) if len(word) <= _SHORTEST and word.islower()}
    forms = {form for form in forms if _common_word(form, context.language, words)}
    for match in chain.from_iterable(_SHORT.finditer(text, *line) for line in lines_with(text, forms)):
        meant = _common_word(match[1], context.language, words)
        if meant is None or match[1] in context.own_words:
            continue
        near = _SMALL.findall(text, max(0, match.start() - 30), match.start())[-2:]
        near += _SMALL.findall(text, match.end(), match.end() + 30)[:2]
        if all(words.common(other) >= _WRITTEN for other in near):
            yield Edit(match.start(1), match.end(1), meant, f"'{match[1]}' is hardly ever written; '{meant}' is")


@cache
def _common_word(form: str, language: str, words: Lexicon) -> str | None:
    """Return the very common word that a short form was probably read for; None where it may stand as it is."""
    if words.common(form) >= _WRITTEN:
        return None
    weights: dict[str, float] = {}
    for word, weight in confused(form, language):
        if common := words.common(word):
            weights[word] = max(weights.get(word, 0.0), weight * 10 ** (common / 10))
    if not weights:
        return None
    best = max(weights, key=lambda word: weights[word])
    plain = weights[best] >= _MORE_THAN_HALF * sum(weights.values())
    return best if plain and words.common(best) - words.common(form) >= _FAR and words.common(best) >= _USED else None


def _two_words(word: str, words: Lexicon) -> tuple[str, str] | None:
    """Return the two very common words that a form is made of, where only one cut gives such; else None."""
    cuts = [(word[:at], word[at:]) for at in range(1, len(word))]
    short = own_words("en", "sentence", "one_letter")
    good = [cut for cut in cuts if all(words.common(part) >= _USUAL_PART for part in cut)]
    good = [(one, two) for one, two in good if (len(one) > 1 or one in short) and (len(two) > 1 or two in short)]
    if len(good) != 1 or len(word) <= _SHORTEST:
        return None
    parts = sorted(good[0], key=words.common)
    daily = words.common(parts[1]) >= _DAILY_PART and all(words.common(p) >= _DAILY_PART for p in parts if len(p) == 2)
    return good[0] if daily else None


def capitals(text: str, context: Context) -> Iterator[Edit]:
    """A small word between small words, such as 'was' or 'so', has a capital where a machine took size for it, or where verse begins a line.

    Only letters whose capital has the same shape: c, o, s, u, v, w.
    """
    if context.words is None:
        return
    for match in _CAPITAL_INSIDE.finditer(text):
        before = text[max(0, match.start() - 5) : match.start()].rstrip()
        if match[1].lower() in own_words("en", "capital", "small") and not _BEFORE_NAME.search(before):
            yield Edit(match.start(1), match.start(1) + 1, match[1][0].lower())


def mark_for_l(text: str, context: Context) -> Iterator[Edit]:
    """An exclamation mark at the end of what is no word, before a small letter, is the letter l: 'contro! himself'."""
    words = context.words
    if words is None:
        return
    for match in _MARK_FOR_L.finditer(text):
        before = _BEFORE_MARK.search(text, max(0, match.start() - 21), match.start())
        if before and before[0] not in words and words.common(before[0] + "l") >= 46:
            yield Edit(match.start(), match.end(), "l")


def at_for_a(text: str, context: Context) -> Iterator[Edit]:
    """An @ by itself before a word is the letter a, where the text has none before a price or behind a number."""
    if not context.read_by_machine:
        return
    signs = [match.start() for match in re.finditer("@", text)]
    if any(_AT_PRICE.search(text, max(0, at - _BEFORE_AT), at + len("@ £")) for at in signs):
        return
    for match in _AT.finditer(text):
        yield Edit(match.start(), match.end(), "a")


RULES = (
    Rule(
        "letters.at-for-a",
        "mechanical",
        at_for_a,
        ((_SCAN + "there was @ great storm", _SCAN + "there was a great storm"),),
        ("there was @ great storm", _SCAN + "12 bags @ cost and 4 @ 3s. of it", _SCAN + "write to her @ home.example"),
        ("en",),
        ("@",),
    ),
    Rule(
        "letters.capitals",
        "doubtful",
        capitals,
        ((_SCAN + "my sister Was there at night", _SCAN + "my sister was there at night"),),
        ("my sister Was there", _SCAN + "Gone With the Wind", _SCAN + "he read the Who there"),
        ("en",),
    ),
    Rule(
        "letters.mark-for-l",
        "mechanical",
        mark_for_l,
        ((_SCAN + "he could not contro! himself", _SCAN + "he could not control himself"),),
        ("he could not contro! himself", _SCAN + "he cried hurrah! and fell", _SCAN + "he cried O tempora! O mores"),
        ("en",),
    ),
    Rule(
        "letters.misread",
        "mechanical",
        misread,
        ((_SCAN + "they returned to the tovvn and the river", _SCAN + "they returned to the town and the river"),),
        (
            "they returned to the tovvn and the river",
            _SCAN + "they tumed and tumed to the river",
            _SCAN + "they returned to the carcase and the river",
            _SCAN + "they went to Tbe and the river",
            _SCAN + "the ringers were told of the bellroom and the new protégé before noon",
        ),
        ("en",),
    ),
    Rule(
        "letters.short-forms",
        "doubtful",
        short_forms,
        ((_SCAN + "they went te the town in ber boat", _SCAN + "they went to the town in her boat"),),
        ("they went te the town", _SCAN + "they sang ta ra and la di da and went to the hut"),
        ("en",),
    ),
    Rule(
        "letters.perhaps-misread",
        "doubtful",
        perhaps_misread,
        ((_SCAN + "they met the commitee of the river", _SCAN + "they met the committee of the river"),),
        ("they met the commitee of the river",),
        ("en",),
    ),
)
