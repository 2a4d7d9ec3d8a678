"""Dashes that a typewriter had no key for. House style: it can be switched off.

– and — as an author set them are never exchanged for one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.rules.base import Context, Edit, Rule

_TYPED = (
    (re.compile(r" - (?<=[a-z,;’”)\]]...)(?=[a-z“‘(\[])"), " – "),
    (re.compile(r" -- (?<=[a-z,;’”)\]]....)(?=[a-z“‘(\[])"), " – "),
    (re.compile(r"--(?<=[a-z]{2}..)(?=[a-z]{2})"), "—"),
)
_STOP = re.compile(r"[.!?…:][”’\"')\]]{0,3}$")
_PROSE = 80  # characters that a paragraph of prose has at least


def typed(text: str, context: Context) -> Iterator[Edit]:
    """A hyphen between spaces, or two hyphens, stand for a dash inside a sentence of prose.

    Between small letters only, and in paragraphs that end like one: so sums, ranges, options of programs, tables and
    lists keep their hyphens.
    """
    if " -" not in text and "--" not in text:
        return
    for line in re.finditer(rf"(?<![^\n])[^\n]{{{_PROSE},}}", text):
        before, behind = text[max(0, line.start() - 2) : line.start()], text[line.end() : line.end() + 2]
        alone = before in {"", "\n", "\n\n"} and behind in {"", "\n", "\n\n"}
        if not alone or not _STOP.search(line[0].rstrip()[-8:]) or "`" in line[0]:
            continue
        for pattern, dash in _TYPED:
            for match in pattern.finditer(text, line.start(), line.end()):
                yield Edit(match.start(), match.end(), dash)


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
