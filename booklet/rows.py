"""What the place of a number says of it: its row and column in a table, the label before it, the heading above."""

from __future__ import annotations

import re

from booklet.families import Event, is_state
from booklet.nouns import noun_class
from booklet.readings import Reading, Sentence, settle


def read_cell(sentence: Sentence, reading: Reading) -> bool:
    """A cell of a table, by the name of its row and of its column."""
    cell = sentence.headings.cell(sentence.start + reading.number.core_start)
    if cell is None:
        return False
    found = False
    for name in (cell.header, cell.label):
        events = _deeds_in(sentence, name)
        group = _group_in(sentence, name)
        if group and not reading.kind:
            reading.kind, reading.group = group
            reading.listed = True
        if events and not found:
            best = max(events, key=lambda e: (e.end - e.start, e.role == "e"))
            found = settle(sentence, reading, best.family, f"its row or column is named “{name.strip()}”", sure=True)
    return found


def read_label(sentence: Sentence, reading: Reading) -> bool:
    """A line of a list: 'Killed: 147', 'Houses destroyed: 12,000; damaged: 21,500', 'Women, 107'."""
    before = sentence.text[: reading.number.start]
    name = label_before(before)
    by_comma = before.rstrip().endswith(",")
    if not name or (by_comma and any(before.rfind(";") < n.core_end <= len(before) for n in sentence.numbers)):
        return False  # 'two dead, sixty injured': the first is no label of the second
    events = _deeds_in(sentence, name)
    group = _group_in(sentence, name)
    if not group:
        earlier = re.match(r"\W{0,4}([^:;|]{3,40})[:|]", before)
        group = _group_in(sentence, earlier[1]) if earlier and earlier[1] != name else None
    if group and not reading.kind:
        reading.kind, reading.group = group
    if events:
        best = max(events, key=lambda e: (e.end - e.start, e.role == "e"))
        return settle(sentence, reading, best.family, f"label “{name}”", sure=True)
    if by_comma:
        return False
    reading.listed = True
    heading = sentence.headings.title(sentence.start)
    above = [e for e in sentence.lexicon.events(heading) if e.role in "en"]
    if not above:
        return False
    reading.part = not name.lower().startswith(tuple(sentence.wording.totals))
    reading.confidence = 0.6
    return settle(sentence, reading, above[-1].family, f"under the heading “{heading}”")


def _deeds_in(sentence: Sentence, name: str) -> list[Event]:
    """Return the events of a label; a noun for people alone, 'Patients', says not what became of them."""
    found = [e for e in sentence.lexicon.events(name) if e.role in "envi"]
    return [e for e in found if not (is_state(e.family) and noun_class(name[e.start : e.end]) == "person")]


_SEPARATOR = re.compile(r"(?:[:|=\t]|\s{3,}|\s[–—-]{1,2}\s|\.{3,}|(?: \.){3,}|,\s)[\s|.:]{0,80}$")


def label_before(before: str) -> str:
    """Return the label that ends a text: 'Killed' of 'Killed: ', 'Women' of '107 men; women, '; nothing where none does."""
    tail = before[-160:]
    separator = _SEPARATOR.search(tail)
    if separator is None:
        return ""
    name = tail[: separator.start()]
    start = max(name.rfind(mark) for mark in ";|\n(") + 1
    if name.rstrip().endswith(")"):  # '(official)' belongs to the label before it
        name = name[: name.rfind("(")]
        start = max(name.rfind(mark) for mark in ";|\n(") + 1
    if not separator[0].startswith(","):
        start = max(start, name.rfind(", ") + 1)
    name = name[start:].strip(" ,-–*•.)")
    if (len(tail) == 160 and start == 0) or not name or len(name.split()) > 7 or re.search(r"[\d.!?]", name):
        return ""
    if separator[0].startswith(",") and len(name.split()) > 2:
        return ""  # a comma names only what is as short as 'Women, 107'
    return name


def _group_in(sentence: Sentence, name: str) -> tuple[str, str] | None:
    for word in re.findall(r"[^\W\d_][\w’'-]*", name):
        if (found := sentence.lexicon.group_of(word)) and found[1] not in {"cases", "bodies"}:
            return found
    return None
