"""The attacks use the same small company as the rooms' own tests."""

from kunding.conftest import firm, german, lake, life, nothing_remembered, vera

__all__ = ["firm", "german", "lake", "life", "nothing_remembered", "vera"]
