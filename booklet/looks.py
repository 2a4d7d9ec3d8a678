"""Every page of the last build, kept in output/steps: what it said and how it looked; and what is otherwise now.

A page that only moved is told apart from one that says other words, and that from one that says the same but looks
otherwise. Page by page, so that a person who has read a proof knows what to read again.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STEP = "7-looks.json"
_AROUND = 3  # words shown before and after a difference


@dataclass(frozen=True, slots=True)
class Look:
    """A page: its words without head and folio, and a check sum of all that is drawn on it."""

    words: str
    drawn: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between two builds. Pages count from 1; `moved` holds (first, last, how many pages later)."""

    words: tuple[int, ...] = ()
    look: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()  # pages of the earlier build
    moved: tuple[tuple[int, int, int], ...] = ()
    said: tuple[tuple[int, str], ...] = ()  # page, what it says otherwise
    known: bool = True  # False: there was no earlier build to compare with

    def __bool__(self) -> bool:
        return bool(self.words or self.look or self.gone or self.moved)

    def sentence(self) -> str:
        """Say it in one line; an empty one where no earlier build is known."""
        if not self.known:
            return ""
        parts = []
        if self.words:
            parts.append(f"other words on {_pages(self.words)}")
        if self.gone:
            parts.append(f"{_pages(self.gone)} of the last build gone")
        if self.look:
            parts.append(f"another look on {_pages(self.look)}")
        for first, last, by in self.moved:
            pages = f"pages {first}–{last}" if last > first else f"page {first}"
            before = f"{first - by}–{last - by}" if last > first else f"{first - by}"
            parts.append(f"{pages} {'were' if last > first else 'was'} {before}")
        return "; ".join(parts) or "every page is as it was"


def looks_of(pdf_file: Path, words: Sequence[str]) -> tuple[Look, ...]:
    """Return the look of every page of a finished file. `words` are those of its pages, in their order."""
    import pikepdf

    with pikepdf.open(pdf_file) as pdf:
        return tuple(Look(said, _drawn(page)) for page, said in zip(pdf.pages, words, strict=True))


def _drawn(page: Any) -> str:
    """Return a check sum that does not move when only other pages change: names of fonts and forms are replaced."""
    digest = hashlib.sha256(",".join(f"{float(v):.2f}" for v in page.mediabox).encode())
    resources = page.get("/Resources", {})
    names: dict[bytes, bytes] = {}
    for name, font in resources.get("/Font", {}).items():
        names[name.encode()] = re.sub(r"^/[A-Z]{6}\+", "/", str(font.get("/BaseFont", ""))).encode()
    for name, form in resources.get("/XObject", {}).items():
        names[name.encode()] = b"/" + hashlib.sha256(form.read_raw_bytes()).hexdigest().encode()
    content = page.Contents.read_bytes() if "/Contents" in page else b""
    digest.update(re.sub(rb"/[A-Za-z0-9.]+", lambda match: names.get(match[0], match[0]), content))
    return digest.hexdigest()[:16]


def keep(output: Path, layout: str, looks: Sequence[Look]) -> str:
    """Return the content of the step that holds the looks of this layout, and those kept of the others."""
    pages = [{"words": look.words, "drawn": look.drawn} for look in looks]
    return json.dumps({**_kept(output), layout: pages}, ensure_ascii=False, indent=1) + "\n"


def known(output: Path, layout: str) -> tuple[Look, ...]:
    """Return the looks that the last build of this layout kept, or nothing."""
    try:
        return tuple(Look(str(page["words"]), str(page["drawn"])) for page in _kept(output).get(layout, []))
    except (KeyError, TypeError):
        return ()


def _kept(output: Path) -> dict[str, Any]:
    try:
        kept = json.loads((output / "steps" / STEP).read_text("utf-8"))
        return kept if isinstance(kept, dict) else {}
    except (OSError, ValueError, RecursionError):
        return {}


def compare(before: Sequence[Look], now: Sequence[Look]) -> Differences:
    """Compare two builds page by page, aligned by what the pages say."""
    if not before:
        return Differences(known=False)
    words: list[int] = []
    look: list[int] = []
    gone: list[int] = []
    moved: list[tuple[int, int, int]] = []
    said: list[tuple[int, str]] = []
    old, new = [page.words for page in before], [page.words for page in now]
    matcher = difflib.SequenceMatcher(None, [*map(_flat, old)], [*map(_flat, new)], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal" and a != c:
            moved.append((c + 1, d, c - a))
        elif tag == "equal":
            look += [n + 1 for n in range(c, d) if before[n].drawn != now[n].drawn]
        else:
            words += range(c + 1, d + 1)
            gone += range(a + 1 + (d - c), b + 1)
            if differs := _in_words("\n".join(old[a:b]), "\n".join(new[c:d])):
                said.append((c + 1, differs))
    return Differences(tuple(words), tuple(look), tuple(gone), tuple(moved), tuple(said))


def _flat(words: str) -> str:
    """Return what stays the same when lines break otherwise."""
    return "".join(words.replace("-", "").split())


def _in_words(old: str, new: str) -> str:
    """Return the words that differ, each with a few before it, as Markdown."""
    was, now = (re.sub(r"(?<=\w)-\n(?=\w)", "", text).split() for text in (old, new))
    lines = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal" and _flat("".join(was[a:b])) != _flat("".join(now[c:d])):
            around = " ".join(was[max(0, a - _AROUND) : a])
            lines.append(f"- … {around} ~~{' '.join(was[a:b])}~~ **{' '.join(now[c:d])}** …".replace(" ~~~~", ""))
    return "\n".join(line.replace(" ****", "") for line in lines)


def as_markdown(differences: Differences) -> str:
    """Return the differences for output/steps."""
    head = "# Pages that differ from the last build\n\n"
    if not differences.known:
        return f"{head}There was no earlier build to compare with.\n"
    text = f"{head}{differences.sentence()}.\n"
    for page, words in differences.said:
        text += f"\n## From page {page}\n\n{words}\n"
    return text


def _pages(numbers: Sequence[int]) -> str:
    """Name pages in runs: 'pages 7, 12–14'."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"{'page' if len(numbers) == 1 else 'pages'} {words}"
