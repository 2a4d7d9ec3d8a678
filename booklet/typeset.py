"""HTML + styles -> laid-out pages, and pages -> a PDF. One document a part, joined when written.

WeasyPrint lays out each part by itself, which keeps the time linear and lets one part be set again to mend its
lines. Everything it fetches comes through one locked door; everything it complains of is ours to hear.
"""

from __future__ import annotations

import io
import logging
import re
import uuid
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from booklet import library
from booklet.errors import BadInput
from booklet.lines import Paragraph, paragraphs_of, white_of

_PDF_UA = (  # PDF/UA-1 beside PDF/A: ISO 14289-1, 5, with the extension schema that ISO 19005-3, 6.6.2.3 asks for
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>'
    b'</rdf:Description><rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification'
    b"</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b'<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289"
    b"</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
    b"</rdf:Description>"
)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that the reading edition carries."""

    name: str
    data: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a PDF says of itself."""

    title: str
    language: str
    issued: datetime
    author: str = ""
    subject: str = ""
    generator: str = ""
    variant: str | None = None  # 'pdf/a-3a' (with PDF/UA-1), 'pdf/x-4', or None
    attached: tuple[Attached, ...] = ()


@dataclass(slots=True)
class SetPart:
    """A part as laid out: WeasyPrint's document and what can be read from it."""

    document: Any
    first_page: int
    anchors: Mapping[str, int]  # anchor -> page of the book, from 1
    text: Sequence[str]  # the lines of each page; head and folio after a form feed
    paragraphs: tuple[Paragraph, ...] = ()  # of running text, with their lines
    white: tuple[float, ...] = ()  # of each page: the share of its text block that stays empty
    warnings: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """Return the number of pages."""
        return len(self.document.pages)


@dataclass(slots=True)
class Typesetter:
    """A composing room: its styles are read once and serve every part."""

    styles: tuple[tuple[str, Path | str], ...]  # (name for messages, file or the CSS itself), later ones win
    roots: tuple[Path, ...]  # the folders whose files may be used
    _sheets: list[Any] = field(default_factory=list)
    _fonts: Any = None
    _counters: Any = None
    _profiles: dict[str, Any] = field(default_factory=dict)

    def set_part(self, html: str, first_page: int, name: str) -> SetPart:
        """Lay out one part that begins on page `first_page` of the book; even pages are left-hand pages.

        Raises `BadInput` where a template or style asks for a file it may not have.
        """
        weasyprint = library.load_weasyprint()
        side = "right" if first_page % 2 else "left"
        start = f"@page :first {{ counter-reset: page {first_page} }} html {{ break-before: {side} }}"
        with _listening() as heard, _guarded(name):
            sheets = [*self._styles(), self._sheet(start)]
            fetcher = _fetcher_class()(self.roots)
            source = weasyprint.HTML(string=html, base_url=self.roots[0].as_uri() + "/", url_fetcher=fetcher)
            document = source.render(
                font_config=self._fonts,
                counter_style=self._counters,
                color_profiles=self._profiles,
                stylesheets=sheets,
            )
        anchors: dict[str, int] = {}
        for number, page in enumerate(document.pages, first_page):
            for anchor in page.anchors:
                anchors.setdefault(anchor, number)
        return SetPart(
            document,
            first_page,
            anchors,
            [_page_text(p) for p in document.pages],
            paragraphs_of(document.pages),
            white_of(document.pages),
            tuple(heard),
        )

    def write(self, parts: Sequence[SetPart], target: Path, imprint: Imprint) -> tuple[str, ...]:
        """Join the parts and write them as one PDF. Return what WeasyPrint complained of."""
        first = parts[0].document
        document = first.copy([page for part in parts for page in part.document.pages])
        document.metadata = _metadata(imprint)
        options: dict[str, Any] = {"pdf_identifier": True}
        if imprint.variant:
            options["pdf_variant"] = imprint.variant
        weasyprint = library.load_weasyprint()
        attachments = [
            weasyprint.Attachment(
                file_obj=io.BytesIO(item.data),
                name=item.name,
                description=item.description,
                relationship="Source",
                created=imprint.issued,
                modified=imprint.issued,
            )
            for item in imprint.attached
        ]
        with _listening() as heard, _guarded(target.name), library.at_moment(imprint.issued):
            document.write_pdf(target, attachments=attachments, **options)
        return tuple(heard)

    def _styles(self) -> list[Any]:
        if self._fonts is None:
            weasyprint = library.load_weasyprint()
            with warnings.catch_warnings():  # it warns that fontconfig knows no font: that is what we want
                warnings.simplefilter("ignore", UserWarning)
                self._fonts = weasyprint.text.fonts.FontConfiguration()
            self._counters = weasyprint.css.counters.CounterStyle()
        if not self._sheets:
            self._sheets = [self._sheet(style) for _, style in self.styles]
        return self._sheets

    def _sheet(self, style: Path | str) -> Any:
        weasyprint = library.load_weasyprint()
        given: dict[str, Any] = {
            "font_config": self._fonts,
            "counter_style": self._counters,
            "color_profiles": self._profiles,
            "url_fetcher": _fetcher_class()(self.roots),
        }
        if isinstance(style, Path):
            return weasyprint.CSS(string=style.read_text("utf-8"), base_url=style.as_uri(), **given)
        return weasyprint.CSS(string=style, base_url=self.roots[0].as_uri() + "/", **given)


@cache
def _fetcher_class() -> Any:
    """Make the one door: `data:` and plain files inside the given folders; no network, no redirects."""
    weasyprint = library.load_weasyprint()
    urls = weasyprint.urls

    class Fetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]  # WeasyPrint has no types: its class is Any
        """Serve only what lies in `roots`."""

        def __init__(self, roots: Sequence[Path]) -> None:
            super().__init__(allowed_protocols=["data", "file"], allow_redirects=False, fail_on_errors=True)
            self._roots = [root.resolve() for root in roots]

        def fetch(self, url: str, headers: object = None) -> Any:
            parts = urlsplit(url)
            if parts.scheme == "data":
                return super().fetch(url, headers)
            path = Path(unquote(parts.path)).resolve() if parts.scheme == "file" and not parts.netloc else None
            if path is None or not any(path.is_relative_to(root) for root in self._roots) or not path.is_file():
                raise urls.FatalURLFetchingError(url)  # an ordinary error would only be logged
            return super().fetch(path.as_uri(), headers)

    return Fetcher


@contextmanager
def _guarded(name: str) -> Iterator[None]:
    try:
        yield
    except library.load_weasyprint().urls.FatalURLFetchingError as error:
        address = re.sub(r'^Error fetching "(.*)"$', r"\1", str(error))
        raise BadInput(
            f"asks for {address[:120]}, which is not a file of this project or of the shipped styles",
            where=name,
            advice="Copy the file into the project's styles/ folder and name it from there; nothing is fetched.",
        ) from error


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collect WeasyPrint's warnings and errors instead of printing them."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if not str(record.msg).startswith("Using fontTools"):  # of this machine, not of a style: `has_subsetter`
                heard.append(record.getMessage())

    logger, ear = logging.getLogger("weasyprint"), Ear(logging.WARNING)
    before, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [ear], False
    try:
        yield heard
    finally:
        logger.handlers, logger.propagate = before, propagate


def _page_text(page: Any) -> str:
    """Return the lines of a laid-out page; head and folio stand after a form feed."""
    inside: list[str] = []
    around: list[str] = []
    stack = [(page._page_box, inside)]  # the only way to the lines; read, never changed
    while stack:
        box, lines = stack.pop()
        if type(box).__name__ == "LineBox":
            lines.append(_box_text(box))
            continue
        lines = around if type(box).__name__ == "MarginBox" else lines
        stack.extend((child, lines) for child in reversed(list(getattr(box, "children", ()) or ())))
    return "\n".join(inside) + "\f" + "\n".join(around)


def _box_text(box: Any) -> str:
    text = getattr(box, "text", None)
    if isinstance(text, str):
        return text
    return "".join(_box_text(child) for child in getattr(box, "children", ()) or ())


def _metadata(imprint: Imprint) -> Any:
    pdf_metadata = library.load_weasyprint().pdf.metadata

    class Metadata(pdf_metadata.DocumentMetadata):  # type: ignore[misc, name-defined]  # WeasyPrint has no types: its class is Any
        """Adds PDF/UA-1 to PDF/A-3a, and takes chance out of the document id of PDF/X-4."""

        def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
            rdf: bytes = super().generate_rdf_metadata(variant, version, conformance)
            if variant == "a":
                rdf = rdf.replace(b"</rdf:RDF>", _PDF_UA + b"</rdf:RDF>")
            name = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.title} {self.created}")
            return re.sub(rb"xmp\.did:[0-9a-f-]{36}", f"xmp.did:{name}".encode(), rdf)

    moment = imprint.issued.strftime("%Y-%m-%dT%H:%M:%SZ")
    return Metadata(
        title=imprint.title,
        authors=[imprint.author] if imprint.author else [],
        description=imprint.subject or None,
        generator=imprint.generator or None,
        created=moment,
        modified=moment,
        lang=imprint.language,
    )
