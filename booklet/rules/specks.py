"""Marks that a machine read from dirt on the page. Every rule here asks whether a machine read it at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.languages import table, word_list
from booklet.rules.base import Context, Edit, Rule, either, own_words

# Not the last letter of 'p.a.' or of a word with a mark inside; and behind a figure 'in' is inches, 'a' a part of a paragraph.
_ARTICLE = re.compile(rf"(?<![\w.‘’'`-])(?<![\d½¼¾⅓⅔⅛⅜⅝⅞] ){either('en', 'sentence', 'article')}$")
_NO_STOP = re.compile(
    rf"(?<![\w.‘’'`-])(?<![\d½¼¾⅓⅔⅛⅜⅝⅞] )(?:{either('en', 'sentence', 'article')}|{either('en', 'sentence', 'no_stop')})$"
)
_ARTICLES = tuple(own_words("en", "sentence", "article"))
_NO_STOPS = (*_ARTICLES, *own_words("en", "sentence", "no_stop"))
_PARTICLES, _MAY_BEGIN = own_words("en", "sentence", "prepositions"), own_words("en", "start", "small")
_COMMA_BEFORE_NAME = re.compile(r",(?<=[a-z],)(?= [A-Z][a-z])")
_TITLE = re.compile(rf"\b{either('en', 'sentence', 'titles')}$")
_BEGUN = re.compile(rf"[‘’']?{either('en', 'apostrophe', 'begun')}\b", re.IGNORECASE)
_COMMON = 45  # how common a word with a capital is at least, behind a mark that nothing closes
_MANY = 3  # certain specks of a kind, for doubtful ones to be of it
_OPENS_WORD = re.compile(rf"{either('en', 'apostrophe', 'opening')}\b", re.IGNORECASE)
_O, _CLOCK = map(re.escape, table("cleaning.toml", "en")["apostrophe"]["between"])
_OCLOCK = re.compile(rf"[‘`´](?={_CLOCK}\b)(?<=\b{_O}.)")
_INSIDE = re.compile(r"[+~_°^=¢©»«](?:(?<=[a-z,;] .) (?=[a-z]{2})|(?<=[a-z][_~^])(?=[ ,;.\n]))")
_TWO_WORDS = re.compile(r"_(?<=[a-z]_)(?=[a-z]{2,20}(?![\w./]))")  # not in the names of files and programs
_NAMES = 20  # underscores of a text that has names of programs in it
_KEYS, _QUOTED = 3, 600  # equals signs of a key to signs; characters between two marks of quotation
_CLIPPED = 3  # words that lose their ends, as in dialect
_END_CLIPPED = re.compile(r"’(?<=[a-z]’)(?<!s’)(?= [a-z])")
_CLIPPED_WORD = re.compile(r"(?<![\w‘'’])[a-z]{1,9}$")
_LETTER_AYN = re.compile(r"[‘`](?<=\w.)(?=\w)")  # of Arabic names
_PAIRS = 2  # double marks that open and close: then single ones open no speech
_CLOSING = re.compile(r"[^\Ws]’(?!\w)|[.,!?;:]’|(?<=\w)'(?!\w)|[.,!?;:]'")
_LONE_OPENING = re.compile(
    r"‘(?:(?<=[a-z] .)(?=[a-z]{2})|(?<=[,;] .)(?=[a-z]{2}|a )"
    r"|(?:(?<![^\n].)|(?<=[a-z] .)|(?<=[.!?] .))(?=[A-Z][a-z]))"
)
_STOPS = re.compile(r"\.[.:](?<=[a-z]{2}..)(?=[ \n]+[A-Z“\"])")
_SMALL_WORD = re.compile(r"(?<!\w)[a-z]{1,20}$")
_SCAN = "\f\n12™ century\n" + "and so they went to the mill in the val-\n" * 3


def inside_lines(text: str, context: Context) -> Iterator[Edit]:
    """A sign that no sentence has (`+`, `~`, `_`, `°`) alone between two words, or fixed to one, is a speck."""
    if context.read_by_machine:
        signs = {sign for sign in "=+" if text.count(f" {sign} ") >= _KEYS}  # 'a = all, b = both'
        for match in _INSIDE.finditer(text):
            if match[0][0] in signs or _is_half_of_pair(text, match) or _is_sum(text, match):
                continue
            if len(match[0]) > 1 or _SMALL_WORD.search(text[max(0, match.start() - 21) : match.start()]):
                yield Edit(match.start(), match.end(), "")
        for match in _TWO_WORDS.finditer(text) if text.count("_") < _NAMES else ():
            if _SMALL_WORD.search(text[max(0, match.start() - 21) : match.start()]):
                yield Edit(match.start(), match.end(), " ")


def _is_sum(text: str, sign: re.Match[str]) -> bool:
    """Say whether a sign of sums stands behind one letter: 'let n = the number of men'."""
    return sign[0][0] in "=+" and text[sign.start() - 1] == " " and not text[sign.start() - 3].isalnum()


def _is_half_of_pair(text: str, mark: re.Match[str]) -> bool:
    """Say whether a mark is a French or German one of quotation that has its partner in the same paragraph."""
    if mark[0][0] not in "«»":
        return False
    partner = "»" if mark[0][0] == "«" else "«"
    start = max(text.rfind("\n\n", 0, mark.start()), mark.start() - _QUOTED, 0)
    end = text.find("\n\n", mark.end())
    return partner in text[start : min(end if end >= 0 else len(text), mark.end() + _QUOTED)]


def doubled_stops(text: str, context: Context) -> Iterator[Edit]:
    """A second stop or a colon behind the full stop of a sentence is a speck. Three stops are the author's."""
    if not context.read_by_machine:
        return
    short = word_list("abbreviations.txt")
    for match in _STOPS.finditer(text):
        word = re.search(r"[A-Za-z]+$", text[max(0, match.start() - 20) : match.start()])
        if word and not {word[0], f"{word[0]}."} & short:
            yield Edit(match.start() + 1, match.end(), "")


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
    for match in _LONE_OPENING.finditer(text) if not _LETTER_AYN.search(text) else ():
        rest = text[match.end() : match.end() + 1500]
        capital = re.match(r"[A-Z][a-z]+", rest)
        if capital and words.common(capital[0]) < _COMMON:
            continue  # ‘Arry
        if not _OPENS_WORD.match(rest) and not re.search(r"’(?!\w)|['\"](?=\s)", rest.split("‘")[0].split("\n\n")[0]):
            yield Edit(match.start(), match.end(), "")
    if _clips_words(text):
        return
    for match in re.finditer(r"’(?= [a-z])", text):
        word = re.search(r"\b[A-Za-z][a-z]{1,20}$", text[max(0, match.start() - 21) : match.start()])
        if (
            not word
            or (word[0].endswith("s") and word[0].lower() not in own_words("en", "sentence", "open"))
            or word[0].lower() in own_words("en", "apostrophe", "elided")
            or words.common(word[0]) < 60
        ):
            continue
        before = text[max(0, text.rfind("\n\n", 0, match.start()), match.start() - 1500) : match.start()]
        opened = re.search(r"[‘`'](?![^‘]*’(?!\w))", before)
        if not opened:
            yield Edit(match.start(), match.end(), "")


def _clips_words(text: str) -> bool:
    """Say whether several words of a text lose their ends, as dialect is written: 'wi’', 'mak’'."""
    ends = (
        _CLIPPED_WORD.search(text, max(0, match.start() - 10), match.start()) for match in _END_CLIPPED.finditer(text)
    )
    return len({end[0] for end in ends if end}) >= _CLIPPED


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
    words = context.words
    for match in re.finditer(r"[.;:,](?= ([a-z]{2,24}))", text):
        pattern, words_before = (_NO_STOP, _NO_STOPS) if match[0] == "." else (_ARTICLE, _ARTICLES)
        if not text.endswith(words_before, max(0, match.start() - 12), match.start()):
            continue  # as at most marks: quicker to tell so
        found = pattern.search(text, max(0, match.start() - 12), match.start())
        if not found or not (words is None or match[1] in words):
            continue
        if found[0] in _PARTICLES and match[0] == "." and match[1] in _MAY_BEGIN:
            continue  # 'the cold came in. it was': a dot is all that the capital lost
        halts = match[0] == "," and _says_again(text, match.start(), match[1])
        if not halts and not (len(found[0]) == 1 and f" {chr(ord(found[0]) + 1)}. " in text):  # 'a. sums b. singing'
            yield Edit(match.start(), match.end(), "")


def _says_again(text: str, at: int, word: str) -> bool:
    """Say whether the word behind a comma is one of the two before it: 'of a, of', as people speak."""
    return word in text[max(0, at - 24) : at].split()[-2:]


AT_LINES = (
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
        (
            "they went + to the_ mill",
            _SCAN + "2 + 2 and _so_ on, see max_line.txt",
            _SCAN + "she said « un ami » to them",
            _SCAN + "with a = all, b = both, and c = cut",
            _SCAN + "now let n = the number of them",
        ),
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
            _SCAN + "“So.” “No.” the mosque of ‘Umar and the wells of al-Bi‘r",
            _SCAN + "“So.” “No.” doon t’ pit wi’ lamp, an’ all, an’ o’ that candle’ was none",
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
            _SCAN + "the cold came in. it was night",
            "the plan. of it",
            _SCAN + "what he likes to; and then",
            _SCAN + "it fell, and, as we saw",
            _SCAN + "there was a, a house in the, in the lane",
            _SCAN + "the lessons: a. sums b. singing",
            _SCAN + "they followed her; they",
            _SCAN + "a board 3 in. wide",
            _SCAN + "a rod 4½ in. wide, § 6 a, or the Sama‘a, as before",
        ),
        ("en",),
    ),
)
