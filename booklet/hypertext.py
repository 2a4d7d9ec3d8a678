"""A web page -> its words, about as a browser saves them as text. Nothing that the page names is opened.

Only `order` and `figures` look into a page this way; a build asks for the text that a person saved and has looked at.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

# Elements that stand in a block of their own; <br> ends a line, a tab parts the cells of a table.
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p",
    "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_CLOSE = frozenset({"li", "tr", "dt", "dd", "option", "caption"})  # follow one another without an empty line
_IN_HEAD = frozenset({"base", "link", "meta", "title"})  # a page without </head> leaves it with the first other element
_UNSEEN = re.compile(r"<(?:!--|[!?]|/(?![A-Za-z])|(?P<name>script|style|template|noscript)(?=[\s/>]))", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")  # what an entity may name that is no letter


def words_of(page: str) -> str:
    """Return the words of a page: blocks parted by an empty line, '' where it has none. Takes any text whatever."""
    reader = _Reader()
    reader.feed(_without_an_open_tag(_seen(page)))
    reader.close()
    return reader.text()


def _seen(page: str) -> str:
    """Leave out comments, declarations, scripts and styles, each up to its own end or, without one, the page's.

    The parser would search the whole rest of the page anew for each that has no end, and fails on some declarations.
    """
    kept: list[str] = []
    at = 0
    while match := _UNSEEN.search(page, at):
        kept.append(page[at : match.start()])
        if match["name"]:
            end = re.compile(rf"</{match['name']}\b[^>]*>?", re.IGNORECASE).search(page, match.end())
            at = end.end() if end else len(page)
        else:
            mark = "-->" if match[0] == "<!--" else ">"
            found = page.find(mark, match.end())
            at = found + len(mark) if found >= 0 else len(page)
    return "".join(kept) + page[at:]


def _without_an_open_tag(page: str) -> str:
    """Cut a tag that the page breaks off in."""
    last = page.rfind(">") + 1
    tag = re.compile(r"</?[A-Za-z]").search(page, last)
    return page[: tag.start()] if tag else page


class _Reader(HTMLParser):
    """Gathers lines and blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._line: list[str] = []  # of the line that is being gathered
        self._head = False
        self._title = False
        self._kept = 0  # how deep in <pre>, which keeps its lines

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Begin a block, a line or a cell."""
        if tag == "title":
            self._title = True
        elif tag == "head":
            self._head = True
        elif tag not in _IN_HEAD:
            self._head = self._title = False
        if tag in _BLOCKS:
            self._end_line()
            self._part(tag)
            self._kept += tag == "pre"
        elif tag == "br":
            self._end_line()
        elif tag in {"td", "th"} and any(part.strip() for part in self._line):
            self._line.append("\t")
        if tag == "li":
            self._line.append("- ")

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in {"head", "title"}:
            self._title = False
            self._head = self._head and tag == "title"
        if tag in _BLOCKS:
            self._end_line()
            self._part(tag)
            self._kept -= tag == "pre" and self._kept > 0

    def handle_data(self, data: str) -> None:
        """Take words, their spaces folded as a browser folds them."""
        if self._head or self._title:
            return
        data = _NO_TEXT.sub(" ", data)
        if not self._kept:
            self._line.append(_SPACES.sub(" ", data))
            return
        first, *others = data.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._line.append(first)
        for line in others:
            self._end_line()
            self._line.append(line)

    def _part(self, tag: str) -> None:
        """Part what stands before a block from what follows, by an empty line save within a list or a table."""
        if tag not in _CLOSE and self._out and self._out[-1]:
            self._out.append("")

    def _end_line(self) -> None:
        line = "".join(self._line)
        self._line = []
        if not self._kept:  # a tab parts two cells, with no space beside it
            line = "\t".join(re.sub(" +", " ", cell).strip(" ") for cell in line.split("\t"))
        line = line.rstrip()
        if line.strip(" -") or (line and self._kept):
            self._out.append(line)

    def text(self) -> str:
        """Return what was gathered."""
        self._end_line()
        return "\n".join(self._out).strip("\n") + "\n" if any(self._out) else ""
