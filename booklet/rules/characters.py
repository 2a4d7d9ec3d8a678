"""Signs that no one typed: byte order marks, line ends, broken encodings, invisible and joined letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.blocks import Block
from booklet.rules.base import Context, Edit, Rule
from booklet.rules.mojibake import MOJIBAKE

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_CONTROLS = tuple(chr(code) for code in range(0x80, 0xA0) if code not in {0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D})
_PRIVATE = {
    **{chr(0xF730 + digit): str(digit) for digit in range(10)},  # old-style figures, as Adobe's fonts number them
    "\uf001": "fi",
    "\uf002": "fl",
    "\uf0b7": "•",  # from here on, signs of the fonts Symbol and Wingdings
    "\uf0a7": "▪",
    "\uf0d8": "▪",
    "\uf076": "▪",
    "\uf0fc": "✓",
    "\uf0e0": "→",
}
_LINE_ENDS = ("\r", "\u2028", "\u2029", "\x85", "\x0b")
_INVISIBLE = tuple(
    "\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffc"
)  # spaces and hyphens without a body, and marks of direction
_JOINERS = ("\u200c", "\u200d")  # bind letters of other scripts and parts of pictures: at work only beside such
_JOINS_NOTHING = re.compile("(?<![^\x00-\u024f])[\u200c\u200d]+(?![^\x00-\u024f])")
_PARTS_SENTENCES = re.compile("[a-z][.!?]\u200b+[A-Z]")
_SPACES = ("\u00a0", *map(chr, range(0x2000, 0x200B)), "\u202f", "\u205f", "\u3000")
_HYPHENS = re.compile("[\u2010\u2011](?<=[^\\W_].)(?=[^\\W_])")
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S")
_TWO = re.compile(r"(?<=[^\s.!?:;,”’\"]) {2,}(?=\S)")  # but those behind a sentence
_LABEL = re.compile(r"\w[\w.’' -]{0,20}: {2,}(?=\S)")
_SHORT = 60  # characters of a line of verse or of a list, most often
_SET_IN = " " * 10
_GAPS = re.compile(r"(?<=\S) {3,}(?=\S)")
_SPACES_IN_SENTENCE = re.compile(r"[a-z,;] {3,}[a-z]")


def byte_order_mark(text: str, context: Context) -> Iterator[Edit]:
    """A byte order mark tells programs how to read a file. It is no part of the text."""
    if text.startswith("\ufeff"):
        yield Edit(0, 1, "")


def line_ends(text: str, context: Context) -> Iterator[Edit]:
    """Line ends of other systems (CR, CR LF, form separators) become plain ones."""
    for match in re.finditer("\r\n?|\u2028|\u2029|\x85|\x0b", text):
        yield Edit(match.start(), match.end(), "\n")


def controls(text: str, context: Context) -> Iterator[Edit]:
    """Control characters stand where a program took the quotation marks and dashes of Windows-1252 for Latin-1."""
    for match in re.finditer("[\x80-\x9f]", text):
        sign = match[0].encode("latin-1").decode("cp1252", "ignore")
        if sign:
            yield Edit(match.start(), match.end(), sign)


def private_signs(text: str, context: Context) -> Iterator[Edit]:
    """A bullet, figure or ligature that only its own font could draw is written as the sign that everyone has."""
    for match in re.finditer(f"[{''.join(_PRIVATE)}]", text):
        yield Edit(match.start(), match.end(), _PRIVATE[match[0]])


def invisible(text: str, context: Context) -> Iterator[Edit]:
    """Zero-width spaces, soft hyphens and other signs without a body are left behind by web pages.

    Between two sentences such a space is all that is left of the one that parted them.
    """
    for match in re.finditer(f"[{''.join(_INVISIBLE)}]+", text):
        if match.start() or not match[0].startswith("\ufeff"):
            yield Edit(match.start(), match.end(), " " if _PARTS_SENTENCES.match(text, match.start() - 2) else "")
    for match in _JOINS_NOTHING.finditer(text):
        yield Edit(match.start(), match.end(), "")


def spaces_of_other_width(text: str, context: Context) -> Iterator[Edit]:
    """No-break and typographic spaces come from web pages; setting puts its own where they belong."""
    for match in re.finditer(f"[{''.join(_SPACES)}]", text):
        inside_number = (
            re.match(r"\d", text[match.end() : match.end() + 1]) and text[match.start() - 1 : match.start()].isdigit()
        )
        if not (inside_number and match[0] in "\u2009\u202f"):
            yield Edit(match.start(), match.end(), " ")


def hyphens_of_other_kind(text: str, context: Context) -> Iterator[Edit]:
    """The hyphens of Unicode, of which one forbids a line end, are the one of the keyboard to every reader and search."""
    for match in _HYPHENS.finditer(text):
        yield Edit(match.start(), match.end(), "-")


def ligatures(text: str, context: Context) -> Iterator[Edit]:
    """Letters joined to one sign, as in text copied from a PDF, are separate letters to every reader and search."""
    for match in re.finditer("[ﬀ-ﬆ]", text):
        yield Edit(match.start(), match.end(), _LIGATURES[match[0]])


def doubled_spaces(text: str, context: Context) -> Iterator[Edit]:
    """Runs of spaces inside a sentence become one. Columns of a table, which stand three apart or more, keep theirs."""
    line_end, table = -1, False
    for match in re.finditer(r" (?<=\S.) ++(?=\S)", text):
        if match.start() >= line_end:  # once a line, however many runs it holds
            line_start = text.rfind("\n", 0, match.start()) + 1
            line_end = text.find("\n", match.end())
            line_end = line_end if line_end >= 0 else len(text)
            line = text[line_start : min(line_end, line_start + 2000)]
            table = bool(_COLUMNS.search(line)) and not _SPACES_IN_SENTENCE.search(line)
            table = table or _is_aligned(text, line, line_start, line_end)
        if not table:
            yield Edit(match.start() + 1, match.end(), "")


def _is_aligned(text: str, line: str, start: int, end: int) -> bool:
    """Say whether a line and the one above it or below it stand in columns.

    Words behind wide gaps begin below each other, or the line is set in as deep as the heads of columns are: '£  s.  d.'.
    """
    set_in = line.startswith(_SET_IN)
    if not set_in and "  " not in line:
        return False
    below = text[end + 1 : end + 2000].split("\n", 1)[0]
    above = text[max(0, start - 2000) : max(0, start - 1)].rpartition("\n")[2]
    if _COLUMNS.search(line) and all(
        _COLUMNS.search(beside) and not _SPACES_IN_SENTENCE.search(beside) for beside in (above, below)
    ):
        return True  # a row of words between rows of figures
    if (label := _LABEL.match(line)) and any(
        (other := _LABEL.match(beside)) and other.end() == label.end() for beside in (above, below)
    ):
        return True  # who speaks, and what was said
    columns = {match.end() for match in _TWO.finditer(line)}
    if any(match.end() in columns for beside in (above, below) for match in _TWO.finditer(beside)):
        return True
    if any(line[at] in "{}|" and line[at] == beside[at : at + 1] for beside in (above, below) for at in columns):
        return True  # a brace beside several lines
    gaps = [match.end() for beside in (above, below) for match in _GAPS.finditer(beside)]
    return any(end in columns or (set_in and end > len(_SET_IN)) for end in gaps)


def indents(text: str, context: Context) -> Iterator[Edit]:
    """A space or two before a line is a leftover of the page. Steps, as verse has them, and lines set in alike stay."""
    if not (text[:1] in " \t" or "\n " in text or "\n\t" in text):
        return
    blocks = context.layout.blocks
    for n, block in enumerate(blocks):
        if not any(line.text[:1] in " \t" for line in block.lines):
            continue
        if _is_set_in(block) and n and blocks[n - 1].lines[0].text[:1] not in " \t" and not context.read_by_machine:
            continue
        depths = {len(line.text) - len(line.text.lstrip(" \t")) for line in block.lines}
        if len(block.lines) > 1 and len(depths) > 1 and max(depths) > 1 and not block.prose:
            continue
        for line in block.lines:
            depth = len(line.text) - len(line.text.lstrip(" \t"))
            if depth:
                yield Edit(line.start, line.start + depth, "")


def _is_set_in(block: Block) -> bool:
    """Say whether short lines are set in alike, as a refrain is, or what stands under a heading."""
    depths = {len(line.text) - len(line.text.lstrip(" ")) for line in block.lines}
    alike = len(block.lines) > 1 and len(depths) == 1 and 1 < max(depths) <= len(_SET_IN)
    return alike and not block.prose and all(len(line.text) <= _SHORT for line in block.lines)


def line_tails(text: str, context: Context) -> Iterator[Edit]:
    """Spaces at the end of a line print nothing."""
    if not (text[-1:] in " \t" or " \n" in text or "\t\n" in text):
        return
    for match in re.finditer(r"[ \t](?=\n|\Z)", text):
        at = match.start()
        while at and text[at - 1] in " \t":
            at -= 1
        yield Edit(at, match.end(), "")


def blank_lines(text: str, context: Context) -> Iterator[Edit]:
    """One blank line between paragraphs is enough; none at the ends of the text."""
    for match in re.finditer(r"\n{3,}", text) if "\n\n\n" in text else ():
        yield Edit(match.start() + 2, match.end(), "")
    if lead := re.match(r"\n+", text):
        yield Edit(0, lead.end(), "")
    stripped = text.rstrip("\n")
    if stripped and stripped + "\n" != text and text.endswith("\n\n"):
        yield Edit(len(stripped) + 1, len(text), "")
    elif stripped and not text.endswith("\n"):
        yield Edit(len(text), len(text), "\n")


RULES = (
    Rule("characters.byte-order-mark", "mechanical", byte_order_mark, (("\ufeffOne.", "One."),), ("One.",)),
    Rule(
        "characters.controls",
        "mechanical",
        controls,
        (("He said \x93no\x94 \x96 and \x85", "He said “no” – and …"),),
        ("One.\x85Two.",),
        signs=_CONTROLS,
    ),
    Rule(
        "characters.private-signs",
        "mechanical",
        private_signs,
        (("\uf0b7 bread\n\uf0b7 of\uf001ce, \uf731\uf739\uf730\uf734", "• bread\n• office, 1904"),),
        ("a sign \ue000 of its own",),
        signs=tuple(_PRIVATE),
    ),
    Rule(
        "characters.line-ends",
        "mechanical",
        line_ends,
        (("One.\r\nTwo.", "One.\nTwo."),),
        ("One.\nTwo.",),
        signs=_LINE_ENDS,
    ),
    MOJIBAKE,
    Rule(
        "characters.invisible",
        "mechanical",
        invisible,
        (
            ("so\u00adcial me\u200bdia", "social media"),
            ("six\u200d years", "six years"),
            ("cold.\u200bThe end", "cold. The end"),
        ),
        ("a-b",),
        signs=(*_INVISIBLE, *_JOINERS),
    ),
    Rule(
        "characters.spaces-of-other-width",
        "mechanical",
        spaces_of_other_width,
        (("20\u00a0January", "20 January"),),
        ("26\u202f000 men",),
        signs=_SPACES,
    ),
    Rule("characters.line-tails", "mechanical", line_tails, (("One. \nTwo.", "One.\nTwo."),), ("One.\nTwo.",)),
    Rule(
        "characters.hyphens-of-other-kind",
        "mechanical",
        hyphens_of_other_kind,
        (("forty\u2011two", "forty-two"),),
        ("the sign \u2011 by itself",),
        signs=("\u2010", "\u2011"),
    ),
    Rule(
        "characters.ligatures",
        "mechanical",
        ligatures,
        (("oﬃce ﬁre", "office fire"),),
        ("office",),
        signs=tuple(_LIGATURES),
    ),
    Rule(
        "characters.doubled-spaces",
        "mechanical",
        doubled_spaces,
        (("One.  Two.", "One. Two."),),
        (
            "Name     Age    Street",
            "A lantern       3\nA saddle      not found\nA long ladder   2",
            "Reeve:  Who has the key?\nMoe:    Not I.",
            "Elm      near the gate   10\nOak      by the pond      4",
        ),
        signs=("  ",),
    ),
)
LAST = (
    Rule(
        "characters.indents",
        "mechanical",
        indents,
        ((" One line of it.", "One line of it."), ("   One line\n   and two.", "One line\nand two.")),
        (
            "The first line\n    and one set in\nand a third",
            "The boat went out,\nThe boat came in,\n\n    And hey for the sea,\n    And ho for the wind,\n\nThe nets were full,\n"
            "The moon was thin.",
            "I. Abel, miller\n\n  I.1. Anna\n  I.2. Abel, drowned at seven\n\nII. Tom, smith\n\n  II.1. Jane\n  II.2. Hope",
        ),
    ),
    Rule(
        "characters.blank-lines",
        "mechanical",
        blank_lines,
        (("\n\nOne.\n\n\n\nTwo.\n", "One.\n\nTwo.\n"), ("One.", "One.\n")),
        ("One.\n\nTwo.\n",),
    ),
)
