"""The front end's built files, whose names carry a digest of their content."""

import json
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static

FOLDER = Path(__file__).resolve().parent / "static" / "dist"


class FrontEndIsMissing(Exception):
    """The front end has not been built."""


def address(name: str) -> str:
    """Return the address of a built file; raises FrontEndIsMissing where nothing was built."""
    return static(f"dist/{_entry(name)['file']}")


def styles(name: str) -> list[str]:
    """Return the addresses of the style sheets that come with an entry."""
    return [static(f"dist/{file}") for file in _entry(name).get("css", [])]


def is_built() -> bool:
    """Return whether the front end was built."""
    return (FOLDER / "manifest.json").exists()


def _entry(name: str) -> dict[str, list[str]]:
    entries = _manifest((FOLDER / "manifest.json").stat().st_mtime_ns if is_built() else 0)
    if name not in entries:
        raise FrontEndIsMissing(f"The front end's “{name}” is not built: run `make frontend`.")
    return entries[name]


@lru_cache(maxsize=1)
def _manifest(built_at: int) -> dict[str, dict[str, list[str]]]:
    if not built_at:
        return {}
    found: dict[str, dict[str, list[str]]] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return found
