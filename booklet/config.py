"""booklet.toml, checked once: what the owner says of the publication. sources.toml is read by `decisions`.

A plain folder of texts is a project, too; then every value has its default.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from booklet import library
from booklet.decisions import FILE as SOURCES
from booklet.decisions import Decisions, SourceFacts, read_decisions
from booklet.editions import CHOICES, PAPERS, USUAL, Paper, paper_named
from booklet.errors import WrongUse
from booklet.model import PartialDate
from booklet.tables import Table, read_table

__all__ = ["BOOK", "SEEDS", "SOURCES", "Decisions", "Project", "SourceFacts", "faces_of", "load", "project_of"]

BOOK, SEEDS = "booklet.toml", "seeds"
PARTS = ("half-title", "imprint", "chronology", "figures", "sources", "colophon")  # each can be left out
HOUSE_STYLE = ("quotes", "dashes")  # the families of editorial rules; a test holds them against the rules
_TEMPLATES = (*PARTS, "base", "blank", "cover", "contents", "foreword", "text", "back-cover")
_WORDS = ("title", "subtitle", "date", "place", "publisher", "rights", "dedication", "note", "cite")
COLOURS = ("accent", "ink", "soft", "grey", "hairline", "cover", "cover-text", "cover-soft", "cover-accent")
FACES = ("text-face", "note-face", "display-face")
# What a measure may be, in mm; text in pt. Outside of it a page cannot be read or the folio has no room.
_MEASURES: Mapping[str, tuple[float, float]] = {
    "text-size": (7, 24),
    "margin-top": (10, 80),
    "margin-bottom": (15, 100),
    "margin-spine": (8, 60),
    "margin-fore": (8, 60),
}
VARIABLES = (*COLOURS, *FACES, *_MEASURES)
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
_ROLES = {"verbs": "v", "happens": "i", "nouns": "n", "announces": "e"}  # as `families` names them


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
    cite: str = ""  # how to cite the booklet
    language: str = "en"
    issued: datetime.datetime | None = None
    paper: Paper = PAPERS["a5"]
    thickness: float = 0.1  # mm, of one sheet
    flip: str = "short"
    backs: str = "same"  # the order in which a printer for one side wants the backs: 'same' or 'reversed'
    signature: int | None = None  # sheets folded together
    editions: tuple[str, ...] = USUAL  # words of `editions.CHOICES`
    icc: Path | None = None
    leave_out: frozenset[str] = frozenset()
    sections: tuple[str, ...] = ()
    style: Mapping[str, str] = field(default_factory=dict)
    without_rules: frozenset[str] = frozenset()
    lexicon: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    same_names: tuple[tuple[str, ...], ...] = ()  # spellings of one name
    different_names: tuple[tuple[str, ...], ...] = ()  # that are not
    seconds: float = 300.0
    decisions: Decisions = field(default_factory=Decisions)

    @property
    def spelled(self) -> tuple[str, ...]:
        """Return names and words as the owner spells them, in booklet.toml and sources.toml: no rule alters them."""
        names = (name for forms in (*self.same_names, *self.different_names) for name in forms)
        words = (word.rstrip("*") for _, _, family in self.lexicon for word in family)
        printed = (str(getattr(self, key)) for key in _WORDS)
        return tuple(dict.fromkeys(filter(None, (*names, *words, *printed, *self.decisions.spelled))))


def load(folder: Path) -> Project:
    """Read a project. Raises `WrongUse` where there is none, `BadInput` with file, line and key."""
    if not folder.is_dir():
        problem = "is a file, not a folder" if folder.exists() else "there is no such folder"
        raise WrongUse(problem, where=str(folder), advice="Give the folder that holds the texts, or booklet.toml.")
    seeds = folder / SEEDS
    return _project(folder, seeds if seeds.is_dir() else folder)


def project_of(file: Path) -> Project:
    """Return what counts when one file is cleaned: sources.toml beside it, and what booklet.toml says of cleaning."""
    if not file.exists() and not file.is_symlink():
        raise WrongUse("there is no such file", where=str(file))
    beside = file.absolute().parent
    if beside.name == "..":  # 'clean ../a.txt' speaks of the same folder as a build from above
        beside = beside.resolve()
    inside = beside.name == SEEDS and not (beside / BOOK).is_file()  # else a project that chances to have that name
    return _project(beside.parent if inside else beside, beside)


def _project(folder: Path, seeds: Path) -> Project:
    top = read_table(folder / BOOK, BOOK)
    top.known("booklet", "paper", "editions", "press", "parts", "style", "clean", "figures", "names", "limits")
    book, paper, press, parts = (top.table(name) for name in ("booklet", "paper", "press", "parts"))
    editions, clean, limits = (top.table(name) for name in ("editions", "clean", "limits"))
    book.known(*_WORDS, "event", "language", "issued")
    paper.known("size", "thickness", "flip", "backs", "signature")
    editions.known("which")
    press.known("icc")
    parts.known(*PARTS, "sections")
    clean.known("without")
    limits.known("seconds")
    names = top.table("names")
    names.known("same", "different")
    which = editions.names("which", CHOICES, USUAL)
    if not which:
        raise editions.wrong("which", "names no edition", f"Known: {', '.join(CHOICES)}.")
    where = SOURCES if seeds == folder else f"{SEEDS}/{SOURCES}"
    return Project(
        folder,
        seeds,
        **{key: book.words(key) for key in _WORDS},
        event=book.partial_date("event"),
        language=book.language("language", "en"),
        issued=_moment(book),
        paper=_paper(paper),
        thickness=paper.number("thickness", 0.1, 0.03, 0.5, " mm"),
        flip=paper.choice("flip", ("short", "long"), "short"),
        backs=paper.choice("backs", ("same", "reversed"), "same"),
        signature=_signature(paper),
        editions=tuple(word for word in CHOICES if word in which),
        icc=_profile(press, folder),
        leave_out=frozenset(name for name in PARTS if not parts.flag(name, True)),
        sections=_sections(parts, folder),
        style=_style(top.table("style"), folder),
        without_rules=frozenset(clean.names("without", HOUSE_STYLE)),
        lexicon=_lexicon(top.table("figures")),
        same_names=_names(names, "same"),
        different_names=_names(names, "different"),
        seconds=limits.number("seconds", 300, 5, 36_000),
        decisions=read_decisions(seeds / SOURCES, where),
    )


def _moment(book: Table) -> datetime.datetime | None:
    """Return the date of this edition; without an hour, its midnight in UTC."""
    value = book.values.get("issued")
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value)
        except ValueError:
            value = ...
    if value is None:
        return None
    if not isinstance(value, datetime.date) or not 1970 <= value.year <= 2999:
        raise book.wrong("issued", "is no date of an edition", "Write issued = 2026-01-20")
    if not isinstance(value, datetime.datetime):
        return datetime.datetime.combine(value, datetime.time(), datetime.UTC)
    return value.astimezone(datetime.UTC) if value.tzinfo else value.replace(tzinfo=datetime.UTC)


def _paper(paper: Table) -> Paper:
    size = paper.words("size", "a5").lower()
    found = paper_named(size)
    if found is None:
        advice = f'Known: {", ".join(PAPERS)}; or a size such as "170x240mm", not smaller than 90x120mm.'
        raise paper.wrong("size", f"{size[:40]!r} is no paper", advice)
    return found


def _signature(paper: Table) -> int | None:
    if "signature" not in paper.values:
        return None
    sheets = paper.number("signature", 0, 1, 32, " sheets")
    if sheets != int(sheets):
        raise paper.wrong("signature", "counts whole sheets")
    return int(sheets)


def _profile(press: Table, folder: Path) -> Path | None:
    """Return the print shop's profile, a file of the project."""
    name = press.words("icc")
    if not name:
        return None
    path = (folder / name).resolve() if "\x00" not in name else folder
    if not path.is_relative_to(folder.resolve()):
        raise press.wrong("icc", "lies outside the project", "Copy the file into the project and name it from there.")
    if not path.is_file():
        raise press.wrong("icc", f"there is no file {name}", "Name it from the project's folder: press/profile.icc")
    with path.open("rb") as file:
        head = file.read(40)
    if head[36:40] != b"acsp" or head[16:20] != b"CMYK":  # ISO 15076-1, 7.2: signature and colour space
        raise press.wrong("icc", f"{name} is no CMYK colour profile", "Ask the print shop for theirs; it ends in .icc")
    return path


def _sections(parts: Table, folder: Path) -> tuple[str, ...]:
    names = parts.names("sections")
    for name in names:
        if not re.fullmatch(r"[a-z][a-z0-9-]{0,40}", name):
            raise parts.wrong("sections", f"{name[:60]!r} is no name of a template", "Use small letters and hyphens.")
        if name in _TEMPLATES:
            raise parts.wrong("sections", f"{name} is a part of the booklet already", "Give yours another name.")
        if not (folder / "templates" / f"{name}.html").is_file():
            raise parts.wrong(
                "sections", f"there is no templates/{name}.html", "Write that file, or take the name out."
            )
    return names


def _style(style: Table, folder: Path) -> Mapping[str, str]:
    """Return variables that stand on top of tokens.css. Only plain values pass, so none can fetch or break out."""
    style.known(*VARIABLES)
    values: dict[str, str] = {}
    for key in style.values:
        value = style.words(key)
        if key in FACES:
            known = faces_of(folder)
            if value not in known:
                advice = f"Known: {', '.join(known)}. Other faces: docs/change-how-it-looks.md"
                raise style.wrong(key, f"there is no typeface {value[:60]!r}", advice)
            values[key] = f'"{value}"'
        elif key in COLOURS:
            if not re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}", value):
                raise style.wrong(key, "is a colour in six digits", 'Write it as "#1d4e6b".')
            values[key] = value.lower()
        else:
            values[key] = _measure(style, key, value)
    if "accent" in values:  # one line changes the colour everywhere; the cover may still have its own
        values.setdefault("cover-accent", values["accent"])
    return values


def _measure(style: Table, key: str, value: str) -> str:
    low, high = _MEASURES[key]
    unit = "pt" if key == "text-size" else "mm"
    match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,3})?)(mm|cm|in|pt)", value)
    if not match or not low <= float(match[1]) * _UNITS[match[2]] / _UNITS[unit] <= high:
        raise style.wrong(
            key, f"is a measure between {low:g}{unit} and {high:g}{unit}", f'Write {key} = "{low * 2:g}{unit}"'
        )
    return value


def faces_of(folder: Path) -> list[str]:
    """Return the faces that are there: the shipped ones, and those a stylesheet of the project brings."""
    listed = json.loads((library.shipped_folder("styles") / "fonts" / "FONTS.json").read_text("utf-8"))
    faces = {str(font["family"]) for font in listed}
    for sheet in sorted(path for path in (folder / "styles").glob("*.css") if path.is_file()):
        blocks = re.findall(r"@font-face\s*\{([^}]*)\}", sheet.read_text("utf-8", "replace"))
        faces |= {
            match[1] for block in blocks if (match := re.search(r"font-family:\s*[\"']([\w .-]{1,60})[\"']", block))
        }
    return sorted(faces)


def _names(names: Table, key: str) -> tuple[tuple[str, ...], ...]:
    """Return lists of spellings: same = ["Norham / Northam"]."""
    found = []
    for line in names.names(key):
        forms = tuple(form.strip() for form in line.split("/"))
        if len(forms) < 2 or not all(forms):
            raise names.wrong(key, f"{line[:60]!r} is no list of spellings", f'Write {key} = ["Smith / Smyth"]')
        found.append(forms)
    return tuple(found)


def _lexicon(figures: Table) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return words that the owner adds to the families of events: [figures.killed] verbs = [...]."""
    found = []
    for family in figures.values:
        if not re.fullmatch(r"[a-z][a-z0-9_-]{1,40}", family):
            raise figures.wrong(family, "is no name of a family", "Use small letters: [figures.killed]")
        table = figures.table(family)
        table.known(*_ROLES)
        for key, role in _ROLES.items():
            words = table.names(key)
            for word in words:
                if not re.fullmatch(r"[^\W\d_][\w’' -]{1,40}\*?", word):
                    raise table.wrong(
                        key, f"{word[:60]!r} is no word", "A star at the end stands for any ending: flood*"
                    )
            if words:
                found.append((family, role, words))
    return tuple(found)
