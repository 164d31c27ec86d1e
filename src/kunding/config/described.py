"""What each setting does, read from the page of the documentation that describes them: there, and nowhere else."""

import re
from dataclasses import dataclass
from pathlib import Path

_BESIDE = Path(__file__).with_name("settings.md")  # where Kunding was installed
_IN_THE_SOURCES = Path(__file__).resolve().parents[3] / "docs" / "operate" / "settings.md"
_ROW = re.compile(r"^\| `KUNDING_([A-Z_]+(?:<NAME>)?)` \| (.*?) \| (.*) \|$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Described:
    """One setting: its name without KUNDING_, what counts where it is not set, and what it does."""

    name: str
    default: str
    what: str


def described_settings() -> list[Described]:
    """Return all settings in the order of the page."""
    page = (_BESIDE if _BESIDE.exists() else _IN_THE_SOURCES).read_text(encoding="utf-8")
    return [Described(name, _plain(default), _plain(what)) for name, default, what in _ROW.findall(page)]


def _plain(text: str) -> str:
    """Return a cell of the table without marks of its language.

    >>> _plain("as `10.0.0.0/8`, see [the law](../law.md)")
    'as 10.0.0.0/8, see the law'
    """
    return _LINK.sub(r"\1", text).replace("`", "").strip()
