"""What a reader of the file finds besides the words: the order they are read aloud in, contents, folios, bookmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from booklet.editions import MM
from booklet.model import Finding
from booklet.preflight.expectation import Expectation
from booklet.preflight.extract import Glyph
from booklet.preflight.file_checks import destinations, failed
from booklet.preflight.text_checks import find_words, letters_of, plain, running

Pages = Sequence[Sequence[Glyph]]


def check_order(pdf: Any, pages: Pages, expected: Expectation) -> Iterator[Finding]:
    """10: a screen reader reads the words of every text in their order, and no word of a text is hidden from it."""
    if not expected.edition.links or "/StructTreeRoot" not in pdf.Root:
        return
    numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
    order = list(_marked(pdf.Root.StructTreeRoot.get("/K"), None, numbers))
    by_tag: dict[tuple[int, int], list[Glyph]] = {}
    for text in expected.texts:
        for number in range(text.first - 1, text.last):
            for glyph in running(pages[number], expected.paper):
                by_tag.setdefault((number, glyph.tag), []).append(glyph)
    for text in expected.texts:
        said = [g for place in order if text.first - 1 <= place[0] < text.last for g in by_tag.get(place, [])]
        letters, optional = letters_of(said)
        if find_words(letters, optional, plain(text.body)) is None:
            yield failed(
                "P10-order", f"{text.file}: read aloud, its words come in another order or are not all there", expected
            )


def _marked(element: Any, page: int | None, numbers: dict[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    """Return (page from 0, number of marked content) below an element, in the order of the tags."""
    stack: list[tuple[Any, int | None]] = [(element, page)]
    while stack:
        element, page = stack.pop()
        if isinstance(element, int):
            if page is not None:
                yield page, element
        elif isinstance(element, pikepdf.Array):
            stack += [(child, page) for child in reversed(list(element))]
        elif isinstance(element, pikepdf.Dictionary):
            own = element.get("/Pg")
            page = numbers.get(own.objgen, page) if own is not None else page
            if element.get("/Type") == "/MCR":
                stack.append((int(element["/MCID"]), page))
            elif "/K" in element:
                stack.append((element["/K"], page))


def check_contents(pdf: Any, pages: Pages, expected: Expectation) -> Iterator[Finding]:
    """19: the contents print the right page beside every entry, in their order, and the bookmarks follow it."""
    if expected.entries and expected.contents_page:
        first, last = expected.contents_page
        above = expected.paper.bottom * MM - 1
        said = plain("".join(g.text for page in pages[first - 1 : last] for g in page if g.y > above))
        at = 0
        for title, folio in expected.entries:
            wanted = plain(title) + folio
            place = said.find(wanted, at)
            end = place + len(wanted)
            if place < 0 or said[end : end + 1].isdigit():
                yield failed(
                    "P19-contents",
                    f"“{title[:50]}” is not in the contents with its page {folio}, in its place",
                    expected,
                )
                continue
            at = end
    if not expected.edition.links:
        return
    known = destinations(pdf)
    with pdf.open_outline() as outline:
        marks = [_target(item, pdf, known) for item in outline.root]
    wanted_pages = [int(printed) for _, printed in expected.contents if printed]
    rest = iter(marks)
    if not all(page in rest for page in wanted_pages):
        yield failed("P19-contents", "the bookmarks do not follow the contents", expected)


def _target(item: Any, pdf: Any, known: dict[str, int]) -> int:
    """Return the page a bookmark leads to, from 1; 0 for none."""
    target = item.destination
    if target is None and item.action is not None:
        target = item.action.get("/D")
    if isinstance(target, pikepdf.String | str):
        return known.get(str(target), 0)
    if isinstance(target, pikepdf.Array) and len(target):
        return next((n for n, page in enumerate(pdf.pages, 1) if page.obj.objgen == target[0].objgen), 0)
    return 0


def check_folios(pages: Pages, expected: Expectation) -> Iterator[Finding]:
    """19: the number at the foot of every page of a text is the number of the page."""
    below = expected.paper.bottom * MM - 1
    for text in expected.texts:
        for number in range(text.first, text.last + 1):
            foot = plain("".join(glyph.text for glyph in pages[number - 1] if glyph.y < below))
            if foot.isdigit() and foot != str(number):
                yield failed("P19-contents", f"page {number} carries the number {foot}", expected)
