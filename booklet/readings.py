"""How a number is read: an ordered list of rules, the first that fits wins and leaves its reason.

A rule looks at the words beside the number: the noun it counts, the verb it stands with, the word that announces it,
the label before it. A number that no rule reads is not thrown away: it keeps its noun, its verb and its company.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from booklet.clauses import Deed, Head, Word, find_head, grammar, verb_after, verb_before, words_of
from booklet.families import Event, Lexicon
from booklet.headings import Headings
from booklet.nouns import noun_class, verb_lemma
from booklet.numbers import Number

ARMED = frozenset({"troops", "police"})
# Nouns that name whom a thing happened to, not what happened: the verb decides ('nine inhabitants were drowned').
_WEAK = frozenset(
    [
        "victims",
        "bodies",
        "inhabitants",
        "residents",
        "passengers",
        "prisoners",
        "strikers",
        "strong",
        "new",
        "used",
        "spectators",
        "workers",
        "members",
        "refugees",
    ]
)
# What people are rather than what became of them: where a verb says more, it is heard first.
_STATES = frozenset(
    [
        "aboard",
        "present",
        "hospital",
        "imprisoned",
        "arrested",
        "gathered",
        "struck",
        "employed",
        "enrolled",
        "expelled",
        "displaced",
        "evacuated",
        "deployed",
        "fed",
        "captured",
        "surrendered",
        "interned",
        "emigrated",
        "mobilised",
        "conscripted",
        "ill",
        "homeless",
    ]
)
_ANNOUNCED_REACH = 11  # words between an announcing noun and its number


@dataclass(slots=True)
class Reading:
    """A number and what has been found out about it."""

    number: Number
    at: int = 0  # its place among the sentence's words
    first: int = 0  # the place of its first word, qualifier and all
    head: Head = field(default_factory=Head)
    right: Deed = field(default_factory=Deed)
    left: Deed = field(default_factory=Deed)
    family: str = ""
    kind: str = ""  # 'people', 'thing', 'money', 'measure'
    group: str = ""
    noun: str = ""
    part: bool = False
    phase: str = ""
    place: str = ""
    said_by: str = ""
    verb: str = ""
    announced: str = ""
    context: frozenset[str] = frozenset()
    rival: bool = False
    denied: bool = False
    named: bool = False  # whom it counts stands in the predicate: 'twelve were children'
    listed: bool = False  # a line of a list, named by a label that says not what happened
    bare: bool = False  # no noun, verb or label of its own
    confidence: float = 1.0
    why: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """A sentence with its numbers, words and event words. Offsets are counted in `text`."""

    text: str
    start: int
    lexicon: Lexicon
    numbers: list[Number]
    events: list[Event]
    headings: Headings
    language: str = "en"
    years: list[tuple[int, int, int]] = field(default_factory=list)  # (start, end, year) of its dates
    readings: list[Reading] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    spans: dict[int, list[tuple[Event, int]]] = field(default_factory=dict)  # first word -> events and their last word

    def __post_init__(self) -> None:
        self.words = words_of(self.text, self.numbers)
        starts = {word.start: n for n, word in enumerate(self.words)}
        ends = {word.end: n for n, word in enumerate(self.words)}
        for event in self.events:
            first = starts.get(event.start)
            if first is not None:
                self.spans.setdefault(first, []).append((event, ends.get(event.end, first)))

    def events_at(self, first: int, roles: str) -> list[tuple[Event, int]]:
        """Return the events of some roles that begin at a word, the longest first."""
        found = [pair for pair in self.spans.get(first, ()) if pair[0].role in roles]
        return sorted(found, key=lambda pair: (-pair[1], roles.index(pair[0].role)))

    def said(self, event: Event) -> str:
        """Return the words of an event."""
        return self.text[event.start : event.end]


def look_around(sentence: Sentence, reading: Reading) -> None:
    """Find the noun that the number counts and the verbs on either side of it."""
    words, language, number = sentence.words, sentence.language, reading.number
    reading.first = reading.at
    while reading.first > 0 and words[reading.first - 1].end > number.start:
        reading.first -= 1
    end = reading.at + 1
    if number.currency or number.unit:
        reading.kind = "money" if number.currency else "measure"
        while end < len(words) and words[end].start < number.end:
            end += 1
        reading.head = Head(end=end)
    else:
        while end < len(words) and words[end].start < number.end:  # 'or so', 'odd'
            end += 1
        reading.head = find_head(
            words, end - 1, number.value == 1, language, lambda word: sentence.lexicon.group_of(word) is not None
        )
        _name_head(sentence, reading)
    reading.right = verb_after(words, reading.head.end, language)
    reading.left = verb_before(words, reading.first, language)


def _name_head(sentence: Sentence, reading: Reading) -> None:
    """Say whether the number counts people or things, and which group of them."""
    head, words = reading.head, sentence.words
    if not head.noun:
        last = words[min(head.end, len(words)) - 1]
        if last.low in {"us", "you"} or (last.low == "number" and words[head.end - 2].low == "our"):
            reading.kind, reading.group = "people", "people"
            reading.why.append(f"counts “{last.text}”")
        return
    reading.noun = head.noun
    said = words[head.end - 1].text
    two = f"{words[head.end - 2].low} {words[head.end - 1].low}" if head.end - 2 > reading.at else ""
    known = (sentence.lexicon.group_of(two) if two else None) or sentence.lexicon.group_of(said)
    if known:
        reading.kind, reading.group = known
    elif head.kind == "person" or (
        said[0].isupper()
        and not said.isupper()
        and head.kind == ""
        and re.search(r"(?:ns|ese|is|ers|ts|cks|ks|ds)$", said)
    ):
        reading.kind, reading.group = "people", "people"
    elif head.kind:
        reading.kind, reading.group = "thing", said.lower()
    reading.why.append(f"counts “{said}”")


def is_denied(sentence: Sentence, number: Number) -> bool:
    """Say whether the words deny a figure: 'not 300', 'rather than 300', '300 is too high'."""
    before = sentence.text[max(0, number.start - 30) : number.start].lower()
    after = sentence.text[number.end : number.end + 34].lower()
    if re.search(
        r"(?:\bnot (?:the |a |of |by )?|\brather than (?:the )?|\bfar from (?:the )?|\binstead of (?:the )?|\bnever )$",
        before,
    ):
        return not re.search(r"\bif not (?:the )?$", before)
    return bool(
        re.match(
            r"\s?(?:is|was|are|were) (?:far |much |surely |certainly )?(?:too high|too low|wrong|false|an exaggeration|absurd|exaggerated)",
            after,
        )
    )


Rule = Callable[[Sentence, Reading], bool]


def _cell(sentence: Sentence, reading: Reading) -> bool:
    """A cell of a table, by the name of its row and of its column."""
    cell = sentence.headings.cell(sentence.start + reading.number.core_start)
    if cell is None:
        return False
    found = False
    for name in (cell.header, cell.label):
        events = _deeds_in(sentence, name)
        group = _group_in(sentence, name)
        if group and not reading.kind:
            reading.kind, reading.group = group
            reading.listed = True
        if events and not found:
            best = max(events, key=lambda e: (e.end - e.start, e.role == "e"))
            found = _set(sentence, reading, best.family, f"its row or column is named “{name.strip()}”", sure=True)
    return found


def _labelled(sentence: Sentence, reading: Reading) -> bool:
    """A line of a list: 'Killed: 147', 'Houses destroyed: 12,000; damaged: 21,500', 'Women, 107'."""
    before = sentence.text[: reading.number.start]
    name = label_before(before)
    by_comma = before.rstrip().endswith(",")
    if not name or (by_comma and any(before.rfind(";") < n.core_end <= len(before) for n in sentence.numbers)):
        return False  # 'two dead, sixty injured': the first is no label of the second
    events = _deeds_in(sentence, name)
    group = _group_in(sentence, name)
    if not group:
        earlier = re.match(r"\W{0,4}([^:;|]{3,40})[:|]", before)
        group = _group_in(sentence, earlier[1]) if earlier and earlier[1] != name else None
    if group and not reading.kind:
        reading.kind, reading.group = group
    if events:
        best = max(events, key=lambda e: (e.end - e.start, e.role == "e"))
        return _set(sentence, reading, best.family, f"label “{name}”", sure=True)
    if by_comma:
        return False
    reading.listed = True
    heading = sentence.headings.title(sentence.start)
    above = [e for e in sentence.lexicon.events(heading) if e.role in "en"]
    if not above:
        return False
    reading.part = not re.match(r"(?:total|all|altogether|in all|sum)", name, re.IGNORECASE)
    reading.confidence = 0.6
    return _set(sentence, reading, above[-1].family, f"under the heading “{heading}”")


def _deeds_in(sentence: Sentence, name: str) -> list[Event]:
    """Return the events of a label; a noun for people alone, 'Patients', says not what became of them."""
    found = [e for e in sentence.lexicon.events(name) if e.role in "envi"]
    return [e for e in found if not (e.family in _STATES and noun_class(name[e.start : e.end]) == "person")]


_SEPARATOR = re.compile(r"(?:[:|=\t]|\s{3,}|\s[–—-]{1,2}\s|\.{3,}|(?: \.){3,}|,\s)[\s|.:]{0,80}$")


def label_before(before: str) -> str:
    """Return the label that ends a text: 'Killed' of 'Killed: ', 'Women' of '107 men; women, '; nothing where none does."""
    tail = before[-160:]
    separator = _SEPARATOR.search(tail)
    if separator is None:
        return ""
    name = tail[: separator.start()]
    start = max(name.rfind(mark) for mark in ";|\n(") + 1
    if name.rstrip().endswith(")"):  # '(official)' belongs to the label before it
        name = name[: name.rfind("(")]
        start = max(name.rfind(mark) for mark in ";|\n(") + 1
    if not separator[0].startswith(","):
        start = max(start, name.rfind(", ") + 1)
    name = name[start:].strip(" ,-–*•.)")
    if (len(tail) == 160 and start == 0) or not name or len(name.split()) > 7 or re.search(r"[\d.!?]", name):
        return ""
    if separator[0].startswith(",") and len(name.split()) > 2:
        return ""  # a comma names only what is as short as 'Women, 107'
    return name


def _group_in(sentence: Sentence, name: str) -> tuple[str, str] | None:
    for word in re.findall(r"[^\W\d_][\w’'-]*", name):
        if (found := sentence.lexicon.group_of(word)) and found[1] not in {"cases", "bodies"}:
            return found
    return None


def _result_noun(sentence: Sentence, reading: Reading) -> bool:
    """N dead; N survivors; N arrests."""
    fillers = grammar(sentence.language).fillers
    n = reading.at + 1
    while (
        n < len(sentence.words)
        and n < reading.at + 5
        and (sentence.words[n].low in fillers or sentence.words[n].end <= reading.number.end)
    ):
        n += 1
    for event, last in sentence.events_at(n, "n"):
        word = sentence.said(event).lower()
        if word == "strong" and (
            named := [e for e in sentence.events if e.role == "e" and e.end <= reading.number.start]
        ):
            return _set(sentence, reading, named[-1].family, f"“{sentence.said(named[-1])}”, so many strong", sure=True)
        if (word in _WEAK and word != "strong") or event.family in {"built", "used"}:
            continue
        if event.family in _STATES and noun_class(word) == "person":
            continue
        if "people" in sentence.lexicon.counts.get(event.family, ()):
            known = reading.kind == "people" and reading.group not in {"", "bodies"}
            reading.kind, reading.group = "people", reading.group if known else "people"
        reading.head = Head(reading.head.noun, reading.head.kind, reading.head.before, max(reading.head.end, last + 1))
        return _set(sentence, reading, event.family, f"“{word}” is what is counted", sure=True)
    return False


def _participle(sentence: Sentence, reading: Reading) -> bool:
    """N wounded; N people killed; N houses destroyed."""
    words, small = sentence.words, grammar(sentence.language)
    n = reading.head.end
    while (
        n < len(words)
        and words[n].is_word
        and (words[n].low.endswith("ly") or words[n].low in {"already", "more", "also", "either"})
    ):
        n += 1
    for event, last in sentence.events_at(n, "vni"):
        word = sentence.said(event).lower()
        past = event.role == "n" or word.endswith(
            ("ed", "en", "wn", "rnt", "hurt", "lost", "slain", "lain", "orn", "hot", "ught", "ound", "aved", "ut", "up")
        )
        following = words[last + 1] if last + 1 < len(words) else None
        active = (
            following is not None
            and event.role == "v"
            and (following.low in small.determiners or following.number >= 0)
        )
        fits = event.role == "i" or (past and not active and event.family not in {"built", "used", "held", "gathered"})
        if fits and _set(sentence, reading, event.family, f"“{sentence.said(event)}” right after it"):
            return True
    return False


def _verb_right(sentence: Sentence, reading: Reading) -> bool:
    """N were killed; N people died; N of them, women mostly, were never found."""
    deed = reading.right
    if deed.at < 0 or deed.denied:
        return _phrase_right(sentence, reading)
    passive = deed.passive or deed.verb == "be"
    for n in range(deed.at + 1, reading.head.end - 1, -1):
        for event, last in sentence.events_at(n, "ivn"):
            if last < deed.at or n > deed.at + 1 or (n > deed.at and not passive):
                continue
            if event.role == "v" and not (passive or last > deed.at + 1):
                continue
            if event.role == "n" and not passive:
                continue
            if event.family == "deployed" and not reading.kind and any(e.role == "e" for e in sentence.events):
                continue  # 'a crowd, put at 20,000, surrounded the station'
            if _set(sentence, reading, event.family, f"subject of “{sentence.said(event)}”"):
                return True
    return False


def _phrase_right(sentence: Sentence, reading: Reading) -> bool:
    """N in their graves; N without a roof; N never came home: a phrase that no verb begins."""
    for n in range(reading.head.end, min(len(sentence.words), reading.head.end + 3)):
        if not sentence.words[n].is_word:
            break
        for event, last in sentence.events_at(n, "i"):
            if last > n and _set(sentence, reading, event.family, f"subject of “{sentence.said(event)}”"):
                return True
    return False


def _out_of(sentence: Sentence, reading: Reading) -> bool:
    """Of the dead, N were children; among the injured are N; a part of what the phrase names."""
    words, n = sentence.words, reading.first - 1
    while n >= 0 and words[n].low in {",", "are", "were", "is", "was", "about", "some"}:
        n -= 1
    for first in range(n, max(-1, n - 3), -1):
        for event, last in sentence.events_at(first, "ne"):
            opened = (
                first >= 2
                and words[first - 1].low in {"the", "these", "those"}
                and words[first - 2].low in {"of", "among", "amongst"}
            )
            if (
                last == n
                and opened
                and _set(sentence, reading, event.family, f"“{sentence.said(event)}”, of whom it is a part")
            ):
                reading.part = True
                return True
    return False


def _of_noun(sentence: Sentence, reading: Reading) -> bool:
    """The deaths of N; the loss of N lives; a crowd of N; the arrest of some N."""
    n, words = reading.first - 1, sentence.words
    while n >= 0 and words[n].low in {"the", "some", "about", "all", "a"}:
        n -= 1
    if n < 1 or words[n].low != "of":
        return False
    phrase = -1  # the preposition of a phrase between: 'the expulsion by the authorities of N'
    for first in range(n - 1, max(-1, n - 9), -1):
        if not words[first].is_word or words[first].low in grammar(sentence.language).relatives:
            break
        for event, last in sentence.events_at(first, "evn"):
            near = n - 1 <= last <= n or (last + 1 == phrase and event.role in "en")
            if (
                near
                and event.family not in {"used", "held"}
                and _set(sentence, reading, event.family, f"“{sentence.said(event)}” of it")
            ):
                return True
        if words[first].low in {"by", "in", "from", "at", "on", "among"}:
            phrase = first
    return False


def _announced(sentence: Sentence, reading: Reading) -> bool:
    """The death toll was N; the dead numbered N; estimates of the number killed range from N; killed, N."""
    words, small = sentence.words, grammar(sentence.language)
    n, linked = reading.first - 1, False
    steps = 0
    while n >= 0 and steps < _ANNOUNCED_REACH:
        word = words[n]
        steps += 1
        lemma = verb_lemma(word.low) if word.is_word else None
        events = [
            (event, last)
            for first in range(max(0, n - 3), n + 1)
            for event, last in sentence.events_at(first, "en")
            if last == n
        ]
        if linked and events:
            event, _ = max(events, key=lambda pair: pair[0].end - pair[0].start)
            return _set(
                sentence, reading, event.family, f"announced by “{sentence.said(event)}”", sure=event.role == "e"
            )
        killed = [
            event
            for event, last in sentence.events_at(n, "v")
            if word.low.endswith(("ed", "en", "hurt", "lain", "lost"))
        ]
        if (
            linked
            and killed
            and n
            and (
                words[n - 1].low in {"number", "the", "people", "persons", "those", "men", "total"}
                or noun_class(words[n - 1].low) == "person"
            )
        ):
            return _set(sentence, reading, killed[0].family, f"announced by “{sentence.said(killed[0])}”")
        if word.number >= 0:
            return False
        if not word.is_word:
            if word.text in {",", ":", "(", "=", "—", "–", "-", "|"} and steps <= 2:
                linked = True
            elif word.text not in {"’", "'", "“", "”", ","}:
                return False
        elif (
            lemma in small.measuring
            or word.low in small.being
            or word.low in {"at", "to", "from", "range", "ranges", "ranged", "vary", "varies", "varied"}
        ):
            linked = True
        elif (
            word.low in {"who", "which", "that", "but", "while", "and", "when", "where", "because"} and steps > 1
        ) or (lemma and noun_class(word.low) is None and word.low not in small.closed and lemma not in small.reporting):
            return False
        n -= 1
    return False


def _verb_left(sentence: Sentence, reading: Reading) -> bool:
    """Killing N; left N dead; wounding around N; there perished N."""
    words, small = sentence.words, grammar(sentence.language)
    for n in range(reading.first - 1, max(-1, reading.first - 7), -1):
        word = words[n]
        if not word.is_word:
            return False
        for event, last in sentence.events_at(n, "vi"):
            if last >= reading.first or any(
                not w.is_word or w.low in {"and", "by", "in", "from", "with", "but"}
                for w in words[last + 1 : reading.first]
            ):
                continue
            before = words[n - 1].low if n else ""
            if event.role == "i":
                if (before in {"there", "then", "here", "thus", ""} or n == 0) and _set(
                    sentence, reading, event.family, f"subject of “{sentence.said(event)}”"
                ):
                    return True
                continue
            if before in small.being or (before.endswith("ly") and n > 1 and words[n - 2].low in small.being):
                continue  # passive: its subject stands on the left
            if _set(sentence, reading, event.family, f"object of “{sentence.said(event)}”"):
                return True
        if (
            word.low in small.prepositions - {"about", "around", "over", "up", "out", "down", "off", "near", "some"}
            or word.low in small.relatives
        ):
            return False
    return False


def _troops(sentence: Sentence, reading: Reading) -> bool:
    """Soldiers and police who act are deployed, whatever the verb of the order."""
    if reading.kind != "people" or reading.group not in ARMED:
        return False
    text, number = sentence.text, reading.number
    after = text[number.end :][:90]
    before = text[max(0, number.start - 60) : number.start]
    moving = any(event.family == "deployed" for event in sentence.events)
    if (
        moving
        or re.search(r"\b(?:order|send|sent|bring|brought|mov|us|fac)\w*\s[^.;]{0,40}$", before)
        or re.match(r"[^.;]{0,40}\bto\b", after)
    ):
        return _set(sentence, reading, "deployed", f"“{reading.noun}” under orders")
    return False


def _lost(sentence: Sentence, reading: Reading) -> bool:
    """N lost; N were lost: of people, their lives."""
    deed, words = reading.right, sentence.words
    at = reading.head.end
    if reading.kind != "thing" and (
        (at < len(words) and words[at].low == "lost") or (deed.passive and deed.verb == "lose")
    ):
        reading.confidence = 0.7
        return _set(sentence, reading, "killed", "“lost”")
    return False


def _weak_noun(sentence: Sentence, reading: Reading) -> bool:
    """N victims, N passengers: a noun that names whom it happened to, where no verb says what."""
    n = reading.head.end - 1
    if not reading.noun or n <= reading.at:
        return False
    for event, _ in sentence.events_at(n, "n"):
        reading.confidence = 0.6
        return _set(sentence, reading, event.family, f"“{sentence.said(event)}” is what is counted")
    return False


def _only_event(sentence: Sentence, reading: Reading) -> bool:
    """The only event word of the clause; weak, so it may join a topic but found none."""
    if reading.number.value < 2 or not reading.noun:
        return False
    text = sentence.text
    left = max(text.rfind(mark, 0, reading.number.start) for mark in ",;:—(")
    rights = [p for p in (text.find(mark, reading.number.end) for mark in ",;:—)") if p >= 0]
    right = min(rights, default=len(text))
    inside = {e.family for e in sentence.events if left < e.start and e.end <= right and e.role in "vie"}
    numbers = [n for n in sentence.numbers if left < n.core_start < right]
    if len(inside) == 1 and len(numbers) == 1:
        reading.confidence = 0.45
        return _set(sentence, reading, inside.pop(), "the only such word of its clause")
    return False


RULES: tuple[Rule, ...] = (
    _cell,
    _labelled,
    _out_of,
    _result_noun,
    _participle,
    _of_noun,
    _verb_right,
    _announced,
    _verb_left,
    _lost,
    _troops,
    _weak_noun,
    _only_event,
)


def _set(sentence: Sentence, reading: Reading, family: str, why: str, *, sure: bool = False) -> bool:
    """Give a reading its family, unless the family does not count what the number counts."""
    lexicon = sentence.lexicon
    vague = reading.head.kind in {"event", "document", "abstract", "body", "corpse", "time"}  # 'deaths', 'names'
    people = "people" in lexicon.counts.get(family, {"people"})
    if reading.kind == "thing" and family == "killed" and not vague:
        family = "animals_lost" if reading.head.kind == "animal" or reading.group == "animals" else "destroyed"
    kind = "" if reading.kind == "thing" and vague and people else reading.kind
    if not lexicon.may_count(family, kind):
        return False
    if not reading.kind and not people and not (reading.noun or sure):
        return False  # a bare number of things that nothing names
    reading.family = family
    reading.why.append(why)
    return True
