"""Setting and writing a part, each by itself."""

from __future__ import annotations

import math
import re
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from booklet import library, markup
from booklet.fit import LineStart, stepped
from booklet.preflight.extract import pages_of
from booklet.typeset import Imprint, SetPart, Typesetter
from booklet.worker import Worker

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


def room(measure: str, style: str) -> Typesetter:
    css = f"@page {{ size: 210mm 297mm; margin: 0 }} body {{ margin: 0; width: {measure}; {style} }} p {{ margin: 0 }}"
    return Typesetter((("fonts.css", STYLES / "fonts.css"), ("x", css)), (STYLES,))


def set_lines(part: SetPart) -> list[str]:
    return part.text[0].partition("\f")[0].split("\n")


def test_no_line_ends_after_its_first_word_before_an_element() -> None:
    """WeasyPrint does that in one line of a hundred where a space stands before an element (here: before USSR)."""
    words = "The Secretary General of the Communist Party of the USSR, Michael Gorbachev used the unrest and riots"
    setting = room("469.13pt", "font: 18pt/1.4 'Source Serif 4'; text-indent: 1.4em")
    part = setting.set_part(f"<html lang=en><title>t</title><p>{markup.inline(words)}", 1, "text.html")
    assert set_lines(part)[0].strip() == "The Secretary General of the Communist Party of the"


@pytest.mark.parametrize("size", [9, 10, 12.5])
def test_a_tightened_line_is_drawn_as_long_as_it_is_laid_out(tmp_path: Path, size: float) -> None:
    words = "with peaceful demonstrations in Thbilisi, Georgia, and Vilnius, Lithuania, and many more "
    text = words * 16
    starts = tuple(
        LineStart(n * len(words), tracking=-stepped(0.0171 - 0.0011 * n, math.ceil)) for n in range(16)
    )  # fmt: skip
    setting = room(f"{size * 33}pt", f"font: {size}pt/1.4 'Source Serif 4'")
    html = f"<html lang=en><title>t</title><p>{markup.inline(text, lines=starts)}"
    part = setting.set_part(html, 1, "text.html")
    setting.write([part], tmp_path / "t.pdf", Imprint("t", "en", MOMENT))
    (page,) = pages_of(tmp_path / "t.pdf", [(0.0, 0.0)])
    drawn: dict[float, float] = {}
    for glyph in page:
        if glyph.text.strip():
            drawn[round(glyph.y, 1)] = max(drawn.get(round(glyph.y, 1), 0), glyph.x1)
    laid = [box.position_x + box.width for box in _boxes(part.document.pages[0]._page_box) if box.text.strip()]
    ends = sorted(drawn.items(), reverse=True)
    assert len(ends) == 16
    for (_, end), wide in zip(ends, laid, strict=True):
        assert end <= wide * 0.75 + 0.045 * size


def _boxes(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()) or ():
        if isinstance(getattr(child, "text", None), str):
            yield child
        else:
            yield from _boxes(child)


def test_a_line_that_will_be_drawn_too_long_is_known(tmp_path: Path) -> None:
    """WeasyPrint measures a stretched line with the kerning between spaces and letters, and draws it without."""
    text = "A Tall Tower. The Very Yard. The Wall. To Wakefield. You. " * 12
    setting = room("330pt", "font: 12pt/1.4 'Source Serif 4'; text-align: justify")
    html = f"<html lang=en><title>t</title><p data-at=0>{text}"
    part = setting.set_part(html, 1, "text.html")
    setting.write([part], tmp_path / "t.pdf", Imprint("t", "en", MOMENT))
    (page,) = pages_of(tmp_path / "t.pdf", [(0.0, 0.0)])
    ends: dict[float, float] = {}
    for glyph in page:
        if glyph.text.strip():
            ends[round(glyph.y, 1)] = max(ends.get(round(glyph.y, 1), 0), glyph.x1)
    drawn = [end - 330 for _, end in sorted(ends.items(), reverse=True)][:-1]
    told = [line.over for line in part.paragraphs[0].lines[:-1]]
    assert max(drawn) > 0.7, "nothing to find out"
    for real, foretold in zip(drawn, told, strict=True):
        assert abs(real - foretold) < 0.3


def test_the_white_of_each_page_is_known() -> None:
    css = """
        @page { size: 100pt 200pt; margin: 10pt 10pt 30pt; @footnote { margin-top: 10pt } } .f { float: footnote }
        body, p { margin: 0; font: 10pt/20pt "Source Serif 4" }
    """
    setting = Typesetter((("fonts.css", STYLES / "fonts.css"), ("x", css)), (STYLES,))
    html = "<html lang=en><title>t</title><p>a<span class=f>note</span><p>b<p style='break-before: page'>c"
    first, second = setting.set_part(html, 1, "text.html").white
    assert 0.4 < first < 0.65  # eight lines: two of text, one of the note and half a line above it
    assert second == pytest.approx(7 / 8)


def test_a_table_of_tabs_stands_in_columns(tmp_path: Path) -> None:
    table = "Item\t\tPounds\tYear\nBread\t\t120\t1911\nBlankets  1,204  1913\nMedicine for the town\t17\t1914"
    html = "".join(f"<p>{row}</p>" for row in markup.rows(table, 0, [], []))
    styles = tuple((name, STYLES / name) for name in ("fonts.css", "tokens.css", "page.css", "type.css"))
    setting = Typesetter(styles, (STYLES,))
    page = f"<html lang=en><title>t</title><div class=running><div class='lines table columns'>{html}</div></div>"
    part = setting.set_part(page, 1, "text.html")
    ends: dict[float, list[float]] = {}
    for box in _boxes(part.document.pages[0]._page_box):
        if box.text.strip() in {"120", "1,204", "17"}:
            ends.setdefault(round(box.position_x + box.width, 1), []).append(box.position_y)
    assert len(ends) == 1 and len(next(iter(ends.values()))) == 3
    assert "".join(markup.Markup(html).striptags().split()) == "".join(table.split())


def test_a_row_with_fewer_cells_keeps_each_below_its_column() -> None:
    table = "               £   s.\nIn the Hall\nA clock        3   10\nTwo settles    1    4\nA parrot      not sold"
    cells = [re.findall(r"<span[^>]*>([^<]*)</span>", row) for row in markup.rows(table, 0, [], [])]
    assert cells == [
        ["", "£", "s."],
        ["In the Hall"],
        ["A clock", "3", "10"],
        ["Two settles", "1", "4"],
        ["A parrot", "not sold"],
    ]


def test_a_worker_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint copies the fonts it uses, and has no time to remove them where its process is ended."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    worker = Worker(library.load_weasyprint)
    worker.start(_copies_of_fonts)
    assert worker.result(60, "setting a page") > 0
    assert list(tmp_path.iterdir())
    worker.stop()
    assert not list(tmp_path.iterdir())


def _copies_of_fonts() -> int:
    room("100pt", "").set_part("<html lang=en><title>t</title><p>Words", 1, "text.html")
    return len(list(Path(tempfile.gettempdir()).glob("weasyprint-*/*")))
