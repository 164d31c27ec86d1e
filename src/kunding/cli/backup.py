"""`kunding backup`: everything in one file, while Kunding runs."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kunding.cli.django import start
from kunding.cli.refusal import Refused

if TYPE_CHECKING:
    from kunding.cli.safekeeping.archive import Writer
    from kunding.cli.safekeeping.manifest import Manifest


def backup(
    output: Annotated[Path, typer.Option("-o", "--output", help="The archive, such as kunding.tar.gz.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Put the database and all files away in one archive, while Kunding runs; keys go into a file of their own.

    The lake is left out: it is filled again from the database. The archive is whole, or it is not there.

    Example: kunding backup -o /backups/kunding.tar.gz
    """
    start()
    from django.conf import settings

    from kunding.cli.safekeeping.archive import new_archive
    from kunding.cli.safekeeping.home import keys_in

    home, output = Path(settings.KUNDING_HOME).resolve(), output.resolve()
    if home == output.parent or home in output.parents:
        raise Refused(f"Write the backup to another place than {home}: it would be lost together with the data.")
    keys = keys_in(home)
    try:
        with new_archive(output) as writer:
            manifest = _fill(writer, home, output)
        beside = _write_keys(output, keys)
    except OSError as error:
        raise Refused(f"{output} cannot be written: {error.strerror or error}.") from error
    _remember(manifest)
    size = output.stat().st_size
    if as_json:
        told = {"file": str(output), "bytes": size, "keys": str(beside or ""), "members": len(manifest.digests)}
        typer.echo(json.dumps(told))
        return
    typer.echo(f"{output}: {size / 1e6:,.1f} MB, {len(manifest.digests):,} files.")
    if beside:
        typer.echo(f"The keys lie in {beside}. Keep them elsewhere than the backup: together they open everything.")
    else:
        typer.echo("KUNDING_SECRET_KEY is set outside of Kunding and not in the backup: keep it as well.")


def _fill(writer: "Writer", home: Path, output: Path) -> "Manifest":
    from django.db import connection

    from kunding import __version__
    from kunding.cli.safekeeping import database
    from kunding.cli.safekeeping import home as house
    from kunding.cli.safekeeping.manifest import POSTGRESQL, SQLITE, Manifest

    known = connection.settings_dict
    made_at, name = datetime.now(UTC), SQLITE if database.is_sqlite(known) else POSTGRESQL
    migrations, end = _migrations(), _end_of_trail()  # before the copy, so that they are in it
    copy = output.with_name(f"{output.name}.database.part")
    try:
        # The database first: each file that it names was there before its row.
        database.snapshot(known, copy)
        writer.add(name, copy)
    finally:
        copy.unlink(missing_ok=True)
    for inside, file in house.files_to_keep(home, without=Path(str(known["NAME"]))):
        writer.add(inside, file)
    manifest = Manifest(__version__, made_at, name, migrations, end, writer.digests)
    writer.close_with(manifest)
    return manifest


def _migrations() -> list[list[str]]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted([room, name] for room, name in MigrationRecorder(connection).applied_migrations())


def _end_of_trail() -> dict[str, object]:
    from kunding.trail.models import Entry

    last = Entry.objects.order_by("-id").first()
    return {"entry": last.pk, "digest": last.digest} if last else {}


def _write_keys(output: Path, keys: dict[str, str]) -> Path | None:
    """Write the keys beside the archive, readable for nobody else; nothing where they come from elsewhere."""
    if os.environ.get("KUNDING_SECRET_KEY") or os.environ.get("KUNDING_SECRET_KEY_FILE") or not keys:
        return None
    file = output.with_name(f"{output.name}.keys")
    beside = file.with_name(f"{file.name}.part")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        json.dump(keys, out)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)
    return file


def _remember(manifest: "Manifest") -> None:
    """Leave an entry in the trail: `kunding doctor` looks how old the newest backup is."""
    from django.db import transaction

    from kunding.trail.actions import record

    with transaction.atomic():
        record(act="make_backup", actor="command", at=datetime.now(UTC), count=len(manifest.digests))
