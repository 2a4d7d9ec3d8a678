"""Cleaned text -> Witness: what the text says of itself, and the part that each stretch of it plays.

The blocks hold every word of the text, in order. A wrong title or issuer is worse than none, so what is not plainly
said is left open. By-lines and site names often went with the furniture: what `clean` removed is read here, too.
"""

from __future__ import annotations

from booklet.attribute.body import blocks_of
from booklet.attribute.chunks import cut, marked_headings
from booklet.attribute.foot import foot_roles
from booklet.attribute.head import head_roles
from booklet.attribute.issuer import find_issuer
from booklet.decisions import SourceFacts
from booklet.languages import table
from booklet.model import Block, Cleaned, Source, Witness


def attribute_text(source: Source, cleaned: Cleaned, facts: SourceFacts) -> Witness:
    """Find title, issuer, notes, headings, signature and paragraphs of one text. What a person states wins."""
    language = facts.language or "en"
    text = cleaned.text
    chunks = cut(text)
    marked = marked_headings(cleaned, source)
    words = table("attribution.toml", language)
    roles = head_roles(text, chunks, marked, words)
    roles |= foot_roles(text, chunks, roles, words, language)
    blocks: list[Block] = []
    for n in range(len(chunks)):
        blocks += blocks_of(text, chunks, n, roles.get(n), marked)
    title, title_evidence = _title(text, blocks, facts)
    issuer = find_issuer(text, blocks, cleaned, facts, words)
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


def _title(text: str, blocks: list[Block], facts: SourceFacts) -> tuple[str | None, str]:
    block = next((b for b in blocks if b.role == "title"), None)
    own = " ".join(text[block.start : block.end].split()) if block else None
    if facts.title:
        return facts.title, "given by the publisher" + (f": {facts.reason}" if facts.reason else "")
    return own, ""
