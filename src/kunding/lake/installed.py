"""The lake of this installation."""

from functools import lru_cache

from django.conf import settings

from kunding.lake.lake import Lake


def the_lake() -> Lake:
    """Return the lake that the settings name; one per process and address."""
    return _opened(settings.KUNDING_LAKE, settings.KUNDING_LAKE_ENGINE)


@lru_cache(maxsize=8)
def _opened(root: str, engine: str) -> Lake:
    return Lake(root, engine=engine)
