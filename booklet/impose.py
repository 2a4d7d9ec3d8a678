"""Pages -> folded sheets: two pages beside each other, to be printed on both sides, folded and stapled.

The arithmetic of pages stands apart from the file. The outer sheet comes first; of each sheet the front carries the
later page on the left. Paper has a thickness: the pages of inner sheets move toward the spine (creep).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from booklet.editions import MM, Sides
from booklet.errors import BookletError

Side = tuple[int | None, int | None]  # pages from 0, left and right; None: no page


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: front and back, and how far its pages move toward the spine, in sheets of paper."""

    front: Side
    back: Side
    depth: int


@dataclass(frozen=True, slots=True)
class Printed:
    """One side of a sheet on its way through the printer."""

    pages: Side
    depth: int
    back: bool


@dataclass(frozen=True, slots=True)
class Imposed:
    """What was made: pages of the file and sheets a copy."""

    sides: int
    sheets: int


def saddle(pages: int, signature: int | None = None) -> list[Sheet]:
    """Return the sheets of a booklet of `pages` pages, a multiple of four.

    `signature` is the number of sheets folded together; without it all are. Source of the order: the outer sheet of n
    pages carries n and 1 on its front, 2 and n-1 on its back, and so inward.
    """
    if pages % 4 or pages <= 0:
        raise BookletError(f"{pages} pages cannot be folded: their number must be a multiple of four")
    whole = pages // 4
    size = signature or whole
    sheets: list[Sheet] = []
    first = 0
    while first < pages:
        here = min(size, (pages - first) // 4)
        n = here * 4
        for k in range(here):
            front = (first + n - 1 - 2 * k, first + 2 * k)
            back = (first + 2 * k + 1, first + n - 2 - 2 * k)
            sheets.append(Sheet(front, back, k))
        first += n
    return sheets


def sides_of(sheets: Sequence[Sheet], which: Sides = "both", *, backs_reversed: bool = False) -> list[Printed]:
    """Return the sides to print, in the order in which they leave the printer.

    For a printer that prints one side at a time, 'fronts' and 'backs' are two files. With `backs_reversed` the last
    back comes first, for a printer that takes the lowest sheet of the pile, or delivers the pile turned.
    """
    fronts = [Printed(sheet.front, sheet.depth, back=False) for sheet in sheets]
    backs = [Printed(sheet.back, sheet.depth, back=True) for sheet in sheets]
    match which:
        case "fronts":
            return fronts
        case "backs":
            return backs[::-1] if backs_reversed else backs
        case _:
            return [side for pair in zip(fronts, backs, strict=True) for side in pair]


def impose_saddle(
    source: Path,
    target: Path,
    *,
    sheet: tuple[float, float],
    title: str,
    moment: datetime,
    thickness: float = 0.1,
    signature: int | None = None,
    flip: str = "short",
    which: Sides = "both",
    backs_reversed: bool = False,
) -> Imposed:
    """Impose the pages of `source` onto sheets.

    `sheet` is its width and height in mm, lying; `thickness` that of one sheet of paper in mm; `flip` names the edge
    over which the printer turns the sheet ('long' turns the backs round). `which` and `backs_reversed` are those of
    `sides_of`. Links and tags are left out: it is for printing.
    """
    import pikepdf

    width, height = sheet[0] * MM, sheet[1] * MM
    with pikepdf.open(source) as book, pikepdf.new() as out:
        forms = [_as_form(page, out) for page in book.pages]
        sheets = saddle(len(forms), signature)
        order = sides_of(sheets, which, backs_reversed=backs_reversed)
        for side in order:
            turned = side.back and flip == "long"
            _add_side(out, forms, side.pages, (width, height), side.depth * thickness * MM, turned)
        preference = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"))
        duplex = "/DuplexFlipShortEdge" if flip == "short" else "/DuplexFlipLongEdge"
        preference.Duplex = pikepdf.Name(duplex if which == "both" else "/Simplex")
        out.Root.ViewerPreferences = preference
        stamp = moment.strftime("D:%Y%m%d%H%M%SZ")
        out.docinfo["/Title"] = title
        out.docinfo["/CreationDate"] = stamp
        out.docinfo["/ModDate"] = stamp
        out.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return Imposed(len(order), len(sheets))


def _as_form(page: object, out: object) -> tuple[object, list[float]]:
    """Turn a page into a form that can be placed, clipped at its trim."""
    import pikepdf

    assert isinstance(page, pikepdf.Page) and isinstance(out, pikepdf.Pdf)
    trim = [float(v) for v in page.trimbox]
    form = out.make_indirect(out.copy_foreign(page.as_form_xobject()))
    form.BBox = pikepdf.Array(trim)
    for key in ("/StructParents", "/StructParent", "/Group"):
        if key in form:
            del form[key]
    return form, trim


def _add_side(
    out: object,
    forms: Sequence[tuple[object, list[float]]],
    side: Side,
    size: tuple[float, float],
    creep: float,
    turned: bool,
) -> None:
    """Add one side of a sheet. Each page is clipped at the spine, so that creep never shows the neighbour."""
    import pikepdf

    assert isinstance(out, pikepdf.Pdf)
    width, height = size
    operators: list[str] = [f"-1 0 0 -1 {width:.3f} {height:.3f} cm"] if turned else []
    resources = pikepdf.Dictionary()
    for place, number in enumerate(side):
        if number is None:
            continue
        form, trim = forms[number]
        page_width, page_height = trim[2] - trim[0], trim[3] - trim[1]
        left = (width / 2 - creep) if place else (width / 2 - page_width + creep)
        down = (height - page_height) / 2
        clip = width / 2 if place else width / 2 - page_width
        operators.append(
            f"q {clip:.3f} 0 {page_width:.3f} {height:.3f} re W n "
            f"1 0 0 1 {left - trim[0]:.3f} {down - trim[1]:.3f} cm /P{place} Do Q"
        )
        resources[f"/P{place}"] = form
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, round(width, 3), round(height, 3)],
        Resources=pikepdf.Dictionary(XObject=resources),
        Contents=out.make_stream("\n".join(operators).encode()),
    )
    out.pages.append(pikepdf.Page(out.make_indirect(page)))
