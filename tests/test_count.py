"""What a number counts: its noun, its verb, its label, its heading; and what is never a quantity."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from booklet.count import count_claims
from booklet.masks import _rows, _tries, masked
from booklet.model import Block, Claim, PartialDate, Witness
from booklet.numbers import find_numbers

CORPORA = Path(__file__).resolve().parent / "corpora"


def read(text: str) -> list[Claim]:
    return list(count_claims(Witness("a.txt", text, (Block("paragraph", 0, len(text)),))))


def said(text: str) -> list[tuple[str, float | None, str]]:
    """Return (family, low, group) of the claims that have a family."""
    return [(c.frame.family, c.low, c.group or c.frame.thing) for c in read(text) if c.frame.family]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("After the storm 31 of our neighbours did not come home.", [("killed", 31, "people")]),
        ("There perished 176 people.", [("killed", 176, "people")]),
        ("The dead numbered sixty-nine.", [("killed", 69, "people")]),
        ("The number of injured was 83.", [("wounded", 83, "people")]),
        ("Official figures gave 9 dead and 37 wounded.", [("killed", 9, "people"), ("wounded", 37, "people")]),
        ("How many died? The clerk wrote down 410.", [("killed", 410, "people")]),
        ("Houses destroyed: 120; damaged: 215.", [("destroyed", 120, "houses"), ("damaged", 215, "houses")]),
        ("The order brought about the expulsion by the council of 2,000 tenants.", [("expelled", 2000, "people")]),
        ("Of the 40 killed, 12 were children.", [("killed", 40, "people"), ("killed", 12, "children")]),
        ("12 miners and four boys were killed.", [("killed", 12, "workers"), ("killed", 4, "children")]),
        (
            "Ten pilots of the old school and six of the new lost their lives.",
            [("killed", 10, "people"), ("killed", 6, "people")],
        ),
        ("Fifty people are feared to have drowned.", [("killed", 50, "people")]),
        ("Seven of the deserters were drowned.", [("killed", 7, "people")]),
        ("A hundred and twelve dead sheep lay there.", [("animals_lost", 112, "animals")]),
        ("Nine have this week been hanged.", [("executed", 9, "people")]),
        ("I hold the names of 44 who were drowned.", [("killed", 44, "people")]),
        ("We saw 17 Flemish dead.", [("killed", 17, "people")]),
        ("The number of boys hurt by falls was 21.", [("wounded", 21, "children")]),
        ("Two dead, sixty injured.", [("killed", 2, "people"), ("wounded", 60, "people")]),
    ],
)
def test_readings(text: str, wanted: list[tuple[str, float, str]]) -> None:
    assert said(text) == wanted


def test_a_table_is_read_by_its_rows_and_columns() -> None:
    table = "Class          On board    Died\n\nOfficers             5       4\nCrew                25      21\n"
    assert said(table)[1::2] == [("killed", 4, "officers"), ("killed", 21, "crew")]
    list_ = "Deaths by floor\n\nSecond floor ............. 2\nFifth floor ............ 33\nTOTAL ........... 35\n"
    assert [(c.low, c.frame.family, c.frame.part) for c in read(list_)] == [
        (2, "killed", True),
        (33, "killed", True),
        (35, "killed", False),
    ]


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("They gave £1.75m to the fund.", 1_750_000, "pound"),
        ("The wall is 18 feet high.", 18, "foot"),
        ("It stopped 20-odd feet up.", 20, "foot"),
        ("One in four of the steerage was saved.", 25, "percent"),
        ("Bread went from 30 to 25 francs.", 30, "franc"),
        ("A magnitude 7.1 earthquake struck.", 7.1, "magnitude"),
        ("Three-and-seventy over the foam.", 73, ""),
        ("Two and a half million were fed.", 2_500_000, "people"),
    ],
)
def test_units_and_ways_of_writing(text: str, low: float, unit: str) -> None:
    assert (read(text)[0].low, read(text)[0].unit) == (low, unit)


@pytest.mark.parametrize(
    "text",
    [
        "My aunt is 81 and well.",
        "She was nineteen, and he knew it.",
        "The oldest, a carter, was sixty.",
        "She’d turned thirty that autumn.",
        "A father of five, he went first.",
        "They rowed out three times.",
        "Coal rose to 23s. in the town.",
        "His bride, eighteen, stood by.",
        "A boy of seven ran.",
        "John Orr, docker, 33.",
        "At about 18.40 it began.",
        "It was twenty past four.",
        "The House divided: Ayes 61; Noes 148: Majority 87.",
        "12 people found this helpful",
        "Likes: 31",
        "Call +46 8 555 23 17.",
        "They stood in latitude 81° 40'.",
        "Tape 14, side A.",
        "The forty-first report.",
        "Case No. 12 of Stalag 319/Z.",
        "It cost 11s. 6d.",
        "He had flown 9,120 hours, 36 of them in the week before.",
        "Photo 2 of 17",
        "The youngest was eighteen!",
        "The mercury stood at 38 below.",
        "She lived to be 78 and would not eat it.",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    spans = masked(text)
    left = [n for n in find_numbers(text) if not any(a < n.core_end and n.core_start < b for a, b, _ in spans)]
    assert not [n for n in left if not n.currency and not n.unit], [text[n.core_start : n.core_end] for n in left]


def test_masks_near_numbers_are_the_masks_of_the_whole_text() -> None:
    text = "The mill stood idle. " * 30 + "On 3 May 1911 at 7.40 p.m. John Orr, 33, saw 40 men. " + "Rain fell. " * 40
    numbers = [(n.core_start, n.core_end) for n in find_numbers(text)]
    assert masked(text, numbers=numbers) == masked(text)


@pytest.mark.parametrize("kind", ["figures", "dates"])
def test_a_mask_finds_near_its_words_what_it_finds_anywhere(kind: str) -> None:
    texts = [path.read_text("utf-8") for path in sorted((CORPORA / kind).glob("*/*.txt"))[::3]]
    text = "\n\n".join(texts)
    numbers = {at for number in find_numbers(text) for at in range(number.core_start, number.core_end)}
    rows = _rows("en")
    found = defaultdict(set)
    for row, start, end in _tries(text, [(0, len(text))], rows):
        found[row] |= {match.span(match.lastindex or 0) for match in row.pattern.finditer(text, start, end)}
    for row in {row for some in rows.by_word.values() for row in some}:
        anywhere = {match.span(match.lastindex or 0) for match in row.pattern.finditer(text)}
        missed = [text[start:end] for start, end in anywhere - found[row] if numbers & set(range(start, end))]
        assert not missed and found[row] <= anywhere, f"{row.name}: {row.pattern.pattern[:60]}"


def test_a_figure_of_another_year_stands_apart() -> None:
    (claim,) = read("It was the worst since the flood of 1900, when 8,000 drowned.")
    assert claim.phase == "1900"


@pytest.mark.parametrize(
    "text",
    [
        "Forty were drowned at Norham. At Orm gaol the year before, 2 had died.",
        "Forty were drowned at Norham. At Orm, in 1892, ten men died.",
        "Forty were drowned at Norham. Twelve years earlier 39 had drowned in the same way at Great Orm.",
        "Forty were drowned at Norham. Orm, fourteen years earlier, had killed 226.",
        "Forty were drowned at Norham. In Orm, that same spring, 49 had been killed.",
        "Forty were drowned at Norham, and it might have ended worse than at Orm, where 28 were drowned.",
    ],
)
def test_what_befell_another_place_stands_apart(text: str) -> None:
    own, other = read(text)
    assert own.phase == "" and other.phase in {"elsewhere", "1892"}


def test_a_later_year_at_another_place_stands_apart() -> None:
    text = "Forty were killed by the tip at Norham on 17 October 1903. It was a bad decade: 23 more died at Orm pit in 1907."
    claims = count_claims(Witness("a.txt", text, (Block("paragraph", 0, len(text)),)), event=PartialDate(1903, 10, 17))
    assert [(c.low, c.phase) for c in claims] == [(40, ""), (23, "1907")]


def test_what_is_said_not_to_be_true_is_no_claim() -> None:
    assert [c.low for c in read("52 houses were demolished. It is not true that 300 people were turned out.")] == [52]


def test_a_rumour_called_baseless_is_no_claim() -> None:
    assert [
        c.low for c in read("Forty were drowned. The report that 140 have perished is quite without foundation.")
    ] == [40]


def test_a_number_without_a_noun_keeps_the_one_counted_before_it() -> None:
    lambs, back = read("Of ninety lambs put out, seventy-one had come down by dusk.")
    assert back.frame.noun == lambs.frame.noun == "lamb"
    assert back.frame.understood and not lambs.frame.understood


def test_an_amount_without_a_unit_keeps_the_one_before_it() -> None:
    _, lost = read("She carried 900 tons of slate. About 400 of it was saved.")
    assert lost.unit == "ton"


def test_over_behind_a_verb_of_motion_says_where() -> None:
    (area,) = read("The water spread over 640 acres.")
    assert (area.low, area.high) == (640, 640)


def test_a_word_that_ends_in_one_is_no_fraction() -> None:
    (found,) = read("Thirty-one of the lamps were out.")
    assert found.low == 31


def test_the_toll_of_a_disaster_named_for_comparison_stands_apart() -> None:
    (other,) = read("It was the worst wreck since the Orlanda, in which 93 were drowned.")
    assert other.phase == "elsewhere"


def test_parts_that_add_up_to_their_total_are_told_as_parts() -> None:
    total, *parts = read("61 sailors were drowned: Orm 30, Velsa 20, Tarn 11.")
    assert not total.frame.part
    assert [part.low for part in parts if part.frame.part and part.frame.summed] == [30, 20, 11]
    assert all(part.frame.family == "killed" for part in parts)


def test_a_name_right_before_its_number_is_a_place() -> None:
    orm, velsa, _ = read("61 sailors were drowned: Orm 30, Velsa 20, Tarn 11.")[1:]
    assert (orm.frame.places, velsa.frame.places) == (frozenset({"Orm"}), frozenset({"Velsa"}))


def test_the_true_number_is_of_what_was_counted_before_it() -> None:
    _, true = read("Thirty men were drowned. The bishop holds that the true number is between 40 and 50.")
    assert (true.frame.family, true.low, true.high) == ("killed", 40, 50)
