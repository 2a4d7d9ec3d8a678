"""What depends on a language: one folder of data a language, and the functions that load it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def phrases(language: str = "en") -> Mapping[str, Any]:
    """Return the publisher's fixed words of a language, by part of the book. Unknown languages have English ones."""
    folder = files("booklet.languages")
    file = folder / language / "phrases.toml"
    if not file.is_file():
        file = folder / "en" / "phrases.toml"
    return tomllib.loads(file.read_text("utf-8"))
