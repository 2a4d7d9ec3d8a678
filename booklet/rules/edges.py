"""Marks that a machine read from dirt at the edges of lines, or from the edge of the column itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from booklet.languages import has, table
from booklet.rules.base import Context, Edit, Rule, either

_FIRST_PERSON = either("en", "first_person", "verbs")
_SPACED_MARKS = 3  # ' , ' inside lines
_ELLIPSES = (" . .", ". . .")
_ROW = 3  # bars in a line
_KEYS = 3  # 'a = all, b = both'
_ITEMS = 2  # lines that one mark leads
_QUOTED = 600  # characters between marks of quotation
_COMPANY = 5  # characters before a speck in which another one stands
_VERB_AFTER = re.compile(rf" ?{_FIRST_PERSON}\b")
_BEFORE_I = re.compile(rf"(?:\b{either('en', 'first_person', 'before')}|[.,;!?”\"“])$")
_DIRT = "_~°•|=©¢»«*^+"
# At a line end or a line start; both are quicker to look for than the start of any line (`^`).
# Before a word; marks that print against a letter, such as a quotation mark, only with a space behind them.
_LINE_START = re.compile(rf"\n([{_DIRT}.,:;'‘’`](?= \S)|[{_DIRT}](?=[a-z])|_(?=[A-Z][a-z]* ))(?: (?=\S))?")
_LED = re.compile(r"\n([-–—*•+]) ")
_ONLY_DIRT = re.compile(rf"\n(?!\* ?\* ?\*\n)(?:[{_DIRT}.,:;'‘’“”\"-] ?){{1,3}}(?=\n)")
_ORNAMENT = re.compile(r"\n[ \t]*([*•.~_+°])(?: {1,6}\1){2,}[ \t]*(?=\n)")
_NOTED = re.compile(r"\*(?<=[\w.,:;!?”’)].)(?=[\s.,;:]|\Z)")  # the sign of a note that stands below
_OWNED = re.compile(r"\n(?:© (?:1[89]|20)\d\d\b|« [^\n«»]{1,200} »)")
_MEASURED = re.compile(r"\b[a-z]{1,3}\. [ivxlcj]$")  # 'gr. v', 'oz. j'
_SPACED = re.compile(r"[-–—](?<=\w .)(?= \w)")
_CLOSED = re.compile(r"—(?<=\w.)\w")
_BEHIND_DIVIDED = re.compile(r"-\n(?<=[a-z]-\n)\n?([-“”\"'‘’.,:_~*•|] ?)(?=[a-z]{2})")
_BEFORE_REST = (
    re.compile(r"\n- ?(?:(?<=[a-z,’-]\n-)|(?<=[a-z,’-]\n- ))(?=[a-z]{2})"),
    re.compile(r"\n- (?<=[a-z,’-]\n\n- )(?=[a-z]{2})"),
)
_FIRST_HALF = re.compile(r"[^\W\d_]{2,20}$")  # no letter alone
_SPECKED_HYPHEN = re.compile(
    r"[-~:;.,](?<=[a-z].)((?<=-)[-.,:;'’‘\"”“~_*•+°]{1,2}|(?<=~)-?|(?<=[:;.,]))"
    r"(?=\n\s{0,3}(?P<second>[a-z]{2,20})(?![\w’'-]))"
)
_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3


@cache
def _line_end(language: str) -> re.Pattern[str]:
    """Return what is dirt before a line end: marks, and letters that are no word where the language says which."""
    own = table("cleaning.toml", language)["sentence"]["no_letter"] if has(language, "cleaning.toml") else ""
    marks = f"[{_DIRT}.,:;‘']"
    letters = rf"|(?<=[.!?”] [{own}]\n)" if own else ""
    return re.compile(rf"\n(?:(?<=\S {marks}\n)|(?<=\S {marks}{{2}}\n){letters})")


def line_edges(text: str, context: Context) -> Iterator[Edit]:
    """A lone mark at the edge of a line, such as `_`, `~` or `|`, is a speck or the edge of the column.

    Not where such marks lead the items of a list or part the columns of a table, nor a dash in a text that writes its
    dashes with spaces. Three marks or more of one kind that make a line, `* * * * *`, part the text.
    """
    if not context.read_by_machine:
        return
    lines = f"\n{text}\n"  # each between two line ends; what stands at n in the text stands at n + 1 in it
    ornaments = {n for match in _ORNAMENT.finditer(lines) for n in range(match.start(), match.end() - 1)}
    yield from (edit for edit in _edges(text, lines, context) if not ornaments or edit.start not in ornaments)


def _edges(text: str, lines: str, context: Context) -> Iterator[Edit]:
    led = Counter(_LED.findall(lines))
    notes = _NOTED.search(text) is not None
    keyed = text.count(" = ") >= _KEYS
    for match in _LINE_START.finditer(lines):
        bar = match[1] == "|" and (_VERB_AFTER.match(lines, match.end()) or _is_row(text, match.start()))
        listed = match[1] in "•*+" and (led[match[1]] > _ITEMS or _leads_another(lines, match))
        key = match[1] == "=" and keyed
        meant = bar or listed or key or (match[1] == "*" and notes) or _OWNED.match(lines, match.start())
        if not meant and led[match[1]] < 3:
            yield Edit(match.start(), match.end() - 1, "")
    yield from _at_line_ends(text, context)
    for match in _ONLY_DIRT.finditer(lines, 0, len(lines) - 1):
        yield Edit(match.start(), match.end(), "")
    spaced = _SPACED.search(text)
    closed = not spaced and len(_CLOSED.findall(text)) > 1  # dashes without spaces are this text's way
    for match in re.finditer(r"[-—](?=\n|\Z)(?<= .)", text):
        mark, before = match[0], text[match.start() - 2 : match.start() - 1]
        runs_on = (before in ",;" or "a" <= before <= "z") and text[match.end() : match.end() + 1] == "\n"
        speck = mark == "-" and before in {".", ",", ";", ":", "!", "?", "-"}
        if (mark == "—" and not closed) or (mark == "-" and spaced and before != "-") or not (runs_on or speck):
            continue  # a dash of the author's
        yield Edit(match.start() - 1, match.end(), "")
    for match in _BEHIND_DIVIDED.finditer(text):  # no sentence begins inside a word
        yield Edit(match.start(1), match.end(), "")
    if led["-"] < 3:  # no list: the line before is not finished
        for pattern in _BEFORE_REST:
            for match in pattern.finditer(text):
                yield Edit(match.start() + 1, match.end(), "")


def _leads_another(lines: str, mark: re.Match[str]) -> bool:
    """Say whether the line above or below begins with the same mark: then they are items."""
    end = lines.find("\n", mark.end())
    above = lines.rfind("\n", 0, mark.start())
    return lines.startswith(f"\n{mark[1]} ", end) or (above >= 0 and lines.startswith(f"\n{mark[1]} ", above))


def _at_line_ends(text: str, context: Context) -> Iterator[Edit]:
    """Find the marks at the ends of lines."""
    pattern = _line_end(context.language)
    spaced = {mark for mark in ",." if text.count(f" {mark} ") >= _SPACED_MARKS}  # by whoever typed or turned the text
    keyed = text.count(" = ") >= _KEYS
    for match in pattern.finditer(f"{text}\n"):
        end, found = match.start(), True
        while found:
            start = text.rindex(" ", 0, end)
            if "|" in text[start:end] and (_bar_is_i(text, start, end) or _is_row(text, start)):
                break
            if text[start + 1 : end] == "=" and keyed:
                break
            if text[start + 1 : end] == "«" and "»" in text[end : end + _QUOTED].split("\n\n")[0]:
                break
            if text[start + 1 : end] in spaced or text.startswith(_ELLIPSES, max(0, start - 3)):
                break
            if _MEASURED.search(text, max(0, start - 6), end) or (
                text[start + 1 : end] == "»"
                and "«" in text[max(text.rfind("\n\n", 0, start), start - _QUOTED, 0) : start]
            ):
                break
            yield Edit(start, end, "")
            # Specks come in company: the one before it stands at the end of a line, once this one is gone.
            end, last = start, text[max(0, start - _COMPANY) : start]
            found = bool(pattern.match(f"{last}\n", len(last)))


def _is_row(text: str, at: int) -> bool:
    """Say whether a place stands in the row of a table: a line with three bars."""
    end = text.find("\n", at)
    return text.count("|", text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)) >= _ROW


def _bar_is_i(text: str, start: int, end: int) -> bool:
    """Say whether a bar at the end of a line is the letter I: behind 'as' or 'when', or before 'went' or 'had'."""
    following = text[end : end + 24].lstrip()
    return bool(_VERB_AFTER.match(" " + following)) or bool(_BEFORE_I.search(text, max(0, start - 8), start))


def behind_hyphens(text: str, context: Context) -> Iterator[Edit]:
    """A mark behind the hyphen of a divided word, at a line end, is a speck: the two parts make a known word."""
    words = context.words
    if words is None:
        return
    for match in _SPECKED_HYPHEN.finditer(text):
        first = _FIRST_HALF.search(text, max(0, match.start() - 20), match.start())
        if first and f"{first[0]}{match['second']}" in words:
            hyphen = match[0]
            if "-" in hyphen:
                at = match.start() + hyphen.index("-")
                yield Edit(match.start(), at, "")
                yield Edit(at + 1, match.end(), "")
            elif first[0].lower() not in words or match["second"] not in words:
                yield Edit(match.start(), match.end(), "-")  # the hyphen itself was misread


RULES = (
    Rule(
        "specks.line-edges",
        "mechanical",
        line_edges,
        ((_SCAN + "| the men came out\n~\n", _SCAN + "the men came out\n"),),
        (
            "* one\n* two\n",
            "_ name _",
            _SCAN + "So it was.\n\n* * * * *\n\nThe men came out.\n",
            _SCAN + "ley\n| coal | 4s. |\n| bread | 2s. |\n",
        ),
    ),
    Rule(
        "specks.behind-hyphens",
        "mechanical",
        behind_hyphens,
        ((_SCAN + "in the meet-.\ning there", _SCAN + "in the meet-\ning there"),),
        ("in the meet-.\ning there", _SCAN + "by the mill--\nthe old one"),
        ("en",),
    ),
)
