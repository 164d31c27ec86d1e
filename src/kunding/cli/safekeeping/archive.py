"""Writing an archive that is whole or not there, and taking one apart without trusting it."""

import gzip
import hashlib
import io
import os
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from kunding.cli.refusal import Refused
from kunding.cli.safekeeping.manifest import NAME, Manifest, read_manifest

AT_ONCE = 1 << 20  # bytes
Member = tuple[str, Path]  # the name in the archive, and where it lies


class Writer:
    """Puts members into an archive and remembers their digests."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.digests: dict[str, str] = {}

    def add(self, name: str, file: Path) -> None:
        """Put a file into the archive; one that was removed meanwhile is left out."""
        try:
            source = file.open("rb")
        except FileNotFoundError:
            return
        with source:
            known = os.fstat(source.fileno())
            member = tarfile.TarInfo(name)
            member.size, member.mtime, member.mode = known.st_size, int(known.st_mtime), 0o600
            watched = _Watched(source, known.st_size)
            self._tar.addfile(member, watched)
            self.digests[name] = watched.digest.hexdigest()

    def close_with(self, manifest: Manifest) -> None:
        """Put the manifest behind everything else."""
        content = manifest.as_json().encode()
        member = tarfile.TarInfo(NAME)
        member.size, member.mode = len(content), 0o600
        self._tar.addfile(member, io.BytesIO(content))


class _Watched:
    """A file that is read once, so many bytes of it; what it says is digested on the way."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file, self._left = file, size
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none beyond the size with which it began; a file that shrank is filled up."""
        wanted = self._left if size < 0 else min(size, self._left)
        found = self._file.read(wanted)
        found += b"\0" * (wanted - len(found))
        self._left -= len(found)
        self.digest.update(found)
        return found


@contextmanager
def new_archive(output: Path) -> Iterator[Writer]:
    """Yield a writer; when all went well the archive appears under its name, else nothing does."""
    beside = output.with_name(f"{output.name}.part")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as raw:
            # One stream without name and time: the same content makes the same archive.
            with gzip.GzipFile("", "wb", 1, raw, 0) as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
                yield Writer(tar)
            raw.flush()
            os.fsync(raw.fileno())
        put_in_place(beside, output)
    finally:
        beside.unlink(missing_ok=True)


def put_in_place(beside: Path, output: Path) -> None:
    """Give the finished archive its name."""
    beside.replace(output)
    sync_folder(output.parent)


def unpack(archive: Path, *, into: Path) -> Manifest:
    """Unpack an archive into an empty folder and return its manifest; raises Refused where one byte is not as it was.

    Members are plain files below the folder; anything else is refused.
    """
    digests: dict[str, str] = {}
    try:
        with tarfile.open(archive, "r|gz") as tar:
            for member in tar:
                source = tar.extractfile(member) if member.isfile() else None
                if source is None:
                    raise Refused(f"The backup holds “{member.name}”, which is no plain file: it is not ours.")
                digests[member.name] = _write(source, into / _safe(member.name), member.mtime)
    except FileNotFoundError as error:
        raise Refused(f"There is no file {archive}.") from error
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, OSError) as error:
        raise Refused(f"{archive.name} cannot be unpacked: {error}. It may be damaged or cut off.") from error
    return _checked(into, digests)


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _checked(folder: Path, digests: dict[str, str]) -> Manifest:
    if NAME not in digests:
        raise Refused("This is no backup of Kunding, or it is cut off: it has no manifest.")
    manifest = read_manifest((folder / NAME).read_text(encoding="utf-8"))
    del digests[NAME]
    (folder / NAME).unlink()
    wrong = _differences(digests, manifest)
    if wrong:
        raise Refused(f"The backup is damaged: {', '.join(wrong[:3])} is not what was put away.")
    return manifest


def _differences(digests: dict[str, str], manifest: Manifest) -> list[str]:
    names: Iterable[str] = {*digests, *manifest.digests}
    return sorted(name for name in names if digests.get(name) != manifest.digests.get(name))


def _safe(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise Refused(f"The backup holds “{name}”, which leads out of it: it is not ours.")
    return path


def _write(source: IO[bytes], file: Path, mtime: float) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        while part := source.read(AT_ONCE):
            digest.update(part)
            out.write(part)
    os.utime(file, (mtime, mtime))
    return digest.hexdigest()
