"""booklet.toml and sources.toml, checked once: complaints name file, line and key."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from booklet.model import Decisions, PartialDate


@dataclass(frozen=True, slots=True)
class Project:
    """A folder of texts and what its owner wrote about the publication."""

    folder: Path
    seeds: Path  # the folder that holds the texts
    language: str = "en"
    event: PartialDate | None = None
    decisions: Decisions = field(default_factory=Decisions)


def load(folder: Path) -> Project:
    """Read a project's configuration. A plain folder of texts is a project, too."""
    seeds = folder / "seeds"
    return Project(folder, seeds if seeds.is_dir() else folder)
