"""What a layout made of the parts, kept as steps of the build and read back by `booklet check`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from booklet import folios
from booklet.book import Part
from booklet.production import Produced


def pages_step(produced: Produced, mark: str) -> str:
    """Return the step that keeps the printed pages for later commands."""
    return folios.keep(produced.folios, mark)


def parts_step(produced: Produced) -> list[dict[str, object]]:
    """Return the parts with their pages, for the manifest and for `booklet check`."""
    return [
        {
            "part": part.id,
            "template": part.template,
            "text": part.text,
            "title": part.title,
            "first": first,
            "last": last,
            "notes": produced.forms.get(part.text, "full"),
        }
        for part, first, last in produced.parts
    ]


def pages_name(layout: str) -> str:
    """Return the name of the step that keeps the printed pages of a layout."""
    return parts_name(layout).replace("parts", "pages")


def parts_name(layout: str) -> str:
    """Return the name of the step that keeps the parts of a layout; reading and press break alike and share one."""
    return "7-parts.json" if layout in {"reading", "press"} else f"7-parts-{layout}.json"


def produced_before(steps: Path, layout: str) -> Produced | None:
    """Return what the last build made of the parts, as far as a check of its files needs it; None if not known."""
    try:
        rows = json.loads((steps / parts_name(layout)).read_text("utf-8"))
        parts = tuple((_part(row), int(row["first"]), int(row["last"])) for row in rows)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    forms = {row["text"]: row["notes"] for row in rows if row.get("notes") in {"brief", "end"}}
    return (
        Produced(layout, parts[-1][2], parts, _folios_before(steps, layout), {}, (), {}, (), forms=forms)
        if parts
        else None
    )


def _part(row: Mapping[str, str]) -> Part:
    return Part(row["part"], row["template"], text=row["text"], title=row.get("title", ""))


def _folios_before(steps: Path, layout: str) -> Mapping[str, str]:
    try:
        return dict(json.loads((steps / pages_name(layout)).read_text("utf-8"))["folios"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
