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
            content: list[Any] = []
            here = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in {"rg", "RG"} and _is_grey([float(v) for v in operands]):
                    black = round(1 - sum(float(v) for v in operands) / 3, 3)
                    content.append(([0, 0, 0, black], pikepdf.Operator("k" if name == "rg" else "K")))
                    here += 1
                else:
                    content.append((operands, operator))
            if here:
                page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
                turned += here
        if turned:
            pdf.save(path, deterministic_id=True, compress_streams=True)
    return turned


def _is_grey(colour: list[float]) -> bool:
    return max(colour) - min(colour) < 0.08
