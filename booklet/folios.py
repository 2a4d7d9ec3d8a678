"""Printed page numbers kept from one command to the next, as long as nothing that decides the pages has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from booklet.book import Folios, claim_anchor
from booklet.model import Claim, Topic

STEP, MANIFEST = "7-pages.json", "8-manifest.json"


def fingerprint(project: Path, folders: Iterable[Path]) -> str:
    """Return a check sum of all that decides the pages: texts, decisions, configuration, templates, styles.

    `folders` are searched whole, except for files that are hidden or too deep to be a text, template or style.
    """
    digest = hashlib.sha256()
    files = [project / "booklet.toml", project / "foreword.md"]
    for folder in folders:
        if folder.is_dir():
            files += sorted(f for depth in ("*", "*/*", "*/*/*") for f in folder.glob(depth) if f.suffix != ".pyc")
    for file in files:
        if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
            digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def keep(folios: Folios, mark: str) -> str:
    """Return the content of the step that holds the printed pages."""
    return json.dumps({"fingerprint": mark, "folios": dict(sorted(folios.items()))}, indent=1) + "\n"


def known(output: Path, mark: str) -> Folios:
    """Return the printed pages of the last build if it was made from the same files, else nothing."""
    try:
        pages = json.loads((output / "steps" / STEP).read_text("utf-8"))
        return dict(pages["folios"]) if pages["fingerprint"] == mark else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def manifest(versions: Mapping[str, str], mark: str, files: Iterable[Path]) -> str:
    """Return the step that says by what, from what and as what the files were made."""
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return json.dumps({"versions": dict(versions), "fingerprint": mark, "files": sums}, indent=1) + "\n"


def altered(output: Path, file: Path) -> bool:
    """Say whether a finished file is no longer the one that was made."""
    kept = _kept(output, "files").get(file.name)
    return kept is not None and kept != hashlib.sha256(file.read_bytes()).hexdigest()


def of_last_build(output: Path, file: Path) -> bool:
    """Say whether the last build made a file; one of an earlier build stays when other editions are asked for."""
    return file.name in _kept(output, "files")


def versions(output: Path) -> dict[str, str]:
    """Return the versions of the libraries that set the files of the last build; empty if they are not known."""
    return _kept(output, "versions")


def _kept(output: Path, what: str) -> dict[str, str]:
    try:
        return dict(json.loads((output / "steps" / MANIFEST).read_text("utf-8"))[what])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def with_pages(topics: Sequence[Topic], folios: Folios) -> tuple[Topic, ...]:
    """Give each claim the printed page on which it stands."""

    def paged(claim: Claim) -> Claim:
        return replace(claim, page=folios.get(claim_anchor(claim)))

    return tuple(replace(topic, claims=tuple(paged(claim) for claim in topic.claims)) for topic in topics)
