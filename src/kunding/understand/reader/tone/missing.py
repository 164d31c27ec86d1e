"""What a reply to a complaint lacks: a name in the greeting, what happens until when, a person, an answer."""

import re

from kunding.understand.reader.tone import expected
from kunding.understand.reader.tone.findings import Finding, Said
from kunding.understand.reader.tone.sentences import Draft

_WORD = re.compile(r"\w+")
_PART = re.compile(r"[.!?]\s")
_QUESTION = re.compile(r"[^.!?\n]*\?")
_STEM = re.compile(r"[^\W\d_]{5}")
FEWEST = 12  # words of a body below which nothing can be expected in it

_GREETING = Said(
    de="Die Anrede nennt keinen Namen; so klingt es nach Serienbrief.",
    en="The greeting names nobody; it sounds like a form letter.",
)
_NEXT = Said(
    de="Es steht nicht da, was bis wann geschieht.",
    en="It does not say what happens next and until when.",
)
_SIGNED = Said(
    de="Niemand unterschreibt mit Namen; der Kunde weiß nicht, wer sich kümmert.",
    en="No person signs; the customer does not know who takes care.",
)
_ANSWER = Said(
    de="Die Frage des Kunden „{}“ bleibt ohne Antwort.",
    en="The customer's question “{}” is not answered.",
)
_PROPOSED = {
    "greeting": {"de": "Guten Tag Frau … / Herr …,", "en": "Dear Ms … / Mr …,"},
    "next": {"de": "Bis … (Tag) … (was geschieht).", "en": "By … (day) we will … (what happens)."},
    "signed": {"de": "Freundliche Grüße\n… (Vorname Nachname)", "en": "Kind regards,\n… (first and last name)"},
}  # fmt: skip


def missing(text: str, draft: Draft, cut: list[tuple[int, int]], language: str, asked: str) -> list[Finding]:
    """What is not there but should be, at the place where it belongs."""
    spoken = "de" if language == "de" else "en"
    body = text[slice(*draft.body)]
    found = []
    if not _named(text[slice(*draft.greeting)]):
        found.append(_lack(draft.body[0], _GREETING, _PROPOSED["greeting"][spoken]))
    if not _says_next(body):
        found.append(_lack(draft.body[0] + len(body.rstrip()), _NEXT, _PROPOSED["next"][spoken]))
    if question := _unanswered(body, asked):
        told = Said(de=_ANSWER.de.format(question), en=_ANSWER.en.format(question))
        found.append(_lack(draft.body[0] + len(body.rstrip()), told, None))
    if not _signed(text, draft):
        found.append(_lack(len(text.rstrip()), _SIGNED, _PROPOSED["signed"][spoken]))
    return found


def _lack(at: int, why: Said, proposal: str | None) -> Finding:
    return Finding("missing", at, at, "", why, proposal)


def _named(greeting: str) -> bool:
    return expected.NAMED.search(greeting) is not None and not expected.TO_NOBODY.search(greeting)


def _says_next(body: str) -> bool:
    """Whether a day, a deed or praise makes a further promise needless."""
    if len(body.split()) < FEWEST:
        return True
    if any(_tells_when(part) and not expected.BLAMES.search(part) for part in _PART.split(body)):
        return True
    return expected.PRAISED.search(body) is not None or (
        not expected.DEFERS.search(body) and expected.DONE.search(body) is not None
    )


def _tells_when(part: str) -> bool:
    return not expected.DAYS.isdisjoint(_WORD.findall(part.lower())) or expected.WHEN.search(part) is not None


def _signed(text: str, draft: Draft) -> bool:
    """Whether the close, or the last two lines where there is none, holds a person's name."""
    close = text[slice(*draft.close)].strip()
    lines = (close or text.rstrip()).splitlines()
    last = lines[1:] if close and len(lines) > 1 else lines[-2:]
    names = [line for line in last if not expected.NO_PERSON.search(line)]
    return any(expected.PERSON.match(line) or (close and expected.FIRST_NAME.match(line)) for line in names)


def _unanswered(body: str, asked: str) -> str | None:
    """The customer's first question of which the reply repeats no word, where it says neither yes nor no."""
    if not asked or expected.YES_OR_NO.search(body):
        return None
    said = {stem.lower() for stem in _STEM.findall(body)}
    for question in _QUESTION.findall(asked):
        stems = {stem.lower() for stem in _STEM.findall(question)}
        if stems and not stems & said:
            return str(question).strip()[:80]
    return None
