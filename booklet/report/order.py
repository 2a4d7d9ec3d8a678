"""The order of the texts, for a program and for a person."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.model import Placed, Witness

_TITLE = 60  # characters of a title in the table
RULE = (
    "Ordered by date. A coarser date stands before the finer ones that it may hold: "
    "1990, January 1990, 20 January 1990. Texts of one date stand by file name, undated ones last."
)


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
                "evidence": "; ".join(part for part in (dating.evidence, dating.doubt, place.tie) if part),
            }
        )
    return rows


def as_rows(witnesses: Sequence[Witness], placed: Sequence[Placed]) -> list[tuple[str, str, str, str, str]]:
    """Return (place, date, how known, file and title, evidence with doubt and tie below it) for a table."""
    titles = {witness.file: witness.title for witness in witnesses}
    rows: list[tuple[str, str, str, str, str]] = []
    for place in placed:
        dating = place.dating
        decided = [f"? {dating.doubt}"] * bool(dating.doubt) + [f"= {place.tie}"] * bool(place.tie)
        rows.append(
            (
                str(place.position),
                str(dating.date or "undated"),
                dating.basis,
                f"{dating.file}\n{_cut(titles[dating.file] or 'no title')}",
                "\n".join([dating.evidence, *decided]),
            )
        )
    return rows


def _cut(title: str) -> str:
    return title if len(title) <= _TITLE else title[: _TITLE - 1].rsplit(" ", 1)[0] + " …"


def rules_used(placed: Sequence[Placed]) -> list[str]:
    """Return the rule of the order, and the signs of the table that stand in it."""
    lines = [RULE]
    if any(place.dating.doubt for place in placed):
        lines.append("? a doubt about the date. Give the date by hand in sources.toml, with your reason, to settle it.")
    if any(place.tie for place in placed):
        lines.append("= how a tie was decided, by the rule above.")
    return lines


def as_markdown(witnesses: Sequence[Witness], placed: Sequence[Placed]) -> str:
    """Return the order as a Markdown list for output/steps."""
    lines = ["# The order of the texts", ""]
    for n, row in enumerate(as_json(witnesses, placed), 1):
        lines += [
            f"{n}. **{row['date'] or 'undated'}** ({row['basis']}, {row['precision']}): {row['title'] or 'no title'}",
            f"   {row['file']}, {row['issuer'] or 'issuer not stated'}. {row['evidence']}",
        ]
    return "\n".join(lines) + "\n"
