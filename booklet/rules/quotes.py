"""Quotation marks in one style a text, where the pairs are certain. House style: it can be switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.rules.base import Context, Edit, Rule, either

_CUT_END = re.compile(
    rf"(?:s|[^\W\d_]{{2}}{either('en', 'apostrophe', 'cut')}|\b{either('en', 'apostrophe', 'elided')})$", re.IGNORECASE
)
_CUT_BEGINNING = re.compile(rf"(?:{either('en', 'apostrophe', 'begun')}\b|\d)", re.IGNORECASE)
_OF_SHORT_FORM = re.compile(r"'(?<=[^\W\d_]\.')(?=s\b)")
_YEAR_CUT = re.compile(r"'(?<![^\s(].)(?=\d\ds?\b)")
_OTHERS = ("“", "«", "„", "``", "‹")  # kinds of quotation marks
_VERSE = 70  # characters that a line of verse has at most


def _paragraphs(text: str, mark: str) -> Iterator[tuple[int, str]]:
    """Give the paragraphs that hold a mark and are no verse, with their places."""
    if mark not in text:
        return
    for match in re.finditer(r"[^\n]++(?:\n(?!\n)[^\n]++)*", text):
        if mark in match[0] and not _is_verse(match[0].split("\n")):
            yield match.start(), match[0]


def _is_verse(lines: list[str]) -> bool:
    """Say whether lines are verse: four or more, none long, each with a capital or of its own length."""
    if len(lines) < 4 or max(map(len, lines)) > _VERSE:
        return False
    capitals = sum(line.lstrip(" \t“‘\"'([")[:1].isupper() for line in lines)
    ragged = sum(len(line) < 0.8 * max(map(len, lines)) for line in lines[:-1])
    stops = sum(bool(re.search(r"[.!?][”’\"')]{0,3}$", line.rstrip()[-6:])) for line in lines)
    return stops <= 0.6 * len(lines) and (capitals >= 0.8 * len(lines) or ragged >= 0.3 * len(lines))


def double(text: str, context: Context) -> Iterator[Edit]:
    """Straight double marks become curly ones where a paragraph holds them in certain pairs.

    An opening one stands after a space or bracket and before a word, a closing one the other way round. A mark
    behind a figure may mean inches or seconds: such a paragraph is left alone. Words marked [sic] are, too.
    """
    for start, paragraph in _paragraphs(text, '"'):
        marks = [m.start() for m in re.finditer('"', paragraph)]
        if sum(kind in paragraph for kind in _OTHERS) > 1:
            continue  # it shows what marks there are
        if not marks or len(marks) % 2 or "[sic]" in paragraph or re.search(r'\d"(?!\s*[.,;:)]?\s*$)', paragraph):
            continue
        if not all(_opens(paragraph, at) for at in marks[::2]) or not all(_closes(paragraph, at) for at in marks[1::2]):
            continue
        for n, at in enumerate(marks):
            yield Edit(start + at, start + at + 1, "”" if n % 2 else "“")


def single(text: str, context: Context) -> Iterator[Edit]:
    """Straight single marks become curly ones where one pair stands in a paragraph, plainly around words."""
    for start, paragraph in _paragraphs(text, "'"):
        marks = [m.start() for m in re.finditer("'", paragraph)]
        quotes = [at for at in marks if not _is_apostrophe(paragraph, at)]
        if len(quotes) != 2 or "[sic]" in paragraph or "`" in paragraph:
            continue
        first, last = quotes
        if _opens(paragraph, first) and _closes(paragraph, last) and not _leaves_letters_out(paragraph, first, last):
            yield Edit(start + first, start + first + 1, "‘")
            yield Edit(start + last, start + last + 1, "’")


def _leaves_letters_out(text: str, first: int, last: int) -> bool:
    """Say whether one of two marks may be an apostrophe: behind an s or 'smokin', before 'twas or '80s."""
    return bool(_CUT_END.search(text, max(0, last - 20), last) or _CUT_BEGINNING.match(text, first + 1))


def apostrophes(text: str, context: Context) -> Iterator[Edit]:
    """A straight mark between two letters is an apostrophe; printed books set it curly.

    So is one before the s behind a short form, 'St. Mary Ch.'s', and before the last two figures of a year.
    """
    if "'" not in text:
        return
    for match in re.finditer(r"'(?=[^\W\d_])(?<=[^\W\d_].)", text):
        if "`" not in text[max(0, match.start() - 30) : match.end() + 30]:
            yield Edit(match.start(), match.end(), "’")
    for match in _OF_SHORT_FORM.finditer(text):
        yield Edit(match.start(), match.end(), "’")
    for start, paragraph in _paragraphs(text, "'"):
        years = [match.start() for match in _YEAR_CUT.finditer(paragraph)]
        meant = (at for at in range(len(paragraph)) if paragraph[at] == "'" and not _is_apostrophe(paragraph, at))
        if years == [at for at in meant if not _OF_SHORT_FORM.match(paragraph, at)]:  # nothing else is quoted there
            yield from (Edit(start + at, start + at + 1, "’") for at in years)


def backticks(text: str, context: Context) -> Iterator[Edit]:
    """A backtick between a letter and the ending of a contraction or a possessive is an apostrophe.

    In names of other alphabets it stands before other letters; around words it marks code.
    """
    for match in re.finditer(
        rf"`(?:(?<=[a-z]`)|(?<=\bI`))(?={either(context.language, 'apostrophe', 'endings')}(?![\w`]))", text
    ):
        opening = re.search(r"(?<![^\s(])`[^`\n]{1,80}$", text[max(0, match.start() - 82) : match.start()])
        if opening is None:  # else the end of what is marked as code
            yield Edit(match.start(), match.end(), "’")


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return (not before or before in " \n([—–-“‘") and bool(after) and not after.isspace() and after not in ".,;:!?)"


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before) and not before.isspace() and (not after or not after.isalnum())


def _is_apostrophe(text: str, at: int) -> bool:
    return text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()


RULES = (
    Rule(
        "quotes.double",
        "editorial",
        double,
        (('He said "no" and left.', "He said “no” and left."),),
        (
            'a 6" gun and a "9" one',
            'one " alone',
            'Words in "such", in “such” and in «such» marks',
            '"as if [sic] so"',
            'The bell said "no"\nTo the wood and the stone,\nAnd the "yes" of the water\nWas heard alone.',
        ),
    ),
    Rule(
        "quotes.single",
        "editorial",
        single,
        (("known as 'Black Friday,' a day", "known as ‘Black Friday,’ a day"),),
        ("the miners' wives and 'their", "'tis the '90s", "for 'Tonio, who is sleepin'!"),
    ),
    Rule(
        "quotes.backticks",
        "mechanical",
        backticks,
        (("my mother`s garden, and I`m sure you can`t", "my mother’s garden, and I’m sure you can’t"),),
        ("Isma`il and the Ka`ba of Sana`a", "run `ls`s output, or `make all`"),
        ("en",),
    ),
    Rule(
        "quotes.apostrophes",
        "editorial",
        apostrophes,
        (("the town's", "the town’s"), ("Geo.'s boat of '09 and of '10", "Geo.’s boat of ’09 and of ’10")),
        ("5'9", "rock 'n' roll", "he said: '45 men went'"),
    ),
)
