import os
from pathlib import Path

import pytest


@pytest.fixture
def reader_data() -> Path:
    """The folder of real data; without it a test is skipped, or fails where everything has to run."""
    default = Path(__file__).parents[5].parent / "shared" / "data"
    folder = Path(os.environ.get("KUNDING_TEST_DATA", default))
    if not folder.is_dir():
        if os.environ.get("KUNDING_TEST_ALL") == "1":
            pytest.fail(f"The real data are not in {folder}; set KUNDING_TEST_DATA.")
        pytest.skip(f"The real data are not in {folder}; set KUNDING_TEST_DATA.")
    return folder
