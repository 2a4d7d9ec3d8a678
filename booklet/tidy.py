"""One text by itself: read and cleaned exactly as in a build, for `booklet clean` and for the stages after it.

Apart from those, because a text is cleaned in less time than the rest of the program takes to load.
"""

from __future__ import annotations

from pathlib import Path

from booklet import clean, config, read
from booklet.model import Cleaned, Source


def clean_file(path: Path, *, proposing: bool = True) -> tuple[Source, Cleaned]:
    """Read and clean one file, exactly as a build does; `proposing` says that proposals are shown.

    Raises `BadInput` where it cannot be read.
    """
    project = config.project_of(path)
    source = read.read_file(path)
    return source, clean_text(source, project, proposing=proposing)


def clean_text(source: Source, project: config.Project, *, proposing: bool = True) -> Cleaned:
    """Clean one text by what its project says of language, house style, names and decisions."""
    facts = project.decisions.of(source.file)
    return clean.clean_source(
        source,
        language=facts.language or project.language,
        facts=facts,
        without=project.without_rules,
        spelled=project.spelled,
        proposing=proposing,
    )
