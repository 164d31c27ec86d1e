"""Bytes into letters, whatever they claim to be, and letters that a database takes."""

import codecs
import re

# Codecs that are no alphabet, or whose time grows with the square of the text.
_ALPHABET = re.compile(r"(?i)^(?:utf|iso|cp|windows|latin|koi8|mac|big5|gb|hz|euc|shift|johab|us-?ascii|ascii|tis)")
_OTHER_NAMES = {"ansi": "cp1252", "x-unknown": "utf-8", "unknown-8bit": "utf-8", "iso-8859-8-i": "iso-8859-8"}
_NOT_KEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decoded(content: bytes, charset: str | None) -> str:
    """Return the bytes as text: UTF-8 where they are valid UTF-8, else as declared, else Windows' Western letters.

    >>> decoded("Grüße".encode(), "iso-8859-1"), decoded("Grüße".encode("latin-1"), "utf-8"), decoded(b"Hi", "zip")
    ('Grüße', 'Grüße', 'Hi')
    """
    name = _known(charset)
    wide = name.startswith(("utf-16", "utf-32", "utf-7", "hz", "iso2022", "gb", "big5", "shift", "euc"))
    for candidate in (name, "utf-8") if wide else ("utf-8", name):
        try:
            return content.decode(candidate)
        except (UnicodeError, LookupError):
            continue
    return content.decode("utf-8" if name == "utf-8" and _mostly_utf8(content) else "cp1252", "replace")


def clean(text: str) -> str:
    """Return the text without letters that no database or page takes: controls, halves of pairs, invisible marks."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return _SURROGATE.sub("\ufffd", _NOT_KEPT.sub("", plain))


def one_line(text: str) -> str:
    """Return the text on one line, without superfluous spaces."""
    return " ".join(clean(text).split())


def _known(charset: str | None) -> str:
    name = (charset or "").strip().strip("'\"").lower()[:40]
    name = _OTHER_NAMES.get(name, name)
    if not _ALPHABET.match(name):
        return "utf-8"
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return "utf-8"


def _mostly_utf8(content: bytes) -> bool:
    """Whether most bytes beyond ASCII belong to UTF-8, such as in a text that was cut in the middle of a letter."""
    wrong = content.decode("utf-8", "replace").count("\ufffd")
    return wrong * 4 < sum(byte > 127 for byte in content)
