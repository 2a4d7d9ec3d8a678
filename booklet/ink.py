"""Greys of drawings as black ink. WeasyPrint draws SVG in RGB whatever the style says; a press wants ink."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def to_black_ink(path: Path) -> int:
    """Turn every RGB grey of a PDF's pages into a share of black. Return how many colours were turned.

    Colours that are no grey are left for preflight to find: they cannot be said in ink without a choice.
    """
    import pikepdf

    turned = 0
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            content, here = _in_black(page)
            if here:
                page.Contents = pdf.make_stream(content)
            turned += here
        for form in pdf.objects:
            if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
                content, here = _in_black(form)
                if here:
                    form.write(content)
                if "/Group" in form:
                    form.Group.CS = pikepdf.Name.DeviceCMYK
                turned += here
        if turned:
            pdf.save(path, deterministic_id=True, compress_streams=True)
    return turned


def _in_black(drawn: Any) -> tuple[bytes, int]:
    """Return the content of a page or form with its greys in black, and how many there were."""
    import pikepdf

    content: list[Any] = []
    turned = 0
    stream: Any = pikepdf.parse_content_stream(drawn)
    for operands, operator in stream:
        name = str(operator)
        if name in {"rg", "RG"} and _is_grey([float(v) for v in operands]):
            black = round(1 - sum(float(v) for v in operands) / 3, 3)
            content.append(([0, 0, 0, black], pikepdf.Operator("k" if name == "rg" else "K")))
            turned += 1
        else:
            content.append((operands, operator))
    return pikepdf.unparse_content_stream(content), turned


def _is_grey(colour: list[float]) -> bool:
    return max(colour) - min(colour) < 0.08
