from __future__ import annotations

from booklet.chronicle import MOST, chronicle_events
from booklet.model import EventDecision, PartialDate
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
