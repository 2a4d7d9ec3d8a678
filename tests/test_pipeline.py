"""The whole way: the seeds' booklet and a second folder, judged by opening the files."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from booklet import bindery, cli, folios, pipeline, production
from booklet.bindery import Made
from booklet.pipeline import STAGES, WAVES, Understood

ROOT = Path(__file__).resolve().parent.parent
Built = tuple[Path, Understood, Made]


def test_three_files_and_no_findings_that_stop_them(built: Built) -> None:
    folder, _, made = built
    assert set(made.files) == {"reading", "duplex", "press"}
    assert not made.rejected
    assert [f for f in made.findings if f.severity == "error"] == []
    assert made.pages % 4 == 0
    assert {p.name for p in (folder / "output").glob("*.pdf")} == {
        "booklet.pdf", "booklet-duplex.pdf", "booklet-press.pdf",
    }  # fmt: skip


def test_the_lines_of_the_seeds_have_no_fault(built: Built) -> None:
    told = [f"{f.code} {f.message}" for f in built[2].findings]
    assert [line for line in told if line.startswith(("P15", "P16", "P17", "P18"))] == []


def test_the_steps_are_kept(built: Built) -> None:
    steps = built[0] / "output" / "steps"
    names = {p.name for p in steps.iterdir()}
    assert {
        "1-sources.json", "2-cleaned", "2-changes.json", "2-changes.md", "3-attributed.json", "4-order.md", "5-figures.json",
        "5-figures.csv", "5-figures.md", "5-events.json", "6-html", "7-pages.json", "8-findings.md",
    } <= names  # fmt: skip
    assert not list((built[0] / "output").rglob(".unfinished*"))


def test_every_disputed_claim_has_its_page_and_a_note_there(built: Built) -> None:
    folder, understood, _ = built
    printed = json.loads((folder / "output/steps/7-pages.json").read_text())["folios"]
    paged = folios.with_pages(understood.topics, printed)
    for topic in paged:
        if topic.verdict == "conflict":
            assert all(claim.page for claim in topic.claims)
            for claim in topic.claims:
                calls = [p for a, p in printed.items() if a.endswith(f"note-{claim.id}")]
                assert calls == [claim.page]


def test_the_figures_command_knows_the_pages_of_a_fresh_build(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["figures", str(built[0]), "--format", "json"]) == 0
    topics = json.loads(capsys.readouterr().out)["topics"]
    assert all(claim["page"] for topic in topics for claim in topic["claims"] if topic["verdict"] == "conflict")


def test_sources_are_attached_byte_for_byte(built: Built) -> None:
    with pikepdf.open(built[2].files["reading"]) as pdf:
        for path in sorted((ROOT / "seeds").glob("*.txt")):
            assert pdf.attachments[path.name].get_file().read_bytes() == path.read_bytes()
        changes = json.loads(pdf.attachments["changes.json"].get_file().read_bytes())
    assert len(changes) == 5


def test_two_builds_in_fresh_processes_give_the_same_bytes(built: Built, tmp_path: Path) -> None:
    again = tmp_path / "again"
    shutil.copytree(built[0], again, ignore=shutil.ignore_patterns("output"))
    subprocess.run([sys.executable, "-m", "booklet", "build", str(again)], check=True, capture_output=True)
    for name, path in built[2].files.items():
        other = again / "output" / path.name
        assert hashlib.sha256(other.read_bytes()).digest() == hashlib.sha256(path.read_bytes()).digest(), name


@pytest.mark.parametrize("name", ["flood", "plain"])
def test_other_folders_build_as_well(tmp_path: Path, name: str) -> None:
    shutil.copytree(ROOT / "tests/projects" / name, tmp_path / name)
    assert cli.main(["build", str(tmp_path / name)]) == 0
    assert len(list((tmp_path / name / "output").glob("*.pdf"))) == 3


def test_a_disputed_figure_in_a_headline_keeps_its_page_and_needs_no_note_there(tmp_path: Path) -> None:
    seeds = tmp_path / "p/seeds"
    seeds.mkdir(parents=True)
    (seeds / "a.txt").write_text(
        "FORTY PEOPLE KILLED IN THE GREAT MILL FIRE AT BRANDELL WATER\n\nBrandell, 3 May 1911.\n\n"
        + "The mill burned through the night and the street stood dark until the morning came. " * 4
    )
    (seeds / "b.txt").write_text(
        "The inquest\n\n12 June 1911\n\nIn all 43 people were killed in the mill fire. "
        + "The jury sat for two days. " * 9
    )
    assert cli.main(["build", str(tmp_path / "p"), "--for", "reading"]) == 0
    output = tmp_path / "p/output"
    (topic,) = [
        t for t in json.loads((output / "steps/5-figures.json").read_text())["topics"] if t["verdict"] == "conflict"
    ]
    assert [(c["quote"].lower(), c["page"]) for c in topic["claims"]] == [("forty", "6"), ("43", "7")]


class Here:
    """Does the work of a worker at once, in this process, where a test can reach it."""

    def __init__(self, warm_up: object = None) -> None:
        self.made: Any = None

    def start(self, job: Callable[..., Any], *arguments: Any) -> None:
        self.made = job(*arguments)

    def result(self, seconds: float, what: str) -> Any:
        return self.made

    def stop(self) -> None:
        """Nothing is to be stopped."""


# WeasyPrint leaves its own colour profile open; in the process of a worker nobody hears of it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_notes_that_find_no_room_stand_at_the_end_of_their_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = ("men", "women", "children", "soldiers", "miners", "doctors", "nurses", "guards", "priests", "clerks")
    for name, year, more in (("a", 1911, 0), ("b", 1920, 3)):
        told = ", ".join(f"{20 + 9 * n + more} {kind} were killed" for n, kind in enumerate(kinds))
        (tmp_path / f"{name}.txt").write_text(
            f"The {name} night\n\n3 May {year}\n\nIn the night of the fire {told}.\n\nThe street stood dark until morning.\n"
        )
    monkeypatch.setattr(bindery, "Worker", Here)
    monkeypatch.setattr(production, "_FORMS", ("end",))
    _, made = pipeline.build(tmp_path, editions=["reading", "press"])
    assert not made.rejected
    assert [f.where for f in made.findings if f.code == "L04-notes-at-end"] == ["a.txt", "b.txt"]
    with pikepdf.open(made.files["reading"]) as pdf:
        pages = len(pdf.pages)
    with pikepdf.open(made.files["press"]) as pdf:
        assert len(pdf.pages) == pages and not any("/Annots" in page for page in pdf.pages)
    html = (tmp_path / "output/steps/6-html/text-1.html").read_text()
    called = re.findall(r'<sup><a href="#(text-1-note-[^"]+)">(\d+)</a></sup>', html)
    assert [int(number) for _, number in called] == list(range(1, len(called) + 1)) and len(called) > 7
    assert [name for name, _ in called] == re.findall(r'<p><span id="(text-1-note-[^"]+)">', html)
    monkeypatch.setattr(production, "_FORMS", ("full", "brief", "end"))
    assert not pipeline.build(tmp_path, editions=["reading"])[1].rejected
    assert "float" not in html and "<sup>" not in (tmp_path / "output/steps/6-html/text-1.html").read_text()


def test_an_earlier_file_survives_a_build_that_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / "p"
    (project / "seeds").mkdir(parents=True)
    (project / "seeds/a.txt").write_text("A title\n\n" + "The river rose on 3 May 1953 and fell again. " * 6)
    (project / "output").mkdir()
    (project / "output/booklet.pdf").write_bytes(b"the earlier one")
    (project / "templates").mkdir()
    (project / "templates/text.html").write_text("{{ nothing.of.the.kind }}")
    assert cli.main(["build", str(project), "--for", "reading"]) == 3
    said = capsys.readouterr().err
    assert "templates/text.html" in said and "Traceback" not in said
    assert (project / "output/booklet.pdf").read_bytes() == b"the earlier one"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["build", "nowhere"], 2, "no such folder"),
        (["build", ".", "--for", "poster"], 2, "no edition"),
        (["clean", "nowhere.txt"], 2, "no such file"),
        (["eject", "cover"], 2, "shipped file itself"),
    ],
)
def test_wrong_use_is_told_in_a_line_or_two(
    words: list[str], code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert cli.main(words) == code
    err = capsys.readouterr().err
    assert said in err and len(err.strip().splitlines()) <= 2


def test_a_text_is_printed_as_typed_and_runs_nothing(tmp_path: Path) -> None:
    (tmp_path / "evil <b>name.txt").write_text(
        "{{ 7*7 }} <script>alert(1)</script> in the title\n\n"
        + "The words {{ cycler.__init__ }} & <img src='file:///etc/passwd'> <link rel=attachment href='file:///etc/passwd'> "
        "stand here as they were typed, and nothing of it is run or fetched by the program at all. " * 2
    )
    assert cli.main(["build", str(tmp_path), "--for", "reading"]) == 0
    with pikepdf.open(tmp_path / "output/booklet.pdf") as pdf:
        assert set(pdf.attachments) == {"evil <b>name.txt", "changes.json", "figures.json", "figures.csv"}


def test_a_style_may_not_fetch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("A title\n\n" + "The river rose on 3 May 1953 and fell again. " * 6)
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/own.css").write_text("body { background: url(file:///etc/passwd) }")
    assert cli.main(["build", str(tmp_path), "--for", "reading"]) == 3
    assert "nothing is fetched" in capsys.readouterr().err


def test_stages_and_waves_are_whole() -> None:
    assert [name for name, _ in STAGES] == [
        "read", "clean", "attribute", "order", "compare", "typeset", "impose", "preflight",
    ]  # fmt: skip
    templates = {p.stem for p in (ROOT / "templates").glob("*.html")} - {"base", "printer-test"}
    assert set().union(*(names for _, names in WAVES)) == templates
