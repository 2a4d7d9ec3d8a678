"""The lines of a web page against those of an honest text: headings that its paragraphs take up, lines that a column cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from booklet.layout import measure
from booklet.rules.webpage import Line, Look, ends_as_sentence, lines_of

_HEADED = 3  # headings that the text below takes up
_PARAGRAPH = 90  # letters of a block that is prose though no line of it ends a sentence


def cut_paragraphs(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Return where the paragraphs begin and end that a column cut into lines."""
    layout = measure(text, language)
    if layout.wrapped:
        yield from ((block.lines[0].start, block.lines[-1].end) for block in layout.blocks if block.prose)


@lru_cache(maxsize=2)  # five rules ask about the same text
def page_lines(text: str, language: str) -> tuple[Line, ...]:
    """Return the lines that are not empty. One that a column cut out of a paragraph is furniture by chance alone."""
    lines = lines_of(text, language, tuple(cut_paragraphs(text, language)))
    if "\n(b)" in text:  # then '(c) 1908' is an item of that list, and no owner's notice
        lines = tuple(line._replace(look=Look()) if line.text.lstrip()[:3] == "(c)" else line for line in lines)
    return lines


@lru_cache(maxsize=2)
def has_headings(text: str, language: str) -> bool:
    """Say whether words that pages set over their parts are headings of an honest text here.

    Three of them at least, half of those above a paragraph, that takes up the word: 'Share', then 'A share is ...'. Or
    three and no others, all above paragraphs, of which one takes up its word; of four from the top of the text on,
    nearly all. Or four and no others, no two alike, each above its paragraph.
    """
    lines = page_lines(text, language)
    heads = [(line, _below(lines, at)) for at, line in enumerate(lines[:-1]) if line.look.known or line.look.points]
    over = {line.text.strip(" *#_[]:").lower(): below for line, below in heads if below}
    taken = sum(word in below for word, below in over.items())
    alone = 0 < len(over) == len(heads) and not any(":" in line.text for line, _ in heads)  # no two are alike
    if alone and (taken == len(heads) or (taken and len(heads) >= _HEADED)):
        return True
    if alone and len(heads) > 1 and not any(line.look.points for line, _ in heads):
        return True
    known = [(line, below) for line, below in heads if line.look.known]
    taken = sum(line.text.strip(" *#_[]:").lower() in below for line, below in known if below)
    headed = sum(bool(below) for _, below in known)
    from_top = any(line.look.known and _below(lines, at) for at, line in enumerate(lines[:2]))
    return (taken >= _HEADED and 2 * taken >= headed and 3 * taken >= len(known)) or (
        from_top and taken > 0 and headed > _HEADED and headed >= 0.8 * len(known)
    )


def _below(lines: Sequence[Line], at: int) -> str:
    """Return the paragraph below a line, in small letters; nothing where it is no prose."""
    block: list[Line] = []
    for line in map(lines.__getitem__, range(at + 1, len(lines))):
        if block and line.start - block[-1].end > 1:
            break
        if line.look.known:
            return ""  # whatever follows: a block of such lines is not read again from each of them
        block.append(line)
    words = " ".join(line.text for line in block)
    prose = any(line.sentence for line in block) or len(words) > _PARAGRAPH or ends_as_sentence(words)
    return words.lower() if prose else ""
