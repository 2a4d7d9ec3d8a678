"""What a finished file is held against: all of it is known before the file exists, none of it is read from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from booklet.editions import Edition, Paper


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """One text: its pages in the book, its words as cleaned, and its notes."""

    file: str
    first: int
    last: int
    head: tuple[str, ...]  # passages that stand above the text, in any order
    body: str
    foot: str
    notes: tuple[str, ...] = ()  # the words of each footnote, in order
    blocks: tuple[tuple[str, bool], ...] = ()  # the passages of the body, and whether each is a justified paragraph
    notes_at_end: bool = False  # of the text, because they found no room on the pages of their figures


@dataclass(frozen=True, slots=True)
class Expectation:
    """Everything that an edition must show."""

    edition: Edition
    paper: Paper
    pages: int
    title: str
    language: str
    texts: tuple[ExpectedText, ...] = ()
    contents: tuple[tuple[str, str], ...] = ()  # (anchor, printed page)
    entries: tuple[tuple[str, str], ...] = ()  # (title, printed page) as the contents print them
    contents_page: tuple[int, int] | None = None  # first and last page of the contents
    attachments: Mapping[str, str] = field(default_factory=dict)  # file name -> SHA-256
    faces: frozenset[str] = frozenset()  # PostScript names of the theme's fonts
    sides: tuple[tuple[int | None, int | None], ...] = ()  # of an imposed file: the pages of each side, from 0
    sheet: tuple[float, float] | None = None  # mm
    accents: tuple[tuple[float, ...], ...] = ()  # inks besides black that pages of text may have, CMYK from 0 to 1
    pdf_x: bool = False
    signature: int | None = None  # sheets folded together; None: all of them
