"""Claims and topics, for a program and for a person."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from booklet.model import Claim, Topic


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id,
        "file": claim.file,
        "start": claim.start,
        "low": _number(claim.low),
        "high": _number(claim.high),
        "qualifier": claim.qualifier,
        "unit": claim.unit,
        "group": claim.group,
        "place": claim.place,
        "phase": claim.phase,
        "said_by": claim.said_by,
        "quote": claim.quote,
        "why": claim.why,
        "page": claim.page,
    }


def as_json(topics: Sequence[Topic]) -> dict[str, object]:
    """Return topics with their claims. An open end is null; `page` is null until a build has set the pages."""
    return {
        "topics": [
            {
                "id": topic.id,
                "topic": topic.topic,
                "verdict": topic.verdict,
                "low": _number(topic.low),
                "high": _number(topic.high),
                "claims": [_claim(claim) for claim in topic.claims],
            }
            for topic in topics
        ]
    }


def as_csv(topics: Sequence[Topic]) -> str:
    """Return one line a claim, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["topic", "verdict", *_COLUMNS])
    for topic in topics:
        for claim in topic.claims:
            row = _claim(claim)
            writer.writerow([topic.topic, topic.verdict, *("" if row[c] is None else row[c] for c in _COLUMNS)])
    return out.getvalue()


_COLUMNS = (
    "file",
    "page",
    "quote",
    "low",
    "high",
    "qualifier",
    "unit",
    "group",
    "place",
    "phase",
    "said_by",
    "id",
    "why",
)


def as_markdown(topics: Sequence[Topic]) -> str:
    """Return the figures as Markdown for output/steps."""
    lines = ["# The figures", ""]
    for topic in topics:
        lines += [f"## {topic.topic}: {topic.verdict}", "", f"id `{topic.id}`", ""]
        for claim in topic.claims:
            page = f", page {claim.page}" if claim.page else ""
            lines.append(f"- {claim.file}{page}: “{claim.quote}” ({claim.why}; id `{claim.id}`)")
        lines.append("")
    return "\n".join(lines)
