"""Score the two engines on the samples and fail below the stored floors: ./run score.

The floors stand in floors.toml; they are raised when a figure rises, and never lowered in silence. The scorers that
came with the samples start the program anew for each file; here their counting is used, and the commands are run by
commands.py, in a sixth of the time. One command of each kind is started as a person does, and must print the same.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import patch

from commands import pool, printed, same_as_started
from proposals import judge, scorer

HERE = Path(__file__).resolve().parent


def cleaning(workers: Executor) -> dict[str, float]:
    """Return errors removed (%), false corrections per 10,000 words, paragraph F1 and traps left intact."""
    score = scorer(HERE / "cleaning")

    def clean(sample: tuple[str, str, bytes, str, Sequence[str]]) -> tuple[bytes, str]:
        return workers.submit(cleaned, sample[2]).result(), ""

    judged = score.evaluate(clean, argparse.Namespace(dir=HERE / "cleaning", kind=None, jobs=8)).values()
    ocr, web, traps = ([one for one in judged if one["kind"] == kind] for kind in ("ocr", "web", "trap"))
    ocr_sum, web_sum, both = score.add(ocr), score.add(web), score.add(ocr + web)
    same_as_started(["clean", str(next((HERE / "cleaning").glob("web*.raw.txt")))])
    made, right, remain = judge(HERE / "cleaning", workers)
    return {
        "proposed_right": 100 * right / max(made, 1),
        "proposed_named": 100 * right / max(remain, 1),
        "web_removed": score.pct(web_sum["e0"] - web_sum["e1"], web_sum["e0"]),
        "ocr_removed": score.pct(ocr_sum["e0"] - ocr_sum["e1"], ocr_sum["e0"]),
        "ocr_web_false": both["new"] / both["words"] * 1e4,
        "ocr_f1": score.f1(ocr_sum["p1"]),
        "web_f1": score.f1(web_sum["p1"]),
        "traps": score.pct(sum(one["same"] for one in traps), len(traps)),
    }


def cleaned(raw: bytes) -> bytes:
    """Return what `booklet clean` prints for a file of these bytes, under a name that does not tell its kind."""
    with tempfile.TemporaryDirectory() as folder:
        (file := Path(folder, "source.txt")).write_bytes(raw)
        return printed(["clean", str(file)]).encode()


def dates(workers: Executor) -> dict[str, float]:
    """Return dates and order (%) on the folders that were written for dates alone."""
    said = _events(HERE / "dates", ("order",), workers)
    last = re.search(r"\| dates ([\d.]+)% order ([\d.]+)%", said)
    assert last, said[-2000:]
    return dict(zip(("dates", "order"), map(float, last.groups()), strict=True))


def figures(workers: Executor) -> dict[str, float]:
    """Return recall, precision and verdicts (%), grouping F1, and dates and order (%)."""
    said = _events(HERE / "figures", ("order", "figures"), workers)
    last = re.search(
        r"recall ([\d.]+)% precision ([\d.]+)% grouping F1 ([\d.]+) verdicts ([\d.]+)% \| dates ([\d.]+)% order ([\d.]+)%",
        said,
    )
    assert last, said[-2000:]
    names = ("recall", "precision", "grouping_f1", "verdicts", "dates", "order")
    return dict(zip(names, map(float, last.groups()), strict=True))


def _events(folder: Path, commands: Sequence[str], workers: Executor) -> str:
    """Return what the scorer of event folders says when it is given the answers instead of the commands."""
    score = scorer(HERE / "figures")
    events = [gold.parent for gold in sorted(folder.glob("*/gold.json"))]
    answers = {event.name: workers.submit(answered, event, commands) for event in events}
    same_as_started([commands[0], str(events[0]), "--format", "json"])

    def answer(template: str, event: Path, timeout: float) -> tuple[object, None]:
        return answers[event.name].result().get(template, []), None

    words = ["score.py", "--folders", str(folder), "--order", "order", "--figures", "figures"]
    with redirect_stdout(io.StringIO()) as said, patch.object(sys, "argv", words), patch.object(score, "run", answer):
        score.main()
    return said.getvalue()


def answered(event: Path, commands: Sequence[str]) -> dict[str, object]:
    """Return what each command answers for a copy of the folder that is without the expected answers."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(event, Path(folder, event.name), ignore=shutil.ignore_patterns("gold.json")))
        return {command: json.loads(printed([command, str(copy), "--format", "json"])) for command in commands}


def main() -> int:
    """Print every figure beside its floor; return 1 if one is below."""
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
    below = 0
    with pool() as workers:
        for measure in (cleaning, dates, figures):
            for key, value in measure(workers).items():
                floor = floors[measure.__name__][key]
                ceiling = key.endswith("false")  # false corrections: less is better
                good = value <= floor if ceiling else value >= floor
                below += not good
                print(
                    f"{measure.__name__:<9} {key:<14} {value:8.2f}  {'at most' if ceiling else 'floor'} {floor:g}{'' if good else '  BELOW'}"
                )
    return 1 if below else 0


if __name__ == "__main__":
    raise SystemExit(main())
