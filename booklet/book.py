"""The book as composition sees it: what is known before a page is set, and the parts in their order.

Every anchor in the pages is named here, so that `compose` writes the names and `typeset` finds them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from booklet.decisions import SourceFacts
from booklet.model import Change, Claim, Cleaned, Dating, Event, Placed, Source, Topic, Witness
from booklet.spellings import Spelling

Side = Literal["any", "recto", "verso"]


@dataclass(frozen=True, slots=True)
class Publication:
    """What the owner says of the booklet. Empty strings are left out of the pages."""

    title: str
    subtitle: str = ""
    date: str = ""  # of the event, as it is to be printed
    place: str = ""
    publisher: str = ""
    rights: str = ""
    dedication: str = ""
    note: str = ""  # one paragraph of the publisher's own on the imprint page
    cite: str = ""  # how to cite the booklet, in the owner's own words
    issued: str = ""  # the date of this edition, as it is to be printed
    language: str = "en"
    text_face: str = "Source Serif 4"
    display_face: str = "Cormorant Garamond"


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the booklet with everything that was found out about it."""

    id: str  # 'text-1', in the order of the booklet
    source: Source
    cleaned: Cleaned
    witness: Witness
    placed: Placed
    facts: SourceFacts

    @property
    def file(self) -> str:
        """Return the bare file name, the text's name in every stage."""
        return self.source.file

    @property
    def dating(self) -> Dating:
        """Return the date of the text and its evidence."""
        return self.placed.dating

    @property
    def year(self) -> str:
        """Return the year of the text, or an empty string."""
        return str(self.dating.date.year) if self.dating.date else ""


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that the pages will say."""

    publication: Publication
    texts: tuple[Text, ...]
    topics: tuple[Topic, ...]
    events: tuple[Event, ...]
    spellings: tuple[Spelling, ...] = ()  # of one name
    foreword: tuple[str, ...] = ()  # the paragraphs of foreword.md
    sections: tuple[str, ...] = ()  # templates of the owner's own, set between contents and texts
    leave_out: frozenset[str] = frozenset()  # names of parts
    version: str = ""
    section_titles: tuple[str, ...] = ()  # of `sections`, as their headings say; empty where one has none

    def text_of(self, file: str) -> Text:
        """Return the text of a file."""
        return next(text for text in self.texts if text.file == file)

    def disputed(self) -> tuple[Topic, ...]:
        """Return the topics on which the texts part."""
        return tuple(topic for topic in self.topics if topic.verdict == "conflict")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the book: set as a document of its own, then joined to the others."""

    id: str  # stands before every anchor of the part
    template: str
    side: Side = "any"  # where it begins
    text: str = ""  # the file of the text it prints
    folio: bool = True  # counted always; printed only if True
    title: str = ""  # of a section of the owner's own, by which the contents list it

    @property
    def anchor(self) -> str:
        """Return the anchor at its heading; a section of the owner's own need not have one: its page has."""
        return self.id if self.title else f"{self.id}-title"

    @property
    def mended(self) -> bool:
        """Say whether it has running text whose lines are mended."""
        return bool(self.text) or self.template == "foreword"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: after which character of the cleaned text it is called, and for which claim."""

    id: str
    position: int
    claim: Claim
    topic: Topic


Folios = Mapping[str, str]  # anchor -> printed page number; grows wave by wave


@dataclass(frozen=True, slots=True)
class Setting:
    """What differs between two layouts of the same book, as far as the templates may know it."""

    links: bool = True
    head: int = 44  # letters that a running head has room for
    measure: float = 306.0  # pt: the width of the text block
    text_size: float = 10.0  # pt
    stamp: str = ""
    styles: tuple[str, ...] = field(default_factory=tuple)


def parts_of(book: Book) -> tuple[Part, ...]:
    """Return the parts in the order of the book; blanks before the colophon are known only when it is laid out."""
    listed: list[Part] = [
        Part("cover", "cover", "recto", folio=False),
        Part("blank-1", "blank", folio=False),
        Part("half-title", "half-title", "recto", folio=False),
        Part("imprint", "imprint", folio=False),
        Part("contents", "contents", "recto"),
    ]
    if book.foreword:
        listed.append(Part("foreword", "foreword"))
    titles = book.section_titles or ("",) * len(book.sections)
    listed += [
        Part(f"section-{n}", name, title=title)
        for n, (name, title) in enumerate(zip(book.sections, titles, strict=True), 1)
    ]
    listed += [Part(text.id, "text", text=text.file) for text in book.texts]
    if book.events:
        listed.append(Part("chronology", "chronology"))
    listed.append(Part("figures", "figures"))
    listed.append(Part("sources", "sources"))
    listed.append(Part("colophon", "colophon", "recto", folio=False))
    listed.append(Part("back-cover", "back-cover", "verso", folio=False))
    return tuple(part for part in listed if part.template not in book.leave_out)


# -- the names of anchors


def claim_anchor(claim: Claim) -> str:
    """Return the anchor at the words of a claim."""
    return f"claim-{claim.id}"


def passage_anchor(file: str, start: int, book: Book) -> str:
    """Return the anchor at the first word of a quoted sentence."""
    return f"{book.text_of(file).id}-at-{start}"


def topic_anchor(topic: Topic) -> str:
    """Return the anchor of a topic in the note on the figures."""
    return f"figures-{topic.id}"


def source_anchor(text: Text) -> str:
    """Return the anchor of a text in the source appendix."""
    return f"sources-{text.id}"


def notes_of(book: Book, text: Text) -> tuple[Note, ...]:
    """Return the footnotes of a text: one for each figure of a disputed topic, where the text first has it.

    A title carries none: its figure stands in the note on the figures, with its page.
    """
    notes: list[Note] = []
    titles = [block for block in text.witness.blocks if block.role == "title"]
    for topic in book.disputed():
        seen: set[tuple[float | None, float | None]] = set()
        for claim in sorted((c for c in topic.claims if c.file == text.file), key=lambda c: c.start):
            if any(block.start <= claim.start < block.end for block in titles):
                continue
            if (claim.low, claim.high) not in seen:
                seen.add((claim.low, claim.high))
                notes.append(Note(f"{text.id}-note-{claim.id}", claim.number_end, claim, topic))
    return tuple(sorted(notes, key=lambda note: note.position))


def changes_by_kind(changes: tuple[Change, ...]) -> dict[str, int]:
    """Count the changes of each kind, in a fixed order, leaving out what did not occur."""
    kinds = ("mechanical", "editorial", "decision")
    counts = {kind: sum(change.kind == kind for change in changes) for kind in kinds}
    return {kind: count for kind, count in counts.items() if count}
