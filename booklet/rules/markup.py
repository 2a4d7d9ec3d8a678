"""Marks that were meant for a program: HTML and Markdown. What they say to a reader is kept."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator

from booklet.rules.base import Context, Edit, Rule, own_words
from booklet.rules.entities import ENTITIES
from booklet.rules.webpage import patterns_of

_TAGS = r"p|br|div|span|b|i|u|em|strong|a|h[1-6]|ul|ol|li|blockquote|font|small|center|hr|img|table|tr|td|th|tbody|thead|section|article|figure|figcaption|q|cite|abbr|time|s|strike|del|ins|code|pre"
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
    "figure",
    "figcaption",
    "ul",
    "ol",
}
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
_NOTE = re.compile(r"<sup(?:\s[^<>\n]{0,200})?>\s?(?:\[[^\[\]<>\n]{1,30}\]\s?)?</sup>", re.IGNORECASE)


def html_page(text: str, context: Context) -> Iterator[Edit]:
    """The head, scripts, styles, remarks and navigation of a saved web page are for the browser alone,
    and so are a part that the page calls its menu, footer, or comments, and a link alone that says 'Read more'.

    The title in the head stays where the page has no heading of its own.
    """
    for start, end in _unseen(text):
        head = _HEAD.match(text, start) and not _HEADING.search(text)
        title = _TITLE.search(text, start, end) if head else None
        if title is None:
            yield Edit(start, end, "")
        else:
            yield Edit(start, title.start(1), "")
            yield Edit(title.end(1), end, "")
    for match in _NAMED.finditer(text):
        yield Edit(match.start(), match.end(), "")
    middle = patterns_of(context.language).middle
    for match in _LINK_ALONE.finditer(text):
        words = " ".join(html.unescape(_ANY_TAG.sub("", match[0])).split())
        if middle.match(words.lower()):
            yield Edit(match.start(), match.end(), "")
    for match in _COPYRIGHT.finditer(text, max(0, len(text) - 1000)):
        yield Edit(match.start(), match.end(1), "")


def _unseen(text: str) -> Iterator[tuple[int, int]]:
    """Find what no reader sees, from one end of the text to the other: where it begins and ends."""
    at, shut = 0, -1  # the first end of a remark that lies ahead, looked for once for all that begin before it
    while match := _UNSEEN.search(text, at):
        start, at = match.span()
        if match[0] == "<!--":
            if shut < at:
                shut = text.find("-->", at)
                shut = shut if shut >= 0 else len(text) + _REMARK
            if shut - at > _REMARK:
                continue
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
    closed = {name for tag, name in zip(tags, names, strict=True) if tag[0].startswith("</")}
    opened = {name for tag, name in zip(tags, names, strict=True) if not tag[0].startswith("</")}
    for tag, name in zip(tags, names, strict=True):
        paired = name in closed and name in opened
        single = name in {"br", "hr", "img"} and (len(tags) > 1 or "/" in tag[0])
        if not (paired or single or "=" in tag[0]):
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


def _in_sentence(text: str, tag: re.Match[str]) -> bool:
    """Say whether a break stands inside a sentence of a long paragraph: no line of verse or an address is so long."""
    far = max(0, tag.start() - 4 * _PROSE_LINE)
    start = max(far, *(text.rfind(mark, far, tag.start()) for mark in ("\n", "<br", "<p")))
    before = _ANY_TAG.sub("", text[start : tag.start()]).rstrip()
    runs_on = text[tag.end() : tag.end() + 1].islower() and (before[-1:].islower() or before[-1:] == ",")
    return runs_on and len(before) > _PROSE_LINE


def _at_line_edge(text: str, tag: re.Match[str]) -> bool:
    return text[tag.end() : tag.end() + 1] in {"\n", ""} or text[tag.start() - 1 : tag.start()] in {"\n", ""}


def markdown_headings(text: str, context: Context) -> Iterator[Edit]:
    """`##` before a line marks a heading, `>` a quotation; the line stays, the mark is how it was typed."""
    if context.markdown:
        for match in re.finditer(r"^(?:> ?){1,5}(?=\S)", text, re.MULTILINE):
            yield Edit(match.start(), match.end(), "")
        for match in re.finditer(r"^#{1,6} +(?=\S)", text, re.MULTILINE):
            if text[match.start() - 2 : match.start() - 1] not in {"\n", ""} and text[match.end()].islower():
                continue  # a sign in a paragraph that a column cut
            yield Edit(match.start(), match.end(), "")
        for match in re.finditer(r"(?<=[^\n#]) +#{1,6}$", text, re.MULTILINE):
            yield Edit(match.start(), match.end(), "")


def _is_shown(text: str, language: str) -> bool:
    """Say whether a text speaks of the only mark of its kind in it: 'to write **so**'."""
    before = text[max(0, text.find("**") - 40) : text.find("**")].split()[-1:]
    return bool(before) and before[0].lower() in own_words(language, "marks", "shown_by")


def markdown_emphasis(text: str, context: Context) -> Iterator[Edit]:
    """Stars and underscores around words mark bold or italic type in Markdown; they are no signs of the author's."""
    patterns = [
        r"(\*\*\*|___)(?=\S)([^*_\n]{1,4000}?)(?<=\S)\1",
        r"(\*\*)(?<!\w..)(?=[^\s*)\].,;:])([^\n]{1,8000}?)(?<=[^\s(\[])\1(?!\*)",
    ]
    doubled = [text.count("***") + text.count("___") > 1, text.count("**") > 1]  # as few texts have them
    patterns = [pattern for pattern, found in zip(patterns, doubled, strict=True) if found]
    if not context.markdown and text.count("**") == 2 and _is_shown(text, context.language):
        return
    if context.markdown:
        patterns += [
            r"(?<![\w*])(\*)(?=[^\s*)\].,;:])([^*\n]{1,2000}?)(?<=[^\s*(\[])\1(?![\w*])",
            r"(?<![\w_])(__)(?=[^\W_][^\n_]{0,2000} |[A-Z])([^_\n]{1,2000}?)(?<=[^\s_])\1(?![\w_])",
            r"(?<![\w_])(_)(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])\1(?![\w_])",
        ]
    taken: list[int] = []  # where marks stand that an earlier pattern took, in order
    for pattern in patterns:
        before = tuple(taken)
        for match in re.finditer(pattern, text):
            at = bisect_left(before, match.start())
            if at < len(before) and before[at] < match.end():
                continue
            width = len(match[1])
            marks = [(match.start(), match.start() + width), (match.end() - width, match.end())]
            taken += [sign for start, end in marks for sign in range(start, end)]
            yield from (Edit(start, end, "") for start, end in marks)
        taken.sort()


def markdown_links(text: str, context: Context) -> Iterator[Edit]:
    """A link's words are the text; its address, in round brackets behind them, is for the browser."""
    for match in re.finditer(r"\[\s{1,4}\]\(https?://[^()\s]{1,500}\)", text):
        yield Edit(match.start(), match.end(), "")  # stood around a picture
    for match in re.finditer(
        r"!?\[([^\[\]\n]{0,300})\]\((?:https?://|/|#|mailto:|javascript:|[\w./%-]{1,200}\.(?:html?|md|pdf|php|jpe?g|png|gif|svg|webp)(?=[\s)#?]))[^()\s]{0,500}(?:\([^()\s]{0,40}\))?(?: \"[^\"\n]{0,200}\")?\)",
        text,
    ):
        if match[0].startswith("!"):
            yield Edit(match.start(), match.end(), "")
        else:
            yield Edit(match.start(), match.start() + 1, "")
            yield Edit(match.end(1), match.end(), "")


def markdown_rules_and_escapes(text: str, context: Context) -> Iterator[Edit]:
    """Lines of dashes or stars between parts, and a backslash before a sign, belong to Markdown."""
    if not context.markdown:
        return
    for match in re.finditer(
        r"(?<=\S\n)={3,200}$\n?|^(?:[-*_] ?){3,30}$\n?", text, re.MULTILINE
    ):  # '===' below a title
        yield Edit(match.start(), match.end(), "")
    for match in re.finditer(r"\\(?=[.*_#\[\]()+!;:,'\"&<>{}|~-])", text):
        yield Edit(match.start(), match.end(), "")


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
    Rule(
        "markup.headings",
        "mechanical",
        markdown_headings,
        (
            ("## **The flood**\n", "**The flood**\n"),
            (
                "# Notes\n\nOne # stands for a day, and\n## stand for a week.",
                "Notes\n\nOne # stands for a day, and\n## stand for a week.",
            ),
        ),
        ("#3 pit",),
        signs=("#", ">"),
    ),
    Rule(
        "markup.emphasis",
        "mechanical",
        markdown_emphasis,
        (
            ("# T\n\n__three men__ on a raft", "# T\n\nthree men on a raft"),
            ("**The night.** It began.", "The night. It began."),
            ("# T\n\nan *old* man", "# T\n\nan old man"),
        ),
        (
            "2 * 3 * 4",
            "a star (**) here and (**) there",
            "a_b_c and *.txt",
            "n**2 and x**2",
            "to write **so** was her way",
            "# T\n\ncalls __init__ and __exit__",
        ),
        signs=("*", "_"),
    ),
    Rule(
        "markup.links",
        "mechanical",
        markdown_links,
        (("the [report](https://example.org/r) says", "the report says"),),
        ("[sic] (and so on)", "[Goes up.](He does.)"),
        signs=("](",),
    ),
    Rule(
        "markup.rules-and-escapes",
        "mechanical",
        markdown_rules_and_escapes,
        (("# One\n\n---\n\nNo\\. 4\\; no more", "# One\n\n\nNo. 4; no more"),),
        ("One\n\n---\n\nTwo",),
    ),
)
