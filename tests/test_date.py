"""Attribution, dates and order, on the seeds and on the test projects."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from booklet import pipeline
from booklet.model import Dating, PartialDate
from booklet.order import order_texts
from booklet.pipeline import Understood
from booklet.report import order as order_report

PROJECTS = Path(__file__).resolve().parent / "projects"


def test_the_seeds_in_order(understood: Understood) -> None:
    rows = order_report.as_json(understood.witnesses, understood.placed)
    assert [(str(r["file"])[:3], r["date"], r["basis"]) for r in rows] == [
        ("002", "2005", "inferred"),
        ("003", "2012-01-20", "stated"),
        ("004", "2022-01-20", "inferred"),
        ("000", "2024-01-20", "inferred"),
        ("001", "2024-01-20", "inferred"),
    ]
    assert all(r["evidence"] for r in rows)
    assert "by file name" in str(rows[3]["evidence"])


def test_the_issuers_of_the_seeds(understood: Understood) -> None:
    assert {w.file[:3]: w.issuer for w in understood.witnesses} == {
        "000": "Embassy of Azerbaijan in Seoul (for the Diplomacy Journal)",
        "001": None,
        "002": None,
        "003": "Embassy of the Republic of Azerbaijan to the United States",
        "004": "EU Today",
    }


def test_a_text_without_a_title_gets_only_what_a_person_gives(understood: Understood) -> None:
    witness = next(w for w in understood.witnesses if w.file.startswith("000"))
    assert not any(block.role == "title" for block in witness.blocks)
    assert witness.title_evidence.startswith("given")


@pytest.mark.parametrize("name", ["flood", "mill", "plain"])
def test_blocks_hold_every_word_in_order(name: str) -> None:
    for witness in pipeline.understand(PROJECTS / name, until="order").witnesses:
        assert "".join("".join(witness.passage(b).split()) for b in witness.blocks) == "".join(witness.text.split())
        assert all(a.end <= b.start for a, b in zip(witness.blocks, witness.blocks[1:], strict=False))
        assert not re.search(r"[#*]{2}", witness.title or "")


def test_a_coarser_date_stands_before_the_finer_and_undated_last() -> None:
    dates = {
        "a": PartialDate(1990, 1, 20),
        "b": PartialDate(1990),
        "c": None,
        "d": PartialDate(1990, 1),
        "e": PartialDate(1989),
    }
    placed = order_texts([Dating(file, date, "stated", "") for file, date in dates.items()])
    assert [p.dating.file for p in placed] == ["e", "b", "d", "a", "c"]
    assert "coarser" in placed[1].tie
    assert "last" in placed[-1].tie
