"""How well the shipped reader reads texts that it was not trained on, alone and with 100 or 500 own labels.

    python bench/reader_evaluation.py

Reads bench/evaluation (texts of our own, row numbers of open data, labels), prints figures with 95 % bootstrap
intervals by domain, language and class, and writes build/bench/reader_evaluation.json. It prints no single text:
nobody shall tune the reader on the errors found here.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from reader_data import DATA, HERE

from kunding.understand.reader import CompanyHead, Knowledge, Reader
from kunding.understand.reader.readings import INTENTS, SENTIMENTS, Readings

FOLDER = HERE / "evaluation"
OUTCOME = HERE.parent / "build" / "bench" / "reader_evaluation.json"
TEXT_COLUMN = {"feedback.csv": "text", "complaints.csv": "Consumer complaint narrative", "questions.csv": "text"}
LANGUAGE = {"feedback.csv": "de", "complaints.csv": "en", "questions.csv": "en"}
CLASSES = {"sentiment": SENTIMENTS, "intent": INTENTS}
DRAWS, SEED, SPLITS = 1000, 7, 5
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Case:
    """One labelled text."""

    domain: str
    language: str
    text: str
    sentiment: str
    intent: str


def main() -> None:
    """Print all figures and write the ones that have a bar."""
    cases = list(labelled())
    print(f"{len(cases)} texts in {len({one.domain for one in cases})} domains; reader {Reader.shipped().version}")
    readings = Reader.shipped().read([one.text for one in cases])
    rows: list[dict[str, object]] = []
    for question, classes in CLASSES.items():
        truth = np.array([classes.index(getattr(one, question)) for one in cases])
        guess = np.array([classes.index(one) for one in getattr(readings, question)])
        chance = getattr(readings, f"{question}_probability")
        by_group(question, cases, truth, guess, chance)
        by_class(question, classes, truth, guess)
        rows += bars(question, truth, guess, chance)
    spoken = np.mean([said == one.language for said, one in zip(readings.language, cases, strict=True)])
    print(f"\nlanguage right: {spoken:.3f}")
    unclear(cases, readings)
    rows += own_labels(cases)
    OUTCOME.parent.mkdir(parents=True, exist_ok=True)
    OUTCOME.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def labelled() -> Iterator[Case]:
    """All texts whose label is settled: adjudicated, else shared by both passes."""
    labels: dict[str, dict[str, tuple[str, str]]] = {}
    for row in _read(FOLDER / "labels.csv"):
        labels.setdefault(row["id"], {})[row["annotator"]] = (row["sentiment"], row["intent"])
    for key, domain, language, text in _texts():
        passes = labels.get(key, {})
        settled = passes.get("adjudicated") or (passes.get("a") if passes.get("a") == passes.get("b") else None)
        if settled:
            yield Case(domain, language, text, *settled)


def _texts() -> Iterator[tuple[str, str, str, str]]:
    for row in _read(FOLDER / "texts.csv"):
        yield row["id"], row["domain"], row["language"], row["text"]
    wanted = list(_read(FOLDER / "rows.csv"))
    for file in sorted({row["file"] for row in wanted}):
        name = Path(file).name
        data = list(_read(DATA / file))
        for row in wanted:
            if row["file"] == file:
                yield row["id"], row["domain"], LANGUAGE[name], data[int(row["row"])][TEXT_COLUMN[name]]


def _read(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def macro_f1(truth: Numbers, guess: Numbers) -> float:
    """Mean F1 over the classes that occur in the truth."""
    return float(np.mean([f1(truth, guess, one) for one in np.unique(truth)]))


def f1(truth: Numbers, guess: Numbers, one: int) -> float:
    """F1 of one class."""
    hit = ((truth == one) & (guess == one)).sum()
    return float(2 * hit / max((truth == one).sum() + (guess == one).sum(), 1))


def calibration_error(right: npt.NDArray[np.bool_], chance: npt.NDArray[np.float32], bins: int = 10) -> float:
    """Expected calibration error of the best guess over equally wide bins."""
    place = np.minimum((chance * bins).astype(int), bins - 1)
    gaps = []
    for one in np.unique(place):
        rows = place == one
        gaps.append(abs(right[rows].mean() - chance[rows].mean()) * rows.mean())
    return float(np.sum(gaps))


def interval(truth: Numbers, guess: Numbers) -> tuple[float, float]:
    """95 % bootstrap interval of macro-F1."""
    draw = np.random.default_rng(SEED)
    found = []
    for _ in range(DRAWS):
        rows = draw.integers(0, len(truth), len(truth))
        found.append(macro_f1(truth[rows], guess[rows]))
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def by_group(
    question: str, cases: Sequence[Case], truth: Numbers, guess: Numbers, chance: npt.NDArray[np.float32]
) -> None:
    """One line per domain and language, and one for all."""
    print(f"\n{question:<22} {'n':>5} {'accuracy':>9} {'macro-F1':>9}  {'95 %':<13} {'ECE':>6}")
    groups = {"all": np.ones(len(cases), dtype=bool)}
    for name in sorted({one.language for one in cases}):
        groups[f"language {name}"] = np.array([one.language == name for one in cases])
    for name in sorted({one.domain for one in cases}):
        groups[f"domain {name}"] = np.array([one.domain == name for one in cases])
    for name, rows in groups.items():
        low, high = interval(truth[rows], guess[rows])
        right = truth[rows] == guess[rows]
        print(f"{name:<22} {rows.sum():>5} {right.mean():>9.3f} {macro_f1(truth[rows], guess[rows]):>9.3f}  "
              f"{low:.3f}–{high:.3f} {calibration_error(right, chance[rows]):>6.3f}")  # fmt: skip


def by_class(question: str, classes: Sequence[str], truth: Numbers, guess: Numbers) -> None:
    """Precision, recall and F1 per class, and what is taken for what."""
    print(f"\n{question + ' class':<14} {'n':>5} {'precision':>9} {'recall':>7} {'F1':>6}   read as "
          + " ".join(f"{name[:9]:>9}" for name in classes))  # fmt: skip
    for at, name in enumerate(classes):
        hit = ((truth == at) & (guess == at)).sum()
        taken = [((truth == at) & (guess == other)).sum() for other in range(len(classes))]
        print(f"{name:<14} {(truth == at).sum():>5} {hit / max((guess == at).sum(), 1):>9.2f} "
              f"{hit / max((truth == at).sum(), 1):>7.2f} {f1(truth, guess, at):>6.2f}           "
              + " ".join(f"{count:>9}" for count in taken))  # fmt: skip


def bars(question: str, truth: Numbers, guess: Numbers, chance: npt.NDArray[np.float32]) -> list[dict[str, object]]:
    """The figures that have a bar."""
    score, error = macro_f1(truth, guess), calibration_error(truth == guess, chance)
    return [
        {"what": f"{question}, foreign domains, no own labels: macro-F1", "figure": round(score, 3), "bar": 0.5,
         "met": score >= 0.5},
        {"what": f"{question}, foreign domains: expected calibration error", "figure": round(error, 3), "bar": 0.05,
         "met": error <= 0.05},
    ]  # fmt: skip


def unclear(cases: Sequence[Case], readings: Readings) -> None:
    """How often the reader says that it is not sure, and how right it is when it is."""
    right = np.array([said == one.sentiment for said, one in zip(readings.sentiment, cases, strict=True)])
    sure = readings.sure
    print(f"sure about {sure.mean():.0%} of sentiments: right in {right[sure].mean():.1%} of these, "
          f"in {right[~sure].mean():.1%} of the unclear ones")  # fmt: skip


def own_labels(cases: Sequence[Case]) -> list[dict[str, object]]:
    """Macro-F1 on the rest after learning from 0, 100, 500 random labels, averaged over splits."""
    print(f"\nown labels (all domains as one company, {SPLITS} splits)")
    outcome: list[dict[str, object]] = []
    for question, classes in CLASSES.items():
        curve = {count: np.mean([_with_labels(cases, question, classes, count, split) for split in range(SPLITS)])
                 for count in (0, 100, 500)}  # fmt: skip
        print(f"  {question:<10} " + "   ".join(f"{count:>3}: {score:.3f}" for count, score in curve.items()))
        rises = bool(curve[0] <= curve[100] <= curve[500])
        figure = [round(float(score), 3) for score in curve.values()]
        what = f"{question}: macro-F1 rises with 100 / 500 own labels"
        outcome.append({"what": what, "figure": figure, "bar": "rising", "met": rises})
    return outcome


def _with_labels(cases: Sequence[Case], question: str, classes: Sequence[str], count: int, split: int) -> float:
    order = np.random.default_rng(SEED + split).permutation(len(cases))
    known, rest = [cases[at] for at in order[:count]], [cases[at] for at in order[500:]]
    labels = [getattr(one, question) for one in known]
    head = CompanyHead.fit([one.text for one in known], **{question + "s": labels}) if known else None
    read = getattr(Reader.shipped().read([one.text for one in rest], known=Knowledge(head=head)), question)
    truth = np.array([classes.index(getattr(one, question)) for one in rest])
    return macro_f1(truth, np.array([classes.index(one) for one in read]))


if __name__ == "__main__":
    main()
