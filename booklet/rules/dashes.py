"""Dashes that a typewriter had no key for. House style: it can be switched off.

– and — as an author set them are never exchanged for one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.rules.base import Context, Edit, Rule

_TYPED = (
    re.compile(r" - (?<=[a-z,;’”)\]]...)(?=[a-z“‘(\[])"),
    re.compile(r" -- (?<=[a-z,;’”)\]]....)(?=[a-z“‘(\[])"),
    re.compile(r"--(?<=[a-z]{2}..)(?=[a-z]{2})"),
)
_PROSE = 80  # characters that a paragraph of prose has at least


def typed(text: str, context: Context) -> Iterator[Edit]:
    """A hyphen between spaces, or two hyphens, stand for a dash inside a sentence of prose.

    Between small letters only, and in paragraphs that end like one: so sums, ranges, options of programs, tables and
    lists keep their hyphens.
    """
    if " -" not in text and "--" not in text:
        return
    for match in (found for pattern in _TYPED for found in pattern.finditer(text)):
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        line = text[start : end if end >= 0 else len(text)]
        alone = text[start - 2 : start] in {"", "\n", "\n\n"} and text[start + len(line) :][:2] in {"", "\n", "\n\n"}
        if (
            alone
            and len(line) >= _PROSE
            and re.search(r"[.!?…:][”’\"')\]]{0,3}$", line.rstrip()[-8:])
            and "`" not in line
        ):
            closed = not match[0].startswith(" ")
            yield Edit(match.start(), match.end(), "—" if closed else " – ")


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
            "The bridge — so we were told – was gone, and with it the mill, the weir and the old road to the upper town.",
        ),
    ),
)
