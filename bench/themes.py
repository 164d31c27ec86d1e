"""Themes without labels: how good, how fast, how large, beside BERTopic in the same run.

Without options: quality beside the peer (its environment is built by `bench/peers/bertopic.sh`), then 100,000 and
1,000,000 texts. `--no-peer` leaves the peer out, `--scale N` measures only N grown texts.
"""

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
from measured import Row, keep
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score, v_measure_score

from kunding.understand.discovery import discover

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("KUNDING_TEST_DATA", ROOT.parent / "shared" / "data"))
PEER = ROOT / "build" / "peers" / "bertopic" / "bin" / "python"
LAST_MEASURED = {"banking77": 0.746, "cfpb": 0.277}
WITH_EMBEDDINGS = 0.80
SCALE_BARS = {100_000: (40, 2.0), 1_000_000: (120, 4.0)}


def main() -> None:
    options = _options()
    if options.child:
        print(json.dumps(_measure_scale(options.scale)))
        return
    if options.scale:
        keep(f"themes_{options.scale}", [_scale_row(options.scale)])
        return
    keep("themes", [*_quality_rows(options.no_peer), *(_scale_row(size) for size in SCALE_BARS)])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-peer", action="store_true", help="leave BERTopic out")
    parser.add_argument("--scale", type=int, default=0, help="only measure this many grown texts")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def read_banking77() -> tuple[list[str], list[str]]:
    with (DATA / "banking77" / "questions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], [row["category"] for row in rows]


def read_cfpb() -> tuple[list[str], list[str]]:
    with (DATA / "cfpb" / "complaints.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Consumer complaint narrative"]]
    texts = [row["Consumer complaint narrative"] for row in rows]
    return texts, [f"{row['Product']} × {row['Issue']}" for row in rows]


def _quality_rows(no_peer: bool) -> list[Row]:
    rows: list[Row] = []
    for name, read in (("banking77", read_banking77), ("cfpb", read_cfpb)):
        texts, truth = read()
        discover(texts[:200])  # compiles and loads, as loading its model is not counted against the peer
        started = time.perf_counter()
        found = discover(texts)
        seconds = time.perf_counter() - started
        ours = v_measure_score(truth, found.labels)
        rand = adjusted_rand_score(truth, found.labels)
        what = f"{name}: V-measure ({len(found.themes)} themes, ARI {rand:.2f}, {seconds:.0f} s)"
        rows.append(_row(what, ours, LAST_MEASURED[name]))
        if no_peer or not PEER.exists():
            rows.append(Row(f"{name}: beside BERTopic", "bench/peers/bertopic.sh was not run", "", None))
        else:
            rows += _peer_rows(name, texts, truth, ours, seconds)
    return rows


def _peer_rows(name: str, texts: list[str], truth: list[str], ours: float, seconds: float) -> list[Row]:
    labels, vectors, peer_seconds = _run_peer(texts)
    theirs = v_measure_score(truth, labels)
    topics, without = len(set(labels.tolist())) - 1, float((labels < 0).mean())
    what = f"{name}: V-measure beside BERTopic ({topics} topics, {without:.0%} without, {peer_seconds:.0f} s)"
    ratio = seconds / peer_seconds
    rows = [
        _row(what, ours, theirs),
        Row(f"{name}: our time as a part of BERTopic's", f"{ratio:.3f}", "≤ 0.100", ratio <= 0.1),
    ]
    if name == "banking77":
        found = discover(texts, vectors=vectors)
        what = f"{name}: V-measure with MiniLM embeddings ({len(found.themes)} themes)"
        rows.append(_row(what, v_measure_score(truth, found.labels), WITH_EMBEDDINGS))
    return rows


def _run_peer(texts: list[str]) -> tuple[NDArray[np.int32], NDArray[np.float32], float]:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "texts.json", Path(folder) / "out.npz"
        source.write_text(json.dumps(texts), encoding="utf-8")
        runner = ROOT / "bench" / "peers" / "bertopic_run.py"
        environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TQDM_DISABLE": "1"}
        subprocess.run([str(PEER), str(runner), str(source), str(target)], check=True, env=environment,
                       stderr=subprocess.DEVNULL)  # fmt: skip
        result = np.load(target)
        return result["labels"], result["vectors"], float(result["seconds"].sum())


def _row(what: str, figure: float, bar: float) -> Row:
    return Row(what, f"{figure:.3f}", f"≥ {bar:.3f}", bool(figure >= bar))


def _scale_row(size: int) -> Row:
    command = [sys.executable, __file__, "--scale", str(size), "--child"]
    done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    seconds, gigabytes = SCALE_BARS.get(size, (120, 4.0))
    figure = f"{done['seconds']:.0f} s ({done['processor']:.0f} s of processor), {done['gigabytes']:.2f} GB"
    met = done["seconds"] <= seconds and done["gigabytes"] <= gigabytes
    what = f"{size:,} texts grown from banking77 ({done['themes']} themes, V-measure {done['v']:.3f})"
    return Row(what, figure, f"≤ {seconds} s, ≤ {gigabytes} GB", bool(met))


def _measure_scale(size: int) -> dict[str, float]:
    texts, truth = grow(size, seed=0)
    before, processor = time.perf_counter(), time.process_time()
    found = discover(texts)
    seconds, processor = time.perf_counter() - before, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    return {"seconds": seconds, "processor": processor, "gigabytes": peak, "themes": len(found.themes),
            "v": float(v_measure_score(truth, found.labels))}  # fmt: skip


def grow(size: int, *, seed: int) -> tuple[list[str], NDArray[np.int32]]:
    """New texts: the beginning of one question and the end of another of the same intent, a word lost now and then."""
    texts, truth = read_banking77()
    by_intent: dict[str, list[list[str]]] = defaultdict(list)
    for text, intent in zip(texts, truth, strict=True):
        by_intent[intent].append(text.split())
    intents = sorted(by_intent)
    chance = random.Random(seed)
    grown, labels = [], np.empty(size, dtype=np.int32)
    for row in range(size):
        labels[row] = chance.randrange(len(intents))
        first, second = chance.choices(by_intent[intents[labels[row]]], k=2)
        words = first[: (len(first) + 1) // 2] + second[len(second) // 2 :]
        if len(words) > 5:
            del words[chance.randrange(len(words))]
        grown.append(" ".join(words))
    return grown, labels


if __name__ == "__main__":
    main()
