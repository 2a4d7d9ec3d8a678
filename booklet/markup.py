"""Running text as safe HTML: escaped word for word, with the few marks that good setting asks for.

Letters are never changed. A space inside a date becomes a no-break space, names are kept from
being divided, capitals that stand for a name are set a little smaller. Notes and anchors are put in by offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from booklet.dates import find_dates

# Divided only from seven letters up (hyphenate-limit-chars in type.css), so shorter names need no care.
_NAME = re.compile(r"\b(?=[^\W\d_a-z])\w[\w’'-]{6,60}")
_ACRONYM = re.compile(r"\b[A-Z](?:[A-Z]{2,8}|\.(?:[A-Z]\.){1,5})(?![\w’'-])")
_LEAD_WORDS = 4
_LEAD_LETTERS = 34  # a lead-in longer than about half a line shouts


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that other parts point to. It is set around the words from `start` to `end` of the cleaned text.

    Never around nothing: an empty element at a break makes WeasyPrint end lines where it should not.
    """

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Call:
    """HTML that is set after the character before `at` (a footnote)."""

    at: int
    html: Markup


def inline(
    text: str, offset: int = 0, anchors: Iterable[Anchor] = (), calls: Iterable[Call] = (), *, lead_in: bool = False
) -> Markup:
    """Set one passage that begins at `offset` of the cleaned text, with its anchors and calls.

    `lead_in` sets the opening words in small capitals.
    """
    tags = [(start, end, 1, Markup('<span class="{}">').format(name)) for start, end, name in _spans(text, lead_in)]
    for anchor in anchors:
        start, end = max(anchor.start - offset, 0), min(anchor.end - offset, len(text))
        tags.append((start, max(end, start + 1), 0, Markup('<span id="{}">').format(anchor.id)))
    waiting = sorted(((call.at - offset, call.html) for call in calls), key=lambda call: call[0])
    bound = _bound_spaces(text)
    out: list[Markup] = []
    open_ends: list[int] = []
    place = 0

    def advance(to: int) -> None:
        """Write plain letters up to `to`, closing spans and setting calls on the way."""
        nonlocal place
        while True:
            stops = [open_ends[-1]] if open_ends else []
            stops += [waiting[0][0]] if waiting else []
            stop = min([s for s in stops if s <= to], default=to)
            out.append(_plain(text, place, stop, bound))
            place = max(place, stop)
            if open_ends and open_ends[-1] <= place:
                open_ends.pop()
                out.append(Markup("</span>"))
            elif waiting and waiting[0][0] <= place:
                out.append(waiting.pop(0)[1])
            else:
                return

    for start, end, _, tag in sorted(tags, key=lambda t: (t[0], -t[1], t[2])):
        advance(start)
        open_ends.append(min(end, open_ends[-1]) if open_ends else end)
        out.append(tag)
    advance(len(text))
    return Markup("").join(out)


def plain(text: str) -> Markup:
    """Set a few words without any element in them, as links need them (PDF/UA-1, 7.18.5)."""
    return _plain(text, 0, len(text), _bound_spaces(text))


def lines(text: str, offset: int = 0, anchors: Iterable[Anchor] = (), calls: Iterable[Call] = ()) -> list[Markup]:
    """Set a block that keeps its lines: one piece of HTML a line, leading spaces as no-break spaces."""
    anchors, calls = tuple(anchors), tuple(calls)
    result: list[Markup] = []
    start = offset
    for line in text.split("\n"):
        end = start + len(line)
        body = line.lstrip(" \t")
        lead = len(line) - len(body)
        indent = Markup("\u00a0" * min(len(line[:lead].expandtabs(4)), 24))
        mine = [anchor for anchor in anchors if start <= anchor.start < end]
        called = [call for call in calls if start < call.at <= end]
        result.append(indent + inline(body, start + lead, mine, called))
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


def _spans(text: str, lead_in: bool) -> list[tuple[int, int, str]]:
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
