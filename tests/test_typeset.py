"""Setting and writing a part, each by itself."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from booklet import library
from booklet.typeset import Imprint, Typesetter

STYLES = library.shipped_folder("styles")
MOMENT = datetime(2026, 1, 20, tzinfo=UTC)


@pytest.mark.parametrize("cutter", ["HarfBuzz", "fontTools"])
def test_the_clock_leaves_no_trace_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cutter: str) -> None:
    library.load_weasyprint()
    import weasyprint.pdf.fonts

    if cutter == "HarfBuzz" and not library.has_subsetter():
        pytest.skip("HarfBuzz-Subset is not installed")
    if cutter == "fontTools":
        monkeypatch.setattr(weasyprint.pdf.fonts, "harfbuzz_subset", None)
    made = []
    for day in range(2):
        then = time.time() + 86_400 * day
        monkeypatch.setattr(time, "time", lambda then=then: then)
        room = Typesetter((("fonts.css", STYLES / "fonts.css"), ("x", "p { font-family: Source Serif 4 }")), (STYLES,))
        part = room.set_part("<html lang=en><title>t</title><p>Words", 1, "text.html")
        heard = room.write([part], tmp_path / "out.pdf", Imprint("t", "en", MOMENT))
        assert not heard
        made.append((tmp_path / "out.pdf").read_bytes())
    assert made[0] == made[1]
