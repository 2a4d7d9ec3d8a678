"""The kinds of statement by which a line gives the date of its own text, and how plainly each does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from booklet.almanac import weekday_pattern
from booklet.date.reading import Line, Reading, matches, patterns
from booklet.dates import Mention
from booklet.model import PartialDate

_LONGEST = 220  # characters: a longer line tells, and states no facts
_FROM_YEAR = 1000
_SENTENCE = re.compile(r"[|]|(?<!\b[A-Z])(?<!\b(?:No|St|Mr|Dr))(?<!\b(?:Vol|Mrs|Rev))[.!?][”\"’)]*\s(?=[A-Z0-9“\"(])")
_STOPS = re.compile(rf"[|;•·›»]|\s[–—-]{{1,2}}\s|[()\[\]]|{_SENTENCE.pattern}")


@dataclass(frozen=True, slots=True)
class Place:
    """A date in a line, with what stands around it."""

    line: Line
    mention: Mention
    date: PartialDate
    before: str  # in its segment: up to a bar, a dash, a bracket or a full stop
    after: str
    sentence: str  # from the last full stop
    reading: Reading

    def has(self, name: str, words: str) -> bool:
        """Say whether a pattern of the text's language is found in some words."""
        return matches(self.reading.language, name, words)


def tells(place: Place, words: str) -> bool:
    """Say whether words tell a story: they hold a verb that says what happened."""
    return place.has("tells", words)


def place_of(reading: Reading, line: Line, mention: Mention, event: PartialDate | None) -> Place | None:
    """Return a date with what stands around it; None where it names no year that can be known."""
    date = mention.date
    if date is None and mention.short_year is not None and event:
        century = event.year - event.year % 100
        year = century + mention.short_year
        date = mention.with_year(year if year >= event.year else year + 100)
    if date is None or date.year < _FROM_YEAR:
        return None
    if mention.first and mention.first.precision == "month":
        date = PartialDate(date.year)  # of 'July/August 1994' the year is certain
    text = line.text
    start = max((m.end() for m in _STOPS.finditer(text) if m.end() <= mention.start), default=0)
    stop = _STOPS.search(text, mention.end)
    begin = max((m.end() for m in _SENTENCE.finditer(text) if m.end() <= mention.start), default=0)
    return Place(
        line,
        mention,
        date,
        text[start : mention.start].strip(' *_#|“"'),
        text[mention.end : stop.start() if stop else None].strip(" *_"),
        text[begin : mention.start].strip(" *_#|"),
        reading,
    )


# -- what kind of statement a date is part of


def kind_of(place: Place) -> tuple[float, str] | None:
    """Return how strongly a date states the day of its text, and as what."""
    text = place.line.text
    near = text[max(0, place.mention.start - 14) : place.mention.start]  # 'c. 1934' holds a stop
    if (
        place.has("weak_label", place.before)
        or place.has("weak_label", near)
        or place.has("event_label", text)
        or place.has("maintenance", text)
    ):
        return None
    in_table = place.line.block is not None and place.line.block.role == "table" and place.line.from_top > 3
    table = in_table or place.line.text.count("|") > 2
    for weigh, name in _KINDS[:2] if table else _KINDS:
        if score := weigh(place):
            return score, name
    return None


def _label(place: Place) -> float:
    before = place.before or place.sentence.rstrip("([ ")
    label = patterns(place.reading.language)["label"].pattern
    match = re.search(
        rf"^(?P<lead>\W*(?:[\w'’]+ ){{0,3}}?)(?P<label>{label})\b(?P<gap>[^.;]{{0,70}})$",
        before,
        re.IGNORECASE,
    )
    if not match or tells(place, match["gap"]):
        return 0.0
    if tells(place, match["lead"]) and not place.has("of_itself", match["lead"]):
        return 0.0
    gap = re.sub(rf"\b{weekday_pattern(place.reading.language)}\b[.,]?", "", match["gap"], flags=re.IGNORECASE)
    bare = match["label"].lower() in {"date", "entry", "issue", "issued", "sent", "received", "recorded", "written"}
    if len(gap.split()) > 6 or re.search(r"\b(?:of|after|since|about|from|in the|for the)\b", gap):
        return 0.0
    if bare and not re.match(r"\W*(?:$|:|(?:on|at|in|by)\b)", gap):
        return 0.0
    if place.has("copied", before):
        return 4.0
    if match["label"].lower() == "date" and _facts_beside(place):
        return 0.0
    return 10.2 if place.has("first_label", before) else 9.5 if place.has("later_label", before) else 10.0


def _facts_beside(place: Place) -> bool:
    """Say whether 'Date:' stands in a box of facts about the event: 'Location:', 'Deaths:'."""
    return any(place.has("table_of_facts", line.text) for line in place.reading.lines)


def _copyright(place: Place) -> float:
    return 3.0 if re.search(r"©|\(c\)|copyright", place.line.text[: place.mention.start][-60:], re.IGNORECASE) else 0.0


def _copied(place: Place) -> float:
    if not place.has("copied", place.sentence):
        return 0.0
    return 7.5 if re.search(r"\bfrom\b", place.sentence) else 4.0


def _dateline(place: Place) -> float:
    """Weigh 'PLACE, 12 March 1864 -' before a report."""
    text, mention = place.line.text, place.mention
    before, after = text[: mention.start].strip(" *_"), text[mention.end :]
    name = before.rstrip(" ,.(-–—:")
    name = re.sub(rf",?\s*{weekday_pattern(place.reading.language)}$", "", name)
    if not name or len(name) > 60 or re.search(r"[!?;]", name) or len(text) < len(before) + 40:
        return 0.0
    if place.date.precision != "day" or before.endswith("("):
        return 0.0
    opens = re.match(r"[.)]?,?\s?(?:[^–—.-]{0,30}?)\s?(?:\([^)]{2,60}\))?\s?(?:[–—:_-]|\.(?=\s))", after)
    named = re.fullmatch(r"(?:[A-Z][\w'’.-]*,?\s?(?:(?:de|la|of|am|an|on|upon|le|du|von)\s)*){1,7}", name)
    if opens and name.split()[0].isupper() and len(name) < 50 and not re.search(r"[.]\s\w", name.replace("St. ", "")):
        return 9.0
    return (
        8.5 if named and re.match(r"[.,]?\s?(?:[^–—.-]{0,30}?)\s?(?:\([^)]{2,60}\))?\s?(?:[–—]|--?\s)", after) else 0.0
    )


def _day_head(place: Place) -> float:
    """Weigh '4 June 1868. Thu. No rain, no post': an entry of a diary, but not of a table of days."""
    text, mention = place.line.text, place.mention
    if text[: mention.start].strip(" *_#([") or len(text) < mention.end + 40:
        return 0.0
    if not re.match(rf"[)\]*_]*\s?(?:[.:;–—-]|,?\s?{weekday_pattern(place.reading.language)})", text[mention.end :]):
        return 0.0
    heads = len(
        re.findall(
            r"(?m)^\W*(?:\d{1,2}\w{0,2} )?[A-Z][a-z]+ (?:\d{1,2}(?:, ?\d{4})?|\d{4})\s?[.:–—-]", place.reading.text
        )
    )
    told = place.has("first_person", place.reading.text) or place.has("at_once", place.reading.text[:1500])
    return 8.0 if told and (heads < 3 or place.has("first_person", place.reading.text)) else 0.0


def _act(place: Place) -> float:
    """Weigh 'Given at Norham', 'Minutes of the meeting held on', '(told to A. Lunt, June 1979)'."""
    match = patterns(place.reading.language)["acts"].search(place.sentence)
    if not match or len(place.line.text) > _LONGEST or tells(place, place.sentence):
        return 0.0
    if place.has("of_topic", match[0]):
        return 0.0
    if re.match(r"(?i)(?:held|sat|read(?! before| to| at)|heard)\b", match[0]) and not place.has(
        "documents", place.sentence
    ):
        return 0.0
    return 7.5


def _document(place: Place) -> float:
    """Weigh 'Judgment of 9 March 1952', 'Lecture at Norham, 4 June 1998', 'Appeal No. 2, 4 June 1951'."""
    sentence = re.sub(rf"\b{weekday_pattern(place.reading.language)}\b[.,]?\s*$", "", place.sentence).rstrip()
    match = re.match(
        rf"\W*(?:[\w'’.&-]+\s+){{0,5}}?{patterns(place.reading.language)['documents'].pattern}", sentence, re.IGNORECASE
    )
    if not match or len(place.line.text) > _LONGEST or tells(place, sentence):
        return 0.0
    rest = sentence[match.end() :]
    if place.has("at_a_sitting", sentence):
        return 6.5
    if place.has("of_topic", rest) or (
        re.search(r"\b(?:of|on) (?!the$)\S[^,(]*$", rest) and not re.search(r"[,(–—-]\s*$", rest)
    ):
        return 0.0
    return 6.5 if re.search(r"(?:^|[,(–—:-]|\b(?:of|for|dated|on|to|ended|ending)(?: the)?|\d\.?)\s*$", rest) else 0.0


def _sitting(place: Place) -> float:
    """Weigh 'In Harden, on 9 February 1957, there met in the schoolroom' at the head of minutes or of a deposition."""
    if place.line.removed or place.line.from_top > 4 or place.date.precision != "day":
        return 0.0
    begin = place.line.text.find(place.sentence)
    sentence = place.line.text[max(0, begin) : place.mention.end + 160].split(". ")[0]
    head = " ".join(line.text for line in place.reading.lines if line.from_top < 4 and not line.removed)
    return 6.0 if place.has("sitting", sentence) and place.has("sittings", head) else 0.0


def _source_note(place: Place) -> float:
    """Weigh '[from a parish history, 1912]', 'From: The Great Frost, by A. Lunt (1968)'."""
    lead, rest = place.line.text[: place.mention.start], place.line.text[place.mention.end :]
    if len(lead) > 160 or len(rest) > 60 or tells(place, lead):
        return 0.0
    inner = re.sub(r"^.*[\[(](?=[^\])]*$)", "", lead)
    bracketed = inner != lead and re.match(r"(?:from|in)\b", inner, re.IGNORECASE) is not None
    published = place.date.precision == "year" and place.has("publisher", lead)
    return 6.0 if bracketed or published or place.has("citing", inner) or place.has("citing", lead) else 0.0


def _facts(place: Place) -> float:
    """Weigh a line, or a stretch between stops, that holds only a publication, a place and a date."""
    line = place.line.text.strip(' *_#|()[]“”"')
    follows = place.line.text[place.mention.end :]
    if re.match(r"\s*(?:[•·▪*–—-]\s|\(?\d{1,3}[.)]\s)", place.line.text) or re.match(r"\W{0,2}:\s*\w", follows):
        return 0.0
    if len(line) <= 130 and _only_facts(place, line, place.line.mentions):
        return 7.0
    sentence = place.sentence + text_of(place) + place.after
    near = place.line.from_top < 6 or place.line.from_end < 4
    if near and len(line) <= _LONGEST and len(sentence) < len(line) and _all_names(place, sentence):
        return 6.5
    if len(line) <= _LONGEST and not re.search(r"\w", place.before + place.after) and not _in_prose(place):
        return 6.5
    return 0.0


def text_of(place: Place) -> str:
    """Return the words of the date itself."""
    return place.line.text[place.mention.start : place.mention.end]


def _all_names(place: Place, sentence: str) -> bool:
    """Say whether a sentence of a line holds only names: 'Workers’ Printing House, Puerto Verde, 1936'."""
    words = re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", sentence.replace(text_of(place), " "))
    quiet = patterns(place.reading.language)["quiet"]
    named = all(not word.islower() or quiet.fullmatch(word) for word in words) and not place.after.strip()
    return named and 2 <= len(words) <= 10 and not tells(place, sentence) and place.sentence.endswith(",")


def _in_prose(place: Place) -> bool:
    return tells(place, place.line.text) and place.line.text[place.mention.end :].strip(" .)]*_|") != ""


def _only_facts(place: Place, line: str, mentions: tuple[Mention, ...]) -> bool:
    text = place.line.text
    if re.search(r"[?!]\W*$", line) or line[:1].islower() or place.sentence[:1] == "#":
        return False
    lead = place.line.text[: place.mention.start]
    if re.search(r"\b(?:of|on|upon|since|during)\b(?: the)?\s*$", lead, re.IGNORECASE) and len(lead.split()) > 3:
        return False
    rest = text
    for mention in reversed(mentions):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    rest = re.sub(rf"\b{weekday_pattern(place.reading.language)}\b", " ", rest)
    bare = place.mention.short_year is None and not place.mention.doubtful
    if bare and place.date.precision == "year" and not re.search(r"[,|(–—-]|\bPrinted\b", line):
        return bool(re.fullmatch(r"\W*\d{4}\W*|\W*[MDCLXVI]+\W*", text))
    words = re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", rest)
    quiet = patterns(place.reading.language)["quiet"]
    small = [word for word in words if word.islower() and not quiet.fullmatch(word)]
    return len(words) <= 12 and len(small) <= 1 and not tells(place, line)


_KINDS: tuple[tuple[Callable[[Place], float], str], ...] = (
    (_label, "label"),
    (_copyright, "copyright"),
    (_copied, "copy"),
    (_dateline, "dateline"),
    (_act, "act"),
    (_source_note, "source"),
    (_document, "document"),
    (_facts, "facts"),
    (_sitting, "sitting"),
    (_day_head, "day head"),
)
