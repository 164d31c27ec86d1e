"""The tone check on passages with judgements, on plain texts, and its speed.

    python bench/tone.py [--built]

The passages of `bench/evaluation/tone` are split by a digest of their text: one half was used to build the lists, the
other half was held back. `--built` tells the figures of the first half and every passage that is judged differently.
Writes build/bench/tone.json.
"""

import csv
import hashlib
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass

from measured import Row, keep
from reader_data import DATA, HERE, own

from kunding.understand.reader.tone import KINDS, check
from kunding.understand.reader.tone.patterns import shipped

PASSAGES = HERE / "evaluation" / "tone"
PRECISION, RECALL, CLEAN, ALARMS, SPEED = 0.95, 0.75, 0.97, 0.03, 2_000


@dataclass(frozen=True)
class Passage:
    """A text, what it is, and the kinds of findings that a person would make in it."""

    language: str
    draft: str
    business: str
    kinds: frozenset[str]
    text: str

    @property
    def built_on(self) -> bool:
        """Whether the lists were built with this passage in view."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0


def main() -> None:
    """Judge, count, time, print."""
    built = "--built" in sys.argv
    chosen = [one for one in passages() if one.built_on is built]
    rows = [*judged(chosen, tell=built)]
    if not built:
        keep("tone", [*rows, *alarms(), speed()])


def passages() -> list[Passage]:
    """All passages with their judgements."""
    found = []
    for file in sorted(PASSAGES.glob("*.txt")):
        for block in re.split(r"^=== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            head, _, text = block.partition("\n")
            words, _, kinds = head.partition(":")
            found.append(Passage(*words.split(), frozenset(kinds.split()), text.strip()))
    return found


def judged(chosen: list[Passage], *, tell: bool) -> list[Row]:
    """Precision and recall over passages x kinds, and how many good passages are left alone."""
    hit, false, missed, clean = Counter(), Counter(), Counter(), 0
    for one in chosen:
        tone = check(one.text, kind=one.draft)
        kinds = {finding.kind for finding in tone.findings}
        for counter, which in ((hit, kinds & one.kinds), (false, kinds - one.kinds), (missed, one.kinds - kinds)):
            counter.update((one.language, kind) for kind in which)
        clean += not one.kinds and not kinds
        if tell and kinds != one.kinds:
            print(f"{sorted(one.kinds)} found {[(f.kind, f.words or f.why.en) for f in tone.findings]}: {one.text}\n")
    table(hit, false, missed)
    good = [one for one in chosen if not one.kinds]
    precision = hit.total() / (hit.total() + false.total())
    recall = hit.total() / (hit.total() + missed.total())
    print(
        f"{len(chosen)} passages, of them {len(good)} good: precision {precision:.3f}, recall {recall:.3f}, clean {clean}"
    )
    return [
        Row("tone, held-back passages: precision", f"{precision:.3f}", f"≥ {PRECISION}", precision >= PRECISION),
        Row("tone, held-back passages: recall", f"{recall:.3f}", f"≥ {RECALL}", recall >= RECALL),
        Row(
            "tone, held-back good passages left alone",
            f"{clean} of {len(good)}",
            f"≥ {CLEAN:.0%}",
            clean >= CLEAN * len(good),
        ),
    ]


def table(hit: Counter, false: Counter, missed: Counter) -> None:  # type: ignore[type-arg]
    print("                found  false  missed")
    for language in ("de", "en"):
        for kind in KINDS:
            key = language, kind
            print(f"{language} {kind:<12}{hit[key]:>6}{false[key]:>7}{missed[key]:>8}")


def alarms() -> list[Row]:
    """How many of the customers' own texts would be marked; they are no drafts, so most marks are false."""
    rows = []
    for name, texts in plain().items():
        kinds = Counter(
            kind for text in texts for kind in {f.kind for f in check(text, kind="letter").findings} - {"long"}
        )
        marked = sum(any(f.kind != "long" for f in check(text, kind="letter").findings) for text in texts)
        print(f"{name}: {marked} of {len(texts):,} marked {dict(kinds)}")
        bar = name != "cfpb"
        rows.append(Row(f"tone, customers' texts marked: {name}", f"{marked / len(texts):.3f}",
                        f"≤ {ALARMS}" if bar else "told only", marked <= ALARMS * len(texts) if bar else None))  # fmt: skip
    return rows


def plain() -> dict[str, list[str]]:
    """Texts that nobody wrote as a draft: posts, questions, narratives, our own training sentences."""
    columns = {
        "mobasa": ("mobasa/feedback.csv", "text"),
        "banking77": ("banking77/questions.csv", "text"),
        "cfpb": ("cfpb/complaints.csv", "Consumer complaint narrative"),
    }
    found = {"own sentences": [one.text for one in own()]}
    for name, (file, column) in columns.items():
        if (DATA / file).exists():
            with (DATA / file).open(encoding="utf-8", newline="") as rows:
                found[name] = [row[column] for row in csv.DictReader(rows) if row[column]]
    return found


def speed() -> Row:
    """Replies checked per second of one processor core."""
    texts = [one.text for one in passages() if one.draft == "reply"]
    for text in texts:
        check(text)
    rounds, began = 20, time.process_time()
    for _ in range(rounds):
        for text in texts:
            check(text)
    per_second = rounds * len(texts) / (time.process_time() - began)
    size = sum(map(len, texts)) // len(texts)
    print(f"{shipped('de').count} German and {shipped('en').count} English wordings")
    return Row(
        f"tone, replies of {size} characters per second and core",
        f"{per_second:,.0f}",
        f"≥ {SPEED:,}",
        per_second >= SPEED,
    )


if __name__ == "__main__":
    main()
