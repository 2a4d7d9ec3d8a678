"""Judge what the cleaning rules propose: a proposal is right when it turns the text toward the expected one.

Run as a program it judges a folder of samples: proposals.py [FOLDER] [-v].
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
BOOKLET = [sys.executable, "-m", "booklet"]


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("cleaning_score", HERE / "cleaning" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge(folder: Path, *, show: bool = False) -> tuple[int, int, int]:
    """Return how many proposals were made on the OCR samples, how many are right, and how many word errors remain."""
    score = _scorer()
    made = right = remain = 0
    for raw in sorted(folder.glob("ocr*.raw.txt")):
        said = subprocess.run([*BOOKLET, "clean", str(raw), "--format", "json"], capture_output=True, check=True).stdout
        text = json.loads(said)[0]
        expected, _ = score.tokens(
            score.lines_of(raw.with_name(raw.name[:-8] + ".clean.txt").read_text("utf-8")), score.Q2
        )

        def far(words: str, expected: list[str] = expected) -> int:
            return int(score.distance(score.tokens(score.lines_of(words), score.Q2)[0], expected))

        before = far(text["text"])
        remain += before
        for p in text["proposed"]:
            changed = text["text"][: p["start"]] + p["after"] + text["text"][p["start"] + len(p["before"]) :]
            good = far(changed) < before
            made, right = made + 1, right + good
            if show:
                around = text["text"][max(0, p["start"] - 24) : p["start"] + 24].replace("\n", "⏎")
                print(f"{'+' if good else '-'} {p['rule']:<28} {p['before']!r} → {p['after']!r}  {around}")
    return made, right, remain


if __name__ == "__main__":
    folders = [Path(name) for name in sys.argv[1:] if not name.startswith("-")]
    made, right, remain = judge(folders[0] if folders else HERE / "cleaning", show="-v" in sys.argv)
    print(
        f"{made} proposed, {right} right ({right / max(made, 1):.0%}), of {remain} errors that remain ({right / max(remain, 1):.0%})"
    )
