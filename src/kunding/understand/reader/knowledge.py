"""What a reader may know of the company beside the texts."""

from dataclasses import dataclass

from kunding.understand.reader.head import CompanyHead
from kunding.understand.reader.touchpoints import TouchpointHint


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The company's touchpoints, the competitors it listed, and what was learned from its own labels."""

    touchpoints: tuple[TouchpointHint, ...] = ()
    competitors: tuple[str, ...] = ()
    head: CompanyHead | None = None


NOTHING = Knowledge()
