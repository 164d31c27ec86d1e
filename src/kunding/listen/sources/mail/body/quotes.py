"""Parts the new words of a mail from what was written before and from the signature."""

import re
from dataclasses import dataclass

from kunding.listen.sources.mail.body.html import HISTORY

_LONGEST_LINE = 1_000  # characters at which a line is looked at
_SEPARATOR = re.compile(
    r"(?i)^[\s>*]*(?:-{2,}|_{2,})\s*(?:ursprüngliche nachricht|original[- ]?nachricht|original message|"
    r"originalnachricht|original-nachricht|ursprüngliche e-?mail)\b[^\n]{0,60}$"
)
_ATTRIBUTION = re.compile(
    r"(?is)^\s*(?:am\b.{4,300}\b(?:schrieb|hat)\b.{0,200}:|on\b.{4,300}\bwrote:|"
    r".{3,200}\bschrieb am\b.{4,120}:|le\b.{4,300}\ba écrit\s?:)\s*$"
)
_FIELD = r"(?:gesendet|datum|an|cc|betreff|sent|date|to|subject)"
_FROM = re.compile(r"(?i)^[\s>*]*(?:von|from)\s*:\**\s*\S")
_MORE = re.compile(rf"(?i)^[\s>*]*{_FIELD}\s*:")
_RULE = re.compile(r"^\s*[_-]{20,}\s*$")
_SIGNATURE = re.compile(r"^--\s?$")
_FROM_A_PHONE = re.compile(
    r"(?i)^(?:(?:von|diese nachricht wurde von) mein\w{0,2} .{2,60}(?:gesendet|geschickt)\.?|sent from my .{2,60}|"
    r"gesendet (?:mit|von) .{2,80}|get outlook for .{2,20}|holen sie sich outlook .{2,30}|"
    r"outlook für (?:ios|android) .{0,40})$"
)
_LONGEST_SIGNATURE = 20  # lines


@dataclass(frozen=True)
class Words:
    """A body in three parts; together they are the whole."""

    new: str
    quoted: str = ""
    signature: str = ""


def parted(text: str) -> Words:
    r"""Return the new words, what they answer, and the signature; a mail of old words only counts as new.

    >>> parted("Danke!\nAm 3. Mai 2026 um 10:12 schrieb Service <s@x.de>:\n> Gern\n").new
    'Danke!'
    """
    lines = text.split("\n")
    history = _history_begins(lines)
    fresh = [line for line in lines[:history] if not _is_quoted(line) and line != HISTORY]
    fresh = _without_attributions(fresh, lines[:history])
    quoted = [line for line in lines[:history] if _is_quoted(line)] + lines[history:]
    new, signature = _signature_apart(fresh)
    if not new:
        return Words(_joined([line for line in lines if line != HISTORY]))
    return Words(new, _joined([line for line in quoted if line != HISTORY]), signature)


def _history_begins(lines: list[str]) -> int:
    """Return the line at which everything that follows was written before."""
    for at, line in enumerate(lines):
        if line == HISTORY or _SEPARATOR.match(line[:_LONGEST_LINE]) or _is_header_block(lines, at):
            return at - 1 if at and _RULE.match(lines[at - 1][:_LONGEST_LINE]) else at
        size = _attribution_at(lines, at)
        if size and not _is_quoted(_next_words(lines, at + size)):
            return at
    return len(lines)


def _attribution_at(lines: list[str], at: int) -> int:
    """Return how many lines (1 … 3) say "on … wrote:" from here on; 0 where none do."""
    first = lines[at][:_LONGEST_LINE]
    if not first.strip() or _is_quoted(first) or not any(":" in line for line in lines[at : at + 3]):
        return 0
    for size in (1, 2, 3):
        joined = " ".join(line.strip() for line in lines[at : at + size])[:_LONGEST_LINE]
        if joined.endswith(":") and _ATTRIBUTION.match(joined):
            return size
    return 0


def _is_header_block(lines: list[str], at: int) -> bool:
    """Whether "Von: … / Gesendet: … / An: …" begins here."""
    if not _FROM.match(lines[at][:_LONGEST_LINE]):
        return False
    return sum(bool(_MORE.match(line[:_LONGEST_LINE])) for line in lines[at + 1 : at + 6]) >= 2


def _without_attributions(fresh: list[str], lines: list[str]) -> list[str]:
    """Take out "on … wrote:" above quoted lines, where the answer stands below or between them."""
    kept, at = [], 0
    while at < len(lines):
        size = _attribution_at(lines, at)
        if size:
            at += size
            continue
        if not _is_quoted(lines[at]) and lines[at] != HISTORY:
            kept.append(lines[at])
        at += 1
    return kept if any(line.strip() for line in kept) else fresh


def _signature_apart(lines: list[str]) -> tuple[str, str]:
    for at in range(max(0, len(lines) - _LONGEST_SIGNATURE), len(lines)):
        line = lines[at][:_LONGEST_LINE].strip("\u200e")
        if _SIGNATURE.match(line) or _FROM_A_PHONE.match(line.strip()):
            return _joined(lines[:at]), _joined(lines[at:])
    return _joined(lines), ""


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _next_words(lines: list[str], at: int) -> str:
    return next((line for line in lines[at : at + 10] if line.strip()), "")


def _joined(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()
