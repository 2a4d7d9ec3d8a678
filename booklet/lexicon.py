"""The words a language is known to have, and how common each is. Evidence for rules, never a judge of spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, repeat
from string import ascii_lowercase

from booklet import languages

_FILE, _MORE = "words.txt", "cleaning.toml"
# A regular ending on a known stem makes a known word; lists never hold all of them.
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness", "less", "like", "ish", "ward", "wards", "’s", "'s")
_BEGINNINGS = ("un", "re", "non", "over", "under", "out", "fore", "mis", "dis", "pre", "counter", "inter", "super")
_FIGURE = re.compile(r"\n(\d+)\n")  # above the words that are as common as it says
_STEM = 4  # letters that a stem must have at least


@dataclass(frozen=True, eq=False)  # one a language: itself the key of what is remembered of its words
class Lexicon:
    """A list of words; `commonness` is ten times the decimal logarithm of a word's count, 0 where it is rare."""

    commonness: Mapping[str, int]
    _answers: dict[str, bool] = field(default_factory=dict)

    def __contains__(self, word: str) -> bool:
        """Say whether a word stands in the list, in any case, or is regularly made from one that does."""
        found = self._answers.get(word)
        if found is None:
            found = self._answers[word] = self._known(word.lower().replace("’", "'"))
        return found

    def common(self, word: str) -> int:
        """Return how common a word is, 0 to 104; 0 also for a word that is not in the list."""
        return self.commonness.get(word.lower(), 0)

    def near(self, word: str) -> Iterator[str]:
        """Return the words of the list that are one letter away: changed, put in or left out."""
        forms: list[str] = []
        for at in range(len(word) + 1):
            before = word[:at]
            for behind in (word[at:], word[at + 1 :]):
                # All letters in one string, which is then cut: half the time of putting form after form together.
                forms += f"{before}{f'{behind} {before}'.join(ascii_lowercase)}{behind} {before}{behind}".split(" ")
        return filter(self.commonness.__contains__, forms)

    def _known(self, word: str) -> bool:
        if word in self.commonness:
            return True
        for ending in _ENDINGS if word.endswith(_ENDINGS) else ():
            stem = word[: -len(ending)] if word.endswith(ending) else ""
            if len(stem) >= _STEM and (stem in self.commonness or stem + "e" in self.commonness):
                return True
        if word.endswith(("'s", "s'")):
            return word[:-2] in self.commonness or word[:-1] in self.commonness
        return word.startswith(_BEGINNINGS) and any(
            word.startswith(start) and len(word) - len(start) >= _STEM and word[len(start) :] in self.commonness
            for start in _BEGINNINGS
        )


def has_words(language: str) -> bool:
    """Say whether a language has a list of words, without reading it."""
    return languages.has(language, _FILE)


@cache
def lexicon(language: str) -> Lexicon | None:
    """Return the lexicon of a language, or None where it has none: then the rules that need one are off."""
    if not has_words(language):
        return None
    # All in one go: a line at a time takes twice as long.
    _, *parts = _FIGURE.split(f"\n{languages.read_data(language, _FILE)}")
    figures, equals = map(int, parts[::2]), [part.split() for part in parts[1::2]]
    each = (repeat(figure, len(part)) for figure, part in zip(figures, equals, strict=True))
    words = dict(zip(chain.from_iterable(equals), chain.from_iterable(each), strict=True))
    if languages.has(language, _MORE):
        for word in languages.table(_MORE, language).get("known", {}).get("words", ()):
            words.setdefault(word, 0)
    return Lexicon(words)
