"""booklet.toml and sources.toml: every fault named with file, line and key; nothing passes in silence."""

from __future__ import annotations

import os
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet import config
from booklet.errors import BadInput, WrongUse
from booklet.keylines import find_lines
from booklet.model import PartialDate
from booklet.rules import RULES

ROOT = Path(__file__).resolve().parent.parent


def project(folder: Path, book: str = "", sources: str = "") -> Path:
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "seeds" / "report.txt").write_text("A report.\n", "utf-8")
    if book:
        (folder / "booklet.toml").write_text(book, "utf-8")
    if sources:
        (folder / "seeds" / "sources.toml").write_text(sources, "utf-8")
    return folder


def complaint(folder: Path, book: str = "", sources: str = "") -> BadInput:
    with pytest.raises(BadInput) as caught:
        config.load(project(folder, book, sources))
    return caught.value


# -- what a project is


def test_a_plain_folder_has_every_default(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.", "utf-8")
    found = config.load(tmp_path)
    assert found.seeds == tmp_path
    assert found.title == ""
    assert found.language == "en"
    assert found.paper.name == "a5"
    assert found.editions == ("reading", "duplex", "press")


def test_seeds_is_used_where_it_is_there(tmp_path: Path) -> None:
    assert config.load(project(tmp_path)).seeds == tmp_path / "seeds"


def test_a_missing_folder_and_a_file_are_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="no such folder"):
        config.load(tmp_path / "nowhere")
    (tmp_path / "file.txt").write_text("x", "utf-8")
    with pytest.raises(WrongUse, match="not a folder"):
        config.load(tmp_path / "file.txt")


def test_one_file_is_cleaned_with_what_stands_beside_it(tmp_path: Path) -> None:
    folder = project(tmp_path, '[booklet]\nlanguage = "de"\n', '["report.txt"]\nnote = "N"\n')
    found = config.project_of(folder / "seeds" / "report.txt")
    assert found.language == "de"
    assert found.decisions.of("report.txt").note == "N"
    assert found.decisions == config.load(folder).decisions


def test_one_file_is_found_in_its_project_from_below_and_in_a_project_of_that_name(tmp_path: Path) -> None:
    folder = project(tmp_path, '[booklet]\nlanguage = "de"\n')
    (folder / "seeds" / "scans").mkdir()
    assert config.project_of(folder / "seeds" / "scans" / ".." / "report.txt").language == "de"
    (folder / "seeds" / "booklet.toml").write_text('[booklet]\nlanguage = "fr"\n')
    assert config.project_of(folder / "seeds" / "report.txt").language == "fr"
    assert config.load(folder / "seeds").language == "fr"


def test_one_file_of_a_plain_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.", "utf-8")
    (tmp_path / "sources.toml").write_text('["a.txt"]\nnote = "N"\n', "utf-8")
    assert config.project_of(tmp_path / "a.txt").decisions.of("a.txt").note == "N"
    with pytest.raises(WrongUse):
        config.project_of(tmp_path / "b.txt")


@pytest.mark.parametrize("folder", [ROOT, *sorted(p for p in (ROOT / "tests" / "projects").iterdir() if p.is_dir())])
def test_the_projects_at_hand_are_well_formed(folder: Path) -> None:
    found = config.load(folder)
    for facts in found.decisions.sources:
        assert (found.seeds / facts.file).is_file()
        assert facts.reason


def test_values_are_read(tmp_path: Path) -> None:
    book = """
[booklet]
title = "The  flood"
date = 2
event = 1953-02-02
issued = 2026-01-20T12:30:00+02:00
[paper]
size = "170x240mm"
signature = 4
[editions]
which = ["press", "reading", "press"]
[parts]
figures = false
[style]
accent = "#1D4E6B"
text-size = "11pt"
text-face = "Cormorant Garamond"
[clean]
without = ["quotes"]
[figures.flooded]
verbs = ["flood*", "washed away"]
[limits]
seconds = 60
"""
    found = config.load(project(tmp_path, book))
    assert found.title == "The flood"
    assert found.date == "2"
    assert found.event == PartialDate(1953, 2, 2)
    assert found.issued == datetime(2026, 1, 20, 10, 30, tzinfo=UTC)
    assert (found.paper.width, found.paper.height, found.signature) == (170, 240, 4)
    assert found.editions == ("reading", "press")
    assert found.leave_out == {"figures"}
    assert found.style == {
        "accent": "#1d4e6b",
        "cover-accent": "#1d4e6b",
        "text-size": "11pt",
        "text-face": '"Cormorant Garamond"',
    }
    assert found.without_rules == {"quotes"}
    assert found.lexicon == (("flooded", "v", ("flood*", "washed away")),)
    assert found.seconds == 60


def test_house_style_names_the_families_of_editorial_rules() -> None:
    assert set(config.HOUSE_STYLE) == {rule.family for rule in RULES if rule.kind == "editorial"}


# -- faults of form


@pytest.mark.parametrize(
    ("book", "line", "words"),
    [
        ("[booklet]\ntitel = 'x'\n", 2, "Did you mean title"),
        ("[booklet]\ntitle = 'x'\n[papier]\nsize = 'a5'\n", 3, "Did you mean paper"),
        ("size = 'a5'\n", 1, "Known here: booklet"),
        ("booklet = 'x'\n", 1, "[booklet] on a line of its own"),
        ("[booklet]\ntitle = [1]\n", 2, "quotation marks"),
        ("[booklet]\ntitle = true\n", 2, "quotation marks"),
        ("[booklet]\ntitle = Black January\n", 2, 'name = "words"'),
        ("[booklet]\ntitle = “Black January”\n", 2, "must be straight"),
        ("[booklet]\ntitle = 'a'\ntitle = 'b'\n", 3, "a second time"),
        ("[booklet]\ntitle = 'a\n", 2, "cannot be understood"),
        ('[booklet]\ntitle = """a\n', 2, "never closed"),
        ('[press]\nicc = "C:\\press.icc"\n', 2, "backslash"),
        ('[booklet]\n\ntitle = "a\\u0000b"\n', 3, "U+0000"),
        ("[booklet]\nlanguage = '../en'\n", 2, "no language code"),
        ("[booklet]\nevent = '20 January 1990'\n", 2, '"1990-01-20"'),
        ("[booklet]\nevent = '1990-02-30'\n", 2, "no such day"),
        ("[booklet]\nevent = '1990-00'\n", 2, "no such day"),
        ("[booklet]\nevent = '0000'\n", 2, "no date"),
        ("[booklet]\nissued = 'soon'\n", 2, "2026-01-20"),
        ("[booklet]\nissued = 5\n", 2, "2026-01-20"),
        ("[paper]\nsize = 'a6'\n", 2, "half-letter"),
        ("[paper]\nsize = '10x10mm'\n", 2, "no paper"),
        ("[paper]\nthickness = 5\n", 2, "between 0.03 and 0.5"),
        ("[paper]\nthickness = nan\n", 2, "between"),
        ("[paper]\nsignature = 2.5\n", 2, "whole sheets"),
        ("[paper]\nflip = 'shrot'\n", 2, "Did you mean short"),
        ("[editions]\nwhich = ['presse']\n", 2, "Did you mean press"),
        ("[editions]\nwhich = []\n", 2, "names no edition"),
        ("[editions]\nwhich = 'press'\n", 2, '["one", "two"]'),
        ("[parts]\nfigures = 'no'\n", 2, "true or false"),
        ("[parts]\nsections = ['../secret']\n", 2, "no name of a template"),
        ("[parts]\nsections = ['cover']\n", 2, "a part of the booklet already"),
        ("[parts]\nsections = ['songs']\n", 2, "no templates/songs.html"),
        ("[clean]\nwithout = ['quote']\n", 2, "Did you mean quotes"),
        ("[figures.killed]\nverb = ['slew']\n", 2, "Did you mean verbs"),
        ("[figures.killed]\nverbs = ['(a+)+$']\n", 2, "no word"),
        ("[limits]\nseconds = 0\n", 2, "between 5 and"),
    ],
)
def test_a_fault_in_booklet_toml_names_line_and_remedy(tmp_path: Path, book: str, line: int, words: str) -> None:
    error = complaint(tmp_path, book)
    assert error.where == "booklet.toml"
    assert error.line == line
    assert words in str(error)


@pytest.mark.parametrize(
    "value",
    [
        "red; } @import url(http://x)", "url(file:///etc/passwd)", "#fff;", "#ffff", "#fff}", "var(--ink)",
        "rgb(0,0,0)", "", "/* */ #fff", "\\23 fff", "red",
    ],
)  # fmt: skip
def test_nothing_is_smuggled_in_as_a_colour(tmp_path: Path, value: str) -> None:
    assert "is a colour" in str(complaint(tmp_path, f"[style]\naccent = '{value}'\n"))


@pytest.mark.parametrize("value", ['Arial"; } @import "x', "Arial, serif", "Comic Sans MS", "url(x)", "inherit", ""])
def test_a_typeface_is_one_that_is_there(tmp_path: Path, value: str) -> None:
    assert "no typeface" in str(complaint(tmp_path, f"[style]\ntext-face = '{value}'\n"))


def test_a_typeface_of_the_projects_own_stylesheet_is_there(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "own.css").write_text('@font-face { font-family: "Our Face"; src: url("f.ttf"); }', "utf-8")
    found = config.load(project(tmp_path, "[style]\ndisplay-face = 'Our Face'\n"))
    assert found.style["display-face"] == '"Our Face"'


@pytest.mark.parametrize("value", ["11", "11px", "1pt", "900pt", "calc(1pt)", "11pt; color: red", "-11pt", "1e1pt"])
def test_a_measure_is_plain_and_within_reason(tmp_path: Path, value: str) -> None:
    assert "between 7pt and 24pt" in str(complaint(tmp_path, f"[style]\ntext-size = '{value}'\n"))


def test_a_profile_must_lie_in_the_project_and_be_one(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "outside.icc").write_bytes(b"x" * 60)
    (folder / "text.icc").write_bytes(b"no profile at all, but long enough to look at its head")
    assert "outside the project" in str(complaint(folder, "[press]\nicc = '../outside.icc'\n"))
    assert "outside the project" in str(complaint(folder, f"[press]\nicc = '{tmp_path}/outside.icc'\n"))
    assert "no file" in str(complaint(folder, "[press]\nicc = 'none.icc'\n"))
    assert "no CMYK" in str(complaint(folder, "[press]\nicc = 'text.icc'\n"))
    (folder / "link.icc").symlink_to(tmp_path / "outside.icc")
    assert "outside the project" in str(complaint(folder, "[press]\nicc = 'link.icc'\n"))
    good = bytearray(128)
    good[16:20], good[36:40] = b"CMYK", b"acsp"
    (folder / "good.icc").write_bytes(good)
    assert config.load(project(folder, "[press]\nicc = 'good.icc'\n")).icc == (folder / "good.icc").resolve()


# -- hostile files


def test_deep_nesting_is_one_clean_line(tmp_path: Path) -> None:
    error = complaint(tmp_path, "[booklet]\ntitle = " + "[" * 100_000 + "]" * 100_000)
    assert "nested too deeply" in str(error) or "cannot be understood" in str(error)


@pytest.mark.parametrize("data", [b"\xff\xfe[\x00", b"[booklet]\ntitle = '\xe9'\n", b"\x00\x01"])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "booklet.toml").write_bytes(data)
    with pytest.raises(BadInput) as caught:
        config.load(tmp_path)
    assert caught.value.line


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "booklet.toml").write_bytes(b"\xef\xbb\xbf[booklet]\r\ntitle = 'x'\r\n")
    assert config.load(tmp_path).title == "x"


def test_a_large_file_a_pipe_and_a_link_out_are_refused(tmp_path: Path) -> None:
    book = tmp_path / "booklet.toml"
    book.write_bytes(b"#" * 1_000_001)
    with pytest.raises(BadInput, match="larger than"):
        config.load(tmp_path)
    book.unlink()
    os.mkfifo(book)
    with pytest.raises(BadInput, match="not a plain file"):
        config.load(tmp_path)
    book.unlink()
    book.symlink_to("/etc/passwd")
    with pytest.raises(BadInput, match="leads out"):
        config.load(tmp_path)


# -- sources.toml


def test_every_kind_of_decision_is_read(tmp_path: Path) -> None:
    sources = """
["report.txt"]
title = "T"
date = 1953-02
reason = "R"
accept = [{ id = "a-1", reason = "seen" }]
reject = [{ id = "b-2", reason = "wrong" }]
omit = [{ text = "a street number", reason = "privacy" }]
[["report.txt".replace]]
before = "the  Hosue"
after = "the House"
reason = "a slip of the keyboard"
[[figures]]
action = "correct"
claim = "c-1"
low = 130
reason = "the text says 'more than'"
qualifier = "more than"
[[figures]]
action = "merge"
topics = ["killed", "dead"]
reason = "the same"
[[chronology]]
action = "add"
date = 1953
file = "report.txt"
quote = "A report."
reason = "missing"
[[chronology]]
action = "date"
event = "83065213"
date = "1953-02-01"
reason = "the night before"
""".replace("1953-02\n", '"1953-02"\n')
    found = config.load(project(tmp_path, "", sources)).decisions
    facts = found.of("report.txt")
    assert (facts.title, facts.date, facts.reason) == ("T", PartialDate(1953, 2), "R")
    assert [r.id for r in (*facts.accept, *facts.reject)] == ["a-1", "b-2"]
    assert [(r.before, r.after) for r in facts.replace] == [("the  Hosue", "the House"), ("a street number", "[…]")]
    correct, merge = found.figures
    assert (correct.action, correct.claim, correct.low, correct.high, correct.qualifier) == (
        "correct", "c-1", 130, None, "more than",
    )  # fmt: skip
    assert merge.topics == ("killed", "dead")
    assert found.events[0].date == PartialDate(1953)
    assert (found.events[1].event, found.events[1].date) == ("83065213", PartialDate(1953, 2, 1))
    assert found.of("other.txt").title is None


@pytest.mark.parametrize(
    ("sources", "line", "words"),
    [
        ('["report.txt"]\ntitle = "T"\n', 2, "needs a reason"),
        ('["report.txt"]\nskip = true\n', 2, "needs a reason"),
        ('["report.txt"]\nisuer = "T"\n', 2, "Did you mean issuer"),
        ('title = "T"\n', 1, '["report.txt"]'),
        ('[report.txt]\ntitle = "T"\n', 1, 'Write ["report.txt"]'),
        ('["../report.txt"]\nnote = "T"\n', 1, "bare name"),
        ('["a/b.txt"]\nnote = "T"\n', 1, "bare name"),
        ('["report.txt"]\naccept = ["a-1"]\n', 2, "in braces"),
        ('["report.txt"]\naccept = [\n  { id = "a-1", reason = "x" },\n  { id = "a-2" },\n]\n', 4, "reason is missing"),
        (
            '["report.txt"]\naccept = [{ id = "a", reason = "x" }]\nreject = [{ id = "a", reason = "x" }]\n',
            3,
            "as well",
        ),
        ('["report.txt"]\nreplace = [{ before = "", after = "b", reason = "x" }]\n', 2, "cleaned text"),
        ('["report.txt"]\nreplace = [{ before = "b", after = "b", reason = "x" }]\n', 2, "same as before"),
        ('["report.txt"]\nreplace = [{ befor = "b", after = "b", reason = "x" }]\n', 2, "Did you mean before"),
        ('["report.txt"]\nomit = [{ text = "b", reason = " " }]\n', 2, "reason is missing"),
        ('["report.txt"]\ndate = "03/04/1999"\nreason = "x"\n', 2, "no date"),
        ('["report.txt"]\nlanguage = "english please"\n', 2, "no language code"),
        ('[figures]\naction = "ignore"\n', 1, "[[figures]]"),
        ('[[figures]]\nclaim = "c"\nreason = "x"\n', 1, "action is missing"),
        ('[[figures]]\naction = "ignor"\nclaim = "c"\nreason = "x"\n', 2, "Did you mean ignore"),
        ('[[figures]]\naction = "ignore"\nreason = "x"\n', 1, "needs it"),
        ('[[figures]]\naction = "ignore"\nclaim = "c"\ntopic = "t"\nreason = "x"\n', 4, "not known here"),
        ('[[figures]]\naction = "ignore"\nclaim = "c"\n', 1, "reason is missing"),
        ('[[figures]]\naction = "correct"\nclaim = "c"\nreason = "x"\n', 1, "low is missing"),
        ('[[figures]]\naction = "correct"\nclaim = "c"\nlow = 5\nhigh = 4\nreason = "x"\n', 5, "lower than low"),
        ('[[figures]]\naction = "correct"\nclaim = "c"\nlow = "5"\nreason = "x"\n', 4, "without quotation marks"),
        ('[[figures]]\naction = "merge"\ntopics = ["a"]\nreason = "x"\n', 3, "at least two"),
        (
            '[[figures]]\naction = "ignore"\nclaim = "c"\nreason = "x"\n[[figures]]\naction = "rename"\nreason = "x"\n',
            5,
            "needs it",
        ),
        (
            '[[chronology]]\naction = "add"\ndate = 1953\nfile = "/etc/passwd"\nquote = "q"\nreason = "x"\n',
            4,
            "bare name",
        ),
    ],
)
def test_a_fault_in_sources_toml_names_line_and_remedy(tmp_path: Path, sources: str, line: int, words: str) -> None:
    error = complaint(tmp_path, "", sources)
    assert error.where == "seeds/sources.toml"
    assert error.line == line
    assert words in str(error).replace(": is", " is")


# -- the lines of keys

_KEYS = st.sampled_from(["a", "b-c", '"d.e"', "'f g'", '"\\"q"', "h.i"])
_VALUES = st.recursive(
    st.sampled_from(["1", "true", '"x ] } # ="', "'y'", '"""m\n[n]\n"""', "'''o\n= '\n'''", "1979-05-27", '""', "0.5"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[\n" + ",\n# x ]\n".join(items) + "\n]")
        | st.lists(inner, max_size=2).map(
            lambda items: "{ " + ", ".join(f"k{n} = {item}" for n, item in enumerate(items)) + " }"
        )
    ),
    max_leaves=6,
)
_BLOCKS = st.lists(
    st.tuples(st.sampled_from(["", "[t]", "[[l]]", '["u v"]', "[[l.m]]"]), st.lists(st.tuples(_KEYS, _VALUES)))
)


@settings(max_examples=60, deadline=None)
@given(_BLOCKS)
def test_every_key_of_any_file_has_its_line(blocks: list[tuple[str, list[tuple[str, str]]]]) -> None:
    text = "\n".join("\n".join([head, *(f"{key} = {value}" for key, value in pairs)]) for head, pairs in blocks)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = find_lines(text)

    def walk(value: object, path: tuple[str | int, ...]) -> None:
        assert 1 <= lines[path] <= text.count("\n") + 1, path
        if isinstance(path[-1] if path else 0, str):
            last = str(path[-1]).replace('"', '\\"')
            assert last in text.splitlines()[lines[path] - 1]
        items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, inner in items:
            walk(inner, (*path, key))

    walk(values, ())
