"""The imposed file is folded back: reading order, rotation and place of every page, from the PDF itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from booklet.editions import MM, PAPERS, SHEETS, Paper
from booklet.errors import BookletError
from booklet.impose import impose_saddle, saddle

MOMENT = datetime(2026, 1, 20, tzinfo=UTC)
FOLDED = [paper for paper in PAPERS.values() if paper.sheet]


def make_book(path: Path, pages: int, paper: Paper) -> Path:
    """Write a PDF whose page n draws a box n points wide, so that a placed form tells which page it is."""
    width, height = paper.size_pt
    with pikepdf.new() as pdf:
        for n in range(pages):
            pdf.add_blank_page(page_size=(width, height))
            pdf.pages[-1].Contents = pdf.make_stream(f"0 0 {n + 1} 5 re f".encode())
            pdf.pages[-1].TrimBox = [0, 0, width, height]
        pdf.save(path)
    return path


@dataclass(frozen=True)
class Place:
    """A page of the book on a side of a sheet, in points, as it is printed."""

    number: int
    left: float
    low: float
    right: float
    high: float
    upright: bool


def places(path: Path) -> list[list[Place]]:
    """Return the pages on each side, by following the matrices of the content."""
    with pikepdf.open(path) as pdf:
        return [_places_of(page) for page in pdf.pages]


def _places_of(page: Any) -> list[Place]:
    now, kept, found = pikepdf.Matrix(), [], []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                kept.append(now)
            case "Q":
                now = kept.pop()
            case "cm":
                now = pikepdf.Matrix(*[float(v) for v in operands]) @ now
            case "Do":
                form = page.Resources.XObject[str(operands[0])]
                number = int(form.read_bytes().split()[2])
                x0, y0, x1, y1 = (float(v) for v in form.BBox)
                a, b = now.transform((x0, y0)), now.transform((x1, y1))
                xs, ys = sorted((a[0], b[0])), sorted((a[1], b[1]))
                found.append(Place(number, xs[0], ys[0], xs[1], ys[1], now.a > 0))
    return sorted(found, key=lambda place: place.left)


def through(place: Place, width: float, height: float, flip: str) -> Place:
    """Return a page of the back as one would see it from the front through the paper, once the printer has turned it.

    `upright` then says whether a reader who turns the leaf sees it the right way up.
    """
    if flip == "short":
        return Place(place.number, width - place.right, place.low, width - place.left, place.high, place.upright)
    return Place(place.number, place.left, height - place.high, place.right, height - place.low, not place.upright)


def leaves_of(front: list[Place], back: list[Place], sheet: tuple[float, float], flip: str) -> tuple[Any, Any]:
    """Return the left and the right leaf of a sheet, each as (page on the front, page behind it)."""
    width, height = sheet[0] * MM, sheet[1] * MM
    behind = sorted((through(place, width, height, flip) for place in back), key=lambda place: place.left)
    for one, other in zip(front, behind, strict=True):
        assert one.upright and other.upright, f"page {other.number} stands upside down"
        for side in ("left", "low", "right", "high"):
            assert getattr(one, side) == pytest.approx(getattr(other, side), abs=0.01), f"page {other.number} is off"
    left, right = zip(front, behind, strict=True)
    return left, right


def fold(sheets: list[tuple[Any, Any]], signature: int | None) -> list[int]:
    """Fold the sheets as hands do and return the page numbers in the order in which they are read."""
    read: list[int] = []
    size = signature or len(sheets)
    for first in range(0, len(sheets), size):
        section = sheets[first : first + size]
        for _, (front, back) in section:  # from the outer sheet inward, through the right leaves
            read += [front.number, back.number]
        for (front, back), _ in reversed(section):  # and out again through the left ones
            read += [back.number, front.number]
    return read


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], Path]:
    """Books of 4 to 64 pages in every paper that can be folded."""
    folder = tmp_path_factory.mktemp("books")
    return {
        (paper.name, pages): make_book(folder / f"{paper.name}-{pages}.pdf", pages, paper)
        for paper in FOLDED
        for pages in range(4, 65, 4)
    }


@pytest.mark.parametrize("paper", FOLDED, ids=lambda paper: paper.name)
@pytest.mark.parametrize("signature", [None, 1, 4])
@pytest.mark.parametrize(("flip", "backs"), [("short", ""), ("long", ""), ("short", "same"), ("long", "reversed")])
def test_every_booklet_folds_back_to_its_reading_order(
    books: dict[tuple[str, int], Path], tmp_path: Path, paper: Paper, signature: int | None, flip: str, backs: str
) -> None:
    sheet = SHEETS[paper.sheet]
    # Between the two papers an office has, every number of pages; in the large ones, where nothing else differs, some.
    for pages in range(4, 65, 4) if paper.name in {"a5", "half-letter"} else (4, 24, 64):
        given: Any = {
            "sheet": sheet, "title": "t", "moment": MOMENT, "signature": signature, "flip": flip, "thickness": 0.13,
        }  # fmt: skip
        if backs:  # two runs: all fronts, then the pile again for the backs
            for which in ("fronts", "backs"):
                impose_saddle(
                    books[paper.name, pages], tmp_path / which, which=which, backs_reversed=backs == "reversed", **given
                )
            fronts, run = places(tmp_path / "fronts"), places(tmp_path / "backs")
            sides = list(zip(fronts, run[::-1] if backs == "reversed" else run, strict=True))
        else:
            made = impose_saddle(books[paper.name, pages], tmp_path / "both", **given)
            every = places(tmp_path / "both")
            assert made.sides == len(every) == 2 * made.sheets == pages // 2
            sides = list(zip(every[::2], every[1::2], strict=True))
        folded = [leaves_of(front, back, sheet, flip) for front, back in sides]
        assert fold(folded, signature) == list(range(1, pages + 1)), pages
        middle, width, height = sheet[0] * MM / 2, *paper.size_pt
        for number, ((left, _), (right, _)) in enumerate(folded):
            creep = number % (signature or pages) * 0.13 * MM
            assert (left.right, right.left) == pytest.approx((middle + creep, middle - creep), abs=0.01)
            assert (left.right - left.left, right.high - right.low) == pytest.approx((width, height), abs=0.01)
            assert left.low == pytest.approx((sheet[1] * MM - height) / 2, abs=0.01)


def test_a_page_never_reaches_over_the_fold(books: dict[tuple[str, int], Path], tmp_path: Path) -> None:
    impose_saddle(books["a5", 64], tmp_path / "o", sheet=SHEETS["a4"], title="t", moment=MOMENT, thickness=0.2)
    middle = SHEETS["a4"][0] * MM / 2
    with pikepdf.open(tmp_path / "o") as pdf:
        for page in pdf.pages:
            clips = [[float(v) for v in ops] for ops, op in pikepdf.parse_content_stream(page) if str(op) == "re"]
            (left, _, wide, _), (right, *_) = sorted(clips)
            assert left + wide <= middle + 0.01 and right >= middle - 0.01


def test_a_number_of_pages_that_cannot_be_folded_is_refused() -> None:
    with pytest.raises(BookletError, match="multiple of four"):
        saddle(6)


@pytest.mark.parametrize(
    ("which", "flip", "wish"),
    [
        ("both", "short", "/DuplexFlipShortEdge"),
        ("both", "long", "/DuplexFlipLongEdge"),
        ("fronts", "short", "/Simplex"),
        ("backs", "long", "/Simplex"),
    ],
)
def test_the_file_tells_the_printer_how_to_turn(
    books: dict[tuple[str, int], Path], tmp_path: Path, which: Any, flip: str, wish: str
) -> None:
    impose_saddle(books["a5", 8], tmp_path / "o", sheet=SHEETS["a4"], title="t", moment=MOMENT, which=which, flip=flip)
    with pikepdf.open(tmp_path / "o") as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == wish
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


def test_one_sided_files_hold_the_pages_they_should(books: dict[tuple[str, int], Path], tmp_path: Path) -> None:
    given: Any = {"sheet": SHEETS["a4"], "title": "t", "moment": MOMENT}
    impose_saddle(books["a5", 8], tmp_path / "f", which="fronts", **given)
    impose_saddle(books["a5", 8], tmp_path / "b", which="backs", **given)
    impose_saddle(books["a5", 8], tmp_path / "r", which="backs", backs_reversed=True, **given)
    read = {name: [tuple(p.number for p in side) for side in places(tmp_path / name)] for name in "fbr"}
    assert read == {"f": [(8, 1), (6, 3)], "b": [(2, 7), (4, 5)], "r": [(4, 5), (2, 7)]}


def test_same_input_gives_the_same_bytes(books: dict[tuple[str, int], Path], tmp_path: Path) -> None:
    for name in ("a", "b"):
        impose_saddle(books["a5", 8], tmp_path / name, sheet=SHEETS["a4"], title="t", moment=MOMENT)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
