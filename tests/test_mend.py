"""Lines: broken best over the whole paragraph, followed through the words, and every fault of a layout seen."""

from __future__ import annotations

from dataclasses import replace

from booklet import markup
from booklet.bindery import make_book
from booklet.book import Setting as PageSetting
from booklet.editions import PAPERS, paper_named
from booklet.faults import find_faults, forgotten_lines, weigh
from booklet.fit import LEAST, TRACKING, LineStart, Piece, fit_lines
from booklet.lines import Line, Paragraph
from booklet.mend import mend_faults
from booklet.pipeline import Understood
from booklet.views import drawing
from booklet.views.text import Mending, note_words

EM = 10.0
PRINT = PageSetting(links=False)


def words(*widths: float, **more: object) -> list[Piece]:
    return [Piece(n, width, 5) for n, width in enumerate(widths)]


def gaps(pieces: list[Piece], lines: tuple[LineStart, ...], measure: float) -> list[float]:
    found = []
    starts = [line.at for line in lines] + [len(pieces)]
    for a, b in zip(starts[:-2], starts[1:-1], strict=True):
        rest = measure - sum(piece.width for piece in pieces[a:b])
        found.append(rest / ((b - a - 1) * EM) if b - a > 1 else 9.0)
    return found


def test_all_lines_are_weighed_together() -> None:
    # A line filled as full as it goes (four words) leaves a second line of two with a hole of 3 em.
    pieces = words(22, 22, 22, 22, 35, 35, 60, 20)
    lines, _ = fit_lines(pieces, 105, 0, EM) or ((), 0)
    assert [line.at for line in lines] == [0, 3, 5, 7] or max(gaps(pieces, lines, 105)) < 2.0


def test_a_line_is_tightened_by_no_more_than_tracking_may() -> None:
    exact = 3 * 30 + 2 * LEAST * EM
    for measure, possible in ((exact + 0.01, True), (exact - 15 * TRACKING * EM * 0.75, True), (exact - 5, False)):
        lines, _ = fit_lines(words(30, 30, 30), measure, 0, EM) or ((), 0)
        assert (len(lines) == 1) is possible, measure
        assert all(abs(line.tracking) <= TRACKING for line in lines)


def test_no_third_hyphen_in_a_row() -> None:
    whole = [piece for n in range(6) for piece in (Piece(4 * n, 50, 5, space=False, hyphen=3), Piece(4 * n + 1, 40, 5))]
    lines, _ = fit_lines(whole, 96, 0, EM) or ((), 0)
    row = worst = 0
    for line in lines[1:]:
        row = row + 1 if line.hyphen else 0
        worst = max(worst, row)
    assert worst <= 2


def test_what_cannot_be_set_is_said() -> None:
    assert fit_lines(words(30, 200, 30), 100, 0, EM) is None


def test_chosen_lines_keep_every_letter() -> None:
    text = "In response to the rising movement, 26,000 troops were sent on 20 January 1990."
    cut = text.index("sponse")
    lines = (LineStart(0), LineStart(cut, True, 0.01), LineStart(text.index("troops")))
    html = str(markup.inline(text, lines=lines))
    assert html.count("white-space: nowrap") == 3
    plain = markup.Markup(html).striptags().replace("\u00a0", " ")
    assert plain == text.replace("response", "re-\u200bsponse")  # where newer Pango ends no line without


def paragraph(*lines: str, page: int = 0, gap: float = 0.3) -> Paragraph:
    return Paragraph(0, tuple(Line(page, line, gap, 0.0) for line in lines), (), 300, 10, EM, True)


def kinds(setting: Paragraph, text: str, first_page: int = 2) -> set[str]:
    return {fault.kind for fault in find_faults([setting], {0: text}, first_page)}


def test_a_divided_name_is_seen() -> None:
    assert kinds(paragraph("the council of Wake-", "field met again"), "the council of Wakefield met again") == {"name"}


def test_a_divided_date_or_figure_is_seen() -> None:
    assert kinds(paragraph("it was 3 Janu-", "ary 1951 that day"), "it was 3 January 1951 that day") == {"name"}
    assert kinds(paragraph("in the 1950-", "ies there were"), "in the 1950ies there were") == {"name"}


def test_a_word_with_its_own_hyphen_is_not_divided() -> None:
    assert kinds(paragraph("the North-", "South line was"), "the North-South line was") == set()


def test_three_hyphens_in_a_row_are_seen() -> None:
    text = "they were wandering about without understanding anything"
    assert kinds(paragraph("they were wander-", "ing about with-", "out understand-", "ing anything"), text) == {"row"}


def test_a_word_divided_where_the_leaf_is_turned_is_seen() -> None:
    text = "one line and wandering two lines"
    lines = (
        Line(0, "one", 0.3, 0),
        Line(0, "line and wander-", 0.3, 0),
        Line(1, "ing two", 0.3, 0),
        Line(1, "lines", 0.3, 0),
    )
    setting = Paragraph(0, lines, (), 300, 10, EM, True)
    assert kinds(setting, text, first_page=3) == {"turn"}
    assert kinds(setting, text, first_page=2) == set()


def test_a_line_alone_at_a_break_is_seen() -> None:
    text = "first line second line third line"
    lines = (Line(0, "first line", 0.3, 0), Line(0, "second line", 0.3, 0), Line(1, "third line", 0.3, 0))
    assert kinds(Paragraph(0, lines, (), 300, 10, EM, True), text) == {"single"}


def test_loose_lines_runts_and_overfull_lines_are_seen() -> None:
    text = "first line of it"
    assert kinds(paragraph("first line of it", gap=0.7), text) == {"loose"}
    assert kinds(paragraph("first line of", "it"), text) == {"runt"}
    over = Paragraph(0, (Line(0, text, 0.3, 0.8),), (), 300, 10, EM, True)
    assert kinds(over, text) == {"over"}


def test_better_a_divided_name_than_a_line_too_loose_to_be_printed() -> None:
    loose = find_faults([paragraph("so few words", gap=0.9)], {0: "so few words"}, 2)
    name = find_faults([paragraph("the council of Wake-", "field met")], {0: "the council of Wakefield met"}, 2)
    assert weigh(loose) > weigh(name) > 0


def running_over(lines: int) -> Paragraph:
    """Return a ragged paragraph, whose lines cannot be chosen, with so many lines on its second page."""
    set_lines = [Line(0, "a line", 0.3, 0)] * 20 + [Line(1, "a line", 0.3, 0)] * lines
    return Paragraph(0, tuple(set_lines), (), 300, 10, EM, False)


def test_a_few_lines_alone_on_a_last_page_are_seen() -> None:
    assert {fault.kind for fault in forgotten_lines([running_over(3)], (0.0, 0.9), 3)} == {"few"}
    assert not forgotten_lines([running_over(9)], (0.0, 0.7), 9)
    assert not forgotten_lines([running_over(3)], (0.0, 0.5), 3), "something else stands below them"
    assert not forgotten_lines([paragraph("one line")], (0.9,), 1), "there is no page before it"
    assert forgotten_lines([running_over(0)], (0.0, 0.95), 1), "a signature alone"
    assert forgotten_lines([], (0.0, 0.95), 2), "the contents have no running text"


def test_for_their_sake_the_title_is_raised_as_far_as_it_may() -> None:
    for lines, raised in ((1, 1), (2, 2), (3, 0)):
        setting = [running_over(lines)]
        faults = forgotten_lines(setting, (0.0, 0.9), lines)
        assert mend_faults(faults, setting, setting, {0: "a line"}, "en", Mending(), 2).raised == raised
    assert mend_faults(forgotten_lines([], (0.0, 0.95), 2), [], [], {}, "en", Mending(), 4).raised == 4


def test_a_hyphen_inside_a_line_is_seen() -> None:
    assert kinds(paragraph("it was won-derful then"), "it was wonderful then") == {"strange"}


def test_a_long_list_of_other_figures_is_told_as_a_range(understood: Understood) -> None:
    """A note that lists twenty texts finds no room on the page of its figure."""
    u = understood
    book = make_book(u.project, u.sources, u.cleaned, u.witnesses, u.placed, u.topics, u.events)
    topic = next(topic for topic in book.disputed() if len({c.file for c in topic.claims}) > 3)
    first = topic.claims[0]
    many = replace(
        topic, claims=(first, *(replace(topic.claims[1], low=n, high=n, qualifier="exact") for n in range(1001, 1008)))
    )
    said = str(note_words(first, many, book, PRINT).striptags())
    assert "from 1,001 to 1,007" in said and "1,003" not in said
    brief = str(note_words(first, many, book, PRINT, "brief").striptags())
    assert "1,001" not in brief and topic.topic in brief


def test_the_name_of_a_text_keeps_clear_of_the_marks_of_a_range() -> None:
    for label in (
        "1966",
        "undated, The Petersens of Selwyn Flat and our ship",
        "1931, [THE AIRSHIP LOST IN THE NIGHT OF STORM …]",
    ):
        assert drawing._wide(drawing._fitting(label, 140)) <= 140
    assert drawing._fitting("2012", 140) == "2012"


def test_a_running_head_is_cut_to_the_page() -> None:
    small = paper_named("90x120mm")
    assert PAPERS["a5"].head == 44
    assert small is not None and small.head < 40
