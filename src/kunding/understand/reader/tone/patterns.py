"""The lists of wordings, read from text files and laid out by their first word.

A file holds sections `[kind | Grund auf Deutsch | reason in English]`, or `[kind in sign | …]` where they count in one
kind of draft only, followed by a pattern per line: words; `stem*`; `(one|two words)` for either of them,
`(one:says|two)` where the proposal says something else, `(one|two)?` where it may be missing; `~` for up to three
words; `<x>` for one to six words that the proposal uses; `<np>` for a German genitive; `#` for a number; `^` for the
beginning of a sentence. `=>` is followed by a proposal that fits in as it is, `->` by one that a person must fit in;
in it `{1}` stands for the first pair of brackets, `<x>` for those words, `{dative}` for the genitive turned. Words are
left out by `-` (within a sentence), `-^` (at its beginning, too), `--` (only together with the whole sentence).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kunding.understand.reader.tone.findings import KINDS, Said

DRAFTS = ("reply", "letter", "sign")
LANGUAGES = ("de", "en")
ANY = ""  # the next word may be anything
NEXT = 4  # letters by which the next word is looked up
STEMS = (3, 4)  # letters by which stems are looked up
_SPACE = r"\s{1,3}"
_WORD = r"(?:\d{1,4}\.|[^\s,.!?;:]{1,40})"
_START = r"(?:(?<=[.!?:]\s)|(?<=\n)|(?<![\s\S]))"
_GENITIVE = (
    r"(?P<np>(?:ihre[sr]|unsere[sr]|de[sr]|diese[sr]|eine[sr])(?:\s[a-zäöü]\w{2,20}n)?\s(?-i:[A-ZÄÖÜ])[\w-]{2,40})"
)


class PatternIsWrong(ValueError):
    """A line of a list cannot be read."""


@dataclass(frozen=True)
class Pattern:
    """One wording to look for; `swaps` holds per pair of brackets what its alternatives turn into."""

    kind: str
    drafts: tuple[str, ...]
    why: Said
    written: str
    regex: re.Pattern[str]
    proposal: str | None
    safe: bool
    swaps: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Patterns:
    """All wordings of one language by their first word, or its first letters, and what the next word begins with."""

    words: dict[str, dict[str, tuple[Pattern, ...]]]
    stems: dict[str, dict[str, tuple[Pattern, ...]]]
    count: int


@lru_cache(maxsize=len(LANGUAGES))
def shipped(language: str) -> Patterns:
    """The lists of the package for `de` or `en`."""
    folder = files("kunding.understand.reader.tone").joinpath(language)
    lists = sorted((one for one in folder.iterdir() if one.name.endswith(".txt")), key=lambda one: one.name)
    return lay_out([pattern for one in lists for pattern in read(one.read_text(encoding="utf-8"))])


def read(text: str) -> list[Pattern]:
    """The patterns of one list file."""
    found: list[Pattern] = []
    section: tuple[str, tuple[str, ...], Said] | None = None
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("["):
            section = _section(line)
        elif line and not line.startswith("//"):
            if section is None:
                raise PatternIsWrong(f"The line “{line}” stands before the first section.")
            found += [_pattern(form, *section) for form in _forms(line)]
    return found


def _forms(line: str) -> list[str]:
    """A line that begins with what may be missing, once with each of its choices and once without."""
    head = re.match(r"\(([^)]*)\)\? ", line)
    if not head:
        return [line]
    rest = _forms(line[head.end() :])
    return [f"{choice} {one}" for one in rest for choice in head[1].split("|")] + rest


def _section(line: str) -> tuple[str, tuple[str, ...], Said]:
    parts = [part.strip() for part in line.strip("[]").split("|")]
    kind, _, drafts = parts[0].partition(" in ")
    if len(parts) != 3 or kind not in KINDS:
        raise PatternIsWrong(f"A section reads “{line}”; it needs a kind and a reason in German and in English.")
    return kind, tuple(drafts.split()) or DRAFTS, Said(de=parts[1], en=parts[2])


def _pattern(line: str, kind: str, drafts: tuple[str, ...], why: Said) -> Pattern:
    written, arrow, proposal = next(
        (line.partition(arrow) for arrow in (" => ", " -> ") if arrow in line), (line, "", "")
    )
    swaps: list[dict[str, str]] = []
    regex = _regex(written.strip(), swaps)
    told = proposal.strip() if arrow else None
    return Pattern(kind, drafts, why, written.strip(), regex, told, arrow == " => ", tuple(swaps))


def _regex(written: str, swaps: list[dict[str, str]]) -> re.Pattern[str]:
    parts, first = [], True
    for part in re.findall(r"\([^)]*\)\??|\S+", written):
        if part == "^":
            parts.append(_START)
            continue
        space = "" if first or part in ",!.:" else _SPACE
        if part == "~":
            parts.append(f"(?:{_SPACE}{_WORD}){{0,3}}?")
        elif part.endswith(")?"):
            parts.append(f"(?:{space}{_one(part[:-1], swaps)})?")
        else:
            parts.append(space + _one(part, swaps))
        first = False
    end = r"(?!\w)" if written[-1] not in ",!.:" else ""
    return re.compile("".join(parts) + end, re.IGNORECASE)


def _one(part: str, swaps: list[dict[str, str]]) -> str:
    if part.startswith("("):
        choices = [choice.partition(":") for choice in part.strip("()").split("|")]
        swaps.append({_folded(left): right for left, colon, right in choices if colon})
        return "(" + "|".join(_words(left) for left, _, _ in sorted(choices, key=lambda one: -len(one[0]))) + ")"
    if part == "<np>":
        return _GENITIVE
    if part.startswith("<"):
        return f"(?P<{part.strip('<>')}>{_WORD}(?:{_SPACE}{_WORD}){{0,5}}?)"
    return _words(part)


def _words(text: str) -> str:
    return _SPACE.join(_word(word) for word in text.split())


def _word(word: str) -> str:
    if word == "#":
        return r"\d[\d.,]{0,9}"
    body = re.escape(word.rstrip("*")).replace("ß", "(?:ß|ss)").replace("'", "['’]")
    return body + (r"\w{0,30}" if word.endswith("*") else "")


def lay_out(found: list[Pattern]) -> Patterns:
    """Patterns by the words with which they may begin."""
    words: dict[str, dict[str, list[Pattern]]] = {}
    stems: dict[str, dict[str, list[Pattern]]] = {}
    for pattern in found:
        for word, second in _openings(pattern.written):
            if word.endswith("*") and len(word) <= STEMS[0]:
                raise PatternIsWrong(f"“{pattern.written}” begins with a stem of fewer than {STEMS[0]} letters.")
            where, key = (stems, word[: min(STEMS[-1], len(word) - 1)]) if word.endswith("*") else (words, word)
            where.setdefault(key, {}).setdefault(second, []).append(pattern)
    return Patterns(_fixed(words), _fixed(stems), len(found))


def _fixed(found: dict[str, dict[str, list[Pattern]]]) -> dict[str, dict[str, tuple[Pattern, ...]]]:
    return {word: {second: tuple(group) for second, group in nexts.items()} for word, nexts in found.items()}


def _openings(written: str) -> set[tuple[str, str]]:
    """First words with what the second word begins with, ANY where it may be anything."""
    parts = [part for part in re.findall(r"\([^)]*\)\??|\S+", written) if part not in "^,!.:"]
    found = set()
    for choice in _choices(parts[0]) or [""]:
        first, *rest = re.findall(r"\w+\*?", choice) or [""]
        if not first:
            raise PatternIsWrong(f"“{written}” must begin with a word.")
        seconds = {_begins(rest[0])} if rest else _seconds(parts[1:])
        found |= {(first, second) for second in (seconds if ANY not in seconds else {ANY})}
    return found


def _seconds(parts: list[str]) -> set[str]:
    if not parts or parts[0].startswith(("<", "~", "#")):
        return {ANY}
    found = {_begins((re.findall(r"\w+\*?", choice) or [""])[0]) for choice in _choices(parts[0])}
    return found | _seconds(parts[1:]) if parts[0].endswith("?") else found


def _begins(word: str) -> str:
    return word[:NEXT] if word and (not word.endswith("*") or len(word) > NEXT) else ANY


def _choices(part: str) -> list[str]:
    if part.startswith(("<", "~", "#")):
        return []
    return [_folded(choice.partition(":")[0]) for choice in part.removesuffix("?").strip("()").split("|")]


def _folded(word: str) -> str:
    return word.lower().replace("ß", "ss")
