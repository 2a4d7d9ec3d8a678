"""Marks that a machine read from dirt on the page. Every rule here asks whether a machine read it at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from booklet.languages import has, table, word_list
from booklet.rules.base import Context, Edit, Rule, either, own_words

_ARTICLE = re.compile(rf"(?<![\w.]){either('en', 'sentence', 'article')}$")  # not the last letter of 'p.a.'
_NO_STOP = re.compile(
    rf"(?<![\w.])(?:{either('en', 'sentence', 'article')}|(?<!\d ){either('en', 'sentence', 'no_stop')})$"
)
_FIRST_PERSON = either("en", "first_person", "verbs")
_COMMA_BEFORE_NAME = re.compile(r",(?<=[a-z],)(?= [A-Z][a-z])")
_TITLE = re.compile(rf"\b{either('en', 'sentence', 'titles')}$")
_VERB_AFTER = re.compile(rf" ?{_FIRST_PERSON}\b")
_BEFORE_I = re.compile(rf"(?:\b{either('en', 'first_person', 'before')}|[.,;!?”\"“])$")
_BEGUN = re.compile(rf"[‘’']?{either('en', 'apostrophe', 'begun')}\b", re.IGNORECASE)
_COMMON = 45  # how common a word with a capital is at least, behind a mark that nothing closes
_MANY = 3  # certain specks of a kind, for doubtful ones to be of it
_OPENS_WORD = re.compile(rf"{either('en', 'apostrophe', 'opening')}\b", re.IGNORECASE)
_O, _CLOCK = map(re.escape, table("cleaning.toml", "en")["apostrophe"]["between"])
_OCLOCK = re.compile(rf"[‘`´](?={_CLOCK}\b)(?<=\b{_O}.)")
_ROW = 3  # bars in a line
_COMPANY = 5  # characters before a speck in which another one stands
_DIRT = "_~°•|=©¢»«*^+"
# At a line end or a line start; both are quicker to look for than the start of any line (`^`).
# Before a word; marks that print against a letter, such as a quotation mark, only with a space behind them.
_LINE_START = re.compile(rf"\n([{_DIRT}.,:;'‘’`](?= \S)|[{_DIRT}](?=[a-z])|_(?=[A-Z][a-z]* ))(?: (?=\S))?")
_LED = re.compile(r"\n([-–—*•+]) ")
_ONLY_DIRT = re.compile(rf"\n(?:[{_DIRT}.,:;'‘’“”\"-] ?){{1,3}}(?=\n)")
_SPACED = re.compile(r"[-–—](?<=\w .)(?= \w)")
_BEHIND_DIVIDED = re.compile(r"-\n(?<=[a-z]-\n)\n?([-“”\"'‘’.,:_~*•|] ?)(?=[a-z]{2})")
_BEFORE_REST = (
    re.compile(r"\n- ?(?:(?<=[a-z,’-]\n-)|(?<=[a-z,’-]\n- ))(?=[a-z]{2})"),
    re.compile(r"\n- (?<=[a-z,’-]\n\n- )(?=[a-z]{2})"),
)
_SPECKED_HYPHEN = re.compile(
    r"[-~:;.,](?<=[a-z].)((?<=-)[-.,:;'’‘\"”“~_*•+°]{1,2}|(?<=~)-?|(?<=[:;.,]))"
    r"(?=\n\s{0,3}(?P<second>[a-z]{2,20})(?![\w’'-]))"
)
_INSIDE = re.compile(r"[+~_°^=¢©»«](?:(?<=[a-z,;] .) (?=[a-z]{2})|(?<=[a-z][_~^])(?=[ ,;.\n]))")
_TWO_WORDS = re.compile(r"_(?<=[a-z]_)(?=[a-z]{2,20}(?![\w./]))")  # not in the names of files and programs
_PAIRS = 2  # double marks that open and close: then single ones open no speech
_CLOSING = re.compile(r"[^\Ws]’(?!\w)|[.,!?;:]’|(?<=\w)'(?!\w)|[.,!?;:]'")
_LONE_OPENING = re.compile(
    r"‘(?:(?<=[a-z] .)(?=[a-z]{2})|(?<=[,;] .)(?=[a-z]{2}|a )"
    r"|(?:(?<![^\n].)|(?<=[a-z] .)|(?<=[.!?] .))(?=[A-Z][a-z]))"
)
_STOPS = re.compile(r"\.[.:](?<=[a-z]{2}..)(?=[ \n]+[A-Z“\"])")
_SMALL_WORD = re.compile(r"(?<!\w)[a-z]{1,20}$")
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
    dashes with spaces.
    """
    if not context.read_by_machine:
        return
    lines = f"\n{text}\n"  # each between two line ends; what stands at n in the text stands at n + 1 in it
    led = Counter(_LED.findall(lines))
    for match in _LINE_START.finditer(lines):
        bar = match[1] == "|" and (_VERB_AFTER.match(lines, match.end()) or _is_row(text, match.start()))
        if led[match[1]] < 3 and not bar:
            yield Edit(match.start(), match.end() - 1, "")
    yield from _at_line_ends(text, context)
    for match in _ONLY_DIRT.finditer(lines, 0, len(lines) - 1):
        yield Edit(match.start(), match.end(), "")
    spaced = _SPACED.search(text)
    closed = not spaced and len(re.findall(r"\w—\w", text)) > 1  # dashes without spaces are this text's way
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


def _at_line_ends(text: str, context: Context) -> Iterator[Edit]:
    """Find the marks at the ends of lines."""
    pattern = _line_end(context.language)
    for match in pattern.finditer(f"{text}\n"):
        end, found = match.start(), True
        while found:
            start = text.rindex(" ", 0, end)
            if "|" in text[start:end] and (_bar_is_i(text, start, end) or _is_row(text, start)):
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


def inside_lines(text: str, context: Context) -> Iterator[Edit]:
    """A sign that no sentence has (`+`, `~`, `_`, `°`) alone between two words, or fixed to one, is a speck."""
    if context.read_by_machine:
        for match in _INSIDE.finditer(text):
            if len(match[0]) > 1 or _SMALL_WORD.search(text[max(0, match.start() - 21) : match.start()]):
                yield Edit(match.start(), match.end(), "")
        for match in _TWO_WORDS.finditer(text):
            if _SMALL_WORD.search(text[max(0, match.start() - 21) : match.start()]) and text.count("_") < 20:
                yield Edit(match.start(), match.end(), " ")


def doubled_stops(text: str, context: Context) -> Iterator[Edit]:
    """A second stop or a colon behind the full stop of a sentence is a speck. Three stops are the author's."""
    if not context.read_by_machine:
        return
    short = word_list("abbreviations.txt")
    for match in _STOPS.finditer(text):
        word = re.search(r"[A-Za-z]+$", text[max(0, match.start() - 20) : match.start()])
        if word and not {word[0], f"{word[0]}."} & short:
            yield Edit(match.start() + 1, match.end(), "")


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
    found = 0
    double = min(text.count("“"), text.count("”")) >= 2  # then a single mark opens no speech
    for match in re.finditer(r"^[‘“'\"](?=[a-z]{2}|a )", text, re.MULTILINE):
        if (match[0] in "‘'" and _BEGUN.match(text, match.end())) or _has_partner(text, match):
            continue
        before = text[max(0, match.start() - 40) : match.start()].rstrip()[-1:]
        if before not in {",", ":", ";", ".", "!", "?"} or (before in ",;" and double and match[0] in "‘'"):
            found += 1
            yield Edit(match.start(), match.end(), "")
    if found >= _MANY and double:  # this machine reads dirt at the left as such a mark
        for match in re.finditer(r"^‘(?=[A-Z][a-z])", text, re.MULTILINE):
            if not _has_partner(text, match):
                yield Edit(match.start(), match.end(), "")


def _has_partner(text: str, mark: re.Match[str]) -> bool:
    """Say whether a quotation mark is closed before another one opens."""
    closing = "[’']" if mark[0] in "‘'" else '[”"]'
    rest = text[mark.end() : mark.end() + 1500]
    partner = re.search(closing + r"(?!\w)", rest)
    opening = rest.find(mark[0])
    return partner is not None and (opening < 0 or partner.start() <= opening)


def lone_quotes(text: str, context: Context) -> Iterator[Edit]:
    """A single quotation mark that has no partner is a speck, where the text quotes with double ones or closes none.

    An opening one before a small letter that nothing closes, and a closing one behind a common word that nothing
    opened. Behind an s, and where letters are left out ('an’ then'), it may be an apostrophe and stays.
    """
    words = context.words
    double = min(text.count("“"), text.count("”")) >= _PAIRS
    if words is None or not (double or _CLOSING.search(text) is None):
        return
    for match in _LONE_OPENING.finditer(text):
        rest = text[match.end() : match.end() + 1500]
        capital = re.match(r"[A-Z][a-z]+", rest)
        if capital and words.common(capital[0]) < _COMMON:
            continue  # ‘Arry
        if not _OPENS_WORD.match(rest) and not re.search(r"’(?!\w)|['\"](?=\s)", rest.split("‘")[0].split("\n\n")[0]):
            yield Edit(match.start(), match.end(), "")
    for match in re.finditer(r"’(?= [a-z])", text):
        word = re.search(r"\b[A-Za-z][a-z]{1,20}$", text[max(0, match.start() - 21) : match.start()])
        if (
            not word
            or (word[0].endswith("s") and word[0].lower() not in own_words("en", "sentence", "open"))
            or word[0] in own_words("en", "apostrophe", "elided")
            or words.common(word[0]) < 60
        ):
            continue
        before = text[max(0, text.rfind("\n\n", 0, match.start()), match.start() - 1500) : match.start()]
        opened = re.search(r"[‘`'](?![^‘]*’(?!\w))", before)
        if not opened:
            yield Edit(match.start(), match.end(), "")


def titles(text: str, context: Context) -> Iterator[Edit]:
    """A comma between 'Mrs' or 'Dr' and a name is the full stop of the abbreviation."""
    if context.read_by_machine:
        for match in _COMMA_BEFORE_NAME.finditer(text):
            if _TITLE.search(text, max(0, match.start() - 9), match.start()):
                yield Edit(match.start(), match.end(), ".")


def oclock(text: str, context: Context) -> Iterator[Edit]:
    """The apostrophe of o'clock faces the other way."""
    for match in _OCLOCK.finditer(text):
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
        ("* one\n* two\n", "_ name _", _SCAN + "ley\n| coal | 4s. |\n| bread | 2s. |\n"),
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
        (
            (_SCAN + "they went + to the_ mill", _SCAN + "they went to the mill"),
            (_SCAN + "upon a_hatch", _SCAN + "upon a hatch"),
        ),
        ("they went + to the_ mill", _SCAN + "2 + 2 and _so_ on, see max_line.txt"),
    ),
    Rule(
        "specks.doubled-stops",
        "mechanical",
        doubled_stops,
        ((_SCAN + "in long primer.. This is it.: “So", _SCAN + "in long primer. This is it. “So"),),
        ("in long primer.. This", _SCAN + "I wonder... This is so, viz.: The"),
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
    Rule(
        "specks.titles",
        "mechanical",
        titles,
        ((_SCAN + "and Mrs, Vane came", _SCAN + "and Mrs. Vane came"),),
        ("and Mrs, Vane came", _SCAN + "in Baker St, London, the Mr, as he was called"),
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
