"""A second process that does the heavy work, so that a fault there is one clean line here.

Layout runs C libraries over unread texts. In a process of its own it can be stopped at a time limit, and a crash
or noise from C code does not reach the person. It starts, and loads what it needs, while the texts are still read.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import tempfile
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from booklet.errors import BookletError, CannotFinish

Job = Callable[..., Any]


class Worker:
    """One process; it warms up at once and takes one job at a time."""

    def __init__(self, warm_up: Callable[[], object] | None = None) -> None:
        """Start the process. `warm_up` runs in it before the first job; its failure is told with that job."""
        context = multiprocessing.get_context("spawn")
        self._scratch = Path(tempfile.mkdtemp(prefix="booklet-"))  # of the process: it may be ended at any moment
        self._noise = self._scratch / "noise.log"
        self._noise.touch()
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, warm_up, self._noise), daemon=True)
        self._process.start()
        there.close()

    def start(self, job: Job, *arguments: Any) -> None:
        """Hand over a job: an importable function and values that can be pickled."""
        with contextlib.suppress(BrokenPipeError):  # the end of the process is told by `result`
            self._here.send((job, arguments))

    def result(self, seconds: float, what: str) -> Any:
        """Wait for the job at most `seconds`. Raises what the job raised; `what` names it if it dies or is stopped."""
        if not self._here.poll(max(seconds, 0)):
            self.stop()
            raise CannotFinish(
                f"{what} took longer than {seconds:.0f} seconds and was stopped",
                advice="Raise [limits] seconds in booklet.toml, or build with fewer or shorter texts.",
            )
        try:
            kind, value, trace = self._here.recv()
        except EOFError:
            self._process.join(5)
            raise CannotFinish(
                f"{what} ended without a result (process code {self._process.exitcode}){self._last_noise()}",
                advice="Often the memory was too small; build with fewer texts, or run again with --debug.",
            ) from None
        if kind == "done":
            return value
        if isinstance(value, dict):
            error = BookletError.rebuild(value)
            error.__notes__ = [trace]
            raise error
        raise CannotFinish(f"{what} failed: {value}", advice="Run again with --debug to see where.") from RuntimeError(
            trace
        )

    def stop(self) -> None:
        """End the process and remove what it left: its noise, and copies of fonts that WeasyPrint makes."""
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(2)
            if self._process.is_alive():
                self._process.kill()
                self._process.join(2)
        self._here.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    close = stop

    def _last_noise(self) -> str:
        lines = self._noise.read_text("utf-8", "replace").strip().splitlines()
        return f": {lines[-1][:160]}" if lines else ""


def _serve(there: Connection, warm_up: Callable[[], object] | None, noise: Path) -> None:
    """Take jobs until the other side is gone."""
    tempfile.tempdir = str(noise.parent)
    log = os.open(noise, os.O_WRONLY | os.O_APPEND)
    os.dup2(log, 1)  # C libraries write where they like; only the pipe speaks for us
    os.dup2(log, 2)
    trouble: BaseException | None = None
    try:
        if warm_up is not None:
            warm_up()
    except Exception as error:  # told with the first job
        trouble = error
    while True:
        try:
            job, arguments = there.recv()
        except (EOFError, KeyboardInterrupt, OSError):
            return
        try:
            if trouble is not None:
                raise trouble
            there.send(("done", job(*arguments), ""))
        except BookletError as error:
            there.send(("error", error.as_dict(), traceback.format_exc()))
        except KeyboardInterrupt:
            return
        except BaseException as error:  # WeasyPrint's fatal fetch errors are BaseExceptions
            there.send(("error", f"{type(error).__name__}: {error}", traceback.format_exc()))
