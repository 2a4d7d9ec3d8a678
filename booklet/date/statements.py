"""The kinds of statement by which a line gives the date of its own text, and how plainly each does."""

from __future__ import annotations

import re
from collections.abc import Callable

from booklet.date import labels, serials
from booklet.date.place import LONGEST, Place
from booklet.date.reading import patterns
from booklet.dates import Mention, tells_of_a_day
from booklet.languages import calendar

_ENTRY = 40  # characters: what a line that begins with a date must tell to be an entry by itself


def kind_of(place: Place) -> tuple[float, str] | None:
    """Return how strongly a date states the day of its text, and as what."""
    if labels.is_of_something_else(place) or serials.is_shelf_mark(place) or serials.is_of_another_paper(place):
        return None
    in_table = place.line.block is not None and place.line.block.role == "table" and place.line.from_top > 3
    table = in_table or place.text.count("|") > 2
    for weigh, name in _KINDS[:2] if table else _KINDS:
        if name in _NOT_IN_A_LIST and (place.line.cites or _year_of_a_noun(place)):
            continue
        if score := weigh(place):
            return score, name
    return None


def _year_of_a_noun(place: Place) -> bool:
    """Say whether a bare year follows a common noun: of 'by public subscription 1935' it dates the noun."""
    if place.date.precision != "year" or not re.fullmatch(r"\d{4}", place.words):
        return False
    noun = re.search(r"(?:^|\s)([a-z][a-z’'-]+) $", place.lead)
    known = noun and (re.fullmatch(calendar(place.reading.language).before_year, noun[1]) or place.has("acts", noun[1]))
    return noun is not None and not known and not any(place.has(n, noun[1]) for n in ("documents", "imprint"))


def _dateline(place: Place) -> float:
    """Weigh 'PLACE, 12 March 1864 -' before a report."""
    before = place.lead.strip(" *_")
    name = re.sub(rf",?\s*{place.weekday}$", "", before.rstrip(" ,.(-–—:"))
    if not name or len(name) > 60 or re.search(r"[!?;]", name) or len(place.text) < len(before) + 40:
        return 0.0
    if place.date.precision != "day" or before.endswith("("):
        return 0.0
    opens = re.match(r"[.)]?,?\s?(?:[^–—.-]{0,30}?)\s?(?:\([^)]{2,60}\))?\s?(?:[–—:_-]|\.(?=\s))", place.rest)
    small = place.reading.pattern("place_words")
    named = re.fullmatch(rf"(?:[A-Z][\w'’.-]*,?\s?(?:(?:{small})\s)*){{1,7}}", name)
    several = re.search(r"[.]\s\w", patterns(place.reading.language)["saint"].sub("", name))
    capitals = re.match(r"[A-Z]{2}", name) and name.split()[0].isupper()
    if opens and capitals and len(name) < 50 and not several and _is_a_place(name, small):
        return 9.0
    dashed = re.match(r"[.,]?\s?(?:[^–—.-]{0,30}?)\s?(?:\([^)]{2,60}\))?\s?(?:[–—]|--?\s)", place.rest)
    return 8.5 if named and dashed else 0.0


def _is_a_place(name: str, small: str) -> bool:
    """Say whether words are a place: 'NEWTON-ON-THE-ARN, near Harden', not 'HARDEN lost forty houses on'."""
    words = re.findall(r"[^\W\d_]+", name)
    allowed = all(not word.islower() or re.fullmatch(small, word) for word in words)
    return allowed and not words[-1].islower() and ":" not in name


def _day_head(place: Place) -> float:
    """Weigh '4 June 1868. Thu. No rain, no post': an entry of a diary, but not of a table of days."""
    if place.lead.strip(" *_#([") or not re.search(r"\w{2}", place.rest):
        return 0.0
    if not re.match(rf"[)\]*_]*\s?(?:[.:;–—-]|,?\s?{place.weekday})", place.rest):
        return 0.0
    heads = len(
        re.findall(
            r"(?m)^\W*(?:\d{1,2}\w{0,2} )?[A-Z][a-z]+ (?:\d{1,2}(?:, ?\d{4})?|\d{4})\s?[.:–—-]", place.reading.text
        )
    )
    if heads < 2 and len(place.rest) < _ENTRY:
        return 0.0
    own = place.has("first_person", place.reading.text)
    told = own or place.has("at_once", place.reading.text[:1500])
    return 8.0 if told and (heads < 3 or own) else 0.0


def _origin(place: Place) -> float:
    """Weigh 'This song was taken down from E. Pratt in August 1955', 'E. Pratt was interviewed in 1987'."""
    if place.line.from_top > 3 and place.line.from_end > 2:
        return 0.0
    if place.has("this_text", place.sentence):
        return 7.5
    later = place.after_event and place.reading.latest_year <= place.date.year
    return 6.5 if later and len(place.sentence) < LONGEST and place.has("spoken", place.sentence) else 0.0


def _act(place: Place) -> float:
    """Weigh 'Given at Norham', 'Minutes of the meeting held on', '(told to A. Lunt, June 1979)'."""
    match = place.find("acts", place.sentence)
    if not match or len(place.text) > LONGEST or place.tells(place.sentence):
        return 0.0
    if place.has("of_topic", match[0]):
        return 0.0
    if place.has("acts_of_sittings", match[0]) and not place.has("documents", place.sentence):
        return 0.0
    return 7.5


def _document(place: Place) -> float:
    """Weigh 'Judgment of 9 March 1952', 'Lecture at Norham, 4 June 1998', 'Appeal No. 2, 4 June 1951'."""
    sentence = re.sub(rf"\b{place.weekday}\b[.,]?\s*$", "", place.sentence).rstrip()
    match = re.match(
        rf"\W*(?:[\w'’.&-]+,?\s+){{0,8}}?{patterns(place.reading.language)['documents'].pattern}",
        sentence,
        re.IGNORECASE,
    )
    if not match or len(place.text) > LONGEST or place.tells(sentence):
        return 0.0
    rest = sentence[match.end() :]
    if place.has("at_a_sitting", sentence) or place.has("period", sentence):
        return 6.5
    if place.has("of_topic", rest) or (place.has("of_object", rest) and not re.search(r"[,(–—:-]\s*$", rest)):
        return 0.0
    return 6.5 if place.has("document_link", rest) else 0.0


def _sitting(place: Place) -> float:
    """Weigh 'In Harden, on 9 February 1957, there met in the schoolroom' at the head of minutes or of a deposition."""
    if place.line.removed or place.line.from_top > 4 or place.date.precision != "day":
        return 0.0
    begin = place.text.find(place.sentence)
    sentence = place.text[max(0, begin) : place.mention.end] + place.rest[:160].split(". ")[0]
    head = " ".join(line.text for line in place.reading.lines if line.from_top < 4 and not line.removed)
    return 6.0 if place.has("sitting", sentence) and place.has("sittings", head) else 0.0


def _source_note(place: Place) -> float:
    """Weigh '[from a parish history, 1912]', 'From: The Great Frost, by A. Lunt (1968)'."""
    if len(place.lead) > 160 or len(place.rest) > 60 or place.tells(place.lead):
        return 0.0
    inner = re.sub(r"^.*[\[(](?=[^\])]*$)", "", place.lead)
    bracketed = inner != place.lead and place.has("taken_from", inner)
    published = place.date.precision == "year" and place.has("publisher", place.lead)
    return 6.0 if bracketed or published or place.has("citing", inner) or place.has("citing", place.lead) else 0.0


def _facts(place: Place) -> float:
    """Weigh a line, or a stretch between stops, that holds only a publication, a place and a date."""
    line = place.text.strip(' *_#|()[]“”"')
    if place.line.listed or re.match(r"\W{0,2}:\s*[^\W\d]|\s?\(\d+\s[a-z]", place.rest):
        return 0.0  # 'Thetis 1939 (99 dead)'
    if len(line) <= 130 and _only_facts(place, line, place.line.mentions):
        return 7.0
    sentence = place.sentence + place.words + place.after
    near = place.line.from_top < 6 or place.line.from_end < 4
    if near and len(line) <= LONGEST and len(sentence) < len(line) and _all_names(place, sentence):
        return 6.5
    before = patterns(place.reading.language)["season"].sub("", place.before)
    if len(line) <= LONGEST and not re.search(r"\w", before + place.after) and not _in_prose(place):
        return 6.5
    return 0.0


def _all_names(place: Place, sentence: str) -> bool:
    """Say whether a sentence of a line holds only names: 'Workers’ Printing House, Puerto Verde, 1936'."""
    words = re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", sentence.replace(place.words, " "))
    named = all(not word.islower() or place.is_quiet(word) for word in words) and not place.after.strip(" .")
    parted = place.sentence.endswith(",") or place.after_event
    return named and 2 <= len(words) <= 10 and not place.tells(sentence) and parted


def _in_prose(place: Place) -> bool:
    return place.tells(place.text) and place.rest.strip(" .)]*_|") != ""


def _only_facts(place: Place, line: str, mentions: tuple[Mention, ...]) -> bool:
    text = place.text
    if re.search(r"[?!]\W*$", line) or line[:1].islower() or place.sentence[:1] == "#":
        return False
    if tells_of_a_day(text, place.mention.start, place.reading.language):
        return False
    rest = text
    for mention in reversed(mentions):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    rest = re.sub(rf"\b{place.weekday}\b", " ", rest)
    words = re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", rest)
    if not place.unsure and place.date.precision == "year" and not re.search(r"[,|(–—-]", line):
        alone = re.fullmatch(r"\W*\d{4}\W*|\W*[MDCLXVI]+\W*", text)
        return bool(alone) or place.has("printed", line) or (len(words) < 4 and place.line.imprint)
    small = [word for word in words if word.islower() and not place.is_quiet(word)]
    closes = place.date.precision == "day" and re.search(r",\s*$", place.lead) and not re.search(r"\w", place.rest)
    last = closes and place.line.from_end == 0  # 'Put here by the parish, 8 September 1952'
    most = (4 if closes else 2) if place.after_event else 2 if last else 1
    return len(words) <= 12 and len(small) <= most and not place.tells(line)


_KINDS: tuple[tuple[Callable[[Place], float], str], ...] = (
    (labels.label, "label"),
    (labels.copyright_mark, "copyright"),
    (labels.copied, "copy"),
    (_origin, "origin"),
    (serials.serial, "serial"),
    (_dateline, "dateline"),
    (_act, "act"),
    (_source_note, "source"),
    (_document, "document"),
    (serials.period, "document"),
    (_day_head, "day head"),
    (_facts, "facts"),
    (_sitting, "sitting"),
)
# In a list of works a line dates its work and not this text.
_NOT_IN_A_LIST = {"act", "source", "document", "facts", "copy", "origin", "serial"}
