"""Every rule is held to the examples it carries."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from booklet.clean import clean_source
from booklet.languages import table
from booklet.model import Source
from booklet.rules import RULES
from booklet.rules.base import Context, Rule
from booklet.rules.tokens import hyphened_in, spelled_in, words_in
from booklet.rules.wholelines import WholeLines

SAMPLES = sorted((Path(__file__).parent / "corpora" / "cleaning").glob("*.raw.txt"))[::5]


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


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.signs], ids=lambda rule: rule.id)
def test_a_rule_finds_nothing_where_none_of_its_signs_stands(rule: Rule) -> None:
    looked_at = 0
    for path in SAMPLES:
        text = path.read_bytes().decode("utf-8", "replace")
        for sign in rule.signs:
            text = text.replace(sign, "")
        if not any(sign in text for sign in rule.signs):
            looked_at += 1
            assert list(rule.find(text, Context(text, was_markdown=True, was_read_by_machine=True))) == []
    assert looked_at > len(SAMPLES) / 2


def test_lines_of_web_pages_are_told_in_small_letters() -> None:
    data = table("furniture.toml")
    every = [line for part in ("plain", "bare", "middle") for lines in data[part].values() for line in lines]
    assert every == [re.sub(r"(?<!\\)[A-Z]", lambda letter: letter[0].lower(), line) for line in every]


def test_patterns_sorted_by_first_signs_match_what_one_of_all_would() -> None:
    data = table("furniture.toml")
    every = [line for part in ("plain", "bare") for lines in data[part].values() for line in lines]
    one, many = re.compile("(?:" + "|".join(every) + r")\s*$"), WholeLines(every)
    words = [
        *data["weak"]["words"],
        "(c) 1999 orm",
        "© orm",
        "12 comments",
        "3-minute listen",
        "“tags: mill",
        "",
        "the mill",
    ]
    said = re.findall(r"[a-z][a-z ’'-]{3,40}", " ".join(every))
    found = [line for line in [*words, *said] if one.match(line)]
    assert len(found) > 100
    assert found == [line for line in [*words, *said] if many.match(line)]


def test_the_quick_way_to_cut_a_line_into_words_gives_what_the_patterns_do() -> None:
    lines = {line for path in SAMPLES for line in path.read_bytes().decode("utf-8", "replace").split("\n")}
    lines |= {
        "’tis Ana’s -own half_way-house",
        "the \x01 o\x01clock men’s",
        "Əli’s “two-day” way",
        "_so_ -'a' b—c–d",
        "",
    }
    for line in lines:
        spelled = re.findall(r"[^\W_][\w’'-]*", line.lower())
        assert [word for word in words_in(line) if len(word) > 1] == re.findall(r"[^\W\d_]{2,}", line)
        assert list(spelled_in(line)) == spelled
        assert list(hyphened_in(line)) == [word for word in spelled if "-" in word]


def test_ids_are_known_once() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("sign", [" ", '"', "-", "7", "*", ".", "\n", "“", "_", "<", "\f", "| "])
def test_long_runs_of_a_sign_are_harmless(rule: Rule, sign: str) -> None:
    text = sign * 5_000
    list(rule.find(text, Context(text)))  # a rule with nested repeats would not come back


DULL = [
    " ", "\t", '"', "'", "-", "7", ".", ",", "\n", "\r\n", "\f", "| ", "- ", "' '", '" - "', " - ", "> ", "=A0", "_", "‘", "|",
    "x", "1 ", "a_", "x- ", "Ã©", "--", "1\n", "**a", "<!--", "[sic] ", "a  b", "‘a ", "<p>",
]  # fmt: skip
PAGE = "\f\n12™ century\n" + "and so they went to the mill in the val-\nley by the old road, where it was dry\n" * 12


@pytest.mark.parametrize("sign", DULL)
def test_a_dull_run_inside_a_scanned_page_costs_no_more_than_its_length(sign: str) -> None:
    """Four times the run may take a few times as long, not sixteen times: counted in one process, so no clock is set."""

    def seconds(length: int) -> float:
        text = PAGE + (sign * (length // len(sign) + 1))[:length] + "\n" + PAGE
        context = Context(text)
        began = time.process_time()
        for rule in RULES:
            rule.edits(text, context)
        return time.process_time() - began

    seconds(500)
    assert seconds(200_000) < 9 * max(seconds(50_000), 0.05)


@pytest.mark.parametrize("sign", [" ", '"', "-", "7", "- ", "\f"])
def test_cleaning_a_page_with_a_dull_run_costs_no_more_than_its_length(sign: str) -> None:
    def seconds(length: int) -> float:
        data = (PAGE + sign * (length // len(sign)) + "\n" + PAGE).encode()
        began = time.process_time()
        clean_source(Source("a.txt", data, "", "utf-8", ""))
        return time.process_time() - began

    assert seconds(100_000) < 9 * max(seconds(25_000), 0.05)


@pytest.mark.parametrize("line", ["-- ", "Share this article", "&mdash;", "* * *"])
def test_many_lines_of_one_kind_cost_no_more_than_their_length(line: str) -> None:
    def seconds(lines: int) -> float:
        data = ("The mill\n\n" + f"{line}\n" * lines + "\nIt stood there for a week, and then it fell.\n").encode()
        began = time.process_time()
        clean_source(Source("a.txt", data, "", "utf-8", ""))
        return time.process_time() - began

    assert seconds(8_000) < 9 * max(seconds(2_000), 0.05)


def test_a_remark_is_taken_out_however_many_were_left_open_before_it() -> None:
    html = next(rule for rule in RULES if rule.id == "markup.html-page")
    left = applied(html, "<!-- of the old page " * 2_000 + "the mill <!-- an ad --> and the dam<script>x</script>.")
    assert left.startswith("<!-- of the old page <!--") and left.endswith("of the old page  and the dam.")
    assert applied(html, "<!-- " + "x" * 30_000 + " --> so") == "<!-- " + "x" * 30_000 + " --> so"
