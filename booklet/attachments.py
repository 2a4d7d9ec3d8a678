"""What the reading editions carry: the untouched sources, the log of changes, and the figures with their pages."""

from __future__ import annotations

from booklet import folios
from booklet.book import Book, Folios
from booklet.output import as_json
from booklet.report import changes, figures
from booklet.typeset import Attached


def attached_files(book: Book, pages: Folios) -> tuple[Attached, ...]:
    """Return the files in the order of their names; `pages` are the printed pages of the edition that carries them."""
    sources = [Attached(text.file, text.source.data, "A source text as received") for text in book.texts]
    log = [changes.as_json(text.source, text.cleaned) for text in book.texts]
    topics = folios.with_pages(book.topics, pages)
    data = [
        Attached("changes.json", as_json(log).encode(), "Every change made to the sources, replayable"),
        Attached("figures.json", as_json(figures.as_json(topics)).encode(), "The figures of the texts, compared"),
        Attached("figures.csv", figures.as_csv(topics).encode(), "The same as a table"),
    ]
    # WeasyPrint writes them as they come, and the names in a PDF's name tree are sorted (ISO 32000-1, 7.9.6).
    return tuple(sorted([*sources, *data], key=lambda item: item.name))
