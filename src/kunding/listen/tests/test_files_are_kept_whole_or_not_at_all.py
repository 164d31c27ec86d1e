import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kunding.listen.files import FileIsMissing, keep, read


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_what_is_kept_is_read_again(content: bytes) -> None:
    digest = keep(content)
    assert read(digest) == content
    assert keep(content) == digest


@pytest.mark.parametrize("digest", ["", "x", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64, "0" * 64 + "\n"])
def test_what_is_no_digest_is_no_file(digest: str) -> None:
    with pytest.raises(FileIsMissing):
        read(digest)


def test_a_file_that_was_changed_is_not_given_out(tmp_path: Path) -> None:
    digest = keep(b"words of a customer")
    (place,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    place.write_bytes(b"words of somebody else")
    with pytest.raises(FileIsMissing):
        read(digest)


def test_a_crash_before_the_end_leaves_no_file_under_the_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        keep(b"words of a customer")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
