"""The words of a web page, as a browser saves them."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.errors import BadInput
from booklet.hypertext import words_of
from booklet.read import read_readable

_PIECES = (
    *"<>/!?-&;#'\"= \n\tax",
    "<!--", "-->", "<![x", "]]>", "<script", "</script", "<style>", "</", "<pre>", "</pre>", "<title>", "<head>", "<td>", "<li>",
    "<br>", "&#0;", "&#xd800;", "&#1;", "&amp", "<a b='", "<p>", "é", "\x00", "\ufeff",
)  # fmt: skip


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>One   and\n two<p>three", "One and two\n\nthree\n"),
        ("<div><div>One</div></div><div>Two</div>", "One\n\nTwo\n"),
        ("One<br>two<br/>three", "One\ntwo\nthree\n"),
        ("a <b>bo</b>ld <i>word</i>", "a bold word\n"),
        ("caf&eacute; &amp; &#8211; &#x41; &lt;p&gt; R&D", "café & – A <p> R&D\n"),
        ("<html><head><title>No</title><meta charset=utf-8></head><body>Yes", "Yes\n"),
        ("<head><title>No</title><p>Yes", "Yes\n"),
        ("<title>No</title><p>Yes", "Yes\n"),
        ("<p>Yes<script>document.write('<p>no')</script><style>p { no: no }</style> too", "Yes too\n"),
        ("<p>Yes<!-- no <p>no --> too<!doctype html><?no?><![if no]>", "Yes too\n"),
        ("<p>Yes<!-- no, and it never ends <p>no", "Yes\n"),
        ("<p>Yes<script>no <p>no", "Yes\n"),
        ("<p>Yes <a href='", "Yes\n"),
        ("5 < 6, and <3", "5 < 6, and <3\n"),
        ("<ul><li>One<li>Two</ul><p>Three", "- One\n- Two\n\nThree\n"),
        ("<table><tr><th>Dead<td>9<tr><td> Hurt </td> <td>12</td></table>", "Dead\t9\nHurt\t12\n"),
        ("<pre>one\n  two</pre>three\nfour", "one\n  two\n\nthree four\n"),
        ("<img src=x alt=no><a href='http://no.example/'>Yes</a><iframe src=no></iframe>", "Yes\n"),
        ("<p>\n</p><!-- no -->", ""),
        ("", ""),
    ],
)
def test_the_words_of_a_page(page: str, words: str) -> None:
    assert words_of(page) == words


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=4)).map("".join))
def test_any_text_is_a_page(page: str) -> None:
    words = words_of(page)
    assert words == "" or words.strip()
    words.encode()


@settings(deadline=None)
@given(st.binary() | st.lists(st.sampled_from(_PIECES)).map(lambda pieces: "".join(pieces).encode()))
def test_no_bytes_make_a_page_fail(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_text("Words.")
        (Path(folder) / "b.HTM").write_bytes(data)
        sources, refused = read_readable(Path(folder))
        assert [error.where for error in refused] == ["b.HTM"]
        assert sources[-1].decoded.strip()


def test_a_page_is_refused_like_a_text_where_its_bytes_are_none(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(b"<p>\x00")
    with pytest.raises(BadInput, match="null bytes"):
        read_readable(tmp_path)
    (tmp_path / "b.html").write_bytes(b"<title>No</title>")
    with pytest.raises(BadInput, match="no words"):
        read_readable(tmp_path)


@pytest.mark.parametrize("unit", ["<", "</", "<!--", "<![", "<?", "<a ", "<a b='", "<script ", "<td>", "<pre>\n", "&#"])
@pytest.mark.parametrize("end", ["", ">"])
def test_dull_runs_are_harmless(unit: str, end: str) -> None:
    begin = time.process_time()
    words_of(unit * (300_000 // len(unit)) + end)
    assert time.process_time() - begin < 5  # a tenth of that, where nothing is searched over and over
