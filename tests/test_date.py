"""Attribution, dates and order, on the seeds and on the test projects."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from booklet import attribute, clean, pipeline
from booklet.cli import main
from booklet.date import date_text
from booklet.date.reading import read
from booklet.decisions import SourceFacts
from booklet.model import Dating, PartialDate, Source
from booklet.order import order_texts
from booklet.pipeline import Understood
from booklet.report import order as order_report

PROJECTS = Path(__file__).resolve().parent / "projects"
CASES = Path(__file__).resolve().parent / "cases"


def test_the_seeds_in_order(understood: Understood) -> None:
    rows = order_report.as_json(understood.witnesses, understood.placed)
    assert [(str(r["file"])[:3], r["date"], r["basis"]) for r in rows] == [
        ("002", "2005", "inferred"),
        ("003", "2012-01-20", "stated"),
        ("004", "2022-01-20", "inferred"),
        ("000", "2024-01-20", "inferred"),
        ("001", "2024-01-20", "inferred"),
    ]
    assert all(r["evidence"] for r in rows)
    assert "by file name" in str(rows[3]["evidence"])


def test_the_issuers_of_the_seeds(understood: Understood) -> None:
    assert {w.file[:3]: w.issuer for w in understood.witnesses} == {
        "000": "Embassy of Azerbaijan in Seoul (for the Diplomacy Journal)",
        "001": None,
        "002": None,
        "003": "Embassy of the Republic of Azerbaijan to the United States",
        "004": "EU Today",
    }


def test_a_text_without_a_title_gets_only_what_a_person_gives(understood: Understood) -> None:
    witness = next(w for w in understood.witnesses if w.file.startswith("000"))
    assert not any(block.role == "title" for block in witness.blocks)
    assert witness.title_evidence.startswith("given")


@pytest.mark.parametrize("name", ["flood", "mill", "plain"])
def test_blocks_hold_every_word_in_order(name: str) -> None:
    for witness in pipeline.understand(PROJECTS / name, until="order").witnesses:
        assert "".join("".join(witness.passage(b).split()) for b in witness.blocks) == "".join(witness.text.split())
        assert all(a.end <= b.start for a, b in zip(witness.blocks, witness.blocks[1:], strict=False))
        assert not re.search(r"[#*]{2}", witness.title or "")


def test_a_coarser_date_stands_before_the_finer_and_undated_last() -> None:
    dates = {
        "a": PartialDate(1990, 1, 20),
        "b": PartialDate(1990),
        "c": None,
        "d": PartialDate(1990, 1),
        "e": PartialDate(1989),
    }
    placed = order_texts([Dating(file, date, "stated", "") for file, date in dates.items()])
    assert [p.dating.file for p in placed] == ["e", "b", "d", "a", "c"]
    assert "coarser" in placed[1].tie
    assert "last" in placed[-1].tie


# An invented event, a Tuesday, and a text that says nothing of its own date.
EVENT = PartialDate(1913, 6, 17)
BODY = (
    "The wall of the upper basin gave way and the water stood in the lower streets before anyone could be warned. "
    "Forty houses were lost and the road to the station was cut."
)
B = f"\n\n{BODY}\n\n{BODY}"


def dated(text: str, event: PartialDate | None = EVENT) -> Dating:
    source, facts = Source("t.txt", text.encode(), "", "utf-8", ""), SourceFacts("t.txt")
    cleaned = clean.clean_source(source, language="en", facts=facts, without=frozenset())
    removed = "\n".join(change.before for change in cleaned.changes if not change.after)
    return date_text(read(attribute.attribute_text(source, cleaned, facts), removed), event, "the texts name it")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"THE HARDEN MERCURY\nThursday, June 19th, 1913. Price One Penny.\n\nTHE FLOOD{B}", "1913-06-19"),
        (f"HARDEN, 18th June 1913. - {BODY}\n\n{BODY}", "1913-06-18"),
        (f"Harden, June 18 (Central News) - {BODY}\n\n{BODY}", "1913-06-18"),
        (f"A night of water\n\nIt is a hundred years today since the basin burst. {BODY}\n\n{BODY}", "2013-06-17"),
        (f"The basin, a hundred years on{B}", "2013"),
        (f"Next month it will be fifty years since the basin burst. {BODY}{B}", "1963-05"),
        (f"The basin\n\nLast month was the fiftieth anniversary of the flood. {BODY}{B}", "1963-07"),
        (f"The basin\nPosted by harden_history on 3 May 2011, 5 comments{B}", "2011-05-03"),
        (f"The basin{B}\n\n© 2016 Harden Heritage Trust", "2016"),
        (f"The basin{B}\n\nAccessed 3 May 2019", None),
        (f"The Harden flood of 17 June 1913{B}", None),
        (f"HARDEN FLOOD, 17 JUNE 1913{B}", None),
        (
            f"MINUTES of the Urban District Council, held at the Town Hall on Monday, the 23rd day of June, 1913\n\nPresent: the Chairman.{B}",
            "1913-06-23",
        ),
        (
            f"At a Meeting of the Vestry held on the third day of July, nineteen hundred and thirteen, it was resolved as follows.{B}",
            "1913-07-03",
        ),
        (
            f"Report of the Engineer{B}\n\nGiven under my hand this third day of July, nineteen hundred and thirteen.\n\nJ. Marsh",
            "1913-07-03",
        ),
        (f"Report of the Engineer{B}\n\nJ. Marsh, C.E.\n3/7/13", "1913"),
        (f"Dear Ellen,{B}\n\nYour loving brother,\nTom\n\nHarden, Sunday 22nd June 1913", "1913-06-22"),
        (f"14 Mill Lane,\nHarden.\nJune 22nd, 1913.\n\nDear Ellen,{B}\n\nYour loving brother, Tom", "1913-06-22"),
        (
            f"Wed. 18 June. No bread. They say forty dead at the mill and I saw eleven carried. We slept in the chapel and my feet are wet.\n\n{BODY}",
            "1913-06-18",
        ),
        (
            f"18 June 1913. Wed. - No bread. They say forty dead at the mill and I saw eleven carried. We slept in the chapel and my feet are wet.\n\n{BODY}",
            "1913-06-18",
        ),
        (f"Journal of Waterworks 14 (1987), pp. 33-51\n\nThe failure of the Harden basin{B}", "1987"),
        (f"P. Lund, The Drowned Street (Harden: Mercury Press, 1951), chapter 4{B}", "1951"),
        (f"Transcript of interview with Mrs E. Pratt, recorded 4 March 1975{B}", "1975-03-04"),
        (f"Interviewed by R. Cole at Harden, March 1975{B}", "1975-03"),
        (f"Harden Parish Magazine, Winter 1963{B}", "1963"),
        (f"Harden Parish Magazine, July–August 1963{B}", "1963"),
        (f"The flood{B}\n\n03/04/1999", "1999"),
        (f"The flood{B}\n\nLast updated: 14/06/2011", "2011-06-14"),
        (f"Last night the upper basin burst and the water came down upon the town. {BODY}{B}", "1913-06-18"),
        (f"The upper basin burst this morning and the water came down upon the town. {BODY}{B}", "1913-06-17"),
        (
            f"Address on the Centenary of the Flood\n\nFriends, a century ago tonight the water came. {BODY}{B}",
            "2013-06-17",
        ),
        (
            f"Flood remembered\n\nYesterday was the 75th anniversary of the flood, and some 200 people laid wreaths. {BODY}{B}",
            "1988-06-18",
        ),
        (f"Flood to be remembered\n\nTomorrow marks the 75th anniversary of the flood. {BODY}{B}", "1988-06-16"),
        (f"Plaque\n\nThis plaque was set up on the 50th anniversary of the flood. {BODY}{B}", "1963"),
        (f"Flood\n\nThe chapel was pulled down in 1971. On the 50th anniversary a stone was laid. {BODY}{B}", None),
        (
            f"The Harden Flood - Wikipedia{B}\n\n{BODY}\n\nThis page was last edited on 4 November 2022, at 18:03 (UTC).",
            "2022-11-04",
        ),
        (f"Category: Floods\n\nThe Harden Flood\n\nDate: 17 June 1913\nLocation: Harden\nDeaths: 41{B}", None),
        (f"Harden Mercury, 17 June 1938\n\nTwenty-five years ago to-day the basin burst. {BODY}{B}", "1938-06-17"),
        (f"HANSARD\nHC Deb 24 June 1913 vol 54 cc 1033-5\n\nHARDEN FLOOD{B}", "1913-06-24"),
        (
            f"To the Lord Mayor.\nSir, I beg to report.{B}\n\nI am, Sir, your obedient servant,\nT. Marsh, Capt.\nHarden Barracks, 25.VI.1913",
            "1913-06-25",
        ),
        (
            "Printed by J. Cole, Harden, MCMXIII.\n\nTHE FLOOD: A BALLAD\n\nThe water rose and the bells rang out,\nAnd nobody knew the cause,\nThe mothers ran to the lower street,\nAnd the river it knew no laws.",
            "1913",
        ),
        (f"Sent: Tuesday, 4 September 2001 10:12\nFrom: R. Cole\nSubject: The flood{B}", "2001-09-04"),
        (
            f"(Translated from the Welsh, 1975)\n\nLetter of a miner\n\nHarden, 20 June 1913\n\nDear wife,{B}",
            "1913-06-20",
        ),
        (f"A HISTORY OF HARDEN\nCHAPTER IX\n(Second edition, 1934){B}", "1934"),
        (f"What happened in Harden?\n2 April 2018 | 4 min read | By Jo Marsh{B}", "2018-04-02"),
        (f"Home > News\n\nHarden flood: families gather\n\n17 June 2013, 14:05 BST{B}", "2013-06-17"),
        (f"Speech by the Mayor of Harden at the unveiling of the memorial, 12 October 1915{B}", "1915-10-12"),
        (f"Inquest on the victims of the flood of 17th June, 1913\nVerdict, Friday, 27th June, 1913{B}", "1913-06-27"),
        (f"Opening times: April to October. Next walk: 4 May 2019{B}", None),
        (f"I was six. {BODY}{B}\n\nAs told to her grandson in the spring of 1979", "1979"),
        (f"Three weeks ago to-day the basin burst. {BODY}{B}", "1913-07-08"),
        (f"Half a century has passed since the basin burst. {BODY}{B}", "1963"),
        (f"It is now more than fifty years since the basin burst. {BODY}{B}", None),
        (f"Sixty years have gone by. {BODY} I have lived in Harden for forty years.{B}", "1973"),
        (f"The 25th Annual Flood Service\n\nThis Sunday the bells will ring. {BODY}{B}", None),
        (f"CIRCULAR No. 14\nTo all branches. 30th June, 1913.{B}", "1913-06-30"),
        (
            f"BY TELEGRAPH.\n(From our own Correspondent.)\nHARDEN, Wednesday. - At this hour the water stands in the lower streets. {BODY}{B}",
            "1913-06-18",
        ),
        (f"Ebenezer Chapel: sermon preached on the Sunday after the flood, June 22nd, 1913{B}", "1913-06-22"),
        (f"Statement issued by the Water Board on the 20th inst.\n\nHarden{B}", None),
        (
            "Museum label 14\n\nBoot, leather, about 1910. Given by Mrs Pratt in 1962. Found in the lower street after the flood of 17 June 1913.",
            None,
        ),
        (
            f"THE FLOOD COMMITTEE\nIt will be fifty years this month since the basin burst, and still there is no stone.{B}",
            "1963-06",
        ),
        (f"Leaflet\n\nFifty years ago this week the water came down.{B}", "1963-06"),
        (f"Leaflet\n\nIt is fifty years this June since the water came down.{B}", "1963-06"),
        (
            f"INQUEST taken at Harden\n\nThe jury say that they came to their deaths by drowning.{B}\n\nGiven under our hands this 8th day of July, A.D. 1913.",
            "1913-07-08",
        ),
        (
            f"URBAN DISTRICT OF HARDEN\nMinutes of the special meeting\n\nIn Harden, at seven in the evening of 19 June 1913, there met in the schoolroom the nine councillors.{B}",
            "1913-06-19",
        ),
        (f"WATER BOARD OF THE ARN\nTechnical Memoir: The New Basin (1919){B}", "1919"),
        (
            f"HARDEN FLOOD (June 1913). The worst of the valley.{B}\n\n- from The Encyclopaedia of the Valleys, 2nd ed., 1994",
            "1994",
        ),
        (f"Situation report 4\n\nAs of 18.00 hrs, 19 June 1913{B}", "1913-06-19"),
        (f"Position at noon, 19 June 1913{B}", "1913-06-19"),
        (f"The basin\n\nProduced by the Harden Society, rev. 03/2011{B}", "2011-03"),
        (f"This leaflet was produced in 2015 by the Harden Society.{B}", "2015"),
        (f"Harden, Christmas Day, 1913\n\nDear Ellen,{B}\n\nTom", "1913-12-25"),
        (f"6.3 CASE STUDY: THE HARDEN FLOOD, 1913{B}", None),
        (f"Chapter 12: The flood of 1913{B}", None),
        (
            f"The Harden Flood\n\nThe flood is taught in schools. Lund (1951) counted forty-one dead; Marsh (1988) forty-four.{B}",
            None,
        ),
        (f"Tape 7, side B\nRecorded at her home in Harden, 12 October 1987. Interviewer: J. Marsh{B}", "1987-10-12"),
        (f"Interview no. 14\nName: Ellen Pratt\nDate of interview: 4 May 1968{B}", "1968-05-04"),
        (
            f"Cmd. 6734\n\nREPORT OF THE DEPARTMENTAL COMMITTEE\n\nPresented to both Houses of Parliament by Command of His Majesty, November 1913\n\nLONDON: HIS MAJESTY'S STATIONERY OFFICE{B}",
            "1913-11",
        ),
        (
            f"Question time\n\nHouse of Commons, Tuesday, 24th June, 1913\n\nMr. Cole asked the President of the Board of Trade about the basin at Harden.{B}",
            "1913-06-24",
        ),
        (f"From the Harden Mercury of 19 June 1913:{B}", "1913-06-19"),
        (f"Reprinted from the Harden Mercury of 19 June 1913{B}", "1913-06-19"),
        (f"Eight days ago the basin burst.{B}", "1913-06-25"),
        (
            f"HARDEN, Tuesday night. - The upper basin has burst. At this hour nobody can say how many are lost.{B}",
            "1913-06-17",
        ),
        (
            f"Flood heroes honoured\n\nA plaque was unveiled in Harden yesterday, a century to the day after the basin burst.{B}",
            "2013-06-18",
        ),
        (
            f"Flood heroes honoured\nBy Jo Marsh\n\nBells rang across Harden on Monday as the town marked the centenary of the flood.{B}",
            "2013",
        ),
        (
            f"Flood heroes honoured\n\n18 June 2013\n\nBells rang across Harden on Monday as the town marked the centenary of the flood.{B}",
            "2013-06-18",
        ),
        (f"Harden Heritage Trust\nAnnual report 2012-13{B}", "2013"),
        (f"Harden Heritage Trust\nNewsletter No. 31, Spring 2015{B}", "2015"),
        (f"Programme for the Centenary Concert, Saturday 15 June 2013, 7.30 p.m.\n\nProgramme note{B}", "2013-06-15"),
        (
            f"Obituary: Ellen Pratt, 1906-1999\n\nEllen Pratt, who has died aged 93, was the last survivor of the Harden flood.{B}",
            "1999",
        ),
        (f"My Childhood\n\nI was born in 1906 and I was seven when the basin burst.{B}", None),
        (
            f"TO BE SOLD BY AUCTION\nat the Bell Inn, Harden, on Friday, 4 July 1913, the stock saved from the flood.{B}",
            None,
        ),
        (f"SIR,\n\nI write as one who lost a house.{B}\n\nI am, &c.,\nA RATEPAYER\nJune 20", "1913-06-20"),
        (
            f"Lecture delivered before the Society of Engineers, Westminster, on the evening of Monday, 2nd March 1914, by T. Marsh.{B}",
            "1914-03-02",
        ),
        (f"Read before the Society on 2nd March 1914{B}", "1914-03-02"),
        (
            f"NOTICE\n\nThe inhabitants are warned to boil all water.{B}\n\nBy order of the Council,\nJ. COLE, Clerk.\nTown Hall, Harden, 19th June 1913.",
            "1913-06-19",
        ),
        (
            f"PROCLAMATION\n\nWhereas the waters have risen.{B}\n\nDone at Harden this nineteenth day of June in the year of our Lord one thousand nine hundred and thirteen, and of Our reign the fourth.",
            "1913-06-19",
        ),
        (
            f"# The flood\n\n*Published on the Harden blog, 4 May 2016 · 3 comments*{B}\n\n## Comments\n\nJo said on 6 May 2016: thank you",
            "2016-05-04",
        ),
        (f"The flood | Harden Local History\n\nLast modified on Mon 7 Mar 2016 14.02 GMT{B}", "2016-03-07"),
        (
            f"Written in pencil on the back: “The morning after, 18 June 1913.”\n\nPhotograph of Mill Street.{B}",
            "1913-06-18",
        ),
        (f"Hansard, 24 June 1913, col. 1033{B}", "1913-06-24"),
        (f"Sermon for the Second Sunday after the Flood\nEbenezer, June 29th, 1913{B}", "1913-06-29"),
        (
            f"The 1913 flood: a timeline\n\n17 June 1913: the basin bursts at ten at night and the mill is lost.\n\n18 June 1913: the soldiers come from the barracks and dig.\n\n27 June 1913: the inquest is held at the Bell Inn by Mr Cole.{B}",
            None,
        ),
        (f"WORLD AT ONE, BBC Radio, transmission 17 June 1963, 13.00{B}", "1963-06-17"),
        (f"Adopted unanimously by the General Assembly of the Chapel, Harden, 5 July 1913.{B}", "1913-07-05"),
        (f"Draft 3, 12/05/2004, not for circulation{B}", "2004"),
        (f"To: All stations\nFrom: HQ Western Command\nDTG 181430Z JUN 13\n\nFlood at Harden.{B}", "1913-06-18"),
        (f"Remembering\n\nSeventy-five years ago tomorrow the basin burst.{B}", "1988-06-16"),
        (f"Remembering\n\nOn the eve of the 40th anniversary of the flood, the survivors met.{B}", "1953-06-16"),
        (f"Remembering\n\nThis Monday marks 100 years since the basin burst.{B}", "2013-06"),
        (
            f"1913–2013: we remember\n\nToday we gather at the stone, a hundred years after the water came.{B}",
            "2013-06-17",
        ),
        (f"A hundred and ten years ago this morning the water came.{B}", "2023-06-17"),
        (
            f"Thousands march\n\nYesterday, on the fiftieth anniversary of the flood, thousands marched through Harden.{B}",
            "1963-06-18",
        ),
        (f"Nearly fifty years have passed since the basin burst.{B}", None),
        (f"The flood\n\nEvery year on 17 June the bells are rung.{B}", None),
        (f"The basin, built in 1886, burst 27 years later.{B}", None),
        (f"The flood\n\nIn 1963, fifty years after the flood, a stone was raised at the bridge.{B}", None),
        (
            f"The flood\n\nForty-one died. Their names were cut on the stone in 1923, for the tenth anniversary.{B}",
            None,
        ),
        (f"The flood\n\nOn 17 June 2013, the centenary of the flood, the bells of Harden rang.{B}", "2013-06-17"),
        (f"I was seven. Sixty years on I still hear it.{B}", "1973"),
        (f"Foreword\n\nA century after the flood, this book tells the story of the forty-one.{B}", "2013"),
        (
            f"Remarks of the Ambassador\n\nExcellencies, one hundred years ago today a small town lost its people.{B}",
            "2013-06-17",
        ),
        (f"A time to remember\n\nIn two weeks' time it will be a hundred years since the basin burst.{B}", "2013"),
        (f"A time to remember\n\nNext week we mark a hundred years since the basin burst.{B}", "2013-06"),
        (
            f"Twenty-five years is a long time. Twenty-five years ago we had no telephone, and the basin above Harden burst with no warning.{B}",
            "1938",
        ),
        (f"Appeal\n\nThis year marks the seventieth anniversary of the flood.{B}", "1983"),
        (f"Appeal\n\nNext year will be the seventieth anniversary of the flood.{B}", "1982"),
        (f"Appeal\n\nLast year, on the seventieth anniversary, we laid a wreath.{B}", "1984"),
        (f"Appeal\n\nThis June the town marks the seventieth anniversary of the flood.{B}", "1983-06"),
        (f"Appeal\n\nIt is six months since the basin burst.{B}", None),
        (f"A year ago today the basin burst.{B}", "1914-06-17"),
        (f"One year on\n\nA year has passed since the basin burst.{B}", "1914"),
        (f"First anniversary\n\nA year ago last night the basin burst.{B}", "1914-06-18"),
        (
            f"Ten years after\n\nTen years have gone by since the flood, and today the new basin was opened by the Mayor.{B}",
            "1923",
        ),
        (
            f"The flood in memory\n\nAt the fiftieth anniversary service on Monday, the Bishop spoke of the forty-one.{B}",
            "1963",
        ),
        (f"Sermon\n\nFifty years ago this very day, brethren, the water came.{B}", "1963-06-17"),
        (
            f"Centenary speech\n\nOne hundred years have passed since that Tuesday. Tonight, in this hall, we remember them.{B}",
            "2013-06-17",
        ),
        (
            f"The Harden flood (17 June 1913) killed forty-one. Its centenary was marked in 2013 with a service.{B}",
            None,
        ),
        (f"The Harden flood killed forty-one. A memorial was dedicated on its 75th anniversary.{B}", None),
        (
            f"Harden marks 100 years\n\nA minute's silence was kept at noon on Monday. “It is a hundred years today,” said the Mayor.{B}",
            "2013-06-17",
        ),
        (
            f"HARDEN & DISTRICT ADVERTISER\n[No. 2,114.]   HARDEN, SATURDAY, JUNE 21, 1913.   [ONE PENNY.]{B}",
            "1913-06-21",
        ),
        (f"AP-HARDEN-BASIN 2nd ld\n\nHARDEN, June 18 (AP) _ Rescue men dug through the night.{B}", "1913-06-18"),
        (f"FLASH FLASH\n1913-06-18 06:40\nHARDEN BASIN BURST, MANY DEAD{B}", "1913-06-18"),
        (f"Received 19 JUN 1913, Home Office\n\nSir, I report the loss of the basin.{B}", "1913-06-19"),
        (f"Ref: HD/14/3\n19th June, 1913\n\nTo the Town Clerk.\n\nSir,{B}", "1913-06-19"),
        (
            f"MEMORANDUM\nTO: Chief Engineer\nFROM: District Engineer\nDATE: 19 June 1913\nSUBJECT: Upper basin{B}",
            "1913-06-19",
        ),
        (
            f"Diary of Ellen Pratt, aged 14\n\nTuesday 17 June. Dreadful rain. \n\nWednesday 18 June. The water came in the night and we are in the chapel.\n\nThursday 19 June. They found Tom.{B}",
            "1913-06-19",
        ),
        (f"Telegram handed in at Harden 8.15 a.m. 18 June 1913{B}", "1913-06-18"),
        (f"Post Office Telegraphs. Harden, 18 Ju 13. To Pratt, Mill Lane.{B}", None),
        (f"Verbatim report of the debate in the County Council, Wednesday, July 2, 1913{B}", "1913-07-02"),
        (f"Harden Free Church Quarterly, October 1913, p. 14\n\nTHE FLOOD AND PROVIDENCE{B}", "1913-10"),
        (f"(c) Harden Museum 2009. Text: J. Marsh.{B}", "2009"),
        (f"The flood\n\nText panel 3, permanent exhibition, opened May 2009{B}", None),
        (f"The flood{B}\n\nJo Marsh is a historian. Her book The Drowned Street appeared in 2012.", None),
        (
            f"The flood{B}\n\nThis article was amended on 19 June 2013 to correct the spelling of a name.\n\nFirst published on Mon 17 Jun 2013 06.00 BST",
            "2013-06-17",
        ),
        (f"The flood\nJo Marsh\nMon 17 Jun 2013 06.00 BST{B}", "2013-06-17"),
        (f"The flood | 17.06.2013 | Harden Online{B}", "2013-06-17"),
        (f"Harden Online\n17/6/2013\n\nTHE FLOOD{B}", "2013-06-17"),
        (f"@harden_history · Jun 17, 2019\n\nOn this day in 1913 the basin burst.{B}", "2019-06-17"),
        (f"jo_m wrote on 04 Feb 2007, 21:14:\n\nDoes anyone know about the flood?{B}", "2007-02-04"),
        (f"Guestbook\n\nSubject: my great-grandmother\nDate: Sun, 4 Feb 2007 21:14:05 +0000{B}", "2007-02-04"),
        (f"Speech in the Assembly, sitting of 24 June 1913 (extract){B}", "1913-06-24"),
        (f"COURT OF ASSIZE, HARDEN\nRex v. Cole\nJudgment delivered on the 14th of November, 1913{B}", "1913-11-14"),
        (
            f"In the Matter of the Harden Water Company\n\nAFFIDAVIT\n\nI, Ellen Pratt, widow, make oath and say as follows:{B}\n\nSworn at Harden this 1st day of August 1913, before me, J. Cole, a Commissioner for Oaths.",
            "1913-08-01",
        ),
        (f"A MEMORIAL VOLUME\nedited by T. Lund\n\nHarden, 1923{B}", "1923"),
        (
            f"THE DROWNED STREET\nA play in three acts by T. Lund\nFirst performed at the Palace, Harden, on 17 June 1933{B}",
            "1933-06-17",
        ),
        (
            f"Preface to the third edition\n\nThe first edition was sold out in a month.{B}\n\nT. L.\nHarden, Michaelmas 1934",
            "1934-09-29",
        ),
        (
            f"Notes made at the time (pencil, school exercise book)\n\n18th. Water everywhere. We have nothing left.\n\n19th. Soldiers came.{B}",
            None,
        ),
        (f"HARDEN RELIEF FUND\nSecond list of subscriptions, to 30 June 1913{B}", "1913-06-30"),
        (f"HARDEN RELIEF FUND\nAccounts for the year ended 31 December 1913{B}", "1913"),
        (f"Census of buildings in the flooded area taken on 1 July 1913{B}", "1913-07-01"),
        (
            f"Oral History Project: Harden Voices\nInterviewee: Ellen Pratt (b. 1906)\nInterviewed 12th October 1987 by Jo Marsh\nTape 1 of 2{B}",
            "1987-10-12",
        ),
        (
            f"Wikipedia, the free encyclopedia\n\nHarden flood{B}\n\nCategories: 1913 disasters | Dam failures | June 1913 events",
            None,
        ),
        (
            f"Harden flood memorial to be restored\n\nCouncil, Item 7. Report of the Director. Meeting of the Culture Committee on 12 March 2012{B}",
            "2012-03-12",
        ),
        (f"Foreign Office, June 20, 1913.\n\nMy Lord, I have the honour to report.{B}", "1913-06-20"),
        (f"Sir E. Marsh to Lord Cole. (Received June 23.)\n\nHarden, June 20, 1913.{B}", "1913-06-20"),
        (f"Extract from the log of H.M.S. Antelope, 18 June 1913{B}", "1913-06-18"),
        (f"Harden, 6 Messidor, Year XXI{B}", None),
        (
            f"Statement by the Prime Minister in the House, 18 June 1913: “Mr Speaker, last night the basin burst.”{B}",
            "1913-06-18",
        ),
        (f"Sunday morning, 22nd June\n\nDearest Ellen, we are safe.{B}", "1913-06-22"),
        (f"Thirtieth anniversary issue\n\nTHE CHAPEL MESSENGER{B}", "1943"),
        (
            f"The bells of Harden\nA poem for the fiftieth anniversary\n\nThe water came at ten o'clock,\nThe bells began to toll.{B}",
            "1963",
        ),
        (
            f"Embassy of Wales\nPress release 14/2013\n\nOn the occasion of the centenary of the Harden flood, the Embassy will hold a service.{B}",
            "2013",
        ),
        (f"Note verbale\n\nThe Embassy presents its compliments.\n\nCardiff, 17 June 2013{B}", "2013-06-17"),
    ],
)
def test_the_date_of_a_text_is_what_its_words_allow(text: str, date: str | None) -> None:
    found = dated(text)
    assert (str(found.date) if found.date else None) == date, found.evidence


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"CARR PIT, Jan. 2 (Reuter) -- The last of the men were brought up today.{B}", "1933-01-02"),
        (f"The cage fell on Friday. We buried nine on New Year's Day, 1933.{B}\n\nCarr, 4 January 1933", "1933-01-04"),
        (
            f"Carr pit explosion: 50 years\n\nFifty years ago tomorrow, on 30 December 1932, forty men went down.{B}",
            "1982-12-29",
        ),
        (f"As the fiftieth anniversary of the explosion approaches, we ask for your help.{B}", "1982"),
        (f"Next January it will be a year since we buried them.{B}", None),
        (f"In a few days it will be ten years since the pit was lost.{B}", "1942-12"),
        (f"It will be ninety years at the end of this month since the Carr pit was lost.{B}", "2022-12"),
        (
            f"Commemoration\n\nYesterday morning at eleven, ninety years to the hour after the explosion, the band played.{B}",
            "2022-12-31",
        ),
        (f"Eve of the fortieth anniversary\n\nTomorrow the lamps will be lit.{B}", "1972-12-29"),
        (
            f"Forty years have passed and we are still waiting.\n\n{BODY}\n\nThe Widows of Carr, December 1972",
            "1972-12",
        ),
        (
            f"REPORT upon the Explosion at Carr Colliery on the 30th December, 1932\n\nTo the Secretary for Mines.\n\nSir,{B}\n\nI have the honour to be, Sir,\nYour obedient Servant,\nT. Marsh, H.M. Inspector of Mines.\n\nLeeds, 14th March, 1933.",
            "1933-03-14",
        ),
        (
            f"The Carr pit disaster took place on 30 December 1932 in the county of Lund. It was the third in the county in ten years.{B}",
            None,
        ),
        (f"From THE MINER'S LAMP, organ of the Lund Federation, No. 3, January 1933{B}", "1933-01"),
        (f"The Miner's Lamp, vol. 4, no. 3 (Jan. 1933), p. 2{B}", "1933-01"),
        (f"Source: Lund Federation, Annual Report 1933{B}", "1933"),
        (f"Minute 114 of 3.1.33\n\nThe Manager reported the loss of the cage.{B}", "1933"),
        (f"Carr, 31.12.32\n\nDear mother,{B}\n\nTom", "1932-12-31"),
        (f"Hymn sheet for the Memorial Service, Carr Chapel, Sunday, January 8th, 1933{B}", "1933-01-08"),
        (f"Words by Mr J. Pratt at the graveside, 3 January 1933{B}", "1933-01-03"),
        (f"Carr Primary School, Year 6 project, Summer Term 2004{B}", "2004"),
        (f"Postcard, postmarked 2 January 1933{B}", "1933-01-02"),
        (
            f"(Cutting, undated, from the Lund Evening Post)\n\nThe Carr pit was still burning late last night, and hope has been given up.{B}",
            "1932-12-31",
        ),
        (f"(Cutting from the Lund Evening Post, early January 1933){B}", "1933-01"),
        (f"[Undated; probably 1934]\n\nTo the Committee{B}", None),
        (f"Letter, n.d. [c. 1934]{B}", None),
        (f"Interview: 5/12/1987. Transcribed: 02/1988{B}", "1987"),
        (f"Fifty years on\n\nThirty December comes round again. It is fifty years today.{B}", "1982-12-30"),
    ],
)
def test_an_event_at_the_turn_of_the_year(text: str, date: str | None) -> None:
    found = dated(text, PartialDate(1932, 12, 30))
    assert (str(found.date) if found.date else None) == date, found.evidence


def cases() -> list[tuple[str, str, str]]:
    """Return (where, date, text) of tests/cases/dates.txt."""
    found = []
    for number, line in enumerate((CASES / "dates.txt").read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            date, _, text = line.partition("|")
            paragraphs = [re.sub(r"\s+/\s+", "\n", part.strip()) for part in text.replace("~", BODY).split("//")]
            found.append((f"line {number}", date.strip(), "\n\n".join(paragraphs)))
    return found


@pytest.mark.parametrize(("where", "date", "text"), cases())
def test_forms_of_dates(where: str, date: str, text: str) -> None:
    found = dated(text)
    assert str(found.date or "none") == date, f"{where}: {found.evidence}"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("THE HARDEN FLOOD, 1913", "title"),
        ("Harden Parish Magazine, Winter 1963", "dateline"),
        ("Harden, 19 June 1913", "dateline"),
    ],
)
def test_a_title_that_names_a_year_is_no_dateline(line: str, role: str) -> None:
    source, facts = Source("t.txt", (line + B).encode(), "", "utf-8", ""), SourceFacts("t.txt")
    cleaned = clean.clean_source(source, language="en", facts=facts, without=frozenset())
    assert attribute.attribute_text(source, cleaned, facts).blocks[0].role == role


def test_numbered_paragraphs_of_one_series_are_all_paragraphs_and_short_items_a_list() -> None:
    short = "1. Bread.\n\n2. Salt.\n\n3. Oil for the lamps of the upper gallery, and wick."
    long = "1. It rained.\n\n2. " + "The water came over the bank and nobody slept. " * 8 + "\n\n3. It fell in May"
    for body, role in ((short, "list"), (long, "paragraph")):
        source, facts = (
            Source("t.txt", f"The flood{B}\n\n{body}\n\nIt is so.\n".encode(), "", "utf-8", ""),
            SourceFacts("t.txt"),
        )
        cleaned = clean.clean_source(source, language="en", facts=facts, without=frozenset())
        witness = attribute.attribute_text(source, cleaned, facts)
        assert {block.role for block in witness.blocks if witness.passage(block)[0].isdigit()} == {role}


def test_a_two_sided_date_and_a_rival_are_shown_as_doubts() -> None:
    assert "either way round" in dated("The flood\nPosted: 03/04/1999" + B).doubt
    rival = dated("The flood\nPublished 3 May 2011. Last updated 7 June 2014" + B)
    assert str(rival.date) == "2011-05-03"
    assert "2014-06-07" in rival.doubt


def test_an_old_letter_is_not_dated_by_the_page_that_posts_it() -> None:
    letter = f"Harden, 20 June 1913. - {BODY}\n\n{BODY}"
    assert str(dated(f"Letters from the flood\nPosted on 3 May 2011\n\n{letter}").date) == "1913-06-20"
    later = f"{letter}\n\nIn 1951 the wall was pulled down."
    assert str(dated(f"Letters from the flood\nPosted on 3 May 2011\n\n{later}").date) == "2011-05-03"


def test_a_diary_of_several_days_says_where_it_begins() -> None:
    diary = "Diary\n\n18 June 1913. We are in the chapel, all of us, and it rains.\n\n20 June 1913. They found Tom."
    assert str(dated(diary).date) == "1913-06-20"
    assert "the first of 1913-06-18" in dated(diary).doubt


def test_a_very_long_line_dates_its_text_at_its_ends(tmp_path: Path) -> None:
    days = "The mill stood idle on 3 May 1911 and on the days that followed. " * 400
    (tmp_path / "long.txt").write_text(f"NORHAM, 4 June 1912. — {days}\n", "utf-8")
    (placed,) = pipeline.understand(tmp_path, "order").placed
    assert str(placed.dating.date) == "1912-06-04"


def test_the_vote_takes_the_day_that_texts_tell_of_and_not_their_own(tmp_path: Path) -> None:
    told = "\n\nThe basin above Harden burst on {day} and the lower streets were under water before the bell was rung."
    (tmp_path / "a.txt").write_text("HARDEN MERCURY\nThursday, June 19, 1913" + told.format(day="Tuesday"))
    (tmp_path / "b.txt").write_text("The flood" + told.format(day="17 June 1913") + "\n\nHarden, 2 May 1951")
    (tmp_path / "c.txt").write_text(
        "The flood\n\nA hundred years ago today the water came." + told.format(day="a Tuesday")
    )
    rows = pipeline.understand(tmp_path, until="order").placed
    assert [str(place.dating.date) for place in rows] == ["1913-06-19", "1951-05-02", "2013-06-17"]
    assert "1913-06-17" in rows[2].dating.evidence


def test_what_can_be_read_is_put_in_order_and_the_refusal_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("HARDEN, 18 June 1913. - The basin burst and forty houses were lost in the night.")
    (tmp_path / "b.docx").write_bytes(b"PK")
    for command in ("order", "figures"):
        assert main([command, str(tmp_path), "--format", "json"]) == 3
        said = capsys.readouterr()
        assert ("a.txt" if command == "order" else "topics") in said.out
        assert "b.docx: .docx files are not read" in said.err
        assert main([command, str(tmp_path)]) == 3
    assert main(["build", str(tmp_path), "-o", str(tmp_path / "out")]) == 3
    assert not list((tmp_path / "out").glob("*.pdf"))


def test_a_web_page_is_looked_into_but_not_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("HARDEN, 18 June 1913. - The basin burst and 40 people were drowned in the night.")
    (tmp_path / "b.html").write_text(
        "<title>41 drowned</title><p>The water took 43 people: 43 people were drowned.<p>Posted: 4 May 2011"
    )
    assert main(["order", str(tmp_path), "--format", "json"]) == 3
    said = capsys.readouterr()
    assert [(row["file"], row["date"]) for row in json.loads(said.out)] == [
        ("a.txt", "1913-06-18"), ("b.html", "2011-05-04"),
    ]  # fmt: skip
    assert "b.html: .html files are not read by a build" in said.err
    assert "Save As" in said.err
    assert main(["figures", str(tmp_path), "--format", "json"]) == 3
    said = capsys.readouterr()
    claims = [claim for topic in json.loads(said.out)["topics"] for claim in topic["claims"]]
    assert {(claim["file"], claim["low"]) for claim in claims} == {("a.txt", 40), ("b.html", 43)}
    assert ".html files are not read by a build" in said.err
    assert main(["build", str(tmp_path), "-o", str(tmp_path / "out")]) == 3
    assert "b.html: .html files are not read\n" in capsys.readouterr().err
    assert not list((tmp_path / "out").glob("*.pdf"))


def test_a_folder_of_refused_files_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.pdf").write_text("%PDF")
    assert main(["order", str(tmp_path)]) == 3
    assert "b.pdf" in capsys.readouterr().err


def test_the_table_shows_ties_doubts_and_the_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, line in (("a", "Posted: 03/04/1999"), ("b", "4 May 1999"), ("c", "4 May 1999"), ("d", "May 1999")):
        (tmp_path / f"{name}.txt").write_text(f"The flood\n{line}{B}")
    assert main(["order", str(tmp_path)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "? " in shown
    assert "= " in shown
    assert "coarser date stands before" in shown


_LETTER = "A Letter about a Weathercock\n\nDear Canon,\n\nIt came down in my garden, and I let it lie there.\n\n{}\n"


@pytest.mark.parametrize(
    "farewell",
    [
        "Believe me, dear Canon,\nyours very truly,",
        "I remain, Sir,\nYour obedient servant,",
        "Ever affectionately,",
        "With much love from us both,",
        "Faithfully yours,",
    ],
)
def test_a_letter_is_from_its_signer_and_not_from_its_farewell(farewell: str) -> None:
    letter = _LETTER.format(f"{farewell}\n\nEllen Cole")
    source, facts = Source("t.txt", letter.encode(), "", "utf-8", ""), SourceFacts("t.txt")
    cleaned = clean.clean_source(source, language="en", facts=facts, without=frozenset())
    assert attribute.attribute_text(source, cleaned, facts).issuer == "Ellen Cole"


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("On the back, in another hand", None),
        ("copied by the clerk from the first sheet", None),
        ("Anna van der Berg, clerk to the vestry", "Anna van der Berg, clerk to the vestry"),
    ],
)
def test_a_text_is_signed_by_a_name_alone(line: str, issuer: str | None) -> None:
    source, facts = (
        Source("t.txt", _LETTER.format(f"Yours truly,\n\n{line}").encode(), "", "utf-8", ""),
        SourceFacts("t.txt"),
    )
    cleaned = clean.clean_source(source, language="en", facts=facts, without=frozenset())
    assert attribute.attribute_text(source, cleaned, facts).issuer == issuer
