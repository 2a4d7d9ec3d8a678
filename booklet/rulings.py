"""How a number is read: an ordered list of rules, the first that fits wins and leaves its reason.

A rule looks at the words beside the number: the noun it counts, the verb it stands with, the word that announces it.
"""

from __future__ import annotations

from collections.abc import Callable

from booklet.clauses import Head
from booklet.families import is_state
from booklet.guesses import read_lost, read_only_event, read_troops, read_weak_noun
from booklet.nouns import noun_class, verb_lemma
from booklet.readings import Reading, Sentence, settle
from booklet.rows import read_cell, read_label
from booklet.wording import grammar

_HAPPENINGS = frozenset({"person", "event", "corpse", "group", "abstract", "body", None})
_ANNOUNCED_REACH = 11  # words between an announcing noun and its number

Rule = Callable[[Sentence, Reading], bool]


def _result_noun(sentence: Sentence, reading: Reading) -> bool:
    """N dead; N survivors; N arrests."""
    fillers, said = grammar(sentence.language).fillers, sentence.wording
    n = reading.at + 1
    while (
        n < len(sentence.words)
        and n < reading.at + 5
        and (sentence.words[n].low in fillers or sentence.words[n].end <= reading.number.end)
    ):
        n += 1
    if _is_adjective(sentence, n) and sentence.events_at(n + 1, "n"):
        n += 1  # '17 Flemish dead'
    for event, last in sentence.events_at(n, "n"):
        word = sentence.said(event).lower()
        if word in said.strength and (
            named := [e for e in sentence.events if e.role == "e" and e.end <= reading.number.start]
        ):
            return settle(
                sentence, reading, named[-1].family, f"“{sentence.said(named[-1])}”, so many strong", sure=True
            )
        if (word in said.weak_nouns and word not in said.strength) or event.family in {"built", "used"}:
            continue
        if noun_class(word) == "person" and (is_state(event.family) or _says_more(sentence, reading, event.family)):
            continue
        if reading.head.end > last + 1 and reading.head.noun and noun_class(reading.head.noun) not in _HAPPENINGS:
            if noun_class(reading.head.noun) != "animal":
                continue  # 'death certificates', 'refugee camps'
            return settle(sentence, reading, event.family, f"“{word}” of them", sure=True)  # 'dead birds'
        if "people" in sentence.lexicon.counts.get(event.family, ()):
            known = reading.kind == "people" and reading.group not in {"", "bodies"}
            reading.kind, reading.group = "people", reading.group if known else "people"
        reading.head = Head(reading.head.noun, reading.head.kind, reading.head.before, max(reading.head.end, last + 1))
        return settle(sentence, reading, event.family, f"“{word}” is what is counted", sure=True)
    return False


def _is_adjective(sentence: Sentence, n: int) -> bool:
    """Say whether a word is neither noun nor verb nor a small word, so that it can only describe what follows."""
    if not n < len(sentence.words) - 1 or not sentence.words[n].is_word or sentence.events_at(n, "nvie"):
        return False
    low = sentence.words[n].low
    return noun_class(low) is None and verb_lemma(low) is None and low not in grammar(sentence.language).closed


def _says_more(sentence: Sentence, reading: Reading, family: str) -> bool:
    """Say whether the verb of a noun that names persons tells what became of them: 'seven of the deserters were drowned'."""
    at = reading.right.at
    return at >= 0 and any(
        event.family not in {family, ""} and last >= at
        for n in (at - 1, at)
        for event, last in sentence.events_at(n, "vi")
        if n >= 0
    )


def _relative(sentence: Sentence, reading: Reading) -> bool:
    """N who were killed: the clause that belongs to the number, before what it is the object of."""
    at = reading.head.end
    return (
        at < len(sentence.words)
        and sentence.words[at].low in sentence.wording.persons
        and _verb_right(sentence, reading)
    )


def _participle(sentence: Sentence, reading: Reading) -> bool:
    """N wounded; N people killed; N houses destroyed."""
    words, small, said = sentence.words, grammar(sentence.language), sentence.wording
    n = reading.head.end
    while (
        n < len(words)
        and words[n].is_word
        and (words[n].low.endswith(said.adverb_endings) or words[n].low in said.before_participle)
    ):
        n += 1
    for event, last in sentence.events_at(n, "vni"):
        word = sentence.said(event).lower()
        past = event.role == "n" or word.endswith(said.participle_endings)
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
    if _is_whole_of_another(sentence, reading):
        return False
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


def _is_whole_of_another(sentence: Sentence, reading: Reading) -> bool:
    """Say whether another number is taken from the group that this one counts: 'one of a crew of nine died'."""
    words, of, n = sentence.words, sentence.wording.of, reading.first - 1
    if n < 3 or words[n].low not in of or not words[n - 1].is_word:
        return False
    return any(
        words[k].low in of and words[k - 1].number >= 0 for k in range(n - 2, max(0, n - 5), -1) if words[k].is_word
    )


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
    words, said, n = sentence.words, sentence.wording, reading.first - 1
    while n >= 0 and (words[n].low == "," or words[n].low in said.before_part):
        n -= 1
    for first in range(n, max(-1, n - 3), -1):
        for event, last in sentence.events_at(first, "ne"):
            opened = first >= 2 and words[first - 1].low in said.definite and words[first - 2].low in said.out_of
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
    n, words, said = reading.first - 1, sentence.words, sentence.wording
    while n >= 0 and words[n].low in said.before_number:
        n -= 1
    if n < 1 or words[n].low not in said.of:
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
        if words[first].low in said.inset_prepositions:
            phrase = first
    return False


def _announced(sentence: Sentence, reading: Reading) -> bool:
    """The death toll was N; the dead numbered N; estimates of the number killed range from N; killed, N."""
    words, small, said = sentence.words, grammar(sentence.language), sentence.wording
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
        if linked and events and (phrase := _phrase_of(sentence, n, reading)) >= 0:
            n = phrase - 1  # 'the number of men killed by accidents was 34'
            continue
        if linked and events:
            event, _ = max(events, key=lambda pair: pair[0].end - pair[0].start)
            if word.low.endswith(said.announced_endings):
                _name_group(sentence, reading, n - 1)
            return settle(
                sentence, reading, event.family, f"announced by “{sentence.said(event)}”", sure=event.role == "e"
            )
        killed = [event for event, last in sentence.events_at(n, "v") if word.low.endswith(said.announced_endings)]
        if (
            linked
            and killed
            and n
            and (words[n - 1].low in said.before_announced or noun_class(words[n - 1].low) == "person")
        ):
            _name_group(sentence, reading, n - 1)
            return settle(sentence, reading, killed[0].family, f"announced by “{sentence.said(killed[0])}”")
        if word.number >= 0:
            return False
        if not word.is_word:
            if word.text in {",", ":", "(", "=", "—", "–", "-", "|"} and steps <= 2:
                linked = True
            elif word.text not in {"’", "'", "“", "”", ","}:
                return False
        elif lemma in small.measuring or word.low in small.being or word.low in said.ranging:
            linked = True
        elif (word.low in said.announcing_ends and steps > 1) or (
            lemma and noun_class(word.low) is None and word.low not in small.closed and lemma not in small.reporting
        ):
            return False
        n -= 1
    return False


def _name_group(sentence: Sentence, reading: Reading, n: int) -> None:
    """Take whom a number counts from the noun at `n`: 'the number of women killed was 12'."""
    known = sentence.lexicon.group_of(sentence.words[n].low) if n >= 0 else None
    if known and not reading.kind:
        reading.kind, reading.group = known


def _phrase_of(sentence: Sentence, n: int, reading: Reading) -> int:
    """Return the place of 'by', 'in' or 'from' right before the noun at `n`, where a count is announced before it."""
    words, said = sentence.words, sentence.wording
    start = n - 1 if n and words[n - 1].low in said.phrase_openers else -1
    before = {word.low for word in words[max(0, start - 6) : max(0, start)]}
    return start if start > 0 and before & said.counts else -1


def _verb_left(sentence: Sentence, reading: Reading) -> bool:
    """Killing N; left N dead; wounding around N; there perished N."""
    words, small, said = sentence.words, grammar(sentence.language), sentence.wording
    for n in range(reading.first - 1, max(-1, reading.first - 7), -1):
        word = words[n]
        if not word.is_word:
            return False
        for event, last in sentence.events_at(n, "vi"):
            if last >= reading.first or any(
                not w.is_word or w.low in said.object_breaks for w in words[last + 1 : reading.first]
            ):
                continue
            before = words[n - 1].low if n else ""
            if before in small.determiners and not word.low.endswith(said.running_endings):
                continue  # 'the settlers counted nine'
            if event.role == "i":
                if (n == 0 or before in said.inverting) and settle(
                    sentence, reading, event.family, f"subject of “{sentence.said(event)}”"
                ):
                    return True
                continue
            if before in small.being or (
                before.endswith(said.adverb_endings) and n > 1 and words[n - 2].low in small.being
            ):
                continue  # passive: its subject stands on the left
            if settle(sentence, reading, event.family, f"object of “{sentence.said(event)}”"):
                return True
        if word.low in small.prepositions - said.particles or word.low in small.relatives:
            return False
    return False


RULES: tuple[Rule, ...] = (
    read_cell,
    read_label,
    _out_of,
    _result_noun,
    _participle,
    _relative,
    _of_noun,
    _verb_right,
    _announced,
    _verb_left,
    read_lost,
    read_troops,
    read_weak_noun,
    read_only_event,
)
