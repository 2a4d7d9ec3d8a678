"""Commas whose tail a scan lost. Only where no full stop can stand, whatever the sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.languages import word_list
from booklet.rules.base import Context, Edit, Rule, either, own_words

_WORD = re.compile(r"[^\W\d_][\w’'-]{1,30}$")
_DAILY, _SHORT = 60, 4  # the same of a word of so few letters: many are written short
_IN_USE = 40  # how common the word before the stop is at least: abbreviations are rarer
_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3


def lost_tails(text: str, context: Context) -> Iterator[Edit]:
    """A full stop before 'and', 'which' or 'who' in small letters was a comma: no sentence begins so.

    Not behind an abbreviation, a figure or a single letter, nor behind a word at which no mark can stand.
    """
    if context.words is None:
        return
    short = word_list("abbreviations.txt") | own_words("en", "sentence", "shortened")
    halting = own_words("en", "sentence", "no_stop")
    for match in re.finditer(rf"\.(?<=[a-z].)(?= {either('en', 'sentence', 'joining')} [a-z])", text):
        before = _WORD.search(text, max(0, match.start() - 32), match.start())
        if before is None or {before[0], f"{before[0]}."} & short or before[0].lower() in halting | short:
            continue
        least = _DAILY if len(before[0]) <= _SHORT else _IN_USE  # 'engr. and plain plates'
        if context.words.common(before[0]) >= least or (before[0][0].isupper() and len(before[0]) > 3):
            yield Edit(match.start(), match.end(), ",")


RULES = (
    Rule(
        "commas.lost-tails",
        "mechanical",
        lost_tails,
        ((_SCAN + "he took the boat. which was old. and rowed", _SCAN + "he took the boat, which was old, and rowed"),),
        (
            "he took the boat. and rowed",
            _SCAN + "a box of plates, engr. and plain, with their key",
            _SCAN + "at 9 a.m. and at noon, coal etc. and bread, the ship. And so of. and to",
        ),
        ("en",),
    ),
)
