"""Judge what the cleaning rules propose: a proposal is right when it turns the text toward the expected one.

Run as a program it judges a folder of samples: proposals.py [FOLDER] [-v].
"""

from __future__ import annotations

import importlib.util
import json
import sys
from concurrent.futures import Executor
from pathlib import Path
from types import ModuleType

from commands import pool, printed

HERE = Path(__file__).resolve().parent


def scorer(folder: Path) -> ModuleType:
    """Return the score.py that came with the samples of FOLDER."""
    spec = importlib.util.spec_from_file_location(f"{folder.name}_score", folder / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge(folder: Path, workers: Executor, *, show: bool = False) -> tuple[int, int, int]:
    """Return how many proposals were made on the OCR samples, how many are right, and how many word errors remain."""
    made = right = remain = 0
    for some, good, left, rows in workers.map(judge_page, sorted(folder.glob("ocr*.raw.txt"))):
        made, right, remain = made + some, right + good, remain + left
        if show:
            print(*rows, sep="\n")
    return made, right, remain


def judge_page(raw: Path) -> tuple[int, int, int, list[str]]:
    """Return the same three figures for one page, and a row for each proposal."""
    score = scorer(HERE / "cleaning")
    [text] = json.loads(printed(["clean", str(raw), "--format", "json"]))
    clean = raw.with_name(raw.name.removesuffix(".raw.txt") + ".clean.txt")
    expected, _ = score.tokens(score.lines_of(clean.read_text("utf-8")), score.Q2)

    def far(words: str) -> int:
        return int(score.distance(score.tokens(score.lines_of(words), score.Q2)[0], expected))

    before, right, rows = far(text["text"]), 0, []
    for p in text["proposed"]:
        changed = text["text"][: p["start"]] + p["after"] + text["text"][p["start"] + len(p["before"]) :]
        good = far(changed) < before
        right += good
        around = text["text"][max(0, p["start"] - 24) : p["start"] + 24].replace("\n", "⏎")
        rows.append(f"{'+' if good else '-'} {p['rule']:<28} {p['before']!r} → {p['after']!r}  {around}")
    return len(rows), right, before, rows


def main() -> None:
    """Judge the folder that is named."""
    folders = [Path(name) for name in sys.argv[1:] if not name.startswith("-")]
    with pool() as workers:
        made, right, remain = judge(folders[0] if folders else HERE / "cleaning", workers, show="-v" in sys.argv)
    print(
        f"{made} proposed, {right} right ({right / max(made, 1):.0%}), of {remain} errors that remain ({right / max(remain, 1):.0%})"
    )


if __name__ == "__main__":
    main()
