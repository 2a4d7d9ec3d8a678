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
