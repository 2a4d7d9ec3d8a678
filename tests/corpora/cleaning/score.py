#!/usr/bin/env python3
"""Score a text-cleaning command on the pairs NAME.raw.txt / NAME.clean.txt.

  score.py                       runs `booklet clean {}` on every raw file
  score.py cat {}                any other command; {} is the file ({} is appended if absent)
  score.py --selftest            checks of the aligner, plus identity and oracle figures
  options (before the command):  -v per-file table   -d show the changes that were wrong
                                 --kind ocr|web|trap  --timeout S  --jobs N  --dir D  --json F

Python 3.11 standard library only.  Alignment is an exact word-level Levenshtein
alignment (bit-parallel), so figures do not depend on what is installed.

How it counts (R raw, C clean, O output; words = whitespace-separated tokens):
 * Before comparing, quote marks, dashes of hyphen length, "..." and runs of white space are
   folded, so straight or curly quotes are both right (in trap files only ' and " are folded).
 * errors = word edit distance to C.  errors removed = 1 - dist(O,C)/dist(R,C).
 * FALSE CORRECTION = a word that was right in R, was changed or dropped by the tool
   (it is not an unchanged word of the R-O alignment) and is not right in O; plus any word
   which the tool put in out of nothing and which is not in C.
 * "still wrong" = wrong in R, changed by the tool, wrong in O (harmless to the figures, bad sign).
 * paragraph boundaries = line ends that fall between two words of C, mapped through the
   O-C alignment; F1 over all of them.  (A verse line or list item is a boundary as well.)
 * a trap is untouched if O equals C line by line (white space inside a line, the number of
   blank lines, a blank line after the title, and ' or " style do not count).
 * NAME.opt.txt lists lines that may be kept or dropped (by-lines, captions, datelines).
 * The command sees a copy with a neutral name, so the kind cannot be read from the path.
"""

import argparse
import json
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
Q1 = dict.fromkeys(map(ord, "\u2018\u2019"), "'") | dict.fromkeys(map(ord, "\u201c\u201d"), '"')
Q2 = (
    Q1
    | dict.fromkeys(map(ord, "\u201a\u201b\u02bc"), "'")
    | dict.fromkeys(map(ord, "\u201e\u201f"), '"')
    | dict.fromkeys(map(ord, "\u2010\u2011\u2013\u2212"), "-")
    | {0x2026: "..."}
)


# ---------------------------------------------------------------- exact alignment
def rows(a, b):
    """Bit-parallel Levenshtein (Hyyro). Returns distance and the VP/VN rows for b[0..]."""
    m, pm = len(a), {}
    for i, t in enumerate(a):
        pm[t] = pm.get(t, 0) | 1 << i
    full = (1 << m) - 1
    vp, vn, d, top, out = full, 0, m, 1 << m - 1 if m else 0, []
    for t in b:
        x = pm.get(t, 0)
        d0 = ((((x & vp) + vp) ^ vp) | x | vn) & full
        hp = (vn | ~(d0 | vp)) & full
        hn = d0 & vp
        d += bool(hp & top) - bool(hn & top)
        hp, hn = (hp << 1 | 1) & full, hn << 1 & full
        vp, vn = (hn | ~(d0 | hp)) & full, hp & d0
        out.append((vp, vn))
    return (d if m else len(b)), out


def distance(a, b):
    return rows(a, b)[0]


def align(a, b):
    """-> distance, list of (i, j): i index in a or None, j index in b or None (in order)."""
    d, st = rows(a, b)
    i, j, out = len(a), len(b), []
    while i and j:
        if st[j - 1][0] >> i - 1 & 1:
            i -= 1
            out.append((i, None))
        else:
            j -= 1
            if j and st[j - 1][1] >> i - 1 & 1:
                out.append((None, j))
            else:
                i -= 1
                out.append((i, j))
    while i:
        i -= 1
        out.append((i, None))
    while j:
        j -= 1
        out.append((None, j))
    return d, out[::-1]


# ---------------------------------------------------------------- text preparation
def decode(b):
    return b.decode("utf-8", "replace")


def norm_line(s):
    return " ".join(unicodedata.normalize("NFC", s).split())


def lines_of(text, opt=()):
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    ls = [norm_line(x) for x in text.split("\n")]
    if opt:
        ls = [x for x in ls if x.translate(Q2) not in opt]
    return ls


def tokens(ls, fold):
    """-> words, set of indices after which a line ends"""
    w, ends = [], set()
    for l in ls:
        t = l.translate(fold).split()
        if t:
            w += t
            ends.add(len(w) - 1)
    ends.discard(len(w) - 1)
    return w, ends


def trap_form(ls):
    out = []
    for l in ls:
        l = l.translate(Q1).removeprefix("\ufeff")
        if l or (out and out[-1]):
            out.append(l)
    while out and not out[-1]:
        out.pop()
    if len(out) > 1 and not out[1]:
        del out[1]
    return out


# ---------------------------------------------------------------- scoring of one file
def boundaries(pairs, ends, n):
    """Line ends of the output as gaps (p, q) between clean words p and q (indices)."""
    last, prev = [], None  # for each output word: clean index at or before it
    for o, c in pairs:
        if c is not None and o is not None:
            prev = c
        if o is not None:
            last.append(prev)
    nxt, nx = [], None
    for o, c in reversed(pairs):
        if c is not None and o is not None:
            nx = c
        if o is not None:
            nxt.append(nx)
    nxt.reverse()
    gaps = set()
    for j in ends:
        p, q = last[j], nxt[j + 1]
        if p is not None and q is not None and p < q:
            gaps.add((p, q))
    return gaps


def para(pairs, ends, cends, n):
    gaps = boundaries(pairs, ends, n)
    left, tp, fp = set(cends), 0, 0
    for p, q in sorted(gaps, key=lambda g: g[1] - g[0]):
        hit = next((k for k in range(p, q) if k in left), None)
        if hit is None:
            fp += not any(k in cends for k in range(p, q))
        else:
            left.discard(hit)
            tp += 1
    return tp, fp, len(left)


def score_file(kind, raw, clean, out, opt):
    fold = Q1 if kind == "trap" else Q2
    lr, lc, lo = (lines_of(t, opt) for t in (raw, clean, out))
    (R, re_), (C, ce), (O, oe) = (tokens(l, fold) for l in (lr, lc, lo))
    s = dict(words=len(C), chars=len(" ".join(C)))
    s["c0"], s["c1"] = distance(" ".join(R), " ".join(C)), distance(" ".join(O), " ".join(C))
    s["e0"], rc = align(R, C)
    s["e1"], oc = align(O, C)
    _, ro = align(R, O)
    right_r = {c: r for r, c in rc if r is not None and c is not None and R[r] == C[c]}
    right_o = {c: o for o, c in oc if o is not None and c is not None and O[o] == C[c]}
    good_o = set(right_o.values())
    kept = {r: o for r, o in ro if r is not None and o is not None and R[r] == O[o]}
    kept_o = set(kept.values())
    broken = [c for c, r in right_r.items() if c not in right_o and r not in kept]
    rr = set(right_r.values())
    # words made by the tool: out of nothing (junk) or in place of wrong ones (still wrong)
    junk, wrong, block = [], [], []

    def flush():
        os_ = [o for r, o in block if o is not None and o not in kept_o and o not in good_o]
        src = [r for r, _ in block if r is not None]
        if os_ and not src:
            junk.extend(os_)
        elif os_ and any(r not in rr for r in src):
            wrong.extend(os_)
        block.clear()

    for r, o in ro:
        if r is not None and r in kept:
            flush()
        else:
            block.append((r, o))
    flush()
    s["new"] = len(broken) + len(junk)
    s["still"] = len(wrong)
    s["fixed"] = sum(c not in right_r for c in right_o)
    s["show"] = ["spoilt: " + " ".join(C[max(0, c - 1) : c + 2]) for c in broken[:12]]
    s["show"] += ["put in: " + " ".join(O[max(0, o - 1) : o + 2]) for o in junk[:6]]
    s["p0"] = para(rc, re_, ce, len(C))
    s["p1"] = para(oc, oe, ce, len(C))
    if kind == "trap":
        a, b = trap_form(lo), trap_form(lc)
        s["same"], s["samewords"] = a == b, " ".join(a).split() == " ".join(b).split()
        s["diff"] = next(((x, y) for x, y in zip(a + [""] * 99, b) if x != y), None) if a != b else None
    return s


# ---------------------------------------------------------------- running
def load(d, kind=None):
    for p in sorted(Path(d).glob("*.raw.txt")):
        n = p.name[:-8]
        k = re.match(r"[a-z]+", n)[0]
        if kind and k != kind:
            continue
        o = p.with_name(n + ".opt.txt")
        opt = {norm_line(x).translate(Q2) for x in o.read_text("utf-8").split("\n")} - {""} if o.exists() else ()
        yield n, k, p.read_bytes(), p.with_name(n + ".clean.txt").read_text("utf-8"), opt


def run(cmd, raw, timeout):
    with tempfile.TemporaryDirectory() as t:
        f = os.path.join(t, "source.txt")
        Path(f).write_bytes(raw)
        argv = [a.replace("{}", f) for a in cmd]
        if argv == cmd:
            argv.append(f)
        try:
            r = subprocess.run(argv, capture_output=True, timeout=timeout, stdin=subprocess.DEVNULL)
            return r.stdout, "" if r.returncode == 0 else "exit %d: %s" % (
                r.returncode,
                decode(r.stderr).strip()[-160:],
            )
        except subprocess.TimeoutExpired:
            return b"", "timeout"
        except OSError as e:
            return b"", str(e)


def pct(a, b):
    return 100 * a / b if b else 0.0


def f1(t):
    tp, fp, fn = t
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 1.0


def add(ss):
    z = {k: sum(s[k] for s in ss) for k in ("words", "chars", "c0", "c1", "e0", "e1", "new", "still", "fixed")}
    for k in ("p0", "p1"):
        z[k] = tuple(map(sum, zip(*(s[k] for s in ss)))) or (0, 0, 0)
    z["n"] = len(ss)
    return z


def evaluate(get, a):
    data = list(load(a.dir, a.kind))
    if not data:
        sys.exit("no *.raw.txt here")
    with ThreadPoolExecutor(a.jobs) as ex:
        outs = list(ex.map(get, data))
    res = {}
    for (n, k, raw, clean, opt), (out, err) in zip(data, outs):
        s = score_file(k, decode(raw), clean, decode(out), opt)
        s["kind"], s["err"] = k, err
        res[n] = s
    return res


def report(res, a):
    def row(name, z):
        print(
            "%-32s %6d  %6.2f %6.2f  %6.2f %6.2f  %7.1f%%  %5d %7.1f  %5d   %.3f %.3f"
            % (
                name[:32],
                z["words"],
                pct(z["c0"], z["chars"]),
                pct(z["c1"], z["chars"]),
                pct(z["e0"], z["words"]),
                pct(z["e1"], z["words"]),
                pct(z["e0"] - z["e1"], z["e0"]),
                z["new"],
                1e4 * z["new"] / max(1, z["words"]),
                z["still"],
                f1(z["p0"]),
                f1(z["p1"]),
            )
        )

    print(
        "%-32s %6s  %13s  %13s  %8s  %13s  %5s   %s"
        % ("", "words", "CER%  before/after", "WER% before/after", "removed", "FALSE  per10k", "still", "paragraph F1")
    )
    if a.verbose:
        for n, s in res.items():
            row(n, s)
        print()
    for k in dict.fromkeys(s["kind"] for s in res.values()):
        row(k, add([s for s in res.values() if s["kind"] == k]))
    tr = {n: s for n, s in res.items() if s["kind"] == "trap"}
    main = [s for s in res.values() if s["kind"] != "trap"]
    if tr:
        print(
            "\ntraps untouched %d/%d line by line, %d/%d if only the words count"
            % (sum(s["same"] for s in tr.values()), len(tr), sum(s["samewords"] for s in tr.values()), len(tr))
        )
        for n, s in tr.items():
            if not s["same"] and s["diff"] and (a.verbose or a.diff):
                print("  %s\n    got  %r\n    want %r" % (n, s["diff"][0][:150], s["diff"][1][:150]))
    if a.diff:
        for n, s in res.items():
            if s["show"]:
                print("  %s\n    " % n + "\n    ".join(s["show"]))
    for n, s in res.items():
        if s["err"]:
            print("FAILED %s: %s" % (n, s["err"]))
    z, m = add(list(res.values())), add(main) if main else None
    macro = sum(pct(s["e0"] - s["e1"], s["e0"]) for s in main) / len(main) if main else 0
    if main:
        print("mean over files (ocr and web): errors removed %.1f%%" % macro)
    print(
        "ocr: errors removed %.1f%%, false corrections %.1f per 10k words, traps %d/%d, paragraphs F1 %.3f"
        % (
            pct(m["e0"] - m["e1"], m["e0"]) if m else 0,
            1e4 * z["new"] / max(1, z["words"]),
            sum(s["same"] for s in tr.values()),
            len(tr),
            f1(z["p1"]),
        )
    )
    if a.json:
        Path(a.json).write_text(
            json.dumps({n: {k: v for k, v in s.items() if k != "show"} for n, s in res.items()}, indent=1)
        )


def selftest(a):
    rnd = random.Random(7)
    for _ in range(400):
        x = [rnd.randrange(6) for _ in range(rnd.randrange(0, 25))]
        y = [rnd.randrange(6) for _ in range(rnd.randrange(0, 25))]
        t = list(range(len(y) + 1))
        for i, u in enumerate(x):
            n = [i + 1]
            for j, v in enumerate(y):
                n.append(min(t[j] + (u != v), t[j + 1] + 1, n[j] + 1))
            t = n
        d, p = align(x, y)
        assert d == t[-1] == sum(i is None or j is None or x[i] != y[j] for i, j in p), (x, y)
        assert [i for i, _ in p if i is not None] == list(range(len(x)))
        assert [j for _, j in p if j is not None] == list(range(len(y)))
    S = lambda r, c, o, k="ocr": score_file(k, r, c, o, ())
    assert S("a b c", "a b c", "a x c")["new"] == 1  # right word spoilt
    assert S("a b c", "a b c", "a c")["new"] == 1  # right word dropped
    assert S("a b c", "a b c", "a b b1 c")["new"] == 1  # word put in
    assert S("a today c", "a today c", "a to day c")["new"] == 1
    assert S("a tbe c", "a the c", "a tee c")["new"] == 0 and S("a tbe c", "a the c", "a tee c")["still"] == 1
    assert S("a JUNK b c", "a b c", "a b c")["e1"] == 0 and S("a JUNK b c", "a b c", "a c")["new"] == 1
    assert S("the the cat sat", "the cat sat", "the cat sat")["new"] == 0
    assert S("com-\nmem x", "commem x", "commem x")["p1"] == (0, 0, 0)
    assert S("T\n\na b\nc d\n\ne f", "T\n\na b c d\n\ne f", "T\na b c d\n\ne f")["p1"] == (2, 0, 0)
    assert S("a b\n\nPage 3\n\nc d", "a b c d", "a b\nPage 3\nc d")["p1"] == (0, 1, 0)
    assert not S("a b\nc d", "a b\nc d", "a b c d", "trap")["same"]
    assert S("T\n\na b", "T\n\na b", "T\na  b\n", "trap")["same"]
    a.verbose = a.diff = False
    print("aligner and counting rules: ok\n\nIDENTITY (cat)")
    report(evaluate(lambda d: (d[2], ""), a), a)
    print("\nORACLE (prints the clean file)")
    report(evaluate(lambda d: (d[3].encode(), ""), a), a)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("-v", "--verbose", action="store_true")
    ap.add_argument("-d", "--diff", action="store_true")
    ap.add_argument("--selftest", action="store_true")
    ap.add_argument("--kind", choices=["ocr", "web", "trap"])
    ap.add_argument("--timeout", type=float, default=60)
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--dir", default=str(HERE))
    ap.add_argument("--json")
    ap.add_argument("command", nargs=argparse.REMAINDER)
    a = ap.parse_args()
    if a.selftest:
        return selftest(a)
    cmd = a.command or ["booklet", "clean", "{}"]
    if cmd and cmd[0] == "--":
        cmd = cmd[1:]
    if len(cmd) == 1 and " " in cmd[0]:
        cmd = shlex.split(cmd[0])
    report(evaluate(lambda d: run(cmd, d[2], a.timeout), a), a)


if __name__ == "__main__":
    main()
