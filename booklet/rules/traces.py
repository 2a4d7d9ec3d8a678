"""What a machine that read a page leaves in the text, where no form feed and no specks at the edges tell of it.

What the rules for such pages would mend stands seldom in a text that was typed: of 1,274 honest texts at hand, dialect,
verse and old spelling among them, 35 held one such trace and one, notes on what scribes misread, held two. Some of those
texts were mended for before they were counted, so that other texts will hold more. Only wrapped texts are asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from booklet.rules import commas, edges, joints, letters, ordinals, pronoun, specks
from booklet.rules.base import Context, Rule

_LEAST = 2
_WORDS = 3_000  # for each trace, at most: a long text may hold a few by chance
_TELLING: Sequence[Rule] = tuple(
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
        "specks.doubled-stops",
        "specks.quotes",
        "specks.stop-inside",
        "specks.titles",
    }
)


def shows_reading(text: str, language: str) -> bool:
    """Say whether a machine read this page, by the traces of it inside the lines."""
    context = Context(text, language, was_read_by_machine=True, was_wrapped=True)
    least = max(_LEAST, text.count(" ") / _WORDS)
    found = letters.count_misread(text, context)
    for rule in _TELLING:
        if found >= least:
            break
        found += len(rule.edits(text, context))
    return found >= least
