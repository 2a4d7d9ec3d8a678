#!/usr/bin/env python3
"""Score a tool on the event folders (Python 3.11 standard library only).

  score.py [--order 'booklet order {} --format json']
           [--figures 'booklet figures {} --format json']
           [--timeout 60] [--only amritsar-1919,...] [-v] [--json OUT]

{} is replaced by a temporary folder of the same name that holds the texts and
never gold.json. See README.md beside the folders.
"""

import argparse
import json
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TIMEY = re.compile(r"\b(dates?|times?|years?|clock|o'clock|anniversary|day of|when)\b", re.I)


def run(template, folder, timeout):
    cmd = [a.replace("{}", str(folder)) for a in shlex.split(template)]
    try:
        p = subprocess.run(cmd, capture_output=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return None, "timeout"
    except OSError as e:
        return None, f"cannot run: {e.strerror}"
    try:
        return json.loads(p.stdout.decode("utf-8", "replace") or "null"), (
            None if p.returncode == 0 else f"exit {p.returncode}"
        )
    except ValueError:
        tail = p.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [""]
        return None, f"no JSON (exit {p.returncode}) {tail[0][:120]}"


def base(x):
    return str(x or "").replace("\\", "/").rsplit("/", 1)[-1]


def value(x):
    """-> (ok, number or None)"""
    if x is None:
        return True, None
    if isinstance(x, bool):
        return False, None
    if isinstance(x, (int, float)):
        return True, float(x)
    try:
        return True, float(str(x).replace(",", ""))
    except ValueError:
        return False, None


def same(a, b):
    if a is None or b is None:
        return a is None and b is None
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def fits(o, g):
    pairs = [(g.get("low"), g.get("high"))] + [tuple(x) for x in g.get("also", [])]
    if any(same(o["low"], lo) and same(o["high"], hi) for lo, hi in pairs):
        return True
    n = g.get("low")  # "about 700" may also be given as a band around 700
    return (
        g.get("qualifier") == "about"
        and n is not None
        and same(n, g.get("high"))
        and None not in (o["low"], o["high"])
        and 0.75 * n <= o["low"] <= n <= o["high"] <= 1.25 * n
    )


def words(s):
    return re.findall(r"\w+", str(s or "").lower())


def overlap(a, b):
    a, b = words(a), words(b)
    if not a or not b:
        return 0.0
    sa, sb = set(a), set(b)
    return len(sa & sb) / len(sb) - 0.001 * max(0, len(a) - len(b))


# ---------------------------------------------------------------- dates, order


def score_order(gold, out, res, name, log):
    got, pos = {}, {}
    for i, e in enumerate(out if isinstance(out, list) else []):
        if isinstance(e, dict) and base(e.get("file")) not in got:
            got[base(e.get("file"))] = e
            pos[base(e.get("file"))] = i
    for g in gold["order"]:
        e = got.get(g["file"])
        d = e.get("date") if e else None
        d = str(d) if d not in (None, "", "null") else None
        if not e:
            ok = False
        elif g["date"] is None:
            ok = d is None
        else:
            ok = d == g["date"]  # a finer date than the text gives is invented
        res["dates"] += 1
        res["dates_ok"] += ok
        kind = g["basis"]
        res["by_basis"].setdefault(kind, [0, 0])
        res["by_basis"][kind][1] += 1
        res["by_basis"][kind][0] += ok
        if not ok:
            b = (e or {}).get("basis", "absent")
            res["miss_basis"][(kind, b)] = res["miss_basis"].get((kind, b), 0) + 1
            log.append(
                f"  date {name}/{g['file']}: gold {g['date']} ({kind}) got {d} ({b}) {str((e or {}).get('evidence', ''))[:70]!r}"
            )
    order = [g for g in gold["order"]]
    con = dis = 0
    for i, a in enumerate(order):
        for b in order[i + 1 :]:
            if a["date"] and b["date"] and (a["date"].startswith(b["date"]) or b["date"].startswith(a["date"])):
                continue
            pa, pb = pos.get(a["file"]), pos.get(b["file"])
            if pa is None or pb is None or pa > pb:
                dis += 1
            else:
                con += 1
    tau = (con - dis) / (con + dis) if con + dis else 1.0
    res["tau"].append(tau)
    res["order_ok"] += dis == 0
    if dis:
        log.append(
            f"  order {name}: tau {tau:.2f}, got {[base(e.get('file')) for e in out if isinstance(e, dict)] if isinstance(out, list) else out}"
        )


# ---------------------------------------------------------------- figures


def score_figures(gold, out, res, name, log):
    G = []
    for ti, t in enumerate(gold["topics"]):
        files = {c["file"] for c in t["claims"]}
        for c in t["claims"]:
            G.append(dict(c, topic=ti, multi=len(files) > 1))
    O = []
    topics = (out or {}).get("topics", []) if isinstance(out, dict) else []
    topics = [t for t in topics if isinstance(t, dict)]
    for ti, t in enumerate(topics):
        claims = [c for c in (t.get("claims") or []) if isinstance(c, dict)]
        counted = len({base(c.get("file")) for c in claims}) > 1 or t.get("verdict") == "conflict"
        timey = bool(TIMEY.search(str(t.get("topic", ""))))
        for c in claims:
            ok1, lo = value(c.get("low"))
            ok2, hi = value(c.get("high"))
            O.append(
                {
                    "file": base(c.get("file")),
                    "low": lo,
                    "high": hi,
                    "topic": ti,
                    "quote": c.get("quote", ""),
                    "counted": counted,
                    "excluded": timey or not (ok1 and ok2) or (lo is None and hi is None),
                }
            )
    pairs = []
    for oi, o in enumerate(O):
        if o["excluded"] and (o["low"] is None and o["high"] is None):
            continue
        for gi, g in enumerate(G):
            if o["file"] == g["file"] and fits(o, g):
                pairs.append((overlap(o["quote"], g["quote"]), oi, gi))
    pairs.sort(key=lambda p: (-p[0], p[1], p[2]))
    o2g, g2o = {}, {}
    for _, oi, gi in pairs:
        if oi not in o2g and gi not in g2o:
            o2g[oi], g2o[gi] = gi, oi
    has_candidate = {oi for _, oi, _ in pairs}
    for gi, g in enumerate(G):
        k = "multi" if g["multi"] else "single"
        res[k] += 1
        res[k + "_hit"] += gi in g2o
        if g["multi"]:
            res["multi_compared"] += gi in g2o and O[g2o[gi]]["counted"]
        if gi not in g2o and g["multi"]:
            log.append(
                f"  missed {name}/{g['file']}: [{gold['topics'][g['topic']]['name']}] {g['low']}..{g['high']} {g['quote']!r}"
            )
    for oi, o in enumerate(O):
        if not o["counted"]:
            continue
        if oi in o2g:
            res["tp"] += 1
        elif (
            oi in has_candidate
            or o["excluded"]
            or any(
                x["file"] == o["file"]
                and (
                    fits(o, x)
                    or (o["low"] is not None and same(o["low"], x.get("low")))
                    or (o["high"] is not None and same(o["high"], x.get("high")))
                    or (x.get("qualifier") == "vague" and overlap(o["quote"], x["quote"]) > 0.99)
                )
                for x in gold["optional"]
            )
        ):
            res["ignored"] += 1
        else:
            res["fp"] += 1
            bad = any(
                d["file"] == o["file"] and (same(o["low"], float(d["number"])) or same(o["high"], float(d["number"])))
                for d in gold["distractors"]
            )
            res["distractors_taken"] += bad
            log.append(
                f"  false {'(distractor) ' if bad else ''}{name}/{o['file']}: [{topics[o['topic']].get('topic')}] {o['low']}..{o['high']} {str(o['quote'])[:80]!r}"
            )
    res["distractors"] += len(gold["distractors"])
    gp, pp = set(), set()
    for i in range(len(G)):
        for j in range(i + 1, len(G)):
            if G[i]["topic"] == G[j]["topic"]:
                gp.add((i, j))
            if i in g2o and j in g2o and O[g2o[i]]["topic"] == O[g2o[j]]["topic"]:
                pp.add((i, j))
    res["gp"] += len(gp)
    res["pp"] += len(pp)
    res["cp"] += len(gp & pp)
    matched_in = {}
    for gi, oi in g2o.items():
        matched_in[O[oi]["topic"]] = matched_in.get(O[oi]["topic"], 0) + 1
    for ti, t in enumerate(gold["topics"]):
        multi = len({c["file"] for c in t["claims"]}) > 1
        votes = {}
        for gi, g in enumerate(G):
            if g["topic"] == ti and gi in g2o:
                k = O[g2o[gi]]["topic"]
                votes[k] = votes.get(k, 0) + 1
        got = None
        if votes:
            best = min(votes, key=lambda k: (-votes[k], k))
            got = topics[best].get("verdict")
            if 2 * votes[best] < matched_in[best]:  # a topic mostly about other quantities
                got = "mixed"
        ok = got is not None and got in [t["verdict"]] + t.get("verdict_also", [])
        k = "v_multi" if multi else "v_single"
        res[k] += 1
        res[k + "_ok"] += ok
        if multi:
            key = (t["verdict"], got or "absent")
            res["v_table"][key] = res["v_table"].get(key, 0) + 1
        if not ok and multi:
            log.append(f"  verdict {name} [{t['name']}]: gold {t['verdict']} got {got}")


def pct(a, b):
    return f"{100 * a / b:.1f}%" if b else "0.0%"


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--order", default="booklet order {} --format json")
    ap.add_argument("--figures", default="booklet figures {} --format json")
    ap.add_argument("--timeout", type=float, default=60)
    ap.add_argument("--only", default="")
    ap.add_argument("-v", "--verbose", action="store_true")
    ap.add_argument("--json", help="write the counts here")
    ap.add_argument("--folders", type=Path, default=HERE, help="where the event folders stand")
    a = ap.parse_args()
    res = dict.fromkeys(
        [
            "dates",
            "dates_ok",
            "order_ok",
            "multi",
            "multi_hit",
            "multi_compared",
            "single",
            "single_hit",
            "tp",
            "fp",
            "ignored",
            "distractors",
            "distractors_taken",
            "gp",
            "pp",
            "cp",
            "v_multi",
            "v_multi_ok",
            "v_single",
            "v_single_ok",
            "folders",
        ],
        0,
    )
    res.update(tau=[], by_basis={}, miss_basis={}, v_table={})
    only = set(filter(None, a.only.split(",")))
    for gf in sorted(a.folders.glob("*/gold.json")):
        name = gf.parent.name
        if only and name not in only:
            continue
        gold = json.loads(gf.read_text(encoding="utf-8"))
        log = []
        with tempfile.TemporaryDirectory() as tmp:
            work = Path(tmp) / name
            work.mkdir()
            for f in gf.parent.iterdir():
                if f.name != "gold.json":
                    shutil.copyfile(f, work / f.name)
            o, e1 = run(a.order, work, a.timeout)
            f, e2 = run(a.figures, work, a.timeout)
        for what, e in (("order", e1), ("figures", e2)):
            if e:
                print(f"{name}: {what}: {e}", file=sys.stderr)
        before = dict((k, v) for k, v in res.items() if isinstance(v, int))
        res["folders"] += 1
        score_order(gold, o, res, name, log)
        score_figures(gold, f, res, name, log)
        d = {k: res[k] - before[k] for k in before}
        print(
            f"{name:20} dates {d['dates_ok']}/{d['dates']} order {'ok' if d['order_ok'] else 'no'}  "
            f"recall {d['multi_hit']}/{d['multi']} precision {d['tp']}/{d['tp'] + d['fp']} "
            f"verdicts {d['v_multi_ok']}/{d['v_multi']} distractors {d['distractors_taken']}"
        )
        if a.verbose:
            print("\n".join(log))
    n = res["folders"] or 1
    gP = res["cp"] / res["pp"] if res["pp"] else 0.0
    gR = res["cp"] / res["gp"] if res["gp"] else 0.0
    gF = 2 * gP * gR / (gP + gR) if gP + gR else 0.0
    print()
    print(
        f"dates            {res['dates_ok']}/{res['dates']} = {pct(res['dates_ok'], res['dates'])}   by gold basis: "
        + ", ".join(f"{k} {v[0]}/{v[1]}" for k, v in sorted(res["by_basis"].items()))
    )
    print(
        "basis of misses  "
        + (", ".join(f"gold {g} / tool {b}: {c}" for (g, b), c in sorted(res["miss_basis"].items(), key=str)) or "none")
    )
    print(f"order            {res['order_ok']}/{n} folders fully right, mean tau {sum(res['tau']) / n:.3f}")
    print(
        f"claims           recall {res['multi_hit']}/{res['multi']} in topics of 2+ files; {res['single_hit']}/{res['single']} in one-file topics; "
        f"{pct(res['multi_hit'] + res['single_hit'], res['multi'] + res['single'])} of all"
    )
    print(
        f"                 recall {res['multi_compared']}/{res['multi']} when the tool's own topic must span 2+ files or conflict"
    )
    print(f"                 precision {res['tp']}/{res['tp'] + res['fp']} (neither way: {res['ignored']})")
    print(f"distractors      {res['distractors_taken']} of {res['distractors']} wrongly taken in")
    print(f"grouping         pairs: precision {gP:.3f} recall {gR:.3f} F1 {gF:.3f}")
    print(
        f"verdicts         {res['v_multi_ok']}/{res['v_multi']} in topics of 2+ files; one-file topics {res['v_single_ok']}/{res['v_single']}"
    )
    print("                 " + ", ".join(f"{g}->{o}: {c}" for (g, o), c in sorted(res["v_table"].items())))
    if a.json:
        flat = {k: ({str(x): y for x, y in v.items()} if isinstance(v, dict) else v) for k, v in res.items()}
        Path(a.json).write_text(json.dumps(flat, indent=1))
    print(
        f"figures: recall {pct(res['multi_hit'], res['multi'])} precision {pct(res['tp'], res['tp'] + res['fp'])} "
        f"grouping F1 {gF:.2f} verdicts {pct(res['v_multi_ok'], res['v_multi'])} | "
        f"dates {pct(res['dates_ok'], res['dates'])} order {pct(res['order_ok'], n)}"
    )


if __name__ == "__main__":
    main()
