"""The program's commands on the samples, many in one process: nine tenths of a short command is the start of Python.

What a command prints is the same either way; `same_as_started` looks whether that holds.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout

BOOKLET = [sys.executable, "-m", "booklet"]


def pool() -> ProcessPoolExecutor:
    """Return one worker a core, each a fresh Python."""
    return ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn"))


def printed(words: Sequence[str]) -> str:
    """Return what `booklet WORDS` prints, without starting Python for it."""
    from booklet.cli import main

    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()):
        main(words)  # its code tells of files that could not be read, beside a whole answer for the others
    assert out.getvalue(), words
    return out.getvalue()


def same_as_started(words: Sequence[str]) -> None:
    """Fail where `booklet WORDS` as a person starts it prints something else than `printed` returns."""
    started = subprocess.run([*BOOKLET, *words], capture_output=True, check=False).stdout
    assert started == printed(words).encode(), words
