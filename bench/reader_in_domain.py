"""Sentiment in the reader's own domain: passengers' posts, five folds, the shipped weights plus a company head.

    python bench/reader_in_domain.py

Each fold's head learns from the other four; so that no fold was seen by the shipped weights either, they are trained
anew without the data set. Writes build/bench/reader_in_domain.json.
"""

import json

import numpy as np
from reader_data import HERE, every, mobasa
from sklearn.model_selection import StratifiedKFold
from train_reader import Labelled, crossed_grams, language_head, tower

from kunding.understand.reader import Knowledge, artefact
from kunding.understand.reader.head import CompanyHead
from kunding.understand.reader.reader import Reader
from kunding.understand.reader.readings import INTENTS, SENTIMENTS

OUTCOME = HERE.parent / "build" / "bench" / "reader_in_domain.json"
BARS = {"accuracy": 0.90, "macro-F1": 0.78}


def main() -> None:
    """Train, fold, print."""
    cases = mobasa(include_held_out=True)
    texts = [one.text for one in cases]
    labels = np.array([one.sentiment for one in cases])
    weights = foreign_weights()
    guess = np.empty(len(cases), dtype=object)
    for known, rest in StratifiedKFold(5, shuffle=True, random_state=7).split(texts, labels):
        head = CompanyHead.fit([texts[at] for at in known], sentiments=labels[known].tolist(), weights=weights)
        guess[rest] = Reader(weights).read([texts[at] for at in rest], known=Knowledge(head=head)).sentiment
    figures = {"accuracy": float((guess == labels).mean()), "macro-F1": macro_f1(labels, guess)}
    rows = []
    for name, figure in figures.items():
        print(f"sentiment, own domain, 5 folds: {name:<9} {figure:.3f}  bar {BARS[name]}")
        rows.append({"what": f"sentiment, own domain, 5 folds: {name}", "figure": round(figure, 3), "bar": BARS[name],
                     "met": figure >= BARS[name]})  # fmt: skip
    OUTCOME.parent.mkdir(parents=True, exist_ok=True)
    OUTCOME.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def foreign_weights() -> artefact.Artefact:
    """Weights trained without the data set on which they are judged."""
    examples = [one for one in every() if one.domain != "mobasa"]
    towers = {}
    for question, classes in (("sentiment", SENTIMENTS), ("intent", INTENTS)):
        data = Labelled(examples, question, classes)
        towers[question] = tower(data, crossed_grams(data), 1.0)
    card = artefact.card(version="without mobasa", trained_on={})
    return artefact.Artefact(card, **towers, language=language_head(examples))


def macro_f1(truth: np.ndarray, guess: np.ndarray) -> float:  # type: ignore[type-arg]
    """Mean F1 over the three sentiments."""
    scores = []
    for one in SENTIMENTS:
        hit = ((truth == one) & (guess == one)).sum()
        scores.append(2 * hit / max((truth == one).sum() + (guess == one).sum(), 1))
    return float(np.mean(scores))


if __name__ == "__main__":
    main()
