"""A draft cut into greeting, body and close, and the body into sentences."""

import re
from dataclasses import dataclass

_END = re.compile(r"[.!?…]+[\"“”»)\]]*(?=\s|$)|\n\s*\n|\n(?=\s*[-•*–]\s)")
_SHORT = frozenset(
    [
        *(
            "dr",
            "prof",
            "hr",
            "fr",
            "nr",
            "tel",
            "str",
            "ca",
            "bzw",
            "evtl",
            "ggf",
            "inkl",
            "zzgl",
            "vgl",
            "usw",
            "etc",
        ),
        *(
            "d.h",
            "z.b",
            "u.a",
            "i.d.r",
            "mr",
            "mrs",
            "ms",
            "st",
            "no",
            "vs",
            "e.g",
            "i.e",
            "approx",
            "abs",
            "art",
            "ziff",
        ),
        *("mio", "mrd", "min", "max", "gem", "lt", "bspw", "sog", "ext", "dept", "inc", "ltd"),
    ]
)
_MONTH = re.compile(r"\s*(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez|[a-zäöü])")
_GREETING = re.compile(
    r"\s*(?:sehr geehrter?|guten (?:tag|morgen|abend)|hallo|hi|hello|hey|lieber?|dear|"
    r"good (?:morning|afternoon|evening)|"
    r"moin|grüß gott|servus)\b[^\n.?]{0,90}",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"^[ \t]*(?:(?:mit|viele|beste|liebe|herzliche|freundliche|schöne|sonnige|sportliche|es) "
    r"[\w ]{0,25}?gr(?:ü|ue)(?:ß|ss)\w*|"
    r"gr(?:ü|ue)(?:ß|ss)e|herzlich(?:st)?|hochachtungsvoll|ihr(?:e)? [\w &.-]{2,60}|mfg|"
    r"(?:kind|best|warm|with|many|yours|warmest|kindest|all)\b"
    r"[\w ]{0,22}?(?:regards|wishes|sincerely|faithfully|truly|the best)"
    r"|best|cheers|regards|sincerely|yours|thanks|your [\w &.-]{2,60}|the [\w &.-]{2,40} team)"
    r"[ \t]*[,!.]?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Draft:
    """A draft's greeting (its first line, if it is one), body and close as places in the text."""

    greeting: tuple[int, int]
    body: tuple[int, int]
    close: tuple[int, int]


def parts(text: str) -> Draft:
    """Where the body of a draft begins and ends."""
    begin = len(text) - len(text.lstrip())
    greeting = _GREETING.match(text)
    start = greeting.end() if greeting else begin
    found = next(_CLOSE.finditer(text, start), None)
    end = found.start() if found else len(text)
    return Draft((begin, start), (start, end), (end, len(text)))


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Places of the sentences between two places of a text; without those that hold no word."""
    found, begin = [], start
    for stop in _END.finditer(text, start, end):
        if stop[0] == "." and _goes_on(text, begin, stop):
            continue
        found.append((begin, stop.end()))
        begin = stop.end()
    found.append((begin, end))
    return [trimmed for one in found if (trimmed := _trimmed(text, *one))]


def _goes_on(text: str, begin: int, stop: re.Match[str]) -> bool:
    before = re.search(r"[\w.]*$", text[max(begin, stop.start() - 12) : stop.start()])
    word = before[0].lower() if before else ""
    if word in _SHORT or (len(word) == 1 and word.isalpha()):
        return True
    rest = text[stop.end() : stop.end() + 12]
    if word.isdigit() and len(word) <= 2:
        return bool(_MONTH.match(rest.lower()))
    return bool(re.match(r"\s+[a-zäöü]", rest)) and "\n" not in rest[:2]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    part = text[start:end]
    if not re.search(r"[^\W\d_]", part):
        return None
    return start + len(part) - len(part.lstrip(" \t\n\r,-•*–")), start + len(part.rstrip())
