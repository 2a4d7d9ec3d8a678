"""The same name, spelled otherwise in another text: named once, so that readers do not report it as an error.

Precision above all, for two names of one letter's difference may be two people. A pair is taken only where the two
spellings never meet in one text, differ by one letter or by the habits of transliteration, are no forms of one word,
and stand among the same words. A person can add pairs and strike them (`[names]` in booklet.toml).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from booklet.languages import calendar
from booklet.model import Witness
from booklet.sentences import split_sentences

# Letters that stand for one another between scripts and their romanisations, and in older and newer spellings.
_PAIRS = (
    "u-y i-y i-j e-i e-ye c-k c-ch k-kh h-kh k-q g-q g-gh s-sh s-z t-th v-w w-u ks-x h-x ph-f ae-e oe-e ae-ai o-ou u-oo"
    " u-ou j-zh j-dzh ts-c ya-ia"
)
_ALIKE = [tuple(pair.split("-")) for pair in _PAIRS.split()]
_ALIKE += [(y, x) for x, y in _ALIKE]
_PLAIN = str.maketrans("ıøłßəđ", "iolsed")  # letters that are no letter with a mark on it
# Steps from one spelling to the other: a letter that stands for another, a letter more, any other letter.
_CHEAP, _DEAR, _MOST, _FAR = 0.5, 1.01, 1.01, 3.0  # a distance of 1 is two cheap steps
_STRANGE = 5  # letters that only one of two spellings has: beyond them they need no closer look
_SHORTEST, _SHORT = 4, 6  # letters of a name; below `_SHORT` only what is cheap counts
_AROUND, _SHARED, _CONTENT = (
    6,
    2,
    4,
)  # words on either side, words of them in common, letters of a word that says something
_ENDINGS = re.compile(r"^(?:s|es|n|an|ian|i|is|ese|er|ers|ish|ic|sk|skaya|ova|ov|a|in|ina|s’)$")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name with its spellings, the most frequent first."""

    forms: tuple[str, ...]
    files: tuple[str, ...] = ()  # one text for each form, where it stands first
    given: bool = False  # by a person


@dataclass(slots=True)
class _Form:
    """One spelling and where it stands."""

    word: str
    count: int = 0
    files: dict[str, int] = field(default_factory=dict)
    company: Counter[str] = field(default_factory=Counter)  # the words around it
    beside: set[str] = field(default_factory=set)  # the capitalised words right before and after it


def find_spellings(
    witnesses: Sequence[Witness], given: Iterable[Sequence[str]] = (), apart: Iterable[Sequence[str]] = ()
) -> tuple[Spelling, ...]:
    """Return names that the texts spell in more than one way; `given` pairs are added, `apart` ones left out."""
    forms = _forms(witnesses)
    struck = [{_fold(name) for name in names} for names in apart]
    found = [Spelling(tuple(names), tuple(_first(witnesses, name) for name in names), given=True) for names in given]
    taken = {form for spelling in found for form in spelling.forms}
    for group in _groups(forms):
        names = sorted(group, key=lambda form: (-form.count, form.word))
        words = tuple(form.word for form in names)
        if taken & set(words) or any({_fold(word) for word in words} <= other for other in struck):
            continue
        found.append(Spelling(words, tuple(next(iter(form.files)) for form in names)))
    return tuple(found)


def missing_names(witnesses: Sequence[Witness], lists: Iterable[Sequence[str]]) -> list[str]:
    """Return the names of some lists that stand in none of the texts."""
    return [name for names in lists for name in names if not _first(witnesses, name)]


def _first(witnesses: Sequence[Witness], name: str) -> str:
    bare = re.escape(name).replace("'", "['’]")  # house style sets the apostrophe of a name curly
    pattern = re.compile(rf"(?<!\w){bare}(?!\w)")
    return next((w.file for w in witnesses if pattern.search(w.text)), "")


def _forms(witnesses: Sequence[Witness]) -> list[_Form]:
    """Return the capitalised words that stand inside sentences and never in small letters."""
    forms: dict[str, _Form] = {}
    small: set[str] = set()
    for witness in witnesses:
        skipped = {name.lower() for name in (*calendar(witness.language).month_names,)}
        starts = {a for a, _ in split_sentences(witness.text, witness.language)}
        words = [(m.start(), m[0]) for m in re.finditer(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", witness.text)]
        folded = [re.sub(r"[’']s$", "", word) for _, word in words]
        small |= {word for word in folded if word.islower()}
        for n, ((start, _), word) in enumerate(zip(words, folded, strict=True)):
            inside = start not in starts and witness.text[start - 1 : start] not in "“‘\"'" if start else False
            if not inside or len(word) < _SHORTEST or not word[0].isupper() or not word[1:].islower():
                continue
            if word.lower() in skipped:
                continue
            form = forms.setdefault(word, _Form(word))
            form.count += 1
            form.files.setdefault(witness.file, start)
            beside = folded[max(0, n - _AROUND) : n] + folded[n + 1 : n + 1 + _AROUND]
            form.company.update(w.lower() for w in beside if len(w) >= _CONTENT)
            form.beside |= {w for w in folded[max(0, n - 1) : n] + folded[n + 1 : n + 2] if w[0].isupper()}
    return [form for form in forms.values() if form.word.lower() not in small]


def _groups(forms: Sequence[_Form]) -> list[list[_Form]]:
    """Put the forms of one name together."""
    groups: list[list[_Form]] = []
    common = Counter(word for form in forms for word in form.company)
    many = max(8, len(forms) // 4)
    everywhere = {word for word, count in common.items() if count > many}
    for n, one in enumerate(forms):
        for other in forms[n + 1 :]:
            if not _same_name(one, other, everywhere):
                continue
            group = next((g for g in groups if one in g or other in g), None)
            if group is None:
                groups.append([one, other])
            else:
                group += [form for form in (one, other) if form not in group]
    return groups


def _same_name(one: _Form, other: _Form, everywhere: set[str]) -> bool:
    if set(one.files) & set(other.files) or not (one.beside & other.beside or set(one.company) & set(other.company)):
        return False
    a, b = _fold(one.word), _fold(other.word)
    if a == b:
        return one.word != other.word
    shorter, longer = sorted((a, b), key=len)
    if longer.startswith(shorter) and _ENDINGS.match(longer[len(shorter) :]):
        return False
    stem = len(_common_start(a, b))
    if _ENDINGS.match(a[stem:] or "s") and _ENDINGS.match(b[stem:] or "s"):
        return False  # two forms of one word: -i and -an
    distance = _distance(a, b)
    if distance > (_CHEAP if min(len(a), len(b)) < _SHORT else _MOST):
        return False
    if distance < _DEAR and one.beside & other.beside:
        return True  # the same surname or given name right beside both
    shared = (set(one.company) & set(other.company)) - everywhere - {one.word.lower(), other.word.lower()}
    return len(shared) >= (_SHARED if distance <= _CHEAP else _SHARED + 1)


def _fold(word: str) -> str:
    parted = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in parted if not unicodedata.combining(letter)).translate(_PLAIN)


def _common_start(a: str, b: str) -> str:
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return a[:n]


def _distance(a: str, b: str) -> float:
    """Return how far two spellings are apart: half a step for letters that stand for one another, else a whole one."""
    if abs(len(a) - len(b)) > 2 or sum(((Counter(a) - Counter(b)) + (Counter(b) - Counter(a))).values()) > _STRANGE:
        return _MOST + 1
    row: dict[tuple[int, int], float] = {(0, 0): 0.0}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if i or j:
                row[i, j] = min(_steps(a, b, i, j, row), default=9.0)
    return row[len(a), len(b)]


def _steps(a: str, b: str, i: int, j: int, row: Mapping[tuple[int, int], float]) -> Iterable[float]:
    if i and j:
        yield row[i - 1, j - 1] + (0 if a[i - 1] == b[j - 1] else _FAR)
    if i:
        yield row[i - 1, j] + (_CHEAP if i > 1 and a[i - 1] == a[i - 2] else _DEAR)
    if j:
        yield row[i, j - 1] + (_CHEAP if j > 1 and b[j - 1] == b[j - 2] else _DEAR)
    for x, y in _ALIKE:
        if a[:i].endswith(x) and b[:j].endswith(y):
            yield row[i - len(x), j - len(y)] + _CHEAP
