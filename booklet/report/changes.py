"""The log of changes, for a program and for a person."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from booklet.model import Change, Cleaned, Source

_ADDED, _REMOVED, _DIM, _PLAIN = "\x1b[32m", "\x1b[31m", "\x1b[2m", "\x1b[0m"
_MARGIN = 8  # columns before the words of a change
_LEAST = 12  # characters shown on either side of a change, however long it is
_BODILESS = str.maketrans({"\r": "␍", "\n": "⏎", "\t": "⇥", "\f": "␌", "\u00a0": "⍽"})


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


def as_diff(source: Source, cleaned: Cleaned, *, colour: bool = False, width: int = 100) -> str:
    """Return each change in the order of the source's lines, with the words around it that `width` has room for.

    Below it stand its rule and its id, which a decision in sources.toml names. What is proposed follows.
    """
    red, green, dim, plain = (_REMOVED, _ADDED, _DIM, _PLAIN) if colour else ("", "", "", "")
    proposed = f", {len(cleaned.proposed)} proposed" if cleaned.proposed else ""
    entries: list[tuple[int, str]] = []
    for change, ahead, behind in _with_context(source.decoded, cleaned.changes, width):
        before, after = _visible(change.before), _visible(change.after)
        marks = (f"[-{before}-]" if before else "") + (f"{{+{after}+}}" if after else "")
        shown = (f"{red}[-{before}-]{plain}" if before else "") + (f"{green}{{+{after}+}}{plain}" if after else "")
        left, right = _room(ahead, behind, width - _MARGIN - len(marks))
        why = f"  {change.reason}" if change.reason else ""
        entries.append((change.line, f"{left}{shown}{right}\n{dim}{change.rule}  {change.id}{why}{plain}"))
    lines = [f"{source.file}: {len(cleaned.changes)} changes{proposed}"]
    lines += [_numbered(line, entry) for line, entry in sorted(entries, key=lambda entry: entry[0])]
    lines += ["proposed, nothing is changed:"] if proposed else []
    for p in cleaned.proposed:
        before, after = _visible(p.before), _visible(p.after)
        marks = f"{red}[?{before}?]{plain}{green}{{?{after}?}}{plain}"
        room = width - _MARGIN - len(before) - len(after) - 8
        left, right = _room(
            _signs(cleaned.text[max(0, p.start - width) : p.start]),
            _signs(cleaned.text[p.start + len(p.before) : p.start + len(p.before) + width]),
            room,
        )
        lines.append(_numbered(p.line, f"{left}{marks}{right}\n{p.why}\n{dim}{p.rule}  {p.id}{plain}"))
    return "\n".join(lines)


def _numbered(line: int, entry: str) -> str:
    first, *rest = entry.split("\n")
    return "\n".join([f"{line:>5}  {first}", *(f"{'':7}{row}" for row in rest)])


def _room(left: str, right: str, room: int) -> tuple[str, str]:
    """Cut the words on both sides of a change to what a line has room for."""
    half = max(room // 2, _LEAST)
    left = left[-max(half, room - len(right)) :]
    return left, right[: max(room - len(left), _LEAST)]


def _with_context(text: str, changes: Sequence[Change], reach: int) -> Iterator[tuple[Change, str, str]]:
    """Give each change the words around it at that moment, up to `reach` characters.

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
        before = rest[max(at, here - reach) : here]
        for piece in reversed(done):
            if len(before) >= reach:
                break
            before = piece[-reach:] + before
        end = here + len(change.before)
        yield change, _signs(before[-reach:]), _signs(rest[end : end + reach])
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
    shown = _signs(text)
    return shown if len(shown) <= 120 else f"{shown[:80]} … {shown[-30:]}"


def _signs(text: str) -> str:
    """Show what has no body as a sign: line ends, tabs, and letters without a width by their code."""
    shown = text.translate(_BODILESS)
    return shown if shown.isprintable() else "".join(c if c.isprintable() else f"<{ord(c):04X}>" for c in shown)
