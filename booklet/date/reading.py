"""A witness with its dates, sentences and edges found once, and the patterns of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import takewhile

from booklet.almanac import YEAR, numerals, weekday_pattern
from booklet.dates import Mention, find_dates
from booklet.languages import calendar, table
from booklet.model import Block, PartialDate, Witness
from booklet.sentences import sentence_at, split_sentences

_NEAR = 400  # characters on either side, for what stands near a place
_MARK = re.compile(r"\s*(?:[•·▪*–—-]\s|\(?\d{1,3}[.)]\s)")  # before an item of a list
_REACH = 90  # characters around 'years' in which its number and the words that belong to it stand
_CLOSING_YEAR = re.compile(rf"[^\W\d]{{2}},\s(?P<year>{YEAR})\W{{0,3}}$")
_LAST_YEAR = re.compile(rf"\b(?P<year>{YEAR})\W{{0,3}}$")
_GREETING = 60  # characters of a salutation
_LETTER = 120  # characters of a line that is the letter itself, and no head of it
_SHORT = 130  # characters of a line of facts
_LONG = 2_000  # characters at either end of a line in which it may date its text,
_MOST = 30  # and dates there; the work stays in step with the text
EDGE = 8  # lines at the head and at the foot in which a text dates itself
_ADDRESSES = 20  # lines: a letter under two addresses bears its date as late as this


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate for the date of a text: how strongly the words say so, and the words."""

    score: float
    date: PartialDate
    words: str
    kind: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text with the dates in it, counted from its own beginning."""

    text: str
    mentions: tuple[Mention, ...]
    from_top: int = 0
    from_end: int = 0
    block: Block | None = None
    removed: bool = False  # `clean` took it out with the furniture
    listed: bool = False  # one of several items with a mark before them
    cites: bool = False  # in a list of works: under 'Further reading'
    imprint: bool = False  # beside a line that names an edition or a printer


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, read once for the whole stage."""

    witness: Witness
    mentions: tuple[Mention, ...]
    sentences: list[tuple[int, int]]
    lines: tuple[Line, ...]  # those at head and foot, and those removed
    told: tuple[Mention, ...]  # the dates but for marks of copyright, of copying and of what is to come
    latest_year: int  # the last that the text speaks of as past, marks of copyright and of copying aside

    @property
    def text(self) -> str:
        """Return the cleaned text."""
        return self.witness.text

    @property
    def language(self) -> str:
        """Return the text's language."""
        return self.witness.language

    def pattern(self, name: str) -> str:
        """Return a pattern of dating.toml as it is written."""
        return patterns(self.language)[name].pattern

    @property
    def head_end(self) -> int:
        """Return where the opening ends: the first six sentences."""
        return self.sentences[min(len(self.sentences) - 1, 5)][1] if self.sentences else 0

    def sentence(self, position: int) -> str:
        """Return the sentence at a position; of a very long one what stands near it."""
        span = sentence_at(self.sentences, position)
        if span is None:
            return ""
        return self.text[max(span[0], position - _NEAR) : min(span[1], position + _NEAR)]

    def titles(self) -> str:
        """Return the words of the title and of the lines under it."""
        return " ".join(self.witness.passage(b) for b in self.witness.blocks if b.role in {"title", "subtitle"})


def read(witness: Witness, removed: str = "") -> Reading:
    """Find dates, sentences and edges of one text."""
    mentions = tuple(m for m in find_dates(witness.text, witness.language))
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", witness.text)]
    lines = []
    marks = [_MARK.match(witness.text[start:end]) is not None for start, end in spans]
    cited = False
    head = max(EDGE, _letter_head(witness, spans))
    for n, (start, end) in enumerate(spans):
        cited = _in_list_of_works(witness, start, end, cited)
        if n < head or n >= len(spans) - EDGE:
            block = next((b for b in witness.blocks if b.start <= start < b.end), None)
            beside = range(max(0, n - 1), min(len(spans), n + 2))
            imprint = any(matches(witness.language, "imprint", witness.text[slice(*spans[k])]) for k in beside)
            listed = marks[n] and any(marks[k] for k in beside if k != n)
            for a, b in _edges(start, end):
                inside = tuple(_moved(m, -a) for m in mentions if a <= m.start and m.end <= b)
                inside = inside if len(inside) <= 2 * _MOST else (*inside[:_MOST], *inside[-_MOST:])
                inside += _closing_year(witness.text[a:b], inside)
                inside += _year_of_a_number(witness.text[a:b], inside, witness.language)
                lines.append(
                    Line(
                        witness.text[a:b], inside, n, len(spans) - 1 - n, block,
                        listed=listed, cites=cited, imprint=imprint,
                    )
                )  # fmt: skip
    for text in removed.split("\n"):
        if text.strip():
            lines.append(Line(text, tuple(find_dates(text, witness.language)), removed=True))
    sentences = split_sentences(witness.text, witness.language)
    told = tuple(m for m in mentions if m.date is None or not _aside(witness, m))
    years = [m.date.year for m in told if m.date]
    return Reading(witness, mentions, sentences, tuple(lines), told, max(years, default=0))


def _letter_head(witness: Witness, spans: Sequence[tuple[int, int]]) -> int:
    """Return how many lines stand above a salutation: the names and addresses of a letter, and its date."""
    lines = [witness.text[start:end].strip() for start, end in spans[:_ADDRESSES]]
    head = takewhile(lambda line: len(line) < _LETTER, lines)  # up to the letter itself
    greeted = [
        n for n, line in enumerate(head) if len(line) < _GREETING and matches(witness.language, "greeting", line)
    ]
    return max(greeted, default=0)  # 'To the Editor' may stand above an address, and 'Dear Sir' below the date


def _edges(start: int, end: int) -> list[tuple[int, int]]:
    """Return a line, or the beginning and the end of one so long that nothing in its middle dates a text."""
    return [(start, end)] if end - start <= 2 * _LONG else [(start, start + _LONG), (end - _LONG, end)]


def _closing_year(line: str, known: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the year after a comma that ends a short line: 'sixth edition, 1907.'."""
    match = _CLOSING_YEAR.search(line)
    if match is None or len(line) > _SHORT or any(m.end > match.start("year") for m in known):
        return ()
    return (Mention(match.start("year"), match.end("year"), PartialDate(int(match["year"]))),)


def _year_of_a_number(line: str, known: Sequence[Mention], language: str) -> tuple[Mention, ...]:
    """Return the year of a series: 'Circular No. 14, 1911', 'Bulletin 22/1911', 'The Almanac for 1911'."""
    if len(line) > _SHORT:
        return ()
    ends = _LAST_YEAR.search(line)
    if ends and not any(m.end > ends.start("year") for m in known):
        lead = line[: ends.start("year")]
        if matches(language, "yearly_serial", lead) or matches(language, "ranked_serial", lead):
            return (Mention(ends.start("year"), ends.end("year"), PartialDate(int(ends["year"]))),)
    for number in patterns(language)["serial_number"].finditer(line):
        if number.start() and not matches(language, "serials", line[: number.end()]):
            continue  # 'Lifeboat No. 14, 1901'
        match = patterns(language)["serial_year"].match(line, number.end())
        if match and not any(m.start < match.end() and m.end > match.start("year") for m in known):
            return (Mention(match.start("year"), match.end("year"), PartialDate(int(match["year"]))),)
    return ()


def _in_list_of_works(witness: Witness, start: int, end: int, before: bool) -> bool:
    """Say whether a line stands under a heading like 'Further reading'; another heading ends the list."""
    line = witness.text[start : min(end, start + _NEAR)]
    if matches(witness.language, "list_of_works", line):
        return True
    heading = any(b.role == "heading" and b.start <= start < b.end for b in witness.blocks) if before else False
    return before and not heading


def _aside(witness: Witness, mention: Mention) -> bool:
    """Say whether a date is of the copy or of the future, and not of what the text tells."""
    text = witness.text
    start = max(0, mention.start - _NEAR, text.rfind("\n", 0, mention.start) + 1)
    end = text.find("\n", mention.end, mention.end + _NEAR)
    line = text[start : end if end >= 0 else mention.end + _NEAR]
    marked = any(matches(witness.language, name, line) for name in ("copyright", "copied", "kept"))
    if marked and len(line) < 300:
        return True
    if matches(witness.language, "jubilee", line) and not matches(witness.language, "past_telling", line):
        return True  # an anniversary that is announced
    if matches(witness.language, "of_the_file", text[start : mention.start]):
        return True
    before = text[max(0, mention.start - 60) : mention.start].rsplit(".", 1)[-1]
    return matches(witness.language, "future", before)


def _moved(mention: Mention, by: int) -> Mention:
    return Mention(
        mention.start + by, mention.end + by, mention.date, mention.month, mention.day, mention.first,
        mention.doubtful, mention.short_year,
    )  # fmt: skip


@cache
def patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of dating.toml, with the numbers, months and weekdays of the language in them."""
    said = numerals(language)
    fill = {
        "{ordinal}": said.ordinal,
        "{number}": said.cardinal,
        "{month}": "|".join(calendar(language).month_names),
        "{weekday}": weekday_pattern(language),
    }
    made = {}
    for name, text in table("dating.toml", language).items():
        filled = reduce(lambda pattern, slot: pattern.replace(*slot), fill.items(), text)
        made[name] = re.compile(filled, re.IGNORECASE)
    return made


def matches(language: str, name: str, text: str) -> bool:
    """Say whether a pattern of dating.toml is found in some words."""
    return patterns(language)[name].search(text) is not None


def happened(language: str, name: str, text: str) -> re.Match[str] | None:
    """Return where 'last night' and the like say when a thing happened, and not when somebody spoke of it."""
    said = patterns(language)["said_then"]
    for match in patterns(language)[name].finditer(text):
        if not said.search(text[max(0, match.start() - _REACH) : match.start()]):
            return match
    return None


def near_years(reading: Reading) -> list[tuple[int, int]]:
    """Return the stretches around words like 'years' and 'anniversary': only there can a span be named."""
    near: list[tuple[int, int]] = []
    for match in each(reading.language, "span_words", reading.text):
        start, end = max(0, match.start() - _REACH), min(len(reading.text), match.end() + _REACH)
        if near and start <= near[-1][1]:
            near[-1] = (near[-1][0], end)
        else:
            near.append((start, end))
    return near


def each(language: str, name: str, text: str) -> Iterator[re.Match[str]]:
    """Yield every place where a pattern of dating.toml is found."""
    return patterns(language)[name].finditer(text)


def best(found: Sequence[Found]) -> Found | None:
    """Return the strongest candidate; of equals the first."""
    return max(found, key=lambda f: f.score, default=None)


def short(line: str, letters: int = 120) -> str:
    """Return a line cut, at a word, to what a line of evidence holds."""
    line = " ".join(line.split())
    return line if len(line) <= letters else line[: letters - 2].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def around(sentence: str, phrase: str) -> str:
    """Return the words around a phrase, as much as a line of evidence holds."""
    sentence = " ".join(sentence.split())
    phrase = " ".join(phrase.split())
    at = sentence.find(phrase)
    if len(sentence) <= 110 or at < 0:
        return short(sentence, 110) if at <= 60 else phrase
    start = max(0, at - 30)
    start = sentence.rfind(" ", 0, start) + 1 if start else 0
    end = sentence.find(" ", min(len(sentence) - 1, at + len(phrase) + 40))
    return ("… " if start else "") + sentence[start : end if end > 0 else None] + (" …" if end > 0 else "")
