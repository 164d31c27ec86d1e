"""What discovery has learned, in a form that can be kept and used on new texts."""

import io
import json
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kunding.understand.discovery.counts import WordCounter
from kunding.understand.discovery.languages import settle_languages
from kunding.understand.discovery.mixture import Mixture
from kunding.understand.discovery.vectors import to_unit
from kunding.understand.discovery.words import Stems

FORMAT = 1
BATCH = 50_000
FORGOTTEN = "\x00"  # begins what stands in place of a word; no text holds it


class UnknownModelError(ValueError):
    """The bytes are no themes model, or one of a later version."""


@dataclass(frozen=True)
class Tongue:
    """The themes of one language: `theme_ids[column]` names the theme of each column of the mixture's evidence."""

    language: str
    vocabulary: tuple[str, ...]
    mixture: Mixture
    theme_ids: NDArray[np.int32]

    def without(self, words: Collection[str]) -> "Tongue":
        """The same themes; places of these words are kept, and nothing is said there."""
        if not set(words) & set(self.vocabulary):
            return self
        kept = tuple(f"{FORGOTTEN}{place}" if word in words else word for place, word in enumerate(self.vocabulary))
        return replace(self, vocabulary=kept)


@dataclass(frozen=True)
class Model:
    """Themes that can take in new texts."""

    tongues: tuple[Tongue, ...]

    def assign(
        self,
        texts: Sequence[str],
        languages: Sequence[str] | None = None,
        vectors: NDArray[np.float32] | None = None,
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The theme (−1: none) and the confidence (0..1) of each text.

        vectors: embeddings (n, d) of the same local model that discovery had; without them words alone decide.
        """
        labels = np.full(len(texts), -1, dtype=np.int32)
        confidence = np.zeros(len(texts), dtype=np.float32)
        spoken = settle_languages(texts, languages)
        for tongue, rows in self._share_out(spoken):
            counter = WordCounter(Stems(tongue.language), tongue.vocabulary)
            for start in range(0, len(rows), BATCH):
                part = rows[start : start + BATCH]
                places = None if vectors is None else to_unit(vectors[part])
                best, sure = tongue.mixture.choose(counter.count([texts[row] for row in part]), places)
                labels[part] = np.where(best >= 0, tongue.theme_ids[best], -1)
                confidence[part] = sure
        return labels, confidence

    def _share_out(self, spoken: NDArray[np.object_]) -> list[tuple[Tongue, NDArray[np.int64]]]:
        """Rows for each language; rows in a language without themes of its own stay without theme."""
        return [(tongue, np.flatnonzero(spoken == tongue.language)) for tongue in self.tongues if len(tongue.theme_ids)]

    def without(self, words: Mapping[str, Collection[str]]) -> "Model | None":
        """This model without these words (language → stems), which no text has any more; None where it has none."""
        tongues = tuple(tongue.without(words[tongue.language]) for tongue in self.tongues)
        changed = any(new is not old for new, old in zip(tongues, self.tongues, strict=True))
        return Model(tongues) if changed else None

    def to_bytes(self) -> bytes:
        """The model as bytes (no pickle: safe to read back)."""
        arrays: dict[str, NDArray[Any]] = {}
        head = {"format": FORMAT, "tongues": [[one.language, list(one.vocabulary)] for one in self.tongues]}
        for number, tongue in enumerate(self.tongues):
            arrays[f"evidence{number}"] = tongue.mixture.evidence.astype(np.float16)
            arrays[f"centres{number}"] = tongue.mixture.centres.astype(np.float16)
            arrays[f"themes{number}"] = tongue.theme_ids
        arrays["head"] = np.frombuffer(json.dumps(head).encode(), dtype=np.uint8)
        buffer = io.BytesIO()
        np.savez(buffer, allow_pickle=False, **arrays)
        return zlib.compress(buffer.getvalue(), 6)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Model":
        """The model that `to_bytes` wrote; raises UnknownModelError for anything else."""
        try:
            arrays = np.load(io.BytesIO(zlib.decompress(data)), allow_pickle=False)
            head = json.loads(arrays["head"].tobytes())
        except (zlib.error, ValueError, KeyError, OSError) as error:
            raise UnknownModelError("These bytes are not a themes model.") from error
        if head["format"] != FORMAT:
            raise UnknownModelError(f"This themes model has format {head['format']}, this version reads {FORMAT}.")
        tongues = tuple(
            Tongue(
                language=language,
                vocabulary=tuple(vocabulary),
                mixture=Mixture(
                    evidence=arrays[f"evidence{number}"].astype(np.float32),
                    centres=arrays[f"centres{number}"].astype(np.float32),
                ),
                theme_ids=arrays[f"themes{number}"],
            )
            for number, (language, vocabulary) in enumerate(head["tongues"])
        )
        return cls(tongues=tongues)
