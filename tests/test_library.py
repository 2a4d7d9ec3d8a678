from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from booklet import library

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "styles" / "fonts"
LISTED = json.loads((FONTS / "FONTS.json").read_text())


@pytest.mark.parametrize("font", LISTED, ids=lambda font: Path(font["file"]).stem)
def test_fonts_are_as_their_makers_released_them(font: dict[str, str]) -> None:
    path = FONTS / font["file"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == font["sha256"]
    assert "SIL OPEN FONT LICENSE" in (path.parent / "OFL.txt").read_text().upper()
    assert font["file"] in (ROOT / "styles" / "fonts.css").read_text()


def test_every_vendored_font_is_listed() -> None:
    assert {str(p.relative_to(FONTS)) for p in FONTS.rglob("*.ttf")} == {font["file"] for font in LISTED}


def test_the_text_face_has_the_letters_of_the_region_and_its_small_capitals() -> None:
    font = TTFont(FONTS / "source-serif-4" / "SourceSerif4-Regular.ttf")
    assert all(ord(letter) in font.getBestCmap() for letter in "əƏğĞıİöşçÇßéĄęŠžЖя")
    assert "smcp" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_the_date_of_a_build(monkeypatch: pytest.MonkeyPatch) -> None:
    stated = datetime(2026, 1, 20, tzinfo=UTC)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert library.build_moment(stated) == stated
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert library.build_moment(stated) == datetime(1970, 1, 2, tzinfo=UTC)


def test_libraries_are_new_enough() -> None:
    assert library.too_old() == []
    assert {"weasyprint", "pikepdf", "python"} <= set(library.versions())


def test_a_wheel_carries_templates_styles_and_fonts(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT],
        check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "booklet/shipped/templates/cover.html" in names
    assert "booklet/shipped/styles/fonts/source-serif-4/SourceSerif4-Regular.ttf" in names
    assert "booklet/languages/en/families.txt" in names
    unpacked = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(unpacked)
    code = "from booklet import library; print(library.shipped_folder('styles'))"
    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(unpacked)},
    ).stdout.strip()
    assert said == str(unpacked / "booklet" / "shipped" / "styles")
