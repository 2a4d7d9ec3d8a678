"""TOML tables that know their lines, so that a complaint can name file, line and key, and what would be right."""

from __future__ import annotations

import datetime
import difflib
import os
import re
import stat
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from booklet.errors import BadInput
from booklet.keylines import BARE, Keys, find_lines
from booklet.model import PartialDate

_MAX_BYTES = 1_000_000
_MAX_WORDS = 5_000  # characters of one value
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufffd]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a file. Ask `known` first: a key that nobody knows is an error, never passed over."""

    where: str  # the file as the user knows it
    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[Keys, int] = field(default_factory=dict)
    path: Keys = ()

    @property
    def name(self) -> str:
        """Return the table's name as the user wrote it, for messages."""
        keys = [part for part in self.path if isinstance(part, str)]
        return f"[{'.'.join(key if BARE.fullmatch(key) else repr(key) for key in keys)}] " if keys else ""

    def line_of(self, key: str = "") -> int | None:
        """Return the line of a key; of the table itself where the key is not there."""
        return self.lines.get((*self.path, key)) or self.lines.get(self.path)

    def wrong(self, key: str, problem: str, advice: str = "") -> BadInput:
        """Return the complaint about a key."""
        return BadInput(f"{self.name}{key}: {problem}", where=self.where, line=self.line_of(key), advice=advice)

    def known(self, *keys: str) -> None:
        """Complain of the first key that is not one of `keys`, and name the nearest."""
        for key in self.values:
            if key not in keys:
                raise self.wrong(key, "is not known here", nearest(key, keys))

    def table(self, key: str) -> Table:
        """Return a table inside this one; an empty one where it is left out."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(
                key, "is a table", f"Write [{key}] on a line of its own, and its keys on the lines under it."
            )
        return Table(self.where, value, self.lines, (*self.path, key))

    def entries(self, key: str, known: Sequence[str] = (), needed: Sequence[str] = ()) -> list[Table]:
        """Return a list of small tables, each with no key but `known` and every key of `needed`."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            example = ", ".join(f'{name} = "…"' for name in known)
            raise self.wrong(key, "is a list of entries, each in braces", f"Write {key} = [{{ {example} }}]")
        entries = [Table(self.where, item, self.lines, (*self.path, key, n)) for n, item in enumerate(value)]
        for entry in entries:
            if known:
                entry.known(*known)
            for name in needed:
                if name not in entry.values:
                    raise entry.wrong(name, "is missing in this entry")
        return entries

    def words(self, key: str, default: str = "") -> str:
        """Return a text of one paragraph; a number or date may stand without quotation marks."""
        value = self.values.get(key, default)
        if isinstance(value, datetime.date | int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise self.wrong(key, "is a text: write it between quotation marks")
        if len(value) > _MAX_WORDS:
            raise self.wrong(key, f"is longer than {_MAX_WORDS:,} characters")
        if match := _NO_TEXT.search(value):
            raise self.wrong(key, f"holds a character that is no text (U+{ord(match[0]):04X})", "Type it again.")
        return " ".join(value.split())

    def verbatim(self, key: str, empty: bool = False) -> str:
        """Return words exactly as given."""
        value = self.values.get(key, "")
        if not isinstance(value, str) or not (value or empty):
            raise self.wrong(key, "is the words as they stand in the cleaned text, between quotation marks")
        return value

    def reason(self) -> str:
        """Return why a person decided so. Raises `BadInput` where nothing is said."""
        words = self.words("reason")
        if not words:
            raise self.wrong("reason", "is missing", 'Add reason = "…": every decision is printed with its reason.')
        return words

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "is true or false, without quotation marks")
        return value

    def number(self, key: str, default: float, low: float, high: float, unit: str = "") -> float:
        """Return a number between `low` and `high`."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.wrong(key, f"is a number between {low:g} and {high:g}{unit}, without quotation marks")
        return float(value)

    def choice(self, key: str, known: Sequence[str], default: str) -> str:
        """Return one of `known`."""
        word = self.words(key, default)
        if word not in known:
            raise self.wrong(key, f"{word!r} is not known", nearest(word, known))
        return word

    def names(self, key: str, known: Sequence[str] | None = None, default: Sequence[str] = ()) -> tuple[str, ...]:
        """Return a list of words, each one of `known` if that is given, none twice."""
        value = self.values.get(key, list(default))
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, "is a list of words", f'Write {key} = ["one", "two"]')
        for item in value:
            if known is not None and item not in known:
                raise self.wrong(key, f"{item!r} is not known", nearest(item, known))
        return tuple(dict.fromkeys(value))

    def partial_date(self, key: str) -> PartialDate | None:
        """Return '1990', '1990-01' or '1990-01-20', in quotation marks or not."""
        if key not in self.values:
            return None
        words = str(self.values[key])
        match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", words)
        advice = 'Write "1990-01-20", "1990-01" or "1990": as much as is known.'
        if not match or int(match[1]) < 1:
            raise self.wrong(key, f"{words[:60]!r} is no date", advice)
        year, month, day = int(match[1]), int(match[2] or 0) or None, int(match[3] or 0) or None
        try:
            if (match[2] and not month) or (match[3] and not day):
                raise ValueError
            datetime.date(year, month or 1, day or 1)
        except ValueError:
            raise self.wrong(key, f"there is no such day or month as {words}", advice) from None
        return PartialDate(year, month, day)

    def language(self, key: str, default: str) -> str:
        """Return the code of a language: 'en', 'pt-br'."""
        code = self.words(key, default)
        if code and not _LANGUAGE.fullmatch(code):
            raise self.wrong(key, f"{code[:40]!r} is no language code", 'Write "en", "de", "fr" and the like.')
        return code


def nearest(word: str, known: Sequence[str]) -> str:
    """Return a line of advice: the nearest right word, or all of them."""
    near = difflib.get_close_matches(word.lower(), known, 1, 0.5)
    return f"Did you mean {near[0]}?" if near else f"Known here: {', '.join(known)}."


def read_table(path: Path, where: str) -> Table:
    """Read a TOML file; one that is not there is an empty table. Raises `BadInput`."""
    if not path.exists() and not path.is_symlink():
        return Table(where)
    data = _bytes(path, where)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadInput("is not UTF-8 text", where=where, line=line, advice="Save it again as UTF-8.") from error
    try:
        values = tomllib.loads(text)
        return Table(where, values, find_lines(text))
    except RecursionError as error:
        raise BadInput("is nested too deeply", where=where) from error
    except tomllib.TOMLDecodeError as error:
        raise _explained(error, text, where) from error


def _bytes(path: Path, where: str) -> bytes:
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
            raise BadInput("is a link that leads out of the project", where=where, advice="Copy the file itself there.")
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            state = os.fstat(handle)
            if not stat.S_ISREG(state.st_mode):
                raise BadInput("is not a plain file", where=where)
            if state.st_size > _MAX_BYTES:
                raise BadInput(
                    "is larger than 1 MB", where=where, advice="It holds facts and decisions, not the texts."
                )
            return file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", where=where) from error


def _explained(error: tomllib.TOMLDecodeError, text: str, where: str) -> BadInput:
    """Say in plain words what is wrong with the form of a file."""
    message = str(error)
    found = re.search(r"line (\d+)", message)
    line = int(found[1]) if found else max(len(text.rstrip().splitlines()), 1)
    words = text.splitlines()[line - 1] if line <= len(text.splitlines()) else ""
    if re.search(r"[=\[{,]\s*[“”„‘’«]", words):
        advice = 'Its quotation marks are curly; here they must be straight: "…"'
    elif "Unescaped '\\'" in message or "escape" in message.lower():
        advice = "A backslash has a meaning of its own here: write / in paths, and \\\\ for a backslash."
    elif re.search(r"overwrite|twice|already|Duplicate", message):
        advice = "The same name stands here a second time: keep one of the two."
    elif "end of document" in message:
        advice = "Something is opened and never closed: look for a missing quotation mark or bracket."
    else:
        advice = 'Each line has the form name = "words"; remarks begin with #.'
    problem = re.sub(r" \(at .*\)$", "", message)
    return BadInput(f"cannot be understood: {problem}", where=where, line=line, advice=advice)
