"""The imposed file is folded back: reading order, rotation and place of every page, from the PDF itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from booklet.editions import MM, PAPERS, SHEETS
from booklet.errors import BookletError
from booklet.impose import impose_saddle, saddle

MOMENT = datetime(2026, 1, 20, tzinfo=UTC)


def make_book(path: Path, pages: int, width: float, height: float) -> None:
    """Write a PDF whose page n draws a box n points wide, so that a placed form tells which page it is."""
    with pikepdf.new() as pdf:
        for n in range(pages):
            pdf.add_blank_page(page_size=(width * MM, height * MM))
            pdf.pages[-1].Contents = pdf.make_stream(f"0 0 {n + 1} 5 re f".encode())
            pdf.pages[-1].TrimBox = [0, 0, width * MM, height * MM]
        pdf.save(path)


def placed(path: Path) -> list[list[tuple[int, float, float]]]:
    """Return for each side of the file its pages as (number, left edge, bottom edge) in points."""
    sides = []
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            text = page.Contents.read_bytes().decode()
            found = []
            for x, y, name in re.findall(r"1 0 0 1 (-?[\d.]+) (-?[\d.]+) cm (/P\d) Do", text):
                form = page.Resources.XObject[name]
                number = int(re.match(rb"0 0 (\d+) 5 re", form.read_bytes())[1])
                found.append((number, float(x), float(y)))
            sides.append(found)
    return sides


def fold(sides: list[list[tuple[int, float, float]]], signature: int | None) -> list[int]:
    """Fold the sheets as hands do and return the page numbers in the order in which they are read."""
    sheets = [(sides[n], sides[n + 1]) for n in range(0, len(sides), 2)]
    size = signature or len(sheets)
    read: list[int] = []
    for first in range(0, len(sheets), size):
        section = sheets[first : first + size]
        leaves = []  # from the outer sheet inward: right half of the front, and what is behind it
        for front, back in section:
            leaves.append((front[1][0], back[0][0]))
        read += [page for leaf in leaves for page in leaf]
        for front, back in reversed(section):  # and out again through the left halves
            read += [back[1][0], front[0][0]]
    return read


@pytest.mark.parametrize("paper", ["a5", "half-letter"])
@pytest.mark.parametrize("signature", [None, 1, 4])
@pytest.mark.parametrize("pages", [4, 8, 20, 36, 64])
def test_folds_back_to_reading_order(tmp_path: Path, paper: str, signature: int | None, pages: int) -> None:
    page, sheet = PAPERS[paper], SHEETS[PAPERS[paper].sheet]
    make_book(tmp_path / "book.pdf", pages, page.width, page.height)
    made = impose_saddle(
        tmp_path / "book.pdf", tmp_path / "out.pdf", sheet=sheet, title="t", moment=MOMENT, signature=signature
    )
    sides = placed(tmp_path / "out.pdf")
    assert made.sheets * 2 == len(sides) == pages // 2
    assert fold(sides, signature) == list(range(1, pages + 1))
    for number, side in enumerate(sides):
        depth = (number // 2) % (signature or len(sides))
        creep = depth * 0.1 * MM
        (_, left, low), (_, right, _) = side
        assert left == pytest.approx(sheet[0] * MM / 2 - page.width * MM + creep, abs=0.01)
        assert right == pytest.approx(sheet[0] * MM / 2 - creep, abs=0.01)
        assert low == pytest.approx((sheet[1] - page.height) * MM / 2, abs=0.01)


def test_every_count_up_to_64_folds_back() -> None:
    for pages in range(4, 65, 4):
        for signature in (None, 1, 2, 3, 4):
            sides = [[(n + 1, 0.0, 0.0) for n in side] for s in saddle(pages, signature) for side in (s.front, s.back)]
            assert fold(sides, signature) == list(range(1, pages + 1))


def test_a_number_of_pages_that_cannot_be_folded_is_refused() -> None:
    with pytest.raises(BookletError, match="multiple of four"):
        saddle(6)


def test_long_edge_turns_the_backs_and_says_so(tmp_path: Path) -> None:
    make_book(tmp_path / "book.pdf", 8, 148, 210)
    impose_saddle(tmp_path / "book.pdf", tmp_path / "o.pdf", sheet=SHEETS["a4"], title="t", moment=MOMENT, flip="long")
    with pikepdf.open(tmp_path / "o.pdf") as pdf:
        turned = [page.Contents.read_bytes().startswith(b"-1 0 0 -1") for page in pdf.pages]
        assert turned == [False, True, False, True]
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


def test_one_sided_prints_all_fronts_and_then_all_backs(tmp_path: Path) -> None:
    make_book(tmp_path / "book.pdf", 8, 148, 210)
    impose_saddle(
        tmp_path / "book.pdf", tmp_path / "o.pdf", sheet=SHEETS["a4"], title="t", moment=MOMENT, one_sided=True
    )
    numbers = [tuple(n for n, _, _ in side) for side in placed(tmp_path / "o.pdf")]
    assert numbers == [(8, 1), (6, 3), (2, 7), (4, 5)]


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    make_book(tmp_path / "book.pdf", 8, 148, 210)
    for name in ("a", "b"):
        impose_saddle(tmp_path / "book.pdf", tmp_path / name, sheet=SHEETS["a4"], title="t", moment=MOMENT)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
