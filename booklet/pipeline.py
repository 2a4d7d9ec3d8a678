"""The table of contents: which stage follows which, and the three waves of the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from booklet import attribute, chronicle, clean, compare, config, count, date, order, read
from booklet.model import Cleaned, Event, Finding, Placed, Source, Topic, Witness

StepName = Literal["read", "clean", "attribute", "order", "compare", "typeset", "impose", "preflight"]

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
    findings: tuple[Finding, ...] = field(default_factory=tuple)


def clean_file(path: Path) -> tuple[Source, Cleaned]:
    """Read and clean one file, exactly as a build does."""
    project = config.project_of(path)
    return _clean(read.read_file(path), project)


def _clean(source: Source, project: config.Project) -> tuple[Source, Cleaned]:
    facts = project.decisions.of(source.file)
    return source, clean.clean_source(source, language=facts.language or project.language, facts=facts)


def understand(folder: Path, until: Literal["order", "compare"] = "compare", progress: Progress = silent) -> Understood:
    """Take the texts of a folder through the stages before composition."""
    project = config.load(folder)
    given = project.decisions
    progress("read", "")
    sources = tuple(s for s in read.read_folder(project.seeds) if not given.of(s.file).skip)
    progress("clean", "")
    cleaned = tuple(_clean(source, project)[1] for source in sources)
    progress("attribute", "")
    witnesses = tuple(
        attribute.attribute_text(source, text, given.of(source.file))
        for source, text in zip(sources, cleaned, strict=True)
    )
    progress("order", "")
    datings = date.date_folder(witnesses, cleaned, event=project.event, decisions=given)
    placed = order.order_texts(datings)
    understood = Understood(project, sources, cleaned, witnesses, placed)
    if until == "order":
        return understood
    progress("compare", "")
    event = project.event or date.event_day(witnesses)
    claims = [claim for witness in witnesses for claim in count.count_claims(witness, event=event)]
    compared = compare.compare_claims(claims, placed, given.figures)
    days = chronicle.chronicle_events(witnesses, placed, given.events)
    return replace(understood, topics=compared.topics, events=days.events)
