"""Everything that is computed of a batch before anything is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kunding.understand.reader import artefact, language, lexicon, ngrams, tokens
from kunding.understand.reader.features import features
from kunding.understand.reader.ngrams import Grams
from kunding.understand.reader.tokens import Tokens

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Seen:
    """A batch of texts as the heads see it."""

    tokens: Tokens
    languages: list[str]
    found: Matrix  # findings of the word lists
    named: Matrix  # named features
    grams: Grams
    logs: dict[str, Matrix]  # shipped log-probabilities per question


def look(texts: Sequence[str], weights: artefact.Artefact) -> Seen:
    """Cut, hash, look up and weigh a batch."""
    words = tokens.tokenise(texts)
    grams = ngrams.grams(words)
    sentiment, intent, spoken = weights.together.scores(grams)
    languages = language.identify(texts, words, spoken)
    found = lexicon.match(words, language.bits(languages), lexicon.shipped())
    named = features(words, found)
    logs = {
        "sentiment": weights.sentiment.log_probabilities(named, sentiment),
        "intent": weights.intent.log_probabilities(named, intent),
    }
    return Seen(words, languages, found, named, grams, logs)


@lru_cache(maxsize=1)
def shipped_weights() -> artefact.Artefact:
    """The weights of the package, loaded once per process."""
    return artefact.shipped()
