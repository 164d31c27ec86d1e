"""Text lines out of a file of any size, in constant memory."""

import codecs
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

CHUNK_BYTES = 2 << 20
LONGEST_LINE_BYTES = 8 << 20
UNREADABLE = "\ufffd"


class TextLines:
    """The lines of a text file with their line ends; `position` is how far the file has been read, in bytes.

    Lines that are not valid UTF-8 are read in the single-byte encoding, so one stray byte never stops a
    file. A line longer than 8 MiB comes out empty and its number is put into `too_long`.
    """

    def __init__(self, path: Path, encoding: str) -> None:
        self.position = 0
        self.unreadable = 0
        self.too_long: list[int] = []
        self._path = path
        self._wide = encoding.startswith(("utf-16", "utf-32"))
        self._encoding = encoding
        self._single_byte = "cp1252" if encoding.startswith("utf") else encoding

    def __iter__(self) -> Iterator[str]:
        return self.lines_of(self.blocks(), first=1)

    def lines_of(self, blocks: Iterable[bytes | None], *, first: int) -> Iterator[str]:
        """The lines of blocks, of which the first is line number `first` of the file."""
        number = first - 1
        for block in blocks:
            if block is None:
                number += 1
                self.too_long.append(number)
                yield "\n"
                continue
            # newline="" splits at \n, \r and \r\n, and at nothing else
            for line in io.StringIO(block.decode("utf-8"), newline=""):
                number += 1
                yield line

    def blocks(self) -> Iterator[bytes | None]:
        """Valid UTF-8 in blocks of whole lines; None stands for one line that is too long to keep."""
        for block in self._blocks():
            yield block if block is None else self._readable(block)

    def _blocks(self) -> Iterator[bytes | None]:
        """The same in the file's own encoding, UTF-16 and UTF-32 apart."""
        rest, skipping = b"", False
        for chunk in self._chunks():
            if skipping:
                _, end, chunk = chunk.partition(b"\n")
                if not end:
                    continue
                skipping = False
                yield None
            block, rest = _whole_lines(rest + chunk)
            if block:
                yield block
            if len(rest) > LONGEST_LINE_BYTES:
                rest, skipping = b"", True
        if skipping:
            yield None
        elif rest:
            yield rest

    def _chunks(self) -> Iterator[bytes]:
        decoder = codecs.getincrementaldecoder(self._encoding)("replace") if self._wide else None
        with self._path.open("rb") as file:
            if self._encoding == "utf-8-sig":
                file.seek(len(codecs.BOM_UTF8))
            while chunk := file.read(CHUNK_BYTES):
                self.position = file.tell()
                yield decoder.decode(chunk).encode("utf-8", "replace") if decoder else chunk

    def _readable(self, block: bytes) -> bytes:
        try:
            block.decode("utf-8")
        except UnicodeDecodeError:
            block = "".join(map(self._decode_line, block.splitlines(keepends=True))).encode("utf-8")
        if b"\0" in block:
            self.unreadable += block.count(b"\0")
            block = block.replace(b"\0", UNREADABLE.encode())
        return block

    def _decode_line(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            text = line.decode(self._single_byte, "replace")
            self.unreadable += text.count(UNREADABLE)
            return text


def _whole_lines(data: bytes) -> tuple[bytes, bytes]:
    """What can be read now, and the line that has only begun."""
    cut = max(data.rfind(b"\n"), data.rfind(b"\r", 0, -1)) + 1
    return data[:cut], data[cut:]
