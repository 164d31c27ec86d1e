from pathlib import Path

import pytest

from kunding.lake import Lake


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for compiled SQL, since compiling is the dear part."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture
def lake(tmp_path: Path, compiled: Path) -> Lake:
    return Lake(tmp_path / "lake", compiled=compiled)
