"""The order of the texts, for a program and for a person."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.model import Placed, Witness


def as_json(witnesses: Sequence[Witness], placed: Sequence[Placed]) -> list[dict[str, object]]:
    """Return the texts in order, each with its date and the evidence for it."""
    by_file = {witness.file: witness for witness in witnesses}
    rows: list[dict[str, object]] = []
    for place in placed:
        dating, witness = place.dating, by_file[place.dating.file]
        rows.append(
            {
                "file": dating.file,
                "title": witness.title,
                "issuer": witness.issuer,
                "date": str(dating.date) if dating.date else None,
                "precision": dating.date.precision if dating.date else "unknown",
                "basis": dating.basis,
                "evidence": "; ".join(part for part in (dating.evidence, place.tie) if part),
            }
        )
    return rows


def as_rows(witnesses: Sequence[Witness], placed: Sequence[Placed]) -> list[tuple[str, str, str, str]]:
    """Return (date, basis, file and title, evidence) for a table."""
    return [
        (
            str(row["date"] or "undated"),
            str(row["basis"]),
            f"{row['file']}\n{row['title'] or 'no title'}",
            str(row["evidence"]),
        )
        for row in as_json(witnesses, placed)
    ]


def as_markdown(witnesses: Sequence[Witness], placed: Sequence[Placed]) -> str:
    """Return the order as a Markdown list for output/steps."""
    lines = ["# The order of the texts", ""]
    for n, row in enumerate(as_json(witnesses, placed), 1):
        lines += [
            f"{n}. **{row['date'] or 'undated'}** ({row['basis']}, {row['precision']}): {row['title'] or 'no title'}",
            f"   {row['file']}, {row['issuer'] or 'issuer not stated'}. {row['evidence']}",
        ]
    return "\n".join(lines) + "\n"
