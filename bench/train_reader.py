"""Train the shipped reader and write its artefact.

    python bench/train_reader.py             # judge by leaving domains out, then train on all and write
    python bench/train_reader.py --judge     # judge only

The stacked heads never see an n-gram score of a head that was trained on the same domain: so they learn how far
n-grams can be trusted next door.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from reader_data import Example, every
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from kunding.understand.reader import artefact, language, lexicon, ngrams, tokens
from kunding.understand.reader.features import features
from kunding.understand.reader.heads import NgramHead, StackHead, Tower, log_softmax, squashed
from kunding.understand.reader.readings import INTENTS, SENTIMENTS

VERSION = "1.0"
FOLDER = Path(artefact.__file__).parent / "artefact"
NGRAM_C, STACK_C, BALANCE = 20.0, 0.02, 0.6
COOLEST = 1.0  # never sharpened: our own texts are easier for our own lists than a stranger's
NEIGHBOURS = (
    {"airline", "hotel"}, {"rail", "mobasa"}, {"telecom", "utility"}, {"bank", "banking77", "cfpb"},
    {"retail", "office", "letters"},
)  # fmt: skip
Array = npt.NDArray[np.float64]


class Labelled:
    """Texts of one question as matrices, with class numbers, weights and domains."""

    def __init__(self, examples: Sequence[Example], question: str, classes: Sequence[str]) -> None:
        kept = [one for one in examples if getattr(one, question)]
        texts = [one.text for one in kept]
        words = tokens.tokenise(texts)
        languages = language.identify(texts, words)
        found = lexicon.match(words, language.bits(languages), lexicon.shipped())
        self.texts = texts
        self.named = features(words, found)
        self.grams: csr_matrix = ngrams.grams(words).matrix()
        self.label = np.array([classes.index(getattr(one, question)) for one in kept])
        self.weight = np.array([one.weight for one in kept])
        self.domain = np.array([one.domain for one in kept])
        self.classes = tuple(classes)


def main() -> None:
    """Judge, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--judge", action="store_true", help="only print figures for domains left out")
    arguments = parser.parse_args()
    examples = every()
    towers: dict[str, Tower] = {}
    for question, classes in (("sentiment", SENTIMENTS), ("intent", INTENTS)):
        data = Labelled(examples, question, classes)
        guesses = crossed_grams(data)
        heat = judge(data, guesses, question)
        if not arguments.judge:
            towers[question] = tower(data, guesses, heat)
    if towers:
        card = artefact.card(version=VERSION, trained_on=sources(examples))
        artefact.save(artefact.Artefact(card, **towers, language=language_head(examples)), FOLDER)
        print(f"written: {sum(file.stat().st_size for file in FOLDER.iterdir()) / 1e6:.1f} MB, version {VERSION}")


def balanced(label: npt.NDArray[np.int64], weight: Array) -> Array:
    """Weights moved towards equal shares of the classes, so that no training domain's shares become the rule."""
    share = np.bincount(label, weights=weight, minlength=label.max() + 1)
    return weight * (share.sum() / len(share) / np.maximum(share, 1e-9))[label] ** BALANCE


def fit_grams(data: Labelled, rows: npt.NDArray[np.bool_]) -> NgramHead:
    """The n-gram head for some rows."""
    part = data.grams[rows]
    seen = np.unique(part.indices)
    model = LogisticRegression(C=NGRAM_C, max_iter=60, tol=1e-3)
    model.fit(part[:, seen], data.label[rows], sample_weight=balanced(data.label[rows], data.weight[rows]))
    weights = np.zeros((len(data.classes), ngrams.COLUMNS))
    weights[:, seen] = model.coef_
    return NgramHead.quantised(weights, model.intercept_)


def crossed_grams(data: Labelled) -> Array:
    """N-gram scores of each text by a head that never saw the text's domain or a domain like it."""
    guesses = np.zeros((len(data.label), len(data.classes)), dtype=np.float32)
    for together in NEIGHBOURS:
        rows = np.isin(data.domain, sorted(together))
        guesses[rows] = squashed(grams_scores(fit_grams(data, ~rows), data.grams[rows]))
    return guesses


def grams_scores(head: NgramHead, matrix: csr_matrix) -> npt.NDArray[np.float32]:
    """What an n-gram head says about rows of a scipy matrix."""
    part = ngrams.Grams(matrix.indptr.astype(np.int64), matrix.indices, matrix.data)
    return head.scores(part)


def fit_stack(data: Labelled, guesses: Array, rows: npt.NDArray[np.bool_], heat: float = 1.0) -> StackHead:
    """The stacked head for some rows."""
    inputs = np.hstack([data.named, guesses])
    mean, spread = inputs[rows].mean(axis=0), inputs[rows].std(axis=0) + 0.05
    model = LogisticRegression(C=STACK_C, max_iter=500)
    weight = balanced(data.label[rows], data.weight[rows])
    model.fit((inputs[rows] - mean) / spread, data.label[rows], sample_weight=weight)
    return StackHead(mean, spread, model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32), heat)


def judge(data: Labelled, guesses: Array, question: str) -> float:
    """Print figures with each domain left out; return the heat that calibrates the outcomes.

    The heat is fitted over all domains, each with the same say: texts of others are harder than our own, which
    share their authors with the word lists.
    """
    outcome = np.zeros((len(data.label), len(data.classes)))
    print(f"\n{question}: each domain left out\n  {'domain':<10} {'n':>5} {'accuracy':>9} {'macro-F1':>9}")
    for domain in sorted(set(data.domain)):
        rows = data.domain == domain
        outcome[rows] = fit_stack(data, guesses, ~rows).logits(np.hstack([data.named, guesses])[rows])
        print(f"  {domain:<10} {rows.sum():>5} {scored(outcome[rows], data.label[rows])}")
    ours = ~np.isin(data.domain, ("mobasa", "cfpb", "banking77"))
    heat = max(COOLEST, calibrating_heat(outcome, data.label, equal_say(data.domain)))
    error = calibration_error(log_softmax(outcome[ours] / heat), data.label[ours])
    print(f"  {'ours':<10} {ours.sum():>5} {scored(outcome[ours], data.label[ours])}  heat {heat:.2f}  ECE {error:.3f}")
    return heat


def scored(outcome: Array, label: npt.NDArray[np.int64]) -> str:
    """Accuracy and macro-F1 over the classes that occur."""
    guess = outcome.argmax(axis=1)
    per_class = []
    for one in sorted(set(label)):
        hit = ((guess == one) & (label == one)).sum()
        per_class.append(2 * hit / max(((guess == one).sum() + (label == one).sum()), 1))
    return f"{(guess == label).mean():>9.3f} {np.mean(per_class):>9.3f}"


def equal_say(domain: npt.NDArray[np.str_]) -> Array:
    """Weights under which each domain counts the same."""
    _, place, count = np.unique(domain, return_inverse=True, return_counts=True)
    return 1.0 / count[place]


def calibrating_heat(logits: Array, label: npt.NDArray[np.int64], weight: Array) -> float:
    """The divisor of the logits under which the labels are likeliest."""
    rows = np.arange(len(label))

    def surprise(heat: float) -> float:
        return float(-(weight * log_softmax(logits / heat)[rows, label]).sum())

    return float(minimize_scalar(surprise, bounds=(0.3, 5), method="bounded").x)


def calibration_error(log_probabilities: Array, label: npt.NDArray[np.int64], bins: int = 10) -> float:
    """Expected calibration error of the best guess over equally wide bins."""
    sure = np.exp(log_probabilities.max(axis=1))
    right = log_probabilities.argmax(axis=1) == label
    place = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [abs(right[place == one].mean() - sure[place == one].mean()) * (place == one).mean() for one in set(place)]
    return float(sum(gaps))


def tower(data: Labelled, guesses: Array, heat: float) -> Tower:
    """Both heads trained on everything."""
    rows = np.ones(len(data.label), dtype=bool)
    return Tower(data.classes, fit_grams(data, rows), fit_stack(data, guesses, rows, heat))


def language_head(examples: Sequence[Example]) -> NgramHead:
    """German (first class) against English by n-grams, for short texts without function words."""
    kept = [one for one in examples if one.language in language.OURS]
    grams = ngrams.grams(tokens.tokenise([one.text for one in kept])).matrix()
    seen = np.unique(grams.indices)
    model = LogisticRegression(C=30, max_iter=60, tol=1e-3, class_weight="balanced")
    model.fit(grams[:, seen], [language.OURS.index(one.language) for one in kept])
    weights = np.zeros((2, ngrams.COLUMNS))
    weights[:, seen] = np.vstack([-model.coef_, model.coef_]) / 2
    return NgramHead.quantised(weights, np.hstack([-model.intercept_, model.intercept_]) / 2)


def sources(examples: Sequence[Example]) -> dict[str, dict[str, object]]:
    """What was learned from, with licences and attribution."""
    count = {name: sum(one.domain == name for one in examples) for name in ("mobasa", "cfpb", "banking77")}
    return {
        "own": {"texts": len(examples) - sum(count.values()), "licence": "Apache-2.0", "by": "the Kunding authors"},
        "mobasa": {"texts": count["mobasa"], "licence": "CC BY 4.0",
                   "by": "Gabryszak & Thomas 2022, MobASA, DFKI; only weights were derived from it"},
        "banking77": {"texts": count["banking77"], "licence": "CC BY 4.0",
                      "by": "PolyAI, Casanueva et al. 2020; only weights were derived from it"},
        "cfpb": {"texts": count["cfpb"], "licence": "public domain", "by": "US Consumer Financial Protection Bureau"},
    }  # fmt: skip


if __name__ == "__main__":
    main()
