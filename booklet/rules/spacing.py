"""Spaces lost or put in where a text was copied from a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.languages import word_list
from booklet.rules.base import Context, Edit, Rule, either, own_words

_FRENCH = re.compile(r"[«»]| [:!?](?= |\n)")  # whoever sets a space before these sets one before a semicolon
_YEAR_ENDS = re.compile(rf"\.(?<=[a-z,] (?:1\d|20)\d\d\.)(?={either('en', 'sentence', 'starts')} [a-z])")
_STOP_BEFORE_CAPITAL = re.compile(r"\.(?<=[a-z]\.)(?=([A-Z][a-z]+))")
_CAPITAL_WORD = re.compile(r"\b[A-Z][A-Za-z]*$")
_NO_HALF = (("hyphen", "hanging"), ("hyphen", "never"), ("hyphen", "never_inside"), ("sentence", "pronouns"))
_DOTTED, _BESIDE = re.compile(r"\b[A-Za-z]\w*\.(?:[a-z]\w*|[A-Z]{2,})\b"), 60
_WORD = 3  # letters of one before 'A' or 'I'
_NAMES = 3  # written so: then whoever wrote them sets no space there
_BEFORE_MARKS = (
    re.compile(r" ,(?<=[^\W\d_] .)(?= |\n|$)"),
    re.compile(r" ;(?<=[^\W\d_] .)(?= |\n|$)"),
    re.compile(r" \.(?<=[a-z]{3} .)(?=\n|$| [A-Z“])"),
)


def after_stop(text: str, context: Context) -> Iterator[Edit]:
    """A space was lost after a full stop: a small letter or a year, the stop, then a capital word.

    Not in addresses of the web, file names, initials, or names written with a stop inside.
    """
    for match in _YEAR_ENDS.finditer(text):
        yield Edit(match.end(), match.end(), " ")
    short = own_words("en", "sentence", "short_ends")
    names = sum(
        match[1] not in own_words("en", "sentence", "starts")
        and _CAPITAL_WORD.search(text, max(0, match.start() - 20), match.start()) is not None
        for match in _STOP_BEFORE_CAPITAL.finditer(text)
    )
    if names >= _NAMES:
        return
    for match in re.finditer(r"[.!?](?<=[a-z]{2}.)[”’]?(?=“?[A-Z][a-z]+(?:[ ,’-]|$)|[AI] [a-z]{2})", text):
        stem = text[max(0, match.start() - 60) : match.start()].split()[-1]
        token = text[match.start() - len(stem) : match.end() + 30].split()[0]
        if (
            re.search(r"[/@_]|www\.|\.(?:com|org|net|js|txt|pdf|html?)\b|[.].*[.]", token, re.IGNORECASE)
            or not stem.lstrip("“‘\"'(").islower()
        ):
            continue
        beside = _DOTTED.findall(text, max(0, match.start() - _BESIDE), match.end() + _BESIDE)
        if len(beside) >= _NAMES:
            continue  # one of a row of names for machines: 'a.out, main.c, main.Class'
        word = re.match(r"“?[A-Z][a-z]*", text[match.end() : match.end() + 30])
        if word and len(word[0]) == 1 and (len(stem) < _WORD or stem in word_list("abbreviations.txt", "en")):
            continue  # 'vol.I of them'
        if (
            token.count(".") + token.count("!") + token.count("?") == 1
            and word
            and (len(token.split(match[0][0])[0]) > 2 or stem.lower() in short)
        ):
            yield Edit(match.end(), match.end(), " ")


def compounds(text: str, context: Context) -> Iterator[Edit]:
    """`30-year- long` and `half- lit` lost their joint at a line end; `pre- and post-war` has none to lose."""
    apart = frozenset().union(*(own_words(context.language, *key) for key in _NO_HALF))
    bound = re.compile(rf"(?<![\w’'-]){either(context.language, 'hyphen', 'bound')}$")
    number = "|".join(either(context.language, "hyphen", part) for part in ("units", "tens", "numbers"))
    for match in re.finditer(r"- (?=([a-z]{3,20})\b)", text):
        counted = re.search(rf"(?:\d|\b(?:{number}))-[a-z]{{2,20}}$", text[max(0, match.start() - 34) : match.start()])
        counted = counted or bound.search(text, max(0, match.start() - 12), match.start())
        if counted and match[1] not in apart:
            yield Edit(match.end() - 1, match.end(), "")


def before_marks(text: str, context: Context) -> Iterator[Edit]:
    """A space before a comma or a full stop is never meant in English prose."""
    if not (context.read_by_machine or context.layout.wrapped):
        return
    for pattern in _BEFORE_MARKS:
        for match in pattern.finditer(text):
            if text[match.start() + 1] != ";" or not _FRENCH.search(
                text, max(0, match.start() - 200), match.end() + 200
            ):
                yield Edit(match.start(), match.start() + 1, "")


RULES = (
    Rule(
        "spacing.after-stop",
        "mechanical",
        after_stop,
        (
            ("of the people.Ultimately, it", "of the people. Ultimately, it"),
            ("went over it.The winter of 1911.It was", "went over it. The winter of 1911. It was"),
        ),
        (
            "written in Node.js today",
            "called a.out, main.c, obj.f and main.Class today",
            "A.N.Sakharov spoke",
            "see example.Com now, or the file new_list.Old there",
            "One\nAmazon.Com",
            "One\ncamelCase.Method",
            "at 5.30 and U.S.Army",
            "They had Lot.Nine and Box.Four from Mt.Orm, with the lid.Cover of it",
        ),
        ("en",),
    ),
    Rule(
        "spacing.compounds",
        "mechanical",
        compounds,
        (("a 30-year- long war", "a 30-year-long war"), ("in a half- lit case", "in a half-lit case")),
        ("pre- and post-war", "a 20- to 30-year- and longer", "the other half- they saw it", "mid- to late summer"),
    ),
    Rule(
        "spacing.before-marks",
        "mechanical",
        before_marks,
        (),
        ("He said , so what .", "the . net"),
        ("en",),
        (" ,", " ;", " ."),
    ),
)
