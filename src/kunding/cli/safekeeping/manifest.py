"""What an archive holds, with a digest of each part; it is the archive's last member."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from kunding.cli.refusal import Refused

NAME = "manifest.json"
FORMAT = 1
SQLITE, POSTGRESQL = "database/kunding.sqlite3", "database/kunding.dump"


@dataclass(frozen=True)
class Manifest:
    """What was put away, when, and by which version."""

    version: str
    made_at: datetime
    database: str  # SQLITE or POSTGRESQL
    migrations: list[list[str]]  # [room, name] of each change of the tables that the database has seen
    trail: dict[str, object]  # number and digest of the last entry
    digests: Mapping[str, str]  # member → SHA-256, hex
    format: int = field(default=FORMAT)

    def as_json(self) -> str:
        """Return it as it lies in the archive."""
        told = asdict(self) | {"made_at": self.made_at.isoformat(), "digests": dict(self.digests)}
        return json.dumps(told, indent=1)


def read_manifest(text: str) -> Manifest:
    """Return what an archive says of itself; raises Refused where this version cannot read it."""
    try:
        told = json.loads(text)
        told["made_at"] = datetime.fromisoformat(told["made_at"])
        if told["format"] != FORMAT:
            raise Refused(f"The backup has format {told['format']}; this version reads {FORMAT}. Use a newer Kunding.")
        return Manifest(**told)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("This is no backup of Kunding, or its manifest is damaged.") from error
