"""The `kunding` command: one file per command; each loads what it needs only when it runs."""

import sys

from kunding.cli.app import app
from kunding.cli.refusal import Refused


def main() -> None:
    """Run the command line; a refusal is one sentence on stderr and exit code 1."""
    try:
        app()
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)


__all__ = ["main"]
