"""`new` and `eject`: copy shipped files into a project, and remember the version they came from."""

from __future__ import annotations

import difflib
import hashlib
import json
import shutil
from pathlib import Path

from booklet import __version__, library
from booklet.errors import CannotFinish, WrongUse
from booklet.model import Finding

_TOLD, _SHOWN = 6, 160  # changes that are told, and letters of each

RECORD = ".ejected.json"  # beside the copies: file -> version and check sum of the shipped file

_BOOK = """\
# The publication. A line that begins with # is a remark; take the sign away to use it.
# Words stand between straight quotation marks. What is left out is left empty, or has the value named here.

[booklet]
title = "The flood of 1953"         # on the cover
# subtitle = "Two accounts"
# date = "2 February 1953"          # of the event, as the cover prints it
# event = "1953-02-02"              # the same for reckoning anniversaries: a year, a month or a day
# place = "Norbridge"
# publisher = "The committee of the memorial evening"
# rights = "All texts by permission of their authors."
# dedication = "For those who were there"
# note = "One paragraph of your own on the imprint page."
# cite = "How to cite this booklet."  # without it: title, publisher and year
language = "en"
# issued = 2026-02-02               # the date of this edition; without it, the day of the build

[paper]
size = "a5"                         # a5, half-letter, a4, letter, 6x9in, or a size such as "170x240mm"
# thickness = 0.1                   # of one sheet in mm; common office paper is 0.1
# flip = "short"                    # "long" if your printer turns the back upside down
# signature = 4                     # sheets folded together; without it, all of them

[style]
# accent = "#1d4e6b"                # one colour: years, note numbers, the rule on the cover

[editions]
# which = ["reading", "duplex"]     # without it also "press"; more: "one-sided", "large-print", "draft"

[parts]
# chronology = false                # leaves a part out
# sections = []                     # templates of your own, set between contents and texts: ["programme"]
"""
_SOURCES = """\
# What you know and no rule can: facts and decisions by hand, one table a text. The booklet prints each with its reason.
# A line that begins with # is a remark; take the sign away to use it.

# ["sample-letter.txt"]
# title = "A letter from Mill Lane"
# issuer = "A resident of Mill Lane"
# date = "1953-02-09"                       # as much as is known: "1953", "1953-02" or "1953-02-09"
# reason = "The envelope is postmarked."    # needed for title, issuer, date and skip
# rights = "By permission of the family."
# reference = "County archive, D 12/7"
# reject = [{ id = "1a2b3c4d5e", reason = "The author's own marks." }]
# replace = [{ before = "twelve houses", after = "twelve cottages", reason = "A slip of the copyist; see the letter." }]
# omit = [{ text = "the lower weir", reason = "The owner asked for it." }]

# The names in 'reject' and 'accept' are printed by:  booklet clean seeds/sample-letter.txt --format diff
# Leave a text out with:  skip = true  and a reason. Decisions about figures: docs/decisions.md
"""
_LETTER = """\
A letter from Mill Lane

This is a sample text, and all in it is invented; put your own in its place.

On the night of 2 February 1953 the river came over the lower weir. By morning twelve houses in Mill Lane were \
flooded, and four people were missing. We carried what we could to the chapel, and sat there until it grew light.

The four were found on the Wednesday, alive, in the loft of the mill. They had eaten the miller's apples and were sorry.

9 February 1953

A resident of Mill Lane
"""
_REPORT = """\
The flood in the lower town

Published: 12 March 1953

This is a sample text, and all in it is invented; put your own in its place.

The water rose on 2 February 1953 and fell again after three days. In all 14 houses were flooded, two of them beyond \
repair. Nobody was killed.

The council opened a fund for the families on 5 February 1953. It will be closed at Easter.
"""
_README = """\
Your booklet

1. Put your texts into the folder seeds: one text a file, .txt or .md. Take away the two samples; they are invented.
2. Write title, date and place into booklet.toml.
3. Run:  booklet build
4. Open output/booklet.pdf and read every page. Look at what the program asks you to look at.
5. What it got wrong, put right in seeds/sources.toml, with your reason, and build again.
6. Print output/booklet-duplex.pdf on both sides, turning on the short edge; fold and staple.
   Or send output/booklet-press.pdf to a print shop.
7. To change how it looks, run  booklet eject cover  and edit templates/cover.html. A colour or a paper: booklet.toml.
"""


def new_project(folder: Path) -> list[Path]:
    """Make a project that builds at once. Raises `WrongUse` where the folder already holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUse("already holds something", where=str(folder), advice="Name a folder that is new or empty.")
    files = {
        "booklet.toml": _BOOK,
        "README.txt": _README,
        "seeds/sources.toml": _SOURCES,
        "seeds/sample-letter.txt": _LETTER,
        "seeds/sample-report.txt": _REPORT,
    }
    written = []
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
            written.append(path)
    except OSError as error:
        raise CannotFinish(f"cannot write: {error.strerror}", where=str(folder)) from error
    return written


def shipped_files() -> dict[str, Path]:
    """Return the names that `eject` knows, with the shipped file of each."""
    templates = {path.name: path for path in sorted(library.shipped_folder("templates").glob("*.html"))}
    return templates | {path.name: path for path in sorted(library.shipped_folder("styles").glob("*.css"))}


def eject(project: Path, name: str) -> Path:
    """Copy one shipped template or style into the project, where it wins over the shipped one.

    Raises `WrongUse` for an unknown name, a copy that is already there, or the checkout of the program itself.
    """
    if not project.is_dir():
        raise WrongUse(
            "there is no such project", where=str(project), advice="Make one first: booklet new ../our-evening"
        )
    shipped = shipped_files()
    name = name.removeprefix("templates/").removeprefix("styles/")
    wanted = name if name in shipped else next((n for n in (f"{name}.html", f"{name}.css") if n in shipped), "")
    if not wanted:
        near = difflib.get_close_matches(name, [*shipped, *(n.rsplit(".", 1)[0] for n in shipped)], 3, 0.4)
        advice = f"Did you mean {', '.join(near)}?" if near else f"Known: {', '.join(shipped)}."
        raise WrongUse(f"there is no shipped file {name}", advice=advice)
    source = shipped[wanted]
    folder = project / source.parent.name
    if folder.resolve() == source.parent.resolve():
        raise WrongUse(
            f"{source.parent.name}/{wanted} is the shipped file itself",
            advice="Make a project of your own first: booklet new ../our-evening",
        )
    target = folder / wanted
    if target.exists() or target.is_symlink():
        raise WrongUse(
            "is already there", where=str(target), advice="Remove it first to begin again from the shipped one."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        if wanted == "fonts.css":  # it names its fonts beside itself
            shutil.copytree(source.parent / "fonts", folder / "fonts", dirs_exist_ok=True)
        record = _record(folder)
        # The shipped file itself is kept, too, so that `booklet check` can say later what changed in it.
        record[wanted] = {"version": __version__, "sha256": _sum(source), "shipped": source.read_text("utf-8")}
        (folder / RECORD).write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise CannotFinish(f"cannot write: {error.strerror}", where=str(target)) from error
    return target


def changed_upstream(project: Path) -> list[Finding]:
    """Name the copies whose shipped file has changed since they were made, and say what changed in it."""
    findings = []
    shipped = shipped_files()
    for kind in ("templates", "styles"):
        folder = project / kind
        if not folder.is_dir() or folder.resolve() == library.shipped_folder(kind).resolve():
            continue
        for name, made in _record(folder).items():
            copy = folder / name
            if name not in shipped or not copy.is_file() or _sum(shipped[name]) in {made.get("sha256"), _sum(copy)}:
                continue
            said = f"the shipped {name} has changed since your copy was made (version {made.get('version', '?')})"
            untouched = _sum(copy) == made.get("sha256")
            advice = (
                f"Your copy was never changed: remove {kind}/{name}, and the new one is used."
                if untouched
                else "Take over into your copy what you want of it; or remove the copy and eject it again."
            )
            changes = _differences(made.get("shipped"), shipped[name].read_text("utf-8"))
            findings.append(
                Finding("E01-changed-upstream", "note", said, f"{kind}/{name}", "\n  ".join([advice, *changes]))
            )
    return findings


def _differences(before: object, now: str) -> list[str]:
    """Say line by line what changed from one version to another; nothing where the earlier one was not kept."""
    if not isinstance(before, str) or not before:
        return []
    old, new = before.splitlines(), now.splitlines()
    told = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        place = f"line {c + 1}" if d - c <= 1 else f"lines {c + 1} to {d}"
        gone, come = _shown(old[a:b]), _shown(new[c:d])
        if kind == "insert":
            told.append(f"{place} new: {come}")
        elif kind == "delete":
            told.append(f"before line {c + 1} left out: {gone}")
        else:
            told.append(f"{place}: {gone} is now {come}")
    rest = len(told) - _TOLD
    return told[:_TOLD] + ([f"and {rest} more changes"] if rest > 1 else told[_TOLD:])


def _shown(lines: list[str]) -> str:
    words = " / ".join(line.strip() for line in lines if line.strip()) or "(an empty line)"
    return f"“{words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + '…'}”"


def _record(folder: Path) -> dict[str, dict[str, str]]:
    try:
        record = json.loads((folder / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {k: v for k, v in record.items() if isinstance(v, dict)} if isinstance(record, dict) else {}


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
