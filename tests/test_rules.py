"""Every rule is held to the examples it carries."""

from __future__ import annotations

import time

import pytest

from booklet.rules import RULES
from booklet.rules.base import Context, Rule


def applied(rule: Rule, text: str) -> str:
    pieces, place = [], 0
    for edit in rule.edits(text, Context(text)):
        pieces += [text[place : edit.start], edit.after]
        place = edit.end
    return "".join([*pieces, text[place:]])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_fixes_and_leaves_what_it_says(rule: Rule) -> None:
    for before, after in rule.fixes:
        assert applied(rule, before) == after
    for text in rule.leaves:
        assert applied(rule, text) == text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_gives_its_reason_and_an_example_of_what_it_leaves(rule: Rule) -> None:
    assert len(rule.reason) > 30
    assert rule.leaves
    assert rule.kind in {"mechanical", "editorial", "doubtful"}


def test_ids_are_known_once() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("sign", [" ", '"', "-", "7", "*", ".", "\n", "“", "_", "<", "\f", "| "])
def test_long_runs_of_a_sign_are_harmless(rule: Rule, sign: str) -> None:
    text = sign * 5_000
    list(rule.find(text, Context(text)))  # a rule with nested repeats would not come back


DULL = [" ", "\t", '"', "-", "7", ".", "| ", "> ", "=A0", "_", "‘", "|", "x", "1 ", "a_", "x- ", "Ã©", "--"]


@pytest.mark.parametrize("sign", DULL)
def test_a_dull_run_inside_a_scanned_page_costs_no_more_than_its_length(sign: str) -> None:
    """Four times the run may take a few times as long, not sixteen times: counted in one process, so no clock is set."""
    page = (
        "\f\n12™ century\n" + "and so they went to the mill in the val-\nley by the old road, where it was dry\n" * 12
    )

    def seconds(length: int) -> float:
        text = page + sign * length + "\n" + page
        began = time.process_time()
        for rule in RULES:
            list(rule.find(text, Context(text)))
        return time.process_time() - began

    seconds(500)
    assert seconds(16_000) < 9 * max(seconds(4_000), 0.05)
