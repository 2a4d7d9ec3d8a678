"""What the file itself must be: sound, of the right size, with its fonts, colours, tags, links and attachments."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from booklet.editions import MM
from booklet.model import Finding
from booklet.preflight.expectation import Expectation

_TOLERANCE = 0.1  # pt
_OTHER_FACE = "Add a typeface for that script in your own styles/, or replace the sign in sources.toml."


def failed(code: str, message: str, expected: Expectation, advice: str = "") -> Finding:
    """Return a finding that keeps the file from being published."""
    return Finding(
        code,
        "error",
        message,
        expected.edition.file,
        advice
        or "This is a fault of the program or of a changed template or style; please report it with output/steps.",
    )


def warned(code: str, message: str, expected: Expectation, advice: str = "") -> Finding:
    """Return a finding that a person should look at."""
    return Finding(code, "warning", message, expected.edition.file, advice)


def check_sound(pdf: Any, expected: Expectation) -> Iterator[Finding]:
    """1: the syntax of the file; encryption and scripts have no place in it."""
    for problem in pdf.check_pdf_syntax():
        yield failed("P01-sound", f"the file is damaged: {problem}", expected)
    if pdf.is_encrypted:
        yield failed("P01-sound", "the file is encrypted; printers and archives refuse that", expected)
    names = pdf.Root.get("/Names", {})
    if "/OpenAction" in pdf.Root or "/AA" in pdf.Root or "/JavaScript" in names:
        yield failed("P01-sound", "the file carries a script or an action of its own", expected)


def check_pages(pdf: Any, expected: Expectation) -> Iterator[Finding]:
    """2: the number of pages, or of sides of sheets."""
    count = len(pdf.pages)
    wanted = len(expected.sides) or expected.pages
    if count != wanted:
        yield failed("P02-pages", f"{count} pages instead of {wanted}", expected)
    if not expected.sides and count % expected.edition.multiple:
        needed = "a folded booklet needs a multiple of four" if expected.edition.multiple == 4 else "a leaf has two"
        yield failed("P02-pages", f"{count} pages; {needed}", expected)
    folded = min(expected.signature or expected.pages, -(-expected.pages // 4))
    if folded > 16 and expected.edition.sides in {"both", "fronts"}:
        yield warned(
            "P02-pages", f"{folded} sheets are too many to staple through the fold", expected,
            "Set [paper] signature = 4 in booklet.toml and sew the parts, or send the press edition to a shop.",
        )  # fmt: skip


def check_boxes(pdf: Any, expected: Expectation) -> Iterator[Finding]:
    """3: trim, bleed and media of every page."""
    width, height = expected.paper.size_pt
    if expected.sheet:
        width, height = expected.sheet[0] * MM, expected.sheet[1] * MM
    bleed = expected.edition.bleed * MM
    for number, page in enumerate(pdf.pages, 1):
        trim = [float(v) for v in page.trimbox]
        media = [float(v) for v in page.mediabox]
        size = (trim[2] - trim[0], trim[3] - trim[1])
        if abs(size[0] - width) > _TOLERANCE or abs(size[1] - height) > _TOLERANCE:
            yield failed(
                "P03-boxes", f"page {number} is {size[0] / MM:.1f} × {size[1] / MM:.1f} mm when trimmed", expected
            )
            return
        wide = [float(v) for v in page.get("/BleedBox", page.trimbox)]
        grown = [trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed]
        if not expected.sheet and any(abs(a - b) > _TOLERANCE for a, b in zip(wide, grown, strict=True)):
            yield failed("P03-boxes", f"page {number} has no bleed of {expected.edition.bleed:g} mm", expected)
            return
        if (
            media[0] > wide[0] + _TOLERANCE
            or media[1] > wide[1] + _TOLERANCE
            or media[2] < wide[2] - _TOLERANCE
            or media[3] < wide[3] - _TOLERANCE
        ):
            yield failed("P03-boxes", f"page {number}: the bleed reaches beyond the page", expected)
            return


def _fonts(pdf: Any) -> Iterator[Any]:
    for item in pdf.objects:
        if (
            isinstance(item, pikepdf.Dictionary)
            and item.get("/Type") == "/Font"
            and item.get("/Subtype") != "/CIDFontType2"
        ):
            yield item


def check_fonts(pdf: Any, expected: Expectation) -> Iterator[Finding]:
    """4: every font embedded, with its letters named, and none but the theme's."""
    for font in _fonts(pdf):
        name = str(font.get("/BaseFont", "")).lstrip("/")
        if font.get("/Subtype") in {"/CIDFontType0", "/CIDFontType2"}:
            continue
        if font.get("/Subtype") == "/Type3":
            yield failed("P04-fonts", f"{name or 'a font'} is drawn as pictures of letters (Type 3)", expected)
            continue
        if not re.match(r"[A-Z]{6}\+", name):
            yield failed("P04-fonts", f"{name} is in the file whole, not cut down to its letters", expected)
        below = font.get("/DescendantFonts")
        described = below[0] if below is not None and len(below) else font
        descriptor = described.get("/FontDescriptor", {})
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield failed("P04-fonts", f"the font {name} is not in the file", expected)
        if "/ToUnicode" not in font:
            yield failed("P04-fonts", f"the letters of {name} cannot be copied or searched", expected)
        if expected.faces and not _is_face(name, expected):
            yield failed(
                "P04-fonts",
                f"{name} is no face of the theme",
                expected,
                "A letter was missing and taken from elsewhere.",
            )


def _is_face(name: str, expected: Expectation) -> bool:
    bare = "".join(c for c in name.split("+")[-1].lower() if c.isalnum())
    return any(bare.startswith("".join(c for c in face.lower() if c.isalnum())) for face in expected.faces)


def check_glyphs(pdf: Any, expected: Expectation) -> Iterator[Finding]:
    """5: no letter without a shape (glyph 0): drawn as such, or led there by the encoding of its font."""
    for font in _fonts(pdf):
        encoding = font.get("/Encoding")
        if isinstance(encoding, pikepdf.Stream) and (
            lost := re.findall(rb"<([0-9a-fA-F]+)> 0\s", encoding.read_bytes())
        ):
            names = _unicode_of(font, lost)
            yield failed("P05-glyphs", f"no face of the theme has {names}", expected, _OTHER_FACE)
            return
    for number, page in enumerate(streams(pdf), 1):
        for operands, operator in page:
            if str(operator) not in {"TJ", "Tj"}:
                continue
            pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
            for piece in pieces:
                if not isinstance(piece, pikepdf.String):
                    continue
                data = bytes(piece)
                if len(data) % 2 == 0 and any(data[i : i + 2] == b"\0\0" for i in range(0, len(data), 2)):
                    told = f"page {number} holds a letter that no face of the theme has"
                    yield failed("P05-glyphs", told, expected, _OTHER_FACE)
                    return


def _unicode_of(font: Any, codes: list[bytes]) -> str:
    """Name the letters that some codes of a font stand for."""
    table = font["/ToUnicode"].read_bytes() if "/ToUnicode" in font else b""
    found = [re.search(rb"<" + code + rb">\s*<((?:[0-9a-fA-F]{4}){1,2})>", table) for code in codes]
    signs = [bytes.fromhex(match[1].decode()).decode("utf-16-be", "replace")[0] for match in found if match]
    named = [f"“{sign}” (U+{ord(sign):04X})" for sign in signs]
    return ", ".join(named[:5]) or "a letter of the texts"


def streams(pdf: Any) -> Iterator[list[Any]]:
    """Return what each page draws, the forms on it included."""
    for page in pdf.pages:
        content = list(pikepdf.parse_content_stream(page))
        for form in page.get("/Resources", {}).get("/XObject", {}).values():
            if form.get("/Subtype") == "/Form" and "/PieceInfo" not in form:
                content += pikepdf.parse_content_stream(form)
        yield content


def check_tags(pdf: Any, expected: Expectation) -> Iterator[Finding]:
    """9: what a screen reader and an archive look for."""
    if not expected.edition.links:
        return
    if not bool(pdf.Root.get("/MarkInfo", {}).get("/Marked", False)) or "/StructTreeRoot" not in pdf.Root:
        yield failed("P09-tags", "the file is not tagged; screen readers cannot follow it", expected)
    if str(pdf.Root.get("/Lang", "")) != expected.language:
        yield failed("P09-tags", f"the language is not given as {expected.language}", expected)
    if not bool(pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield failed("P09-tags", "a reader would show the file's name instead of the title", expected)
    titles = [str(pdf.docinfo.get("/Title", ""))]
    with pdf.open_metadata(update_docinfo=False) as metadata:
        titles.append(str(metadata.get("dc:title", "")))
        parts = [metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance"), metadata.get("pdfuaid:part")]
    if titles != [expected.title, expected.title]:
        yield failed("P09-tags", f"the title is {titles[0]!r} and {titles[1]!r}, not {expected.title!r}", expected)
    if parts != ["3", "A", "1"]:
        yield failed("P08-archive", "the file does not declare itself PDF/A-3a and PDF/UA-1", expected)


def destinations(pdf: Any) -> dict[str, int]:
    """Return name -> page from 1 of the named destinations."""
    pages = {page.objgen: n for n, page in enumerate((p.obj for p in pdf.pages), 1)}
    names = pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    found = {}
    for at in range(0, len(names), 2):
        target: Any = names[at + 1]
        target = target.get("/D") if isinstance(target, pikepdf.Dictionary) else target
        found[str(names[at])] = pages.get(target[0].objgen, 0)
    return found


def check_links(pdf: Any, expected: Expectation) -> Iterator[Finding]:
    """19 and 20: links lead somewhere, out of the file only to the web; printed numbers and bookmarks are right."""
    if not expected.edition.links:
        return
    known = destinations(pdf)
    for number, page in enumerate(pdf.pages, 1):
        for note in page.get("/Annots", []):
            if "/Dest" in note and str(note["/Dest"]) not in known:
                yield failed("P20-links", f"page {number}: a link leads nowhere ({note['/Dest']})", expected)
            action = note.get("/A", {})
            if action and str(action.get("/S")) not in {"/URI", "/GoTo"}:
                yield failed(
                    "P20-links", f"page {number}: a link does more than lead somewhere ({action['/S']})", expected
                )
            aim = action.get("/D")
            if isinstance(aim, pikepdf.String) and str(aim) not in known:
                yield failed("P20-links", f"page {number}: a link leads nowhere ({aim})", expected)
            uri = str(action.get("/URI", ""))
            if uri and not uri.startswith(("http://", "https://")):
                yield failed("P20-links", f"page {number}: a link leads to {uri[:60]}", expected)
    for anchor, printed in expected.contents:
        if known.get(anchor) != int(printed or 0):
            yield failed(
                "P19-contents",
                f"the contents say page {printed} for {anchor}; it stands on {known.get(anchor)}",
                expected,
            )
    with pdf.open_outline() as outline:
        marks = len(outline.root)
    if marks < len(expected.contents):
        yield failed(
            "P19-contents", f"{marks} bookmarks for {len(expected.contents)} entries of the contents", expected
        )


def check_attachments(pdf: Any, expected: Expectation) -> Iterator[Finding]:
    """23: the untouched sources travel with the reading edition."""
    if not expected.edition.links:
        return
    for name, wanted in expected.attachments.items():
        if name not in pdf.attachments:
            yield failed("P23-attachments", f"{name} is not attached", expected)
            continue
        spec = pdf.attachments[name]
        if hashlib.sha256(spec.get_file().read_bytes()).hexdigest() != wanted:
            yield failed("P23-attachments", f"{name} is attached with other bytes than were received", expected)
        if spec.obj.get("/AFRelationship") != "/Source":
            yield failed("P23-attachments", f"{name} is not marked as a source", expected)


FILE_CHECKS = (
    check_sound,
    check_pages,
    check_boxes,
    check_fonts,
    check_glyphs,
    check_tags,
    check_links,
    check_attachments,
)
