"""A part of the book -> HTML. Pure: the same part, book, folios and templates give the same HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from booklet import markup
from booklet.book import Book, Folios, Part, Setting, Text, parts_of
from booklet.errors import BadInput
from booklet.views import figures, sources
from booklet.views.labels import count_words, counted, shorten, title_of, whole_ending, words_of
from booklet.views.text import Mending, foreword_view, provenance_of, text_view

PLACEHOLDER = "000"  # stands for a page number until it is known; as wide as any
_LONG, _LONGER = 9, 16  # letters of the longest word: beyond them the title stands smaller on the cover

Data = dict[str, Any]
NOTHING = Mending()


def template_environment(folders: Sequence[Path]) -> ImmutableSandboxedEnvironment:
    """Make the sandbox in which templates run. They are searched in `folders`, the first that has a file wins."""
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def compose_part(
    part: Part,
    book: Book,
    folios: Folios,
    setting: Setting,
    environment: ImmutableSandboxedEnvironment,
    mending: Mending = NOTHING,
) -> str:
    """Compose one part.

    `folios` maps anchors to printed page numbers as far as they are known. Raises `BadInput` for a template that
    is missing, has a fault, or asks for data it is not given.
    """
    return fill(part.template, data_of(part, book, folios, setting, mending), environment)


def data_of(part: Part, book: Book, folios: Folios, setting: Setting, mending: Mending = NOTHING) -> Data:
    """Return what a template is given: what base.html needs, and the data of the part itself."""
    data = {"words": words_of(book), "publication": book.publication, "part": part, "head": _head(part, book, setting)}
    data["raised"] = mending.raised
    return data | _DATA.get(part.template, _own_section)(part, book, folios, setting, mending)


def fill(template: str, data: Data, environment: ImmutableSandboxedEnvironment) -> str:
    """Fill a template. Raises `BadInput` where it is missing, has a fault, or asks for data it is not given."""
    name = f"{template}.html"
    try:
        return environment.get_template(name).render(data)
    except TemplateNotFound as error:
        raise BadInput(
            f"template {error.name} is missing",
            where=f"templates/{name}",
            advice="Put it back, or remove your own templates/ folder to use the shipped one.",
        ) from error
    except TemplateSyntaxError as error:
        raise BadInput(f"template fault: {error.message}", where=_template_path(error), line=error.lineno) from error
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        raise BadInput(
            f"template cannot be filled: {error}",
            where=f"templates/{name}",
            advice="The first lines of each template name the data it is given.",
        ) from error


def with_section_titles(book: Book, environment: ImmutableSandboxedEnvironment) -> Book:
    """Give the sections of the owner's own the titles by which the contents list them: the first heading of each."""
    sections = [part for part in parts_of(book) if part.template in book.sections]
    pages = [compose_part(part, book, {}, Setting(), environment) for part in sections]
    found = [re.search(r"<h1\b[^>]*>(.*?)</h1>", page, re.DOTALL) for page in pages]
    return replace(book, section_titles=tuple(Markup(match[1]).striptags() if match else "" for match in found))


def _template_path(error: TemplateSyntaxError) -> str:
    return f"templates/{error.name or Path(error.filename or '').name}"


def _head(part: Part, book: Book, setting: Setting) -> str:
    """Return the running head of the recto pages: the short title of the text or of the part."""
    if part.text:
        return shorten(title_of(book.text_of(part.text)), setting.head)
    headings = words_of(book)["headings"]
    return shorten(part.title or str(headings.get(part.template, book.publication.title)), setting.head)


# -- the data of each template; its first lines say the same in words


def _cover(part: Part, book: Book, folios: Folios, setting: Setting, mending: Mending) -> Data:
    longest = max((len(word) for word in book.publication.title.split()), default=0)
    letters = len(book.publication.title)
    size = "longer" if longest > _LONGER or letters > 48 else "long" if longest > _LONG or letters > 26 else ""
    return {"size": size}


def _nothing(part: Part, book: Book, folios: Folios, setting: Setting, mending: Mending) -> Data:
    return {}


def _imprint(part: Part, book: Book, folios: Folios, setting: Setting, mending: Mending) -> Data:
    words, count = words_of(book), len(book.texts)
    return {
        "count_line": counted(words["imprint"], "texts", count).format(count=count_words(count, book)),
        "cite_line": _cite(book),
        "issued_line": str(words["colophon"]["issued"]).format(date=book.publication.issued),
    }


def _cite(book: Book) -> str:
    """Say how the booklet is cited: in the owner's words, else by title, publisher and year."""
    said = book.publication
    if said.cite:
        return said.cite
    title = said.title + (f": {said.subtitle}" if said.subtitle else "")
    parts = {"title": title, "publisher": said.publisher, "year": said.issued.split()[-1] if said.issued else ""}
    if not parts["publisher"] and not parts["year"]:
        return ""
    if parts["publisher"] and parts["year"]:
        parts["publisher"] += ", "
    return str(words_of(book)["imprint"]["cite"]).format(**parts)


def _contents(part: Part, book: Book, folios: Folios, setting: Setting, mending: Mending) -> Data:
    headings = words_of(book)["headings"]
    entries: list[Data] = []

    def entry(anchor: str, title: str, who: str = "", back: bool = False) -> None:
        folio = folios.get(anchor, PLACEHOLDER)
        href = f"#{anchor}" if setting.links and anchor in folios else None
        entries.append(
            {"title": markup.plain(whole_ending(title)), "who": who, "href": href, "folio": folio, "back": back}
        )

    if book.foreword:
        entry("foreword-title", str(headings["foreword"]))
    for section in parts_of(book):
        if section.title:
            entry(section.anchor, section.title)
    for text in book.texts:
        entry(f"{text.id}-title", title_of(text), provenance_of(text, book))
    for name in ("chronology", "figures", "sources"):
        if name not in book.leave_out and (name != "chronology" or book.events):
            entry(f"{name}-title", str(headings[name]), back=True)
    return {"entries": entries}


def _foreword(part: Part, book: Book, folios: Folios, setting: Setting, mending: Mending) -> Data:
    return {"blocks": foreword_view(book, mending)}


def _text(part: Part, book: Book, folios: Folios, setting: Setting, mending: Mending) -> Data:
    return {"text": text_view(book.text_of(part.text), book, setting, mending)}


def _chronology(part: Part, book: Book, folios: Folios, setting: Setting, mending: Mending) -> Data:
    return {"days": sources.days_view(book, folios)}


def _figures(part: Part, book: Book, folios: Folios, setting: Setting, mending: Mending) -> Data:
    return {
        "lead": figures.lead_words(book),
        "disputed": [figures.disputed_view(topic, book, folios, setting) for topic in book.disputed()],
        "groups": figures.groups_view(book, folios),
    }


def _sources(part: Part, book: Book, folios: Folios, setting: Setting, mending: Mending) -> Data:
    listed = [sources.source_view(text, book) for text in book.texts]
    return {"sources": listed, "spellings": sources.spellings_line(book)}


def _colophon(part: Part, book: Book, folios: Folios, setting: Setting, mending: Mending) -> Data:
    words = words_of(book)["colophon"]
    faces = {"text_face": book.publication.text_face, "display_face": book.publication.display_face}
    lines = [
        str(words["set_in"]).format(**faces),
        counted(words, "made_with", len(book.texts)).format(version=book.version, count=len(book.texts)),
        str(words["attached"]),
    ]
    return {"lines": lines}


def _own_section(part: Part, book: Book, folios: Folios, setting: Setting, mending: Mending) -> Data:
    """Give a section of the owner's own the texts, so that it can list them."""
    return {"texts": [_listed(text, book) for text in book.texts]}


def _listed(text: Text, book: Book) -> Mapping[str, str | Markup]:
    return {"title": title_of(text), "provenance": provenance_of(text, book), "year": text.year}


_DATA: dict[str, Callable[[Part, Book, Folios, Setting, Mending], Data]] = {
    "cover": _cover,
    "blank": _nothing,
    "half-title": _nothing,
    "imprint": _imprint,
    "contents": _contents,
    "foreword": _foreword,
    "text": _text,
    "chronology": _chronology,
    "figures": _figures,
    "sources": _sources,
    "colophon": _colophon,
    "back-cover": _nothing,
}
