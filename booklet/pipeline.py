"""The table of contents: which stage follows which, and the three waves of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from booklet import begin, config, folios, library, looks
from booklet.bindery import Bindery, Made, make_book, printer_trial
from booklet.book import Book
from booklet.calibrate import make_printer_test
from booklet.errors import WrongUse
from booklet.finished import check_finished
from booklet.ledger import pages_name, pages_step, parts_name, parts_step
from booklet.model import Finding
from booklet.output import PRINTER_TEST, Output, as_json
from booklet.report import attribution as attribution_report
from booklet.report import changes as changes_report
from booklet.report import figures as figures_report
from booklet.report import findings as findings_report
from booklet.report import order as order_report
from booklet.understanding import Progress, StepName, Understood, silent, understand, understand_project
from booklet.worker import Worker

__all__ = ["STAGES", "WAVES", "Understood", "build", "check", "figures", "printer_test", "understand"]

# The numbered steps, the same in the progress display, in the README and in output/steps/.
STAGES: tuple[tuple[StepName, str], ...] = (
    ("read", "Reading the texts"),
    ("clean", "Cleaning them, every change logged"),
    ("attribute", "Finding titles, issuers and paragraphs"),
    ("order", "Dating the texts and putting them in order"),
    ("compare", "Comparing figures, gathering the days"),
    ("typeset", "Composing and setting the pages"),
    ("impose", "Folding the pages onto sheets"),
    ("preflight", "Checking the finished files"),
)

# What is set when: each wave knows the printed pages of the waves before it.
WAVES: tuple[tuple[str, frozenset[str]], ...] = (
    ("the texts", frozenset({"foreword", "text"})),
    ("what cites the texts", frozenset({"chronology", "figures", "sources", "colophon", "back-cover"})),
    ("what stands before", frozenset({"cover", "blank", "half-title", "imprint", "contents"})),
)


def figures(folder: Path) -> Understood:
    """Return what the texts say, with printed pages where the last build was made from the same files."""
    understood = understand(folder)
    output = folder / "output"
    printed = folios.known(output, _mark(understood.project))
    return replace(understood, topics=folios.with_pages(understood.topics, printed))


def _mark(project: config.Project) -> str:
    folders = [project.folder / "templates", project.folder / "styles", project.seeds]
    return folios.fingerprint(
        project.folder, [*folders, library.shipped_folder("templates"), library.shipped_folder("styles")]
    )


def build(
    folder: Path,
    target: Path | None = None,
    editions: Sequence[str] | None = None,
    progress: Progress = silent,
) -> tuple[Understood, Made]:
    """Take a folder the whole way. An earlier PDF stays until a better one has passed its checks."""
    project = config.load(folder)
    output = _output(project, target)
    project = replace(project, editions=tuple(editions or project.editions))
    bindery = Bindery(project, output, project.editions, WAVES)
    try:
        understood = understand_project(project, "compare", progress)
        _write_steps(output, understood)
        with output.workshop() as workshop:
            return understood, _bind(bindery, understood, workshop, progress)
    finally:
        bindery.close()


def _output(project: config.Project, target: Path | None) -> Output:
    """Open the output folder: the one named by the person, or output/ inside the project and nowhere else."""
    folder = target or project.folder / "output"
    if target is None and not folder.resolve().is_relative_to(project.folder.resolve()):
        raise WrongUse(
            "is a link that leads out of the project", where=str(folder), advice="If that is meant, name it with -o."
        )
    return Output(folder, keep_out_of=[project.seeds] if project.seeds != project.folder else [])


def printer_test(folder: Path, target: Path | None = None) -> Path:
    """Make output/printer-test.pdf for the sheet and the settings of a project. Its texts are not read."""
    project = config.load(folder)
    output = _output(project, target)
    with output.workshop() as workshop, closing(Worker(library.load_weasyprint)) as worker:
        trial = printer_trial(project, workshop / PRINTER_TEST)
        worker.start(make_printer_test, trial)
        worker.result(project.seconds, "setting the printer test")
        return output.put(trial.target, PRINTER_TEST)


def _bind(bindery: Bindery, understood: Understood, workshop: Path, progress: Progress) -> Made:
    project, output = understood.project, bindery.output
    book = _book(project, understood)
    progress("typeset", f"{len(understood.topics)} topics, {len(understood.events)} dated sentences")
    produced = bindery.set(book, workshop)
    first = next(produced[name] for name in ("reading", "press", "large-print") if name in produced)
    progress("impose", f"{first.pages} pages")
    made = bindery.fold(book, workshop)
    sheets = first.pages // next(e.multiple for e in bindery.editions if e.layout == first.name)
    drawn = looks.looks_of(workshop / f"{first.name}.pdf", [words.partition("\f")[0] for words in first.words])
    differences = looks.compare(looks.known(output.folder, first.name), drawn)
    progress("preflight", f"{sheets} sheets a copy")
    findings = [
        *understood.findings,
        *findings_report.of_layout(project, produced.values()),
        *begin.changed_upstream(project.folder),
    ]
    files, rejected = {}, {}
    for edition in bindery.editions:
        found = bindery.check(made[edition.name], edition, book, produced[edition.layout])
        findings += found
        if any(finding.severity == "error" for finding in found):
            rejected[edition.name] = output.reject(made[edition.name], edition.name)
        else:
            files[edition.name] = output.publish(made[edition.name], edition.name)
    mark = _mark(project)
    output.step_folder("6-html", {f"{name}.html": html for name, html in first.html.items()})
    output.step(folios.STEP, pages_step(first, mark))
    for name, layout in produced.items():
        output.step(parts_name(name), as_json(parts_step(layout)))
        output.step(pages_name(name), pages_step(layout, mark))
    paged = folios.with_pages(understood.topics, first.folios)
    output.step("5-figures.json", as_json(figures_report.as_json(paged)))
    output.step("5-figures.csv", figures_report.as_csv(paged))
    output.step("5-figures.md", figures_report.as_markdown(paged))
    if not rejected:
        output.step(looks.STEP, looks.keep(output.folder, first.name, drawn))
    output.step("8-differences.md", looks.as_markdown(differences))
    output.step("8-findings.md", findings_report.as_markdown(findings))
    output.step(folios.MANIFEST, folios.manifest(first.versions, mark, files.values()))
    return Made(files, first.pages, sheets, tuple(findings), rejected, differences)


def _write_steps(output: Output, understood: Understood) -> None:
    """Keep the result of each stage, so that a person can see which one to blame."""
    sources = [
        {"file": s.file, "bytes": len(s.data), "sha256": s.sha256, "encoding": s.encoding, "evidence": s.evidence}
        for s in understood.sources
    ]
    output.step("1-sources.json", as_json(sources))
    output.step_folder("2-cleaned", {text.file: text.text for text in understood.cleaned})
    pairs = zip(understood.sources, understood.cleaned, strict=True)
    output.step("2-changes.json", as_json([changes_report.as_json(source, text) for source, text in pairs]))
    output.step("2-changes.md", changes_report.as_markdown(understood.cleaned))
    output.step("3-attributed.json", as_json(attribution_report.witnesses_as_json(understood.witnesses)))
    output.step("4-order.md", order_report.as_markdown(understood.witnesses, understood.placed))
    output.step("4-order.json", as_json(order_report.as_json(understood.witnesses, understood.placed)))
    output.step("5-events.json", as_json(attribution_report.events_as_json(understood.events)))
    output.step("5-events.md", attribution_report.events_as_markdown(understood.events))


def check(folder: Path) -> list[Finding]:
    """Check the installation, the project, and the finished files that lie in its output folder."""
    project = config.load(folder)
    findings = [
        Finding(
            "I01-old-library",
            "error",
            f"{name} is too old",
            "installation",
            "Run ./run again, or: pip install -U booklet",
        )
        for name in library.too_old()
    ]
    if not library.has_subsetter():
        findings.append(
            Finding(
                "I02-no-subsetter",
                "note",
                "HarfBuzz-Subset is missing; the bytes of the files differ from those made with it",
                "installation",
                library.how_to_install(),
            )
        )
    understood = understand_project(project, "compare", silent)
    findings += [*understood.findings, *begin.changed_upstream(project.folder)]
    return findings + check_finished(project, _book(project, understood), WAVES, _mark(project))


def _book(project: config.Project, understood: Understood) -> Book:
    return make_book(
        project,
        understood.sources,
        understood.cleaned,
        understood.witnesses,
        understood.placed,
        understood.topics,
        understood.events,
        understood.spellings,
    )
