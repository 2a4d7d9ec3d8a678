"""What a mail program sets around a letter: codes, headers, quotation signs, signatures and notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from booklet.languages import any_of, table
from booklet.rules.base import Context, Edit, Rule

_CODES = re.compile(r"=[0-9A-F]{2}(?:=\n)?(?:=[0-9A-F]{2}(?:=\n)?)*")  # begins with a sign: quick to look for
_SIGNED, _SHORT = 10, 80  # lines behind '-- ', and characters in one of them, at most
_SOFT_BREAK = re.compile(r"=\n")
_BOUNDARY = re.compile(r"^(--[\w.=+/-]{8,70})\n(?=Content-)", re.IGNORECASE | re.MULTILINE)
_DECLARED = re.compile(r"^content-transfer-encoding: ?quoted-printable", re.I | re.M)
# The names that RFC 5322, 2045 and 2369 give to the parts of an envelope, in whatever language a letter is written.
_STANDARD = (
    r"from|to|cc|bcc|date|subject|reply-to|return-path|received|message-id|in-reply-to|references|mime-version"
    r"|content-[a-z-]{2,30}|x-[a-z-]{2,40}|delivered-to|sender|list-[a-z]{2,20}"
)


@dataclass(frozen=True)
class _Patterns:
    """What the mail programs of a language write, from furniture.toml.

    `forwarded`, `by_machine` and `answered` begin with the end of the line above: far quicker to look for than any
    start of a line. They are for a text with a line end put before it.
    """

    header: re.Pattern[str]
    forwarded: re.Pattern[str]
    by_machine: re.Pattern[str]
    answered: re.Pattern[str]
    notice: re.Pattern[str]


@cache
def _patterns_of(language: str) -> _Patterns:
    own = table("furniture.toml", language)["mail"]
    marked, begins = any_of(own["forwarded"]), any_of(own["begins_forwarded"])
    return _Patterns(
        re.compile(rf"(?:{_STANDARD}|{any_of(own['headers'])}): ?", re.IGNORECASE),
        re.compile(rf"\n[ \t]*(?:-{{2,20}} ?(?:{marked}) ?-{{2,20}}|{begins})[ \t]*(?=\n|\Z)", re.IGNORECASE),
        # A memorandum has From, To and Subject, too: only these show that a machine sent it.
        re.compile(
            r"\n(?:(?:from|to|cc): ?[^\n]{0,200}[\w.+-]@[\w-]+\.|(?:message-id|mime-version|received|return-path): ?\S"
            rf"|(?:{any_of(own['date'])}): ?[^\n]{{0,60}}[+-]\d{{4}}\b)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\n{re.escape(own['answered_begins'])} [^\n]{{6,120}}(?:\n[^\n]{{1,80}})?\b{re.escape(own['answered_ends'])}[ \t]*(?=\n|\Z)"
        ),
        re.compile("(?:" + "|".join(own["notices"]) + ")", re.IGNORECASE),
    )


def quoted_printable(text: str, context: Context) -> Iterator[Edit]:
    """`=E2=80=99` and `=` at a line end are how mail wrote signs and long lines; the sign itself is meant.

    Where a header says so, or three such codes give letters that no one types as codes.
    """
    runs = [(m, _decoded(m[0])) for m in _CODES.finditer(text)]
    high = sum(bool(signs) and not signs.isascii() for _, signs in runs)
    if not (high >= 3 or ("rintable" in text and _DECLARED.search(text))):
        return
    taken = -1
    for run, signs in runs:
        if signs:
            yield Edit(run.start(), run.end(), signs)
            taken = run.end()
    for match in _SOFT_BREAK.finditer(text):
        if match.end() != taken:
            yield Edit(match.start(), match.end(), "")


def _decoded(run: str) -> str:
    """Return what a run of codes stands for; nothing where it decodes to no letter or mark."""
    data = bytes.fromhex(run.replace("=\n", "").replace("=", ""))
    for codec in ("utf-8", "cp1252"):
        try:
            signs = data.decode(codec)
        except UnicodeDecodeError:
            continue
        return signs if all(sign.isprintable() or sign in "\u00a0\u00ad\n\t" for sign in signs) else ""
    return ""


def earlier_mail(text: str, context: Context) -> Iterator[Edit]:
    """'On … wrote:' with a few quoted lines at the end is the letter that was answered, not the text."""
    found = list(_patterns_of(context.language).answered.finditer(f"\n{text}"))
    if not found:
        return
    start, end = found[-1].start(), found[-1].end() - 1
    rest = text[end:].strip("\n")
    lines = [line for line in rest.split("\n") if line.strip()]
    if lines and all(line.startswith(">") for line in lines) and len(rest) < 0.3 * start:
        yield Edit(start, len(text.rstrip()), "")


def quotes(text: str, context: Context) -> Iterator[Edit]:
    """`>` before every line of a passage is how mail programs quote."""
    lines = list(re.finditer(r"^(?:> ?){1,5}", text, re.MULTILINE)) if text.count("\n>") >= 2 else ()
    if len(lines) >= 3:
        for match in lines:
            yield Edit(match.start(), match.end(), "")


def signature(text: str, context: Context) -> Iterator[Edit]:
    """Behind `-- ` stands who sent a mail, and after it what their office adds to all mail. Only under mail headers."""
    own = _patterns_of(context.language)
    if not own.by_machine.search(f"\n{text}"):
        return
    end = len(text.rstrip())
    for match in re.finditer(r"^-- ?$", text, re.MULTILINE):
        if _is_signed(text, match.end(), end, own.notice):
            yield Edit(match.start(), end, "")
            return
    paragraphs = list(re.finditer(r"[^\n]++(?:\n[^\n]++)*", text))
    for paragraph in reversed(paragraphs):
        if not own.notice.match(paragraph[0].strip(" _-=*\n")):
            return
        yield Edit(paragraph.start(), paragraph.end(), "")


def _is_signed(text: str, at: int, end: int, notice: re.Pattern[str]) -> bool:
    """Say whether there are a few short lines between two places, beside what an office adds to its mail."""
    signed = 0
    while at < end:
        behind = text.find("\n\n", at, end)
        part = text[at : behind if behind >= 0 else end]
        at += len(part) + 2
        for line in part.split("\n") if not notice.match(part.strip()) else ():
            if line.strip(" _-=*") and line.strip() and not notice.match(line.strip()):
                signed += 1
                if signed > _SIGNED or len(line) > _SHORT:
                    return False  # there may be many such places: the rest is read for none of them
    return True


def headers(text: str, context: Context) -> Iterator[Edit]:
    """Sender, receiver, date and subject above a mail belong to its envelope. A memorandum's head stays.

    It is a mail where an address, a time zone or a server's line is there, or a line says that it was forwarded; what
    the mail program shows above that line is of the envelope, too.
    """
    own = _patterns_of(context.language)
    marks = [m.end() - 1 for m in own.forwarded.finditer(f"\n{text}")]
    for mark in marks:
        start, end = _header_block(text, mark, own.header)
        line = text.rfind("\n", 0, mark) + 1
        if end > start:
            yield Edit(0 if mark == marks[0] and _is_envelope(text[:line]) else line, end, "")
    if not marks:
        start, end = _header_block(text, 0, own.header)
        if end > start and own.by_machine.search(f"\n{text[start:end]}"):
            yield Edit(start, end, "")
    for part in _BOUNDARY.finditer(text) if text.startswith("--") or "\n--" in text else ():  # of the parts of one mail
        start, end = _header_block(text, part.end(), own.header)
        if end > start:
            yield Edit(part.start(), end, "")
            for again in re.finditer(rf"^{re.escape(part[1])}(?:--)?$\n?", text[end:], re.MULTILINE):
                yield Edit(end + again.start(), end + again.end(), "")


def _is_envelope(above: str) -> bool:
    """Say whether what stands above the line that a mail was forwarded may be of its envelope: short lines, no text."""
    rows = above.strip("\n").split("\n")
    return len(rows) <= 15 and all(len(row) <= 120 and not re.search(r"[.!?]$", row.strip()) for row in rows)


def _header_block(text: str, at: int, header: re.Pattern[str]) -> tuple[int, int]:
    """Return where the header lines from `at` on begin and end; two are needed, long ones go on indented."""
    ahead = text[at : at + 200]
    start = at + len(ahead) - len(ahead.lstrip())
    place, found = start, 0
    while line := re.compile(r"[^\n]{1,2000}\n?").match(text, place):
        if header.match(line[0].lstrip("* ")):
            found += 1
        elif not (found and line[0][0] in " \t"):
            break
        place = line.end()
    return (start, place) if found >= 2 else (start, start)


_MAIL = "From: A. Berg <a@example.org>\nTo: all\n"
RULES = (
    Rule(
        "mail.quoted-printable",
        "mechanical",
        quoted_printable,
        (
            (
                "=E2=80=9CNo,=E2=80=9D he said, in the caf=C3=A9 of the=\n old town.",
                "“No,” he said, in the café of the old town.",
            ),
        ),
        ("x =3D y", "a=B0 and b=B1 in algebra"),
        signs=("=",),
    ),
    Rule(
        "mail.earlier",
        "mechanical",
        earlier_mail,
        (
            (
                "The river rose in the night. " * 3 + "\n\nOn 4 June 2013 O. Brandt wrote:\n> Send it?\n",
                "The river rose in the night. " * 3 + "\n\n\n",
            ),
        ),
        ("On 4 June the consul wrote:\nSend it.\n",),
        ("en",),
    ),
    Rule(
        "mail.quotes",
        "mechanical",
        quotes,
        (("> One\n> two\n> three", "One\ntwo\nthree"),),
        ("> 5 men",),
        signs=(">",),
    ),
    Rule(
        "mail.signature",
        "mechanical",
        signature,
        (
            (_MAIL + "\nIt rained.\n\n-- \nAnna Berg\nCity Archive\n", _MAIL + "\nIt rained.\n\n\n"),
            (
                _MAIL + "\nIt rained.\n\n-- \nAnna Berg\n\nThis message is confidential and meant for you alone.\n"
                "Whoever has it without being the one to whom it is addressed may burn it at once.\n",
                _MAIL + "\nIt rained.\n\n\n",
            ),
        ),
        ("It rained.\n\n--\nJohn Keats\n", "It rained.\n\nThis message is confidential.\n"),
        signs=("@", ":"),
    ),
    Rule(
        "mail.headers",
        "mechanical",
        headers,
        (
            (_MAIL + "Subject: rain\n\nIt rained.\n", "\nIt rained.\n"),
            (
                "----=_Part_7.1\nContent-Type: text/plain\nContent-Transfer-Encoding: 8bit\n\nIt rained.\n\n----=_Part_7.1--\n",
                "\nIt rained.\n\n",
            ),
        ),
        ("From: The Consul\nTo: The Minister\nSubject: The state of the town\nDate: 20 January 1990\n\nIt rained.\n",),
    ),
)
