"""Letters in UTF-8 that some program read as Windows-1252: turned back, where nothing else can be meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from booklet.rules.base import Context, Edit, Rule

# UTF-8 read as Windows-1252: a sign that begins a letter of two, three or four bytes, then signs of the upper half.
_GOES_ON = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc‘’‚“”„†‡•…‰‹›€™–—]"
_TWO_OR_MORE = rf"(?:(?<=[Â-ß]){_GOES_ON}|(?<=[à-ï]){_GOES_ON}{{2}}|(?<=[ð-ô]){_GOES_ON}{{3}})"
_RUN = re.compile(rf"[Â-ô]{_TWO_OR_MORE}(?:[Â-ô]{_TWO_OR_MORE})*")  # begins with a sign: quick to look for
_BEGINS = re.compile(f"[Â-ô]{_GOES_ON}")
_LOST_SPACE = re.compile(r"(?<!\w)Ã(?= [a-z])")  # à, whose second byte is a no-break space that became a plain one
_LOST_BYTE = re.compile(f"â€(?!{_GOES_ON}|\u009d)")  # ”, whose third byte is no sign in Windows-1252
_CLOSING = "”’“‘"  # what a word with â may end before: 'hâlâ…”' is no fraction
_QUOTED = {"“”", '""', "‘’", "''"}
_QUOTES = {"’", "‘", "”", "“"}
_AT_FIGURES = "£°½¼¾·§²³±¥¢"
_AGAIN = 3
_BESIDE = 20  # characters
_ERRATUM = 40  # characters from what is wrong to what is right
_WORD_BEFORE, _WORD_BEHIND = re.compile(r"[^\s“”\"‘’]*$"), re.compile(r"[^\s“”\"‘’]*")
_LATIN_SIGNS = "¡¢£¤¥¦§¨©ª¬®¯°±²³´µ¶·¸¹º¼½¾¿"  # no marks of quotation
_DEEP = 3  # times a text may have been spoiled
# What may come out: letters of the alphabets in use and usual marks. Not the signs of phonetics, which are what
# “É” before a closing mark would give.
_LETTERS_MEANT = re.compile(
    r"[\u00a0-\u017fƏəƠơƯưȘșȚț\u0370-\u06ff\u1e00-\u1fff\u2010-\u2026\u2030-\u203a\u20ac\u2116\u2122\u2212\ufb00-\ufb06\ufeff]+"
)
# Arrows, fractions, signs of chemists, of mathematics and of music.
_SIGN_MEANT = re.compile(r"[\u2070-\u209f\u20a0-\u20cf\u2100-\u22ff\u25a0-\u27bf]")
_OTHER_SCRIPT = re.compile(r"[\u0900-\u1cff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U0001f000-\U0001faff]{2,}")


def mojibake(text: str, context: Context) -> Iterator[Edit]:
    """UTF-8 that was read as Windows-1252 and saved again, once or more often, is turned back, run by run.

    Only where every sign of the run decodes, and the result is a letter or a usual mark. A lone pair of signs may be
    meant as it stands, unless it gives one of the commonest letters inside a word.
    """
    if not _BEGINS.search(text):
        return
    runs = [
        (run.start(), run[0], fixed)
        for run in _RUN.finditer(text)
        if (fixed := _mended(run[0])) != run[0]
        if _LETTERS_MEANT.fullmatch(fixed)
        or run[0][-1] not in _CLOSING
        or not text[run.start() - 1 : run.start()].isalpha()
    ]
    lower = {run for _, run, fixed in runs if fixed.islower()}
    if len(lower) < 2 and not any(_is_certain(text, *run) for run in runs) and not _repeats(runs):
        return
    if (len(runs) == 1 and _is_shown(text, *runs[0])) or any(_is_cited(text, *run) for run in runs):
        return
    if any(fixed in _QUOTES for _, _, fixed in runs) and not any(
        _is_beside(text, start, run) for start, run, _ in runs
    ):
        return
    for start, run, fixed in runs:
        yield Edit(start, start + len(run), fixed)
    for match in _LOST_SPACE.finditer(text):
        yield Edit(match.start(), match.end(), "à")
    for match in _LOST_BYTE.finditer(text):
        yield Edit(match.start(), match.end(), "”")


def _is_certain(text: str, start: int, run: str, fixed: str) -> bool:
    """Say whether a run can be nothing else, by itself: of three signs, in a word, or a sign of measure at a figure."""
    if len(run) >= 3 or fixed == "\u00a0":
        return True
    before, after = text[start - 1 : start], text[start + len(run) : start + len(run) + 1]
    if fixed.islower() and (run[0] == "Ã" or run[1] in _LATIN_SIGNS):
        return _in_word(text, start, run)
    if run[0] == "Ã" and fixed.isupper():
        return after.islower() and not before.isalpha()  # 'Ã‰cole'
    return fixed in _AT_FIGURES and (before.isdigit() or after.isdigit())


def _repeats(runs: Sequence[tuple[int, str, str]]) -> bool:
    """Say whether one run of two signs that gives no letter comes again and again, as the stops of an inscription do."""
    return any(count >= _AGAIN for count in Counter(run for _, run, fixed in runs if not fixed.isalpha()).values())


def _is_shown(text: str, start: int, run: str, fixed: str) -> bool:
    """Say whether the only word of its kind is shown for its fault, by a text that has the word itself as well."""
    before, after = re.search(r"\w*$", text[max(0, start - 40) : start]), re.match(r"\w*", text[start + len(run) :])
    word = (before[0] if before else "") + fixed + (after[0] if after else "")
    return len(word) > len(fixed) and re.search(rf"\b{re.escape(word)}\b", text) is not None


def _is_cited(text: str, start: int, run: str, fixed: str) -> bool:
    """Say whether a letter stands by itself, or in a word, and beside it what it should be, in a note on such faults."""
    end = start + len(run)
    before, after = _WORD_BEFORE.search(text, max(0, start - 40), start), _WORD_BEHIND.match(text, end, end + 40)
    if before and after and (fixed.isalpha() or fixed in _AT_FIGURES):
        word = before[0] + fixed + after[0]
        near = text[max(0, before.start() - _ERRATUM) : before.start()], text[after.end() : after.end() + _ERRATUM]
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", words) for words in near):
            return True  # 'for “cafÃ©” read “café”'
    if text[max(0, start - 1) : start] + text[end : end + 1] in _QUOTED:
        return True
    if not fixed.isalpha() or text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
        return False
    near = text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    return any(re.search(rf"(?<!\w){re.escape(fixed)}(?!\w)", words) for words in near)


def _is_beside(text: str, start: int, run: str) -> bool:
    """Say whether a run touches a word or a mark, as a spoiled apostrophe does; a note on faults sets it by itself."""
    return not (text[max(0, start - 1) : start].isspace() and text[start + len(run) : start + len(run) + 1].isspace())


def _in_word(text: str, start: int, run: str) -> bool:
    """Say whether a run stands beside a letter."""
    return text[start - 1 : start].isalpha() or text[start + len(run) : start + len(run) + 1].isalpha()


def _mended(run: str) -> str:
    """Decode a run as often as it gives what may be meant; the run itself where it never does."""
    mended = fixed = run
    for _ in range(_DEEP):
        before, fixed = fixed, _decoded(fixed)
        if fixed == before:
            break
        if _LETTERS_MEANT.fullmatch(fixed) or _SIGN_MEANT.fullmatch(fixed) or _OTHER_SCRIPT.fullmatch(fixed):
            mended = fixed
    return mended


def _decoded(run: str) -> str:
    try:
        return b"".join(map(_byte, run)).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return run


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")  # the five bytes that Windows-1252 leaves empty


MOJIBAKE = Rule(
    "characters.mojibake",
    "mechanical",
    mojibake,
    (
        ("the cityâ€™s cafÃ©", "the city’s café"),
        ("â€œyesâ€\u009d", "“yes”"),
        ("â€œyes,â€ itâ€™s", "“yes,” it’s"),
        ("Ã¢â‚¬Â¦ then KrakÃƒÂ³w", "… then Kraków"),
        ("ÐœÑ‹ and ÅŸÉ™hÉ™r", "Мы and şəhər"),
        ("Paid Â£12 3s., at 31Â° in the shade", "Paid £12 3s., at 31° in the shade"),
        ("two â†’ three, and â…” of the firÅ¿t", "two → three, and ⅔ of the firſt"),
        ("the Ã‰cole of the town", "the École of the town"),
    ),
    (
        "Ärzte, é and Â alone",
        "“LIBERTÉ” and CAFFÈ”, „aber ä…“",
        "the letters Ã… and Ã”",
        "“Geldi mi hâlâ…” dedi",
        "for naïve the page has naÃ¯ve",
        "for “Â£5” read “£5”, and for “cafÃ©” read “café”",
        "the copy has Ã© for é and â€” for a dash",
        "there is a â€™ in it, and Ã¶ below",
        "in one copy “Ã©” is printed for a letter and “â€™” for a mark",
    ),
)
