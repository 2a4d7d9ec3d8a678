"""What stands at the foot or head of a page and is known by its neighbours: a number, a divided word, the end."""

from __future__ import annotations

import re
from bisect import bisect_left

from booklet.lexicon import Lexicon
from booklet.rules.heads import LEAST_HALT, NUMBER, Head, Page, are_alike, is_loud, is_year

_IN_TITLE = re.compile(r"\b[a-z]{4,}")  # a title begins all its longer words with capitals
_WINDOW = 12
_FIRST_HALF, _SECOND_HALF = re.compile(r"([a-z]{2,20})-$"), re.compile(r"[a-z]{2,20}")
_TITLE = 60  # characters of a running head
_SERIES, _ROWS = 3, 2  # from one number of a series to the next, and how many of it there are inside pages
_DIRT, _NAME = 3, 8  # characters, and of a title at least
_BESIDE, _OTHERS = 4, 2  # lines on either side that are looked at, and how many of one kind are a list
_DAY = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?:,? \d{1,2}[:.]\d\d(?: ?[AP]M)?)?\s{3,}(\S.*)")
_OPENING = 8  # lines at the top in which a title stands
_HOUR = re.compile(r"\d{1,2}[:.]\d\d\b")
_FIGURE = re.compile(r"\d{1,4}")
_OWN_LINE, _APART = 90, 6  # characters of a page's own line, and lines from one to the next
_MARKED = 10  # smaller ones may number the items of a list: '(2)'
_NEXT = 3  # from the number of one page to that of the next, where one was lost between them


def in_series(page: Page, head: Head, others: list[Head]) -> bool:
    """Say whether lines of the same kind stand inside pages, where no head does: rows of a table, years of a chronicle."""
    n, number, words = head
    if number is None or page.interrupts(n):
        return False
    inside = 0
    for m, other, again in others:
        rises = other is not None and 0 < abs(other - number) <= _SERIES and (other > number) == (m > n)
        same = rises if not words else bool(again) and are_alike(words, again)
        if same and bool(words) == bool(again):
            inside += 1 if m not in page.near and not page.interrupts(m) else -1
    return inside >= _ROWS


def in_rows(page: Page, head: Head) -> bool:
    """Say whether a line is one of several of its kind: of a roll, each with its figure, of a list, of an inscription.

    Lines right beside it say so, those of an inscription on either side of a page break, too.
    """
    n, number, words = head
    rows = [row.strip(" \t\f") for _, _, row in page.lines[max(0, n - _BESIDE) : n + _BESIDE + 1]]
    at = min(n, _BESIDE)
    line = rows.pop(at)
    if is_loud(words) and sum(map(is_loud, rows[max(0, at - 2) : at + 2])) >= _OTHERS:
        return True
    if not words:
        beside = [m for m in (n - 1, n + 1) if 0 <= m < len(page.lines) and not page.breaks(max(m, n))]
        numbers = any(NUMBER.fullmatch(page.lines[m][2].strip(" \t\f")) for m in beside)
        return number is not None and numbers and (is_year(number) or n not in page.near)
    if number is None:
        return n not in page.near and _speaks_again(page, n, line)
    if is_loud(words):
        return False
    ends = sum(row[-1:].isdigit() and not NUMBER.fullmatch(row) for row in rows)
    begins = sum(row[:1].isdigit() and not NUMBER.fullmatch(row) for row in rows)
    twice = any(
        are_alike(line, page.lines[m][2].strip(" \t\f")) and not page.breaks(max(m, n))
        for m in (n - 1, n + 1)
        if 0 <= m < len(page.lines)
    )  # no page has its head two times
    least = _OTHERS + page.interrupts(n)
    return twice or (line[-1:].isdigit() and ends >= least) or (line[:1].isdigit() and begins >= least)


def _speaks_again(page: Page, n: int, line: str) -> bool:
    """Say whether a line stands again sooner than a page ends, as the name of who speaks does."""
    near = range(max(0, n - _WINDOW + 1), min(len(page.lines), n + _WINDOW))
    return any(m != n and page.lines[m][2].strip(" \t\f") == line for m in near)


def behind_text(page: Page, found: set[int]) -> set[int]:
    """Return the lines of those found at a page break that a line of the text parts from it, as a title does."""
    kept: set[int] = set()
    for n in found:
        if n not in page.near or page.interrupts(n):
            continue
        breaks = [m for m in range(max(0, n - 2), n + 4) if page.breaks(m)]
        between = [range(m, n) if m <= n else range(n + 1, m) for m in breaks]
        if breaks and not any(all(m in page.heads or _is_dirt(page.lines[m][2]) for m in lines) for lines in between):
            kept.add(n)
    return kept


def _is_dirt(line: str) -> bool:
    return len(line.strip(" \t\f")) <= _DIRT


def beside_number(page: Page, removed: set[int]) -> set[int]:
    """Return the short lines beside a page number that was found, which say again what was found beside another."""
    bare = {n for n in removed if NUMBER.fullmatch(page.lines[n][2].strip(" \t\f"))}
    known = sorted(removed - bare)
    beside = {m for n in bare for m in (n - 1, n + 1) if 0 <= m < len(page.lines)} - removed if known else set()
    found: set[int] = set()
    for m in beside:
        at, words = bisect_left(known, m), page.lines[m][2].strip(" \t\f")
        others = known[max(0, at - _WINDOW) : at + _WINDOW]
        if len(words) <= 70 and any(are_alike(words, page.lines[n][2].strip(" \t\f")) for n in others):
            found.add(m)
    return found


def beside_dirt(page: Page, removed: set[int]) -> set[int]:
    """Return the lines of a letter or two that stand by themselves beside the head of a page: its number, misread."""
    beside = {m for n in removed if is_loud(page.lines[n][2]) for m in (n - 1, n + 1)}
    return {m for m in beside - removed if page.is_dirt(m)}


def title_again(page: Page) -> set[int]:
    """Return the lines that say the title of the text again, by themselves, where a sentence runs on round them.

    In whatever letters; on pages that a machine read.
    """
    if not page.machine or len(page.lines) < _WINDOW or len(title := _words(page, 0).casefold()) < _NAME:
        return set()
    found: set[int] = set()
    for n in range(_OTHERS, len(page.lines) - 1):
        (_, above, _), (start, end, row), (below, _, _) = page.lines[n - 1 : n + 2]
        alone = start - above > 1 and below - end > 1 and abs(end - start - len(title)) <= _DIRT
        if alone and are_alike(row.strip(" \t\f‘’'\"").casefold(), title) and page.interrupts(n):
            found.add(n)
    return found


def repeated_beside(page: Page, heads: list[Head]) -> set[int]:
    """Return page numbers and the line above or below each, where that line repeats as the numbers rise.

    A sentence must run on round one of them. So are a page's own lines known in what was pasted from a file of pages,
    or printed by a browser, in whatever letters.
    """
    numbers: list[tuple[int, int]] = []  # a page's number, and its line
    for n, number, words in heads:
        counted = (
            _FIGURE.search(page.lines[n][2]) if words and page.counted.fullmatch(page.lines[n][2].strip()) else None
        )
        page_number = int(counted[0]) if counted else None if words else number
        if page_number is not None:
            numbers.append((page_number, n))
    found: set[int] = set()
    for at, (number, n) in enumerate(numbers):
        for other, m in numbers[at + 1 : at + 1 + _WINDOW]:
            if not (0 < other - number <= _NEXT and m - n >= _APART):
                continue
            above, below = (_alike_beside(page, n, m, step) for step in (-1, 1))
            ranges = [(line - above, line + below) for line in (n, m)]
            if above + below and any(_runs_round(page, *lines) for lines in ranges):
                found |= {line for first, last in ranges for line in range(first, last + 1)}
                rows = {_words(page, line) for line in range(n - above, n + below + 1)}
                if any(map(_HOUR.search, rows)):  # at which a browser printed them, above the first page too
                    found |= {line for line in range(min(_OTHERS, len(page.lines))) if _words(page, line) in rows}
    return found


def _words(page: Page, n: int) -> str:
    return " ".join(page.lines[n][2].split()) if 0 <= n < len(page.lines) else ""


def _alike_beside(page: Page, n: int, m: int, step: int) -> int:
    """Return how many lines beside two page numbers are the same, as no line of the text is: two at most."""
    count = 0
    while count < _OTHERS:
        row = _words(page, n + (count + 1) * step)
        short = 3 < len(row) <= _OWN_LINE and not row[0].islower() and row[-1] not in ".,;:-"
        if not short or row != _words(page, m + (count + 1) * step):
            break
        count += 1
    return count


def printed(page: Page, heads: list[Head]) -> set[int]:
    """Return what a browser prints on a single page: the day and the title in one line above it, its address below.

    The title stands again in the text; the address has the page among all behind it.
    """
    day = _DAY.match(page.lines[0][2].strip(" \t\f\ufeff")) if page.lines else None
    again = day is not None and any(row.strip() and row.strip() in day[1] for _, _, row in page.lines[1:_OPENING])
    last = len(page.lines) - 1
    address = last > 0 and "://" in page.lines[last][2] and any(n == last and not words for n, _, words in heads)
    return ({0} if again else set()) | ({last} if address else set())


def in_sequence(page: Page, heads: list[Head], removed: set[int]) -> set[int]:
    """Return a number that stands by itself between those of the page before, which was found, and the page behind.

    One of both is enough for a number between brackets or dashes.

    With it goes the title of the text in capitals, right above or below.
    """
    found: set[int] = set()
    bare = [
        (n, number or 0)
        for n, number, words in heads
        if not words and NUMBER.fullmatch(page.lines[n][2].strip(" \t\f"))
    ]
    title = page.lines[0][2].strip(" \t\f").casefold() if page.lines else ""
    first: dict[int, int] = {}  # of the lines that were found, the first with a number
    last: dict[int, int] = {}  # of all lines, the last with a number
    for n, number in bare:
        last[number] = n
        if n in removed:
            first.setdefault(number, n)
    for n, number in bare:
        before, behind = first.get(number - 1, n), last.get(number + 1, n)
        found_behind = first.get(number + 1, n)
        marked = not page.lines[n][2].strip(" \t\f")[0].isdigit() and number >= _MARKED  # '(144)', '- 145 -'
        counted = n - before >= _WINDOW and behind - n >= _WINDOW
        if n not in removed and (counted or (marked and (n - before >= _WINDOW or found_behind - n >= _WINDOW))):
            found.add(n)
            for m in (n - 1, n + 1):
                row = page.lines[m][2].strip(" \t\f") if 0 < m < len(page.lines) else ""
                if row and is_loud(row) and are_alike(row.casefold(), title):
                    found.add(m)
    return found


def _runs_round(page: Page, first: int, last: int) -> bool:
    """Say whether a sentence runs on round two lines."""
    if first < 1 or last >= len(page.lines) - 1:
        return False
    halt, begin = page.lines[first - 1][2].rstrip(), page.lines[last + 1][2].lstrip(" \t\f")
    runs_on = begin[:1].islower() or halt[halt.rfind(" ") + 1 :] in page.open
    return runs_on and len(halt) > LEAST_HALT and (halt[-1].isalpha() or halt[-1] in ",;-")


def blurred_numbers(page: Page, removed: set[int], words: Lexicon | None) -> set[int]:
    """Return lines of two or three letters, no word, at a page break that a sentence runs round: a number misread."""
    found: set[int] = set()
    if words is None or not page.machine:
        return found
    for n in page.near - removed:
        line = page.lines[n][2].strip(" \t\f")
        after = n + 1
        while after in removed:
            after += 1
        if not (n and after < len(page.lines) and line.isalpha() and 1 < len(line) <= _DIRT) or words.common(
            line.lower()
        ):
            continue
        above, below = page.lines[n - 1][2].rstrip(), page.lines[after][2].lstrip(" \t\f")
        if n - 1 not in removed and len(above) > LEAST_HALT and above[-1].islower() and below[:1].islower():
            found.add(n)
    return found


def last_foot(page: Page, removed: set[int]) -> set[int]:
    """Return the last two lines of the text where they are the foot of its last page: a number, and words found before."""
    last = len(page.lines) - 1
    bare = {n: page.lines[n][2].strip(" \t\f") for n in (*removed, last, last - 1) if n >= 0}
    numbers = [int(found[1]) for n in removed if (found := NUMBER.fullmatch(bare[n]))]
    for n, m in ((last, last - 1), (last - 1, last)):
        number = NUMBER.fullmatch(bare.get(n, ""))
        rises = number and m >= 0 and any(0 < int(number[1]) - other <= _NEXT for other in numbers)
        if rises and any(are_alike(bare[m], bare[o]) for o in removed if o < last - 1):
            return {n, m}
    return set()


def inside_words(page: Page, words: Lexicon | None) -> set[int]:
    """Return the lines, two at most, between the halves of one known word: short, and written as titles are."""
    found: set[int] = set()
    if words is None or not page.machine:
        return found
    rows = [row.strip(" \t\f") for _, _, row in page.lines]
    for at, row in enumerate(rows):
        first = _FIRST_HALF.search(row, max(0, len(row) - 24)) if row.endswith("-") else None
        for behind in (at + 2, at + 3) if first else ():
            second = _SECOND_HALF.match(rows[behind]) if behind < len(rows) else None
            between = rows[at + 1 : behind]
            titled = all(len(row) <= _TITLE and not row[:1].islower() and not _IN_TITLE.search(row) for row in between)
            if first and second and first[1] + second[0] in words and titled:
                found |= set(range(at + 1, behind))
                break
    return found


def opens_row(page: Page, first: Head, heads: list[Head]) -> bool:
    """Say whether the first line of all is the head of a page: in capitals, with a number that later ones go on from.

    Without a number it may be the title that they repeat. In small letters it is one where they say its words again.
    """
    _, number, words = first
    if not page.machine or number is None or not words or is_year(number):
        return False
    if not is_loud(words):
        heads = [head for head in heads if are_alike(head[2], words)]
    later = [other for _, other, _ in heads[:4] if other is not None]
    return any(0 < other - number <= 4 for other in later)


def counted_on(page: Page, heads: list[Head]) -> set[int]:
    """Return the lines whose words repeat in capitals while their number rises by one: heads of a page each.

    Two make a row where a sentence runs on round one of them. On a page that a machine read, three heads of several
    words do without: elsewhere they may be headings, 'HYMN 21', 'HYMN 22'.
    """
    found: set[int] = set()
    numbered = [(n, number, words) for n, number, words in heads if number is not None and is_loud(words)]
    for at, (n, number, words) in enumerate(numbered):
        row = [n]
        for m, other, again in numbered[at + 1 : at + 1 + _WINDOW]:
            if other == (number or 0) + len(row) and are_alike(words, again):
                row.append(m)
        counted = page.machine and len(row) >= 3 and " " in words.strip()
        if counted or (len(row) >= 2 and any(page.interrupts(m) for m in row)):
            found |= set(row)
    return found


def foot_and_head(page: Page, heads: list[Head]) -> set[int]:
    """Return the number at the foot of one page and the head of the next, where they follow one another and count on."""
    found: set[int] = set()
    for (n, number, words), (m, other, head) in zip(heads, heads[1:], strict=False):
        follows = m == n + 1 and not words and head and is_loud(head)
        if page.machine and follows and number is not None and other == number + 1:
            found |= {n, m}
    return found
