"""Which reader a setting asks for: the embedded one, a transformer in a folder, an endpoint at an address."""

from pathlib import Path

from kunding.understand.reader.crew import Crew
from kunding.understand.reader.endpoint import EndpointReader
from kunding.understand.reader.reader import Reader
from kunding.understand.reader.transformer import TransformerReader

AnyReader = Reader | Crew | TransformerReader | EndpointReader


class UnknownReader(ValueError):
    """A setting names neither a folder nor an address."""


def open_reader(setting: str = "", *, key: str = "", model: str = "") -> AnyReader:
    """The reader for a setting: empty = embedded, a folder = transformer, an http(s) address = endpoint.

    `key` and `model` go to an endpoint only. All readers are called alike.
    """
    if not setting:
        return Reader.shipped()
    if setting.startswith(("http://", "https://")):
        return EndpointReader(address=setting.rstrip("/"), key=key, model=model or "default")
    if Path(setting).is_dir():
        return TransformerReader.from_folder(Path(setting))
    raise UnknownReader(
        f"KUNDING_READER is “{setting}”, which is neither a folder with a model nor an address that begins with http. "
        "Leave it empty for the embedded reader."
    )
