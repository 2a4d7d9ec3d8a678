"""booklet.toml and sources.toml, checked once. A complaint names file, line and key, and what would be right."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from datetime import date as Day
from pathlib import Path
from typing import Any, cast

from booklet.editions import EDITIONS, PAPERS, Paper, paper_named
from booklet.errors import BadInput, WrongUse
from booklet.model import (
    Decisions,
    EventDecision,
    FigureDecision,
    PartialDate,
    Qualifier,
    Replacement,
    Ruling,
    SourceFacts,
)

BOOK, SOURCES, SEEDS = "booklet.toml", "sources.toml", "seeds"
_MAX_BYTES = 1_000_000
PARTS = ("half-title", "imprint", "chronology", "figures", "sources", "colophon")
VARIABLES = (
    "accent", "ink", "soft", "grey", "hairline", "cover", "cover-text", "cover-soft", "cover-accent",
    "text-face", "note-face", "display-face", "text-size", "margin-top", "margin-bottom", "margin-spine", "margin-fore",
)  # fmt: skip
_COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?$|[a-z]{3,20}$")
_LENGTH = re.compile(r"\d{1,3}(?:\.\d{1,3})?(?:mm|pt|cm|in|rem)$")
_FACE = re.compile(r"[\w .'-]{1,60}$")


@dataclass(frozen=True, slots=True)
class Project:
    """A folder of texts and what its owner wrote about the publication."""

    folder: Path
    seeds: Path  # the folder that holds the texts
    title: str = ""
    subtitle: str = ""
    date: str = ""  # of the event, as it is to be printed
    event: PartialDate | None = None  # the same for reckoning anniversaries
    place: str = ""
    publisher: str = ""
    rights: str = ""
    dedication: str = ""
    note: str = ""
    language: str = "en"
    issued: datetime | None = None
    paper: Paper = PAPERS["a5"]
    thickness: float = 0.1  # mm, of one sheet
    flip: str = "short"
    signature: int | None = None  # sheets folded together
    editions: tuple[str, ...] = tuple(EDITIONS)
    icc: Path | None = None
    leave_out: frozenset[str] = frozenset()
    sections: tuple[str, ...] = ()
    style: Mapping[str, str] = field(default_factory=dict)
    without_rules: frozenset[str] = frozenset()
    lexicon: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    seconds: float = 300.0
    decisions: Decisions = field(default_factory=Decisions)


def load(folder: Path) -> Project:
    """Read a project. A plain folder of texts is one, too. Raises `WrongUse` or `BadInput`."""
    if not folder.exists():
        raise WrongUse("there is no such folder", where=str(folder), advice="Give the folder that holds the texts.")
    if not folder.is_dir():
        raise WrongUse("is a file, not a folder", where=str(folder), advice="Give the folder that holds the texts.")
    seeds = folder / SEEDS if (folder / SEEDS).is_dir() else folder
    values = _Table.read(folder / BOOK)
    return _project(folder, seeds, values, _decisions(seeds / SOURCES))


def project_of(file: Path) -> Project:
    """Return what counts when one file is cleaned: sources.toml beside it, and the project's language."""
    if not file.exists():
        raise WrongUse("there is no such file", where=str(file))
    beside = file.resolve().parent
    folder = beside.parent if beside.name == SEEDS else beside
    values = _Table.read(folder / BOOK)
    return _project(folder, beside, values, _decisions(beside / SOURCES))


# -- a TOML table that knows its lines


@dataclass(frozen=True, slots=True)
class _Table:
    """Values with the file they came from. Every key must be asked for, or it is unknown."""

    where: str
    text: str
    values: Mapping[str, Any]
    name: str = ""  # of the table, for messages
    first_line: int = 1

    @classmethod
    def read(cls, path: Path) -> _Table:
        try:
            data = path.read_bytes() if path.is_file() else b""
        except OSError as error:
            raise BadInput(f"cannot be read: {error.strerror}", where=path.name) from error
        if len(data) > _MAX_BYTES:
            raise BadInput("is too large for a configuration file", where=path.name)
        try:
            text = data.decode("utf-8-sig")
            return cls(path.name, text, tomllib.loads(text))
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise BadInput("is not UTF-8 text", where=path.name, line=line, advice="Save it as UTF-8.") from error
        except RecursionError as error:
            raise BadInput("is nested too deeply", where=path.name) from error
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            problem = re.sub(r" \(at .*\)$", "", str(error))
            raise BadInput(
                f"cannot be understood: {problem}", where=path.name, line=int(found[1]) if found else None,
                advice="Words stand between quotation marks, as in title = \"The flood\".",
            ) from error  # fmt: skip

    def line_of(self, key: str) -> int | None:
        """Return the line of a key, by searching for it from the table's head on."""
        lines = self.text.splitlines()
        start = self.first_line - 1
        pattern = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(?:=|\]|\.)")
        inline = re.compile(rf"[{{,]\s*[\"']?{re.escape(key)}[\"']?\s*=")
        for number, line in enumerate(lines[start:], start + 1):
            if pattern.match(line) or inline.search(line):
                return number
        return None

    def wrong(self, key: str, problem: str, advice: str = "") -> BadInput:
        """Return the complaint about a key."""
        place = f"[{self.name}] " if self.name else ""
        return BadInput(f"{place}{key}: {problem}", where=self.where, line=self.line_of(key), advice=advice)

    def known(self, *keys: str) -> None:
        """Complain of the first key that is not one of `keys`, and name the nearest."""
        for key in self.values:
            if key not in keys:
                near = difflib.get_close_matches(key, keys, 1, 0.5)
                advice = f"Did you mean {near[0]}?" if near else f"Known here: {', '.join(keys)}."
                raise self.wrong(key, "is not known", advice)

    def table(self, key: str) -> _Table:
        """Return a table inside this one; an empty one where it is left out."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, f"is a table: write [{key}] on a line of its own, and its keys under it")
        return _Table(self.where, self.text, value, key, self.line_of(key) or self.first_line)

    def words(self, key: str, default: str = "") -> str:
        """Return a text of one paragraph."""
        value = self.values.get(key, default)
        if isinstance(value, Day | datetime | int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise self.wrong(key, "is a text: write it between quotation marks")
        if len(value) > 5000 or re.search(r"[\x00-\x08\x0b-\x1f\x7f]", value):
            raise self.wrong(key, "is too long or holds characters that are no text")
        return " ".join(value.split())

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "is true or false, without quotation marks")
        return value

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """Return a number between `low` and `high`."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.wrong(key, f"is a number between {low:g} and {high:g}")
        return float(value)

    def names(self, key: str, known: tuple[str, ...] | None = None, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of words, each one of `known` if that is given."""
        value = self.values.get(key, list(default))
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, 'is a list of words: ["one", "two"]')
        for item in value:
            if known is not None and item not in known:
                near = difflib.get_close_matches(item, known, 1, 0.5)
                advice = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(known)}."
                raise self.wrong(key, f"{item!r} is not known", advice)
        return tuple(value)

    def partial_date(self, key: str) -> PartialDate | None:
        """Return '1990', '1990-01' or '1990-01-20', in quotation marks or not."""
        if key not in self.values:
            return None
        words = str(self.values[key])
        match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", words)
        try:
            if not match:
                raise ValueError
            year, month, day = (int(part) if part else None for part in match.groups())
            Day(cast("int", year), month or 1, day or 1)
        except ValueError:
            raise self.wrong(key, f"{words} is no date", 'Write "1990-01-20", "1990-01" or "1990".') from None
        return PartialDate(cast("int", year), month, day)


# -- booklet.toml


def _project(folder: Path, seeds: Path, top: _Table, decisions: Decisions) -> Project:
    top.known("booklet", "paper", "editions", "press", "parts", "style", "clean", "figures", "limits")
    book, paper, press = top.table("booklet"), top.table("paper"), top.table("press")
    parts, clean, limits = top.table("parts"), top.table("clean"), top.table("limits")
    book.known(
        "title", "subtitle", "date", "event", "place", "publisher", "rights", "dedication", "note", "language", "issued"
    )
    paper.known("size", "thickness", "flip", "signature")
    press.known("icc")
    parts.known(*PARTS, "sections")
    clean.known("without")
    limits.known("seconds")
    language = book.words("language", "en")
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language):
        raise book.wrong("language", f"{language!r} is no language code", 'Write "en", "de", "fr" and the like.')
    signature = int(paper.number("signature", 0, 0, 32))
    flip = paper.words("flip", "short")
    if flip not in {"short", "long"}:
        raise paper.wrong("flip", 'is "short" or "long": the edge over which your printer turns the sheet')
    return Project(
        folder,
        seeds,
        title=book.words("title"),
        subtitle=book.words("subtitle"),
        date=book.words("date"),
        event=book.partial_date("event"),
        place=book.words("place"),
        publisher=book.words("publisher"),
        rights=book.words("rights"),
        dedication=book.words("dedication"),
        note=book.words("note"),
        language=language,
        issued=_moment(book),
        paper=_paper(paper),
        thickness=paper.number("thickness", 0.1, 0.0, 0.5),
        flip=flip,
        signature=signature or None,
        editions=top.table("editions").names("which", tuple(EDITIONS), tuple(EDITIONS)),
        icc=_inside(press, "icc", folder),
        leave_out=frozenset(name for name in PARTS if not parts.flag(name, True)),
        sections=_sections(parts),
        style=_style(top.table("style")),
        without_rules=frozenset(clean.names("without")),
        lexicon=_lexicon(top.table("figures")),
        seconds=limits.number("seconds", 300, 5, 36_000),
        decisions=decisions,
    )


def _moment(book: _Table) -> datetime | None:
    value = book.values.get("issued")
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise book.wrong("issued", "is no date", "Write issued = 2026-01-20, without quotation marks.") from None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, Day):
        return datetime.combine(value, time(), UTC)
    raise book.wrong("issued", "is no date", "Write issued = 2026-01-20, without quotation marks.")


def _paper(paper: _Table) -> Paper:
    size = paper.words("size", "a5").lower()
    found = paper_named(size)
    if found is None:
        known = ", ".join(PAPERS)
        raise paper.wrong("size", f"{size!r} is no paper", f'Known: {known}; or a size such as "170x240mm".')
    return found


def _inside(table: _Table, key: str, folder: Path) -> Path | None:
    """Return a file of the project; a path that leads out of it is refused."""
    name = table.words(key)
    if not name:
        return None
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise table.wrong(key, "lies outside the project", "Copy the file into the project and name it from there.")
    if not path.is_file():
        raise table.wrong(key, f"{name} is not there")
    return path


def _sections(parts: _Table) -> tuple[str, ...]:
    names = parts.names("sections")
    for name in names:
        if not re.fullmatch(r"[a-z][a-z0-9-]{0,40}", name):
            raise parts.wrong("sections", f"{name!r} is no name of a template", "Use small letters and hyphens.")
    return names


def _style(style: _Table) -> Mapping[str, str]:
    """Return variables that stand on top of tokens.css. Only plain values: nothing here can fetch or break out."""
    style.known(*VARIABLES)
    values: dict[str, str] = {}
    for key in style.values:
        value = style.words(key)
        if key.endswith("-face"):
            if not _FACE.match(value):
                raise style.wrong(key, 'is the name of a typeface, such as "Source Serif 4"')
            values[key] = f'"{value}"'
        elif key.startswith(("margin", "text-size")):
            if not _LENGTH.match(value):
                raise style.wrong(key, 'is a measure, such as "20mm" or "10.5pt"')
            values[key] = value
        else:
            if not _COLOUR.match(value):
                raise style.wrong(key, 'is a colour, such as "#1d4e6b"')
            values[key] = value
    return values


def _lexicon(figures: _Table) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return words that the owner adds to the families of events: [figures.killed] verbs = [...]."""
    roles = {"verbs": "v", "happens": "i", "nouns": "n", "announces": "e"}
    found = []
    for family in figures.values:
        table = figures.table(family)
        table.known(*roles)
        for key, role in roles.items():
            words = table.names(key)
            if not all(re.fullmatch(r"[\w’' *-]{2,40}", word) for word in words):
                raise table.wrong(key, "holds words only; * stands for any ending")
            if words:
                found.append((family, role, words))
    return tuple(found)


# -- sources.toml

_FACTS = ("title", "issuer", "date", "language", "url", "accessed", "reference", "rights", "note", "skip", "reason")
_LISTS = ("accept", "reject", "replace", "omit")


def _decisions(path: Path) -> Decisions:
    top = _Table.read(path)
    sources, figures, events = [], [], []
    for name, value in top.values.items():
        if name == "figures":
            figures = [_figure(entry) for entry in _entries(top, name)]
        elif name == "chronology":
            events = [_event(entry) for entry in _entries(top, name)]
        elif isinstance(value, dict):
            sources.append(_facts(top.table(name), name))
        else:
            raise top.wrong(
                name,
                "stands outside of any text",
                'Put it under the name of its text: ["report.txt"] on a line of its own.',
            )
    return Decisions(tuple(sources), tuple(figures), tuple(events))


def _facts(table: _Table, file: str) -> SourceFacts:
    if "/" in file or "\\" in file:
        raise table.wrong(file, "is not a bare file name")
    table.known(*_FACTS, *_LISTS)

    def rulings(key: str) -> tuple[Ruling, ...]:
        return tuple(
            Ruling(entry.words("id"), _reason(entry)) for entry in _entries(table, key, ("id", "reason"), ("id",))
        )

    replaced = [
        Replacement(_verbatim(entry, "before"), _verbatim(entry, "after"), _reason(entry))
        for entry in _entries(table, "replace", ("before", "after", "reason"), ("before", "after"))
    ]
    omitted = [
        Replacement(_verbatim(entry, "text"), "[…]", _reason(entry))
        for entry in _entries(table, "omit", ("text", "reason"), ("text",))
    ]
    words = {key: table.words(key) or None for key in _FACTS if key not in {"date", "skip", "reason"}}
    if any(key in table.values for key in ("title", "issuer", "date", "skip")) and not table.words("reason"):
        first = next(key for key in ("title", "issuer", "date", "skip") if key in table.values)
        raise table.wrong(first, "needs a reason", 'Add reason = "how you know this" under the same text.')
    return SourceFacts(
        file, date=table.partial_date("date"), skip=table.flag("skip", False), reason=table.words("reason"),
        accept=rulings("accept"), reject=rulings("reject"), replace=(*replaced, *omitted), **words,
    )  # fmt: skip


def _entries(table: _Table, key: str, known: tuple[str, ...] = (), needed: tuple[str, ...] = ()) -> list[_Table]:
    """Return a list of small tables."""
    value = table.values.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise table.wrong(key, "is a list of entries, each in braces: [{ … }, { … }]")
    entries = [_Table(table.where, table.text, item, key, table.line_of(key) or table.first_line) for item in value]
    for entry in entries:
        if known:
            entry.known(*known)
        for name in needed:
            if name not in entry.values:
                raise table.wrong(key, f"an entry lacks {name}")
    return entries


def _verbatim(entry: _Table, key: str) -> str:
    value = entry.values.get(key, "")
    if not isinstance(value, str) or (key != "after" and not value):
        raise entry.wrong(key, "is the words as they stand in the cleaned text, between quotation marks")
    return value


def _reason(entry: _Table) -> str:
    reason = entry.words("reason")
    if not reason:
        raise entry.wrong("reason", "is missing", "Every decision is printed with its reason.")
    return reason


_QUALIFIERS = ("exact", "about", "at least", "more than", "at most", "less than", "range", "vague")
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "ignore": ("claim",),
    "correct": ("claim",),
    "add": ("topic", "file", "quote"),
    "merge": ("topics",),
    "split": ("topic", "claims", "name"),
    "rename": ("topic", "name"),
}


def _figure(entry: _Table) -> FigureDecision:
    entry.known(
        "action", "reason", "claim", "topic", "topics", "claims", "name", "file", "quote", "low", "high", "qualifier"
    )
    action = entry.words("action")
    if action not in _NEEDED:
        raise entry.wrong("action", f"{action!r} is not known", f"Known: {', '.join(_NEEDED)}.")
    for key in _NEEDED[action]:
        if key not in entry.values:
            raise entry.wrong("action", f"{action} needs {key}")
    qualifier = entry.words("qualifier", "exact")
    if qualifier not in _QUALIFIERS:
        raise entry.wrong("qualifier", f"{qualifier!r} is not known", f"Known: {', '.join(_QUALIFIERS)}.")
    ends: list[float | None] = [
        entry.number(key, 0, 0, 1e12) if key in entry.values else None for key in ("low", "high")
    ]
    return FigureDecision(
        cast("Any", action), _reason(entry), entry.words("claim"), entry.words("topic"), entry.names("topics"),
        entry.names("claims"), entry.words("name"), entry.words("file"), entry.words("quote"), ends[0], ends[1],
        cast("Qualifier", qualifier),
    )  # fmt: skip


def _event(entry: _Table) -> EventDecision:
    entry.known("action", "reason", "event", "date", "file", "quote")
    action = entry.words("action")
    needed: Callable[[str], tuple[str, ...]] = lambda name: (
        ("event",) if name == "ignore" else ("date", "file", "quote")
    )  # noqa: E731  # two cases
    if action not in {"ignore", "add"}:
        raise entry.wrong("action", f"{action!r} is not known", "Known: ignore, add.")
    for key in needed(action):
        if key not in entry.values:
            raise entry.wrong("action", f"{action} needs {key}")
    return EventDecision(
        cast("Any", action), _reason(entry), entry.words("event"), entry.partial_date("date"), entry.words("file"),
        _verbatim(entry, "quote") if "quote" in entry.values else "",
    )  # fmt: skip
