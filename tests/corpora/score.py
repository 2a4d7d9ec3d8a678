"""Score the two engines on the samples and fail below the stored floors: ./run score.

The floors stand in floors.toml; they are raised when a figure rises, and never lowered in silence.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from proposals import judge

HERE = Path(__file__).resolve().parent
BOOKLET = [sys.executable, "-m", "booklet"]


def cleaning() -> dict[str, float]:
    """Return errors removed (%), false corrections per 10,000 words, paragraph F1 and traps left intact."""
    command = [sys.executable, str(HERE / "cleaning" / "score.py"), "-v", *BOOKLET, "clean", "{}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = {row.split()[0]: row.split() for row in said.splitlines() if row.startswith(("ocr ", "web ", "trap "))}
    overall = re.search(r"errors removed ([\d.]+)%, false corrections ([\d.]+) per 10k.*paragraphs F1 ([\d.]+)", said)
    traps = re.search(r"traps untouched (\d+)/(\d+)", said)
    assert overall and traps, said[-2000:]
    made, right, remain = judge(HERE / "cleaning")
    return {
        "proposed_right": 100 * right / max(made, 1),
        "proposed_named": 100 * right / max(remain, 1),
        "web_removed": float(rows["web"][-6].rstrip("%")),
        "ocr_removed": float(rows["ocr"][-6].rstrip("%")),
        "ocr_web_false": (int(rows["ocr"][-5]) + int(rows["web"][-5]))
        / (int(rows["ocr"][1]) + int(rows["web"][1]))
        * 1e4,
        "ocr_f1": float(rows["ocr"][-1]),
        "web_f1": float(rows["web"][-1]),
        "traps": int(traps[1]) / int(traps[2]) * 100,
    }


def figures() -> dict[str, float]:
    """Return recall, precision and verdicts (%), grouping F1, and dates and order (%)."""
    join = " ".join(BOOKLET)
    command = [
        sys.executable,
        str(HERE / "figures" / "score.py"),
        "--order",
        f"{join} order {{}} --format json",
        "--figures",
        f"{join} figures {{}} --format json",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    last = re.search(
        r"recall ([\d.]+)% precision ([\d.]+)% grouping F1 ([\d.]+) verdicts ([\d.]+)% \| dates ([\d.]+)% order ([\d.]+)%",
        said,
    )
    assert last, said[-2000:]
    names = ("recall", "precision", "grouping_f1", "verdicts", "dates", "order")
    return dict(zip(names, map(float, last.groups()), strict=True))


def dates() -> dict[str, float]:
    """Return dates and order (%) on the folders that were written for dates alone."""
    command = [
        sys.executable,
        str(HERE / "figures" / "score.py"),
        "--folders",
        str(HERE / "dates"),
        "--order",
        f"{' '.join(BOOKLET)} order {{}} --format json",
        "--figures",
        f"{sys.executable} -c print([])",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    last = re.search(r"\| dates ([\d.]+)% order ([\d.]+)%", said)
    assert last, said[-2000:]
    return dict(zip(("dates", "order"), map(float, last.groups()), strict=True))


def main() -> int:
    """Print every figure beside its floor; return 1 if one is below."""
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
    below = 0
    for name, measure in (("cleaning", cleaning), ("dates", dates), ("figures", figures)):
        for key, value in measure().items():
            floor = floors[name][key]
            ceiling = key.endswith("false")  # false corrections: less is better
            good = value <= floor if ceiling else value >= floor
            below += not good
            print(
                f"{name:<9} {key:<14} {value:8.2f}  {'at most' if ceiling else 'floor'} {floor:g}{'' if good else '  BELOW'}"
            )
    return 1 if below else 0


if __name__ == "__main__":
    raise SystemExit(main())
