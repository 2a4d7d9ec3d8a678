"""Words of the texts that stand beside figures: short enough for a title, and as they are written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from booklet.families import Lexicon
from booklet.headings import plain
from booklet.languages import any_of
from booklet.model import Claim
from booklet.nouns import is_mostly_verb, noun_class, singular, verb_lemma
from booklet.numbers import find_numbers
from booklet.units import is_unit, unit_after, unit_words
from booklet.wording import capital_or_not, grammar, wording

_REACH = 132  # characters to either side in which a phrase is looked for
_WORDS = 6  # of a phrase, at the most
_LETTERS = 44
_AROUND = 90  # characters to either side of a figure in which a shared word is looked for
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_STOPS = re.compile(r"[.,;:!?()\[\]{}|\n\t“”\"*#=&+/]|\s[–—-]+\s|--|\.{2,}")
_ENDS = re.compile(r"[.;!?](?=\s)|\n")
_CELLS = re.compile(r"\||\t|  +|\.{3,}|(?: \.){3,}")  # between the cells of a row
_BRACKETS = re.compile(r"\([^()]*\)")
_SEGMENTS = 3  # parts of a sentence before a figure that may tell of it, the nearest first
NAMELESS = frozenset({"person", "group", "place", "document", "time", "body", "vehicle", "house"})
# Classes of nouns that say by whom, where and when, not of what. A person's noun in a title would say who was counted.
_NEAR = 40  # characters between a figure and the name of its place


def excerpt_of(
    group: Sequence[Claim], others: Sequence[Claim], texts: Mapping[str, str], said: Lexicon | None = None
) -> str:
    """Return a phrase that stands right beside a figure of the group, the figure itself left out; or nothing.

    With a lexicon, no phrase is taken for several texts that only says again what happened: the title says it soberly.
    Of several, that phrase is taken whose words most of the group have near them and the fewest of the others.
    """
    found = [(phrase, claim) for claim in group if (phrase := _beside(claim, texts.get(claim.file, "")))]
    if len({claim.file for claim in group}) > 1:
        found = [(phrase, claim) for phrase, claim in found if not _says_again(phrase, claim, said)]
    matter = [(phrase, claim) for phrase, claim in found if claim.unit and phrase.split()[0] in wording().of]
    if group[0].frame.kind == "measure" and matter:
        found = [(_matter(phrase), claim) for phrase, claim in matter]  # of what so much was measured

    measured = group[0].frame.kind in {"money", "measure"}

    def telling(pair: tuple[str, Claim]) -> tuple[bool, float]:
        deed = 0.5 * (not measured and any(is_mostly_verb(word) for word in _contents(pair[0])))
        words = {plain(word.lower()) for word in _contents(pair[0])}
        here = sum(len(words & c.frame.context) for c in group if c is not pair[1]) / max(len(group) - 1, 1)
        there = sum(len(words & c.frame.context) for c in others) / max(len(others), 1)
        return not pair[0].isupper(), here - there + deed

    return max(found, key=telling)[0] if found else ""


def _matter(phrase: str) -> str:
    """Cut 'of coal in her bunkers' to 'of coal'."""
    first, *rest = phrase.split()
    ends = [n for n, word in enumerate(rest) if n and word in grammar().closed - grammar().determiners]
    return " ".join([first, *rest[: min(ends, default=len(rest))]])


def _beside(claim: Claim, text: str) -> str:
    """Return the words behind a figure in its clause, or, where they say nothing, those before it."""
    if not text:
        return ""
    end = max(claim.number_end, claim.start + len(claim.quote))
    if unit := unit_after(text, claim.number_end):
        end = max(end, unit.end)
    behind = text[end : end + _REACH]
    numbers = [number.start for number in find_numbers(behind)]
    behind = _STOPS.split(behind[: min(numbers, default=_REACH)], maxsplit=1)[0]
    if behind[:1].isspace() and (words := _telling(behind.split(), first=True)):
        return words
    before = text[max(0, claim.start - _REACH) : claim.start].rstrip(" :\t.")
    numbers = [number.end for number in find_numbers(before)]
    before = re.sub(r"^\w+", "", before[max(numbers) :]) if numbers else before  # the 'rd' of 23rd
    for segment in reversed(_STOPS.split(_ENDS.split(before)[-1])[-_SEGMENTS:]):
        if words := _telling(segment.split(), first=False):
            return words
    return _label_of_row(claim, text)


def _says_again(phrase: str, claim: Claim, said: Lexicon | None) -> bool:
    """Say whether a phrase tells no more than the family of its claim, besides links and brackets: 'were drowned'."""
    if said is None or not claim.frame.family:
        return False
    events = [event for event in said.events(phrase) if event.family == claim.frame.family]
    rest = phrase
    for event in sorted(events, key=lambda e: -e.start):
        rest = rest[: event.start] + " " + rest[event.end :]
    return bool(events) and not any(_contents(_BRACKETS.sub(" ", rest)))


def _label_of_row(claim: Claim, text: str) -> str:
    """Return the words at the head of the line in a table or list in which a figure stands, or nothing."""
    start = text.rfind("\n", 0, claim.start) + 1
    line = text[start : claim.start]
    cells = [cell.strip(" .:*•-–—") for cell in _CELLS.split(line) if cell.strip(" .:*•-–—")]
    label = cells[0] if len(cells) > 0 and _CELLS.search(line) else ""
    return label if len(label) <= _LETTERS and any(_contents(label)) and not any(find_numbers(label)) else ""


def _telling(words: list[str], *, first: bool) -> str:
    """Return the words next to a figure that fit into a title, or nothing where they tell nothing.

    `first`: the first ones; else the last ones. A phrase neither begins nor ends with a word that only links.
    """
    small = grammar()
    links = small.conjunctions | small.relatives
    if first and words and words[0].lower() in links - wording().taken_from:
        return ""  # what follows is another matter
    if not first and words and words[-1].lower() in links:
        return ""  # what came before is another matter
    kept = words[:_WORDS] if first else words[-_WORDS:]
    while kept and (len(" ".join(kept)) > _LETTERS or (not first and kept[0].lower() in links)):
        kept = kept[:-1] if first else kept[1:]
    while first and kept and _leads_on(kept[-1].lower()):
        kept = kept[:-1]
    cut = next((n for n, word in enumerate(kept) if n > 1 and word.lower() in links), len(kept)) if first else len(kept)
    phrase = " ".join(kept[:cut]).strip(" -–—’'")
    return phrase if len(kept) > 1 and any(_contents(phrase)) else ""


def _leads_on(word: str) -> bool:
    small = grammar()
    linking = small.prepositions | small.determiners | small.conjunctions | small.relatives
    return word in (linking | small.being | small.having | small.helping) - wording().taken_from


def _contents(phrase: str) -> Iterator[str]:
    """Yield the words of a phrase that are more than links and verbs of saying and counting."""
    small = grammar()
    empty = small.reporting | small.measuring | small.having
    for word in _WORD.findall(phrase):
        low = word.lower()
        if len(word) > 2 and low not in small.closed and verb_lemma(low) not in empty and not is_empty_noun(low):
            yield word


def shared_noun(group: Sequence[Claim], others: Sequence[Claim], texts: Mapping[str, str]) -> str:
    """Return the noun nearest to the figures that two thirds of a group, in two texts or more, have near; or nothing.

    It stands near few of the others, and is no name for what is counted: that the title gives already.
    """
    away: dict[str, dict[str, int]] = defaultdict(dict)
    written: dict[str, str] = {}
    for claim in group:
        for word, distance in _nouns_near(claim, texts.get(claim.file, "")).items():
            away[plain(word)][claim.id] = distance
            written.setdefault(plain(word), word)
    files = {claim.id: claim.file for claim in group}
    elsewhere = Counter(word for claim in others for word in claim.frame.context)
    told = {plain(word) for claim in group for word in (claim.frame.noun, claim.frame.thing, claim.group)}
    told |= {plain(word) for word in unit_words(group[0].unit).split()}
    kept = [
        word
        for word, found in away.items()
        if 3 * len(found) >= 2 * len(group)
        and len({files[name] for name in found}) > 1
        and 3 * elsewhere[word] <= len(others)
        and word not in told
    ]
    best = min(kept, key=lambda word: (sum(away[word].values()) / len(away[word]), word), default="")
    return written.get(best, "")


def _nouns_near(claim: Claim, text: str) -> dict[str, int]:
    """Return the nouns near a figure, as written, each with how many characters lie between."""
    first = max(0, claim.number_start - _AROUND)
    ends = [match.end() for match in _ENDS.finditer(text, first, claim.number_start)]
    first = max(ends, default=first)
    stop = _ENDS.search(text, claim.number_end, claim.number_end + _AROUND)
    end = stop.start() if stop else claim.number_end + _AROUND
    found: dict[str, int] = {}
    for match in _WORD.finditer(text, first, end):
        word, low = match[0], match[0].lower()
        if claim.number_start <= match.start() < claim.number_end or word != low or len(low) < 4:
            continue
        kind = noun_class(low)
        if not kind or kind in NAMELESS or is_mostly_verb(low) or low in grammar().closed:
            continue
        if is_empty_noun(low) or is_unit(low):
            continue
        away = max(match.start() - claim.number_end, claim.number_start - match.end())
        found[low] = min(away, found.get(low, away))
    return found


def is_empty_noun(word: str) -> bool:
    """Say whether a noun tells no figure from another: 'persons', 'number', 'amount'."""
    return singular(word) in wording().anybody


def place_as_written(group: Sequence[Claim], others: Sequence[Claim], texts: Mapping[str, str]) -> str:
    """Return the place, with its preposition, that all figures of a group have right behind them or at the head.

    No place is returned that one of the others names, too.
    """
    shared = frozenset.intersection(*(claim.frame.places for claim in group))
    shared -= frozenset[str]().union(*(claim.frame.places for claim in others))
    for name in sorted(shared):
        found = [_phrase_of(name, claim, texts.get(claim.file, "")) for claim in group]
        if all(found):
            return found[0]
    return ""


def _phrase_of(name: str, claim: Claim, text: str) -> str:
    words = wording()
    before = rf"\b(?:{capital_or_not(words.place_prepositions)}) (?:(?:{any_of(words.articles)}) )?{re.escape(name)}"
    near = text[claim.number_end : claim.number_end + _NEAR + len(name)]
    found = re.search(before, re.split(r"[.;:]", near, maxsplit=1)[0])
    return found[0] if found else ""


def noun_as_written(group: Sequence[Claim], noun: str, texts: Mapping[str, str]) -> str:
    """Return a noun in the form, one or many, in which most of the texts write it beside their figures."""
    forms = Counter(_forms(group, noun, texts))
    return max(sorted(forms), key=lambda form: forms[form], default="")


def _forms(group: Sequence[Claim], noun: str, texts: Mapping[str, str]) -> Iterable[str]:
    wanted, size = singular(noun), noun.count(" ") + 1
    for claim in group:
        near = texts.get(claim.file, "")[claim.start : claim.number_end + _AROUND]
        words = _WORD.findall(near.lower())
        for n in range(len(words)):
            form = " ".join(words[n : n + size])
            if singular(form) == wanted:
                yield form
                break
