"""The log of changes run again: on the decoded file to the cleaned text, and from the end back to the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from booklet.errors import BookletError
from booklet.model import Change


def replay(decoded: str, changes: Iterable[Change]) -> str:
    """Make the changes again on the decoded file. Raises `BookletError` where one does not fit."""
    return _run(decoded, [(c.start, c.before, c.after) for c in changes])


def undo(text: str, changes: Iterable[Change]) -> str:
    """Take the changes back, from the last to the first. Raises `BookletError` where one does not fit."""
    backwards = [(c.start, c.after, c.before) for c in reversed(list(changes))]
    return _run(text, backwards, descending=True)


def _run(text: str, steps: Sequence[tuple[int, str, str]], descending: bool = False) -> str:
    """Apply replacements one after the other, gathering those in one direction into a single join."""
    at = 0
    while at < len(steps):
        batch = [steps[at]]
        while at + len(batch) < len(steps):
            start, before, _ = steps[at + len(batch)]
            last, _, last_after = batch[-1]
            fits = start + len(before) <= last if descending else start >= last + len(last_after)
            if not fits:
                break
            batch.append(steps[at + len(batch)])
        at += len(batch)
        pieces: list[str] = []
        place = shift = 0
        for start, before, after in reversed(batch) if descending else batch:
            here = start - shift
            if text[here : here + len(before)] != before:
                raise BookletError(f"a change does not fit the text: {before!r} is not at {start}")
            pieces += [text[place:here], after]
            place = here + len(before)
            if not descending:
                shift += len(after) - len(before)
        text = "".join([*pieces, text[place:]])
    return text
