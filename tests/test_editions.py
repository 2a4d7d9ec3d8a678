"""The editions beside the usual three: large print, draft, sheets for a printer of one side, printer test."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pikepdf
import pytest

from booklet import cli, mark, pipeline
from booklet.bindery import make_book
from booklet.editions import CHOICES, EDITIONS, MM, PAPERS, SHEETS, USUAL, editions_of, paper_named
from booklet.model import Change
from booklet.preflight.extract import Glyph, pages_of
from booklet.views.drawing import Scale

ROOT = Path(__file__).resolve().parent.parent
FLOOD = ROOT / "tests/projects/flood"


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build of a small project with every edition but the press's."""
    folder = tmp_path_factory.mktemp("flood") / "p"
    shutil.copytree(FLOOD, folder)
    assert cli.main(["build", str(folder), "--for", "reading,one-sided,large-print", "--draft"]) == 0
    return folder


def glyphs(path: Path) -> list[list[Glyph]]:
    with pikepdf.open(path) as pdf:
        trims = [tuple(float(v) for v in page.trimbox[:2]) for page in pdf.pages]
    return pages_of(path, trims)


def test_the_words_for_editions_are_one_list() -> None:
    assert CHOICES == ("reading", "duplex", "one-sided", "press", "large-print", "draft")
    assert [e.name for e in editions_of(["one-sided"])] == ["fronts", "backs"]
    assert tuple(e.name for e in editions_of(USUAL)) == USUAL
    assert len({e.file for e in EDITIONS.values()}) == len(EDITIONS)


@pytest.mark.parametrize(
    ("name", "large"), [("a5", 210), ("half-letter", 215.9), ("170x240mm", 210), ("7x10in", 215.9)]
)
def test_large_print_stands_on_the_office_paper_of_the_place(name: str, large: float) -> None:
    paper = paper_named(name)
    assert paper and paper.in_large_print().width == large


@pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: paper.name)
def test_an_office_sheet_is_twice_its_page(paper: object) -> None:
    assert hasattr(paper, "sheet")
    if paper.sheet:
        wide, high = SHEETS[paper.sheet]
        assert wide == pytest.approx(2 * paper.width, abs=1.5) and high == pytest.approx(paper.height, abs=0.1)


def test_no_letter_of_the_large_print_is_smaller_than_16_points(flood: Path) -> None:
    pages = glyphs(flood / "output/booklet-large-print.pdf")
    small = {
        (g.text, round(g.size, 1))
        for page in pages
        for g in page
        if g.size < 15.99 and g.text.strip() and not _raised(g, page)
    }
    assert not small


def _raised(glyph: Glyph, page: list[Glyph]) -> bool:
    return glyph.text.isdigit() and any(0 < glyph.y - other.y < 9 and other.size > glyph.size for other in page)


def test_large_print_is_ragged_and_divides_no_word(flood: Path) -> None:
    pages = glyphs(flood / "output/booklet-large-print.pdf")
    ends: set[float] = set()
    for page in pages:
        lines: dict[float, list[Glyph]] = {}
        for glyph in page:
            if glyph.text.strip() and abs(glyph.size - 18) < 0.1:
                lines.setdefault(round(glyph.y), []).append(glyph)
        for line in lines.values():
            assert not ("".join(g.text for g in line)).endswith("-"), "a word is divided"
            if len(line) > 35:
                ends.add(round(max(g.x1 for g in line)))
    assert len(ends) > 20


def test_large_print_is_an_archive_file_of_its_own_with_its_own_pages(flood: Path) -> None:
    with pikepdf.open(flood / "output/booklet-large-print.pdf") as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("3", "A", "1")
        assert {"changes.json", "figures.json", "figures.csv", "a-letter.txt"} <= set(pdf.attachments)
        width, height = float(pdf.pages[0].trimbox[2]), float(pdf.pages[0].trimbox[3])
    assert (width, height) == pytest.approx((215.9 * MM, 279.4 * MM), abs=0.1)


def test_the_draft_is_the_reading_edition_with_marks(flood: Path) -> None:
    reading, draft = glyphs(flood / "output/booklet.pdf"), glyphs(flood / "output/booklet-draft.pdf")
    assert len(reading) == len(draft)
    stamps = set()
    for page, marked in zip(reading, draft, strict=True):
        assert [(g.text, round(g.x0), round(g.y)) for g in marked[: len(page)]] == [
            (g.text, round(g.x0), round(g.y)) for g in page
        ]
        stamps.add(re.search(r"Draft [0-9a-f]{6}", "".join(g.text for g in marked[len(page) :]))[0])
    assert len(stamps) == 1
    with pikepdf.open(flood / "output/booklet-draft.pdf") as pdf:
        assert "not for publication" in str(pdf.docinfo.Title)
        assert not pdf.attachments and "pdfaid" not in pdf.Root.get("/Metadata", b"").__repr__()


def test_lines_of_the_draft_are_numbered_beside_the_lines(flood: Path) -> None:
    reading, draft = glyphs(flood / "output/booklet.pdf"), glyphs(flood / "output/booklet-draft.pdf")
    parts = json.loads((flood / "output/steps/7-parts.json").read_text())
    first = next(part["first"] for part in parts if part["text"])
    page, marked = reading[first - 1], draft[first - 1]
    added = "".join(g.text if g.x0 else "" for g in marked[len(page) :])
    assert "5" in added and "10" in added
    # The number 10 stands on the baseline of the tenth line, counted from the letters themselves.
    block = [g.y for g in page if g.text.strip() and "Caption" not in g.face and g.size > 8.5 and g.y > 75]
    lines = sorted({round(y, 1) for y in block}, reverse=True)
    ten = [g for g in marked[len(page) :] if g.text == "1" and g.size < 7]
    assert any(abs(g.y - lines[9]) < 4 for g in ten)


def test_corrections_stand_beside_their_lines(flood: Path) -> None:
    changes = [c for text in json.loads((flood / "output/steps/2-changes.json").read_text()) for c in text["changes"]]
    visible = {c["id"] for c in changes if "".join(c["before"].split()) != "".join(c["after"].split())}
    assert visible
    reading, draft = glyphs(flood / "output/booklet.pdf"), glyphs(flood / "output/booklet-draft.pdf")
    printed = "".join(g.text for page, marked in zip(reading, draft, strict=True) for g in marked[len(page) :])
    named = {name for name in visible if name in printed}
    more = sum(int(n) for n in re.findall(r"\+ (\d+)", printed))
    assert len(named) + more >= len(visible)
    hidden = {c["id"] for c in changes} - visible
    assert not any(name in printed for name in hidden)


def test_a_correction_is_named_beside_the_words_it_touched() -> None:
    understood = pipeline.understand(FLOOD)
    book = make_book(
        understood.project, understood.sources, understood.cleaned, understood.witnesses, understood.placed, (), ()
    )
    tried = 0
    for text in book.texts:
        words = " ".join(text.witness.passage(block) for block in text.witness.blocks).split()
        rows = [words[n : n + 6] for n in range(0, len(words), 6)]
        flat = [mark._letters("".join(row)) for row in rows]
        lines = [mark.PlacedLine(n, 20.0 * n, letters) for n, letters in enumerate(flat, 1)]
        beside = mark.corrections_beside(text, [lines])
        where = {name: line for (_, line), names in beside.items() for name in names}
        for change, start in zip(text.cleaned.changes, mark.final_starts(text.cleaned.changes), strict=True):
            if not mark.is_marked(change):
                continue
            around = mark._letters(text.cleaned.text[max(0, start - 12) : start + 12])
            row = where[change.id]
            near = "".join(flat[max(0, row - 2) : row + 1])
            assert around in near or not around, (change, near)
            tried += 1
    assert tried


def test_where_a_change_stands_is_followed_through_later_changes() -> None:
    def change(start: int, before: str, after: str) -> Change:
        return Change("x", "r", "mechanical", 1, start, before, after)

    # "aXbXc" -> "abXc" -> "abc" -> "ZZZabc" -> "ZZZac": each place as it is in the end
    changes = [change(1, "X", ""), change(2, "X", ""), change(0, "", "ZZZ"), change(4, "b", "")]
    assert mark.final_starts(changes) == [4, 4, 0, 4]


def test_fronts_and_backs_make_the_same_sheets(flood: Path) -> None:
    with (
        pikepdf.open(flood / "output/booklet.pdf") as book,
        pikepdf.open(flood / "output/booklet-fronts.pdf") as fronts,
        pikepdf.open(flood / "output/booklet-backs.pdf") as backs,
    ):
        assert len(fronts.pages) == len(backs.pages) == len(book.pages) // 4
    assert not (flood / "output/booklet-duplex.pdf").exists()


@pytest.mark.parametrize(("flip", "turned"), [("short", False), ("long", True)])
def test_the_printer_test_tries_the_settings_of_the_project(tmp_path: Path, flip: str, turned: bool) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "booklet.toml").write_text(f'[paper]\nsize = "half-letter"\nflip = "{flip}"\n')
    assert cli.main(["printer-test", str(tmp_path)]) == 0
    path = tmp_path / "output/printer-test.pdf"
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 4
        assert [float(v) for v in pdf.pages[0].mediabox] == pytest.approx([0, 0, 792, 612], abs=0.1)
        assert str(pdf.Root.ViewerPreferences.Duplex) == f"/DuplexFlip{flip.title()}Edge"
        assert str(pdf.Root.ViewerPreferences.PrintScaling) == "/None"
    front, back, *_ = glyphs(path)
    assert "200mm" in "".join(g.text for g in front).replace(" ", "")
    words = " ".join("".join(g.text for g in back).split()).replace("\u00a0", " ")
    assert f'flip = "{"short" if flip == "long" else "long"}"' in words
    ordered = [g for g in back if g.text.strip()]
    assert (ordered[0].y < ordered[-1].y) is turned  # turned round, the first word stands lowest
    assert [p.name for p in (tmp_path / "output").iterdir() if p.name.startswith(".")] == []


def test_layouts_that_break_differently_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "p"
    shutil.copytree(FLOOD, folder)
    (folder / "styles").mkdir()
    shipped = (ROOT / "styles/press.css").read_text()
    (folder / "styles/press.css").write_text(f"{shipped}\n.running p {{ letter-spacing: 0.04em }}\n")
    assert cli.main(["build", str(folder), "--for", "reading,press"]) == 4
    said = capsys.readouterr().err
    assert "breaks differently" in said and "press.css" in said
    assert not list((folder / "output").glob("*.pdf"))


def test_check_looks_at_every_edition_again(flood: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(flood)]) == 0
    said = capsys.readouterr().out
    assert "C01" not in said and "C02" not in said
    large = flood / "output/booklet-large-print.pdf"
    whole = large.read_bytes()
    with pikepdf.open(large, allow_overwriting_input=True) as pdf:
        del pdf.pages[-1]
        pdf.save(large)
    try:
        assert cli.main(["check", str(flood)]) == 4
    finally:
        large.write_bytes(whole)
    said = capsys.readouterr().out
    assert "booklet-large-print.pdf: was changed after it was made" in said and "P02-pages" in said


def test_a_rebuild_says_which_pages_differ(flood: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    letter = flood / "seeds/a-letter.txt"
    before = letter.read_text()
    words = re.findall(r"\b[a-z]{6,}\b", before)
    letter.write_text(before.replace(words[20], f"{words[20]} indeed", 1))
    try:
        assert cli.main(["build", str(flood), "--for", "reading"]) == 0
    finally:
        letter.write_text(before)
    said = capsys.readouterr().err
    assert re.search(r"since the last build: other words on pages? \d", said)
    assert "**indeed**" in (flood / "output/steps/8-differences.md").read_text()


_PROFILE = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")


@pytest.mark.skipif(not _PROFILE.is_file(), reason="no CMYK profile here to try PDF/X-4 with (Debian: libgs-common)")
def test_with_a_profile_the_press_edition_is_pdf_x4(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "tests/projects/plain", tmp_path / "seeds")
    shutil.copy(_PROFILE, tmp_path / "shop.icc")
    (tmp_path / "booklet.toml").write_text('[press]\nicc = "shop.icc"\n[style]\naccent = "#1d4e6b"\n')
    assert cli.main(["build", str(tmp_path), "--for", "press"]) == 0
    assert "L02-no-profile" not in capsys.readouterr().err
    with pikepdf.open(tmp_path / "output/booklet-press.pdf") as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX" and intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes() == _PROFILE.read_bytes()
        assert b"PDF/X-4" in pdf.Root.Metadata.read_bytes()
        assert str(pdf.docinfo.Trapped) == "/False"
        assert not any("/Annots" in page and len(page.Annots) for page in pdf.pages)
        width, height = PAPERS["a5"].size_pt
        for page in pdf.pages:
            assert [float(v) for v in page.trimbox] == pytest.approx([0, 0, width, height], abs=0.1)
            assert [float(v) for v in page.BleedBox] == pytest.approx(
                [-3 * MM, -3 * MM, width + 3 * MM, height + 3 * MM], abs=0.1
            )


def test_the_contents_list_a_section_of_the_owners_own_and_attached_figures_have_their_pages(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/projects/mill", tmp_path / "mill")
    _, made = pipeline.build(tmp_path / "mill", editions=["reading", "large-print"])
    assert not made.rejected
    steps = tmp_path / "mill/output/steps"
    contents = (steps / "6-html/contents.html").read_text("utf-8")
    (page,) = [
        row["first"] for row in json.loads((steps / "7-parts.json").read_text()) if row["title"] == "The evening"
    ]
    assert f'The evening</a></span><span class="folio">{page}<' in contents
    pages = {}
    for name in ("reading", "large-print"):
        with pikepdf.open(made.files[name]) as pdf:
            assert len(pdf.pages) % (4 if name == "reading" else 2) == 0
            figures = json.loads(pdf.attachments["figures.json"].get_file().read_bytes())
            pages[name] = [claim["page"] for topic in figures["topics"] for claim in topic["claims"]]
    assert all(pages["reading"]) and all(pages["large-print"])


@pytest.mark.parametrize("paper", ["a5", "half-letter", "a4", "letter", "6x9in", "95x130mm"])
def test_no_letter_of_a_drawn_range_is_smaller_than_7_points(paper: str) -> None:
    page = paper_named(paper)
    assert page
    measure = (page.width - page.spine - page.fore) * MM
    scale = Scale.of(measure, page.text_size)
    assert 8.6 * scale.unit >= 7 and scale.width * scale.unit <= measure + 0.1


def test_a_text_in_another_language_is_not_divided_by_the_rules_of_the_booklets(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Qara Yanvar\n\n20 May 1996\n\n" + "Qoşunlar gecə vaxtı şəhərə girirdilər. " * 9, "utf-8"
    )
    (tmp_path / "sources.toml").write_text('["a.txt"]\nlanguage = "az"\n', "utf-8")
    _, made = pipeline.build(tmp_path, editions=["reading"])
    assert not made.rejected
    assert '<div class="running" lang="az">' in (tmp_path / "output/steps/6-html/text-1.html").read_text("utf-8")
    lines = "".join(glyph.text for page in glyphs(made.files["reading"])[5:6] for glyph in page)
    assert "şəhərə" in lines and "-" not in lines
