"""The catalogue of the cleaning rules, as `booklet rules` and the documentation print it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class _Rule(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def languages(self) -> Sequence[str]: ...
    @property
    def reason(self) -> str: ...
    @property
    def fixes(self) -> Sequence[tuple[str, str]]: ...
    @property
    def leaves(self) -> Sequence[str]: ...


def as_table(rules: Sequence[_Rule]) -> str:
    """Return the rules as a Markdown table: name, kind and reason."""
    lines = ["| rule | kind | texts in | why |", "| --- | --- | --- | --- |"]
    for rule in rules:
        reason = rule.reason.replace("|", "\\|")
        lines.append(f"| {rule.id} | {rule.kind} | {', '.join(rule.languages) or 'any'} | {reason} |")
    return "\n".join(lines) + "\n"


def as_text(rules: Sequence[_Rule]) -> str:
    """Return the rules with their reasons and examples, for a terminal."""
    lines: list[str] = []
    for rule in rules:
        only = f", only for {', '.join(rule.languages)}" if rule.languages else ""
        lines += [f"{rule.id}  ({rule.kind}{only})", f"    {rule.reason}"]
        for before, after in rule.fixes[:1]:
            lines.append(f"    changes  {_one_line(before)}")
            lines.append(f"    to       {_one_line(after)}")
        lines += [f"    leaves   {_one_line(example)}" for example in rule.leaves[:2]]
        lines.append("")
    return "\n".join(lines)


def _one_line(text: str) -> str:
    shown = repr(text)[1:-1]
    return shown if len(shown) <= 96 else f"{shown[:60]} … {shown[-30:]}"
