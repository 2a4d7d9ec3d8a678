"""Titles, issuers and blocks, and the events, as the steps of a build keep them."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.model import Event, Witness


def witnesses_as_json(witnesses: Sequence[Witness]) -> list[dict[str, object]]:
    """Return what each text says of itself and the part that each stretch of it plays."""
    return [
        {
            "file": w.file,
            "title": w.title,
            "title_evidence": w.title_evidence,
            "issuer": w.issuer,
            "issuer_evidence": w.issuer_evidence,
            "blocks": [{"role": b.role, "start": b.start, "end": b.end, "text": w.passage(b)} for b in w.blocks],
        }
        for w in witnesses
    ]


def events_as_json(events: Sequence[Event]) -> list[dict[str, object]]:
    """Return the dated sentences, each with the texts that say the same."""
    return [
        {
            "id": event.id,
            "date": str(event.date),
            "file": event.passage.file,
            "start": event.passage.start,
            "quote": event.passage.quote,
            "also": [{"file": p.file, "start": p.start, "quote": p.quote} for p in event.also],
        }
        for event in events
    ]


def events_as_markdown(events: Sequence[Event]) -> str:
    """Return the chronology page as a list to edit from: each sentence with its id, its text and who says the same."""
    lines = [
        "# The chronology page",
        "",
        "The code before a sentence is its id, for [[chronology]] in sources.toml.",
        "",
    ]
    for event in events:
        lines.append(f"- `{event.id}` **{event.date}** {' '.join(event.passage.quote.split())}")
        lines.append(f"  ({event.passage.file})")
        lines += [f"  - also {p.file}: {' '.join(p.quote.split())}" for p in event.also]
    return "\n".join(lines) + "\n"
