"""A clean file passes; a file spoiled in one way is found out, for every check."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from booklet import pipeline
from booklet.bindery import Bindery, Made, make_book
from booklet.editions import EDITIONS
from booklet.pipeline import Understood
from booklet.preflight.check import check_edition
from booklet.preflight.expectation import Expectation
from booklet.production import Produced

Built = tuple[Path, Understood, Made]


@pytest.fixture(scope="session")
def expectations(built: Built) -> dict[str, Expectation]:
    """What each edition of the seeds' booklet must show, read from the steps of its build."""
    import json

    from booklet.book import Part
    from booklet.output import Output

    folder, understood, made = built
    project = understood.project
    book = make_book(
        project, understood.sources, understood.cleaned, understood.witnesses, understood.placed, understood.topics,
        understood.events,
    )  # fmt: skip
    rows = json.loads((folder / "output/steps/7-parts.json").read_text())
    parts = tuple(
        (Part(r["part"], re.sub(r"-\d+$", "", r["part"]), text=r["text"]), r["first"], r["last"]) for r in rows
    )
    produced = Produced("reading", made.pages, parts, {}, {}, (), {}, ())
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
    ("reading", _overfull, "P15-overfull"),
]


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
    assert code in {f.code for f in check_edition(path, expectations[edition]) if f.severity == "error"}


def test_a_damaged_file_is_found_out(built: Built, expectations: dict[str, Expectation], tmp_path: Path) -> None:
    data = built[2].files["reading"].read_bytes()
    (tmp_path / "cut.pdf").write_bytes(data[: len(data) // 8])
    assert {f.code for f in check_edition(tmp_path / "cut.pdf", expectations["reading"])} & {"P01-sound", "P02-pages"}


def test_an_encrypted_file_is_found_out(built: Built, expectations: dict[str, Expectation], tmp_path: Path) -> None:
    with pikepdf.open(built[2].files["press"]) as pdf:
        pdf.save(tmp_path / "e.pdf", encryption=pikepdf.Encryption(owner="x", user=""))
    assert "P01-sound" in {f.code for f in check_edition(tmp_path / "e.pdf", expectations["press"])}
