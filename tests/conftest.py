"""What several stages' tests share: the seeds, cleaned and attributed once, and one whole build of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from booklet import pipeline
from booklet.bindery import Made
from booklet.pipeline import Understood

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def understood() -> Understood:
    """What the program makes of its own seeds."""
    return pipeline.understand(ROOT)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Understood, Made]]:
    """A whole build of a copy of the seeds: the project folder, what was understood and what was made."""
    folder = tmp_path_factory.mktemp("seeds-project")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copy(ROOT / "booklet.toml", folder)
    understood, made = pipeline.build(folder)
    yield folder, understood, made
