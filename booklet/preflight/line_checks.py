"""How the lines of the texts stand: words too far apart, lines alone, words divided where none should be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from booklet.dates import find_dates
from booklet.editions import Paper
from booklet.model import Finding
from booklet.preflight.expectation import Expectation, ExpectedText
from booklet.preflight.extract import Glyph
from booklet.preflight.file_checks import failed, warned
from booklet.preflight.text_checks import find_words, is_blank, is_call, letters_of, lines_of_glyphs, plain, running
from booklet.sentences import split_sentences

LOOSE, TOO_LOOSE = 0.6, 0.9  # em between words
_ROW, _RUNT = 3, 4
_ADVICE = "Look at the page; where it disturbs, another [style] text-size or [paper] size breaks the lines elsewhere."


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of a text on its page, and what it is of the text."""

    page: int
    glyphs: Sequence[Glyph]
    calls: Sequence[Glyph]  # of notes, on its page
    block: int  # the passage of the body to which it belongs
    prose: bool
    first: bool  # of its passage
    last: bool
    end: int  # in the words of the text: after its last letter
    divided: bool  # ends in a hyphen that the text does not have

    @property
    def words(self) -> str:
        """Return the line as printed."""
        return "".join(glyph.text for glyph in self.glyphs).strip()


def check_lines(pages: Sequence[Sequence[Glyph]], expected: Expectation) -> Iterator[Finding]:
    """16, 17 and 18: the lines of every text."""
    for text in expected.texts:
        words = Words(text, expected.language)
        lines = list(set_lines(pages, text, words, expected.paper))
        yield from _loose(lines, text, expected)
        yield from _alone(lines, text, expected)
        yield from _hyphens(lines, text, words, expected)


class Words:
    """The words of a text without spaces, as they are compared, with the way back to the text."""

    def __init__(self, text: ExpectedText, language: str) -> None:
        body = "\n".join(passage for passage, _ in text.blocks)
        self.text = unicodedata.normalize("NFKC", body)
        self.places = [n for n, letter in enumerate(self.text) if not is_blank(letter)]
        self.letters = "".join(self.text[n] for n in self.places)
        ends, so_far = [], 0
        for passage, _ in text.blocks:
            so_far += len(plain(passage))
            ends.append(so_far)
        self.ends = ends
        self.prose = [prose for _, prose in text.blocks]
        self.starts = {a for a, _ in split_sentences(self.text, language)}
        self.dates = [(mention.start, mention.end) for mention in find_dates(self.text)]

    def divided(self, end: int) -> tuple[str, int]:
        """Return the word that is divided after the letter before `end`, and where it begins in the text."""
        place = self.places[end] if end < len(self.places) else len(self.text)
        start = place
        while start and (self.text[start - 1].isalnum() or self.text[start - 1] in "’'-"):
            start -= 1
        stop = place
        while stop < len(self.text) and (self.text[stop].isalnum() or self.text[stop] in "’'-"):
            stop += 1
        return self.text[start:stop], start

    def kept_whole(self, end: int) -> str:
        """Return the word that is divided here if it is a name, stands in a date or holds a figure."""
        word, start = self.divided(end)
        opening = start
        while opening and not self.text[opening - 1].isspace():
            opening -= 1  # a quotation mark belongs to the beginning of a sentence, too
        named = word[:1].isupper() and opening not in self.starts
        dated = any(a <= start < b for a, b in self.dates)
        return word if named or dated or any(letter.isdigit() for letter in word) else ""


def set_lines(pages: Sequence[Sequence[Glyph]], text: ExpectedText, words: Words, paper: Paper) -> Iterator[SetLine]:
    """Follow the lines through the words of the body. Nothing where they are not all there: check 11 says so."""
    printed = [
        (number, line)
        for number in range(text.first, text.last + 1)
        for line in lines_of_glyphs(running(pages[number - 1], paper))
    ]
    letters, optional = letters_of([glyph for _, line in printed for glyph in line])
    found = find_words(letters, optional, words.letters)
    if found is None or not words.letters:
        return
    at, here, there = 0, found[0], 0
    calls = {n: [g for g in pages[n - 1] if is_call(g, paper)] for n in range(text.first, text.last + 1)}
    for number, line in printed:
        length = sum(len(plain(glyph.text)) for glyph in line)
        begins, at = at, at + length
        if begins < here or there >= len(words.letters):
            continue
        start, divided = there, False
        for n in range(begins, at):
            if there < len(words.letters) and letters[n] == words.letters[there]:
                there += 1
            elif optional[n]:
                divided = True
        block = next(n for n, end in enumerate(words.ends) if start < end)
        first = start == (words.ends[block - 1] if block else 0)
        yield SetLine(
            number, line, calls[number], block, words.prose[block], first, there == words.ends[block], there, divided
        )


def _loose(lines: Sequence[SetLine], text: ExpectedText, expected: Expectation) -> Iterator[Finding]:
    for line in lines:
        if not line.prose or line.last:
            continue
        gap = gap_of(line)
        if gap > TOO_LOOSE:
            yield failed("P16-loose", _told(line, text, f"the words stand {gap:.1f} em apart"), expected, _ADVICE)
        elif gap > LOOSE:
            yield warned("P16-loose", _told(line, text, f"the words stand {gap:.1f} em apart"), expected, _ADVICE)


def gap_of(line: SetLine) -> float:
    """Return the mean space between words in em; the calls of notes are no space."""
    glyphs = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    gaps = []
    for left, right in zip(glyphs, glyphs[1:], strict=False):
        space = right.x0 - left.x1
        if space > 0.12 * left.size:
            called = sum(
                call.x1 - call.x0
                for call in line.calls
                if left.x1 - 1 <= call.x0 <= right.x0 and abs(call.y - left.y) < left.size
            )
            gaps.append((space - called) / left.size)
    return sum(gaps) / len(gaps) if gaps else 0.0


def _alone(lines: Sequence[SetLine], text: ExpectedText, expected: Expectation) -> Iterator[Finding]:
    for _, group in groupby((line for line in lines if line.prose), key=lambda line: line.block):
        block = list(group)
        if len(block) < 2:
            continue
        if block[0].page != block[1].page:
            yield warned(
                "P17-alone", _told(block[0], text, "the first line of a paragraph stands alone"), expected, _ADVICE
            )
        if block[-1].page != block[-2].page:
            yield warned(
                "P17-alone", _told(block[-1], text, "the last line of a paragraph stands alone"), expected, _ADVICE
            )
        if expected.edition.layout == "large-print":
            continue  # its lines are ragged: a short one leaves no hole among them
        if sum(letter.isalnum() for letter in block[-1].words) < _RUNT:
            yield warned(
                "P17-alone", _told(block[-1], text, "the last line of a paragraph is too short"), expected, _ADVICE
            )


def _hyphens(lines: Sequence[SetLine], text: ExpectedText, words: Words, expected: Expectation) -> Iterator[Finding]:
    row: list[SetLine] = []
    for line, following in zip_longest(lines, lines[1:]):
        ends = line.words.endswith("-")
        row = [*row, line] if ends and (not row or row[-1].page == line.page) else [line] * ends
        if len(row) == _ROW:
            yield warned("P18-hyphens", _told(line, text, "three lines in a row end in a hyphen"), expected, _ADVICE)
        if not line.divided:
            continue
        if name := words.kept_whole(line.end):
            yield warned("P18-hyphens", _told(line, text, f"“{name}” is divided"), expected, _ADVICE)
        if following and following.page != line.page and line.page % 2:
            said = "a word is divided where the leaf is turned"
            yield warned("P18-hyphens", _told(line, text, said), expected, _ADVICE)


def _told(line: SetLine, text: ExpectedText, what: str) -> str:
    return f"page {line.page} ({text.file}): {what}, at “{line.words[:40]}”"
