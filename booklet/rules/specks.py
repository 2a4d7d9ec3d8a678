"""Marks that a machine read from dirt on the page. Every rule here asks whether a machine read it at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from booklet.rules.base import Context, Edit, Rule, either, own_words

_ARTICLE = re.compile(rf"\b{either('en', 'sentence', 'article')}$")
_NO_STOP = re.compile(rf"\b(?:{either('en', 'sentence', 'article')}|(?<!\d ){either('en', 'sentence', 'no_stop')})$")
_FIRST_PERSON = either("en", "first_person", "verbs")
_VERB_AFTER = re.compile(rf" ?{_FIRST_PERSON}\b")
_BEFORE_I = re.compile(rf"(?:\b{either('en', 'first_person', 'before')}|[.,;!?”\"“])$")
_BEGUN = re.compile(rf"[‘’']?{either('en', 'apostrophe', 'begun')}\b", re.IGNORECASE)
_DIRT = "_~°•|=©¢»«*^+"
# Before a word; marks that print against a letter, such as a quotation mark, only with a space behind them.
_LINE_START = re.compile(rf"^([{_DIRT}.,:;'‘’`](?= \S)|[{_DIRT}](?=[a-z]))(?: (?=\S))?", re.MULTILINE)
_LINE_END = re.compile(rf" (?:(?<=\S )[{_DIRT}.,:;‘']{{1,2}}|(?<=[.!?”] )[b-hj-np-z])$", re.MULTILINE)
_SPECKED_HYPHEN = re.compile(
    r"[-~:;.,](?<=[a-z].)((?<=-)[-.,:;'’‘\"”“~_*•+°]{1,2}|(?<=~)-?|(?<=[:;.,]))"
    r"(?=\n\s{0,3}(?P<second>[a-z]{2,20})(?![\w’'-]))"
)
_INSIDE = re.compile(r"[+~_°^=¢©»«](?:(?<=[a-z,;] .) (?=[a-z]{2})|(?<=[a-z][_~^])(?=[ ,;.\n]))")
_SMALL_WORD = re.compile(r"(?<!\w)[a-z]{1,20}$")
_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3


def line_edges(text: str, context: Context) -> Iterator[Edit]:
    """A lone mark at the edge of a line, such as `_`, `~` or `|`, is a speck or the edge of the column.

    Not where such marks lead the items of a list, nor a dash in a text that writes its dashes with spaces.
    """
    if not context.read_by_machine:
        return
    led = Counter(re.findall(r"^([-–—*•+]) ", text, re.MULTILINE))
    for match in _LINE_START.finditer(text):
        if led[match[1]] < 3 and not (match[1] == "|" and _VERB_AFTER.match(text, match.end())):
            yield Edit(match.start(), match.end(), "")
    for match in _LINE_END.finditer(text):
        start, mark = match.start(), match[0]
        while not ("|" in mark and _bar_is_i(text, start, start + len(mark))):
            yield Edit(start, start + len(mark), "")
            another = _LINE_END.search(text, max(0, start - 3), start)  # specks come in company
            if another is None:
                break
            start, mark = another.start(), another[0]
    for match in re.finditer(rf"^(?:[{_DIRT}.,:;'‘’“”\"-] ?){{1,3}}\n", text, re.MULTILINE):
        yield Edit(match.start(), match.end(), "")
    spaced = re.search(r"\w [-–—] \w", text)
    closed = not spaced and len(re.findall(r"\w—\w", text)) > 1  # dashes without spaces are this text's way
    for match in re.finditer(r"[-—](?=\n|\Z)(?<= .)", text):
        mark, before = match[0], text[match.start() - 2 : match.start() - 1]
        runs_on = (before in ",;" or "a" <= before <= "z") and text[match.end() : match.end() + 1] == "\n"
        speck = mark == "-" and before in {".", ",", ";", ":", "!", "?", "-"}
        if (mark == "—" and not closed) or (mark == "-" and spaced and before != "-") or not (runs_on or speck):
            continue  # a dash of the author's
        yield Edit(match.start() - 1, match.end(), "")
    if led["-"] < 3:  # no list: the line before is not finished
        for match in re.finditer(r"(?<=[a-z,’-]\n)- ?(?=[a-z]{2})|(?<=[a-z,’-]\n\n)- (?=[a-z]{2})", text):
            yield Edit(match.start(), match.end(), "")


def _bar_is_i(text: str, start: int, end: int) -> bool:
    """Say whether a bar at the end of a line is the letter I: behind 'as' or 'when', or before 'went' or 'had'."""
    following = text[end : end + 24].lstrip()
    return bool(_VERB_AFTER.match(" " + following)) or bool(_BEFORE_I.search(text, max(0, start - 8), start))


def inside_lines(text: str, context: Context) -> Iterator[Edit]:
    """A sign that no sentence has (`+`, `~`, `_`, `°`) alone between two words, or fixed to one, is a speck."""
    if context.read_by_machine:
        for match in _INSIDE.finditer(text):
            if len(match[0]) > 1 or _SMALL_WORD.search(text[max(0, match.start() - 21) : match.start()]):
                yield Edit(match.start(), match.end(), "")


def behind_hyphens(text: str, context: Context) -> Iterator[Edit]:
    """A mark behind the hyphen of a divided word, at a line end, is a speck: the two parts make a known word."""
    words = context.words
    if words is None:
        return
    for match in _SPECKED_HYPHEN.finditer(text):
        first = re.search(r"[^\W\d_]{1,20}$", text[max(0, match.start() - 20) : match.start()])
        if first and f"{first[0]}{match['second']}" in words:
            hyphen = match[0]
            if "-" in hyphen:
                at = match.start() + hyphen.index("-")
                yield Edit(match.start(), at, "")
                yield Edit(at + 1, match.end(), "")
            elif first[0].lower() not in words or match["second"] not in words:
                yield Edit(match.start(), match.end(), "-")  # the hyphen itself was misread


def quotes_from_specks(text: str, context: Context) -> Iterator[Edit]:
    """A quotation mark before a small letter at the start of a line, that nothing closes, is a speck."""
    if not context.read_by_machine:
        return
    for match in re.finditer(r"^[‘“'\"](?=[a-z]{2})", text, re.MULTILINE):
        if match[0] in "‘'" and _BEGUN.match(text, match.end()):
            continue
        closing = "[’']" if match[0] in "‘'" else '[”"]'
        rest = text[match.end() : match.end() + 1500]
        partner = re.search(closing + r"(?!\w)", rest)
        opening = rest.find(match[0])
        if partner and (opening < 0 or partner.start() <= opening):
            continue
        before = text[: match.start()].rstrip()[-1:]
        if before not in {",", ":", ";", ".", "!", "?"}:
            yield Edit(match.start(), match.end(), "")


def lone_quotes(text: str, context: Context) -> Iterator[Edit]:
    """A single quotation mark inside a sentence that has no partner is a speck, where the text quotes with double ones.

    An opening one before a small letter that nothing closes, and a closing one behind a common word that nothing
    opened. Behind an s, and where letters are left out ('an’ then'), it may be an apostrophe and stays.
    """
    words = context.words
    if words is None or min(text.count("“"), text.count("”")) < 2:
        return
    for match in re.finditer(r"‘(?:(?<=[a-z] .)(?=[a-z]{2})|(?<=\n\n.)(?=[A-Z][a-z]))", text):
        rest = text[match.end() : match.end() + 1500]
        if not re.match(r"(?:tis|twas|em|twere|til|cause)\b", rest, re.I) and not re.search(
            r"’(?!\w)|['\"](?=\s)", rest.split("‘")[0].split("\n\n")[0]
        ):
            yield Edit(match.start(), match.end(), "")
    for match in re.finditer(r"’(?= [a-z])", text):
        word = re.search(r"\b[a-z]{2,20}$", text[max(0, match.start() - 21) : match.start()])
        if (
            not word
            or word[0].endswith("s")
            or word[0] in own_words("en", "apostrophe", "elided")
            or words.common(word[0]) < 60
        ):
            continue
        before = text[max(0, text.rfind("\n\n", 0, match.start()), match.start() - 1500) : match.start()]
        opened = re.search(r"[‘`'](?![^‘]*’(?!\w))", before)
        if not opened:
            yield Edit(match.start(), match.end(), "")


def bar_for_i(text: str, context: Context) -> Iterator[Edit]:
    """A lone `|` inside a sentence is the letter I in a face without serifs."""
    if not context.read_by_machine:
        return
    for match in re.finditer(
        r"\|(?:(?=[ ,;.?!])(?<=[a-z,;:.”“‘\"’?!—] .)|(?= [a-z])(?<=[“‘\"].)"
        r"|(?<![^\n].)(?= (?:am|was|have|had|saw|do|did|could|would|will|shall|went|remember)\b))",
        text,
    ):
        start = text.rfind("\n", 0, match.start()) + 1
        nearby = text[max(start, match.start() - 40) : match.end() + 40].partition("\n")[0]
        if nearby.count("|") < 3:  # the bars of a table stand in rows, a few words apart
            yield Edit(match.start(), match.end(), "I")


def one_for_i(text: str, context: Context) -> Iterator[Edit]:
    """A figure 1 after a word like 'and' or 'when' and before a verb of the first person is the letter I."""
    if not context.read_by_machine:
        return
    for match in re.finditer(rf" 1(?= {_FIRST_PERSON}\b)", text):
        if _BEFORE_I.search(text, max(0, match.start() - 8), match.start()):
            yield Edit(match.end() - 1, match.end(), "I")


def oclock(text: str, context: Context) -> Iterator[Edit]:
    """The apostrophe of o'clock faces the other way."""
    for match in re.finditer(r"[‘`´](?=clock\b)(?<=\bo.)", text):
        yield Edit(match.start(), match.end(), "’")


def ampersand_stop(text: str, context: Context) -> Iterator[Edit]:
    """A full stop after 'the', 'a', 'of' and before a small letter was read from a speck: no sentence ends there."""
    if not context.read_by_machine:
        return
    for match in re.finditer(r"[.;:,](?= [a-z]{2})", text):
        pattern = _NO_STOP if match[0] == "." else _ARTICLE
        if pattern.search(text, max(0, match.start() - 12), match.start()):
            yield Edit(match.start(), match.end(), "")


EDGES = (
    Rule(
        "specks.line-edges",
        "mechanical",
        line_edges,
        ((_SCAN + "| the men came out\n~\n", _SCAN + "the men came out\n"),),
        ("* one\n* two\n", "_ name _"),
    ),
    Rule(
        "specks.behind-hyphens",
        "mechanical",
        behind_hyphens,
        ((_SCAN + "in the meet-.\ning there", _SCAN + "in the meet-\ning there"),),
        ("in the meet-.\ning there", _SCAN + "by the mill--\nthe old one"),
        ("en",),
    ),
    Rule(
        "specks.quotes",
        "mechanical",
        quotes_from_specks,
        ((_SCAN + "of the\n‘river and the mill\n", _SCAN + "of the\nriver and the mill\n"),),
        ("‘twas night\n", "of the\n‘river and mill’ he wrote\n"),
    ),
)
RULES = (
    Rule(
        "specks.inside-lines",
        "mechanical",
        inside_lines,
        ((_SCAN + "they went + to the_ mill", _SCAN + "they went to the mill"),),
        ("they went + to the_ mill", _SCAN + "2 + 2 and _so_ on"),
    ),
    Rule(
        "specks.bar-for-i",
        "mechanical",
        bar_for_i,
        ((_SCAN + "there, | saw it", _SCAN + "there, I saw it"),),
        ("this | that", _SCAN + "in rows | one | two | three"),
        ("en",),
    ),
    Rule(
        "specks.one-for-i",
        "mechanical",
        one_for_i,
        ((_SCAN + "and when 1 saw it", _SCAN + "and when I saw it"),),
        ("and when 1 saw it", _SCAN + "of these 1 was lost"),
        ("en",),
    ),
    Rule(
        "specks.lone-quotes",
        "mechanical",
        lone_quotes,
        (
            (_SCAN + "“So.” “No.” at five ‘in the morning", _SCAN + "“So.” “No.” at five in the morning"),
            (_SCAN + "“So.” “No.” at the red’ house", _SCAN + "“So.” “No.” at the red house"),
        ),
        (
            "“So.” “No.” at five ‘in the morning",
            _SCAN + "“So.” “No.” the ‘red house’ fell",
            _SCAN + "“So.” “No.” the miners’ wives an’ all",
        ),
        ("en",),
    ),
    Rule("specks.oclock", "mechanical", oclock, (("at five o‘clock", "at five o’clock"),), ("o’clock",), ("en",)),
    Rule(
        "specks.stop-inside",
        "mechanical",
        ampersand_stop,
        ((_SCAN + "of the. river", _SCAN + "of the river"),),
        (
            "of the river. it",
            "the plan. of it",
            _SCAN + "what he likes to; and then",
            _SCAN + "it fell, and, as we saw",
            _SCAN + "they followed her; they",
            _SCAN + "a board 3 in. wide",
        ),
        ("en",),
    ),
)
