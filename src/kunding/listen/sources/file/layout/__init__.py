"""How the cells lie in a file: format, encoding, separator, header."""

from kunding.listen.sources.file.layout.recognise import recognise_layout

__all__ = ["recognise_layout"]
