"""Marks that were meant for a browser: HTML. What they say to a reader is kept."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Container, Iterator

from booklet.rules.base import Context, Edit, Rule, own_words
from booklet.rules.entities import ENTITIES
from booklet.rules.webpage import patterns_of

_TAGS = r"p|br|div|span|b|i|u|em|strong|a|h[1-6]|ul|ol|li|blockquote|font|small|center|hr|img|table|tr|td|th|tbody|thead|section|article|header|hgroup|address|label|figure|figcaption|q|cite|abbr|time|s|strike|del|ins|code|pre"
_TAG = re.compile(rf"</?({_TAGS})(?:\s[^<>\n]{{0,400}})?\s?/?>", re.IGNORECASE)
# What no reader sees, whole: a bounded look for the end, so that an opening tag without one costs little.
_UNSEEN = re.compile(
    r"<!--|<!doctype[^>]{0,200}>|<\?xml[^>]{0,200}\?>|</?(?:html|body|main)(?:\s[^<>]{0,400})?>"
    r"|<(head|script|style|nav|footer|aside|form|noscript|svg|button|iframe)(?:\s[^<>]{0,400})?>"
    r"(?:(?!</?\1\b)[\s\S]){0,60000}</\1\s?>",
    re.IGNORECASE,
)
_REMARK = 20_000  # letters of a remark in a page, at most
# A part that the page itself calls navigation, sharing, comments; nothing of its own kind inside.
_NAMED = re.compile(
    r"<(div|ul|ol|p|span|section|table)\s(?=[^<>]{0,300}\b(?:class|id|role)\s?=\s?[\"'](?:[^\"'<>]{0,80}[\s_-])?"
    r"(?:nav|navigation|navbar|menu|breadcrumbs?|share|sharing|social|footer|sidebar|cookies?|advert|advertisement|ads?"
    r"|related|promos?|promotion|sponsored|popup|pager|pagination|widget|newsletter|signup|subscribe|comments?|copyright"
    r"|legal|disclaimer|toolbar|noprint|tags|taglist)[\s_\"'-])[^<>]{0,400}>"
    r"(?:(?!</?\1\b)[\s\S]){0,4000}</\1\s?>",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(  # the owner's notice, in an element of its own at the end of a page
    r"(<(p|div|span|small|address)\b[^<>]{0,300}>\s{0,9}(?:&copy;|&#169;|©)[^<>]{0,300}</\2\s?>)(?=(?:\s|</\w{1,10}>){0,40}\Z)",
    re.IGNORECASE,
)
_LINK_ALONE = re.compile(  # a paragraph that is a link, with a word or two before it: 'Read more: ...'
    r"<p(?:\s[^<>]{0,300})?>\s{0,9}(?:<(strong|em|b|i)>[^<>]{1,30}</\1>\s{0,9})?<a\s[^<>]{1,400}>[^<>]{1,200}</a>\s{0,9}</p>",
    re.IGNORECASE,
)
_PROSE_LINE = 100  # characters before a break
_ANY_TAG = re.compile(r"<[^<>]{1,400}>")
_TITLE = re.compile(r"<title[^>]{0,100}>\s*+([^<]{1,300}?)\s*+</title>", re.IGNORECASE)
_HEAD = re.compile(r"<head[\s>]", re.IGNORECASE)
_HEADING = re.compile(r"<h1[\s>]", re.IGNORECASE)
_BLOCKS = {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "section",
    "article",
    "header",
    "address",
    "figure",
    "figcaption",
    "ul",
    "ol",
}
_LEFT_OPEN, _OF_OLD = {"p", "li", "td", "tr", "dd", "dt"}, 3  # so many of them that nothing ends
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
_PARAGRAPH = re.compile(r"<p(?<![^\s>]..)(?:\s[a-z-]{1,20}\s?=[^<>\n]{0,400})?>", re.IGNORECASE)
_NEXT_BLOCK = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|blockquote|pre|hr|body|center)\b", re.IGNORECASE)
_LINE_END = re.compile(r"(?<=[^\s>])[ \t]*\n[ \t]*(?=[^\s<])")
_LONGEST, _FULL = 20_000, 40  # letters of a paragraph, at most, and of a line of its source that is no verse
_NOTE = re.compile(r"<sup(?:\s[^<>\n]{0,200})?>\s?(?:\[[^\[\]<>\n]{1,30}\]\s?)?</sup>", re.IGNORECASE)


def html_page(text: str, context: Context) -> Iterator[Edit]:
    """The head, scripts, styles, remarks and navigation of a saved web page are for the browser alone,
    and so are a part that the page calls its menu, footer, or comments, and a link alone that says 'Read more'.

    The title in the head stays where the page has no heading of its own.
    """
    for start, end in _unseen(text, own_words(context.language, "marks", "between")):
        head = _HEAD.match(text, start) and not _HEADING.search(text)
        title = _TITLE.search(text, start, end) if head else None
        if title is None:
            yield Edit(start, end, "")
        else:
            yield Edit(start, title.start(1), "")
            yield Edit(title.end(1), end, "")
    for match in _NAMED.finditer(text):
        yield Edit(match.start(), match.end(), "")
    for match in _LINK_ALONE.finditer(text):
        words = " ".join(html.unescape(_ANY_TAG.sub("", match[0])).split())
        if patterns_of(context.language).middle.match(words.lower()):
            yield Edit(match.start(), match.end(), "")
    for match in _COPYRIGHT.finditer(text, max(0, len(text) - 1000)):
        yield Edit(match.start(), match.end(1), "")


def _unseen(text: str, shown: Container[str]) -> Iterator[tuple[int, int]]:
    """Find what no reader sees, from one end of the text to the other: where it begins and ends.

    `shown` are words between two signs of which a text speaks.
    """
    at, shut = 0, -1  # the first end of a remark that lies ahead, looked for once for all that begin before it
    while match := _UNSEEN.search(text, at):
        start, at = match.span()
        if match[0] == "<!--":
            if shut < at:
                shut = text.find("-->", at)
                shut = shut if shut >= 0 else len(text) + _REMARK
            if shut - at > _REMARK or text[at:shut].strip() in shown:
                continue  # or spoken of: 'between <!-- and --> stands a remark'
            at = shut + 3
        yield start, at


def html_tags(text: str, context: Context) -> Iterator[Edit]:
    """HTML tags are taken out where they are certainly tags: with a partner, an attribute, or others beside them.

    A break becomes a line end, a paragraph an empty line.
    """
    tags = list(_TAG.finditer(text))
    for note in _NOTE.finditer(text) if tags else ():  # the mark of a note, or what other rules have left of one
        yield Edit(note.start(), note.end(), "")
    if all(
        {text[tag.start() - 1 : tag.start()], text[tag.end() : tag.end() + 1]} <= {" ", "\n"} for tag in tags
    ) and any(text[tag.start() - 1 : tag.start()] == " " == text[tag.end() : tag.end() + 1] for tag in tags):
        return  # words between words: a text that tells what to type
    names = [tag[1].lower() for tag in tags]
    often = Counter(names)
    closed = {name for tag, name in zip(tags, names, strict=True) if tag[0].startswith("</")}
    opened = {name for tag, name in zip(tags, names, strict=True) if not tag[0].startswith("</")}
    for tag, name in zip(tags, names, strict=True):
        paired = name in closed and name in opened
        single = name in {"br", "hr", "img"} and (len(tags) > 1 or "/" in tag[0])
        left_open = name in _LEFT_OPEN and name not in closed and often[name] >= _OF_OLD  # as pages once were
        if not (
            paired or single or "=" in tag[0] or (left_open and text[tag.start() - 1 : tag.start()] in {"", "\n", ">"})
        ):
            continue
        if name == "br" and _in_sentence(text, tag):
            yield Edit(tag.start(), tag.end(), "" if text[tag.start() - 1].isspace() else " ")
        elif (name == "br" and text[tag.end() : tag.end() + 1] != "\n") or (
            name in _BLOCKS and not _at_line_edge(text, tag)
        ):
            yield Edit(tag.start(), tag.end(), "\n")
        elif name in _PARAGRAPHS and tag[0].startswith("</") and re.match(r"\n\s?\S", text[tag.end() : tag.end() + 3]):
            yield Edit(tag.start(), tag.end(), "\n")  # an empty line between paragraphs
        else:
            yield Edit(tag.start(), tag.end(), "")


def html_lines(text: str, context: Context) -> Iterator[Edit]:
    """A line end inside a paragraph of HTML is a space: the browser sets the lines.

    Not between short lines that begin with capitals: verse whose breaks another program would have made.
    """
    opens = list(_PARAGRAPH.finditer(text))
    if len(opens) < _OF_OLD:
        return
    for at in opens:
        end = _NEXT_BLOCK.search(text, at.end(), at.end() + _LONGEST)
        for match in _LINE_END.finditer(text, at.end(), end.start() if end else at.end()):
            full = match.start() - text.rfind("\n", 0, match.start()) > _FULL
            if full or text[match.end() : match.end() + 1].islower():
                yield Edit(match.start(), match.end(), " ")


def _in_sentence(text: str, tag: re.Match[str]) -> bool:
    """Say whether a break stands inside a sentence of a long paragraph: no line of verse or an address is so long."""
    far = max(0, tag.start() - 4 * _PROSE_LINE)
    start = max(far, *(text.rfind(mark, far, tag.start()) for mark in ("\n", "<br", "<p")))
    before = _ANY_TAG.sub("", text[start : tag.start()]).rstrip()
    runs_on = text[tag.end() : tag.end() + 1].islower() and (before[-1:].islower() or before[-1:] == ",")
    return runs_on and len(before) > _PROSE_LINE


def _at_line_edge(text: str, tag: re.Match[str]) -> bool:
    return text[tag.end() : tag.end() + 1] in {"\n", ""} or text[tag.start() - 1 : tag.start()] in {"\n", ""}


RULES = (
    Rule(
        "markup.html-page",
        "mechanical",
        html_page,
        (
            ("<html><head><title>x</title></head>\n<h1>The dam</h1>\n<!-- ad -->\n", "\n<h1>The dam</h1>\n\n"),
            ("<head><title>The dam</title></head>", "The dam"),
            ('<p>It fell.</p>\n<p><b>Read more:</b> <a href="/d">The dam</a></p>\n', "<p>It fell.</p>\n\n"),
            ("<p>It rained.</p>\n<p>&copy; 2009 Dam Trust</p>\n", "<p>It rained.</p>\n\n"),
        ),
        ("<head of the dam>", "the <script> was lost"),
        signs=("<",),
    ),
    Rule(
        "markup.html-lines",
        "mechanical",
        html_lines,
        (
            (
                "<p>The water came over the bank at seven and the people\nwent up.</p>\n<p>It rained.</p>\n<p>It fell.</p>",
                "<p>The water came over the bank at seven and the people went up.</p>\n<p>It rained.</p>\n<p>It fell.</p>",
            ),
        ),
        (
            "<p>It rose,\nIt fell.</p>\n<p>Then<br>\nso it was.</p>\n<p>One.</p>",
            "The tag <p> begins\nwhat a reader sees, C<p>\nis p, and <p .. e> is\nno tag at all.",
        ),
        signs=("<p", "<P"),
    ),
    Rule(
        "markup.html-tags",
        "mechanical",
        html_tags,
        (
            ("<p>One <b>two</b>.</p>", "One two."),
            ("One.<br>Two.<br/>Three.", "One.\nTwo.\nThree."),
            ("<p>One.<sup>[1]</sup></p>", "One."),
            (
                "<p>"
                + "They went on with the work at the mill without wages, " * 3
                + "<br />with oil from their own lamps.</p>",
                "They went on with the work at the mill without wages, " * 3 + "with oil from their own lamps.",
            ),
        ),
        ("if a <b then c> d", "the <th> sound", "Set <i> before it and </i> behind it."),
        signs=("<",),
    ),
    ENTITIES,
)
