"""Measure the lines of a booklet in every paper: `python benchmarks/lines.py [FOLDER]` (without it, the seeds).

For each paper: pages and lines of running text, the widest space between words, how many lines are looser than 0.6 em,
and what preflight says of lines, names and breaks. Nothing in FOLDER is changed.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from booklet import pipeline
from booklet.editions import PAPERS
from booklet.preflight import line_checks

ROOT = Path(__file__).resolve().parent.parent


def measure(folder: Path, paper: str) -> str:
    """Build the reading edition of a folder in one paper and say how its lines stand."""
    gaps: list[float] = []
    real = line_checks.gap_of

    def heard(line: line_checks.SetLine) -> float:
        gaps.append(real(line))
        return gaps[-1]

    with tempfile.TemporaryDirectory() as place:
        project = Path(place) / "project"
        shutil.copytree(folder, project, ignore=shutil.ignore_patterns("output", ".*", "tests"))
        toml = project / "booklet.toml"
        words = toml.read_text("utf-8") if toml.is_file() else ""
        chosen, times = re.subn(r"(?m)^size\s*=.*$", f'size = "{paper}"', words)
        toml.write_text(chosen if times else f'{words}\n[paper]\nsize = "{paper}"\n', "utf-8")
        line_checks.gap_of = heard
        try:
            _, made = pipeline.build(project, editions=["reading"])
        finally:
            line_checks.gap_of = real
    codes = Counter(
        f.code for f in made.findings if f.code in {"P15-overfull", "P16-loose", "P17-alone", "P18-hyphens"}
    )
    said = ", ".join(f"{code} {count}" for code, count in sorted(codes.items())) or "no findings"
    errors = [f.message for f in made.findings if f.severity == "error"]
    loose = sum(gap > line_checks.LOOSE for gap in gaps)
    return (
        f"{paper:12} {made.pages:3} pages {len(gaps):4} lines  widest {max(gaps, default=0):.2f} em  looser than"
        f" {line_checks.LOOSE} em: {loose}  {said}" + "".join(f"\n{'':13}{error}" for error in errors)
    )


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    for name in PAPERS:
        print(measure(given, name), flush=True)
