"""The wordings of the lists found in a draft."""

import re
from bisect import bisect
from itertools import pairwise

from kunding.understand.reader.tone.findings import Finding
from kunding.understand.reader.tone.grammar import contracted, dative
from kunding.understand.reader.tone.patterns import ANY, NEXT, Pattern, Patterns

NEAR = 8  # characters within which the end of the sentence before stands
LEFT_OUT = ("-", "-^", "--")
BEGINS = re.compile(r"(?:\A|[.!?:][\"“”»)]*\s+|\n\s*)\Z")
WHOLE = re.compile(r"\s*(?:[.!]|\Z)")
NOTHING = " "  # after the last word
_TOKEN = re.compile(r"\w+")


def find(text: str, patterns: Patterns, draft: str) -> list[Finding]:
    """Every wording in the draft, in order; of two that overlap, the longer one."""
    found: list[Finding] = []
    tokens = [(token[0].lower().replace("ß", "ss"), token.start()) for token in _TOKEN.finditer(text)]
    tokens.append(("", len(text)))
    words, stems = patterns.words, patterns.stems
    for (word, start), (after, _) in pairwise(tokens):
        for nexts in (words.get(word), stems.get(word[:3]), stems.get(word[:4])):
            if nexts is None:
                continue
            possible = nexts.get(ANY, ()) + nexts.get(after[:NEXT] or NOTHING, ())
            matches = ((one, one.regex.match(text, start)) for one in possible if draft in one.drafts)
            found += [_finding(pattern, match) for pattern, match in matches if match]
    return apart(found)


def apart(found: list[Finding]) -> list[Finding]:
    """Findings that do not overlap; the longer one stays, then the safe one."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, not one.safe, one.start)):
        at = bisect(kept, one.start, key=lambda other: other.start)
        if (at == 0 or kept[at - 1].end <= one.start) and (at == len(kept) or one.end <= kept[at].start):
            kept.insert(at, one)
    return kept


def _finding(pattern: Pattern, match: re.Match[str]) -> Finding:
    proposal, fits = _proposal(pattern, match)
    return Finding(pattern.kind, match.start(), match.end(), match[0], pattern.why, proposal, pattern.safe and fits)


def _proposal(pattern: Pattern, match: re.Match[str]) -> tuple[str | None, bool]:
    """What to write instead, and whether it fits in."""
    if pattern.proposal is None:
        return None, False
    if pattern.proposal in LEFT_OUT:
        return "", _may_go(pattern.proposal, match)
    filled, fits = pattern.proposal, True
    if "{dative}" in filled:
        turned = dative(match["np"])
        filled, fits = filled.replace("{dative}", turned or "…"), turned is not None
    for name in match.re.groupindex:
        filled = filled.replace(f"<{name}>", match[name])
    numbered = [at for at in range(1, match.re.groups + 1) if at not in match.re.groupindex.values()]
    for place, (at, swaps) in enumerate(zip(numbered, pattern.swaps, strict=True), start=1):
        said = match[at] or ""
        filled = filled.replace(f"{{{place}}}", swaps.get(said.lower().replace("ß", "ss"), said))
    return contracted(" ".join(filled.split())), fits


def begins(text: str, at: int) -> bool:
    """Whether a sentence begins at a place."""
    return BEGINS.search(text, max(0, at - NEAR), at) is not None


def _may_go(how: str, match: re.Match[str]) -> bool:
    """Whether the words can be left out where they stand."""
    first = begins(match.string, match.start())
    if how == "--":
        return first and WHOLE.match(match.string, match.end()) is not None
    return how == "-^" or not first
