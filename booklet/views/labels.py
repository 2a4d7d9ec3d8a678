"""How a text, a date and a value are named in the publisher's voice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from booklet.book import Book, Text
from booklet.languages import calendar, phrases
from booklet.model import Claim, PartialDate

_OPENING_WORDS = 7
_LAST_LETTERS = 12
_LABEL_LETTERS = 40
_HEAD_LETTERS = 44  # a running head of the width of the page


def words_of(book: Book) -> Mapping[str, Any]:
    """Return the fixed words in the language of the publication."""
    return phrases(book.publication.language)


def title_of(text: Text) -> str:
    """Return the title as the text words it, or its opening words in square brackets."""
    if text.witness.title:
        return text.witness.title
    body = next((b for b in text.witness.blocks if b.role in {"heading", "paragraph", "verse", "list"}), None)
    opening = " ".join(text.witness.passage(body).split()[:_OPENING_WORDS]) if body else text.file
    return str(phrases(text.witness.language)["text"]["untitled"]).format(opening=opening.rstrip(" ,;:.—–-"))


def shorten(words: str, letters: int = _HEAD_LETTERS) -> str:
    """Cut at a word, with an ellipsis, where a line cannot hold more letters."""
    if len(words) <= letters:
        return words
    cut = words[: letters - 1].rsplit(" ", 1)[0].rstrip(" ,;:.—–-")
    for opening, closing in ("“”", "‘’", "«»", "()", '""'):  # half a quotation is left out whole
        last = cut.rfind(opening)
        if last > 0 and (cut.count('"') % 2 if opening == closing else closing not in cut[last:]):
            cut = cut[:last].rstrip(" ,;:.—–-")
    bracket = "]" if cut.startswith("[") else ""
    return f"{cut}\u00a0…{bracket}"


def date_words(date: PartialDate | None, language: str = "en") -> str:
    """Return, with no-break spaces, '20 January 2012', 'January 2012' or '2012'; an empty string for no date."""
    if date is None:
        return ""
    month = calendar(language).month_names[date.month - 1] if date.month else ""
    day = f"{date.day}\u00a0" if date.day else ""
    return "\u00a0".join(part for part in (f"{day}{month}", str(date.year)) if part)


def whole_ending(title: str) -> str:
    """Bind the last word of a title to the one before it, so that none stands alone on a line."""
    before, space, last = title.rpartition(" ")
    return f"{before}\u00a0{last}" if space and before.count(" ") >= 2 and len(last) <= _LAST_LETTERS else title


def label_of(text: Text, book: Book) -> str:
    """Name a text in a few words: its year, and who issued it where another text has the same year."""
    words = words_of(book)
    year = text.year or str(words["text"]["undated"])
    if sum((other.year or "") == text.year for other in book.texts) == 1 and text.year:
        return year
    issuer = (text.witness.issuer or "").split(" (")[0]
    return f"{year}, {shorten(issuer or title_of(text), _LABEL_LETTERS)}"


def number_words(value: float) -> str:
    """Return a value with its thousands marked: 26,000; 1.5."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def value_words(claim: Claim, book: Book) -> str:
    """Return what a claim says of the number, in figures: 'more than 130'."""
    values = words_of(book)["values"]
    low = number_words(claim.low) if claim.low is not None else ""
    high = number_words(claim.high) if claim.high is not None else ""
    key = claim.qualifier.replace(" ", "_")
    if claim.qualifier == "vague" or (not low and not high):
        return str(values["vague"]).format(quote=claim.quote)
    if claim.qualifier in {"at most", "less than"}:
        return str(values[key]).format(high=high or low)
    if claim.qualifier == "range" and low and high and low != high:
        return str(values["range"]).format(low=low, high=high)
    return str(values["exact" if claim.qualifier == "range" else key]).format(low=low or high)


def counted(words: Mapping[str, Any], key: str, count: int) -> str:
    """Return the phrase of a count: the one that a language has for one, where it is one."""
    return str(words[f"{key}_one" if count == 1 else key])


def count_words(count: int, book: Book) -> str:
    """Return a small count in words with a capital: 'Five'; above twelve in figures."""
    names = words_of(book)["numbers"]["words"]
    return str(names[count]).capitalize() if count < len(names) else str(count)
