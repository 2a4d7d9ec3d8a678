from __future__ import annotations

from pathlib import Path

from booklet import pipeline
from booklet.chronicle import MOST, chronicle_events
from booklet.decisions import EventDecision
from booklet.model import PartialDate
from booklet.pipeline import Understood


def test_sentences_are_quoted_whole_and_stand_once(understood: Understood) -> None:
    texts = {w.file: w.text for w in understood.witnesses}
    seen = set()
    assert 8 <= len(understood.events) <= MOST
    for event in understood.events:
        for passage in (event.passage, *event.also):
            assert texts[passage.file][passage.start :].startswith(passage.quote)
            assert (passage.file, passage.start) not in seen
            seen.add((passage.file, passage.start))
    assert [e.date_key for e in understood.events] == sorted(e.date_key for e in understood.events)


def test_texts_that_say_the_same_are_named_under_one_sentence(understood: Understood) -> None:
    february = next(e for e in understood.events if str(e.date) == "1994-02")
    assert {february.passage.file[:3], *(p.file[:3] for p in february.also)} == {"000", "001"}


def test_a_person_may_leave_out_and_add(understood: Understood) -> None:
    first = understood.events[0]
    quote = "700 wounded, hundreds of people were arrested"
    decisions = (
        EventDecision("ignore", "not of this story", event=first.id),
        EventDecision(
            "add", "it belongs here", date=PartialDate(1990, 1, 20), file="002_7ed391cfc077d790.txt", quote=quote
        ),
        EventDecision("add", "r", date=PartialDate(1990), file="002_7ed391cfc077d790.txt", quote="never said"),
    )
    chronicle = chronicle_events(understood.witnesses, understood.placed, decisions)
    assert first.id not in {e.id for e in chronicle.events}
    assert quote in {e.passage.quote for e in chronicle.events}
    assert len(chronicle.stale) == 1


def test_a_person_may_date_an_event_by_hand(understood: Understood) -> None:
    first, *_, last = understood.events
    decisions = (
        EventDecision("date", "known from elsewhere", event=first.id, date=PartialDate(2001, 2, 3)),
        EventDecision("date", "of a sentence that is gone", event="00000000", date=PartialDate(2001)),
    )
    chronicle = chronicle_events(understood.witnesses, understood.placed, decisions)
    moved = next(e for e in chronicle.events if e.id == first.id)
    assert (str(moved.date), moved.passage) == ("2001-02-03", first.passage)
    assert chronicle.events.index(moved) > chronicle.events.index(
        next(e for e in chronicle.events if e.date.year < 2000)
    )
    assert chronicle.stale == ("chronology date 00000000",)
    assert last.id in {e.id for e in chronicle.events}


def test_a_date_by_hand_puts_a_sentence_under_those_that_say_the_same(tmp_path: Path) -> None:
    told = "the whole middle of the Carron bridge went into the firth with a train and all its people."
    (tmp_path / "a.txt").write_text(f"The bridge\n\nOn 28 December 1879 {told}\n\nCarron, 3 July 1880")
    (tmp_path / "b.txt").write_text(f"A walk\n\nOn 27 December 1879 {told}\n\nCarron, 3 July 1951")
    understood = pipeline.understand(tmp_path)
    wrong, right = understood.events
    by_hand = EventDecision("date", "a slip of the pen", event=wrong.id, date=right.date)
    chronicle = chronicle_events(understood.witnesses, understood.placed, (by_hand,))
    assert [(e.id, [p.file for p in e.also]) for e in chronicle.events] == [(right.id, ["b.txt"])]
    assert chronicle.stale == ()
    gone = EventDecision("ignore", "told better there", event=wrong.id)
    chronicle = chronicle_events(understood.witnesses, understood.placed, (by_hand, gone))
    assert [(e.id, e.also) for e in chronicle.events] == [(right.id, ())]
    assert chronicle.stale == ()
    again = chronicle_events(understood.witnesses, understood.placed, (by_hand, gone, gone))
    assert again.stale == (f"chronology ignore {wrong.id}",)


def test_a_date_that_a_person_gave_a_text_serves_the_days_it_tells_of(tmp_path: Path) -> None:
    words = "went the middle of the Carron bridge into the firth with a train."
    (tmp_path / "a.txt").write_text(f"The bridge\n\nYesterday {words} Of the train of 27 December nothing is known.")
    (tmp_path / "b.txt").write_text("The guard\n\nA hundred years ago today the guard rang his bell for the last time.")
    before = pipeline.understand(tmp_path)
    assert before.events == ()
    (tmp_path / "sources.toml").write_text(
        '["a.txt"]\ndate = "1879-12-29"\nreason = "The number of the issue."\n', "utf-8"
    )
    after = pipeline.understand(tmp_path)
    assert [str(e.date) for e in after.events] == ["1879-12-27"]
    assert [str(p.dating.date) for p in after.placed] == ["1879-12-29", "1979-12-28"]


def test_what_is_left_out_makes_room_for_the_next(tmp_path: Path) -> None:
    days = "\n\n".join(
        f"On {n} May 1913 the {word} company of engineers dug in the lower streets of Harden until dark."
        for n, word in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh"] * 4, 1)
    )
    (tmp_path / "a.txt").write_text(f"The work\n\n{days}\n\nHarden, 3 July 1951")
    understood = pipeline.understand(tmp_path)
    assert len(understood.events) == MOST
    gone = understood.events[0].id
    again = chronicle_events(understood.witnesses, understood.placed, (EventDecision("ignore", "r", event=gone),))
    assert len(again.events) == MOST
    assert gone not in {e.id for e in again.events}


TEXTS = {
    "the-courier.txt": (
        "THE CARRON COURIER\nTuesday, 30 December 1879\n\nTHE BRIDGE\n\n"
        "The bridge was opened for traffic on 1 June 1878 by the Lord Provost himself. "
        "On Sunday night, 28 December, the whole middle of it went into the firth with a train.\n\n"
        "A service will be held on 31 December 1879 in the parish church at noon."
    ),
    "diary.txt": (
        "The diary of a signalman\n\n28 December 1879. The wire is dead and I walked out to see.\n\n"
        "29 December 1879. We found the first of them at the pier.\n\n"
        "2 January 1880. I could not sleep for the wind, and got up and wrote to my sister at Leuchar."
    ),
    "report.txt": (
        "REPORT upon the fall of the Carron Bridge on the 28th December 1879\n\nEdinburgh, 3 July 1880\n\n"
        "The stone was laid on 22 July 1871, and the bridge was opened for traffic on 1 June 1878. It had no inspector.\n\n"
        "Photograph: the pier in 1880."
    ),
}


def test_what_a_sentence_says_of_days_is_taken_and_what_is_to_come_is_not(tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    understood = pipeline.understand(tmp_path)
    events = understood.events
    assert [place.dating.file for place in understood.placed] == ["the-courier.txt", "diary.txt", "report.txt"]
    told = {(str(e.date), e.passage.file): e for e in events}
    assert ("1879-12-28", "the-courier.txt") in told  # the day's year is that of the paper
    assert (
        told[("1879-12-29", "diary.txt")].passage.quote == "29 December 1879. We found the first of them at the pier."
    )
    assert [p.file for p in told[("1878-06-01", "the-courier.txt")].also] == [
        "report.txt"
    ]  # named there, quoted under 1871
    assert ("1871-07-22", "report.txt") in told
    assert [e.passage.file for e in events if str(e.date) == "1879-12-28"] == ["the-courier.txt", "diary.txt"]
    quotes = " ".join(e.passage.quote for e in events)
    assert not any(words in quotes for words in ("REPORT", "service", "Photograph"))
