"""File -> Source: the bytes as received, with their check sum and an encoding whose evidence is shown.

Files are unread and may come from anyone: only plain files are opened, read-only, and nothing is guessed in silence.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
from pathlib import Path

from booklet import codepages, hypertext
from booklet.errors import BadInput
from booklet.model import Source

SUFFIXES = (".txt", ".md")
MAX_BYTES = 10_000_000
MAX_TEXTS = 2_000
_NOT_TEXTS = {"readme.md", "readme.txt", "license.txt", "licence.txt", "changelog.md", "foreword.md"}
_PAGES = (".html", ".htm")
_SAVE_AS = {
    ".html": "Open it in a browser, choose Save As and the type 'text'.",
    ".htm": "Open it in a browser, choose Save As and the type 'text'.",
    ".docx": "Open it in a word processor and save it as plain text (.txt, UTF-8).",
    ".doc": "Open it in a word processor and save it as plain text (.txt, UTF-8).",
    ".odt": "Open it in a word processor and save it as plain text (.txt, UTF-8).",
    ".rtf": "Open it in a word processor and save it as plain text (.txt, UTF-8).",
    ".pdf": "Open it, select all its text, and paste that into a plain text file (.txt).",
    ".epub": "Open it in a reader, select its text, and paste that into a plain text file (.txt).",
}


def read_folder(folder: Path) -> tuple[Source, ...]:
    """Read the texts of a folder, in the order of their names. Raises `BadInput` where one cannot be used."""
    return tuple(read_file(path, inside=folder) for path in _texts(folder))


def read_readable(folder: Path) -> tuple[tuple[Source, ...], tuple[BadInput, ...]]:
    """Read what can be read, and return the refusals beside it. Raises `BadInput` where nothing can be read.

    Of a web page the words are read, as UTF-8, and it is among the refusals as well: a build will not take it.
    """
    sources: list[Source] = []
    refused: list[BadInput] = []
    for path in _texts(folder):
        try:
            if path.suffix.lower() in _PAGES:
                sources.append(_read_page(path, folder))
                problem = f"{path.suffix} files are not read by a build; its words are looked at here all the same"
                refused.append(BadInput(problem, where=path.name, advice=_SAVE_AS[path.suffix.lower()]))
            else:
                sources.append(read_file(path, inside=folder))
        except BadInput as error:
            refused.append(error)
    if not sources:
        raise refused[0]
    return tuple(sources), tuple(refused)


def _texts(folder: Path) -> list[Path]:
    """Return the files of a folder that are meant as texts, readable or not."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        raise BadInput(f"cannot be opened: {error.strerror}", where=str(folder)) from error
    texts: list[Path] = []
    for name in names:
        path = folder / name
        if name.startswith(".") or name.lower() in _NOT_TEXTS or path.is_dir():
            continue
        if path.suffix.lower() in SUFFIXES or path.suffix.lower() in _SAVE_AS:
            texts.append(path)
    if not texts:
        raise BadInput(
            "no texts found", where=str(folder), advice="Put the texts into it as .txt or .md files, one text a file."
        )
    if len(texts) > MAX_TEXTS:
        raise BadInput(f"{len(texts)} texts; at most {MAX_TEXTS:,} are set in one booklet", where=str(folder))
    return texts


def read_file(path: Path, inside: Path | None = None) -> Source:
    """Read one text. `inside` is the folder that a link may not leave. Raises `BadInput`."""
    where = path.name if inside else str(path)
    if advice := _SAVE_AS.get(path.suffix.lower()):
        raise BadInput(f"{path.suffix} files are not read", where=where, advice=advice)
    return _read_text(path, where, inside)


def _read_page(path: Path, inside: Path) -> Source:
    """Read the words of a web page."""
    page = _read_text(path, path.name, inside)
    words = hypertext.words_of(page.decoded.removeprefix("\ufeff"))
    if not words:
        raise BadInput("the page has no words", where=path.name, advice="Remove it, or save its text.")
    data = words.encode()
    return Source(path.name, data, hashlib.sha256(data).hexdigest(), "utf-8", f"the words of a page; {page.evidence}")


def _read_text(path: Path, where: str, inside: Path | None) -> Source:
    data = _bytes(path, where, (inside or path.parent).resolve())
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        raise BadInput("the file is empty", where=where, advice="Remove it, or put its text back.")
    encoding, evidence = _encoding(data, where)
    text = data.decode(encoding)
    if match := re.search("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd\ufffe\uffff]", text):
        line = text.count("\n", 0, match.start()) + 1
        raise BadInput(
            f"holds a character that is no text (U+{ord(match[0]):04X})",
            where=where,
            line=line,
            advice="Open it in a text editor, remove the character there, and save it as UTF-8.",
        )
    return Source(path.name, data, hashlib.sha256(data).hexdigest(), encoding, evidence)


def _bytes(path: Path, where: str, folder: Path) -> bytes:
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(folder):
            raise BadInput("is a link that leads out of the folder", where=where, advice="Copy the file itself there.")
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            state = os.fstat(handle)
            if not stat.S_ISREG(state.st_mode):
                raise BadInput("is not a plain file", where=where, advice="Copy the text itself there.")
            if state.st_size > MAX_BYTES:
                raise BadInput(
                    f"is larger than {MAX_BYTES // 1_000_000} MB", where=where, advice="Split it into several texts."
                )
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", where=where) from error


def _encoding(data: bytes, where: str) -> tuple[str, str]:
    """Return a codec that decodes every byte, and how it is known."""
    for mark, codec, name in (
        (codecs.BOM_UTF8, "utf-8", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
    ):
        if data.startswith(mark):
            if _decodes(data, codec):
                return codec, f"{name}, by its byte order mark"
            raise BadInput(f"begins like {name} but is damaged", where=where, advice="Save it again as UTF-8.")
    if b"\x00" in data:
        raise BadInput(
            "is not a text file (it holds null bytes)", where=where, advice="Save the text as plain text in UTF-8."
        )
    if _decodes(data, "utf-8"):
        return "utf-8", "plain ASCII" if data.isascii() else "valid UTF-8"
    return _code_page(data, where)


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _code_page(data: bytes, where: str) -> tuple[str, str]:
    """Choose among the Windows code pages by the letters they give inside words. None that does well: refused."""
    if page := codepages.recognise(data):
        return page.codec, page.evidence
    line = data[: next(i for i, byte in enumerate(data) if byte > 127)].count(b"\n") + 1
    raise BadInput(
        "its encoding cannot be told", where=where, line=line, advice="Save it again as UTF-8 in a text editor."
    )
