"""Print what the evaluation set holds, how steadily it was labelled and how far a second annotator agrees."""

import csv
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("KUNDING_TEST_DATA", HERE.parents[2] / "shared" / "data"))
ROW_LANGUAGE = {"mobasa": "de", "cfpb": "en", "banking77": "en"}
FIELDS = ("sentiment", "intent")
RESAMPLES = 2_000
SETTLED = "settled"


@dataclass(frozen=True)
class Judged:
    """One text of the set with the labels of each annotator."""

    id: str
    domain: str
    language: str
    passes: dict[str, dict[str, str]]

    def said(self, annotator: str, field: str) -> str:
        """The label of an annotator; SETTLED is the one to test against: adjudicated, else what a and b share."""
        if annotator == SETTLED:
            annotator = "adjudicated" if "adjudicated" in self.passes else "a"
        return self.passes[annotator][field]


def main() -> None:
    """Print counts, agreement and kappa, for the whole set, each domain and each class."""
    judged = read_set()
    print_counts(judged)
    print_agreement(judged, "a", "b")
    print_agreement(judged, "c", SETTLED)
    for field in FIELDS:
        print_classes(judged, field)
        print_confusion(judged, field)
    print_foreign_labels(judged)


def read_set() -> list[Judged]:
    """All texts and rows of the set with their labels, in the order of the files."""
    labels: dict[str, dict[str, dict[str, str]]] = {}
    for line in _lines(HERE / "labels.csv"):
        labels.setdefault(line["id"], {})[line["annotator"]] = line
    own = [(line["id"], line["domain"], line["language"]) for line in _lines(HERE / "texts.csv")]
    rows = _lines(HERE / "rows.csv")
    referred = [(line["id"], line["domain"], ROW_LANGUAGE[line["domain"]]) for line in rows]
    return [Judged(key, domain, language, labels[key]) for key, domain, language in own + referred]


def print_counts(judged: list[Judged]) -> None:
    """Print the number of texts per domain, language and class."""
    print(f"{len(judged)} texts\n")
    for field in FIELDS:
        classes = _classes(judged, field)
        print(f"{field:<18}{'n':>6}" + "".join(f"{name:>11}" for name in classes))
        for name, members in _groups(judged).items():
            counts = Counter(_said(members, SETTLED, field))
            print(f"{name:<18}{len(members):>6}" + "".join(f"{counts[label]:>11}" for label in classes))
        print()


def print_agreement(judged: list[Judged], first: str, second: str) -> None:
    """Print raw agreement and Cohen's kappa (with its 95 % interval) of two annotators, per group of texts."""
    heads = [f"{field:>12}{'kappa':>8}{'95 % interval':>17}" for field in FIELDS]
    print(f"{first + ' against ' + second:<18}" + "".join(heads))
    for name, members in _groups(judged).items():
        cells = [_agreement_cell(_said(members, first, field), _said(members, second, field)) for field in FIELDS]
        print(f"{name:<18}" + "".join(cells))
    print()


def print_classes(judged: list[Judged], field: str) -> None:
    """Print for each class how often it was settled, how often c said it, and their agreement on this class alone.

    F1 is twice the shared ones over the sum of both; raw agreement and kappa are those of the class against the rest.
    """
    print(f"{field:<18}{'settled':>8}{'c':>6}{'both':>6}{'F1':>8}{'raw':>12}{'kappa':>8}{'95 % interval':>17}")
    settled, theirs = _said(judged, SETTLED, field), _said(judged, "c", field)
    for label in _classes(judged, field):
        sides = [["yes" if said == label else "no" for said in labels] for labels in (settled, theirs)]
        both = sum(one == two == label for one, two in zip(settled, theirs, strict=True))
        sizes = settled.count(label), theirs.count(label)
        counts = f"{sizes[0]:>8}{sizes[1]:>6}{both:>6}{2 * both / sum(sizes):>8.3f}"
        print(f"{label:<18}{counts}{_agreement_cell(*sides)}")
    print()


def print_confusion(judged: list[Judged], field: str) -> None:
    """Print how often each settled class (row) was given each class by c (column)."""
    classes = _classes(judged, field)
    counts = Counter(zip(_said(judged, SETTLED, field), _said(judged, "c", field), strict=True))
    print(f"{'settled, by c:':<18}" + "".join(f"{label:>11}" for label in classes))
    for row in classes:
        print(f"{row:<18}" + "".join(f"{counts[row, column]:>11}" for column in classes))
    print()


def print_foreign_labels(judged: list[Judged]) -> None:
    """Print how far our sentiment agrees with the labels that the posts of mobasa came with."""
    if not (DATA / "mobasa" / "feedback.csv").exists():
        print("mobasa's own labels: the folder of test data is absent, not compared")
        return
    theirs = [line["sentiment"] for line in _lines(DATA / "mobasa" / "feedback.csv")]
    number = {line["id"]: int(line["row"]) for line in _lines(HERE / "rows.csv")}
    members = [one for one in judged if one.domain == "mobasa"]
    files = [theirs[number[one.id]] for one in members]
    print(f"{'mobasa, sentiment':<18}{'raw':>12}{'kappa':>8}{'95 % interval':>17}")
    for annotator in (SETTLED, "c"):
        print(f"{annotator + ', file':<18}{_agreement_cell(_said(members, annotator, 'sentiment'), files)}")


def kappa(first: np.ndarray, second: np.ndarray) -> float:
    """Cohen's kappa of two equally long arrays of class numbers (Cohen 1960); nan if chance agrees fully."""
    classes = int(max(first.max(), second.max())) + 1
    shares = [np.bincount(labels, minlength=classes) / len(labels) for labels in (first, second)]
    by_chance = float(shares[0] @ shares[1])
    seen = float((first == second).mean())
    return (seen - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")


def kappa_interval(first: np.ndarray, second: np.ndarray, *, rng: np.random.Generator) -> tuple[float, float]:
    """The 95 % percentile bootstrap interval of kappa, texts drawn with replacement."""
    draws = rng.integers(0, len(first), size=(RESAMPLES, len(first)))
    low, high = np.nanpercentile([kappa(first[draw], second[draw]) for draw in draws], [2.5, 97.5])
    return float(low), float(high)


def _agreement_cell(first: list[str], second: list[str]) -> str:
    one, two = _codes(first, second)
    low, high = kappa_interval(one, two, rng=np.random.default_rng(0))
    interval = f"[{low:.2f}, {high:.2f}]"
    return f"{(one == two).mean():>12.3f}{kappa(one, two):>8.3f}{interval:>17}"


def _said(members: list[Judged], annotator: str, field: str) -> list[str]:
    return [one.said(annotator, field) for one in members]


def _classes(judged: list[Judged], field: str) -> list[str]:
    return [label for label, _ in Counter(_said(judged, SETTLED, field)).most_common()]


def _codes(first: list[str], second: list[str]) -> tuple[np.ndarray, np.ndarray]:
    numbers = {name: number for number, name in enumerate(sorted({*first, *second}))}
    return np.array([numbers[name] for name in first]), np.array([numbers[name] for name in second])


def _groups(judged: list[Judged]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = {"all": judged}
    for one in judged:
        groups.setdefault("rows.csv" if one.domain in ROW_LANGUAGE else "texts.csv", []).append(one)
    for one in judged:
        groups.setdefault(f"language {one.language}", []).append(one)
    for one in judged:
        groups.setdefault(one.domain, []).append(one)
    return groups


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
