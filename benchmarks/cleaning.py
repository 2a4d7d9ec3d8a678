"""How long cleaning takes, and how that grows: ./run bench.

Only ratios within one run are comparable between machines; seconds are printed for the curious.
"""

from __future__ import annotations

import gc
import hashlib
import random
import re
import sys
import time
from collections import defaultdict
from pathlib import Path

from booklet.clean import clean_source
from booklet.model import Source
from booklet.read import read_file
from booklet.report.changes import as_diff

SAMPLES = Path(__file__).resolve().parent.parent / "tests" / "corpora" / "cleaning"
KINDS = {
    "scans": "ocr*.raw.txt",
    "web pages": "web*.raw.txt",
    "honest texts": "trap*.raw.txt",
    "clean texts": "web*.clean.txt",
}
MEGABYTE = 1_000_000
MOST = 4.5  # times as long may four megabytes take as one


def _source(kind: str, size: int) -> Source:
    """Return samples of a kind, one after the other, until they fill `size` bytes.

    The last tenth is of clean texts: behind web pages alone stood an end of a page that takes most of them along.
    """
    data = _filled(KINDS[kind], size - size // 10) + _filled(KINDS["clean texts"], size // 10)
    return Source(f"{kind}.txt", data, hashlib.sha256(data).hexdigest(), "utf-8", "")


def _filled(files: str, size: int) -> bytes:
    """Return texts that fill `size` bytes, no two copies of one with the same words.

    What is remembered of a line must not make the second copy cheap.
    """
    paths = sorted(SAMPLES.glob(files))
    random.Random(0).shuffle(paths)  # so that one megabyte holds what four do
    text = "\n\n".join(read_file(path).decoded for path in paths)
    copies = size // len(text.encode()) + 2
    varied = "\n\n".join(_reworded(text, random.Random(copy)) for copy in range(copies))
    return varied.encode()[:size].decode("utf-8", "ignore").encode()


def _reworded(text: str, dice: random.Random) -> str:
    """Return a text with a third of its longer small words exchanged for others as long: its lines stay as full."""
    by_length = defaultdict(list)
    for word in re.findall(r"[a-z]{4,}", text):
        by_length[len(word)].append(word)

    def other(word: re.Match[str]) -> str:
        return dice.choice(by_length[len(word[0])]) if dice.random() < 1 / 3 else word[0]

    return re.sub(r"(?<!\w)[a-z]{4,}(?!\w)", other, text)


def main() -> int:
    """Time all kinds at one and four megabytes; return 1 where time grows faster than it may."""
    gc.set_threshold(50_000, 20, 20)  # as the command has it
    clean_source(_source("scans", 20_000))  # the lexicon is read once
    slow = 0
    for kind in KINDS:
        took = []
        for size in (MEGABYTE, 4 * MEGABYTE):
            source = _source(kind, size)
            began = time.process_time()
            cleaned = clean_source(source)
            took.append(time.process_time() - began)
        began = time.process_time()
        as_diff(source, cleaned)
        shown = time.process_time() - began
        ratio = took[1] / took[0]
        slow += ratio > MOST
        times = f"1 MB {took[0]:.2f} s, 4 MB {took[1]:.2f} s, {ratio:.2f} times (at most {MOST})"
        print(f"cleaning {kind}: {times}; diff {shown:.2f} s")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
