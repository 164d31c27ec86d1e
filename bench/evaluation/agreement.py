"""Print what the evaluation set holds and how far its two labelling passes agree."""

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


@dataclass(frozen=True)
class Judged:
    """One text of the set with the labels of both passes and the one to test against."""

    id: str
    domain: str
    language: str
    passes: dict[str, dict[str, str]]

    def final(self, field: str) -> str:
        """The label to test against: adjudicated where it exists, else the shared one."""
        return self.passes.get("adjudicated", self.passes["a"])[field]


def main() -> None:
    """Print counts, agreement and kappa, for the whole set and for each domain."""
    judged = read_set()
    print_counts(judged)
    print_agreement(judged)
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
        classes = [name for name, _ in Counter(one.final(field) for one in judged).most_common()]
        print(f"{field:<18}{'n':>6}" + "".join(f"{name:>11}" for name in classes))
        for name, members in _groups(judged).items():
            counts = Counter(one.final(field) for one in members)
            print(f"{name:<18}{len(members):>6}" + "".join(f"{counts[label]:>11}" for label in classes))
        print()


def print_agreement(judged: list[Judged]) -> None:
    """Print raw agreement and Cohen's kappa (with its 95 % interval) of the passes a and b."""
    heads = [f"{field:>12}{'kappa':>8}{'95 % interval':>17}" for field in FIELDS]
    print(f"{'a against b':<18}" + "".join(heads))
    for name, members in _groups(judged).items():
        cells = [_agreement_cell(members, field) for field in FIELDS]
        print(f"{name:<18}" + "".join(cells))
    print()


def print_foreign_labels(judged: list[Judged]) -> None:
    """Print how far our sentiment agrees with the labels that the posts of mobasa came with."""
    if not (DATA / "mobasa" / "feedback.csv").exists():
        print("mobasa's own labels: the folder of test data is absent, not compared")
        return
    theirs = [line["sentiment"] for line in _lines(DATA / "mobasa" / "feedback.csv")]
    number = {line["id"]: int(line["row"]) for line in _lines(HERE / "rows.csv")}
    members = [one for one in judged if one.domain == "mobasa"]
    ours = _codes([one.final("sentiment") for one in members], [theirs[number[one.id]] for one in members])
    low, high = kappa_interval(*ours, rng=np.random.default_rng(0))
    print(
        f"mobasa, our sentiment against the file's: agreement {(ours[0] == ours[1]).mean():.3f}, "
        f"kappa {kappa(*ours):.3f} [{low:.2f}, {high:.2f}]"
    )


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


def _agreement_cell(members: list[Judged], field: str) -> str:
    first, second = _codes(*([one.passes[name][field] for one in members] for name in ("a", "b")))
    low, high = kappa_interval(first, second, rng=np.random.default_rng(0))
    interval = f"[{low:.2f}, {high:.2f}]"
    return f"{(first == second).mean():>12.3f}{kappa(first, second):>8.3f}{interval:>17}"


def _codes(first: list[str], second: list[str]) -> tuple[np.ndarray, np.ndarray]:
    numbers = {name: number for number, name in enumerate(sorted({*first, *second}))}
    return np.array([numbers[name] for name in first]), np.array([numbers[name] for name in second])


def _groups(judged: list[Judged]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = {"all": judged}
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
