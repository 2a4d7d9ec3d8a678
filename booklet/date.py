"""Text -> the date of the text, with its evidence. Not the date of the event, and never finer than the words say.

In this order: given in sources.toml; stated by a label, dateline, signature or imprint; inferred from an anniversary,
with the event's day from this text, from booklet.toml, or by the vote of the folder's texts; else unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from functools import cache

from booklet.dates import Mention, find_dates, tells_of_a_day
from booklet.languages import calendar, table
from booklet.model import Basis, Cleaned, Dating, Decisions, PartialDate, Witness
from booklet.sentences import sentence_at, split_sentences

_EDGE_LINES = 8
_FROM_YEAR = 1000


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate for the date of a text."""

    score: float
    date: PartialDate
    words: str


def date_folder(
    witnesses: Sequence[Witness], cleaned: Sequence[Cleaned], *, event: PartialDate | None, decisions: Decisions
) -> tuple[Dating, ...]:
    """Date each text. `event` is the day that booklet.toml names; without it the texts vote."""
    day = event or event_day(witnesses)
    removed = {text.file: "\n".join(c.before for c in text.changes if not c.after) for text in cleaned}
    result = []
    for witness in witnesses:
        given = decisions.of(witness.file).date
        if given:
            reason = decisions.of(witness.file).reason
            words = "given by the publisher" + (f": {reason}" if reason else "")
            result.append(Dating(witness.file, given, "given", words))
        else:
            result.append(_date_text(witness, removed.get(witness.file, ""), day))
    return tuple(result)


def event_day(witnesses: Sequence[Witness]) -> PartialDate | None:
    """Let the texts vote for the day that they speak of: each text once for every full date it tells of."""
    votes: Counter[PartialDate] = Counter()
    years: Counter[int] = Counter()
    for witness in witnesses:
        own = _stated(witness, "")
        own_date = own.date if own else None
        mentions = find_dates(witness.text, witness.language)
        told: Counter[PartialDate] = Counter(
            m.date for m in mentions if m.date and m.date.precision == "day" and m.date != own_date
        )
        head = _title_words(witness)
        for date, count in told.items():
            votes[date] += 1 + min(count - 1, 3) * 0.25 + (0.5 if head and str(date.year) in head else 0)  # type: ignore[assignment]  # votes are shares
        seen_years = {m.date.year for m in mentions if m.date and (not own_date or m.date.year != own_date.year)}
        years.update(seen_years)
        for n in _anniversaries(witness.text, witness.language):
            if own_date:
                years[own_date.year - n] += 1
        for date in [d for d in votes if own_date and own_date.day and d.year == own_date.year and d > own_date]:
            votes[date] -= 1
    best: list[tuple[float, PartialDate]] = sorted(
        ((votes[date] + 0.4 * years[date.year] + _yearless(witnesses, date), date) for date in votes),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if best:
        return best[0][1]
    common = years.most_common(2)
    return PartialDate(common[0][0]) if common and (len(common) == 1 or common[0][1] > common[1][1]) else None


def _yearless(witnesses: Sequence[Witness], date: PartialDate) -> float:
    """Return the share that '20 January' without a year adds to a day."""
    found = 0.0
    for witness in witnesses:
        mentions = find_dates(witness.text, witness.language)
        found += 0.4 * any(m.date is None and (m.month, m.day) == (date.month, date.day) for m in mentions)
    return found


def _title_words(witness: Witness) -> str:
    return " ".join(witness.passage(b) for b in witness.blocks if b.role in {"title", "subtitle"})


def _date_text(witness: Witness, removed: str, event: PartialDate | None) -> Dating:
    stated = _stated(witness, removed)
    if stated:
        return Dating(witness.file, stated.date, "stated", stated.words)
    inferred = _inferred(witness, event)
    if inferred:
        basis: Basis = "inferred"
        return Dating(witness.file, inferred.date, basis, inferred.words)
    return Dating(witness.file, None, "unknown", "the text names no date of its own")


# -- stated


def _stated(witness: Witness, removed: str) -> _Found | None:
    """Find the date that a text gives itself: a label, a dateline, a signature, an imprint at its head or foot."""
    lines = [line for line in witness.text.split("\n") if line.strip()]
    found: list[_Found] = []
    for line in removed.split("\n"):
        if line.strip():
            found += _line_dates(line, witness, at_edge=True, removed=True)
    for n, line in enumerate(lines):
        at_edge = n < _EDGE_LINES or n >= len(lines) - _EDGE_LINES
        if at_edge:
            found += _line_dates(line, witness, at_edge=True, removed=False)
    return max(found, key=lambda f: f.score, default=None)


def _line_dates(line: str, witness: Witness, *, at_edge: bool, removed: bool) -> list[_Found]:
    words = table("dating.toml", witness.language)
    result = []
    bare = line.strip()
    mentions = [m for m in find_dates(line, witness.language) if m.date and m.date.year >= _FROM_YEAR]
    for mention in mentions:
        assert mention.date is not None
        before, after = line[: mention.start].strip(' *_#|([“"'), line[mention.end :].strip()
        quoted = f"“{_short(bare)}”"
        score = 0.0
        if re.search(words["weak_label"], before, re.IGNORECASE):
            continue
        if re.search(rf"(?:^|[\s|(\[]){words['label']}(?:{_weekdays(witness.language)})?,?\s*$", before, re.IGNORECASE):
            score = 10.0 - (0.5 if "updat" in before.lower() or "modif" in before.lower() else 0)
            if re.search(r"first published", before, re.IGNORECASE):
                score = 6.5
        elif re.search(r"©|\(c\)|copyright", before[-24:], re.IGNORECASE):
            score = 3.0
        elif removed:
            continue
        elif _is_dateline(line, mention, before, after, witness):
            score = 9.0
        elif re.search(words["given_at"], before, re.IGNORECASE) and len(before) < 140:
            score = 6.0
        elif _only_facts(bare, mentions, witness):
            score = 7.0
        elif re.search(r"[\[(](?:from|in)\b[^\])]{0,100}$", before, re.IGNORECASE) and after[:1] in "])":
            score = 5.0
        if score and mention.date.precision == "year" and score > 5 and not re.search(r"©|\(c\)", before):
            score -= 2
        if score:
            result.append(_Found(score + 0.1 * len(str(mention.date)), mention.date, quoted))
    return result


@cache
def _weekdays(language: str) -> str:
    return "|".join(calendar(language).weekdays)


def _is_dateline(line: str, mention: Mention, before: str, after: str, witness: Witness) -> bool:
    """Say whether a line begins 'PLACE, 12 March 1864 -' before its report."""
    place = before.rstrip(" ,.(-–—:")
    capitals = bool(place) and len(place) < 40 and place.split()[0].isupper() and not re.search(r"[.!?]", place)
    return capitals and bool(re.match(r"[.)]?\s?(?:[–—:-]|\(|\.)", after)) and len(line) > len(before) + 30


def _only_facts(line: str, mentions: Sequence[Mention], witness: Witness) -> bool:
    """Say whether a line is only a publication, a place and a date: nothing happens in it, it is no title."""
    if len(line) > 110 or _in_title(line, witness):
        return False
    if mentions and tells_of_a_day(line, mentions[0].start):
        return False
    rest = line
    for mention in reversed(mentions):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    if any(m.date and m.date.precision == "year" for m in mentions) and not re.search(r"[,|(–—-]", line):
        return False
    words = re.findall(r"[^\W\d_]+", rest)
    quiet = {"the", "of", "on", "at", "and", "in", "by", "day", "for", "no", "vol", "pp", "p", "am", "pm", "th", "st"}
    return len(words) <= 9 and sum(word.islower() and word not in quiet for word in words) <= 1 and "?" not in line


def _in_title(line: str, witness: Witness) -> bool:
    heads = [witness.passage(b) for b in witness.blocks if b.role in {"title", "heading"}]
    return any(line in head or head in line for head in heads)


# -- inferred


@cache
def _number_pattern(language: str) -> tuple[str, str, dict[str, int]]:
    """Return the patterns of a cardinal and of an ordinal up to 999, and the value of each word."""
    words = calendar(language)
    small = table("numbers.toml", language)["small"]
    values = dict(small) | dict(words.tens)
    for ten, value in words.tens.items():
        for unit, amount in small.items():
            if 0 < amount < 10:
                values |= {f"{ten}-{unit}": value + amount, f"{ten} {unit}": value + amount}
        for ordinal, amount in words.ordinals.items():
            if amount < 10:
                values |= {f"{ten}-{ordinal}": value + amount, f"{ten} {ordinal}": value + amount}
    ordinals = dict(words.ordinals) | {k: v for k, v in values.items() if any(k.endswith(o) for o in words.ordinals)}
    values |= ordinals | {"one hundred": 100, "a hundred": 100, "one hundredth": 100}

    def alternatives(names: Sequence[str]) -> str:
        return "|".join(sorted(map(re.escape, names), key=len, reverse=True))

    cardinal = rf"\d{{1,3}}|{alternatives([k for k in values if k not in ordinals])}"
    ordinal = rf"\d{{1,3}}(?:{'|'.join(words.day_suffixes)})|one hundredth|{alternatives(list(ordinals))}"
    return cardinal, ordinal, values


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    cardinal, ordinal, _ = _number_pattern(language)
    months = "|".join(calendar(language).month_names)
    raw = table("dating.toml", language)
    filled = {
        name: text.replace("{ordinal}", ordinal).replace("{number}", cardinal).replace("{month}", months)
        for name, text in raw.items()
    }
    return {name: re.compile(text, re.IGNORECASE) for name, text in filled.items()}


def _value(words: str, language: str) -> int:
    figures = re.match(r"\d+", words)
    return int(figures[0]) if figures else _number_pattern(language)[2][words.lower()]


def _anniversaries(text: str, language: str) -> list[int]:
    """Return how many years after the event a text says it stands, however it says so."""
    patterns = _patterns(language)
    return [_value(m["n"], language) for m in patterns["anniversary"].finditer(text)]


def _inferred(witness: Witness, event: PartialDate | None) -> _Found | None:
    """Reckon the year from an anniversary, and month and day only where words of the text give them."""
    language, text = witness.language, witness.text
    patterns = _patterns(language)
    sentences = split_sentences(text, language)
    head_end = sentences[min(len(sentences) - 1, 5)][1] if sentences else 0
    found: list[_Found] = []
    for name, score in (
        ("anniversary", 6.0),
        ("marks_years", 5.5),
        ("years_passed", 5.0),
        ("years_ago", 4.5),
        ("times", 3.0),
        ("years_after", 3.0),
    ):
        for match in patterns[name].finditer(text):
            at_head = match.start() < head_end
            if name in {"years_after", "times"} and not at_head:
                continue
            if name != "anniversary" and patterns["approximate"].search(
                text[max(0, match.start() - 14) : match.start()]
            ):
                continue
            span = sentence_at(sentences, match.start())
            sentence = text[span[0] : span[1]] if span else match[0]
            years = _value(match["n"], language)
            candidate = _reckon(witness, event, years, sentence, match[0], name)
            if candidate:
                bonus = 1.0 if at_head else 0.0
                found.append(
                    _Found(
                        score + bonus + 0.05 * len(str(candidate)),
                        candidate,
                        f"“{_short(_around(sentence, match[0]))}”",
                    )
                )
    for phrase, years in calendar(language).jubilees.items():
        for match in re.finditer(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE):
            span = sentence_at(sentences, match.start())
            sentence = text[span[0] : span[1]] if span else match[0]
            before = text[max(0, match.start() - 14) : match.start()]
            if patterns["approximate"].search(before) or match.start() > head_end:
                continue
            candidate = _reckon(witness, event, years, sentence, match[0], "anniversary")
            if candidate:
                found.append(_Found(4.0, candidate, f"“{_short(_around(sentence, match[0]))}”"))
    report = _report(witness, event)
    if report and not found:
        return report
    best = max(found, key=lambda f: f.score, default=None)
    if best is None:
        return None
    # The year is settled; another sentence that reckons to the same year may give month and day.
    same = [f for f in found if f.date.year == best.date.year]
    return max(same, key=lambda f: (len(str(f.date)), f.score))


def _reckon(
    witness: Witness, event: PartialDate | None, years: int, sentence: str, phrase: str, kind: str
) -> PartialDate | None:
    """Add `years` to the event's year; the sentence may give the day, or contradict."""
    patterns = _patterns(witness.language)
    dates = [m.date for m in find_dates(sentence, witness.language) if m.date]
    own_event = [d for d in dates if any(o.year - d.year == years for o in dates)]
    full = [
        d for d in dates if any(d.year - o.year == years for o in dates) or (event and d.year - event.year == years)
    ]
    if full:
        return max(full, key=lambda d: len(str(d)))
    base = own_event[0] if own_event else event
    if (
        kind in {"years_ago", "years_passed", "marks_years"}
        and len(dates) == 1
        and event
        and dates[0].year != event.year
    ):
        if dates[0].year + years > 2100:
            return None
        base = dates[0]
    if base is None or years == 0:
        return None
    year = base.year + years
    mentioned = [m.date.year for m in find_dates(witness.text, witness.language) if m.date]
    latest = max(mentioned, default=year)
    if latest > year and latest - year > 0 and not _only_copyright(witness, latest):
        return None
    if re.search(r"\bnext year\b|\bwill (?:be|mark)\b", sentence) and kind != "anniversary":
        return None
    return _fine(PartialDate(year), base, sentence, patterns, witness.language)


def _only_copyright(witness: Witness, year: int) -> bool:
    lines = [line for line in witness.text.split("\n") if str(year) in line]
    return bool(lines) and all(re.search(r"©|\(c\)|accessed|retrieved", line, re.IGNORECASE) for line in lines)


def _fine(
    date: PartialDate, base: PartialDate, sentence: str, patterns: dict[str, re.Pattern[str]], language: str
) -> PartialDate:
    """Add month and day where the words say today, this month, the eve or the day after."""
    if base.precision == "day" and base.month and base.day:
        day = Day(date.year, base.month, min(base.day, 28) if base.month == 2 else base.day)
        if patterns["eve"].search(sentence):
            day -= timedelta(days=1)
        elif patterns["yesterday"].search(sentence):
            day += timedelta(days=1)
        elif not patterns["today"].search(sentence):
            day = Day(1, 1, 1)
        if day.year > 1:
            return PartialDate(day.year, day.month, day.day)
    if match := patterns["this_month"].search(sentence):
        named = match["month"].lower()
        month = calendar(language).months.get(named, base.month)
        if month:
            return PartialDate(date.year, month)
    return date


def _report(witness: Witness, event: PartialDate | None) -> _Found | None:
    """Date a report that speaks of the event as of last night or this morning."""
    if event is None or event.precision != "day" or not event.month or not event.day:
        return None
    text = witness.text[:1500]
    dates = [m.date for m in find_dates(witness.text, witness.language) if m.date]
    if any(d.year > event.year for d in dates):
        return None
    match = re.search(r"\b(?:last night|yesterday|this morning|this afternoon)\b", text, re.IGNORECASE)
    if not match or re.search(
        r"years? ago|anniversary|years? to the (?:day|minute|hour)|years on\b", text, re.IGNORECASE
    ):
        return None
    day = Day(event.year, event.month, event.day)
    if re.match(r"(?i)last night|yesterday", match[0]):
        day += timedelta(days=1)
    return _Found(2.0, PartialDate(day.year, day.month, day.day), f"“{_short(_around(text, match[0]))}”")


def _around(sentence: str, phrase: str) -> str:
    """Return the words around a phrase, as much as a line of evidence holds."""
    sentence = " ".join(sentence.split())
    phrase = " ".join(phrase.split())
    at = sentence.find(phrase)
    if len(sentence) <= 110 or at < 0:
        return sentence[:110] if at <= 60 else phrase
    start = max(0, at - 30)
    start = sentence.rfind(" ", 0, start) + 1 if start else 0
    end = sentence.find(" ", min(len(sentence) - 1, at + len(phrase) + 40))
    return ("… " if start else "") + sentence[start : end if end > 0 else None] + (" …" if end > 0 else "")


def _short(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= 120 else line[:118].rsplit(" ", 1)[0] + " …"
