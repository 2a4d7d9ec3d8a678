"""Nouns and verbs led back to their plain forms, and nouns to the kind of thing they name."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest

from booklet.languages import read_data
from booklet.nouns import is_mostly_verb, is_plural, noun_class, same_thing, singular, verb_lemma

CLASSES = {
    "person": "men women children Policemen people souls lives Turks Belgians Englishmen miners firemen nurses witnesses "
    "passers-by thieves wives police troops police_officers prisoners_of_war heroes stewardesses Japanese",
    "group": "families crews regiments battalions companies gangs fire_brigades corps committees",
    "animal": "cattle sheep horses oxen geese calves mice pit_ponies cart-horses deer",
    "boat": "boats ships Trawlers fishing_boats lifeboats men-of-war craft barges submarines rescue_boats",
    "aircraft": "planes aircraft bombers helicopters airships",
    "train": "trains locomotives goods_trains railway_carriages",
    "vehicle": "lorries buses cars carriages ambulances bicycles fire_engines tanks",
    "building": "buildings factories mills shops hospitals barracks public_buildings theatres gasworks",
    "house": "houses homes dwellings cottages huts farmhouses flats blocks_of_flats",
    "church": "churches mosques chapels synagogues abbeys",
    "school": "schools colleges universities secondary_schools",
    "bridge": "bridges viaducts footbridges",
    "structure": "doors windows walls chimneys emergency_exits graves staircases",
    "place": "villages towns districts streets counties coal_mines",
    "document": "letters names signatures petitions articles copies death_certificates telegrams",
    "money": "pounds dollars pence shillings rupees",
    "weapon": "rifles bombs shells knives machine-guns rounds_of_ammunition torpedoes",
    "food": "meals loaves potatoes",
    "supply": "tents blankets sacks life-jackets barrels",
    "event": "meetings strikes explosions trials air_raids crises attacks",
    "time": "days weeks hours centuries years",
    "measure": "miles acres tons degrees feet inches square_miles",
    "body": "legs arms teeth",
    "corpse": "bodies corpses dead_bodies remains",
    "plant": "trees",
}
SINGULARS = {
    "houses": "house", "boxes": "box", "churches": "church", "bodies": "body", "wolves": "wolf", "knives": "knife", "gloves": "glove",
    "men": "man", "Firemen": "fireman", "women": "woman", "children": "child", "people": "person", "police": "police", "feet": "foot",
    "crises": "crisis", "bases": "base", "axes": "axe", "buses": "bus", "mattress": "mattress", "glasses": "glass", "witness": "witness",
    "heroes": "hero", "horses": "horse", "torpedoes": "torpedo", "photos": "photo", "passers-by": "passer by", "zithers": "zither",
    "men-of-war": "man of war", "police officers": "police officer", "specimen": "specimen", "Germans": "german", "lives": "life",
    "works": "works", "premises": "premises", "corps": "corps", "series": "series", "movies": "movie", "shoes": "shoe",
    "caches": "cache", "canoes": "canoe", "refugees": "refugee", "lorries": "lorry", "ashes": "ash", "dwarves": "dwarf",
    "MPs": "mp", "sit-ins": "sit in", "grown-ups": "grown up", "blocks of flats": "block of flats", "guards of honour": "guard of honour",
}  # fmt: skip

LEMMAS = {
    "killed": "kill", "killing": "kill", "kills": "kill", "died": "die", "dying": "die", "dies": "die", "drowned": "drown", "lay": "lie",
    "laid": "lay", "lain": "lie", "found": "find", "founded": "found", "fell": "fall", "felled": "fell", "left": "leave", "shot": "shoot",
    "hoped": "hope", "hopped": "hop", "singed": "singe", "singing": "sing", "sank": "sink", "sunk": "sink", "burnt": "burn",
    "buried": "bury", "burying": "bury", "travelled": "travel", "traveled": "travel", "admitted": "admit", "perished": "perish",
    "were": "be", "had": "have", "Struck": "strike", "wounded": "wound", "wound": "wound", "bathed": "bathe", "caring": "care",
    "evacuated": "evacuate", "missing": "miss", "freed": "free", "fled": "flee", "saw": "see", "rose": "rise", "ground": "grind",
    "hanged": "hang", "hung": "hang", "crossed": "cross", "rescues": "rescue", "planned": "plan", "planed": "plane", "tied": "tie",
    "agreed": "agree", "passes": "pass", "goes": "go", "panicked": "panic", "beaten": "beat", "borne": "bear", "slain": "slay",
    "stirred": "stir", "starved": "starve", "interned": "intern", "banned": "ban", "bared": "bare", "falling": "fall", "robbed": "rob",
    "exhumed": "exhume", "hospitalised": "hospitalise", "derailed": "derail", "clothed": "clothe", "clad": "clothe", "housed": "house",
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "wanted"), [(w.replace("_", " "), c) for c, ws in CLASSES.items() for w in ws.split()]
)
def test_a_noun_has_the_class_of_what_it_names(word: str, wanted: str) -> None:
    assert noun_class(word) == wanted


@pytest.mark.parametrize("word", ["wounded", "several", "were", "quickly", "Wexcombe", "dead", "other", "two", "the"])
def test_no_class_for_what_is_no_counted_noun(word: str) -> None:
    assert noun_class(word) is None


@pytest.mark.parametrize(("plural", "wanted"), SINGULARS.items())
def test_plurals_are_led_back(plural: str, wanted: str) -> None:
    assert singular(plural) == wanted
    assert singular(wanted) == wanted, "a singular stays as it is"


@pytest.mark.parametrize(("form", "wanted"), LEMMAS.items())
def test_verbs_are_led_back(form: str, wanted: str) -> None:
    assert verb_lemma(form) == wanted


@pytest.mark.parametrize("word", ["house-tops", "village", "of", "Xylo", "quickly", "1916", "", "s", "ing", "ed"])
def test_no_lemma_for_what_is_no_verb(word: str) -> None:
    assert verb_lemma(word) is None


@pytest.mark.parametrize("word", ["police", "sheep", "men", "houses", "rescue boats", "works"])
def test_plurals_with_and_without_an_ending(word: str) -> None:
    assert is_plural(word)


@pytest.mark.parametrize("word", ["house", "witness", "bus", "woman", "basis", "", "s"])
def test_singulars_are_no_plurals(word: str) -> None:
    assert not is_plural(word)


@pytest.mark.parametrize(
    "words",
    ["houses Homes dwellings", "dead-bodies corpses bodies", "soldiers troops", "police constables policemen", "miners colliers pitmen",
     "ship steamers liners", "livestock stock", "boats vessels craft", "life-jackets lifebelts"],
)  # fmt: skip
def test_names_for_the_same_thing_become_one(words: str) -> None:
    assert len({same_thing(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["sheep cattle", "men women", "houses churches", "soldiers officers", "trawlers ships", "trees bushes"]
)
def test_what_tables_keep_apart_stays_apart(pair: str) -> None:
    first, second = pair.split()
    assert same_thing(first) != same_thing(second)


def test_a_verb_that_is_mostly_something_else_is_told() -> None:
    assert all(map(is_mostly_verb, ["killed", "die", "perished", "buried", "housed", "kills", "act"]))
    assert not any(
        map(is_mostly_verb, ["houses", "building", "meeting", "man", "quickly", "nurses", "guards", "boats"])
    )


def test_every_word_stands_once() -> None:
    nouns = [
        w for line in read_data("en", "nouns.txt").splitlines() if line[:1] not in {"#", "["} for w in line.split()
    ]
    verbs = [line.split()[0].rstrip("-") for line in read_data("en", "verbs.txt").splitlines() if line[:1] != "#"]
    synonyms = [w for line in read_data("en", "synonyms.txt").splitlines() if line[:1] != "#" for w in line.split()]
    for words in ([noun.split("/")[0] for noun in nouns], verbs, synonyms):
        assert len(words) == len(set(words))


def test_synonyms_are_singulars_of_one_class() -> None:
    for line in read_data("en", "synonyms.txt").splitlines():
        words = [word.replace("_", " ") for word in line.split()] if not line.startswith("#") else []
        assert len(words) != 1, line
        assert [singular(word) for word in words] == words, line


def test_the_lists_stay_small_and_load_quickly() -> None:
    folder = files("booklet.languages") / "en"
    assert len((folder / "nouns.txt").read_bytes()) < 250_000
    assert len((folder / "verbs.txt").read_bytes()) < 150_000
    code = (
        "import time; from booklet import nouns; best = 1.0\n"
        "for _ in range(5):\n"
        "    nouns._nouns.cache_clear(); nouns._verbs.cache_clear(); nouns._synonyms.cache_clear(); t = time.perf_counter()\n"
        "    nouns._nouns('en'); nouns._verbs('en'); nouns._synonyms('en'); best = min(best, time.perf_counter() - t)\n"
        "print(best)"
    )
    seconds = float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    assert seconds < 0.1, "30 ms on a quiet machine; the bound leaves room for a busy one"
