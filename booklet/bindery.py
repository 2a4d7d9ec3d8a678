"""From what the texts say to the finished files: set, fold, check, and only then put in their place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from booklet import __version__, library, stylesheets
from booklet.attachments import attached_files
from booklet.book import Book, Part, Publication, Setting, Text, notes_of
from booklet.calibrate import Trial
from booklet.compose import template_environment, with_section_titles
from booklet.config import Project, faces_of
from booklet.editions import MM, SHEETS, Edition, Paper, editions_of
from booklet.errors import CannotFinish
from booklet.impose import Imposed, impose_saddle, saddle, sides_of
from booklet.languages import phrases
from booklet.looks import Differences
from booklet.model import Cleaned, Event, Finding, Placed, Source, Topic, Witness
from booklet.output import Output
from booklet.preflight.check import check_edition
from booklet.preflight.expectation import Expectation, ExpectedText
from booklet.production import Draft, Layout, Produced, Waves, make_layout
from booklet.spellings import Spelling
from booklet.typeset import Imprint
from booklet.views.labels import date_words, title_of, words_of
from booklet.views.text import FOOT, HEAD, Notes, note_words
from booklet.worker import Worker

_BODY_HEAD = HEAD | {"title", "subtitle"}


@dataclass(frozen=True, slots=True)
class Made:
    """The result of a build."""

    files: Mapping[str, Path]  # edition -> its file
    pages: int
    sheets: int
    findings: tuple[Finding, ...]
    rejected: Mapping[str, Path]
    differences: Differences  # from the last build


def make_book(
    project: Project,
    sources: Sequence[Source],
    cleaned: Sequence[Cleaned],
    witnesses: Sequence[Witness],
    placed: Sequence[Placed],
    topics: Sequence[Topic],
    events: Sequence[Event],
    spellings: Sequence[Spelling] = (),
) -> Book:
    """Gather everything that the pages will say, in the order of the booklet."""
    by_file = {s.file: (s, c, w) for s, c, w in zip(sources, cleaned, witnesses, strict=True)}
    texts = []
    for n, place in enumerate(placed, 1):
        source, clean, witness = by_file[place.dating.file]
        texts.append(Text(f"text-{n}", source, clean, witness, place, project.decisions.of(source.file)))
    issued = ""
    if project.issued:
        issued = date_words(_day(project.issued), project.language)
    style = {key: value.strip('"') for key, value in project.style.items()}
    publication = Publication(
        title=project.title or project.folder.resolve().name.replace("-", " ").replace("_", " ").capitalize(),
        subtitle=project.subtitle,
        date=project.date,
        place=project.place,
        publisher=project.publisher,
        rights=project.rights,
        dedication=project.dedication,
        note=project.note,
        cite=project.cite,
        issued=issued,
        language=project.language,
        text_face=style.get("text-face", "Source Serif 4"),
        display_face=style.get("display-face", "Cormorant Garamond"),
    )
    foreword = _foreword(project.folder / "foreword.md")
    book = Book(
        publication,
        tuple(texts),
        tuple(topics),
        tuple(events),
        tuple(spellings),
        foreword,
        project.sections,
        project.leave_out,
        __version__,
    )
    return with_section_titles(book, template_environment(_templates(project))) if project.sections else book


def _templates(project: Project) -> tuple[Path, ...]:
    """Return the folders of templates: the project's own first."""
    own = [folder for folder in (project.folder / "templates",) if folder.is_dir()]
    return (*own, library.shipped_folder("templates"))


def _setting(paper: Paper, links: bool) -> Setting:
    measure = (paper.width - paper.spine - paper.fore) * MM
    return Setting(links=links, head=paper.head, measure=measure, text_size=paper.text_size)


def _day(moment: Any) -> Any:
    from booklet.model import PartialDate

    return PartialDate(moment.year, moment.month, moment.day)


def _foreword(path: Path) -> tuple[str, ...]:
    if not path.is_file() or path.is_symlink():
        return ()
    text = path.read_text("utf-8", "replace")
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    return tuple(p for p in paragraphs if p and not p.startswith("#"))


class Bindery:
    """One build. The workers start at once and load their libraries while the texts are still read."""

    def __init__(self, project: Project, output: Output, editions: Sequence[str], waves: Waves) -> None:
        self.project, self.output, self.waves = project, output, waves
        self.editions = [e for e in editions_of(editions) if project.paper.sheet or not e.sides]
        self.layouts = sorted({e.layout for e in self.editions}, reverse=True)
        self.workers = {name: Worker(library.load_weasyprint) for name in self.layouts}

    def close(self) -> None:
        """End the workers, however the build ended."""
        for worker in self.workers.values():
            worker.stop()

    def set(self, book: Book, workshop: Path) -> dict[str, Produced]:
        """Set the book in each layout, side by side, and see that all break alike."""
        for name in self.layouts:
            self.workers[name].start(make_layout, book, self._layout(name, book, workshop), self.waves)
        produced: dict[str, Produced] = {}
        for name in self.layouts:
            produced[name] = self.workers[name].result(self.project.seconds, f"setting the pages ({name})")
        if "reading" in produced and "press" in produced:
            page = _first_difference(produced["reading"].words, produced["press"].words)
            if page:
                raise CannotFinish(
                    f"page {page} breaks differently for reading and for the press",
                    advice="A style of yours changes measures in press.css; only colours may differ there.",
                )
        return produced

    def _layout(self, name: str, book: Book, workshop: Path) -> Layout:
        project = self.project
        shipped = library.shipped_folder("styles")
        links = name != "press"
        variant = "pdf/a-3a" if links else "pdf/x-4" if project.icc else None
        return Layout(
            name,
            _setting(stylesheets.paper_of(project, name), links),
            stylesheets.of_layout(project, name),
            (project.folder.resolve(), shipped.resolve()),
            _templates(project),
            workshop / f"{name}.pdf",
            Imprint(
                title=book.publication.title,
                language=book.publication.language,
                issued=library.build_moment(project.issued),
                author=book.publication.publisher,
                subject=book.publication.subtitle,
                generator=f"booklet {__version__}",
                variant=variant,
            ),
            self._draft(book, workshop) if name == "reading" else None,
            next(edition.multiple for edition in self.editions if edition.layout == name),
        )

    def _draft(self, book: Book, workshop: Path) -> Draft | None:
        if not any(edition.name == "draft" for edition in self.editions):
            return None
        words = phrases(book.publication.language)["draft"]
        styles = stylesheets.found(self.project, ("fonts.css", "tokens.css", "draft.css"), "reading")
        return Draft(workshop / "draft.pdf", tuple(styles), str(words["stamp"]), tuple(words["legend"]))

    def fold(self, book: Book, workshop: Path) -> dict[str, Path]:
        """Fold what was set onto sheets where an edition asks for it. Return the file of each edition."""
        made = {}
        for edition in self.editions:
            file = edition.name if edition.sides or edition.name == "draft" else edition.layout
            made[edition.name] = workshop / f"{file}.pdf"
            if edition.sides:
                self._impose(edition, workshop / "reading.pdf", made[edition.name], book)
        return made

    def _impose(self, edition: Edition, source: Path, target: Path, book: Book) -> Imposed:
        """Fold the reading layout onto sheets, as an edition asks for it."""
        project = self.project
        return impose_saddle(
            source,
            target,
            sheet=SHEETS[project.paper.sheet],
            title=book.publication.title,
            moment=library.build_moment(project.issued),
            thickness=project.thickness,
            signature=project.signature,
            flip=project.flip,
            which=edition.sides,
            backs_reversed=project.backs == "reversed",
        )

    def check(self, path: Path, edition: Edition, book: Book, produced: Produced) -> tuple[Finding, ...]:
        """Hold a finished file against what it must show."""
        return check_edition(path, self.expectation(edition, book, produced))

    def expectation(self, edition: Edition, book: Book, produced: Produced) -> Expectation:
        """Return what an edition must show: from the texts and the plan, never from the file."""
        setting = Setting(links=edition.layout != "press")
        pages = {part.text: (first, last) for part, first, last in produced.parts if part.text}
        texts = tuple(
            _expected(text, book, setting, *pages[text.file], produced.forms.get(text.file, "full"))
            for text in book.texts
        )
        sides: tuple[tuple[int | None, int | None], ...] = ()
        sheet = None
        if edition.sides and self.project.paper.sheet:
            folded = saddle(produced.pages, self.project.signature)
            printed = sides_of(folded, edition.sides, backs_reversed=self.project.backs == "reversed")
            sides = tuple(side.pages for side in printed)
            sheet = SHEETS[self.project.paper.sheet]
        entries = tuple((part.anchor, str(first)) for part, first, _ in produced.parts if _is_entry(part))
        whole = edition.sides in {"", "both"}  # one side of a sheet holds half of the words
        return Expectation(
            edition,
            stylesheets.paper_of(self.project, edition.layout),
            produced.pages,
            book.publication.title,
            book.publication.language,
            texts if whole else (),
            entries if edition.links else (),
            tuple((_entry(p, book), str(a)) for p, a, _ in produced.parts if _is_entry(p)) if whole else (),
            next(((a, b) for part, a, b in produced.parts if part.template == "contents"), None),
            {item.name: hashlib.sha256(item.data).hexdigest() for item in attached_files(book, produced.folios)},
            frozenset(faces_of(self.project.folder)),
            sides,
            sheet,
            stylesheets.press_accents(self.project) if edition.layout == "press" else (),
            bool(self.project.icc) and edition.name == "press",
            self.project.signature,
        )


def printer_trial(project: Project, target: Path) -> Trial:
    """Return what a printer test of a project needs: the sheet its booklet is folded from, or the nearest to it."""
    sheet = project.paper.sheet or ("letter" if project.paper.name.endswith("in") else "a4")
    own, shipped = project.folder.resolve(), library.shipped_folder("styles")
    styles = [(name, shipped / name) for name in ("fonts.css", "tokens.css", "printer-test.css")]
    return Trial(
        sheet.upper() if sheet.startswith("a") else sheet,
        SHEETS[sheet],
        project.flip,
        project.backs,
        project.language,
        target,
        tuple(styles),
        (library.shipped_folder("templates"),),
        (own, shipped.resolve()),
        Imprint("Printer test", "en", library.build_moment(project.issued), generator=f"booklet {__version__}"),
    )


def _is_entry(part: Part) -> bool:
    """Say whether the contents list a part."""
    return bool(part.text) or bool(part.title) or part.template in {"foreword", "chronology", "figures", "sources"}


def _entry(part: Part, book: Book) -> str:
    """Return what the contents call a part."""
    if part.text:
        return title_of(book.text_of(part.text))
    return part.title or str(words_of(book)["headings"][part.template])


def _expected(text: Text, book: Book, setting: Setting, first: int, last: int, form: Notes) -> ExpectedText:
    witness = text.witness
    passages = {role: [witness.passage(b) for b in witness.blocks if b.role == role] for role in _BODY_HEAD | FOOT}
    head = [passage for role in sorted(_BODY_HEAD - {"title"}) for passage in passages[role]]
    if witness.title:
        head.append(witness.title)
    body = [witness.passage(b) for b in witness.blocks if b.role not in _BODY_HEAD | FOOT]
    foot = [witness.passage(b) for b in witness.blocks if b.role in FOOT]
    notes = tuple(str(note_words(n.claim, n.topic, book, setting, form).striptags()) for n in notes_of(book, text))
    blocks = tuple(
        (witness.passage(b), b.role == "paragraph") for b in witness.blocks if b.role not in _BODY_HEAD | FOOT
    )
    return ExpectedText(
        text.file, first, last, tuple(head), "\n".join(body), "\n".join(foot), notes, blocks, form == "end"
    )


def _first_difference(one: Sequence[str], other: Sequence[str]) -> int:
    if len(one) != len(other):
        return min(len(one), len(other)) + 1
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=True), 1) if a != b), 0)
