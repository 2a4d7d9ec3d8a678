"""The source appendix and the chronology as their templates print them."""

from __future__ import annotations

from dataclasses import dataclass, field

from booklet.book import Book, Folios, Text, changes_by_kind, passage_anchor, source_anchor
from booklet.model import Event, Passage
from booklet.views.labels import counted, date_words, label_of, shorten, title_of, words_of

_SAMPLE = 60  # characters of what was removed, shown as a sample


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the appendix."""

    what: str
    value: str
    sum: bool = False  # a check sum, set small so that it stands on one line


@dataclass(frozen=True, slots=True)
class SourceView:
    """One text in the appendix."""

    anchor: str
    title: str
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence on the chronology page."""

    quote: str
    source: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """What the texts say of one date."""

    date: str
    sayings: list[Saying] = field(default_factory=list)


def source_view(text: Text, book: Book) -> SourceView:
    """Say of one text where it came from and what was done to it."""
    words = words_of(book)["sources"]
    facts = text.facts
    date = date_words(text.dating.date, book.publication.language) or str(words_of(book)["text"]["undated"])
    lines = [
        Fact(str(words["file"]), text.file),
        Fact(str(words["sha256"]), text.source.sha256, sum=True),
        Fact(str(words["title"]), _with_evidence(text.witness.title or words["no_title"], text.witness.title_evidence)),
        Fact(
            str(words["issuer"]),
            _with_evidence(text.witness.issuer or words["not_stated"], text.witness.issuer_evidence),
        ),
        Fact(str(words["date"]), _with_evidence(date, text.dating.evidence)),
    ]
    optional = [
        ("url", facts.url),
        ("accessed", facts.accessed),
        ("reference", facts.reference),
        ("rights", facts.rights or book.publication.rights or str(words["rights_unknown"])),
        ("note", facts.note),
    ]
    lines += [Fact(str(words[key]), value) for key, value in optional if value]
    received, printed = len(text.source.decoded.split()), len(text.witness.text.split())
    lines.append(Fact(str(words["words"]), str(words["words_value"]).format(received=received, printed=printed)))
    kinds = words_of(book)["changes"]
    counts = [str(kinds[kind]).format(count=n) for kind, n in changes_by_kind(text.cleaned.changes).items()]
    lines.append(Fact(str(words["changes"]), ", ".join(counts) or str(words["changes_none"])))
    if removed := removed_blocks(text):
        sample = shorten(" / ".join(" ".join(block.split()) for block in removed), _SAMPLE)
        count = sum(len([line for line in block.splitlines() if line.strip()]) for block in removed)
        said = counted(words, "omitted_lines", count).format(count=count, sample=f"“{sample}”")
        lines.append(Fact(str(words["removed"]), said))
    if decided := _decisions(text, words_of(book)):
        lines.append(Fact(str(words["decisions"]), decided))
    return SourceView(source_anchor(text), f"{_named(text, book)}: {shorten(title_of(text), 70)}", lines)


def _named(text: Text, book: Book) -> str:
    """Name a text by year and issuer; its title follows and need not be said twice."""
    return label_of(text, book) if text.witness.issuer else text.year or str(words_of(book)["text"]["undated"])


def spellings_line(book: Book) -> str:
    """Name each name that the texts spell in more than one way; an empty string where there is none."""
    words = words_of(book)["sources"]
    names = []
    for spelling in book.spellings:
        others = ", ".join(
            str(words["spelling_other"]).format(text=label_of(book.text_of(file), book), form=form)
            for form, file in zip(spelling.forms[1:], spelling.files[1:], strict=True)
            if file
        )
        if others:
            names.append(str(words["spelling"]).format(name=spelling.forms[0], others=others))
    return str(words["spellings"]).format(names="; ".join(names)) if names else ""


def removed_blocks(text: Text) -> list[str]:
    """Return the stretches of words that were removed as furniture of a page or site."""
    return [
        c.before for c in text.cleaned.changes if not c.after and c.kind != "decision" and len(c.before.split()) > 1
    ]


def days_view(book: Book, folios: Folios) -> list[Day]:
    """Gather the events under their dates, in order."""
    days: list[Day] = []
    for event in sorted(book.events, key=lambda e: e.date_key):
        date = date_words(event.date, book.publication.language)
        if not days or days[-1].date != date:
            days.append(Day(date))
        days[-1].sayings.append(_saying(event, book, folios))
    return days


def _saying(event: Event, book: Book, folios: Folios) -> Saying:
    words = words_of(book)["chronology"]
    also = ""
    if event.also:
        also = str(words["also"]).format(texts="; ".join(_where(p, book, folios) for p in event.also))
    return Saying(" ".join(event.passage.quote.split()), _where(event.passage, book, folios), also)


def _where(passage: Passage, book: Book, folios: Folios) -> str:
    page = folios.get(passage_anchor(passage.file, passage.start, book), "")
    words = words_of(book)["chronology"]
    return str(words["source"]).format(text=label_of(book.text_of(passage.file), book), page=page)


def _with_evidence(value: object, evidence: str) -> str:
    return f"{value} ({evidence})" if evidence else str(value)


def _decisions(text: Text, words: object) -> str:
    facts = text.facts
    made = (change for change in text.cleaned.changes if change.kind == "decision")
    said = [f"{change.before} → {change.after} ({change.reason})" for change in made]
    if facts.reason:
        said.insert(0, facts.reason)
    return "; ".join(" ".join(line.split()) for line in said)
