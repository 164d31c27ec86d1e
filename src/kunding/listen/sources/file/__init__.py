"""Files as a source: CSV, TSV, XLSX, JSON lines and Parquet, recognised and streamed; no database."""

from kunding.listen.sources.file.column import read_column
from kunding.listen.sources.file.fingerprint import fingerprint
from kunding.listen.sources.file.recognise import Wishes, recognise
from kunding.listen.sources.file.refusal import FileRefused
from kunding.listen.sources.file.rejects import RejectsFile
from kunding.listen.sources.file.shapes import KINDS, Batch, Kind, Recognition, Reject
from kunding.listen.sources.file.stream import open_batches

__all__ = [
    "KINDS", "Batch", "FileRefused", "Kind", "Recognition", "Reject", "RejectsFile", "Wishes", "fingerprint",
    "open_batches", "read_column", "recognise",
]  # fmt: skip
