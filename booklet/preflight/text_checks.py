"""What the pages must say and how their lines stand: word for word, notes with their figures, nothing overfull."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf

from booklet.editions import MM, Paper
from booklet.model import Finding
from booklet.preflight.expectation import Expectation, ExpectedText
from booklet.preflight.extract import Glyph, forms_of, pages_of
from booklet.preflight.file_checks import failed

_CALL = 0.72  # of the text size: what is smaller and not in the face of notes is a call
# Default_Ignorable_Code_Point of Unicode, as far as texts have them: typefaces draw nothing for them.
_UNDRAWN = {*"\u00ad\u200b\u200c\u200d\u2060\ufeff", *map(chr, range(0xFE00, 0xFE10))}
_OVER = 0.5  # pt by which a line may reach beyond its measure
_SAFE, _SPINE = 5.0, 10.0  # mm that text keeps from trim and spine


def book_pages(path: Path, pdf: pikepdf.Pdf, expected: Expectation) -> list[list[Glyph]]:
    """Return the letters of every page of the book, of an imposed file in the order of reading."""
    if not expected.sides:
        # The extractor counts from the corner of the media box.
        trims = [tuple(float(p.trimbox[i]) - float(p.mediabox[i]) for i in (0, 1)) for p in pdf.pages]
        return pages_of(path, trims)
    pages: dict[int, list[Glyph]] = {}
    for side, forms in zip(expected.sides, forms_of(path), strict=True):
        placed = [number for number in side if number is not None]
        for number, glyphs in zip(placed, forms, strict=True):
            pages[number] = glyphs
    return [pages.get(n, []) for n in range(expected.pages)]


def check_words(pages: Sequence[Sequence[Glyph]], expected: Expectation) -> Iterator[Finding]:
    """11: the words of every text stand on its pages, all of them, unchanged and in order."""
    for text in expected.texts:
        said = [g for page in pages[text.first - 1 : text.last] for g in running(page, expected.paper)]
        letters, optional = letters_of(said)
        wanted = plain(text.body)
        at = find_words(letters, optional, wanted)
        if at is None:
            yield failed("P11-words", f"{text.file}: {_difference(letters, optional, wanted)}", expected)
            continue
        start, end = at
        head, foot = letters[:start], letters[end:]
        for passage in text.head:
            if find_words(head, optional[:start], plain(passage)) is None:
                yield failed("P11-words", f"{text.file}: “{passage[:60]}” is not in its heading", expected)
        if find_words(foot, optional[end:], plain(text.foot)) is None:
            yield failed("P11-words", f"{text.file}: “{text.foot[:60]}” is not at its foot", expected)


def check_letters(pages: Sequence[Sequence[Glyph]], expected: Expectation) -> Iterator[Finding]:
    """5: every letter can be read back: none stands for nothing, or for a sign that says that it is unknown."""
    for number, page in enumerate(pages, 1):
        if any("\ufffd" in glyph.text or glyph.text.startswith("(cid:") for glyph in page):
            yield failed("P05-glyphs", f"page {number} holds a letter that cannot be copied or searched", expected)
            return


def check_notes(pages: Sequence[Sequence[Glyph]], expected: Expectation) -> Iterator[Finding]:
    """21: as many notes as were written, each whole and on the page of its call, or all at the end of the text."""
    for text in expected.texts:
        calls = notes = 0
        words = ""
        for number in range(text.first, text.last + 1):
            page = pages[number - 1]
            here = len(_calls(page, expected.paper))
            printed = [g for g in page if _is_note(g, expected.paper)]
            there = _markers(printed)
            if here != there and not text.notes_at_end:
                yield failed("P21-notes", f"page {number}: {here} calls of notes, but {there} notes", expected)
            calls, notes = calls + here, notes + there
            words += "".join(g.text for g in printed)
        if {calls, notes} != {len(text.notes)}:
            said = f"{text.file}: {calls} notes are called, {notes} are printed, {len(text.notes)} were written"
            yield failed("P21-notes", said, expected)
        flat = plain(words)
        for note in text.notes:
            if plain(note) not in flat:
                yield failed("P21-notes", f"{text.file}: the note “{note[:50]}…” is not whole", expected)


def check_margins(pages: Sequence[Sequence[Glyph]], expected: Expectation) -> Iterator[Finding]:
    """14 and 15: no text too near the edge or the spine, no line longer than its measure."""
    paper = expected.paper
    width, height = paper.size_pt
    safe = _SAFE * MM
    texts = {n for text in expected.texts for n in range(text.first, text.last + 1)}
    for number, page in enumerate(pages, 1):
        spine_left = number % 2 == 1
        left = (paper.spine if spine_left else paper.fore) * MM
        right = width - (paper.fore if spine_left else paper.spine) * MM
        near_spine = _SPINE * MM
        for glyph in page:
            if glyph.text.isspace():
                continue
            limits = (near_spine if spine_left else safe, width - (safe if spine_left else near_spine))
            if glyph.x0 < limits[0] - 0.5 or glyph.x1 > limits[1] + 0.5 or not safe <= glyph.y <= height - safe:
                yield failed("P14-margin", f"page {number}: text stands too near the edge (“{glyph.text}”)", expected)
                break
        if number in texts:
            letters = [g for g in running(page, paper) if not g.text.isspace()]
            over = [g for g in letters if g.x1 > right + _OVER or g.x0 < left - _OVER]
            if over:
                yield failed(
                    "P15-overfull", f"page {number}: a line is longer than its measure (at “{over[0].text}”)", expected
                )


# -- lines and letters


def _is_note(glyph: Glyph, paper: Paper) -> bool:
    return "Caption" in glyph.face and paper.bottom * MM * 0.9 <= glyph.y <= paper.size_pt[1] - paper.top * MM


def running(page: Sequence[Glyph], paper: Paper) -> list[Glyph]:
    """Return the letters of the text block: not heads, folios, notes or calls."""
    top, bottom = paper.size_pt[1] - paper.top * MM + 1, paper.bottom * MM - 1
    inside = [g for g in page if bottom <= g.y <= top and "Caption" not in g.face]
    return [g for g in inside if not is_call(g, paper)]


def is_call(glyph: Glyph, paper: Paper) -> bool:
    """Say whether a letter is of a note's call."""
    return glyph.size < _CALL * paper.text_size and glyph.text.isdigit() and "Caption" not in glyph.face


def _calls(page: Sequence[Glyph], paper: Paper) -> list[Glyph]:
    found: list[Glyph] = []
    for n, glyph in enumerate(page):
        if is_call(glyph, paper) and not (n and is_call(page[n - 1], paper)):
            found.append(glyph)
    return found


def _markers(notes: Sequence[Glyph]) -> int:
    """Count the notes: each begins a line with its number and an en space."""
    lines = lines_of_glyphs(notes)
    return sum(bool(line) and line[0].text.isdigit() and any("\u2002" in g.text for g in line[:4]) for line in lines)


def lines_of_glyphs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Part letters into lines."""
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if lines and abs(lines[-1][-1].y - glyph.y) < 3 and glyph.x0 >= lines[-1][-1].x0 - 2:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines


def plain(text: str) -> str:
    """Return words as they are compared: without spaces and signs that are not drawn, one sign for each letter.

    WeasyPrint puts a zero-width space after a space that stands alone and is made wider.
    """
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if not is_blank(letter))


def is_blank(letter: str) -> bool:
    """Say whether a letter leaves nothing on the page: a space, a joiner, or the choice of a sign's variant."""
    return letter.isspace() or letter in _UNDRAWN


def letters_of(glyphs: Sequence[Glyph]) -> tuple[str, list[bool]]:
    """Return the letters without spaces, and which of them are hyphens at a line end that may not be the text's."""
    letters: list[str] = []
    optional: list[bool] = []
    lines = lines_of_glyphs(glyphs)
    for line in lines:
        flat = "".join(plain(g.text) for g in line)
        letters.append(flat)
        optional += [False] * (len(flat) - 1) + [flat[-1] == "-"] if flat else []
    return "".join(letters), optional


def _match(letters: str, optional: Sequence[bool], start: int, wanted: str) -> tuple[int, int]:
    """Follow `wanted` from `start`. Return how far both were followed: (place in letters, place in wanted)."""
    here = there = 0
    at = start
    while there < len(wanted) and at < len(letters):
        if letters[at] == wanted[there]:
            at, there = at + 1, there + 1
        elif optional[at]:
            at += 1
        else:
            break
    here = at
    return here, there


def find_words(letters: str, optional: Sequence[bool], wanted: str) -> tuple[int, int] | None:
    """Return where `wanted` stands in the letters, or None."""
    if not wanted:
        return 0, 0
    start = letters.find(wanted[:3])
    while start >= 0:
        end, there = _match(letters, optional, start, wanted)
        if there == len(wanted):
            return start, end
        start = letters.find(wanted[:3], start + 1)
    return None


def _difference(letters: str, optional: Sequence[bool], wanted: str) -> str:
    """Say where the words on the pages leave those of the text."""
    best = (0, 0)
    start = letters.find(wanted[:3])
    while start >= 0:
        end, there = _match(letters, optional, start, wanted)
        if there > best[1]:
            best = (end, there)
        start = letters.find(wanted[:3], start + 1)
    at, there = best
    before, pages, text = wanted[max(0, there - 24) : there], letters[at : at + 24], wanted[there : there + 24]
    return f"after “{before}” the pages say “{pages}”, the text “{text}”"


def expected_words(text: ExpectedText) -> int:
    """Return the number of words that the pages of a text must carry."""
    return sum(len(passage.split()) for passage in (*text.head, text.body, text.foot))
