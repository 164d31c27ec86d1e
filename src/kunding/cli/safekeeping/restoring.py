"""A restore prepares everything in a folder beside the data directory, checks it there, and changes places at the end.

PostgreSQL has no folder: its tables are loaded in one transaction, after the files were laid beside those there are.
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kunding.cli.refusal import Refused
from kunding.cli.safekeeping import database
from kunding.cli.safekeeping.archive import unpack
from kunding.cli.safekeeping.home import is_empty, keys_in, new_place, take_place, throw_away
from kunding.cli.safekeeping.manifest import POSTGRESQL, SQLITE, Manifest
from kunding.config.environment import Environment
from kunding.config.environment import database as database_settings

FILE = "kunding.sqlite3"


@dataclass(frozen=True)
class Restored:
    """What is back, and where what was there before lies now ("" where nothing was)."""

    home: Path
    before: str
    made_at: datetime
    erased: int


def restore_archive(archive: Path, *, keys: Path | None, replace: bool, at: datetime) -> Restored:
    """Restore an archive; raises Refused, and then everything is as it was."""
    environment = Environment(os.environ)
    home = environment.home().resolve()
    url = environment.text("DATABASE")
    settings = database_settings(url, home=home)
    if database.is_sqlite(settings) and Path(str(settings["NAME"])).resolve() != home / FILE:
        raise Refused("KUNDING_DATABASE names a file outside the data directory: unset it to restore.")
    _refuse_what_is_there(settings, home, replace=replace)
    staging = new_place(home, at=at)
    try:
        return _restored(archive, keys, staging, home, settings, at)
    finally:
        throw_away(staging)


def _restored(
    archive: Path, keys: Path | None, staging: Path, home: Path, settings: database.Settings, at: datetime
) -> Restored:
    manifest = unpack(archive, into=staging)
    wanted = SQLITE if database.is_sqlite(settings) else POSTGRESQL
    if manifest.database != wanted:
        kind = "SQLite" if manifest.database == SQLITE else "PostgreSQL"
        raise Refused(f"The backup is of {kind}: set KUNDING_DATABASE accordingly.")
    _lay_out(staging, home, _keys(archive, keys, home))
    if manifest.database == SQLITE:
        return _restore_folder(manifest, staging, home, at)
    return _restore_tables(manifest, staging, home, settings, at)


def _restore_folder(manifest: Manifest, staging: Path, home: Path, at: datetime) -> Restored:
    (staging / "database" / FILE).rename(staging / FILE)
    (staging / "database").rmdir()
    if not database.is_sound(staging / FILE):
        raise Refused("The database in the backup is damaged.")
    erased = _prepare(manifest, staging, known_at=home, at=at)
    database.quiet_down(home / FILE)
    before = take_place(staging, home, at=at)
    if is_empty(before):
        shutil.rmtree(before)
        return Restored(home, "", manifest.made_at, erased)
    return Restored(home, str(before), manifest.made_at, erased)


def _restore_tables(
    manifest: Manifest, staging: Path, home: Path, settings: database.Settings, at: datetime
) -> Restored:
    had_tables = database.has_tables(settings)
    # Files are named by their content: those that are added disturb no row that is there.
    for folder in ("files", "models", "rejects"):
        if (staging / folder).exists():
            shutil.copytree(staging / folder, home / folder, dirs_exist_ok=True)
    for key in keys_in(staging):
        if not (home / key).exists():
            shutil.copy2(staging / key, home / key)
    database.load(settings, staging / "database" / "kunding.dump")
    try:
        erased = _prepare(manifest, home, known_at=staging, at=at)
    except Exception:
        database.put_back(settings)
        raise
    before = f"schema {database.BEFORE}" if had_tables else ""
    return Restored(home, before, manifest.made_at, erased)


def _refuse_what_is_there(settings: database.Settings, home: Path, *, replace: bool) -> None:
    if database.is_sqlite(settings):
        database.quiet_down(home / FILE)
        is_free = is_empty(home)
    else:
        is_free = not database.has_tables(settings)
    if not is_free and not replace:
        raise Refused(f"There are data already in {home}. Say --replace to keep them beside and restore the backup.")


def _keys(archive: Path, given: Path | None, home: Path) -> Mapping[str, str]:
    file = given or archive.with_name(f"{archive.name}.keys")
    if given is not None and not file.exists():
        raise Refused(f"There is no file {file}.")
    if not file.exists():
        return keys_in(home)
    try:
        return dict(json.loads(file.read_text(encoding="ascii")))
    except (ValueError, OSError) as error:
        raise Refused(f"{file} holds no keys of Kunding.") from error


def _lay_out(staging: Path, home: Path, keys: Mapping[str, str]) -> None:
    """Give the unpacked files the places that they have in a data directory."""
    inside = staging / "home"
    for entry in list(inside.iterdir()) if inside.exists() else []:
        entry.rename(staging / entry.name)
    shutil.rmtree(inside, ignore_errors=True)
    for name, content in keys.items():
        file = staging / Path(name).name
        file.touch(mode=0o600)
        file.write_text(content, encoding="ascii")


def _prepare(manifest: Manifest, place: Path, *, known_at: Path, at: datetime) -> int:
    """Bring the tables in `place` up to date, check the trail, erase again whom the list in `known_at` names."""
    os.environ["KUNDING_HOME"] = str(place)
    os.environ["KUNDING_LAKE"] = str(place / "lake")  # never the one in use: nothing is decided yet
    os.environ.pop("KUNDING_LAKE_FILE", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kunding.config.settings")
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    _refuse_newer(manifest)
    call_command("migrate", verbosity=0, interactive=False)
    _check_trail(manifest)
    erased = _put_right(manifest, (place, known_at), at)
    connections.close_all()
    if manifest.database == SQLITE:
        database.quiet_down(place / FILE)
        shutil.rmtree(place / "lake", ignore_errors=True)
    return erased


def _refuse_newer(manifest: Manifest) -> None:
    from django.db.migrations.loader import MigrationLoader

    known = set(MigrationLoader(None).disk_migrations)
    missing = [name for room, name in manifest.migrations if (room, name) not in known]
    if missing:
        raise Refused(f"The backup was made by a newer Kunding ({manifest.version}): install that one first.")


def _check_trail(manifest: Manifest) -> None:
    from kunding.trail.models import Entry
    from kunding.trail.queries import first_break

    broken = first_break()
    if broken is not None:
        raise Refused(
            f"The trail in the backup is not whole: {broken.why} Either it was changed, or the key is another one:"
            " name the file with the keys (--keys), or set KUNDING_SECRET_KEY as it was."
        )
    told = manifest.trail
    if told and not Entry.objects.filter(pk=int(str(told["entry"])), digest=told["digest"]).exists():
        raise Refused("The trail in the backup does not end as it did when the backup was made.")


def _put_right(manifest: Manifest, lists: tuple[Path, Path], at: datetime) -> int:
    """Erase again whom the lists name, owe the lake everything, and say so in the trail."""
    from django.db import transaction

    from kunding.loop.actions import owe_lake, repeat_erasures
    from kunding.loop.rights.remembered import LIST, read_list, remember_erased
    from kunding.loop.stages import AFTER_ERASURES
    from kunding.loop.worker import Worker
    from kunding.trail.actions import record

    known = {digest: moment for place in lists for digest, moment in read_list(place / LIST).items()}
    erased = repeat_erasures(known=known, since=manifest.made_at, at=at)
    Worker(stages=AFTER_ERASURES, clock=lambda: at).drain()
    remember_erased(lists[0])
    owe_lake()
    with transaction.atomic():
        record(act="restore_backup", actor="command", at=at, detail={"made_at": manifest.made_at.isoformat()})
    return erased
