"""A guess which of the company's touchpoints a text is about, from their names, synonyms and confirmed examples."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TouchpointHint:
    """What is known of one touchpoint: its key, its names and synonyms, texts that people assigned to it."""

    key: str
    names: tuple[str, ...]
    examples: tuple[str, ...] = ()
