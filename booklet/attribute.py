"""Cleaned text -> Witness: what the text says of itself, and the part that each stretch of it plays.

The blocks hold every word of the text, in order. A wrong title or issuer is worse than none, so what is not plainly
said is left open. By-lines and site names often went with the furniture: what `clean` removed is read here, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from booklet.dates import find_dates, tells_of_a_day
from booklet.languages import table
from booklet.model import Block, Cleaned, Role, Source, SourceFacts, Witness

_TITLE = 170  # characters: a longer line is a paragraph
_HEADING = 70
_HEAD_CHUNKS = 7
_FOOT_CHUNKS = 5
_LIST = re.compile(r"\s*(?:[•·▪*–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s(?!(?:[A-Z]\.\s?)+[A-Z])|[ivxIVX]{1,5}[.)]\s)")
_STOP = re.compile(r"[.;:,][”’\"')\]]*$")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What stands between two blank lines."""

    start: int
    end: int
    lines: tuple[tuple[int, int], ...]

    def words(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Found:
    """An issuer, and the words that name it."""

    name: str
    evidence: str


def attribute_text(source: Source, cleaned: Cleaned, facts: SourceFacts) -> Witness:
    """Find title, issuer, notes, headings, signature and paragraphs of one text. What a person states wins."""
    language = facts.language or "en"
    text = cleaned.text
    chunks = _chunks(text)
    marked = _marked_headings(cleaned, source)
    words = table("attribution.toml", language)
    roles = _head_roles(text, chunks, marked, words)
    roles |= _foot_roles(text, chunks, roles, words, language)
    blocks: list[Block] = []
    for n in range(len(chunks)):
        blocks += _blocks(text, chunks, n, roles.get(n), marked)
    title, title_evidence = _title(text, blocks, facts)
    issuer = _issuer(text, blocks, cleaned, facts, words)
    return Witness(
        source.file,
        text,
        tuple(blocks),
        title,
        title_evidence,
        issuer.name if issuer else None,
        issuer.evidence if issuer else "",
        language,
    )


def _chunks(text: str) -> list[_Chunk]:
    """Cut the text at blank lines."""
    chunks = []
    for match in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text):
        lines, at = [], match.start()
        for line in match[0].split("\n"):
            lead = len(line) - len(line.lstrip())
            lines.append((at + lead, at + len(line.rstrip())))
            at += len(line) + 1
        chunks.append(_Chunk(lines[0][0], lines[-1][1], tuple(lines)))
    return chunks


def _marked_headings(cleaned: Cleaned, source: Source) -> Mapping[str, int]:
    """Return the words of lines that carried a heading mark, with its level: the mark itself was cleaned away."""
    if not any(change.rule == "markup.headings" for change in cleaned.changes):
        return {}
    marks: dict[str, int] = {}
    for match in re.finditer(r"^(#{1,6}) +(.+)$", source.decoded, re.MULTILINE):
        marks[_letters(re.sub(r"<[^<>]{1,20}>", "", match[2]))] = len(match[1])
    return marks


def _letters(words: str) -> str:
    return re.sub(r"\W+", "", words)


# -- the head of a text


def _head_roles(
    text: str, chunks: list[_Chunk], marked: Mapping[str, int], words: Mapping[str, Any]
) -> dict[int, Role]:
    """Give roles to the first chunks, down to the first paragraph."""
    roles: dict[int, Role] = {}
    has_title = False
    heads = [n for n, chunk in enumerate(chunks[:_HEAD_CHUNKS]) if _letters(chunk.words(text)) in marked]
    for n, chunk in enumerate(chunks[:_HEAD_CHUNKS]):
        line = chunk.words(text)
        one_line = len(chunk.lines) == 1
        if any(re.match(pattern, line) for pattern in words["editor_note"]) and len(line) < 500:
            roles[n] = "editor_note"
        elif _is_head_line(text, chunk, n, len(chunks), words):
            roles[n] = "byline"
        elif one_line and _is_dateline(line) and n < len(chunks) - 1 and (has_title or n == 0):
            roles[n] = "dateline"
        elif not has_title and n == 0 and _is_masthead(text, chunks, marked, words):
            roles[n] = "byline"
        elif heads and n < heads[0] and len(line) < _TITLE:
            roles[n] = "byline"  # a line above the marked title
        elif (one_line and (_letters(line) in marked and not has_title)) or (
            not has_title and _could_be_title(text, chunks, n, words)
        ):
            roles[n], has_title = "title", True
        elif (
            has_title
            and one_line
            and n <= 3
            and _could_be_subtitle(text, chunks, n, words)
            and _letters(line) not in marked
        ):
            roles[n] = "subtitle"
        else:
            break
    return roles


def _is_byline(line: str, words: Mapping[str, Any]) -> bool:
    patterns = (words["byline"], words["reporter"], words["imprint"])
    return len(line) < 120 and any(re.match(pattern, line.strip()) for pattern in patterns)


def _is_head_line(text: str, chunk: _Chunk, n: int, count: int, words: Mapping[str, Any]) -> bool:
    """Say whether a chunk is a by-line, or a few lines that are."""
    if len(chunk.lines) == 1:
        return _is_byline(chunk.words(text), words) and n < count - 1
    return n > 0 and _names_lines(text, chunk, words)


def _names_lines(text: str, chunk: _Chunk, words: Mapping[str, Any]) -> bool:
    """Say whether a few lines are only by-line, label and date: 'By A. Miller' over 'Published: 30 January 2013'."""
    lines = [text[start:end] for start, end in chunk.lines]
    return len(lines) <= 4 and all(_is_byline(line, words) or _is_dateline(line) for line in lines)


def _is_masthead(text: str, chunks: list[_Chunk], marked: Mapping[str, int], words: Mapping[str, Any]) -> bool:
    """Say whether the first line names a newspaper or newsletter, and the title stands below it."""
    line = chunks[0].words(text)
    if len(chunks[0].lines) > 1 or not re.match(words["masthead"], line) or len(chunks) < 3:
        return False
    return _letters(chunks[1].words(text)) in marked or _could_be_title(text, chunks, 1, words)


def _is_dateline(line: str) -> bool:
    """Say whether a line is only a place, a date and perhaps a label or a page: nothing happens in it."""
    if len(line) > 110:
        return False
    dates = find_dates(line)
    if not dates:
        return False
    if tells_of_a_day(line, dates[0].start):
        return False
    rest = line
    for mention in reversed(dates):
        rest = rest[: mention.start] + rest[mention.end :]
    left = re.findall(r"[^\W\d_]+", rest)
    small = [
        word
        for word in left
        if word.islower() and word not in {"the", "of", "on", "at", "and", "in", "by", "day", "am", "pm"}
    ]
    return len(left) <= 8 and len(small) <= 2 and not re.search(r"[!?]", rest)


def _could_be_title(text: str, chunks: list[_Chunk], n: int, words: Mapping[str, Any]) -> bool:
    chunk = chunks[n]
    line = " ".join(chunk.words(text).split())
    if len(chunk.lines) > 3 or len(line) > _TITLE or n + 1 >= len(chunks):
        return False
    if (
        _STOP.search(line)
        or _LIST.match(line)
        or re.match(words["salutation"], line)
        or not re.search(r"[^\W\d_]{2}", line)
    ):
        return False
    if len(chunk.lines) > 1 and any(_LIST.match(text[a:b]) for a, b in chunk.lines):
        return False
    if line[:1].islower() or (line[:1] in '“"‘' and line[-1:] in '”"’'):
        return False
    # Something longer follows within the head: else it is verse, an address or a list of names.
    following = [c for c in chunks[n + 1 : n + 6] if len(c.words(text)) > max(100, 1.2 * len(line))]
    return bool(following) and not _is_dateline(line)


def _could_be_subtitle(text: str, chunks: list[_Chunk], n: int, words: Mapping[str, Any]) -> bool:
    line = chunks[n].words(text)
    if len(line) > 140 or _STOP.search(line) or re.match(words["salutation"], line) or n + 1 >= len(chunks):
        return False
    return len(chunks[n + 1].words(text)) > 100 and not line.isupper() and not _is_dateline(line)


# -- the foot of a text


def _foot_roles(
    text: str, chunks: list[_Chunk], head: Mapping[int, Role], words: Mapping[str, Any], language: str
) -> dict[int, Role]:
    """Give roles to the last chunks: a closing date and a signature, from the end upward."""
    roles: dict[int, Role] = {}
    first = max(0, len(chunks) - _FOOT_CHUNKS)
    for n in range(len(chunks) - 1, first - 1, -1):
        if n in head or n == 0:
            break
        chunk = chunks[n]
        line = chunk.words(text)
        if len(chunk.lines) == 1 and _is_dateline(line) and len(line) < 80:
            roles[n] = "closing_date"
        elif _could_sign(text, chunk, words):
            roles[n] = "signature"
        else:
            break
    if roles and not any(role == "closing_date" for role in roles.values()) and not _signed(text, chunks, roles, words):
        return {}
    return roles


def _could_sign(text: str, chunk: _Chunk, words: Mapping[str, Any]) -> bool:
    if len(chunk.lines) > 5:
        return False
    for start, end in chunk.lines:
        line = text[start:end].strip()
        if (
            len(line) > 100
            or (line.endswith((".", "!", "?")) and len(line.split()) > 6)
            or _LIST.match(line.lstrip("–—- "))
        ):
            return False
        if not (re.match(words["farewell"], line) or line.lstrip('–—- “"‘(')[:1].isupper() or line[:1].isdigit()):
            return False
    return True


def _signed(text: str, chunks: list[_Chunk], roles: Mapping[int, Role], words: Mapping[str, Any]) -> bool:
    """Say whether lines at the end are plainly a signature: a farewell, a dash before a name, or an organisation."""
    for n in roles:
        for start, end in chunks[n].lines:
            line = text[start:end].strip()
            if re.match(words["farewell"], line) or re.match(r"[–—]\s?[A-Z]", line):
                return True
            if re.search(words["organisation"], line) and not re.search(r"[.!?]$", line) and len(line) < 90:
                return True
    return False


# -- the body


def _blocks(text: str, chunks: list[_Chunk], n: int, role: Role | None, marked: Mapping[str, int]) -> list[Block]:
    chunk = chunks[n]
    if role == "title" and len(chunk.lines) > 1:  # lines that go on were joined by `clean`: these stand by themselves
        first, *others = chunk.lines
        return [Block("title", *first), *(Block("subtitle", *line) for line in others)]
    if role:
        return [Block(role, chunk.start, chunk.end)]
    if len(chunk.lines) == 1:
        line = chunk.words(text)
        if level := marked.get(_letters(line)):
            return [Block("heading", chunk.start, chunk.end, level)]
        if _is_heading(text, chunks, n):
            return [Block("heading", chunk.start, chunk.end, 1)]
        return [Block("list" if _LIST.match(line) and len(line) < 300 else "paragraph", chunk.start, chunk.end)]
    texts = [text[start:end] for start, end in chunk.lines]
    if all(len(line) > 120 for line in texts):
        return [Block("paragraph", start, end) for start, end in chunk.lines]
    if sum(bool(re.search(r"\t|\S {3,}\S", line)) for line in texts) * 2 >= len(texts):
        return [Block("table", chunk.start, chunk.end)]
    if sum(bool(_LIST.match(line)) for line in texts) * 2 >= len(texts):
        return [Block("list", chunk.start, chunk.end)]
    if (
        len(texts) <= 7
        and all(len(line) < 60 for line in texts)
        and (re.search(r"\d", chunk.words(text)) and n in {0, len(chunks) - 1})
    ):
        return [Block("address", chunk.start, chunk.end)]
    return [Block("verse", chunk.start, chunk.end)]


def _is_heading(text: str, chunks: list[_Chunk], n: int) -> bool:
    line = chunks[n].words(text)
    if _is_dateline(line):
        return False
    if not 0 < n < len(chunks) - 1 or len(line) > _HEADING or re.search(r"[.,;:!?…”\"’]$", line) or _LIST.match(line):
        return False
    before, after = chunks[n - 1].words(text), chunks[n + 1].words(text)
    stands_apart = len(after) > 120 and re.search(r"[.!?…”\"’)]$", before) is not None
    return stands_apart and (line[:1].isupper() or line[:1].isdigit()) and len(line.split()) <= 10


# -- title and issuer


def _title(text: str, blocks: list[Block], facts: SourceFacts) -> tuple[str | None, str]:
    block = next((b for b in blocks if b.role == "title"), None)
    own = " ".join(text[block.start : block.end].split()) if block else None
    if facts.title:
        return facts.title, "given by the publisher" + (f": {facts.reason}" if facts.reason else "")
    return own, ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _issuer(
    text: str, blocks: list[Block], cleaned: Cleaned, facts: SourceFacts, words: Mapping[str, Any]
) -> _Found | None:
    """Return who speaks: given, signed, named in an editor's note or by-line, or the site whose furniture it was."""
    if facts.issuer:
        return _Found(facts.issuer, "given by the publisher")

    def lines(role: Role) -> list[str]:
        return [line.strip() for b in blocks if b.role == role for line in text[b.start : b.end].split("\n")]

    for line in lines("editor_note"):
        if match := _compiled(words["contributed"]).search(line):
            who = _proper(match["who"])
            given = who if not match["for"] else words["for_whom"].format(who=who, **{"for": match["for"]})
            return _Found(given, f"“{_short(line)}”")
    signed = [line.lstrip("–—- ") for line in lines("signature")]
    for line in signed:
        if re.search(words["organisation"], line) and not re.match(words["farewell"], line):
            return _Found(_proper(re.sub(words["before_name"], "", line)), "its signature")
    for line in lines("byline"):
        if re.match(words["masthead"], line):
            return _Found(_proper(line), "the name at the head of the page")
        for key in ("imprint", "byline"):
            if (match := _compiled(words[key]).match(line)) and _names_someone(match["who"], words):
                return _Found(_proper(match["who"]), f"“{_short(line)}”")
    names = [line for line in signed if not re.match(words["farewell"], line) and not re.match(r"\(?Signed", line)]
    if names and _names_someone(names[0], words) and len(names[0].split()) <= 8:
        return _Found(_proper(re.sub(words["before_name"], "", names[0])), "its signature")
    return _site(cleaned, words)


def _site(cleaned: Cleaned, words: Mapping[str, Any]) -> _Found | None:
    removed = [c.before for c in cleaned.changes if c.rule.startswith("furniture.") and not c.after]
    for block in removed:
        for line in block.split("\n"):
            for pattern in words["site"]:
                match = _compiled(pattern).match(line.strip())
                if match and _names_someone(match["who"], words) and match["who"][:1].isupper():
                    return _Found(_proper(match["who"]), f"“{_short(line.strip())}”, on the page around it")
    return None


def _names_someone(name: str, words: Mapping[str, Any]) -> bool:
    bare = name.strip(" .,:;").lower()
    return bool(bare) and not any(re.fullmatch(pattern, bare) for pattern in words["not_issuer"])


def _proper(name: str) -> str:
    return re.sub(r"^[Tt]he (?=[A-Z])", "", name.strip(" .,:;"))


def _short(line: str) -> str:
    return line if len(line) <= 90 else line[:88].rsplit(" ", 1)[0] + " …"
