"""The finished files as they lie in the output folder: checked again, and made again to see if they come out alike."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from booklet import folios, library
from booklet.bindery import Bindery
from booklet.book import Book
from booklet.config import Project
from booklet.editions import EDITIONS, Edition
from booklet.ledger import produced_before
from booklet.model import Finding
from booklet.output import Output
from booklet.production import Waves

Files = Sequence[tuple[Edition, Path]]


def check_finished(project: Project, book: Book, waves: Waves, mark: str) -> list[Finding]:
    """Hold the finished files of a project against its texts as they are now; `mark` is the check sum of these."""
    folder = project.folder / "output"
    files = [(edition, path) for edition in EDITIONS.values() if (path := folder / edition.file).is_file()]
    if not files:
        return []
    before = {edition.layout: produced_before(folder / "steps", edition.layout) for edition, _ in files}
    current = bool(folios.known(folder, mark))
    findings: list[Finding] = []
    untouched: list[tuple[Edition, Path]] = []
    with closing(Bindery(project, Output(folder), (), waves)) as bindery:
        for edition, path in files:
            produced = before[edition.layout]
            if produced is None or not current:
                said = "was made from other texts, templates or styles, so it cannot be checked against these"
                findings.append(Finding("C01-out-of-date", "note", said, edition.file, "Build again."))
                continue
            if folios.altered(folder, path):
                said, advice = "was changed after it was made", "Build again, unless you meant to."
                findings.append(Finding("C02-altered", "warning", said, edition.file, advice))
            elif folios.of_last_build(folder, path):
                untouched.append((edition, path))
            findings += bindery.check(path, edition, book, produced)
    return findings + (_made_again(project, book, waves, untouched) if untouched else [])


def _made_again(project: Project, book: Book, waves: Waves, files: Files) -> list[Finding]:
    """24: made again in fresh processes, each file has the same bytes.

    At the moment that the files carry; a machine with other libraries may set pages otherwise, and is not asked.
    """
    output = Output(project.folder / "output")
    words = tuple(dict.fromkeys(edition.word for edition, _ in files))
    with (
        library.at_moment(_moment(files[0][1])),
        tempfile.TemporaryDirectory(prefix="booklet-") as folder,
        closing(Bindery(project, output, words, waves)) as bindery,
    ):
        workshop = Path(folder)
        produced = bindery.set(book, workshop)
        if any(folios.versions(output.folder) != layout.versions for layout in produced.values()):
            return []
        again = {name: _sum(path) for name, path in bindery.fold(book, workshop).items()}
    return _different(files, again)


def _different(files: Files, again: Mapping[str, str]) -> list[Finding]:
    """Name the files that came out otherwise; `again` holds the check sums of the new ones by edition."""
    said = "made again from the same texts, it has other bytes; an archive could not tell what changed"
    advice = "This is a fault of the program or of a changed template or style; please report it with output/steps."
    return [
        Finding("P24-same-bytes", "error", said, edition.file, advice)
        for edition, path in files
        if again.get(edition.name) != _sum(path)
    ]


def _moment(path: Path) -> datetime:
    """Return when a file says that it was made: the moment given to it, not that of the clock."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        said = str(pdf.docinfo["/CreationDate"])  # D:20260120000000Z
    return datetime.strptime(said[2:16], "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
