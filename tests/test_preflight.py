"""A clean file passes; a file spoiled in one way is found out, for every check."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from booklet import config, folios, pipeline
from booklet.bindery import Bindery, Made, make_book
from booklet.editions import EDITIONS, PAPERS
from booklet.finished import _different
from booklet.ledger import produced_before
from booklet.pipeline import Understood
from booklet.preflight.check import check_edition
from booklet.preflight.expectation import Expectation, ExpectedText
from booklet.preflight.extract import Glyph, pages_of
from booklet.preflight.file_checks import FILE_CHECKS
from booklet.preflight.line_checks import check_lines
from booklet.preflight.press_checks import PRESS_CHECKS, check_press_form
from booklet.stylesheets import press_accents

ROOT = Path(__file__).resolve().parent.parent
Built = tuple[Path, Understood, Made]


@pytest.fixture(scope="session")
def expectations(built: Built) -> dict[str, Expectation]:
    """What each edition of the seeds' booklet must show, read from the steps of its build."""
    from booklet.output import Output

    folder, understood, _ = built
    project = understood.project
    book = make_book(
        project, understood.sources, understood.cleaned, understood.witnesses, understood.placed, understood.topics,
        understood.events,
    )  # fmt: skip
    produced = produced_before(folder / "output/steps", "reading")
    assert produced and produced.folios
    bindery = Bindery(project, Output(folder / "output"), (), pipeline.WAVES)
    return {name: bindery.expectation(edition, book, produced) for name, edition in EDITIONS.items()}


@pytest.mark.parametrize("edition", ["reading", "duplex", "press"])
def test_clean_files_pass(built: Built, expectations: dict[str, Expectation], edition: str) -> None:
    found = check_edition(built[2].files[edition], expectations[edition])
    assert [f for f in found if f.severity == "error"] == []


def _content(pdf: pikepdf.Pdf, number: int, change: Callable[[bytes], bytes]) -> None:
    page = pdf.pages[number]
    before = page.Contents.read_bytes()
    after = change(before)
    assert after != before, "the mutation does nothing"
    page.Contents = pdf.make_stream(after)


def _drop_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def _trim(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].TrimBox = [0, 0, 400, 500]


def _bleed(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[3]
    page.BleedBox = page.TrimBox


def _font(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]
            return


def _unicode(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]
            return


def _stranger(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0":
            item.BaseFont = pikepdf.Name("/ABCDEF+DejaVuSans")
            return


def _glyph(pdf: pikepdf.Pdf) -> None:
    _content(pdf, 6, lambda data: re.sub(rb"\[<[0-9a-f]{4}", b"[<0000", data, count=1))


def _rgb(pdf: pikepdf.Pdf) -> None:
    _content(pdf, 6, lambda data: b"1 0 0 rg 0 0 9 9 re f\n" + data)


def _ink(pdf: pikepdf.Pdf) -> None:
    _content(pdf, 6, lambda data: b"1 1 0.9 1 k 0 0 9 9 re f\n" + data)


def _note_annotation(pdf: pikepdf.Pdf) -> None:
    pdf.pages[6].Annots = pdf.make_indirect(
        pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])])
    )


def _tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def _lang(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("fr")


def _title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Another"


def _archive(pdf: pikepdf.Pdf) -> None:
    data = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata = pdf.make_stream(re.sub(rb"<pdfuaid:part>1</pdfuaid:part>", b"", data))


def _link(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if "/Dest" in note:
                note.Dest = pikepdf.String("nowhere")
                return


def _contents(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.Dests.Names
    for at in range(0, len(names), 2):
        if str(names[at]) == "text-2-title":
            names[at + 1][0] = pdf.pages[2].obj


def _outline(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Outlines"]


def _attachment(pdf: pikepdf.Pdf) -> None:
    name = next(iter(pdf.attachments))
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, b"other bytes", filename=name)


def _relationship(pdf: pikepdf.Pdf) -> None:
    name = next(iter(pdf.attachments))
    pdf.attachments[name].obj.AFRelationship = pikepdf.Name.Data


def _lost_attachment(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments[next(iter(pdf.attachments))]


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))


def _word(pdf: pikepdf.Pdf) -> None:
    """Take the letters of one line of a text page away."""
    _content(pdf, 6, lambda data: re.sub(rb"\[<[0-9a-f<>\-.0-9 ]{200,}?\] TJ", b"", data, count=1))


def _near_edge(pdf: pikepdf.Pdf) -> None:
    _content(pdf, 7, lambda data: re.sub(rb"1 0 0 -1 [\d.]+ ([\d.]+ Tm)", rb"1 0 0 -1 1 \1", data, count=1))


def _overfull(pdf: pikepdf.Pdf) -> None:
    _content(
        pdf,
        7,
        lambda data: re.sub(
            rb"1 0 0 -1 ([\d.]+) (?=[\d.]+ Tm)", lambda m: b"1 0 0 -1 %.3f " % (float(m[1]) + 20), data
        ),
    )


def _lost_note(pdf: pikepdf.Pdf) -> None:
    """Take the last line of small type of a page with notes away."""
    data = pdf.pages[6].Contents.read_bytes()
    places = [m.start() for m in re.finditer(rb"\[<[0-9a-f<>\-.0-9 ]+\] TJ", data)]
    sizes = [float(re.findall(rb" ([\d.]+) Tf", data[:at])[-1]) for at in places]
    at = next(p for p, size in reversed(list(zip(places, sizes, strict=True))) if abs(size - 10.4) < 0.1)
    end = data.index(b"TJ", at) + 2
    pdf.pages[6].Contents = pdf.make_stream(data[:at] + data[end:])


def _type3(pdf: pikepdf.Pdf) -> None:
    font = next(i for i in pdf.objects if isinstance(i, pikepdf.Dictionary) and i.get("/Subtype") == "/Type0")
    font.Subtype = pikepdf.Name.Type3


def _whole_font(pdf: pikepdf.Pdf) -> None:
    font = next(i for i in pdf.objects if isinstance(i, pikepdf.Dictionary) and i.get("/Subtype") == "/Type0")
    font.BaseFont = pikepdf.Name("/" + str(font.BaseFont).split("+")[-1])


def _unknown_letter(pdf: pikepdf.Pdf) -> None:
    """Let one letter of the text face stand for the sign of an unknown letter."""
    maps = [i["/ToUnicode"] for i in pdf.objects if isinstance(i, pikepdf.Dictionary) and "/ToUnicode" in i]
    widest = max(maps, key=lambda m: len(m.read_bytes()))
    widest.write(re.sub(rb"<0065>", b"<FFFD>", widest.read_bytes()))


def _media(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        x0, y0, x1, y1 = (float(v) for v in page.trimbox)
        page.MediaBox = [x0, y0, x1, y1]


def _grey(pdf: pikepdf.Pdf) -> None:
    _content(pdf, 6, lambda data: b"0.4 g 0 0 9 9 re f\n" + data)


def _lab(pdf: pikepdf.Pdf) -> None:
    _content(pdf, 6, lambda data: b"/Lab cs 50 0 0 sc 0 0 9 9 re f\n" + data)


def _rich_black(pdf: pikepdf.Pdf) -> None:
    _content(pdf, 6, lambda data: data.replace(b"0 0 0 1 scn", b"0.5 0.4 0.4 1 scn"))


def _picture(pdf: pikepdf.Pdf, space: str, points: int) -> None:
    colours = 4 if space == "CMYK" else 3
    image = pdf.make_stream(b"\0" * (points * points * colours))
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width = image.Height = points
    image.ColorSpace, image.BitsPerComponent = pikepdf.Name(f"/Device{space}"), 8
    page = pdf.pages[6]
    if "/XObject" not in page.Resources:
        page.Resources.XObject = pikepdf.Dictionary()
    page.Resources.XObject.Spoiled = image
    _content(pdf, 6, lambda data: data + b"\nq 72 0 0 72 90 90 cm /Spoiled Do Q\n")


def _coarse_picture(pdf: pikepdf.Pdf) -> None:
    _picture(pdf, "CMYK", 100)


def _rgb_picture(pdf: pikepdf.Pdf) -> None:
    _picture(pdf, "RGB", 300)


def _marks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/MarkInfo"]


def _file_name_shown(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences["/DisplayDocTitle"]


def _inner_title(pdf: pikepdf.Pdf) -> None:
    data = pdf.Root.Metadata.read_bytes()
    after = re.sub(rb"(<rdf:li[^>]*>)Black January", rb"\1Another", data)
    assert after != data
    pdf.Root.Metadata = pdf.make_stream(after)


def _running_text(pdf: pikepdf.Pdf) -> Any:
    """Return the element of the tags that holds the paragraphs of the first text."""
    found: list[Any] = []

    def search(element: Any) -> None:
        if isinstance(element, pikepdf.Array):
            children = [e for e in element if isinstance(e, pikepdf.Dictionary)]
            if (
                len(children) > 2
                and all(e.get("/S") == "/P" for e in children)
                and any(e.get("/Pg") is not None and e.Pg.objgen == pdf.pages[6].obj.objgen for e in children)
            ):
                found.append(element)
            for child in children:
                search(child.get("/K"))
        elif isinstance(element, pikepdf.Dictionary):
            search(element.get("/K"))

    search(pdf.Root.StructTreeRoot.K)
    return found[0]


def _aloud(pdf: pikepdf.Pdf) -> None:
    paragraphs = _running_text(pdf)
    paragraphs[1], paragraphs[2] = paragraphs[2], paragraphs[1]


def _hidden(pdf: pikepdf.Pdf) -> None:
    del _running_text(pdf)[1]


def _far_link(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("file:///etc/hosts"))
    pdf.pages[6].Annots.append(
        pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
        )
    )


def _launching_link(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("a.exe"))
    pdf.pages[6].Annots.append(
        pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
        )
    )


def _bookmarks(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.reverse()


def _faint(pdf: pikepdf.Pdf) -> None:
    _content(pdf, 7, lambda data: re.sub(rb"0\.0\d+ 0\.0\d+ 0\.0\d+ rg", b"0.8 0.8 0.8 rg", data))


def _pale(pdf: pikepdf.Pdf) -> None:
    """Set text in a grey that stands out by 4.0 to 1: seen, but too faint for many."""
    _content(pdf, 7, lambda data: re.sub(rb"0\.0\d+ 0\.0\d+ 0\.0\d+ rg", b"0.5 0.5 0.5 rg", data))


def _mail_link(pdf: pikepdf.Pdf) -> None:
    """Let a link lead out of the file, but not to the web."""
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("mailto:someone@example.org"))
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    pdf.pages[6].Annots.append(pdf.make_indirect(link))


def _a_little_overfull(pdf: pikepdf.Pdf) -> None:
    """Draw every line of a page three quarters of a point too far right."""
    data = pdf.pages[7].Contents.read_bytes()
    pdf.pages[7].Contents = pdf.make_stream(b"1 0 0 1 1.2 0 cm " + data)


def _coloured_page(pdf: pikepdf.Pdf) -> None:
    _content(pdf, 6, lambda data: data.replace(b"0 0 0 1 scn", b"0.9 0.2 0 0.1 scn", 1))


def _beside_the_grid(pdf: pikepdf.Pdf) -> None:
    """Draw a whole page two points lower than the others."""
    data = pdf.pages[7].Contents.read_bytes()
    pdf.pages[7].Contents = pdf.make_stream(b"1 0 0 1 0 -2 cm " + data)


def _spine(pdf: pikepdf.Pdf) -> None:
    """Move the lines of a right-hand page into the spine."""
    _content(pdf, 6, lambda data: re.sub(rb"1 0 0 -1 [\d.]+ ([\d.]+ Tm)", rb"1 0 0 -1 30 \1", data, count=4))


def _note_elsewhere(pdf: pikepdf.Pdf) -> None:
    """Let one page call a note that stands on another."""
    _content(pdf, 6, lambda data: re.sub(rb"([\d.]+) ([\d.]+) Tm\s+(/\w+) 8\.5\d* Tf", rb"\1 \2 Tm \3 13 Tf", data))


SPOILED: list[tuple[str, Callable[[Any], None], str]] = [
    ("reading", _script, "P01-sound"),
    ("reading", _drop_page, "P02-pages"),
    ("reading", _trim, "P03-boxes"),
    ("press", _bleed, "P03-boxes"),
    ("reading", _font, "P04-fonts"),
    ("reading", _unicode, "P04-fonts"),
    ("reading", _stranger, "P04-fonts"),
    ("reading", _glyph, "P05-glyphs"),
    ("press", _rgb, "P06-colour"),
    ("press", _ink, "P07-ink"),
    ("press", _note_annotation, "P13-press"),
    ("reading", _tags, "P09-tags"),
    ("reading", _lang, "P09-tags"),
    ("reading", _title, "P09-tags"),
    ("reading", _archive, "P08-archive"),
    ("reading", _link, "P20-links"),
    ("reading", _contents, "P19-contents"),
    ("reading", _outline, "P19-contents"),
    ("reading", _attachment, "P23-attachments"),
    ("reading", _relationship, "P23-attachments"),
    ("reading", _lost_attachment, "P23-attachments"),
    ("reading", _word, "P11-words"),
    ("press", _word, "P11-words"),
    ("reading", _lost_note, "P21-notes"),
    ("reading", _near_edge, "P14-margin"),
    ("reading", _spine, "P14-margin"),
    ("reading", _type3, "P04-fonts"),
    ("reading", _whole_font, "P04-fonts"),
    ("reading", _unknown_letter, "P05-glyphs"),
    ("press", _media, "P03-boxes"),
    ("press", _grey, "P06-colour"),
    ("press", _lab, "P06-colour"),
    ("press", _rich_black, "P06-colour"),
    ("press", _rgb_picture, "P06-colour"),
    ("press", _coarse_picture, "P12-pictures"),
    ("reading", _marks, "P09-tags"),
    ("reading", _file_name_shown, "P09-tags"),
    ("reading", _inner_title, "P09-tags"),
    ("reading", _aloud, "P10-order"),
    ("reading", _hidden, "P10-order"),
    ("reading", _far_link, "P20-links"),
    ("reading", _launching_link, "P20-links"),
    ("reading", _bookmarks, "P19-contents"),
    ("reading", _faint, "P25-contrast"),
    ("reading", _note_elsewhere, "P21-notes"),
    ("reading", _a_little_overfull, "P15-overfull"),
    ("reading", _pale, "P25-contrast"),
    ("reading", _mail_link, "P20-links"),
    ("reading", _overfull, "P15-overfull"),
]


# Codes whose checks read the letters of the pages; the others look at the file alone and are run without the reading.
_OF_LETTERS = ("P05", "P10", "P11", "P12", "P14", "P15", "P19", "P21", "P25")


@pytest.mark.parametrize(("edition", "spoil", "code"), SPOILED, ids=[f"{e}{s.__name__}" for e, s, _ in SPOILED])
def test_a_spoiled_file_is_found_out(
    built: Built,
    expectations: dict[str, Expectation],
    tmp_path: Path,
    edition: str,
    spoil: Callable[[Any], None],
    code: str,
) -> None:
    path = tmp_path / "spoiled.pdf"
    with pikepdf.open(built[2].files[edition]) as pdf:
        spoil(pdf)
        pdf.save(path)
    if code.startswith(_OF_LETTERS):
        found = check_edition(path, expectations[edition])
    else:
        with pikepdf.open(path) as pdf:
            found = tuple(f for check in (*FILE_CHECKS, *PRESS_CHECKS) for f in check(pdf, expectations[edition]))
    assert code in {f.code for f in found if f.severity == "error"}


@pytest.mark.parametrize(
    ("edition", "spoil", "code"), [("press", _coloured_page, "P07-ink"), ("reading", _beside_the_grid, "P22-grid")]
)
def test_what_a_person_should_look_at_is_found_out(
    built: Built,
    expectations: dict[str, Expectation],
    tmp_path: Path,
    edition: str,
    spoil: Callable[[Any], None],
    code: str,
) -> None:
    before = {f.code for f in check_edition(built[2].files[edition], expectations[edition])}
    with pikepdf.open(built[2].files[edition]) as pdf:
        spoil(pdf)
        pdf.save(tmp_path / "spoiled.pdf")
    found = [f for f in check_edition(tmp_path / "spoiled.pdf", expectations[edition]) if f.code == code]
    assert code not in before
    assert [f.severity for f in found] == ["warning"]


def test_the_ink_of_the_accent_is_that_of_the_style(tmp_path: Path) -> None:
    _plain_project(tmp_path / "red", "")
    assert press_accents(config.load(tmp_path / "red")) == ((0.15, 1.0, 0.9, 0.25),)
    (tmp_path / "red" / "booklet.toml").write_text('[style]\naccent = "#0000ff"\n', "utf-8")
    assert press_accents(config.load(tmp_path / "red")) == ((1.0, 1.0, 0.0, 0.0),)


def test_every_code_of_a_check_has_its_mutation() -> None:
    places = [*(ROOT / "booklet" / "preflight").glob("*.py"), ROOT / "booklet" / "finished.py"]
    program = "".join(place.read_text("utf-8") for place in places)
    ours = Path(__file__).read_text("utf-8")
    for code in set(re.findall(r'"(P\d\d-[a-z-]+)"', program)) - {"P16-loose", "P17-alone", "P18-hyphens"}:
        assert f'"{code}"' in ours, code


def test_a_damaged_file_is_found_out(built: Built, expectations: dict[str, Expectation], tmp_path: Path) -> None:
    data = built[2].files["reading"].read_bytes()
    (tmp_path / "cut.pdf").write_bytes(data[: len(data) // 8])
    assert {f.code for f in check_edition(tmp_path / "cut.pdf", expectations["reading"])} & {"P01-sound", "P02-pages"}


def test_an_encrypted_file_is_found_out(built: Built, expectations: dict[str, Expectation], tmp_path: Path) -> None:
    with pikepdf.open(built[2].files["press"]) as pdf:
        pdf.save(tmp_path / "e.pdf", encryption=pikepdf.Encryption(owner="x", user=""))
    assert "P01-sound" in {f.code for f in check_edition(tmp_path / "e.pdf", expectations["press"])}


def test_pdf_x_asks_for_a_profile_of_four_inks_a_word_on_trapping_and_dates(
    built: Built, expectations: dict[str, Expectation]
) -> None:
    asked = replace(expectations["press"], pdf_x=True)
    with pikepdf.open(built[2].files["press"]) as pdf:
        assert "P13-press" in {f.code for f in check_press_form(pdf, asked)}
    for spoiled in ("nothing", "inks", "trapped", "dates"):
        with pikepdf.open(built[2].files["press"]) as pdf:
            profile = pdf.make_stream(b"profile")
            profile.N = 3 if spoiled == "inks" else 4
            intent = pikepdf.Dictionary(S=pikepdf.Name.GTS_PDFX, DestOutputProfile=profile)
            pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])
            pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = "D:20260120000000Z"
            pdf.docinfo["/Trapped"] = pikepdf.Name("/False")
            if spoiled == "trapped":
                del pdf.docinfo["/Trapped"]
            if spoiled == "dates":
                del pdf.docinfo["/ModDate"]
            found = {f.code for f in check_press_form(pdf, asked)}
        assert found == (set() if spoiled == "nothing" else {"P13-press"}), spoiled


def test_a_wrong_number_in_the_contents_is_found_out(built: Built, expectations: dict[str, Expectation]) -> None:
    expected = expectations["reading"]
    title, folio = expected.entries[1]
    wrong = replace(expected, entries=(expected.entries[0], (title, str(int(folio) + 1)), *expected.entries[2:]))
    assert "P19-contents" in {f.code for f in check_edition(built[2].files["reading"], wrong)}


# -- lines, drawn letter by letter

_A5 = PAPERS["a5"]


def _line(words: str, y: float, x: float = 70.0, gap: float = 3.0) -> list[Glyph]:
    glyphs = []
    for letter in words:
        if letter == " ":
            glyphs.append(Glyph(" ", "SourceSerif4-Regular", 10, x, x + gap, y))
            x += gap
            continue
        glyphs.append(Glyph(letter, "SourceSerif4-Regular", 10, x, x + 4, y))
        x += 4
    return glyphs


def _line_findings(pages: list[list[str]], body: str, gap: float = 3.0, first: int = 1) -> list[str]:
    """Return the findings about a text of one paragraph a line of `body`, set in these lines on these pages."""
    drawn: list[list[Glyph]] = [[] for _ in range(first - 1)]
    drawn += [[g for n, line in enumerate(page) for g in _line(line, 500 - 14 * n, gap=gap)] for page in pages]
    blocks = tuple((paragraph, True) for paragraph in body.split("\n"))
    text = ExpectedText("a.txt", first, first + len(pages) - 1, (), body, "", blocks=blocks)
    expected = Expectation(EDITIONS["reading"], _A5, len(drawn), "T", "en", texts=(text,))
    return [f.message for f in check_lines(drawn, expected)]


def test_good_lines_are_left_alone() -> None:
    body = "They came to the mill in the morning and they went away again in the evening of that day."
    assert (
        _line_findings(
            [["They came to the mill in the morn-", "ing and they went away again in the", "evening of that day."]],
            body,
        )
        == []
    )


def test_words_too_far_apart_are_found_out() -> None:
    body = "They came to the mill in the morning and went."
    lines = [["They came to the mill in the", "morning and went."]]
    assert _line_findings(lines, body, gap=5.9) == []
    assert "em apart" in _line_findings(lines, body, gap=6.2)[0]
    assert "em apart" in _line_findings(lines, body, gap=9.2)[0]


def test_lines_alone_and_too_short_are_found_out() -> None:
    body = "They came to the mill in the morning and went away again."
    assert (
        "first line" in _line_findings([["They came to"], ["the mill in the morning", "and went away again."]], body)[0]
    )
    assert (
        "last line" in _line_findings([["They came to the mill", "in the morning and"], ["went away again."]], body)[0]
    )
    assert "too short" in _line_findings([["They came to the mill in", "it."]], "They came to the mill in it.")[0]


def test_divided_names_dates_and_figures_are_found_out() -> None:
    assert "Wakefield" in _line_findings([["They came to Wake-", "field again."]], "They came to Wakefield again.")[0]
    assert (
        "January"
        in _line_findings([["It was on 3 Janu-", "ary 1951 and cold."]], "It was on 3 January 1951 and cold.")[0]
    )
    assert "1950ies" in _line_findings([["All in the 1950-", "ies was quiet."]], "All in the 1950ies was quiet.")[0]
    # a word at the beginning of a sentence has its capital from there; a hyphen of the text divides nothing
    assert _line_findings([["It rained. Under-", "standing came late."]], "It rained. Understanding came late.") == []
    assert _line_findings([["They met at North-", "South Corner then."]], "They met at North-South Corner then.") == []


def test_hyphens_in_a_row_and_at_the_turn_of_a_leaf_are_found_out() -> None:
    body = "They were wandering without understanding anything of it all."
    row = [["They were wander-", "ing with-", "out understand-", "ing anything of it all."]]
    assert "three lines" in _line_findings(row, body)[0]
    turned = [["They were", "wander-"], ["ing without understanding", "anything of it all."]]
    assert "turned" in _line_findings(turned, body, first=1)[0]
    assert _line_findings(turned, body, first=2) == []


# -- a project spoiled in many ways at once


def _plain_project(folder: Path, style: str) -> None:
    shutil.copytree(ROOT / "tests" / "projects" / "plain", folder)
    (folder / "styles").mkdir()
    (folder / "styles" / "own.css").write_text(style, "utf-8")


def test_a_spoiled_project_is_found_out(tmp_path: Path) -> None:
    _plain_project(
        tmp_path / "spoiled",
        """
        @page :left { @bottom-left { content: "99"; } }
        .running p { word-spacing: 1.2em; hyphens: manual; }
        .text .provenance { color: #c0c0c0; }
        .text .running { margin-right: -12mm; }
        """,
    )
    (tmp_path / "spoiled" / "templates").mkdir()
    contents = (ROOT / "templates" / "contents.html").read_text("utf-8")
    wrong = contents.replace("{{ entry.folio }}", "1{{ entry.folio }}")
    (tmp_path / "spoiled" / "templates" / "contents.html").write_text(wrong, "utf-8")
    _, made = pipeline.build(tmp_path / "spoiled", editions=["reading"])
    assert made.files == {} and "reading" in made.rejected
    errors = [finding for finding in made.findings if finding.severity == "error"]
    assert {"P15-overfull", "P16-loose", "P19-contents", "P25-contrast"} <= {finding.code for finding in errors}
    assert any("carries the number 99" in finding.message for finding in errors)


def test_a_letter_that_no_face_has_is_found_out(tmp_path: Path) -> None:
    _plain_project(tmp_path / "foreign", "")
    text = tmp_path / "foreign" / "islander.txt"
    text.write_text(text.read_text("utf-8") + "\nThe word 海 stood there.\n", "utf-8")
    _, made = pipeline.build(tmp_path / "foreign", editions=["reading"])
    told = {finding.code: finding.message for finding in made.findings}
    assert "“海” (U+6D77)" in told["T07-no-letter"] and "line" in told["T07-no-letter"]
    assert "“海” (U+6D77)" in told["P05-glyphs"]
    assert {code for code in told if code.startswith("P")} == {"P05-glyphs"}


def test_signs_of_web_pages_are_printed_and_can_be_copied_out(tmp_path: Path) -> None:
    """Stars, arrows, menu bars, boxes and the like are drawn by the last fallback; lines with them keep to the grid."""
    _plain_project(tmp_path / "pasted", "")
    signs = "★ ☆ ☰ ≡ → ⇒ ✔ ✓ ✗ ☐ ☑ ■ □ ● ◆ ▲ ▼ ❖ ┌─┐ █ ⚠\ufe0f ☎ 📷 ❤\ufe0f 👩\u200d👧 ₼ ₾ ∞ ≤ √"
    text = tmp_path / "pasted" / "islander.txt"
    text.write_text(text.read_text("utf-8") + f"\nThe page had the signs {signs} and words after them.\n", "utf-8")
    _, made = pipeline.build(tmp_path / "pasted", editions=["reading", "press"])
    assert not made.rejected
    assert not {finding.code for finding in made.findings} & {"T07-no-letter", "P05-glyphs", "P22-grid"}
    said = "".join(glyph.text for page in _letters(made.files["reading"]) for glyph in page)
    assert all(sign in said for sign in signs.replace("\ufe0f", "").replace("\u200d", "").split())


def _letters(path: Path) -> list[list[Glyph]]:
    with pikepdf.open(path) as pdf:
        return pages_of(path, [(0.0, 0.0)] * len(pdf.pages))


def test_check_runs_on_the_finished_files_as_they_lie_there(built: Built, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(built[0], folder)
    assert not [f for f in pipeline.check(folder) if f.code.startswith(("P", "C"))]
    _, path = files = (EDITIONS["press"], folder / "output" / "booklet-press.pdf")
    assert _different([files], {"press": hashlib.sha256(path.read_bytes()).hexdigest()}) == []
    assert [f.code for f in _different([files], {"press": "of other bytes"})] == ["P24-same-bytes"]
    assert folios.of_last_build(path.parent, path)
    assert not folios.of_last_build(path.parent, path.with_name("booklet-draft.pdf"))
    path = folder / "output" / "booklet.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        _word(pdf)
        pdf.save(path)
    found = {f.code for f in pipeline.check(folder)}
    assert {"P11-words", "C02-altered"} <= found
    (folder / "seeds" / "another.txt").write_text("Another text, received on 3 May 1991.\n", "utf-8")
    found = {f.code for f in pipeline.check(folder)}
    assert "C01-out-of-date" in found and "P11-words" not in found
