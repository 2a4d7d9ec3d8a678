"""A text of the booklet as its template prints it: head, running text with its notes, foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Literal

from markupsafe import Markup

from booklet import markup
from booklet.book import Book, Note, Setting, Text, claim_anchor, notes_of, passage_anchor, topic_anchor
from booklet.fit import LineStart
from booklet.markup import Anchor, Call
from booklet.model import Block, Claim, Topic, Witness
from booklet.views.labels import date_words, label_of, number_words, title_of, value_words, whole_ending, words_of

# How the notes of a text are set: in full, only pointing to the note on the figures because longer ones find no room on
# the pages of their figures, or, where even these find none, all together at the end of the text.
Notes = Literal["full", "brief", "end"]


@dataclass(frozen=True, slots=True)
class Mending:
    """What the next layout of a part must do otherwise.

    `classes` holds pairs of a paragraph's start and a class of type.css: 'loose' may break at any line, 'moved' begins
    a page, 'kept' leaves no line alone, 'ragged' is not stretched,
    'wide' opens with wider small capitals. `lines` holds the chosen lines of paragraphs. By `raised` lines the title
    stands higher than usual.
    """

    classes: frozenset[tuple[int, str]] = frozenset()
    undivided: frozenset[str] = frozenset()  # words that are whole wherever they stand
    whole: frozenset[int] = frozenset()  # places in the text: the word that begins there is not divided
    lines: tuple[tuple[int, tuple[LineStart, ...]], ...] = ()
    notes: Notes = "full"
    raised: int = 0

    def of(self, at: int) -> dict[str, Any]:
        """Return what `markup.inline` must know to set the paragraph that begins at `at`."""
        return {"undivided": self.undivided, "whole": self.whole, "lines": dict(self.lines).get(at, ())}


_FEW = 6  # lines: a block of so few, as at a signature, is not parted; where it has notes, they come first
_MANY = 4  # other values that a note still lists; with more it names their range
HEAD = {"byline", "dateline", "editor_note"}
FOOT = {"signature", "closing_date"}
_ROW_HEAD = 32  # characters of a line that heads rows of a table
KEEPS_LINES = {"verse", "list", "table", "address"}


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of the body. `lines` is set where the lines of the source are kept, `html` otherwise."""

    kind: str
    html: Markup = field(default_factory=Markup)
    lines: Sequence[Markup] = ()
    classes: str = ""
    at: int = 0  # where it begins in the text


@dataclass(frozen=True, slots=True)
class TextView:
    """What text.html prints."""

    year: str
    title: Markup
    subtitles: list[Markup] = field(default_factory=list)
    provenance: str = ""
    said: list[Markup] = field(default_factory=list)
    blocks: list[BlockView] = field(default_factory=list)
    closing: list[Markup] = field(default_factory=list)
    notes: list[Markup] = field(default_factory=list)
    language: str = ""


def text_view(text: Text, book: Book, setting: Setting, mending: Mending) -> TextView:
    """Make the view of one text.

    `mending` says what must be set otherwise than in the last layout.
    """
    anchors = _anchors(text, book)
    notes = notes_of(book, text)
    at_end = mending.notes == "end"
    called = [
        _call(note, number, setting) if at_end else _footnote(note, book, setting, mending.notes)
        for number, note in enumerate(notes, 1)
    ]
    calls = [Call(note.position, html) for note, html in zip(notes, called, strict=True)]
    titled = [a for b in text.witness.blocks if b.role == "title" for a in anchors if b.start <= a.start < b.end]
    title = markup.inline(whole_ending(title_of(text)), 0, [Anchor(0, anchor.id) for anchor in titled])
    language = text.witness.language if text.witness.language != book.publication.language else ""
    view = TextView(text.year, title, provenance=provenance_of(text, book), language=language)
    first = True
    for block in text.witness.blocks:
        inside = text.witness.passage(block), block.start
        mine = (
            [anchor for anchor in anchors if block.start <= anchor.start < block.end],
            [call for call in calls if block.start < call.at <= block.end],
        )
        match block.role:
            case "title":
                continue
            case "subtitle":
                view.subtitles.extend(markup.lines(*inside, *mine))
            case role if role in HEAD:
                view.said.extend(markup.lines(*inside, *mine))
            case role if role in FOOT:
                view.closing.extend(markup.lines(*inside, *mine))
            case role if role in KEEPS_LINES:
                classes = _classes(block, False, bool(mine[1]), mending.classes)
                columns = role == "table" and _has_columns(inside[0])
                if columns:
                    lines = markup.rows(*_from_margin(text.witness, block), *mine)
                else:
                    lines = markup.lines(*inside, *mine)
                kind = "table columns" if columns else role
                classes += " whole" if len(lines) <= _FEW and not mine[1] else ""
                view.blocks.append(BlockView(kind, lines=lines, classes=classes, at=block.start))
            case "heading":
                view.blocks.append(BlockView("heading", markup.inline(*inside, *mine)))
            case _:
                classes = _classes(block, first, bool(mine[1]), mending.classes)
                html = markup.inline(*inside, *mine, lead_in=first, **mending.of(block.start))
                view.blocks.append(BlockView("paragraph", html, classes=classes, at=block.start))
                first = False
    if at_end:
        view.notes.extend(_end_note(note, number, book, setting) for number, note in enumerate(notes, 1))
    return view


def passages_of(book: Book, file: str) -> dict[int, str]:
    """Return the justified paragraphs of a text, or of the foreword where no file is named, by where they begin."""
    if file:
        witness = book.text_of(file).witness
        return {block.start: witness.passage(block) for block in witness.blocks if block.role == "paragraph"}
    starts = accumulate((len(paragraph) + 1 for paragraph in book.foreword), initial=0)
    return dict(zip(starts, book.foreword, strict=False))


def foreword_view(book: Book, mending: Mending) -> list[BlockView]:
    """Make the view of the foreword: its paragraphs, set and mended like those of a text."""
    return [
        BlockView(
            "paragraph",
            markup.inline(words, at, lead_in=not at, **mending.of(at)),
            classes=" ".join(["first"] * (not at) + sorted(name for start, name in mending.classes if start == at)),
            at=at,
        )
        for at, words in passages_of(book, "").items()
    ]


def provenance_of(text: Text, book: Book) -> str:
    """Name issuer and date in one line: 'EU Today, 20 January 2022'."""
    words = words_of(book)["text"]
    issuer = text.witness.issuer or str(words["issuer_unknown"])
    date = date_words(text.dating.date, book.publication.language) or str(words["undated"])
    return f"{issuer}, {date}"


def _from_margin(witness: Witness, block: Block) -> tuple[str, int]:
    """Return a table with the spaces that its first line is set in by, and where it begins with them."""
    start = witness.text.rfind("\n", 0, block.start) + 1
    start = start if witness.text[start : block.start].isspace() else block.start
    return witness.text[start : block.end], start


def _has_columns(table: str) -> bool:
    """Say whether most rows of a table have as many cells: then they can stand in columns.

    A short line by itself may head the rows below it.
    """
    lines = table.split("\n")
    cells = [len(re.findall(r"\S+(?: \S+)*", line)) for line in lines]
    rows = [count for count in cells if count > 1]
    heads = [line for line, count in zip(lines, cells, strict=True) if count == 1]
    if len(rows) < 2 or len(rows) < len(heads) or any(len(line.strip()) > _ROW_HEAD for line in heads):
        return False
    return 4 * rows.count(max(rows)) >= 3 * len(rows)


def _classes(block: Block, first: bool, noted: bool, mending: frozenset[tuple[int, str]]) -> str:
    names = ["first"] * first + ["noted"] * noted
    return " ".join(names + sorted(name for start, name in mending if start == block.start))


def _anchors(text: Text, book: Book) -> list[Anchor]:
    """Return the anchors at every claim, at every quoted sentence, and at the figures that carry a note."""
    starts: dict[str, int] = {}
    for topic in book.topics:
        # At the number itself, as its note: the words of a claim may begin a page earlier.
        starts |= {claim_anchor(c): max(c.start, c.number_end - 1) for c in topic.claims if c.file == text.file}
    for event in book.events:
        said = [passage for passage in (event.passage, *event.also) if passage.file == text.file]
        starts |= {passage_anchor(text.file, passage.start, book): passage.start for passage in said}
    anchors = [Anchor(start, name) for name, start in starts.items()]
    for note in notes_of(book, text):
        anchors.append(Anchor(note.position - 1, f"{note.id}-call"))
    return anchors


def _call(note: Note, number: int, setting: Setting) -> Markup:
    """Return the number that calls a note at the end of its text."""
    if not setting.links:
        return Markup("<sup>{}</sup>").format(number)
    return Markup('<sup><a href="#{}">{}</a></sup>').format(note.id, number)


def _end_note(note: Note, number: int, book: Book, setting: Setting) -> Markup:
    words = note_words(note.claim, note.topic, book, setting)
    return Markup('<span id="{}">{}\u2002</span>{}').format(note.id, number, words)


def _footnote(note: Note, book: Book, setting: Setting, form: Notes) -> Markup:
    words = note_words(note.claim, note.topic, book, setting, form)
    # A note is set in lines of its own, also where the line of its call must not be broken.
    return Markup('<span class="note" id="{}" style="white-space: normal">{}</span>').format(note.id, words)


def note_words(claim: Claim, topic: Topic, book: Book, setting: Setting, form: Notes = "full") -> Markup:
    """Name every other value of the topic and point to the note on the figures; never to a page set later.

    Of many other values the range is named; a brief note names none.
    """
    words = words_of(book)["text"]
    others: dict[str, list[str]] = {}
    for other in topic.claims:
        value = value_words(other, book)
        if (other.low, other.high) == (claim.low, claim.high):
            continue
        label = str(words["this_text"]) if other.file == claim.file else label_of(book.text_of(other.file), book)
        if label not in others.setdefault(value, []):
            others[value].append(label)
    if len(others) > _MANY:
        counted = [c for c in topic.claims if c.qualifier != "vague" and (c.low, c.high) != (claim.low, claim.high)]
        ends = sorted({v for c in counted for v in (c.low, c.high) if v is not None})
        files = {c.file for c in topic.claims} - {claim.file}
        if len(ends) > 1 and files:
            spread = str(words["footnote_spread"]).format(low=number_words(ends[0]), high=number_words(ends[-1]))
            others = {spread: [str(words["footnote_texts"]).format(count=len(files))]}
    listed = ", ".join(
        str(words["footnote_other"]).format(value=value, text="; ".join(labels)) for value, labels in others.items()
    )
    if "figures" in book.leave_out:
        return Markup.escape(str(words["footnote_alone"]).format(others=listed))
    name = str(words["note_link"]).format(topic=topic.topic)
    pattern = str(words["footnote_brief" if form == "brief" else "footnote"])
    said = Markup.escape(pattern.format(others=listed, link=name))
    # The whole note is the link: an element that begins inside it would end its line too early.
    return Markup('<a href="#{}">{}</a>').format(topic_anchor(topic), said) if setting.links else said
