"""What a person sees in the terminal: the numbered steps while they run, tables, and the summary of a build."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import Any


def console(stream: Any = None) -> Any:
    """Return a console that writes to stderr, or to the stream given."""
    from rich.console import Console

    return Console(file=stream or sys.stderr, soft_wrap=False)


def terminal_width() -> int:
    """Return how many columns a line may have: the terminal's, and 100 where the output goes elsewhere."""
    return max(60, shutil.get_terminal_size((100, 24)).columns)


def table(*columns: str) -> Any:
    """Return an empty table with these columns."""
    from rich import box
    from rich.table import Table

    columned = Table(box=box.SIMPLE, pad_edge=False, show_edge=False, header_style="dim")
    for column in columns:
        columned.add_column(column, overflow="fold")
    return columned


class Progress:
    """The numbered steps: a line each on a terminal, nothing elsewhere."""

    def __init__(self, stages: Sequence[tuple[str, str]]) -> None:
        self.stages = stages
        self.console = console()
        self.running = ""
        self.status: Any = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *trouble: object) -> None:
        if self.status:
            self.status.stop()

    def step(self, name: str, detail: str) -> None:
        """Tick the step before, with what it found, and show the one that begins."""
        if not self.console.is_terminal:
            return
        self._tick(detail)
        self.running = name
        number = next(n for n, (stage, _) in enumerate(self.stages, 1) if stage == name)
        words = dict(self.stages)[name]
        self.status = self.console.status(f"{number} {words}", spinner="line")
        self.status.start()

    def done(self) -> None:
        """Tick the last step."""
        if self.console.is_terminal:
            self._tick("")

    def _tick(self, detail: str) -> None:
        if self.status:
            self.status.stop()
            number = next(n for n, (stage, _) in enumerate(self.stages, 1) if stage == self.running)
            words = dict(self.stages)[self.running]
            self.console.print(f"{number} {words:<44} [dim]{detail}[/dim]", highlight=False)
            self.status = None


def summary(understood: Any, made: Any) -> None:
    """Say what was made, what was corrected, where the texts part, and what needs a person's eye."""
    from booklet.book import changes_by_kind
    from booklet.editions import EDITIONS
    from booklet.report import findings as findings_report

    out = console()
    for name, path in made.files.items():
        out.print(f"  {path}", style="bold", highlight=False, soft_wrap=True, end="")
        out.print(f"  {EDITIONS[name].purpose}", style="dim", highlight=False)
    for path in made.rejected.values():
        out.print(f"  {path}  not published: it failed its checks", style="bold red", highlight=False, soft_wrap=True)
    out.print(f"  {made.pages} pages, {made.sheets} sheets a copy", highlight=False)
    if said := made.differences.sentence():
        said = f"  since the last build: {said} (output/steps/8-differences.md)"
        out.print(said, highlight=False, soft_wrap=True)
    counts = changes_by_kind(tuple(c for text in understood.cleaned for c in text.changes))
    names = {"mechanical": "mechanical", "editorial": "of house style", "decision": "by hand"}
    said = ", ".join(f"{count} {names[kind]}" for kind, count in counts.items())
    out.print(f"  corrected: {said or 'nothing'} (output/steps/2-changes.md)", highlight=False)
    disputed = [topic.topic for topic in understood.topics if topic.verdict == "conflict"]
    out.print(f"  the texts part on: {', '.join(disputed) or 'no figure'}", highlight=False)
    if made.findings:
        out.print("  for a person's eye:", style="bold")
        for line in findings_report.as_lines(made.findings):
            out.print(f"    {line}", highlight=False, soft_wrap=True, markup=False)
