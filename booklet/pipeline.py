"""The table of contents: which stage follows which."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from booklet import attribute, clean, compare, config, count, date, order, read
from booklet.model import Cleaned, Placed, Source, Topic, Witness


@dataclass(frozen=True, slots=True)
class Understood:
    """What the texts of a folder say, before anything is set."""

    project: config.Project
    sources: tuple[Source, ...]
    cleaned: tuple[Cleaned, ...]
    witnesses: tuple[Witness, ...]
    order: tuple[Placed, ...]
    topics: tuple[Topic, ...]


def clean_file(path: Path) -> tuple[Source, Cleaned]:
    """Read and clean one file, exactly as a build does."""
    project = config.load(path.parent.parent if path.parent.name == "seeds" else path.parent)
    source = read.read_file(path)
    return source, clean.clean_source(source, language=project.language, facts=project.decisions.of(source.file))


def understand(folder: Path, until: Literal["order", "compare"]) -> Understood:
    """Take the texts of a folder through the stages before composition."""
    project = config.load(folder)
    given = project.decisions
    sources = read.read_folder(project.seeds)
    cleaned = tuple(clean.clean_source(s, language=project.language, facts=given.of(s.file)) for s in sources)
    witnesses = tuple(
        attribute.attribute_text(source, text, given.of(source.file))
        for source, text in zip(sources, cleaned, strict=True)
    )
    datings = date.date_folder(witnesses, cleaned, event=project.event, decisions=given)
    placed = order.order_texts(datings)
    topics: tuple[Topic, ...] = ()
    if until == "compare":
        event = project.event or date.event_day(witnesses)
        claims = tuple(claim for witness in witnesses for claim in count.count_claims(witness, event=event))
        topics = compare.compare_claims(claims, placed, given.figures).topics
    return Understood(project, sources, cleaned, witnesses, placed, topics)
