"""Source -> Cleaned: the rules in order, and the log that leads there and back.

A rule finds edits; this module applies them and writes the Change in the same act, so log and text cannot disagree.
Starts are counted in the text at that moment: replaying the changes on the decoded file gives the cleaned text,
undoing them backwards gives the file.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from booklet import languages
from booklet.decisions import Replacement, SourceFacts
from booklet.lexicon import has_words
from booklet.model import Change, ChangeKind, Cleaned, Proposal, Source
from booklet.rules import RULES
from booklet.rules.base import Context, Edit, Rule
from booklet.rules.ordinals import has_signs_for_letters
from booklet.rules.traces import shows_reading

_ROUNDS = 12  # two or three are needed; a rule that finds no rest in so many is left off for this text
_SPAN = 60  # characters that one change may cover, but for the removal of a block
_AROUND = 48  # characters searched for the three words on each side that an id is made of
_NEAR = 24  # of them, in which they nearly always stand
_WORD = re.compile(r"\w+")
_FIRST_WORDS = re.compile(r"\W*+(\w*+)\W*+(\w*+)\W*+(\w*+)")
_NOTHING = SourceFacts("")
OMISSION = "[…]"


def clean_source(
    source: Source,
    *,
    language: str = "en",
    facts: SourceFacts = _NOTHING,
    without: frozenset[str] = frozenset(),
    spelled: Iterable[str] = (),
    proposing: bool = True,
) -> Cleaned:
    """Clean one text. `without` names families of editorial rules that the owner has switched off.

    `spelled` are names and words as the owner writes them: where they stand in the text, no rule alters them. Those of
    `facts` are always among them. Where nobody is shown what is only proposed, `proposing` spares the time to find it.
    """
    language = languages.base(language)
    decoded = source.decoded
    first_look = Context(decoded, language)
    rules = [rule for rule in RULES if rule.family not in without or rule.kind != "editorial"]
    wrapped = first_look.layout.wrapped
    by_machine = first_look.read_by_machine or (wrapped and shows_reading(decoded, language))
    remembered = _Remembered(first_look.markdown, by_machine, wrapped, by_machine and has_signs_for_letters(decoded))
    restless: set[str] = set()
    while True:
        desk = _Desk(decoded, facts, tuple(spelled))
        found = desk.settle(rules, language, remembered)
        if not found and desk.decide(rules, language, remembered):
            found = desk.settle(rules, language, remembered)
        if not found:
            break
        # Half its work would leave the rest to a second run. Without it a second run finds it restless again.
        restless |= found
        rules = [rule for rule in rules if rule.id not in restless]
    # A refused proposal is stale only where it would not be made any more.
    proposed = desk.propose(rules, language, remembered) if proposing or desk.rejected else ()
    notes = (
        *_notes(language),
        *(f"the rule {name} found no end in this text and was left off" for name in sorted(restless)),
    )
    return Cleaned(source.file, desk.text, tuple(desk.changes), proposed, notes, desk.stale())


def _notes(language: str) -> tuple[str, ...]:
    """Say what a language lacks: its list of words, and the rules that hold for other languages alone."""
    if has_words(language):
        return ()
    off = sum(bool(rule.languages) and language not in rule.languages for rule in RULES)
    said = f"no list of words for the language “{language}”: letters that a machine misread are not mended or proposed"
    return (f"{said}, and {off} of {len(RULES)} rules are off (booklet rules says which)",)


class _Remembered(NamedTuple):
    """What was true of the text as received. It only ever permits edits, so a second run makes no more of them."""

    markdown: bool
    read_by_machine: bool
    wrapped: bool
    signs_for_letters: bool


@dataclass
class _Desk:
    """The text on the table, its log, and what a person decided about it."""

    text: str
    facts: SourceFacts
    spelled: tuple[str, ...] = ()
    changes: list[Change] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rejected = {ruling.id for ruling in self.facts.reject}
        self.accepted = {ruling.id: ruling.reason for ruling in self.facts.accept}
        self.spelled = tuple(dict.fromkeys((*self.spelled, *self.facts.spelled)))
        self.counts: dict[str, int] = {}  # equal repairs made so far
        self.refused: Counter[str] = Counter()  # equal repairs a person refused; they are found again every round
        lines = array("I")
        for number, line in enumerate(self.text.split("\n"), 1):
            lines.extend(array("I", [number]) * (len(line) + 1))
        lines.pop()
        self.alphabet = set(self.text)  # and what the edits have put in: all signs that the text may have
        self.lines = memoryview(lines)  # of each character of the text: the line of the file that it came from

    def settle(self, rules: Sequence[Rule], language: str, remembered: _Remembered) -> set[str]:
        """Run the certain rules in order, again and again until a round changes nothing.

        Return the ids of those that still made changes in the last round that is allowed.
        """
        certain: list[tuple[Rule, ChangeKind]] = [(rule, rule.kind) for rule in rules if rule.kind != "doubtful"]
        context = self._context(language, remembered)
        quiet = 0  # rules in a row, up to this one, that left the text as it is: asked again they would find the same
        restless: set[str] = set()
        for number, (rule, kind) in enumerate(certain * _ROUNDS):
            may_find = not rule.signs or any(map(self.alphabet.issuperset, rule.signs))
            if may_find and context.text is not self.text:
                context = self._context(language, remembered)
            made = more = self.apply(rule.id, kind, rule.edits(self.text, context)) if may_find else 0
            for _ in range(_ROUNDS if rule.feeds_itself else 0):
                if not more:
                    break  # as soon as it has found them all: a whole round for the rest would cost far more
                context = self._context(language, remembered)
                more = self.apply(rule.id, kind, rule.edits(self.text, context))
            if context.seems_wrapped and not remembered.wrapped:
                remembered = remembered._replace(wrapped=True)  # as soon as page heads no longer hide it
            quiet = 0 if made else quiet + 1
            if quiet == len(certain):
                return set()
            if made and number >= len(certain) * (_ROUNDS - 1):
                restless.add(rule.id)
        return restless

    def _context(self, language: str, remembered: _Remembered) -> Context:
        return Context(self.text, language, *remembered, self.spelled)

    def apply(self, rule: str, kind: ChangeKind, edits: Sequence[Edit], reason: str = "", *, ask: bool = True) -> int:
        """Make edits and log them in the same act. Return how many were made."""
        text, origin = self.text, self.lines
        pieces: list[str] = []
        lines: list[memoryview | array[int]] = []
        place = kept = shift = made = 0
        seen: Counter[str] = Counter()
        for edit in edits:
            for small in _minimal(text, edit):
                if small.start < place:
                    continue
                before = text[small.start : small.end]
                key = _key(rule, text, small)
                if ask and self.rejected:
                    seen[key] += 1
                    if self._refuses(key, seen[key]):
                        continue
                number = self.counts.get(key, 0)
                self.counts[key] = number + 1
                line = origin[min(small.start, len(origin) - 1)] if origin else 1
                start = small.start + shift
                self.changes.append(
                    Change(f"{key}-{number}" if number else key, rule, kind, line, start, before, small.after, reason)
                )
                pieces += text[place : small.start], small.after
                if not len(before) == len(small.after) == 1:  # one sign for another comes from the same line
                    lines += origin[kept : small.start], array("I", [line]) * len(small.after)
                    kept = small.end
                place = small.end
                shift += len(small.after) - len(before)
                made += 1
        if made:
            self.alphabet.update(*(change.after for change in self.changes[-made:]))
            self.text = "".join((*pieces, text[place:]))
        if lines:
            self.lines = memoryview(b"".join((*lines, origin[kept:]))).cast("I")
        return made

    def _refuses(self, key: str, occurrence: int) -> bool:
        """Say whether a person refused this repair. Refused ones come again in every round, before new ones."""
        if occurrence <= self.refused[key]:
            return True
        number = self.counts.get(key, 0) + self.refused[key]
        name = f"{key}-{number}" if number else key
        if name in self.rejected:
            self.refused[key] += 1
            self.used.add(name)
            return True
        return False

    def propose(self, rules: Sequence[Rule], language: str, remembered: _Remembered) -> tuple[Proposal, ...]:
        """Return what the doubtful rules would do, for a person to decide. Nothing is changed."""
        proposals: list[Proposal] = []
        seen: Counter[str] = Counter()
        context = self._context(language, remembered)
        for rule in rules:
            if rule.kind != "doubtful":
                continue
            for edit in rule.edits(self.text, context):
                for small in _minimal(self.text, edit):
                    key = _key(rule.id, self.text, small)
                    name = f"{key}-{seen[key]}" if seen[key] else key
                    seen[key] += 1
                    if name in self.rejected:
                        self.used.add(name)
                        continue
                    before = self.text[small.start : small.end]
                    line = self.lines[min(small.start, len(self.lines) - 1)]
                    why = edit.why or rule.reason
                    proposals.append(Proposal(name, rule.id, line, small.start, before, small.after, why))
        return tuple(sorted(proposals, key=lambda p: p.start))

    def decide(self, rules: Sequence[Rule], language: str, remembered: _Remembered) -> int:
        """Apply what a person decided: accepted proposals, and replacements and omissions of their own."""
        made = 0
        offered = self.propose(rules, language, remembered) if self.accepted else ()
        wanted = {p.id: p for p in offered if p.id in self.accepted}
        for proposal in sorted(wanted.values(), key=lambda p: -p.start):
            edit = Edit(proposal.start, proposal.start + len(proposal.before), proposal.after)
            made += self.apply(proposal.rule, "decision", [edit], self.accepted[proposal.id], ask=False)
            self.used.add(proposal.id)
        for replacement in self.facts.replace:
            found = [m.start() for m in re.finditer(re.escape(replacement.before), self.text)]
            if found:
                self.used.add(_name(replacement))
                edits = [e for at in found for e in _words_changed(replacement, at)]
                made += self.apply("decision.replace", "decision", edits, replacement.reason, ask=False)
        return made

    def stale(self) -> tuple[str, ...]:
        """Name the decisions that no longer match anything."""
        ids = [ruling.id for ruling in (*self.facts.accept, *self.facts.reject)]
        names = ids + [_name(replacement) for replacement in self.facts.replace]
        return tuple(name for name in names if name not in self.used)


def _key(rule: str, text: str, edit: Edit) -> str:
    """Name a repair by what it does and the words around it, so that the name stays when other text changes."""
    before = _WORD.findall(text, max(0, edit.start - _NEAR), edit.start)
    if len(before) <= 3:
        before = _WORD.findall(text, max(0, edit.start - _AROUND), edit.start)
    after = _FIRST_WORDS.match(text, edit.end, edit.end + _AROUND)
    words = " ".join(filter(None, after.groups())) if after else ""
    parts = (rule, text[edit.start : edit.end], edit.after, " ".join(before[-3:]), words)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _name(replacement: Replacement) -> str:
    return f"replace “{replacement.before[:40]}”"


def _words_changed(replacement: Replacement, at: int) -> list[Edit]:
    """Return the edits of a replacement, one for each stretch of words that differs."""
    before, after = replacement.before, replacement.after
    if after == OMISSION or not after:
        return [Edit(at, at + len(before), ""), Edit(at + len(before), at + len(before), after)]
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    edits, places = [], [0]
    for piece in old:
        places.append(places[-1] + len(piece))
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            edits.append(Edit(at + places[a], at + places[b], "".join(new[c:d])))
    return edits


def _minimal(text: str, edit: Edit) -> list[Edit]:
    """Cut an edit down to what differs, in pieces of at most one line break and `_SPAN` characters."""
    before, after = text[edit.start : edit.end], edit.after
    if not after:
        return [edit] if before else []
    shorter = min(len(before), len(after))
    head = 0
    while head < shorter and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shorter - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    start, end = edit.start + head, edit.end - tail
    core = after[head : len(after) - tail]
    if core and (end - start > _SPAN or text.count("\n", start, end) > 1):
        # Take the block out, then set what stands in its place: two changes, each minimal.
        return [Edit(start, end - 1, "", edit.why), *_minimal(text, Edit(end - 1, end, core, edit.why))]
    return [Edit(start, end, core, edit.why)] if core or end > start else []
