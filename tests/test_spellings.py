"""One name in two spellings is found; two names are left apart."""

from __future__ import annotations

from booklet.model import Block, Witness
from booklet.spellings import find_spellings, missing_names


def texts(*words: str) -> list[Witness]:
    return [Witness(f"{n}.txt", text, (Block("paragraph", 0, len(text)),)) for n, text in enumerate(words)]


def forms(*words: str, **more: object) -> list[tuple[str, ...]]:
    return [spelling.forms for spelling in find_spellings(texts(*words), **more)]  # type: ignore[arg-type]


def test_a_name_spelled_by_another_transliteration_is_found() -> None:
    one = "In the winter the troops entered Kharkov and the old market there. The trams of Kharkov stopped."
    other = "In that winter troops entered Kharkow by the old market. The trams stopped in Kharkow."
    assert forms(one, other) == [("Kharkov", "Kharkow")]


def test_a_given_name_beside_the_same_surname_is_found() -> None:
    assert forms("It was signed by Mikhail Orlov himself.", "The paper of Michael Orlov is lost.") == [
        ("Michael", "Mikhail")
    ]


def test_accents_alone_make_no_other_name() -> None:
    assert forms("They met at the bridge of Gyor in May.", "The bridge at Győr was met by them.") == [("Gyor", "Győr")]


def test_names_of_two_people_are_left_apart() -> None:
    assert forms("At the mill stood Martin Weber with his lamp.", "At the mill stood Marvin Weber with his lamp.") == []
    assert forms("The report names Anna Kessler of the mill.", "The report names Hanna Morton of the mill.") == []


def test_forms_of_one_word_are_no_spellings() -> None:
    assert forms("The army of Armenia and its friends.", "An Armenian army and its friends.") == []
    assert forms("Many spoke of the Kurd who came over.", "Many spoke of the Kurds who came over.") == []


def test_spellings_that_meet_in_one_text_are_two_names() -> None:
    one = "Both the troops from Kiev and the troops from Kyiv came by the bridge."
    assert forms(one, "The troops from Kyiv came by the bridge.") == []


def test_a_word_at_the_beginning_of_a_sentence_is_no_evidence() -> None:
    assert forms("Marsh lay all around the bridge and the mill.", "Marsk lay all around the bridge and the mill.") == []


def test_a_person_adds_and_strikes() -> None:
    one, other = "The troops entered Kharkov by the old market.", "The troops entered Kharkow by the old market."
    assert forms(one, other, apart=[("Kharkow", "Kharkov")]) == []
    given = find_spellings(texts(one, "The people of Charkiw saw it."), given=[("Kharkov", "Charkiw")])
    assert [(s.forms, s.files, s.given) for s in given] == [(("Kharkov", "Charkiw"), ("0.txt", "1.txt"), True)]
    assert missing_names(texts(one), [("Kharkov", "Lwow")]) == ["Lwow"]
