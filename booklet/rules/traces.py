"""What a machine that read a page leaves in the text, where no form feed and no specks at the edges tell of it.

What the rules for such pages would mend stands seldom in a text that was typed: of 2,950 wrapped texts that were (plays in
the spelling of their time and in ours, novels, essays, short pieces of all kinds) four are taken for scans, counted on
the texts that the guards below were made for; other texts will hold more. Only wrapped texts are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from booklet.languages import table
from booklet.lexicon import Lexicon, lexicon
from booklet.rules import commas, edges, joints, ordinals, pronoun, specks
from booklet.rules.base import Context, Rule, either
from booklet.rules.odd import odd_in, reading_of, tally_of

_LEAST = 2
_WORD_BEFORE, _WORD_BEHIND = re.compile(r"(?:(?<=\s)|^)[“‘\"']?[\w ]*$"), re.compile(r"[\w ]*[”’\"']?")
_OPENING, _CLOSING = ("“", "‘", '"'), ("”", "’", '"')
_READ = re.compile(rf"[,;]? {either('en', 'errata', 'read')}\b")
# Of words that tell a machine's reading: letters, the share of the best reading, how common that is.
_TELLING, _TOLD, _IN_USE = 4, 0.6, 55
_OLD = 2  # words in older spelling, before a text is of another age
_MOST_ODD = 8  # odd words for each
_UNLETTERED = 0.05  # share of odd words beyond which whoever wrote went to no school; scans have 0.035 at most
_WORDS = 3_000  # for each trace, at most: a long text may hold a few by chance
_RULES: Sequence[Rule] = tuple(
    rule
    for rule in (
        *edges.RULES,
        *specks.AT_LINES,
        *specks.RULES,
        *commas.RULES,
        *pronoun.RULES,
        *joints.RULES,
        *ordinals.RULES,
    )
    if rule.id
    in {
        "commas.lost-tails",
        "joints.run-together",
        "joints.split",
        "joints.stop-before-word",
        "ordinals.misread-by-machine",
        "pronoun.one-for-i",
        "pronoun.run-together",
        "specks.behind-hyphens",
        "specks.quotes",
        "specks.stop-inside",
        "specks.titles",
    }
)


def shows_reading(text: str, language: str) -> bool:
    """Say whether a machine read this page, by the traces of it inside the lines."""
    context = Context(text, language, was_read_by_machine=True, was_wrapped=True)
    least = max(_LEAST, text.count(" ") / _WORDS)
    found = _count_misread(text, context)
    for rule in _RULES:
        if found >= least:
            break
        # No one but a person drops a space, writes a share, or sets a form in quotation marks to speak of it.
        found += sum(
            edit.end > edit.start
            and "%" not in text[edit.start : edit.end]
            and not _is_spoken_of(text, edit.start, edit.end)
            for edit in rule.edits(text, context)
        )
    return found >= least


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    """Say whether a form stands in marks of quotation by itself, or as what another is to be read for: 'for tne read the'."""
    before, after = _WORD_BEFORE.search(text, max(0, start - 24), start), _WORD_BEHIND.match(text, end)
    quoted = before is not None and after is not None and before[0][:1] in _OPENING and after[0][-1:] in _CLOSING
    return quoted or _READ.match(text, after.end() if after else end) is not None


def _count_misread(text: str, context: Context) -> int:
    """Return how many words stand in a text that hardly anyone but a machine writes: 'wbere' for 'where', 'bouse'.

    Each is in no list, stands once among known words, and is one known confusion away from one common word. 0 where
    there are far more odd words than that, or some in the spelling of older books: there a dialect, another language
    or another age speaks.
    """
    words = lexicon(context.language)
    if words is None:
        return 0
    odd = [
        odd for odd in odd_in(text, words) if odd.word.isascii() and odd.word.islower() and len(odd.word) >= _TELLING
    ]
    whole = [
        word
        for word, start, end in odd
        if not text[max(0, start - 2) : start].rstrip("\n").endswith(("-", "~")) and not _is_spoken_of(text, start, end)
    ]
    small = sum(count for word, count in tally_of(text).items() if word[0].islower())
    if len(odd) > _UNLETTERED * small:
        return 0
    if sum(_is_older(word, words, context.language) for word in whole) >= _OLD:
        return 0
    found = 0
    for word in whole:
        read = reading_of(word, words, context)
        told = read and read.named and read.share >= _TOLD and words.common(read.word) >= _IN_USE
        found += bool(told and read and not _is_without(word, read.word))
    return found if len(odd) <= _MOST_ODD * found else 0


def _is_without(word: str, read: str) -> bool:
    """Say whether a word is another without one letter: 'remaned', as people write who went to no school."""
    return len(read) == len(word) + 1 and any(read[:at] + read[at + 1 :] == word for at in range(len(read)))


def _is_older(word: str, words: Lexicon, language: str) -> bool:
    """Say whether a word is one in use as older books spell it: 'haue', 'againe', 'wearie'."""
    return any(words.common(form) >= _IN_USE for form in _forms_of_today(word, language))


def _forms_of_today(word: str, language: str) -> Iterator[str]:
    own = table("cleaning.toml", language)["older_spelling"]
    for old, new in (pair.split(">") for pair in own["letters"]):
        if old in word:
            yield word.replace(old, new)
    for old, new in (pair.split(">") for pair in own["at_end"]):
        if word.endswith(old):
            yield word.removesuffix(old) + new
