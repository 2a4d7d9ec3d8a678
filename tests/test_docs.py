"""The pages in docs/ say what the program does: their keys, names, codes and links are held against it."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from booklet import begin, config
from booklet.cli import main
from booklet.editions import PAPERS

# rules.md is made from the rules and held by test_readme.py
DOCS = sorted(p for p in (Path(__file__).resolve().parent.parent / "docs").glob("*.md") if p.stem != "rules")
_TABLE_HEAD = re.compile(r"\[\[?[\w.\"\]-]+|\w+ = ")


def blocks(page: Path) -> list[str]:
    found = re.findall(r"(?:^    .*\n|^\n(?=    ))+", page.read_text("utf-8"), re.MULTILINE)
    return [textwrap.dedent(block).strip() for block in found]


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.stem)
def test_every_example_of_a_configuration_is_read(page: Path, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "programme.html").write_text("x", "utf-8")
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "profile.icc").write_bytes(b"\0" * 16 + b"CMYK" + b"\0" * 16 + b"acsp" + b"\0" * 88)
    tried = 0
    for block in blocks(page):
        if not _TABLE_HEAD.match(block) or block.startswith(("@", "<")):
            continue
        ours = re.match(r"\[(booklet|paper|editions|press|parts|style|names|figures\.\w+)\]", block)
        text = block if block.startswith("[") else f'["report.txt"]\n{block}'
        (tmp_path / "booklet.toml").write_text(text if ours else "", "utf-8")
        (tmp_path / "seeds" / "sources.toml").write_text("" if ours else text, "utf-8")
        config.load(tmp_path)
        tried += 1
    assert tried


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.stem)
def test_every_command_is_one(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = page.read_text("utf-8")
    for command in set(re.findall(r"(?:^    |`)(?:booklet|\./run) ([a-z-]+)", words, re.MULTILINE)):
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0, command
    capsys.readouterr()


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).is_file(), target


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.stem)
def test_every_code_is_one_of_the_programs(page: Path) -> None:
    program = "".join(file.read_text("utf-8") for file in Path(config.__file__).parent.rglob("*.py"))
    for code in re.findall(r"`([A-Z]\d\d-[a-z-]+)`", page.read_text("utf-8")):
        assert f'"{code}"' in program, code


def test_the_names_of_the_look_are_complete() -> None:
    page = next(page for page in DOCS if page.stem == "change-how-it-looks").read_text("utf-8")
    for name in (*config.VARIABLES, *PAPERS, *(name.removesuffix(".html") for name in begin.shipped_files())):
        assert f"`{name}`" in page, name
