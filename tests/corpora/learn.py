"""Learn the weights of `booklet/likeness.toml` from the sample folders, and say how well they do on folders left out.

    pip install scikit-learn; python tests/corpora/learn.py [FOLDER OF FOLDERS ...]      cross-validation
    ... learn.py --write [FOLDER OF FOLDERS ...]                                           learn from all, write the file

Each claim that `count` finds is matched with the claim or the distractor of gold.json that it stands for. Three logistic
regressions follow: one over the claims alone, one over pairs of claims, one over the groups that joining them by the first one meets. Weights are
readable evidence, not a black box: `booklet figures` prints the loudest.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from sklearn.linear_model import LogisticRegression

from booklet import clusters, count, date, likeness, pipeline
from booklet.company import Company
from booklet.compare import verdict
from booklet.evidence import evidence, traits
from booklet.model import Claim

HERE = Path(__file__).resolve().parent
FOLDS = 6
spec = importlib.util.spec_from_file_location("score", HERE / "figures" / "score.py")
assert spec and spec.loader
score = importlib.util.module_from_spec(spec)
spec.loader.exec_module(score)


@dataclass
class Folder:
    """A sample folder: its claims, what each stands for, and the answers."""

    name: str
    claims: list[Claim]
    labels: list[tuple[Any, ...]]  # ('T', topic), ('O',) optional, ('D',) distractor, ('I',) a repeat, ('N',) nothing
    gold: dict[str, Any]
    answers: list[tuple[int, dict[str, Any], bool]]  # (topic, claim, in more than one text)
    found: dict[int, int]  # answer -> claim


def load(folder: Path) -> Folder:
    """Read a folder through the stages up to `count`, and match its claims with the answers."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.name
        copy.mkdir()
        for file in folder.iterdir():
            if file.name != "gold.json":
                shutil.copyfile(file, copy / (f"{file.name}.txt" if file.suffix == ".html" else file.name))
        understood = pipeline.understand(copy, "order")
        event = date.date_folder(
            understood.witnesses, understood.cleaned, event=None, decisions=understood.project.decisions
        ).event
        claims = [c for w in understood.witnesses for c in count.count_claims(w, event=event)]
    names = {f"{f.name}.txt": f.name for f in folder.iterdir() if f.suffix == ".html"}
    claims = [replace(c, file=names.get(c.file, c.file)) for c in claims]
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    answers = [
        (n, claim, len({c["file"] for c in topic["claims"]}) > 1)
        for n, topic in enumerate(gold["topics"])
        for claim in topic["claims"]
    ]
    pairs = sorted(
        (-score.overlap(c.quote, answer["quote"]), i, a)
        for i, c in enumerate(claims)
        for a, (_, answer, _) in enumerate(answers)
        if c.file == answer["file"] and score.fits({"low": c.low, "high": c.high}, answer)
    )
    claimed: dict[int, int] = {}
    found: dict[int, int] = {}
    for _, i, a in pairs:
        if i not in claimed and a not in found:
            claimed[i], found[a] = a, i
    repeats = {i for _, i, _ in pairs}
    labels = [
        ("T", answers[claimed[i]][0]) if i in claimed else ("I",) if i in repeats else (_other(c, gold),)
        for i, c in enumerate(claims)
    ]
    return Folder(folder.name, claims, labels, gold, answers, found)


def _other(claim: Claim, gold: dict[str, Any]) -> str:
    for answer in gold["optional"]:
        same = claim.low is not None and score.same(claim.low, answer.get("low"))
        same = same or (claim.high is not None and score.same(claim.high, answer.get("high")))
        if answer["file"] == claim.file and same:
            return "O"
    for answer in gold["distractors"]:
        number = float(answer["number"])
        if answer["file"] == claim.file and (score.same(claim.low, number) or score.same(claim.high, number)):
            return "D"
    return "N"


# -- learning


def learn_claims(folders: list[Folder]) -> dict[str, float]:
    """Return the weight of each trait for a number being a quantity that accounts give."""
    rows = [
        (traits(claim), int(label[0] == "T"))
        for folder in folders
        for claim, label in zip(folder.claims, folder.labels, strict=True)
        if label[0] in "TDN"
    ]
    names = sorted({name for row, _ in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row, _ in rows])
    return _regress(names, table, [y for _, y in rows], [1.0] * len(rows))


def learn_pairs(folders: list[Folder]) -> dict[str, float]:
    """Return the weight of each piece of evidence between two claims."""
    rows: list[tuple[dict[str, float], int, float]] = []
    for folder in folders:
        company = Company.of(folder.claims)
        for i, one in enumerate(folder.claims):
            for j in range(i + 1, len(folder.claims)):
                other, a, b = folder.claims[j], folder.labels[i], folder.labels[j]
                unsure = "I" in a + b or a[0] == b[0] == "O"
                if unsure or not likeness.may_join(one, other):
                    continue
                same = a[0] == b[0] == "T" and a[1] == b[1]
                weight = 0.5 if "O" in (a[0], b[0]) else 1.0
                rows.append((evidence(one, other, company), int(same), weight))
    names = sorted({name for row, _, _ in rows for name in row})
    place = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for r, (row, _, _) in enumerate(rows):
        for name, amount in row.items():
            table[r, place[name]] = amount
    return _regress(names, table, [y for _, y, _ in rows], [w for _, _, w in rows])


def learn_groups(folders: list[Folder], pairs: dict[str, float], single: dict[str, float]) -> dict[str, float]:
    """Return the weight of each piece of evidence between two groups, as joining meets them."""
    weights = {"always": 0.3, "better half": 1.0}
    seen: list[tuple[dict[str, float], float, float]] = []
    for _ in range(2):  # the second time, joined as the first one learned
        for folder in folders:
            join(folder.claims, pairs, weights, single, seen=seen, labels=folder.labels, margin=0.5)
        names = sorted(seen[0][0])
        table = np.array([[row[name] for name in names] for row, _, _ in seen])
        share = np.array([y for _, y, _ in seen])
        size = np.array([w for _, _, w in seen])
        both = np.vstack([table, table])
        answers = np.r_[np.ones(len(seen)), np.zeros(len(seen))]
        amounts = np.r_[size * share, size * (1 - share)]
        kept = amounts > 0
        weights = _regress(names, both[kept], answers[kept], amounts[kept])
    return weights


def _regress(names: list[str], table: Any, answers: Any, amounts: Any) -> dict[str, float]:
    model = LogisticRegression(max_iter=3000, fit_intercept=False).fit(table, answers, sample_weight=amounts)
    return {name: float(weight) for name, weight in zip(names, model.coef_[0], strict=True)}


def join(
    claims: list[Claim],
    pairs: dict[str, float],
    groups: dict[str, float],
    single: dict[str, float],
    *,
    seen: list[tuple[dict[str, float], float, float]] | None = None,
    labels: list[tuple[Any, ...]] | None = None,
    margin: float = 0.0,
) -> list[list[int]]:
    """Cluster as the program does, with given weights; note every pair of groups that was looked at in `seen`."""
    evidence = clusters.Pairs.group_evidence

    def noted(self: clusters.Pairs, some: list[int], others: list[int]) -> dict[str, float]:
        row = evidence(self, some, others)
        if seen is not None and labels is not None:
            told = [labels[n] for n in (*some, *others)]
            if not any(t[0] == "I" for t in told) and not all(t[0] == "O" for t in told):
                same = sum(
                    labels[i][0] == labels[j][0] == "T" and labels[i][1] == labels[j][1] for i in some for j in others
                )
                size = len(some) * len(others)
                seen.append((row, same / size, min(size, 6) ** 0.5))
        return row

    weights = {"pairs": pairs, "groups": groups, "claims": single}
    with (
        mock.patch.object(likeness, "_data", lambda: weights),
        mock.patch.object(clusters, "JOIN", clusters.JOIN - margin),
        mock.patch.object(clusters.Pairs, "group_evidence", noted),
    ):
        return clusters.cluster(claims)


# -- judging, as score.py does


def judge(folder: Folder, groups: list[list[int]], tally: Counter[str]) -> None:
    """Add the figures of one folder to a tally."""
    claims = folder.claims
    topic = {n: t for t, group in enumerate(groups) for n in group}
    said = [verdict([claims[n] for n in group]) for group in groups]
    counted = [len({claims[n].file for n in group}) > 1 or said[t] == "conflict" for t, group in enumerate(groups)]
    for n in range(len(claims)):
        kind = folder.labels[n][0]
        if counted[topic[n]]:
            tally["right"] += kind == "T"
            tally["wrong"] += kind in "DN"
            tally["distractors taken"] += kind == "D"
    tally["distractors"] += len(folder.gold["distractors"])
    at = {a: topic[n] for a, n in folder.found.items()}
    for a, (number, _, many) in enumerate(folder.answers):
        if many:
            tally["many"] += 1
            tally["compared"] += a in at and counted[at[a]]
        for b in range(a + 1, len(folder.answers)):
            same = number == folder.answers[b][0]
            together = a in at and b in at and at[a] == at[b]
            tally["same"] += same
            tally["together"] += together
            tally["both"] += same and together
    sizes = Counter(at.values())
    for number, wanted in enumerate(folder.gold["topics"]):
        if len({c["file"] for c in wanted["claims"]}) < 2:
            continue
        votes = Counter(at[a] for a, (n, _, _) in enumerate(folder.answers) if n == number and a in at)
        tally["verdicts"] += 1
        if votes:
            best = min(votes, key=lambda k: (-votes[k], k))
            mixed = 2 * votes[best] < sizes[best]
            tally["verdicts right"] += not mixed and said[best] in [wanted["verdict"], *wanted.get("verdict_also", [])]


def told(tally: Counter[str]) -> str:
    """Return a tally in words."""
    exact = tally["both"] / max(1, tally["together"])
    full = tally["both"] / max(1, tally["same"])
    f1 = 2 * exact * full / max(1e-9, exact + full)
    return (
        f"compared {tally['compared'] / max(1, tally['many']):.1%}  precision "
        f"{tally['right'] / max(1, tally['right'] + tally['wrong']):.1%}  grouping F1 {f1:.3f} (P {exact:.2f}, R {full:.2f})  "
        f"verdicts {tally['verdicts right'] / max(1, tally['verdicts']):.1%}  distractors "
        f"{tally['distractors taken']} of {tally['distractors']}"
    )


def main() -> None:
    """Cross-validate, or learn from all folders and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--judge", type=Path, nargs="*", default=[], help="judge these folders by what the others teach"
    )
    parser.add_argument("roots", type=Path, nargs="*", default=[HERE / "figures"])
    asked = parser.parse_args()
    folders = [load(p.parent) for root in asked.roots for p in sorted(root.glob("*/gold.json"))]
    if asked.judge:
        pairs = learn_pairs(folders)
        single = learn_claims(folders)
        groups = learn_groups(folders, pairs, single)
        total: Counter[str] = Counter()
        for root in asked.judge:
            for path in sorted(root.glob("*/gold.json")):
                folder, one = load(path.parent), Counter[str]()
                for tally in (one, total):
                    judge(folder, join(folder.claims, pairs, groups, single), tally)
                print(f"{folder.name:<22} {told(one)}")
        print(told(total))
        return
    if not asked.write:
        random.Random(1).shuffle(folders)
        total = Counter()
        for fold in range(FOLDS):
            others = [f for n, f in enumerate(folders) if n % FOLDS != fold]
            pairs = learn_pairs(others)
            single = learn_claims(others)
            groups = learn_groups(others, pairs, single)
            for folder in folders[fold::FOLDS]:
                judge(folder, join(folder.claims, pairs, groups, single), total)
        print(f"{len(folders)} folders, each judged by what the others teach: {told(total)}")
        return
    pairs = learn_pairs(folders)
    single = learn_claims(folders)
    written = {"claims": single, "pairs": pairs, "groups": learn_groups(folders, pairs, single)}
    lines = [
        "# How much each piece of evidence speaks for two claims, or two groups of claims, being about one quantity,",
        "# and how much each trait of a claim speaks for its being a quantity that accounts give at all: log odds,",
        f"# learned by logistic regression from {len(folders)} sample folders (tests/corpora/learn.py). `booklet figures` prints the names.",
    ]
    for section, table in written.items():
        lines += ["", f"[{section}]"]
        lines += [f'"{name}" = {weight:.2f}' for name, weight in sorted(table.items(), key=lambda p: (-p[1], p[0]))]
    path = Path(likeness.__file__).with_suffix(".toml")
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
