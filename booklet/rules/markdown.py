"""Marks of Markdown: they say how words are to be set, and are no signs of the author's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from booklet.rules.base import Context, Edit, Rule, own_words

# A heading as programs for mail write it.
# A line of dashes or stars, or '===' below a title. Each begins with a sign: quick to look for.
_RULED = re.compile(
    r"=(?:(?<=\S\n.)={2,199}|(?<![^\n].)={19,199})$\n?"
    + "".join(rf"|{sign}(?<![^\n].) ?(?:[-*_] ?){{2,29}}$\n?" for sign in (r"\-", r"\*", "_")),
    re.MULTILINE,
)
_UNDERLINED = re.compile(r"^\*\* (\S[^\n*]{1,120})\n(?:-{10,200}|={10,200})$", re.MULTILINE)


def markdown_headings(text: str, context: Context) -> Iterator[Edit]:
    """`##` before a line marks a heading, `>` a quotation; the line stays, the mark is how it was typed."""
    for match in _UNDERLINED.finditer(text) if "\n** " in text else ():
        yield Edit(match.start(), match.start() + len("** "), "")
        yield Edit(match.end(1), match.end(), "")
    if context.markdown:
        for match in re.finditer(r">(?<![^\n].) ?(?:> ?){0,4}(?=\S)", text):
            yield Edit(match.start(), match.end(), "")
        for match in re.finditer(r"#(?<![^\n].)#{0,5} +(?=\S)", text):
            if text[match.start() - 2 : match.start() - 1] not in {"\n", ""} and text[match.end()].islower():
                continue  # a sign in a paragraph that a column cut
            yield Edit(match.start(), match.end(), "")
        for match in re.finditer(r"#(?<= .)#{0,5}$", text, re.MULTILINE):
            start = match.start() - 1
            while start and text[start - 1] == " ":
                start -= 1
            start += text[max(0, start - 1) : start] in {"", "\n", "#"}
            if start < match.start():
                yield Edit(start, match.end(), "")


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
            r"(\*)(?<![\w*].)(?=[^\s*)\].,;:])([^*\n]{1,2000}?)(?<=[^\s*(\[])\1(?![\w*])",
            r"(__)(?<![\w_]..)(?=[^\W_][^\n_]{0,2000} |[A-Z])([^_\n]{1,2000}?)(?<=[^\s_])\1(?![\w_])",
            r"(_)(?<![\w_].)(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])\1(?![\w_])",
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
    for match in _RULED.finditer(text):
        yield Edit(match.start(), match.end(), "")
    for match in re.finditer(r"\\(?=[.*_#\[\]()+!;:,'\"&<>{}|~-])", text):
        yield Edit(match.start(), match.end(), "")


RULES = (
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
        signs=("#", ">", "** "),
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
