"""1,000 mails that were made to harm, then a good one: how long it waits, and how much memory the intake needs.

Most are small, each twentieth has 2 MB, eleven are giants of up to 67 MB. The intake is a process of its own.
Run: python bench/hostile_mail.py [--mails 1000]
"""

import argparse
import sys
import tempfile
from pathlib import Path

from measured import ROOT, Row, keep

from kunding.listen.tests.letters import letter
from kunding.listen.tests.servers import deliver, make_maildir

sys.path.insert(0, str(ROOT))
from tests.attacks.hostile import hostile_mails
from tests.attacks.hostile_intake import MEGABYTES, taken_in


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=1_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        keep("hostile_mail", measured(Path(folder) / "service", asked.mails))


def measured(folder: Path, number: int) -> list[Row]:
    deliver(make_maildir(folder), hostile_mails(number))
    deliver(folder, [letter("Der Bus kam nicht.", number=number + 1)])
    size = sum(file.stat().st_size for file in (folder / "new").iterdir()) / 1e6
    told = taken_in(folder)
    in_time = told["heard"] == [f"{number + 1}@example.org"] and told["seconds"] < 60
    waited = f"{told['seconds']:.0f} s ({told['work']:.0f} s of work)"
    return [
        Row(f"good mail after {number:,} hostile ones ({size:.0f} MB)", waited, "< 60 s", in_time),
        Row("memory on top", f"{told['megabytes']:.0f} MB", f"< {MEGABYTES} MB", told["megabytes"] < MEGABYTES),
    ]


if __name__ == "__main__":
    main()
