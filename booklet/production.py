"""One layout of the book, made in waves: the texts, then what cites them, then what stands before.

Pages are known late. The parts before the texts are first set with placeholders, to know how many pages they take;
their length must not depend on the numbers. Each wave reads the printed pages of the waves before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from booklet import compose, library, mark
from booklet.attachments import attached_files
from booklet.book import Book, Part, Setting, notes_of, parts_of
from booklet.errors import CannotFinish
from booklet.faults import find_faults, forgotten_lines, weigh, white_pages
from booklet.ink import to_black_ink
from booklet.lines import Paragraph
from booklet.mend import mend_faults
from booklet.typeset import Imprint, SetPart, Typesetter
from booklet.views.text import Notes, passages_of

Waves = Sequence[tuple[str, frozenset[str]]]  # (what the wave sets, the templates that belong to it)
Progress = Callable[[str], None]

_TRIES = 3  # layouts with all their notes: one, and at most two more to mend its lines
_MORE, _REFUSED = 2, 30.0  # and so many more where the best has a fault, of that weight, for which preflight refuses it
_LOSSES = 3  # layouts that lost a note
# Lines by which the title of a part may stand higher, so that the last lines of the part need no page of their own.
_ROOM_ABOVE = {"text": 2, "contents": 4, "chronology": 2, "figures": 2, "sources": 2}
_FORMS: tuple[Notes, ...] = ("full", "brief", "end")  # of notes, in the order in which they are tried


@dataclass(frozen=True, slots=True)
class Draft:
    """The file for those who must approve, made beside a layout from its own pages."""

    target: Path
    styles: tuple[tuple[str, Path | str], ...]
    stamp: str  # with {mark}, a name for this state of the pages
    legend: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to set the book, as it is handed to a worker. Only plain values, so that it can be pickled."""

    name: str
    setting: Setting
    styles: tuple[tuple[str, Path | str], ...]
    roots: tuple[Path, ...]
    templates: tuple[Path, ...]
    target: Path
    imprint: Imprint
    draft: Draft | None = None
    multiple: int = 4  # of which the number of its pages must be


@dataclass(frozen=True, slots=True)
class Produced:
    """What a finished layout tells the steps after it."""

    name: str
    pages: int
    parts: tuple[tuple[Part, int, int], ...]  # the part, its first and its last page
    folios: Mapping[str, str]
    notes: Mapping[str, int]  # part id -> footnotes laid out
    words: tuple[str, ...]  # the lines of each page, to compare layouts; head and folio after a form feed
    html: Mapping[str, str]  # part id -> its HTML, for output/steps
    warnings: tuple[str, ...]
    versions: Mapping[str, str] = field(default_factory=dict)  # of the libraries that set it
    forms: Mapping[str, Notes] = field(default_factory=dict)  # texts whose notes are not set in full, and how they are


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to set a part, with all its notes."""

    result: SetPart
    html: str
    weight: float  # of its faults
    notes: Notes


def make_layout(book: Book, layout: Layout, waves: Waves) -> Produced:
    """Compose, typeset and write one layout. Raises `BadInput` or `CannotFinish`."""
    room = _Room(book, layout)
    parts = parts_of(book)
    wave_of = {part.id: n for part in parts for n, (_, templates) in enumerate(waves) if part.template in templates}
    body = len(waves) - 1  # parts of the owner's own are set with the texts
    own = [part for part in parts if part.id not in wave_of]
    front = [part for part in parts if wave_of.get(part.id) == body and part.template != "back-cover"]
    room.set_in_order(front, 1)
    page = 1 + sum(room.done[part.id].pages for part in room.order)
    front_order, front_pages = list(room.order), page - 1
    room.order.clear()
    for number in range(body):
        page = room.set_in_order(
            [p for p in parts if wave_of.get(p.id) == number or (number == 0 and p in own)],
            page,
            tail=number == body - 1,
        )
    middle = list(room.order)
    room.order.clear()
    page = room.set_in_order([p for p in front_order if not p.id.startswith("blank-before")], 1)
    if page - 1 != front_pages:
        raise CannotFinish("the contents changed their length when the page numbers were filled in")
    room.order.extend(middle)
    return room.finish()


class _Room:
    """The parts set so far, in their order, and the folios they gave."""

    def __init__(self, book: Book, layout: Layout) -> None:
        self.book, self.layout = book, layout
        self.typesetter = Typesetter(layout.styles, layout.roots)
        self.environment = compose.template_environment(layout.templates)
        self.order: list[Part] = []
        self.done: dict[str, SetPart] = {}
        self.html: dict[str, str] = {}
        self.folios: dict[str, str] = {}
        self.forms: dict[str, Notes] = {}

    def set_in_order(self, parts: Sequence[Part], page: int, *, tail: bool = False) -> int:
        """Set parts one after the other from `page` on, with blanks where a part needs the other side.

        With `tail`, the last parts (colophon and back cover) are moved so that the book fills whole sheets.
        Return the page after the last.
        """
        closing = [part for part in parts if tail and part.template in {"colophon", "back-cover"}]
        for part in parts:
            if part in closing:
                continue
            page = self._set_on_side(part, page)
        if tail:
            blanks = -(page - 1 + len(closing)) % self.layout.multiple
            for n in range(blanks):
                page = self._set(Part(f"blank-end-{n + 1}", "blank", folio=False), page)
            for part in closing:
                page = self._set(part, page)
        return page

    def _set_on_side(self, part: Part, page: int) -> int:
        wrong = (part.side == "recto" and page % 2 == 0) or (part.side == "verso" and page % 2 == 1)
        if wrong:
            page = self._set(Part(f"blank-before-{part.id}", "blank", folio=False), page)
        return self._set(part, page)

    def _set(self, part: Part, page: int) -> int:
        """Set a part in the best way that has all its notes.

        Where notes find no room on the pages of their figures, or only with much white, they are set in a few words,
        and where that does not help either, at the end of the text.
        """
        ways: list[_Way] = []
        for form in _FORMS if part.text else _FORMS[:1]:
            way = self._mended(part, page, form)
            ways += [way] if way else []
            if way and not white_pages(way.result.white):
                break
        if not ways:
            raise CannotFinish(
                f"{part.text or part.template}: the notes at its figures cannot be set",
                advice="If you have a templates/text.html of your own, it must print text.notes: eject it again.",
            )
        way = min(ways, key=lambda way: way.weight)
        if part.text and way.notes != "full":
            self.forms[part.text] = way.notes
        self.order.append(part)
        self.done[part.id], self.html[part.id] = way.result, way.html
        self.folios.update({anchor: str(number) for anchor, number in way.result.anchors.items()})
        return page + way.result.pages

    def _mended(self, part: Part, page: int, form: Notes) -> _Way | None:
        """Set a part; where it has faults set it again. Return the best way that has all its notes."""
        mending, best = replace(compose.NOTHING, notes=form), None
        measured: Sequence[Paragraph] = ()
        passages = passages_of(self.book, part.text) if part.mended else {}
        above = _ROOM_ABOVE.get(part.template, 0)
        language = self.book.text_of(part.text).witness.language if part.text else self.book.publication.language
        tried, losses = 0, 0
        while losses < _LOSSES:
            if tried >= _TRIES + (_MORE if best and best.weight >= _REFUSED else 0):
                break
            html = compose.compose_part(part, self.book, self.folios, self.layout.setting, self.environment, mending)
            result = self.typesetter.set_part(html, page, f"{part.template}.html")
            lost = self._lost_notes(part, result, form)
            measured = measured or result.paragraphs
            faults = find_faults(result.paragraphs, passages, page)
            rows = len(result.text[-1].split("\f")[0].splitlines())
            faults += forgotten_lines(result.paragraphs, result.white, rows) if above else ()
            weight = weigh(faults) + weigh(white_pages(result.white if part.text else ()))
            if not lost and (best is None or weight < best.weight):
                best = _Way(result, html, weight, form)
            if best and not best.weight:
                break
            before = mending
            mending = mend_faults(faults, result.paragraphs, measured, passages, language, mending, above)
            if lost:
                kept = frozenset(mark for mark in mending.classes if mark[1] == "kept")
                mending = replace(mending, classes=mending.classes - kept | self._other_breaks(result, lost, losses))
            tried, losses = tried + (not lost), losses + bool(lost)
            if mending == before:  # nothing is known that would help
                break
        return best

    def _lost_notes(self, part: Part, result: SetPart, form: Notes) -> set[int]:
        """Return the starts of the paragraphs whose notes are missing or stand on another page than their call."""
        if not part.text:
            return set()
        text = self.book.text_of(part.text)
        lost = set()
        for note in notes_of(self.book, text):
            away = form != "end" and result.anchors.get(note.id) != result.anchors.get(f"{note.id}-call")
            if away or note.id not in result.anchors:
                block = next((b for b in text.witness.blocks if b.start <= note.position <= b.end), None)
                lost.add(block.start if block else 0)
        return lost

    def _other_breaks(self, result: SetPart, lost: set[int], losses: int) -> frozenset[tuple[int, str]]:
        """Return how to break instead.

        A note slips to the next page when WeasyPrint takes a page break back to keep two lines together: first the
        paragraphs of its page may break at any line; if that does not help, the paragraph of the lost note moves.
        """
        if losses:
            return frozenset((start, "moved") for start in lost)
        pages = {line.page for p in result.paragraphs if p.at in lost for line in p.lines}
        beside = (p.at for p in result.paragraphs if pages & {line.page for line in p.lines})
        return frozenset((start, "loose") for start in beside)

    def finish(self) -> Produced:
        """Write the PDF and gather what the next steps need."""
        results = [self.done[part.id] for part in self.order]
        imprint = self.layout.imprint
        if self.layout.setting.links:
            imprint = replace(imprint, attached=attached_files(self.book, self.folios))
        heard = self.typesetter.write(results, self.layout.target, imprint)
        if not self.layout.setting.links:
            to_black_ink(self.layout.target)
        if self.layout.draft:
            self._draft(self.layout.draft, results)
        pages = sum(result.pages for result in results)
        notes = {
            part.id: len(notes_of(self.book, self.book.text_of(part.text))) if part.text else 0 for part in self.order
        }
        return Produced(
            self.layout.name,
            pages,
            tuple((p, r.first_page, r.first_page + r.pages - 1) for p, r in zip(self.order, results, strict=True)),
            dict(self.folios),
            notes,
            tuple(words for result in results for words in result.text),
            dict(self.html),
            tuple(dict.fromkeys([w for r in results for w in r.warnings] + list(heard))),
            library.versions(),
            dict(self.forms),
        )

    def _draft(self, draft: Draft, results: Sequence[SetPart]) -> None:
        """Lay stamp, line numbers and the ids of corrections over the pages just written."""
        pages = [mark.lines_of(page) for result in results for page in result.document.pages]
        beside: dict[tuple[int, int], list[str]] = {}
        for part, result in zip(self.order, results, strict=True):
            if part.text:
                first = result.first_page - 1
                found = mark.corrections_beside(self.book.text_of(part.text), pages[first : first + result.pages])
                beside |= {(page + first, line): ids for (page, line), ids in found.items()}
        words = "".join(words for result in results for words in result.text)
        stamp = draft.stamp.format(mark=hashlib.sha256(words.encode()).hexdigest()[:6])
        html = mark.overlay(pages, beside, stamp, draft.legend)
        room = Typesetter(draft.styles, self.layout.roots)
        marks = draft.target.with_name("marks.pdf")
        imprint = replace(self.layout.imprint, variant=None, attached=())
        room.write([room.set_part(html, 1, "draft")], marks, imprint)
        mark.lay_over(self.layout.target, marks, draft.target, f"{self.layout.imprint.title}: {stamp}")
