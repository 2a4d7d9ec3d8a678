"""The output folder: whole files or none, nothing left over, nothing written through a link."""

from __future__ import annotations

from pathlib import Path

import pytest

from booklet import cli
from booklet.errors import CannotFinish, WrongUse
from booklet.output import Output

ROOT = Path(__file__).resolve().parent.parent


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    for name in (".unfinished-x/reading.pdf", "steps/.unfinished-7-pages.json", "steps/6-html/.unfinished-a.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("half")
    (tmp_path / "booklet.pdf").write_text("whole")
    Output(tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["booklet.pdf"]


def test_the_workshop_is_gone_however_it_ends(tmp_path: Path) -> None:
    output = Output(tmp_path)
    with pytest.raises(KeyboardInterrupt), output.workshop() as workshop:
        (workshop / "reading.pdf").write_text("half")
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == ["steps"]


def test_an_earlier_file_stays_where_the_new_one_cannot_be_moved(tmp_path: Path) -> None:
    output = Output(tmp_path)
    (tmp_path / "booklet.pdf").write_text("earlier")
    with pytest.raises(CannotFinish):
        output.publish(tmp_path / "never-made.pdf", "reading")
    assert (tmp_path / "booklet.pdf").read_text() == "earlier"


def test_a_rejected_file_is_kept_aside_until_a_good_one_comes(tmp_path: Path) -> None:
    output = Output(tmp_path)
    (tmp_path / "booklet.pdf").write_text("earlier")
    (tmp_path / "new.pdf").write_text("bad")
    kept = output.reject(tmp_path / "new.pdf", "reading")
    assert (kept.read_text(), (tmp_path / "booklet.pdf").read_text()) == ("bad", "earlier")
    (tmp_path / "new.pdf").write_text("good")
    output.publish(tmp_path / "new.pdf", "reading")
    assert (tmp_path / "booklet.pdf").read_text() == "good" and not kept.exists()


def test_a_link_in_place_of_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    output = Output(tmp_path / "output")
    (tmp_path / "output/booklet.pdf").symlink_to(precious)
    (tmp_path / "output/steps/7-pages.json").symlink_to(precious)
    (tmp_path / "output/new.pdf").write_text("new")
    output.publish(tmp_path / "output/new.pdf", "reading")
    output.step("7-pages.json", "{}")
    assert precious.read_text() == "mine"


@pytest.mark.parametrize("link", ["output", "output/steps", "output/steps/2-cleaned"])
def test_a_folder_that_is_a_link_out_of_the_project_is_refused(
    tmp_path: Path, link: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project, elsewhere = tmp_path / "p", tmp_path / "elsewhere"
    (project / "seeds").mkdir(parents=True)
    (project / "seeds/a.txt").write_text("A title\n\n" + "The river rose on 3 May 1953 and fell again. " * 6)
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_text("mine")
    (project / link).parent.mkdir(parents=True, exist_ok=True)
    (project / link).symlink_to(elsewhere)
    assert cli.main(["build", str(project), "--for", "reading"]) == 2
    said = capsys.readouterr().err
    assert "link" in said and len(said.strip().splitlines()) == 2
    assert [path.name for path in elsewhere.iterdir()] == ["a.txt"] and (elsewhere / "a.txt").read_text() == "mine"


def test_nothing_is_written_among_the_sources(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (tmp_path / "link").symlink_to(seeds)
    for folder in (seeds, seeds / "deeper", tmp_path / "link"):
        with pytest.raises(WrongUse, match="source texts"):
            Output(folder, keep_out_of=[seeds])
    assert not list(seeds.iterdir())
