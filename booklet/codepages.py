"""Which code page a text was saved in, told by the letters it gives to words of known languages.

Evidence, not proof: it is shown to the user, and where none is good the file is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from booklet.languages import table

_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
# The letters beside a to z that ordinary words of a language use, in small. Where two languages fit as well, the
# first is meant: so the byte of a Turkish ş is one, and not the þ of the far fewer Icelandic texts.
_ALPHABETS: tuple[tuple[str, str, str], ...] = (
    ("cp1252", "English", "éèêëçñöüïôâàæœ"),
    ("cp1252", "French", "àâæçèéêëîïôœùûüÿ"),
    ("cp1252", "German", "äöüßé"),
    ("cp1252", "Spanish", "áéíóúüñ¿¡ªº"),
    ("cp1252", "Portuguese", "áâãàçéêíóôõúüªº"),
    ("cp1252", "Italian", "àèéìíòóùúîªº"),
    ("cp1252", "Swedish", "åäöé"),
    ("cp1252", "Danish or Norwegian", "åæøéòôóè"),
    ("cp1252", "Dutch", "éëïóöüáíúèê"),
    ("cp1254", "Turkish", "çğıiöşüâîû"),
    ("cp1250", "Polish", "ąćęłńóśźż"),
    ("cp1250", "Czech or Slovak", "áčďéěíňóřšťúůýžäľĺôŕ"),
    ("cp1250", "Hungarian", "áéíóöőúüű"),
    ("cp1250", "Romanian", "ăâîşţ"),
    ("cp1250", "Croatian or Slovene", "čćđšž"),
    ("iso8859_2", "Polish", "ąćęłńóśźż"),
    ("iso8859_2", "Czech or Slovak", "áčďéěíňóřšťúůýžäľĺôŕ"),
    ("iso8859_2", "Croatian or Slovene", "čćđšž"),
    ("cp1251", "Russian", _RUSSIAN + "ё"),
    ("cp1251", "Ukrainian", _RUSSIAN + "іїєґ"),
    ("cp1251", "Belarusian", _RUSSIAN + "ёіў"),
    ("cp1251", "Serbian or Macedonian", _RUSSIAN + "ђјљњћџѓќѕ"),
    ("cp1252", "Icelandic", "áðéíóúýþæö"),
)
_NAMES = {"iso8859_2": "ISO 8859-2"}  # of what is no Windows code page, and older than those
_PAGES = tuple(dict.fromkeys(codec for codec, _, _ in _ALPHABETS))
_LETTERS = {page: set().union(*(letters for codec, _, letters in _ALPHABETS if codec == page)) for page in _PAGES}
_MARKS = frozenset("‘’‚“”„–—…«»‹›€•·†‡\u00a0\u00ad")  # stand beside letters
_SIGNS = frozenset("£¥¤©®™°§¶±½¼¾¹²³×÷‰ªº")  # stand by themselves, or beside figures
_ALONE = frozenset("àèéêôåöæøáóíúаяиоуівкскбжэю")  # are words by themselves
_WESTERN, _FEW = "cp1252", "Icelandic"  # of which the letters are seldom meant
_WITH_UNIT = re.compile(r"[£°][A-Z]{1,2}(?![A-Za-z])")
_LETTERS_BEFORE, _LETTERS_BEHIND = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
# A Czech name in letters of the western code page, too: no word of Turkish, which has its ı there, begins or ends so.
_CZECH = re.compile(r"[bcdfghjklmnpqrstvwxz]{2}[a-záéíóúý]+|[a-záéíóúý]+[sc]ký", re.IGNORECASE)
_ENOUGH = 20_000  # letters: more say no more
_SHARE = 0.75  # of its special letters that must be ordinary ones
_FOREIGN = 0.8  # what a letter counts that another language of the code page has: a name in an English text


@dataclass(frozen=True, slots=True)
class CodePage:
    """A code page, and the evidence for it."""

    codec: str
    evidence: str


def recognise(data: bytes) -> CodePage | None:
    """Return the code page whose letters make words of one language; None where none does well enough."""
    best, codec, language = 0.0, "", ""
    pages = {page: _fits(text) for page in _PAGES if (text := _decoded(data, page)) is not None}
    for page, name, alphabet in _ALPHABETS:
        if page not in pages:
            continue
        known = _MARKS | _SIGNS | set(alphabet)
        total = sum(count for count, _ in pages[page].values())
        fit = sum(
            good * (1.0 if letter in known else _FOREIGN * (letter in _LETTERS[page]))
            for letter, (_, good) in pages[page].items()
        )
        if fit / total > best + 1e-9:
            best, codec, language = fit / total, page, name
    if best < _SHARE:
        return None
    if codec != _WESTERN and _is_english(data) and _holds_words(data, _WESTERN) >= _holds_words(data, codec) - 1e-9:
        codec, language = _WESTERN, "names in an English text"
    said = f"{best:.0%} of its special letters are ordinary ones there, as in {language}"
    return CodePage(codec, f"{_NAMES.get(codec, f'Windows-{codec[2:]}')}: not UTF-8, and {said}")


def _is_english(data: bytes) -> bool:
    """Say whether a text has small words of English that no language of the other code pages has: 'the', 'from'."""
    words = re.findall(rb"[A-Za-z]{3,}", data[:_ENOUGH])
    small = {word.encode() for word in table("cleaning.toml", "en")["sentence"]["open"]}
    return sum(word.lower() in small for word in words) >= max(2, len(words) / 30)


def _holds_words(data: bytes, codec: str) -> float:
    """Say how well the bytes that the code pages read in more than one way give words of one language each."""
    text = _decoded(data, codec)
    others = [other for page in _PAGES if page != codec and (other := _decoded(data, page)) is not None]
    if text is None:
        return 0.0
    alphabets = [set(letters) for page, name, letters in _ALPHABETS if page == codec and name != _FEW]
    fits: list[float] = []
    for match in islice(re.finditer(r"[^\x00-\x7f]", text), _ENOUGH):
        at = match.start()
        if all(other[at] == match[0] for other in others):
            continue
        before, after = _LETTERS_BEFORE.search(text, max(0, at - 30), at), _LETTERS_BEHIND.match(text, at, at + 30)
        word = (before[0] if before else "") + (after[0] if after else "")
        special = {letter for letter in word.lower() if not letter.isascii()}
        one = not match[0].isalpha() or any(special <= alphabet for alphabet in alphabets)
        one = one or (codec == _WESTERN and bool(_CZECH.fullmatch(word)))
        fits.append(_fit(text, at, match[0]) * (1.0 if one else 0.3))
    return sum(fits) / len(fits) if fits else 1.0


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _fits(text: str) -> dict[str, tuple[int, float]]:
    """Return each special letter in small with how often it stands, and how well it stands there in all."""
    counts: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for match in islice(re.finditer(r"[^\x00-\x7f]", text), _ENOUGH):
        letter = match[0].lower()[0]  # İ is i and a dot
        counts[letter] += 1
        good[letter] += round(100 * _fit(text, match.start(), match[0]))
    return {letter: (count, good[letter] / 100) for letter, count in counts.items()}


def _fit(text: str, at: int, letter: str) -> float:
    """Say how well one letter stands where it is: 1 in a word, or as a usual mark; 0 where no one writes it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if letter in _MARKS:
        return 1.0
    if letter in "ªº":  # end what they stand in: '2.º', 'n.º', 'Mª'
        return 0.0 if after.isalpha() else 1.0 if before.isdigit() or before == "." else 0.6
    if letter in _SIGNS:
        if (before.isdigit() and letter in "½¼¾²³°") or _WITH_UNIT.match(text, at):
            return 1.0  # '2½d.', '£E 4', '43 °C'
        return 0.2 if after.isalpha() or (before.isalpha() and letter in "£¹¥¤½¼¾") else 1.0
    if after.isdigit() and letter < "\u0400" and letter.isalpha() and not before.isalpha():
        return 0.0  # 'Ł11'
    if letter in "¿¡" and before.isalpha():
        return 0.0  # they begin what they stand in
    if letter.isupper() and before.islower():
        return 0.0  # a capital after a small letter
    if "\u0400" <= letter <= "\u04ff":
        if (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()):
            return 0.0  # a Cyrillic letter among Latin ones
    elif _all_special(text, at):
        return 0.0
    return 1.0 if before.isalpha() or after.isalpha() or letter.lower() in _ALONE or not letter.isalpha() else 0.4


def _all_special(text: str, at: int) -> bool:
    """Say whether a word of four letters or more around a place has none from a to z: no Latin alphabet has such."""
    start, end = at, at + 1
    while start and at - start < 4 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and end - at < 5 and text[end].isalpha():
        end += 1
    return end - start >= 4 and not any(letter.isascii() for letter in text[start:end])
