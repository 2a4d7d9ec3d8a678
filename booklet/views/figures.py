"""The note on the figures as its template prints it: what each text says, the spread, the verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from booklet import markup
from booklet.book import Book, Folios, Setting, claim_anchor, topic_anchor
from booklet.model import Claim, Topic
from booklet.sentences import split_sentences
from booklet.views.drawing import Scale, draw_range
from booklet.views.labels import label_of, number_words, value_words, words_of

_WHOLE = 110  # characters: a sentence up to this length is quoted whole
_LIST_MARK = re.compile(r"[*•|–—-]+\s+")  # before an item of a list, a row of a table: no word of the text
_LEADERS = re.compile(r"(?:\.[ .]?){4,}|_{4,}")  # dots that lead from the label of a row to its figure
_AROUND = 48  # characters kept on either side of the figure in a longer one


@dataclass(frozen=True, slots=True)
class Row:
    """One claim in the table of a topic."""

    who: str
    quote: Markup
    page: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """A topic on which the texts part."""

    anchor: str
    name: str
    spread: str
    note: str
    drawing: Markup
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Brief:
    """A topic in one line."""

    anchor: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Group:
    """Topics told shortly under one heading."""

    heading: str
    lines: list[Brief]


def disputed_view(topic: Topic, book: Book, folios: Folios, setting: Setting) -> Disputed:
    """Make the view of a topic in conflict."""
    words = words_of(book)["figures"]
    claims = sorted(topic.claims, key=lambda c: (_place(c, book), c.start))
    labels = [label_of(book.text_of(c.file), book) for c in claims]
    ends = sorted({v for c in claims if c.qualifier != "vague" for v in (c.low, c.high) if v is not None})
    spread = (
        str(words["conflict"]).format(low=number_words(ends[0]), high=number_words(ends[-1]))
        if len(ends) > 1
        else str(words["conflict_plain"])
    )
    spread = " ".join(filter(None, (spread, early_words(claims, labels, str(words["early"])))))
    values = "; ".join(
        str(words["range_item"]).format(text=label, value=value_words(claim, book))
        for claim, label in zip(claims, labels, strict=True)
    )
    told = str(words["range_alt"]).format(topic=topic.topic, values=values)
    drawing = draw_range(claims, labels, told, Scale.of(setting.measure, setting.text_size))
    rows = [
        Row(label, excerpt(claim, book), folios.get(claim_anchor(claim), ""))
        for claim, label in zip(claims, labels, strict=True)
    ]
    rows = list(dict.fromkeys(rows))  # two figures of one sentence are quoted once
    return Disputed(topic_anchor(topic), topic.topic, spread, topic.note, drawing, rows)


def early_words(claims: Sequence[Claim], labels: Sequence[str], phrase: str) -> str:
    """Say which texts give, by their own words ('so far'), an early count, where a later text gives another one.

    `claims` stand in the order of their texts; the later counts follow in the table.
    """
    early = [n for n, claim in enumerate(claims) if claim.phase == "early"]
    last = max((n for n, claim in enumerate(claims) if claim.phase != "early"), default=-1)
    named = dict.fromkeys(labels[n] for n in early if n < last)
    return phrase.format(texts="; ".join(named)) if named else ""


def groups_view(book: Book, folios: Folios) -> list[Group]:
    """Tell the other topics shortly: agreeing, compatible, and those of one text alone."""
    words = words_of(book)["figures"]
    headings = {"agree": "agreeing", "compatible": "compatible_heading", "single": "single"}
    groups = []
    for verdict, key in headings.items():
        lines = [
            Brief(topic_anchor(topic), _brief(topic, book, folios))
            for topic in book.topics
            if topic.verdict == verdict and not _only_vague(topic)
        ]
        if lines:
            groups.append(Group(str(words[key]), lines))
    return groups


def _only_vague(topic: Topic) -> bool:
    """Say whether one text alone speaks of it, and in words that name no number: that is no figure."""
    return topic.verdict == "single" and all(claim.qualifier == "vague" for claim in topic.claims)


def lead_words(book: Book) -> str:
    """Return the sentence that opens the note."""
    words = words_of(book)["figures"]
    if book.disputed():
        return str(words["lead_conflict"])
    return str(words["lead_agree" if any(t.verdict != "single" for t in book.topics) else "lead_none"])


def excerpt(claim: Claim, book: Book) -> Markup:
    """Quote the sentence that holds a claim, cut to the words around the figure where it is long."""
    return markup.plain(f"“{quoted(claim, book.text_of(claim.file).witness.text, book.publication.language)}”")


def quoted(claim: Claim, text: str, language: str) -> str:
    """Return the words around a claim in a text: its sentence or its row; an ellipsis stands for what is left out."""
    stop = claim.start + len(claim.quote)
    start, end = next(((a, b) for a, b in split_sentences(text, language) if a <= claim.start < b), (claim.start, stop))
    line = text.rfind("\n", 0, claim.start) + 1
    if _LEADERS.search(text, line, claim.start):  # a row is quoted by itself: its neighbours tell of other things
        start, end = line, stop + len(text[stop:end].partition("\n")[0])
    end = max(end, stop)
    mark = _LIST_MARK.match(text, start, claim.start)
    start = mark.end() if mark else start
    before, after = "", ""
    if end - start > _WHOLE:
        if claim.start - start > _AROUND and not _LEADERS.search(text, start, claim.start):
            start = text.find(" ", claim.start - _AROUND, claim.start) + 1 or claim.start
            before = "…\u00a0"
        if end - stop > _AROUND:
            end = text.rfind(" ", stop, stop + _AROUND)
            end = stop if end < 0 else end
            after = "\u00a0…"
    words = " ".join(_LEADERS.sub(" … ", text[start:end]).split()).removesuffix(" |")
    return f"{before}{words}{after}"


def _place(claim: Claim, book: Book) -> int:
    return book.text_of(claim.file).placed.position


def _brief(topic: Topic, book: Book, folios: Folios) -> Markup:
    """Say a topic in one line: each value once, with the texts and pages that give it."""
    values: dict[str, list[str]] = {}
    for claim in sorted(topic.claims, key=lambda c: (_place(c, book), c.start)):
        page = folios.get(claim_anchor(claim), "")
        where = f"{label_of(book.text_of(claim.file), book)}, {_page_words(book)} {page}"
        places = values.setdefault(value_words(claim, book), [])
        if where not in places:
            places.append(where)
    said = "; ".join(f"{value} ({'; '.join(places)})" for value, places in values.items())
    return Markup("{}: {}.").format(topic.topic, said)


def _page_words(book: Book) -> str:
    return str(words_of(book)["figures"]["page_short"])
