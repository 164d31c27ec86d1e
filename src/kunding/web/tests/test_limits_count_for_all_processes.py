import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.cache import cache

from kunding.web.counting import SharedCounts
from kunding.web.limits import Limit, within

COUNT = """
import sys
from kunding.web.counting import SharedCounts
counts = SharedCounts(sys.argv[1], {})
counts.add("limit:x", 0, 60)
for _ in range(200):
    counts.incr("limit:x")
"""


@pytest.fixture
def counts(tmp_path: Path) -> SharedCounts:
    return SharedCounts(str(tmp_path / "limits.sqlite3"), {})


def test_processes_and_threads_lose_no_try(counts: SharedCounts) -> None:
    running = [subprocess.Popen([sys.executable, "-c", COUNT, str(counts._file)]) for _ in range(2)]
    assert [one.wait() for one in running] == [0, 0]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: counts.incr("limit:x"), range(100)))
    assert counts.get("limit:x") == 500
    assert counts.counted("limit:x", seconds=60) == 501


def test_what_ran_out_begins_anew(counts: SharedCounts) -> None:
    assert counts.add("limit:x", 3, 60)
    assert not counts.add("limit:x", 0, 60)
    counts.set("limit:x", 7, -1)
    assert counts.get("limit:x") is None
    with pytest.raises(ValueError, match="Nothing is counted"):
        counts.incr("limit:x")
    counts.set("limit:x", 7, -1)
    assert [counts.counted("limit:x", seconds=60) for _ in range(2)] == [1, 2]
    assert counts.incr("limit:x", 2) == 4
    assert counts.delete("limit:x")
    assert not counts.delete("limit:x")


def test_what_is_no_count_stays_in_memory(counts: SharedCounts) -> None:
    kept = object
    counts.set("quote:1", kept, 60)
    assert counts.get("quote:1") is kept
    assert not counts._rows("SELECT * FROM tried WHERE key LIKE 'quote%'", ())


def test_a_file_that_cannot_be_written_shuts_no_door(tmp_path: Path, capsys) -> None:
    broken = SharedCounts(str(tmp_path), {})  # a folder
    assert broken.add("limit:x", 0, 60)
    assert broken.get("limit:x", 0) == broken.counted("limit:x", seconds=60) == 0


def test_a_limit_is_a_limit(db: None) -> None:
    assert isinstance(cache._connections[cache._alias], SharedCounts)
    limit = Limit("trial", 3, 60)
    assert [within(limit, of="somebody") for _ in range(5)] == [True, True, True, False, False]
    assert within(limit, of="somebody else")
