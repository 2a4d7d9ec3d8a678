"""How long reading and comparing figures takes, and how that grows: ./run bench.

Only ratios within one run are comparable between machines; seconds are printed for the curious.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from booklet.clusters import cluster
from booklet.count import count_claims
from booklet.model import Block, Claim, Witness

ROOT = Path(__file__).resolve().parent.parent
PROSE = sorted((ROOT / "seeds").glob("*.txt"))
DENSE = sorted((ROOT / "tests" / "corpora" / "figures").glob("*/*.txt"))
MEGABYTE = 1_000_000
MOST = 4.5  # times as long may four times as much take


def _witness(name: str, files: list[Path], size: int) -> Witness:
    """Return texts one after the other, until they fill `size` characters."""
    text = "\n\n".join(path.read_text("utf-8", errors="replace") for path in files)
    text = (f"{text}\n\n" * (size // len(text) + 1))[:size]
    return Witness(name, text, (Block("paragraph", 0, len(text)),))


def _folder(size: int) -> list[Claim]:
    """Return the claims of four dense texts that share no file, `size` characters each."""
    share = len(DENSE) // 4
    parts = [DENSE[n * share : (n + 1) * share] for n in range(4)]
    return [claim for n, part in enumerate(parts) for claim in count_claims(_witness(f"{n}.txt", part, size))]


def main() -> int:
    """Time counting at one and four megabytes and joining at one and four times the claims."""
    count_claims(_witness("warm.txt", PROSE, 20_000))  # the lexicon is read once
    slow = 0
    for kind, files in (("prose", PROSE), ("dense", DENSE)):
        took, found = [], 0
        for size in (MEGABYTE, 4 * MEGABYTE):
            witness = _witness("a.txt", files, size)
            began = time.process_time()
            found = len(count_claims(witness))
            took.append(time.process_time() - began)
        slow += took[1] / took[0] > MOST
        times = f"1 MB {took[0]:.2f} s, 4 MB {took[1]:.2f} s, {took[1] / took[0]:.2f} times (at most {MOST})"
        print(f"counting {kind}: {times}; {found:,} figures")
    took = []
    for size in (20_000, 80_000):
        claims = _folder(size)
        began = time.process_time()
        cluster(claims)
        took.append(time.process_time() - began)
        print(f"joining four texts of {size:,} letters, {len(claims):,} figures: {took[-1]:.2f} s")
    print(f"joining: {took[1] / took[0]:.2f} times for four times the text; it grows faster until each mark is full")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
