"""What `clean` knows: one family of rules a file, and the one visible list of their order."""

from __future__ import annotations

from booklet.rules import (
    breaks,
    characters,
    commas,
    dashes,
    doubts,
    edges,
    furniture,
    gaps,
    joints,
    letters,
    mail,
    markup,
    ordinals,
    pages,
    points,
    pronoun,
    quotes,
    spacing,
    specks,
    starts,
    wiki,
)
from booklet.rules.base import Rule

# Signs first; what hides line starts; what needs lines as they came; whole paragraphs; blank lines last.
RULES: tuple[Rule, ...] = (
    *characters.RULES,
    *mail.RULES,
    *markup.RULES,
    *wiki.RULES,
    *ordinals.MARKED,
    gaps.DOUBLE_SPACING,
    *furniture.RULES,
    *pages.RULES,
    *edges.RULES,
    *specks.AT_LINES,
    *breaks.RULES,
    *specks.RULES,
    *commas.RULES,
    *pronoun.RULES,
    *joints.RULES,
    *letters.RULES,
    *starts.RULES,
    *ordinals.RULES,
    *spacing.RULES,
    *quotes.RULES,
    *dashes.RULES,
    *doubts.RULES,
    *points.RULES,
    *characters.LAST,
)
