"""What kind of thing a noun names, and the plain form of nouns and verbs. Evidence for the figures, never for spelling.

Words are compared in small letters, with a space for every hyphen: 'machine-guns' and 'machine guns' are one noun.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from booklet.languages import read_data

_CACHED = 20_000  # different words of a large folder; the answers weigh about 2 MB
_VOWELS = frozenset("aeiou")
_SINGULAR_ENDINGS = ("ss", "us", "is")  # a word ending so is no plural in -s: 'mattress', 'bus', 'basis'
_LINKS = (" of ", " in ", " at ", " for ")  # the words after these only describe: 'rounds of ammunition'


@dataclass(frozen=True, slots=True)
class _Nouns:
    classes: Mapping[str, str]  # singular -> class
    singulars: Mapping[str, str]  # irregular plural -> singular
    unchanging: frozenset[str]  # nouns whose plural is the word itself: 'police', 'sheep'


@dataclass(frozen=True, slots=True)
class _Verbs:
    lemmas: Mapping[str, bool]  # lemma -> whether the word is much more often a noun or an adjective
    irregular: Mapping[str, str]  # form -> lemma
    strong: frozenset[str]  # lemmas with an irregular past: 'sing' makes no 'singed'


@lru_cache(_CACHED)
def noun_class(word: str, language: str = "en") -> str | None:
    """Return the class of a noun in either number ('person', 'boat', 'house'); None for a word the list does not know.

    A noun of several words that is not listed has the class of its head: 'rescue boats', 'boxes of oranges'.
    """
    return _class(_key(word), language)


@lru_cache(_CACHED)
def singular(word: str, language: str = "en") -> str:
    """Return the singular of a noun in small letters; a word that is no plural comes back as it is."""
    return _singular(_key(word), language)


@lru_cache(_CACHED)
def is_plural(word: str, language: str = "en") -> bool:
    """Say whether a word may be a noun in the plural, one without a plural ending ('police', 'sheep') included."""
    key = _key(word)
    return _singular(key, language) != key or key.rpartition(" ")[2] in _nouns(language).unchanging


@lru_cache(_CACHED)
def same_thing(word: str, language: str = "en") -> str:
    """Return one name for all nouns that count the same thing in different accounts; else the noun's own singular."""
    one = singular(word, language)
    return _synonyms(language).get(one, one)


@lru_cache(_CACHED)
def verb_lemma(form: str, language: str = "en") -> str | None:
    """Return the plain form of a verb; None for a word that is no form of a listed verb."""
    form = form.lower()
    verbs = _verbs(language)
    if form in verbs.irregular:
        return verbs.irregular[form]
    if form in verbs.lemmas:
        return form
    return next((lemma for lemma in _lemmas_behind(form, verbs) if lemma in verbs.lemmas), None)


@lru_cache(_CACHED)
def is_mostly_verb(word: str, language: str = "en") -> bool:
    """Say whether a form is read as a verb where it might be a noun: 'killed' and 'die', not 'houses' or 'meeting'."""
    low = word.lower()
    lemma = verb_lemma(low, language)
    if lemma is None:
        return False
    if low == lemma or low.endswith("s"):
        return not (_verbs(language).lemmas[lemma] and noun_class(low, language))
    return low not in _nouns(language).classes


def _key(word: str) -> str:
    return word.lower().replace("-", " ").replace("’", "'")


@lru_cache(_CACHED)
def _class(key: str, language: str) -> str | None:
    classes = _nouns(language).classes
    found = classes.get(_singular(key, language)) or classes.get(key)
    if found:
        return found
    head, link, _ = _split(key)
    if link:
        return _class(head, language)
    last = key.rpartition(" ")[2]
    if last != key:
        return _class(last, language)
    return "person" if len(key) > 5 and key.endswith("men") else None


@lru_cache(_CACHED)
def _singular(key: str, language: str) -> str:
    nouns = _nouns(language)
    if key in nouns.singulars:
        return nouns.singulars[key]
    if key in nouns.unchanging:
        return key
    candidates = list(_singulars(key))
    known = next((one for one in candidates if one in nouns.classes), None)
    if known or key in nouns.classes:
        return known or key
    head, link, rest = _split(key)
    if link:
        return _singular(head, language) + link + rest
    before, space, last = key.rpartition(" ")
    if space:
        return before + space + _singular(last, language)
    return candidates[0] if candidates and len(key) > 3 else key  # 'gas', 'was'


def _split(key: str) -> tuple[str, str, str]:
    """Return head, link and the rest of 'rounds of ammunition'; a noun without a link is all head."""
    return next((parts for link in _LINKS if (parts := key.partition(link))[1]), (key, "", ""))


def _singulars(word: str) -> Iterable[str]:
    """Yield the singulars a plural may have by the rules of spelling, the likeliest of an unknown word first."""
    if word.endswith("men"):
        yield word[:-2] + "an"
    if len(word) < 3 or not word.endswith("s") or word.endswith(_SINGULAR_ENDINGS):
        return
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith("ves"):
        yield word[:-1]
        yield word[:-3] + "f"
        yield word[:-3] + "fe"
    elif word.endswith(("ches", "shes", "xes", "sses", "zzes", "oes")):
        yield word[:-2]
    yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]


def _lemmas_behind(form: str, verbs: _Verbs) -> Iterable[str]:
    """Yield the plain forms that a regular form may have, the likeliest first."""
    if form.endswith("s") and not form.endswith("ss"):
        if form.endswith("ies"):
            yield form[:-3] + "y"
        yield form[:-1]
        if form.endswith("es"):
            yield form[:-2]
    for ending in ("ing", "ed"):
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        if ending == "ed" and stem.endswith("i"):
            yield stem[:-1] + "y"
        if stem[-1] == stem[-2] and stem not in verbs.lemmas:
            yield stem[:-1]  # stopped, stopping
        # A short stem doubles its last letter: 'hoped' is not from 'hop'; nor 'singed' from 'sing', which has 'sang'.
        if _doubles(stem) or (ending == "ed" and stem in verbs.strong):
            yield stem + "e"
            yield stem
        else:  # 'bathed' is rather of 'bathe' than of 'bath', which is mostly a noun
            yield from sorted((stem, stem + "e"), key=lambda lemma: verbs.lemmas.get(lemma, True))


def _doubles(stem: str) -> bool:
    return (
        len(stem) > 2
        and stem[-1] not in "aeiouwxy"
        and stem[-2] in _VOWELS
        and not any(letter in _VOWELS for letter in stem[:-2])
    )


def _entries(text: str) -> Iterable[str]:
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _nouns(language: str) -> _Nouns:
    classes: dict[str, str] = {}
    singulars: dict[str, str] = {}
    name = ""
    for line in _entries(read_data(language, "nouns.txt")):
        if line.startswith("["):
            name = line[1:-1]
            continue
        for entry in line.split():
            word, _, plural = entry.replace("_", " ").partition("/")
            classes[word] = name
            if plural:
                singulars[plural] = word
    return _Nouns(classes, singulars, frozenset(word for plural, word in singulars.items() if plural == word))


@cache
def _verbs(language: str) -> _Verbs:
    lemmas: dict[str, bool] = {}
    irregular: dict[str, str] = {}
    for line in _entries(read_data(language, "verbs.txt")):
        first, *forms = line.split()
        lemma = first.removesuffix("-")
        lemmas[lemma] = lemma != first
        irregular.update(dict.fromkeys(forms, lemma))
    strong = frozenset(lemma for form, lemma in irregular.items() if not form.endswith(("ed", "ing", "s")))
    return _Verbs(lemmas, irregular, strong)


@cache
def _synonyms(language: str) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for line in _entries(read_data(language, "synonyms.txt")):
        words = [word.replace("_", " ") for word in line.split()]
        names.update(dict.fromkeys(words, words[0]))
    return names
