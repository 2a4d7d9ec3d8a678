"""What needs a person's eye: gathered from the texts, the layout and the checks, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from booklet.decisions import Decisions
from booklet.editions import Paper
from booklet.model import Cleaned, Finding, Placed, Source, Topic, Witness
from booklet.spellings import Spelling

_USUAL = "\u024f"  # the last letter of the Latin alphabets that every face has
_MUCH = 0.4  # share of a text's words: more removed is worth a look


class _Layout(Protocol):
    @property
    def warnings(self) -> tuple[str, ...]: ...
    @property
    def forms(self) -> Mapping[str, str]: ...


class _Project(Protocol):
    @property
    def icc(self) -> object: ...
    @property
    def editions(self) -> tuple[str, ...]: ...
    @property
    def paper(self) -> Paper: ...
    @property
    def rights(self) -> str: ...
    @property
    def decisions(self) -> Decisions: ...


def of_texts(
    sources: Sequence[Source],
    cleaned: Sequence[Cleaned],
    witnesses: Sequence[Witness],
    placed: Sequence[Placed],
    topics: Sequence[Topic],
    stale: Sequence[str],
    drawn: Callable[[], frozenset[int]],
) -> list[Finding]:
    """Return what the texts leave open. `drawn` tells the letters that the typefaces have."""
    found: list[Finding] = []
    for source, text in zip(sources, cleaned, strict=True):
        found += _undrawn(source, text, drawn)
    for witness in witnesses:
        if witness.title is None:
            found.append(
                Finding(
                    "T01-no-title", "note", "has no title and is listed by its opening words", witness.file,
                    "Give it one in seeds/sources.toml, with your reason.",
                )
            )  # fmt: skip
    for place in placed:
        if place.dating.basis == "unknown":
            found.append(
                Finding(
                    "T02-no-date", "note", "has no date and stands last", place.dating.file,
                    "Give it one in seeds/sources.toml, with your reason.",
                )
            )  # fmt: skip
    for source, text in zip(sources, cleaned, strict=True):
        words = len(source.decoded.split())
        removed = sum(len(c.before.split()) for c in text.changes if not c.after)
        if words and removed > _MUCH * words:
            found.append(
                Finding(
                    "T03-much-removed", "warning", f"{removed} of {words} words were removed as furniture", source.file,
                    "Read output/steps/2-changes.md; put back what belongs there with reject in sources.toml.",
                )
            )  # fmt: skip
        if text.proposed:
            found.append(
                Finding(
                    "T04-proposed", "note", f"{len(text.proposed)} proposed corrections wait for you", source.file,
                    "See them with: booklet clean FILE --format diff; accept them in sources.toml.",
                )
            )  # fmt: skip
    for note in dict.fromkeys(note for text in cleaned for note in text.notes):
        files = ", ".join(text.file for text in cleaned if note in text.notes)
        found.append(Finding("T06-note", "note", note, files))
    found += [
        Finding(
            "T05-stale",
            "warning",
            f"a decision matches nothing any more: {what}",
            "sources.toml",
            "Change or remove it.",
        )
        for what in stale
    ]
    return found


def _undrawn(source: Source, text: Cleaned, drawn: Callable[[], frozenset[int]]) -> list[Finding]:
    """Name each letter that no typeface has, with the line of the file where it stands first."""
    unusual = {letter for letter in text.text if letter > _USUAL and letter.isprintable()}
    found = []
    for letter in sorted(unusual - {chr(point) for point in drawn()}) if unusual else ():
        received = letter in source.decoded
        words = source.decoded if received else text.text
        line = words.count("\n", 0, words.index(letter)) + 1
        place = f"line {line}" if received else f"line {line} of the cleaned text"
        said = f"{place}: “{letter}” (U+{ord(letter):04X}) is in no typeface of the theme"
        advice = (
            "Put a typeface for its script into styles/ (docs/change-how-it-looks.md), or replace it in sources.toml."
        )
        found.append(Finding("T07-no-letter", "warning", said, text.file, advice))
    return found


def of_spellings(spellings: Sequence[Spelling]) -> list[Finding]:
    """Name the spellings that the list of sources explains to the reader, so that a person can strike a wrong pair."""
    found = []
    for spelling in spellings:
        if not spelling.given:
            pair = " / ".join(spelling.forms)
            advice = f'If they are not one name, write into booklet.toml: [names] different = ["{pair}"]'
            said = f"{pair}: taken for one name spelled in two ways, and named so above the list of sources"
            found.append(Finding("T09-spellings", "note", said, ", ".join(spelling.files), advice))
    return found


def of_rights(project: _Project, files: Sequence[str]) -> list[Finding]:
    """Name the texts for whose printing no right or permission is stated, where a press edition is wanted."""
    if project.rights or "press" not in project.editions:
        return []
    silent = [file for file in files if not project.decisions.of(file).rights]
    if not silent:
        return []
    said = "no rights or permission are stated, and a print shop may ask for them"
    advice = 'Write rights = "By permission of …" under each text in sources.toml, or under [booklet] in booklet.toml for all.'
    return [Finding("T08-no-rights", "note", said, ", ".join(silent), advice)]


def of_layout(project: _Project, layouts: Iterable[_Layout]) -> list[Finding]:
    """Return what WeasyPrint complained of, and what the press edition lacks."""
    layouts = tuple(layouts)
    found = [
        Finding("L01-style", "warning", warning, "styles", "Put the style right; the page may not look as you wish.")
        for warning in dict.fromkeys(w for layout in layouts for w in layout.warnings)
    ]
    found += [
        Finding(
            "L04-notes-at-end", "note", "its notes found no room on the pages of their figures and stand at its end", file,
            "If you want them at the foot of the page: a larger [paper] size, or ignore some figures in sources.toml.",
        )
        for file in sorted({file for layout in layouts for file, form in layout.forms.items() if form == "end"})
    ]  # fmt: skip
    if {"duplex", "one-sided"} & set(project.editions) and not project.paper.sheet:
        found.append(
            Finding(
                "L03-no-duplex", "note", f"no office sheet is twice a page of {project.paper.name}: no file to fold is made",
                "booklet-duplex.pdf", "Use a5, half-letter, a4 or letter to fold it yourself, or send the press edition to a shop.",
            )
        )  # fmt: skip
    if "press" in project.editions and not project.icc:
        found.append(
            Finding(
                "L02-no-profile", "note",
                "its colours are inks (CMYK), but it does not say for which press they are meant (PDF/X-4); most shops take it",
                "booklet-press.pdf",
                "If yours asks for PDF/X-4, put its profile into the project and name it under [press] icc.",
            )
        )  # fmt: skip
    return found


def as_markdown(findings: Sequence[Finding]) -> str:
    """Return the findings for output/steps."""
    lines = ["# What needs a person's eye", ""]
    for finding in findings:
        lines.append(
            f"- **{finding.code}** ({finding.severity}) {finding.where}: {finding.message}. {finding.advice}".rstrip()
        )
    return "\n".join(lines if findings else [*lines, "Nothing."]) + "\n"


def as_lines(findings: Sequence[Finding]) -> list[str]:
    """Return the findings as lines for a terminal, errors first."""
    rank = {"error": 0, "warning": 1, "note": 2}
    lines = []
    for finding in sorted(findings, key=lambda f: rank[f.severity]):
        lines.append(f"{finding.where}: {finding.message}  [{finding.code}]")
        if finding.advice:
            lines.append(f"  {finding.advice}")
    return lines
