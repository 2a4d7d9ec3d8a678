"""The first half of the way, from files to what the texts say: read, clean, attribute, date, order, count, compare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from booklet import attribute, chronicle, compare, config, count, date, library, order, read
from booklet.errors import BadInput
from booklet.model import Cleaned, Event, Finding, Placed, Source, Topic, Witness
from booklet.report import findings as findings_report
from booklet.spellings import Spelling, find_spellings, missing_names
from booklet.tidy import clean_text

StepName = Literal["read", "clean", "attribute", "order", "compare", "typeset", "impose", "preflight"]
Progress = Callable[[StepName, str], None]


def silent(step: StepName, detail: str) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What the texts of a folder say, before anything is set."""

    project: config.Project
    sources: tuple[Source, ...]
    cleaned: tuple[Cleaned, ...]
    witnesses: tuple[Witness, ...]
    placed: tuple[Placed, ...]
    topics: tuple[Topic, ...] = ()
    events: tuple[Event, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: tuple[BadInput, ...] = ()  # files that could not be read, where that need not stop the work


def understand(folder: Path, until: Literal["order", "compare"] = "compare", progress: Progress = silent) -> Understood:
    """Take the texts of a folder through the stages before composition, as far as they can be read."""
    project = config.load(folder)
    sources, refused = read.read_readable(project.seeds)
    return replace(understand_project(project, until, progress, sources), refused=refused)


def understand_project(
    project: config.Project,
    until: Literal["order", "compare"],
    progress: Progress,
    sources: tuple[Source, ...] | None = None,
) -> Understood:
    """Take a project's texts through the same stages. Raises `BadInput` for a text that cannot be read."""
    given = project.decisions
    progress("read", "")
    # A build refuses a folder with one unreadable text: a booklet must not leave a text out in silence.
    sources = read.read_folder(project.seeds) if sources is None else sources
    sources = tuple(s for s in sources if not given.of(s.file).skip)
    progress("clean", f"{len(sources)} texts")
    cleaned = tuple(clean_text(source, project) for source in sources)
    progress("attribute", f"{sum(len(text.changes) for text in cleaned)} changes")
    witnesses = tuple(
        attribute.attribute_text(source, text, _facts(given, source.file, project.language))
        for source, text in zip(sources, cleaned, strict=True)
    )
    progress("order", f"{sum(w.title is not None for w in witnesses)} titles")
    dated = date.date_folder(witnesses, cleaned, event=project.event, decisions=given)
    placed = order.order_texts(dated.datings)
    understood = Understood(project, sources, cleaned, witnesses, placed)
    if until == "order":
        return understood
    progress("compare", f"{sum(d.date is not None for d in dated.datings)} of {len(placed)} dated")
    claims = [c for w in witnesses for c in count.count_claims(w, event=dated.event, extra=project.lexicon)]
    compared = compare.compare_claims(
        claims, placed, given.figures, project.lexicon, {w.file: w.text for w in witnesses}
    )
    days = chronicle.chronicle_events(witnesses, placed, given.events)
    stale = [*(f"{text.file}: {name}" for text in cleaned for name in text.stale), *compared.stale, *days.stale]
    known = {source.file for source in sources} | {facts.file for facts in given.sources if facts.skip}
    stale += [f"{facts.file}: there is no such text" for facts in given.sources if facts.file not in known]
    spellings = find_spellings(witnesses, project.same_names, project.different_names)
    missing = missing_names(witnesses, (*project.same_names, *project.different_names))
    stale += [f"[names] in booklet.toml: no text has {name}" for name in missing]
    drawn = partial(library.letters_of_faces, project.folder)
    found = findings_report.of_texts(sources, cleaned, witnesses, placed, compared.topics, stale, drawn)
    found += findings_report.of_spellings(spellings)
    found += findings_report.of_rights(project, [source.file for source in sources])
    return replace(understood, topics=compared.topics, events=days.events, spellings=spellings, findings=tuple(found))


def _facts(given: config.Decisions, file: str, language: str) -> config.SourceFacts:
    facts = given.of(file)
    return facts if facts.language else replace(facts, language=language)
