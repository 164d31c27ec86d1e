"""Which encoding a text file is in, told from its bytes."""

import codecs

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes of ä ö ü Ä Ö Ü ß é € in the encodings that German and English exports come in, likeliest first.
_TELLING: tuple[tuple[str, bytes], ...] = (
    ("cp1252", "äöüÄÖÜßéèáà€–’“”„".encode("cp1252")),
    ("cp850", "äöüÄÖÜßéèáà".encode("cp850")),
    ("mac_roman", "äöüÄÖÜßéèáà€–’“”„".encode("mac_roman")),
)


def detect_encoding(sample: bytes) -> str:
    """The encoding of a sample: utf-8, utf-8-sig, utf-16(-le/-be), utf-32, cp1252, cp850 or mac_roman.

    Latin-1 is read as cp1252, which holds the same letters. Pure ASCII is called utf-8.
    """
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    return _wide_encoding(sample) or _narrow_encoding(sample)


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 without a mark: nearly every other byte is NUL."""
    pairs = len(sample) // 2
    if pairs < 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    if even > 0.7 * pairs and odd < 0.1 * pairs:
        return "utf-16-be"
    return ""


def _narrow_encoding(sample: bytes) -> str:
    good = bad = 0
    for line in sample.splitlines()[:-1] or [sample]:
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    return "utf-8" if good >= bad else _single_byte_encoding(sample)


def _single_byte_encoding(sample: bytes) -> str:
    high = bytes(byte for byte in sample if byte > 127)
    hits = [sum(byte in telling for byte in high) for _, telling in _TELLING]
    return _TELLING[hits.index(max(hits))][0]
