"""The output folder: every file is written beside its place, synced, then moved there whole.

An earlier PDF stays until a better one has passed its checks. What a killed run left behind is swept by the next.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from booklet.editions import EDITIONS
from booklet.errors import CannotFinish, WrongUse

PRINTER_TEST = "printer-test.pdf"
_UNFINISHED = ".unfinished-"


class Output:
    """A folder for the PDFs and, in steps/, the numbered result of each stage."""

    def __init__(self, folder: Path, keep_out_of: Iterable[Path] = ()) -> None:
        """Make the folder. Raises `WrongUse` if it holds sources, `CannotFinish` if it cannot be written."""
        self.folder = folder
        self.steps = folder / "steps"
        resolved = folder.resolve()
        for precious in keep_out_of:
            if resolved == precious.resolve() or precious.resolve() in resolved.parents:
                raise WrongUse(
                    f"{folder} holds the source texts; nothing is written there", advice="Name another folder with -o."
                )
        self._stay_inside(self.steps)
        try:
            self.steps.mkdir(parents=True, exist_ok=True)
            self._sweep()
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise CannotFinish(
                f"cannot write: {error.strerror}", where=str(folder), advice="Name another folder with -o."
            ) from error

    @contextmanager
    def workshop(self) -> Iterator[Path]:
        """Give a folder for unfinished files, on the same disk; it is gone afterwards, however the build ended."""
        folder = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self.folder))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def publish(self, unfinished: Path, edition: str) -> Path:
        """Put a checked PDF in its place, in one move."""
        target = self.put(unfinished, EDITIONS[edition].file)
        with contextlib.suppress(FileNotFoundError):
            self._rejected(edition).unlink()
        return target

    def put(self, unfinished: Path, name: str) -> Path:
        """Move a finished file to its name in this folder, whole or not at all."""
        target = self.folder / name
        try:
            _sync(unfinished)
            unfinished.replace(target)
        except OSError as error:
            raise CannotFinish(f"cannot write: {error.strerror}", where=str(target)) from error
        return target

    def reject(self, unfinished: Path, edition: str) -> Path:
        """Keep a PDF that failed its checks for a person to look at; the earlier one stays."""
        target = self._rejected(edition)
        unfinished.replace(target)
        return target

    def step(self, name: str, content: str | bytes) -> None:
        """Write the result of a stage to steps/`name`."""
        target = self.steps / name
        self._stay_inside(target.parent)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished = target.with_name(f"{_UNFINISHED}{target.name}")
            unfinished.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
            unfinished.replace(target)
        except OSError as error:
            raise CannotFinish(f"cannot write: {error.strerror}", where=str(target)) from error

    def step_folder(self, name: str, files: Mapping[str, str]) -> None:
        """Write a step of several files and remove those of an earlier build."""
        folder = self.steps / name
        self._stay_inside(folder)
        if folder.is_dir():
            for old in folder.iterdir():
                if old.name not in files and old.is_file():
                    old.unlink()
        for file, content in files.items():
            self.step(f"{name}/{file}", content)

    def _stay_inside(self, folder: Path) -> None:
        """Raise `WrongUse` where a link leads out of the output folder: nothing is written or removed through it."""
        if not folder.resolve().is_relative_to(self.folder.resolve()):
            raise WrongUse("is a link that leads elsewhere", where=str(folder), advice="Remove it and build again.")

    def _rejected(self, edition: str) -> Path:
        return self.steps / f"rejected-{EDITIONS[edition].file}"

    def _sweep(self) -> None:
        for left in [*self.folder.glob(f"{_UNFINISHED}*"), *self.steps.rglob(f"{_UNFINISHED}*")]:
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def as_json(value: object) -> str:
    """Return a value as the JSON that is written and printed everywhere."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
