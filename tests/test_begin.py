"""`new` and `eject`: nothing is overwritten, and a copy remembers what it was copied from."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from booklet import begin, config, library, pipeline
from booklet.errors import WrongUse
from booklet.tables import read_table


def test_a_new_project_is_read_and_understood_at_once(tmp_path: Path) -> None:
    written = begin.new_project(tmp_path / "deep" / "evening")
    assert all(path.is_file() for path in written)
    understood = pipeline.understand(tmp_path / "deep" / "evening")
    assert len(understood.sources) == 2
    assert all("sample" in source.decoded for source in understood.sources)
    assert all(placed.dating.date for placed in understood.placed)
    assert any(topic.verdict == "conflict" for topic in understood.topics)  # so that a first build shows what it can do


def test_every_remark_that_is_an_example_is_a_right_one(tmp_path: Path) -> None:
    """With the sign # taken away, what the comments teach must be read without a complaint."""
    folder = tmp_path / "evening"
    begin.new_project(folder)
    for file in (folder / "booklet.toml", folder / "seeds" / "sources.toml"):
        lines = file.read_text("utf-8").splitlines()
        opened = [line[2:] if re.match(r"# (?:\w+ = |\[)", line) else line for line in lines]
        assert opened != lines
        file.write_text("\n".join(opened), "utf-8")
    found = config.load(folder)
    assert found.event is not None
    facts = found.decisions.of("sample-letter.txt")
    assert facts.title and facts.date and facts.reason and facts.reject and len(facts.replace) == 2
    understood = pipeline.understand(folder)
    letter = next(text for text in understood.cleaned if text.file == "sample-letter.txt")
    assert "twelve cottages" in letter.text and "[…]" in letter.text
    assert len(letter.stale) == 1  # the rejected change, whose name is made up


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(WrongUse, match="already holds"):
        begin.new_project(tmp_path)
    with pytest.raises(WrongUse, match="already holds"):
        begin.new_project(tmp_path / "mine.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert (tmp_path / "booklet.toml") in begin.new_project(tmp_path)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cover", "templates/cover.html"),
        ("templates/cover.html", "templates/cover.html"),
        ("tokens.css", "styles/tokens.css"),
    ],
)
def test_eject_copies_one_file_and_records_its_origin(tmp_path: Path, name: str, expected: str) -> None:
    target = begin.eject(tmp_path, name)
    assert target == tmp_path / expected
    kind = "templates" if expected.endswith("html") else "styles"
    assert target.read_bytes() == (library.shipped_folder(kind) / target.name).read_bytes()
    record = json.loads((target.parent / begin.RECORD).read_text("utf-8"))
    assert set(record[target.name]) == {"version", "sha256", "shipped"}
    with pytest.raises(WrongUse, match="already there"):
        begin.eject(tmp_path, name)


def test_the_fonts_come_with_the_stylesheet_that_names_them(tmp_path: Path) -> None:
    target = begin.eject(tmp_path, "fonts.css")
    for part in target.read_text("utf-8").split('url("')[1:]:
        assert (target.parent / part.split('"')[0]).is_file()


def test_an_unknown_name_lists_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="cover") as caught:
        begin.eject(tmp_path, "covr")
    assert "Did you mean" in str(caught.value)
    for name in ("../../etc/passwd", "/etc/passwd", "fonts/", ""):
        with pytest.raises(WrongUse):
            begin.eject(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_the_checkout_is_not_a_project_to_eject_into() -> None:
    checkout = library.shipped_folder("templates").parent
    with pytest.raises(WrongUse, match="booklet new"):
        begin.eject(checkout, "cover")


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(WrongUse):
        begin.eject(tmp_path / "nowhere", "cover")
    assert not (tmp_path / "nowhere").exists()


def test_what_changed_upstream_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    own.mkdir()
    begin.eject(own, "cover")
    (own / "templates" / "cover.html").write_text("mine", "utf-8")
    assert begin.changed_upstream(own) == []  # my own change is not upstream's
    for kind in ("templates", "styles"):
        shutil.copytree(library.shipped_folder(kind), tmp_path / "shipped" / kind)
    monkeypatch.setattr(library, "shipped_folder", lambda kind: tmp_path / "shipped" / kind)
    assert begin.changed_upstream(own) == []
    with (tmp_path / "shipped" / "templates" / "cover.html").open("a", encoding="utf-8") as file:
        file.write("<p>new</p>")
    (found,) = begin.changed_upstream(own)
    assert "cover.html" in found.message and found.where == "templates/cover.html"
    assert "<p>new</p>" in found.advice and "new: “" in found.advice
    (own / "templates" / "cover.html").write_bytes((tmp_path / "shipped" / "templates" / "cover.html").read_bytes())
    assert begin.changed_upstream(own) == []  # it was taken over already


def test_a_copy_that_was_never_changed_can_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin.eject(tmp_path, "colophon")
    for kind in ("templates", "styles"):
        shutil.copytree(library.shipped_folder(kind), tmp_path / "shipped" / kind)
    monkeypatch.setattr(library, "shipped_folder", lambda kind: tmp_path / "shipped" / kind)
    shipped = tmp_path / "shipped" / "templates" / "colophon.html"
    shipped.write_text(shipped.read_text("utf-8").replace("<p>{{ line }}</p>", "<p>{{ line }}.</p>"), "utf-8")
    (found,) = begin.changed_upstream(tmp_path)
    assert "never changed" in found.advice
    assert "is now" in found.advice and "<p>{{ line }}.</p>" in found.advice


@pytest.mark.parametrize(
    "record", ["", "[]", '{"cover.html": 5}', "{", '{"cover.html": {}}', '{"../x": {"sha256": ""}}']
)
def test_a_spoiled_record_does_no_harm(tmp_path: Path, record: str) -> None:
    begin.eject(tmp_path, "cover")
    (tmp_path / "templates" / begin.RECORD).write_text(record, "utf-8")
    begin.changed_upstream(tmp_path)
    begin.eject(tmp_path, "imprint")


def test_the_files_of_a_new_project_are_well_formed(tmp_path: Path) -> None:
    begin.new_project(tmp_path)
    assert read_table(tmp_path / "booklet.toml", "booklet.toml").values
    assert len((tmp_path / "README.txt").read_text("utf-8").splitlines()) <= 12
