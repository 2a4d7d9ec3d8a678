"""The frozen values that pass between the stages. Nothing here does work.

A text keeps one name all the way: `file`, its bare file name. Offsets are counted in
characters: in the decoded source for a `Source`, in the cleaned text for everything after `clean`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ChangeKind = Literal["mechanical", "editorial", "decision"]
RuleKind = Literal["mechanical", "editorial", "doubtful"]
Basis = Literal["given", "stated", "inferred", "unknown"]
Precision = Literal["day", "month", "year", "unknown"]
Qualifier = Literal["exact", "about", "at least", "more than", "at most", "less than", "range", "vague"]
Verdict = Literal["agree", "compatible", "conflict", "single"]
Severity = Literal["error", "warning", "note"]
Role = Literal[
    "title", "subtitle", "byline", "dateline", "editor_note",  # set in the head of the text
    "heading", "paragraph", "verse", "list", "table", "address",  # its body
    "signature", "closing_date",  # set at its foot
]  # fmt: skip


# -- read


@dataclass(frozen=True, slots=True)
class Source:
    """One file as received."""

    file: str
    data: bytes
    sha256: str
    encoding: str  # a codec under which data.decode(encoding) is the file, BOM and CR and all
    evidence: str  # how the encoding was known, in words

    @property
    def decoded(self) -> str:
        """Return the text of the file before any change."""
        return self.data.decode(self.encoding)


# -- clean


@dataclass(frozen=True, slots=True)
class Change:
    """One correction that was made. `start` counts in the text at that moment; `line` in the file, from 1."""

    id: str
    rule: str
    kind: ChangeKind
    line: int
    start: int
    before: str
    after: str
    reason: str = ""  # for decisions: the person's own reason


@dataclass(frozen=True, slots=True)
class Proposal:
    """One correction that a person should decide. `start` counts in the cleaned text."""

    id: str
    rule: str
    line: int
    start: int
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text after the rules, with the log that leads there and back."""

    file: str
    text: str
    changes: tuple[Change, ...]
    proposed: tuple[Proposal, ...] = ()
    notes: tuple[str, ...] = ()  # said once to the user, e.g. 'no lexicon for tr: those rules are off'
    stale: tuple[str, ...] = ()  # decisions by a person that match nothing any more


# -- attribute


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the cleaned text and the part it plays. The blocks of a text hold all its words, in order."""

    role: Role
    start: int
    end: int
    level: int = 0  # of a heading, 1 for the highest inside the text


@dataclass(frozen=True, slots=True)
class Witness:
    """A source, cleaned, with what it says of itself."""

    file: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None  # as the text words it, in one line; None: the text names none
    title_evidence: str = ""
    issuer: str | None = None
    issuer_evidence: str = ""
    language: str = "en"

    def passage(self, block: Block) -> str:
        """Return the words of a block as they stand in the cleaned text."""
        return self.text[block.start : block.end]


# -- date, order


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as the words that gave it, and never more."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")

    @property
    def precision(self) -> Precision:
        """Return 'day', 'month' or 'year'."""
        return "day" if self.day is not None else "month" if self.month is not None else "year"

    def __str__(self) -> str:
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)])


@dataclass(frozen=True, slots=True)
class Dating:
    """The date of a text (not of the event), how it is known, and the words that show it."""

    file: str
    date: PartialDate | None
    basis: Basis
    evidence: str  # in words a reader understands, quoting the text
    doubt: str = ""  # what speaks against it, or what it rests on besides; empty when there is nothing


@dataclass(frozen=True, slots=True)
class Placed:
    """A text's place in the booklet."""

    dating: Dating
    position: int  # from 1
    tie: str = ""  # how a tie or a doubt was decided, in words; empty when there was none


# -- count, compare


@dataclass(frozen=True, slots=True)
class Frame:
    """What a claimed number counts, as far as the words say. `count` fills it, `compare` alone reads it."""

    family: str = ""  # what happened: a family of the lexicon, 'killed'
    thing: str = ""  # what is counted when it is not people
    part: bool = False  # a part of a total named beside it
    confidence: float = 1.0
    context: frozenset[str] = frozenset()  # plain forms of the words around
    kind: str = ""  # 'people', 'thing', 'money', 'measure'; nothing where no noun stands with the number
    noun: str = ""  # the noun counted, in the singular
    verb: str = ""  # the verb it is subject or object of, in its plain form
    announced: str = ""  # the noun that announces it: 'toll', 'crowd'
    heading: frozenset[str] = frozenset()  # words of its label, column and heading
    companions: frozenset[float] = frozenset()  # the other numbers of its sentence
    sentence: int = 0  # its sentence, counted through the text
    rival: bool = False  # words beside it set it against another figure: 'others say', 'officially'
    places: frozenset[str] = frozenset()  # the names of places in its clause
    summed: bool = False  # with its neighbours it adds up to a total beside it
    understood: bool = False  # its noun is only the one counted before it


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that one text puts forward. An open end is None."""

    id: str
    file: str
    start: int  # of `quote` in the cleaned text
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str
    group: str
    place: str
    phase: str
    said_by: str
    quote: str  # the words that state the number, with their qualifier
    why: str  # every step of the reading, in words
    number_start: int = 0  # where the number itself stands in the cleaned text, and where it ends:
    number_end: int = 0  # the footnote call is set after it
    page: str | None = None
    frame: Frame = field(default_factory=Frame)


@dataclass(frozen=True, slots=True)
class Topic:
    """The claims that speak of one quantity, and how they stand to each other."""

    id: str
    topic: str  # in plain words: 'Killed', 'Troops deployed'
    verdict: Verdict
    low: float | None
    high: float | None
    claims: tuple[Claim, ...]
    note: str = ""  # e.g. a later count, or a decision by hand with its reason


# -- chronicle


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a text, quoted whole."""

    file: str
    start: int
    quote: str
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What the texts say of one day, month or year: one quoted sentence and who else says the same."""

    id: str
    date: PartialDate
    passage: Passage
    also: tuple[Passage, ...] = ()  # other texts that say the same day and thing; their words are not merged

    @property
    def date_key(self) -> tuple[int, int, int]:
        """Return a key that puts a coarse date before the finer ones it holds."""
        return (self.date.year, self.date.month or 0, self.date.day or 0)


# -- findings


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know: a stable code, plain words, and what to do."""

    code: str
    severity: Severity
    message: str
    where: str = ""
    advice: str = ""
