"""Dashes that a typewriter had no key for. House style: it can be switched off.

– and — as an author set them are never exchanged for one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from booklet.rules.base import Context, Edit, Rule, either

_TYPED = (
    (re.compile(r" - (?<=[a-z,;’”)\]]...)(?=[a-z“‘(\[])"), " – "),
    (re.compile(r" -- (?<=[a-z,;’”)\]]....)(?=[a-z“‘(\[])"), " – "),
    (re.compile(r"--(?<=[a-z]{2}..)(?=[a-z]{2})"), "—"),
)
_STOP = re.compile(r"[.!?…:][”’\"')\]]{0,3}$")
_KINDS, _MEANT = (" - ", "--", "–", "—"), 2  # kinds of dashes; of which a writer uses so many in a paragraph
_PROSE = 80  # characters that a paragraph of prose has at least


@cache
def _named(language: str) -> re.Pattern[str]:
    """Return the pattern of a hyphen that is itself what is meant: 'o stands for a knot and - for a plait'."""
    before, behind = either(language, "marks", "named_behind"), either(language, "marks", "named_before")
    return re.compile(rf"\b{before} - {behind}\b[^-–—]*+$")


def typed(text: str, context: Context) -> Iterator[Edit]:
    """A hyphen between spaces, or two hyphens, stand for a dash inside a sentence of prose.

    Between small letters only, and in paragraphs that end like one: so sums, ranges, options of programs, tables and
    lists keep their hyphens.
    """
    start = end = 0  # of the line looked at last
    prose = False
    found = [(match.start(), match.end(), dash) for pattern, dash in _TYPED for match in pattern.finditer(text)]
    for at, behind, dash in sorted(found):
        if at >= end:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", behind)
            end = end if end >= 0 else len(text)
            prose = _is_paragraph(text, start, end, context.language)
        if prose:
            yield Edit(at, behind, dash)


def _is_paragraph(text: str, start: int, end: int, language: str) -> bool:
    """Say whether a line is a paragraph of prose: long, by itself, with a stop at its end, and no code in it."""
    alone = text[max(0, start - 2) : start] in {"", "\n", "\n\n"} and text[end : end + 2] in {"", "\n", "\n\n"}
    line = text[start:end] if alone and end - start >= _PROSE else ""
    shows = (
        _named(language).search(line) or sum(kind in line for kind in _KINDS) > _MEANT
    )  # it shows what dashes there are
    return bool(_STOP.search(line.rstrip()[-8:])) and "`" not in line and not shows


RULES = (
    Rule(
        "dashes.typed",
        "editorial",
        typed,
        (
            (
                "The bridge was gone - so we were told - and with it the mill, the weir and the old road to the town.",
                "The bridge was gone – so we were told – and with it the mill, the weir and the old road to the town.",
            ),
            (
                "The bridge was gone--so we were told--and with it the mill, the weir and the old road to the town.",
                "The bridge was gone—so we were told—and with it the mill, the weir and the old road to the town.",
            ),
        ),
        (
            "Mon - Fri 9.00 - 12.00",
            "Call it with the option --all, and take 5 - 3 from the sum that stands in the first of the two columns.",
            "Where the clerk has a - b he means the sum, a -- b is a gap of his, a – b a span, and a — b what he does not know.",
            "In the book of the weavers an o stands for a knot of wool, a dot for a hole and - for a plait of three threads.",
            "The bridge — so we were told – was gone, and with it the mill, the weir and the old road to the upper town.",
        ),
    ),
)
