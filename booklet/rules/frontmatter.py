"""What programs that keep notes and blogs set above a text and into it: its front matter, and the marks of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.languages import table
from booklet.rules.base import Context, Edit, Rule

_FRONT = re.compile(r"\A\s*+---[ \t]*\n((?:[^\n]*\n){1,60}?)---[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^([a-z][\w -]{0,30}): ?(.{0,300})$", re.IGNORECASE | re.MULTILINE)
_ITEM = re.compile(r"\s+\S.*|- \S.*|\s*")
_LEAST = 2  # fields
_QUOTES = " \t\"'“”‘’"
_FOOTNOTE = re.compile(r"\[\^([1-9]\d{0,2})\](:(?= ))?")
_RAISED = re.compile(r"<sup>\s?(\d{1,2})\s?</sup>", re.IGNORECASE)
_BEHIND_WORD = re.compile(r"(?:(?:[^\W\d_]{3}|[.,;:!?”’\"')])(?:</\w{1,10}>)?|\d</\w{1,10}>)$")


def front_matter(text: str, context: Context) -> Iterator[Edit]:
    """Fields between two rules at the top of a text are for the program that kept it.

    Title and date stay where the text does not say them itself.
    """
    matter = _FRONT.match(text)
    fields = list(_FIELD.finditer(matter[1])) if matter else []
    if matter is None or len(fields) < _LEAST:
        return
    if not all(_FIELD.fullmatch(line) or _ITEM.fullmatch(line) for line in matter[1].split("\n")):
        return
    kept: list[tuple[int, int]] = []
    body = _bare(text[matter.end() :])
    for keys in table("furniture.toml", context.language)["front_matter"]["kept"]:
        field = next((field for key in keys for field in fields if field[1].lower() == key), None)
        value = field[2].strip(_QUOTES) if field else ""
        if field and value and _bare(value) not in body:
            start = matter.start(1) + field.start(2) + field[2].index(value)
            kept.append((start, start + len(value)))
    place = 0
    for start, end in sorted(kept):
        yield Edit(place, start, "\n\n" if place else "")
        place = end
    yield Edit(place, matter.end(), "\n\n" if place else "")


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def footnote_marks(text: str, context: Context) -> Iterator[Edit]:
    """`[^1]` and a raised 1 behind a word are how Markdown and HTML write the mark of a note; [1] says the same."""
    notes = list(_FOOTNOTE.finditer(text))
    first = {note[1] for note in notes if not note[2]}
    if "1" in first and any(note[2] for note in notes):
        for note in notes:
            yield Edit(note.start() + 1, note.start() + 2, "")
            if note[2]:
                yield Edit(note.start(2), note.end(2), "")
    raised = list(_RAISED.finditer(text))
    starts = (mark for mark in raised if text[mark.start() - 1 : mark.start()] in {"", "\n", ">"})
    begins = {mark[1] for mark in starts if not text[mark.end() : mark.end() + 2].lstrip()[:1].islower()}
    marks = [mark for mark in raised if _BEHIND_WORD.search(text, max(0, mark.start() - 16), mark.start())]
    counted = [int(mark[1]) for mark in marks] == list(range(1, len(marks) + 1))
    begins &= {mark[1] for mark in marks}
    for mark in raised if marks and (counted or begins) else ():
        if mark in marks or mark[1] in begins:
            yield Edit(mark.start(), mark.end(), f"[{mark[1]}]")


RULES = (
    Rule(
        "markup.front-matter",
        "mechanical",
        front_matter,
        (
            (
                '---\nlayout: post\ntitle: "The Dam"\ntags: [mill, weir]\n---\n\n# The dam\n\nIt fell.',
                "\n# The dam\n\nIt fell.",
            ),
            ("---\ntitle: The Dam\ndate: 2014-02-07\n---\nIt fell.", "The Dam\n\n2014-02-07\n\nIt fell."),
        ),
        (
            "---\nAbel: the wheel is still.\n\nTom, slowly: it is.\n---\n",
            "---\nOf the dam\n---\nIt fell.",
            "title: The Dam\ndate: 1911\n",
        ),
        ("en",),
        signs=("---",),
    ),
    Rule(
        "markup.footnote-marks",
        "mechanical",
        footnote_marks,
        (
            ("It fell.[^1] So it was.\n\n[^1]: Report, p. 4.", "It fell.[1] So it was.\n\n[1] Report, p. 4."),
            ("It fell.<sup>1</sup> So it was.<sup>2</sup>", "It fell.[1] So it was.[2]"),
        ),
        (
            "[^1]: Report, p. 4.",
            "It held 10<sup>6</sup> m<sup>3</sup> of it.",
            "of 12 m<sup>2</sup>",
            "the dam<sup>4</sup>",
        ),
        signs=("[^", "<sup>"),
    ),
)
