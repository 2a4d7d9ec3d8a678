"""Pages -> pages marked for the people who must approve: stamped, lines numbered, corrections named beside their lines.

The draft is the reading edition with a second page laid over each of its pages, so page and line stay true of the
finished booklet as long as the texts do.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from booklet.book import Text
from booklet.model import Block, Change

_EACH = 5  # every fifth line has its number printed
_IDS = 2  # that find room beside one line
_PT = 0.75  # points in a CSS pixel
_SAME_LINE = 3.0  # px: cells of a table stand on one line


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of the text block as laid out: its number on the page, its baseline in px from the top, its letters."""

    number: int
    baseline: float
    letters: str


def lines_of(page: Any) -> list[PlacedLine]:
    """Return the lines of a laid-out page in the order of reading; heads, folios and notes are not counted."""
    found = [(box.position_y + box.baseline, letters) for box in _line_boxes(page._page_box) if (letters := _said(box))]
    numbers: dict[float, int] = {}
    before = None
    for y in sorted({y for y, _ in found}):
        if before is None or y - before > _SAME_LINE:
            before = y
            number = len(set(numbers.values())) + 1
        numbers[y] = number
    return [PlacedLine(numbers[y], y, letters) for y, letters in found]


def _line_boxes(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()) or ():
        kind = type(child).__name__
        if kind == "LineBox":
            yield child
        elif kind not in {"MarginBox", "FootnoteAreaBox"}:
            yield from _line_boxes(child)


def _said(box: Any) -> str:
    if str(getattr(box, "element_tag", "")).endswith(("::footnote-call", "sup")):
        return ""
    text = getattr(box, "text", None)
    if isinstance(text, str):
        return _letters(text)
    return "".join(_said(child) for child in getattr(box, "children", ()) or ())


def _letters(words: str) -> str:
    """Return what is printed whatever the line: letters and figures, without spaces, marks and hyphens."""
    return "".join(c for c in unicodedata.normalize("NFKC", words).casefold() if c.isalnum())


def final_starts(changes: Sequence[Change]) -> list[int]:
    """Return where each change stands in the cleaned text; a change counts in the text of its own moment."""
    places: list[tuple[int, int]] = []  # (where it stands by now, which change), in order of place
    at = 0
    while at < len(changes):
        batch = [at]
        while (n := batch[-1] + 1) < len(changes):
            last = changes[n - 1]
            if changes[n].start < last.start + len(last.after):
                break
            batch.append(n)
        moved: list[tuple[int, int]] = []
        shift, waiting = 0, iter(places)
        place = next(waiting, None)
        for n in batch:
            change = changes[n]
            while place and place[0] + shift < change.start + len(change.before):
                moved.append((min(place[0] + shift, change.start), place[1]))
                place = next(waiting, None)
            moved.append((change.start, n))
            shift += len(change.after) - len(change.before)
        while place:
            moved.append((place[0] + shift, place[1]))
            place = next(waiting, None)
        places = sorted(moved)
        at = batch[-1] + 1
    found = [0] * len(changes)
    for start, n in places:
        found[n] = start
    return found


def is_marked(change: Change) -> bool:
    """Say whether a change touches more than spaces and line ends; those would fill the margin and hide the rest."""
    return "".join(change.before.split()) != "".join(change.after.split())


def corrections_beside(text: Text, pages: Sequence[Sequence[PlacedLine]]) -> dict[tuple[int, int], list[str]]:
    """Return the ids of a text's corrections by (page of the text from 0, line of that page)."""
    stream: list[str] = []
    owners: list[tuple[int, int]] = []
    for n, lines in enumerate(pages):
        for line in lines:
            stream.append(line.letters)
            owners += [(n, line.number)] * len(line.letters)
    printed = "".join(stream)
    found = _blocks_in(printed, text)
    beside: dict[tuple[int, int], list[str]] = defaultdict(list)
    for change, start in zip(text.cleaned.changes, final_starts(text.cleaned.changes), strict=True):
        if found and is_marked(change):
            # What was removed between two blocks stands beside the end of the first.
            block, at, long = next((row for row in reversed(found) if row[0].start <= start), found[0])
            before = len(_letters(text.cleaned.text[block.start : max(start, block.start)]))
            beside[owners[at + min(before, long - 1)]].append(change.id)
    return dict(beside)


def _blocks_in(printed: str, text: Text) -> list[tuple[Block, int, int]]:
    """Return the blocks that stand in the printed letters, each with its place and length there."""
    found, cursor = [], 0
    for block in text.witness.blocks:
        letters = _letters(text.witness.passage(block))
        at = printed.find(letters, cursor) if letters else -1
        if at >= 0 and block.role == "paragraph":
            cursor = at + len(letters)
        elif at < 0 and letters:
            at = printed.find(letters)
        if at >= 0:
            found.append((block, at, len(letters)))
    return found


def overlay(
    pages: Sequence[Sequence[PlacedLine]],
    beside: Mapping[tuple[int, int], Sequence[str]],
    stamp: str,
    legend: Sequence[str],
) -> str:
    """Return the HTML of the pages that are laid over the book. `beside` is keyed by (page from 0, line)."""
    sheets = [_sheet(n, lines, beside, stamp, legend if n == 1 else ()) for n, lines in enumerate(pages)]
    return Markup('<html lang="en"><title>{}</title><body>{}</body></html>').format(stamp, Markup("").join(sheets))


def _sheet(
    page: int,
    lines: Sequence[PlacedLine],
    beside: Mapping[tuple[int, int], Sequence[str]],
    stamp: str,
    legend: Sequence[str],
) -> Markup:
    recto = page % 2 == 0
    pieces = [Markup('<p class="stamp"><span>{}</span></p>').format(stamp)]
    done: set[int] = set()
    for line in lines:
        if line.number in done:
            continue
        done.add(line.number)
        top = f"{line.baseline * _PT:.1f}"
        if line.number % _EACH == 0:
            pieces.append(Markup('<p class="number" style="top: {}pt">{}</p>').format(top, line.number))
        if ids := beside.get((page, line.number)):
            more = [f"+ {len(ids) - _IDS}"] if len(ids) > _IDS else []
            shown = Markup("<br>").join([*ids[:_IDS], *more])
            pieces.append(Markup('<p class="ids" style="top: {}pt">{}</p>').format(top, shown))
    if legend and not lines:
        said = Markup("").join(Markup("<p>{}</p>").format(words) for words in legend)
        pieces.append(Markup('<div class="legend">{}</div>').format(said))
    return Markup('<section class="{}">{}</section>').format("recto" if recto else "verso", Markup("").join(pieces))


def lay_over(book: Path, marks: Path, target: Path, title: str) -> None:
    """Write the pages of `book` with those of `marks` on top. Links, tags and attachments are left out."""
    import pikepdf

    with pikepdf.open(book) as below, pikepdf.open(marks) as above, pikepdf.new() as out:
        for page, mark in zip(below.pages, above.pages, strict=True):
            box = [round(float(v), 3) for v in page.trimbox]
            forms = pikepdf.Dictionary()
            for name, source in (("/Book", page), ("/Marks", mark)):
                form = out.make_indirect(out.copy_foreign(source.as_form_xobject()))
                for key in ("/StructParents", "/StructParent", "/Group"):
                    if key in form:
                        del form[key]
                forms[name] = form
            sheet = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=box,
                Resources=pikepdf.Dictionary(XObject=forms),
                Contents=out.make_stream(b"q /Book Do Q q /Marks Do Q"),
            )
            out.pages.append(pikepdf.Page(out.make_indirect(sheet)))
        out.Root.Lang = below.Root.get("/Lang", "")
        out.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        out.docinfo["/Title"] = title
        for key in ("/CreationDate", "/ModDate"):
            if key in below.docinfo:
                out.docinfo[key] = str(below.docinfo[key])
        out.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
