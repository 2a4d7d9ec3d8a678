"""The log of changes, for a program and for a person."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from booklet.model import Change, Cleaned, Source

_ADDED, _REMOVED, _DIM, _PLAIN = "\x1b[32m", "\x1b[31m", "\x1b[2m", "\x1b[0m"
_CONTEXT = 28  # characters shown on either side of a change


def as_json(source: Source, cleaned: Cleaned) -> dict[str, object]:
    """Return a text with its log. Replaying the changes on the decoded file gives `text`."""
    return {
        "file": source.file,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "text": cleaned.text,
        "changes": [
            {
                "id": c.id,
                "rule": c.rule,
                "kind": c.kind,
                "line": c.line,
                "start": c.start,
                "before": c.before,
                "after": c.after,
            }
            for c in cleaned.changes
        ],
        "proposed": [
            {
                "id": p.id,
                "rule": p.rule,
                "line": p.line,
                "start": p.start,
                "before": p.before,
                "after": p.after,
                "why": p.why,
            }
            for p in cleaned.proposed
        ],
    }


def as_diff(source: Source, cleaned: Cleaned, *, colour: bool = False) -> str:
    """Return each change with the words around it, its line and its rule, then what is proposed."""
    red, green, dim, plain = (_REMOVED, _ADDED, _DIM, _PLAIN) if colour else ("", "", "", "")
    lines = [f"{dim}{source.file}: {len(cleaned.changes)} changes{plain}"]
    for change, left, right in _with_context(source.decoded, cleaned.changes):
        before = f"{red}[-{_visible(change.before)}-]{plain}" if change.before else ""
        after = f"{green}{{+{_visible(change.after)}+}}{plain}" if change.after else ""
        lines.append(
            f"{dim}{change.line:>5}  {change.rule:<32}{plain} {left}{before}{after}{right}  {dim}{change.id}{plain}"
        )
    for proposal in cleaned.proposed:
        lines.append(
            f"{dim}{proposal.line:>5}  {proposal.rule} (proposed){plain} "
            f"{_visible(proposal.before)} → {_visible(proposal.after)}: {proposal.why}  {dim}{proposal.id}{plain}"
        )
    return "\n".join(lines)


def _with_context(text: str, changes: Sequence[Change]) -> Iterator[tuple[Change, str, str]]:
    """Give each change the words around it at that moment.

    Changes come in runs from top to bottom: what lies behind the last one of a run is joined once, not at every step.
    """
    done: list[str] = []  # what this run has passed, in pieces
    passed = 0  # their length
    rest, at = text, 0  # the text that this run began with, and how far it has come there
    for change in changes:
        if change.start < passed:
            rest, at = "".join([*done, rest[at:]]), 0
            done, passed = [], 0
        here = at + change.start - passed
        before = rest[max(at, here - _CONTEXT) : here]
        for piece in reversed(done):
            if len(before) >= _CONTEXT:
                break
            before = piece + before
        end = here + len(change.before)
        yield change, _visible(before[-_CONTEXT:]), _visible(rest[end : end + _CONTEXT])
        done += [rest[at:here], change.after]
        passed += here - at + len(change.after)
        at = end


def as_markdown(cleaned: Sequence[Cleaned]) -> str:
    """Return the log of all texts for output/steps."""
    lines = ["# What was changed", ""]
    for text in cleaned:
        lines += [f"## {text.file}", "", *(f"- note: {note}" for note in text.notes)]
        for change in text.changes:
            lines.append(f"- line {change.line}, {change.rule}: {_quoted(change)} `{change.id}`")
        lines += [
            f"- proposed, line {p.line}, {p.rule}: {p.before!r} → {p.after!r}: {p.why} `{p.id}`" for p in text.proposed
        ]
        lines.append("")
    return "\n".join(lines)


def unified(source: Source, cleaned: Cleaned) -> str:
    """Return an ordinary line diff between the decoded file and the cleaned text."""
    before, after = source.decoded.splitlines(), cleaned.text.splitlines()
    return "\n".join(difflib.unified_diff(before, after, source.file, f"{source.file} cleaned", lineterm=""))


def _quoted(change: Change) -> str:
    reason = f" ({change.reason})" if change.reason else ""
    return f"{_visible(change.before)!r} → {_visible(change.after)!r}{reason}"


def _visible(text: str) -> str:
    """Show line ends and tabs as signs, and cut what is long."""
    shown = text.replace("\r", "␍").replace("\n", "⏎").replace("\t", "⇥").replace("\f", "␌")
    return shown if len(shown) <= 120 else f"{shown[:80]} … {shown[-30:]}"
