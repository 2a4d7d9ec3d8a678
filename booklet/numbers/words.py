"""Numbers in words: 'two hundred and six', 'three-and-seventy', 'two and a half million', 'one in five'."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from booklet.languages import any_of
from booklet.numbers.forms import Plain, data, key

_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def _share_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds 'two thirds' and what finds 'one in five'."""
    fractions, shares = data(language)["fractions"], data(language)["shares"]
    return (
        re.compile(
            rf"(?<![\w’'-])({any_of(fractions['tops'])})[\s-]({any_of(fractions['parts'])})(?![\w’'])", re.IGNORECASE
        ),
        re.compile(
            rf"(?<![\w’'-])(?:{any_of(shares['one'])})\s(?:{any_of(shares['links'])})\s(?:(?:{any_of(shares['every'])})\s)?"
            rf"(\d{{1,4}}|{any_of(_wholes(language))})(?![\w’'-]|[.,]\d)",
            re.IGNORECASE,
        ),
    )


@cache
def _wholes(language: str) -> Mapping[str, int]:
    words = data(language)
    return {**words["small"], **words["tens"], **words["shares"]["wholes"]}


def find_shares(text: str, language: str) -> list[Plain]:
    """Read 'two thirds' and 'one in five' as shares of a hundred."""
    words = data(language)
    parts, wholes = words["fractions"]["parts"], _wholes(language)
    fraction, share = _share_patterns(language)
    result = []
    for match in fraction.finditer(text):
        value = round(100 * words["small"][key(match[1])] / parts[key(match[2])], 2)
        result.append(Plain(match.start(), match.end(), value, True, True, share=True))
    for match in share.finditer(text):
        whole = float(match[1]) if match[1].isdigit() else float(wholes[key(match[1])])
        if whole >= 2:
            result.append(Plain(match.start(), match.end(), round(100 / whole, 2), True, True, share=True))
    return result


@dataclass(frozen=True, slots=True)
class _Runs:
    """What finds the runs of number words in a text."""

    run: re.Pattern[str]  # 'two hundred and six'
    turned: re.Pattern[str]  # 'three-and-seventy'
    half: re.Pattern[str]  # 'and a half million', behind a number


@cache
def _runs(language: str) -> _Runs:
    words = data(language)
    joints, plural = words["joints"], words["after_digits"]["plural"]
    one = any_of([*words["small"], *words["tens"], *joints["scales"]])
    half, articles, link = (any_of(joints[name]) for name in ("half", "articles", "and"))
    scales = any_of(joints["scales"])  # only they are counted themselves: 'two hundreds'; 'two eights' are boats
    ones = any_of(word for word, value in words["small"].items() if 0 < value < 10)
    return _Runs(
        re.compile(
            rf"(?<![\w’'])(?:(?:{half}) (?:(?:{any_of(joints['half_the'])}) )?(?:{any_of(joints['halved'])})"
            rf"|(?:{articles}|{any_of(joints['one'])}) (?:{any_of(joints['counted'])})(?!{plural})"
            rf"|(?:{one}))(?:(?:[\s-]|,\s|\s(?:{link})\s|-(?:{link})-)(?:(?:{scales}){plural}|(?:{one})))*(?![\w’'])",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<![\w’'-])({ones})[\s-](?:{link})[\s-]({any_of(words['tens'])})(?![\w’'-])",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\s(?:{any_of(joints['and_a'])})\s({any_of(words['added'])})(?![\w’'-])"
            rf"(?:\s({any_of(joints['added_scales'])})(?:{plural})?\b)?"
        ),
    )


def find_words(text: str, language: str) -> list[Plain]:
    """Return the numbers in words of a text."""
    result = []
    for match in _runs(language).run.finditer(text):
        result += _read_words(match[0], match.start(), language)
    return [*_turned(text, language), *(_with_half(text, plain, language) for plain in result)]


def _turned(text: str, language: str) -> list[Plain]:
    """Read the old order: 'three-and-seventy', 'two and twenty'."""
    small, tens = data(language)["small"], data(language)["tens"]
    return [
        Plain(m.start(), m.end(), float(small[key(m[1])] + tens[key(m[2])]), True)
        for m in _runs(language).turned.finditer(text)
    ]


def _with_half(text: str, plain: Plain, language: str) -> Plain:
    """Take in 'and a half', with a scale behind it: 'two and a half million'."""
    half = _runs(language).half.match(text[plain.end : plain.end + 30])
    if half is None or plain.value >= 1000:
        return plain
    words = data(language)
    value = (plain.value + words["added"][half[1]]) * (words["scales"][half[2]] if half[2] else 1)
    return Plain(plain.start, plain.end + half.end(), value, True, not half[2])


def _read_words(phrase: str, offset: int, language: str) -> list[Plain]:
    """Read a run of number words. 'six and nine' are two numbers, 'six hundred and nine' one."""
    small, tens, scales = (data(language)[name] for name in ("small", "tens", "scales"))
    link, articles, halves = (frozenset(data(language)["joints"][name]) for name in ("and", "articles", "half"))
    plural = data(language)["after_digits"]["plural"]
    tokens = [(key(m[0]), m.start(), m.end()) for m in _LETTERS.finditer(phrase)]
    result: list[Plain] = []
    total = current = 0.0
    start, end, last, seen = offset, offset, 0.0, False

    def flush() -> None:
        nonlocal total, current, seen, last
        if seen:
            result.append(Plain(start, end, total + current, True))
        total = current = last = 0.0
        seen = False

    joined = False
    for token, a, b in tokens:
        word = single if (single := token.removesuffix(plural)) in scales else token
        if token in link:
            joined = True
            continue
        if token in articles or token in halves:
            if seen and current == 0.5 and total == 0:
                continue
            if seen:
                flush()
            start, seen, current = offset + a, True, 0.5 if token in halves or current == 0.5 else 0.0
            end = offset + b
            continue
        value = small.get(token, tens.get(token))
        if value is not None:
            fits = last == 0 or (last >= 20 and value < 10 and last < 100) or (last >= 100 and value < 100)
            if seen and (not fits or (joined and last < 100)):
                flush()
            if not seen:
                start = offset + a
            current, last = current + value, float(value)
        else:
            scale = float(scales[word])
            if not seen:
                start, current = offset + a, 1.0
            if scale in {12.0, 20.0, 100.0}:
                base = current % 100 or (1.0 if current == 0 else 0.0)
                current = current - current % 100 + base * scale if current != 0.5 else 0.5 * scale
                if base and current < scale:
                    current = base * scale
            else:
                total += (current or 1.0) * scale
                current = 0.0
            last = scale
        seen, joined = True, False
        end = offset + b
    flush()
    return [plain for plain in result if plain.value > 0 or plain.end - plain.start >= 4]
