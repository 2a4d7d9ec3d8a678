"""Running text as safe HTML: escaped word for word, with the few marks that good setting asks for.

Letters are never changed. A space inside a date becomes a no-break space, names are kept from
being divided, capitals that stand for a name are set a little smaller. Notes and anchors are put in by offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from booklet.dates import find_dates

# Divided only from seven letters up (hyphenate-limit-chars in type.css), so shorter names need no care.
_NAME = re.compile(r"\b(?=[^\W\d_a-z])\w[\w’'-]{6,60}")
_ACRONYM = re.compile(r"\b[A-Z](?:[A-Z]{2,8}|\.(?:[A-Z]\.){1,5})(?![\w’'-])")
_LEAD_WORDS = 4
_LEAD_LETTERS = 34  # a lead-in longer than about half a line shouts

Insert = tuple[int, Markup]


def inline(text: str, offset: int = 0, inserts: Iterable[Insert] = (), *, lead_in: bool = False) -> Markup:
    """Set one passage.

    `offset` is where the passage begins in the cleaned text; `inserts` are pieces of HTML with the offset, counted
    in the cleaned text, before which each stands. `lead_in` sets the opening words in small capitals.
    """
    spans = _spans(text, lead_in=lead_in)
    bound = _bound_spaces(text)
    marks: list[tuple[int, int, Markup]] = [(at - offset, 1, piece) for at, piece in inserts]
    for start, end, name in spans:
        marks.append((start, 2, Markup('<span class="{}">').format(name)))
        marks.append((end, 0, Markup("</span>")))
    out: list[Markup] = []
    place = 0
    for at, _, piece in sorted(marks, key=lambda mark: (mark[0], mark[1])):
        out.append(_plain(text, place, at, bound))
        out.append(piece)
        place = max(place, at)
    out.append(_plain(text, place, len(text), bound))
    return Markup("").join(out)


def lines(text: str, offset: int = 0, inserts: Sequence[Insert] = ()) -> list[Markup]:
    """Set a block that keeps its lines: one piece of HTML a line, leading spaces as no-break spaces."""
    result: list[Markup] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        mine = [(at, piece) for at, piece in inserts if offset + start <= at <= offset + end]
        body = line.lstrip(" \t")
        lead = len(line) - len(body)
        indent = Markup("\u00a0" * min(len(line[:lead].expandtabs(4)), 24))
        result.append(indent + inline(body, offset + start + lead, mine))
        start = end + 1
    return result


def _plain(text: str, start: int, end: int, bound: frozenset[int]) -> Markup:
    return escape("".join("\u00a0" if at in bound else text[at] for at in range(start, max(start, end))))


def _bound_spaces(text: str) -> frozenset[int]:
    """Return the spaces that must not end a line: between day and month, in either order."""
    found: set[int] = set()
    for mention in find_dates(text):
        words = text[mention.start : mention.end]
        for space in re.finditer(r"(?<=\d)(?:st|nd|rd|th)? (?=[^\W\d])|(?<=[^\W\d]) (?=\d{1,2}\b)", words):
            found.add(mention.start + space.end() - 1)
    return frozenset(found)


def _spans(text: str, *, lead_in: bool) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    taken = 0
    if lead_in and (lead := _lead_in(text)):
        spans.append((0, lead, "lead-in"))
        taken = lead
    marks = [(m.start(), m.end(), "acronym") for m in _ACRONYM.finditer(text)]
    marks += [(m.start(), m.end(), "name") for m in _NAME.finditer(text)]
    for start, end, name in sorted(marks):
        if start >= taken:
            spans.append((start, end, name))
            taken = end
    return spans


def _lead_in(text: str) -> int:
    """Return where the lead-in ends: after four words, earlier at a stop or where it would grow long."""
    end = 0
    for n, word in enumerate(re.finditer(r"\S+", text)):
        if n == _LEAD_WORDS or word.end() > _LEAD_LETTERS:
            break
        end = word.end()
        if text[word.end() - 1] in ".,;:!?—–”)":
            return end - 1
    return end if end < len(text) else 0
