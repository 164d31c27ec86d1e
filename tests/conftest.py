"""The attacks use the same small company as the rooms' own tests."""

import pytest

from kunding.conftest import firm, german, lake, life, nothing_remembered, vera

__all__ = ["firm", "german", "lake", "life", "nothing_remembered", "vera"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest module, the rooms on PostgreSQL, so that both cores end at the same time."""
    items.sort(key=lambda item: item.path.name != "test_the_rooms_work_on_postgresql.py")
