"""How a number is read: an ordered list of rules, the first that fits wins and leaves its reason.

A rule looks at the words beside the number: the noun it counts, the verb it stands with, the word that announces it,
the label before it. What no rule reads is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from booklet.families import Event, Lexicon
from booklet.numbers import Number

_TOKEN = re.compile(r"[^\W\d_][\w’'-]*|\d[\d,.]*|[^\w\s]")
_STOPS = frozenset(
    [
        "in",
        "on",
        "at",
        "by",
        "from",
        "with",
        "without",
        "for",
        "into",
        "after",
        "before",
        "during",
        "since",
        "until",
        "under",
        "over",
        "between",
        "through",
        "against",
        "near",
        "upon",
        "and",
        "or",
        "but",
        "nor",
        "which",
        "who",
        "whom",
        "whose",
        "that",
        "while",
        "when",
        "where",
        "because",
        "as",
        "than",
        "were",
        "was",
        "are",
        "is",
        "be",
        "been",
        "being",
        "had",
        "has",
        "have",
        "did",
        "do",
        "does",
        "will",
        "would",
        "could",
        "can",
        "may",
        "might",
        "must",
        "should",
        "shall",
        "to",
        "if",
        "then",
        "so",
    ]
)
_LINKS = (
    r"(?:\s|,|:|=|–|—|-|\(|of|was|were|is|at|to|as|the|a|stood|stands|came|comes|reached|rose|rises|climbed|put|set|given|"
    r"totalled|totals|total|totaling|totalling|numbered|numbers|number|numbering|exceeded|exceeds|amounted|amounts|passed|"
    r"now|later|finally|then|estimated|reported|officially|reckoned|fixed|being|some|only|about|said|be|would|had|has|"
    r"been|believed|counted|recorded|by|it|in|all|official|final|reaching|remains|remained|has been|roll|list){0,9}"
)
PEOPLE_FAMILIES = frozenset(
    [
        "killed",
        "wounded",
        "missing",
        "arrested",
        "imprisoned",
        "convicted",
        "tried",
        "executed",
        "tortured",
        "raped",
        "expelled",
        "displaced",
        "homeless",
        "evacuated",
        "rescued",
        "trapped",
        "buried",
        "hospital",
        "ill",
        "starving",
        "orphaned",
        "widowed",
        "bereaved",
        "gathered",
        "struck",
        "dismissed",
        "employed",
        "aboard",
        "present",
        "enrolled",
        "fed",
        "released",
    ]
)
THING_FAMILIES = frozenset(
    ["destroyed", "damaged", "built", "closed", "seized", "used", "held", "fired", "recovered", "buried"]
)
ARMED = frozenset({"troops", "police"})
_ADVERB = r"(?:\w+ly|also|already|then|later|still|now|themselves|all|either|both|not only|since|never|even|seriously|badly|critically|fatally|thus|there|so|been|being|be|reported(?:ly)?|believed to have|said to have|known to have|thought to have|to have)"
_AUXILIARY = r"(?:were|was|are|is|been|being|be|have|has|had|got|get|lay|lie|remain|remained|stood)"


@dataclass(slots=True)
class Reading:
    """A number and what has been found out about it."""

    number: Number
    family: str = ""
    kind: str = ""  # 'people' or 'thing'
    group: str = ""
    noun: str = ""
    part: bool = False
    phase: str = ""
    place: str = ""
    said_by: str = ""
    confidence: float = 1.0
    why: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """A sentence with its numbers and event words. Offsets are counted in `text`."""

    text: str
    start: int
    lexicon: Lexicon
    numbers: list[Number]
    events: list[Event]
    readings: list[Reading] = field(default_factory=list)
    label: str = ""


def find_head(sentence: Sentence, reading: Reading) -> None:
    """Find the noun that the number counts: the first known one, or plural, within six words after it."""
    text, start = sentence.text, reading.number.core_end
    count = 0
    nouns: list[str] = []
    for match in _TOKEN.finditer(text, start, min(len(text), start + 90)):
        token = match[0]
        low = token.lower()
        if (
            low in {"of", "the", "these", "those", "other", "odd", "strong", "more", "further", "or", "so", "-"}
            and count < 4
        ):
            if low in {"or"}:
                break
            continue
        if low in _STOPS or not (token[0].isalpha()):
            break
        if count >= 6:
            break
        if any(
            e.start == match.start() and e.role in "vi" and e.family != "held" for e in sentence.events
        ) and not _is_noun(sentence, match):
            break
        two = re.match(r"[\w’'-]+ [\w’'-]+", text[match.start() : match.start() + 40])
        found = (sentence.lexicon.group_of(two[0]) if two else None) or sentence.lexicon.group_of(token)
        if found:
            reading.kind, reading.group = found
            reading.noun = low
            reading.why.append(f"counts “{token}”")
            return
        if low.endswith("s") and not low.endswith("ss") and len(low) > 3:
            nouns.append(low)
            if token[0].isupper() and re.match(r"[A-Z]\w+(?:is|ns|ns)$", token):
                reading.kind, reading.group, reading.noun = "people", "people", low
                reading.why.append(f"counts “{token}”")
                return
            break
        count += 1
    if nouns:
        reading.noun = nouns[0]


def _is_noun(sentence: Sentence, match: re.Match[str]) -> bool:
    return any(e.start == match.start() and e.role == "n" for e in sentence.events) or bool(
        sentence.lexicon.group_of(match[0])
    )


def is_denied(sentence: Sentence, number: Number) -> bool:
    """Say whether the words deny a figure: 'not 300', 'rather than 300', '300 is too high'."""
    before = sentence.text[max(0, number.start - 26) : number.start].lower()
    after = sentence.text[number.end : number.end + 30].lower()
    if re.search(
        r"(?:\bnot (?:the |a )?|\brather than (?:the )?|\bfar from (?:the )?|\binstead of (?:the )?|\bnever )$", before
    ):
        return not re.search(r"\bif not (?:the )?$", before)
    return bool(re.match(r"\s?(?:is|was) (?:too high|too low|wrong|false|an exaggeration|absurd)", after))


Rule = Callable[[Sentence, Reading], bool]


def _after_head(sentence: Sentence, reading: Reading) -> int:
    """Return where the words after the number and its noun begin."""
    end = reading.number.end
    if reading.noun:
        at = sentence.text.lower().find(reading.noun, reading.number.core_end, reading.number.core_end + 90)
        if at >= 0:
            end = at + len(reading.noun)
    return end


def _result_noun(sentence: Sentence, reading: Reading) -> bool:
    """N dead; N survivors; N arrests."""
    text, start = sentence.text, reading.number.core_end
    match = re.match(
        r"(?:\s(?:of the|of|other|more|further|confirmed|known|recorded|official|civilian|new|total))*\s", text[start:]
    )
    if not match:
        return False
    at = start + match.end()
    for event in sentence.events:
        if event.role == "n" and event.start == at:
            word = text[event.start : event.end].lower()
            if word in {
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
                "killed",
                "lives",
            } and word not in {"killed", "lives"}:
                continue
            if event.family in {"built", "used"}:
                continue
            return _set(reading, event.family, f"“{text[event.start : event.end]}” is what is counted")
    return False


def _participle(sentence: Sentence, reading: Reading) -> bool:
    """N wounded; N people killed; N (civilians) were not needed."""
    text, at = sentence.text, _after_head(sentence, reading)
    gap = re.match(rf"\s?(?:{_ADVERB}\s)?", text[at:])
    place = at + (gap.end() if gap else 0)
    for event in sentence.events:
        if event.role in "vn" and event.start == place:
            word = text[event.start : event.end].lower()
            past = word.endswith(("ed", "en", "t", "n", "ain", "led", "rn", "out", "up", "away")) or event.role == "n"
            following = text[event.end : event.end + 16]
            active = re.match(r"\s(?:the|a|an|their|his|its|\d)", following) and event.role == "v"
            if past and not active and event.family not in {"built", "used", "held", "deployed", "gathered"}:
                return _set(reading, event.family, f"“{text[event.start : event.end]}” right after the number")
    return False


def _announced(sentence: Sentence, reading: Reading) -> bool:
    """The death toll was N; a crowd of N; the expulsion by the authorities of N."""
    text, end = sentence.text, reading.number.start
    best: Event | None = None
    for event in sentence.events:
        if event.role == "e" and event.end <= end and end - event.end <= 70:
            between = text[event.end : end]
            if re.fullmatch(_LINKS, between, re.IGNORECASE) or _skips_phrase(between):
                best = event
    if best is None:
        return False
    word = text[best.start : best.end]
    if not re.search(r"\w", text[best.end : end]) and text[best.end : end].strip() not in {
        ":",
        "=",
        "–",
        "—",
        "-",
        "(",
    }:
        return False
    return _set(reading, best.family, f"announced by “{word}”")


def _skips_phrase(between: str) -> bool:
    """Say whether only a phrase with a preposition stands between: 'expulsion by the authorities of'."""
    return bool(
        re.fullmatch(
            r"\s(?:by|in|of|from|among|at|on) [^,.;:\d]{2,45}? (?:of|was|were|to|at|is|reached|as)(?: the)?\s?", between
        )
    ) or bool(re.fullmatch(r"\s(?:by|in|from|at) [^,.;:\d]{2,40}? of (?:some |about |the )?", between))


def _verb_right(sentence: Sentence, reading: Reading) -> bool:
    """N were killed; N people died; N of them, women mostly, were never found."""
    text, at = sentence.text, _after_head(sentence, reading)
    rest = text[at : at + 110]
    inset = re.match(r"\s?,[^,.;]{2,50},|\s?\([^()]{1,40}\)", rest)
    skip = inset.end() if inset else 0
    phrase = re.match(
        r"(?:\s(?:of|in|from|at|on|with|aboard|among|inside|who|which|that)\b(?:\s(?!were\b|was\b|had\b|have\b|are\b)[\w’'-]+){1,6}?(?=\s(?:were|was|had|have|are|died|perished|lost|fell)\b))",
        rest[skip:],
    )
    if phrase:
        skip += phrase.end()
    lead = re.match(
        rf"(?:\s(?:who|which|that))?(?:\s{_AUXILIARY})*(?:\s{_ADVERB})*(?:\s{_AUXILIARY})*(?:\s{_ADVERB})*\s?",
        rest[skip:],
    )
    place = at + skip + (lead.end() if lead else 0)
    words = (lead[0] if lead else "").split()
    passive = any(re.fullmatch(r"were|was|are|is|been|being|be|got", w) for w in words)
    if re.search(r"\bnot\b", lead[0] if lead else ""):
        return False
    for event in sentence.events:
        if not 0 <= event.start - place <= 1 and not (
            passive and event.start >= at + skip and event.end > place and event.start <= place
        ):
            continue
        word = text[event.start : event.end]
        if event.role == "i" or (event.role == "v" and passive) or (event.role == "n" and passive):
            if event.role == "v" and _is_infinitive_agent(text, event):
                continue
            return _set(reading, event.family, f"subject of “{word}”")
    # An intransitive whose own words begin with the auxiliary: 'were lost', 'went missing'.
    for event in sentence.events:
        if event.role == "i" and at + skip <= event.start <= at + skip + 2:
            return _set(reading, event.family, f"subject of “{text[event.start : event.end]}”")
    return False


def _is_infinitive_agent(text: str, event: Event) -> bool:
    return bool(re.search(r"\bto $", text[max(0, event.start - 4) : event.start]))


def _verb_left(sentence: Sentence, reading: Reading) -> bool:
    """Killing N; left N dead; wounding around N."""
    text, end = sentence.text, reading.number.start
    best: Event | None = None
    for event in sentence.events:
        if event.role != "v" or event.end > end:
            continue
        between = text[event.end : end]
        if len(between.split()) > 4 or re.search(
            r"[.;:()]|\band\b|\bby\b|\bin\b(?! all)|\bfrom\b|\bwith\b|\bto\b|,\s*\w+", between
        ):
            continue
        if re.search(
            r"\b(?:were|was|been|being|be|is|are)\s(?:\w+ly\s)?$", text[max(0, event.start - 14) : event.start]
        ):
            continue  # passive: its subject stands on the left
        best = event
    if best is None:
        return False
    word = text[best.start : best.end]
    if best.family in {"used", "held", "built"} and reading.kind != "thing":
        return False
    return _set(reading, best.family, f"object of “{word}”")


def _labelled(sentence: Sentence, reading: Reading) -> bool:
    """A line of a list or a table: 'Killed: 147', 'Dead | 12'."""
    before = sentence.text[: reading.number.start]
    label = re.match(
        r"\W{0,4}((?:[^\W\d][\w’'/-]*[ ,]{0,2}){1,6})(?:\([^()]{0,30}\)\s*)?(?:[:|=\t]|\s{3,}|\s?[–—-]{1,2}\s|\.{3,})\W*$",
        before,
    )
    if not label:
        return False
    events = [e for e in sentence.events if e.end <= label.end(1) and e.role in "env"]
    if not events:
        return False
    event = events[-1]
    return _set(reading, event.family, f"label “{label[1].strip()}”")


def _troops(sentence: Sentence, reading: Reading) -> bool:
    """Soldiers and police who act are deployed, whatever the verb of the order."""
    if reading.kind == "people" and reading.group in ARMED:
        text = sentence.text
        after = text[_after_head(sentence, reading) :][:90]
        before = text[max(0, reading.number.start - 60) : reading.number.start]
        moving = any(e.family == "deployed" for e in sentence.events)
        if (
            moving
            or re.search(r"\b(?:order|send|sent|bring|brought|mov|us)\w*\s[^.;]{0,40}$", before)
            or re.match(r"[^.;]{0,40}\bto\b", after)
        ):
            return _set(reading, "deployed", f"“{reading.noun}” under orders")
    return False


def _only_event(sentence: Sentence, reading: Reading) -> bool:
    """The only event word of the clause; weak, so it may join a topic but found none."""
    if reading.number.value < 2 or (not reading.noun and reading.kind == ""):
        return False
    text = sentence.text
    left = max(text.rfind(mark, 0, reading.number.start) for mark in ",;:—(")
    rights = [p for p in (text.find(mark, reading.number.end) for mark in ",;:—)") if p >= 0]
    right = min(rights, default=len(text))
    inside = {e.family for e in sentence.events if left < e.start and e.end <= right and e.role in "vie"}
    numbers = [n for n in sentence.numbers if left < n.core_start < right]
    if len(inside) == 1 and len(numbers) == 1:
        reading.confidence = 0.45
        return _set(reading, inside.pop(), "the only such word of its clause")
    return False


RULES: tuple[Rule, ...] = (
    _labelled,
    _result_noun,
    _participle,
    _verb_right,
    _announced,
    _verb_left,
    _troops,
    _only_event,
)


def _set(reading: Reading, family: str, why: str) -> bool:
    thing = reading.kind == "thing"
    if thing and family in {"killed", "rescued", "missing"}:
        family = {"killed": "destroyed", "rescued": "rescued", "missing": "missing"}[family]
    if (
        thing
        and family not in THING_FAMILIES
        and family not in {"deployed", "recovered", "rescued", "claimed", "missing", "fed"}
    ):
        return False
    if reading.kind == "people" and family in {"destroyed", "damaged", "built", "closed", "used", "held", "fired"}:
        return False
    if not reading.kind and family in THING_FAMILIES and not reading.noun and family not in {"recovered", "buried"}:
        return False
    reading.family = family
    reading.why.append(why)
    return True
