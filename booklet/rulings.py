"""How a number is read: an ordered list of rules, the first that fits wins and leaves its reason.

A rule looks at the words beside the number: the noun it counts, the verb it stands with, the word that announces it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from booklet.clauses import Head, grammar
from booklet.nouns import noun_class, verb_lemma
from booklet.readings import STATES, Reading, Sentence, settle
from booklet.rows import read_cell, read_label

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

_ANNOUNCED_REACH = 11  # words between an announcing noun and its number

Rule = Callable[[Sentence, Reading], bool]


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
            return settle(
                sentence, reading, named[-1].family, f"“{sentence.said(named[-1])}”, so many strong", sure=True
            )
        if (word in _WEAK and word != "strong") or event.family in {"built", "used"}:
            continue
        if event.family in STATES and noun_class(word) == "person":
            continue
        if "people" in sentence.lexicon.counts.get(event.family, ()):
            known = reading.kind == "people" and reading.group not in {"", "bodies"}
            reading.kind, reading.group = "people", reading.group if known else "people"
        reading.head = Head(reading.head.noun, reading.head.kind, reading.head.before, max(reading.head.end, last + 1))
        return settle(sentence, reading, event.family, f"“{word}” is what is counted", sure=True)
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
        if fits and settle(sentence, reading, event.family, f"“{sentence.said(event)}” right after it"):
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
            if settle(sentence, reading, event.family, f"subject of “{sentence.said(event)}”"):
                return True
    return False


def _phrase_right(sentence: Sentence, reading: Reading) -> bool:
    """N in their graves; N without a roof; N never came home: a phrase that no verb begins."""
    for n in range(reading.head.end, min(len(sentence.words), reading.head.end + 3)):
        if not sentence.words[n].is_word:
            break
        for event, last in sentence.events_at(n, "i"):
            if last > n and settle(sentence, reading, event.family, f"subject of “{sentence.said(event)}”"):
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
                and settle(sentence, reading, event.family, f"“{sentence.said(event)}”, of whom it is a part")
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
                and settle(sentence, reading, event.family, f"“{sentence.said(event)}” of it")
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
            return settle(
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
            return settle(sentence, reading, killed[0].family, f"announced by “{sentence.said(killed[0])}”")
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
                if (before in {"there", "then", "here", "thus", ""} or n == 0) and settle(
                    sentence, reading, event.family, f"subject of “{sentence.said(event)}”"
                ):
                    return True
                continue
            if before in small.being or (before.endswith("ly") and n > 1 and words[n - 2].low in small.being):
                continue  # passive: its subject stands on the left
            if settle(sentence, reading, event.family, f"object of “{sentence.said(event)}”"):
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
        return settle(sentence, reading, "deployed", f"“{reading.noun}” under orders")
    return False


def _lost(sentence: Sentence, reading: Reading) -> bool:
    """N lost; N were lost: of people, their lives."""
    deed, words = reading.right, sentence.words
    at = reading.head.end
    if reading.kind != "thing" and (
        (at < len(words) and words[at].low == "lost") or (deed.passive and deed.verb == "lose")
    ):
        reading.confidence = 0.7
        return settle(sentence, reading, "killed", "“lost”")
    return False


def _weak_noun(sentence: Sentence, reading: Reading) -> bool:
    """N victims, N passengers: a noun that names whom it happened to, where no verb says what."""
    n = reading.head.end - 1
    if not reading.noun or n <= reading.at:
        return False
    for event, _ in sentence.events_at(n, "n"):
        reading.confidence = 0.6
        return settle(sentence, reading, event.family, f"“{sentence.said(event)}” is what is counted")
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
        return settle(sentence, reading, inside.pop(), "the only such word of its clause")
    return False


RULES: tuple[Rule, ...] = (
    read_cell,
    read_label,
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
