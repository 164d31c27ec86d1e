"""Heaps of nouns: stacked genitives, sentences made of nouns, bodies made of passives."""

import re

from kunding.understand.reader.tone.findings import Finding, Said

_OF = r" (?:des|der|eines|einer|[Ii]hre[rs]|unsere[rs]) (?:[a-zäöü]\w+ )?"
_NAME = r"[A-ZÄÖÜ][\wäöüß]{2,}"
_MADE = r"[A-ZÄÖÜ][\wäöüß]{2,}(?:ung|heit|keit|tion|nahme|ierung)"
_STACK = re.compile(rf"\b(?:{_NAME}(?:{_OF}{_NAME}){{3,}}|{_MADE}{_OF}{_MADE}{_OF}{_NAME})")
_STACK_ENGLISH = re.compile(
    r"\b(?:the )?\w+(?:ion|ment|ance|ence|ity|al) of (?:the |your |a )?\w+ of (?:the |your |a )?\w+"
)
_NOUN = re.compile(r"\b[A-ZÄÖÜ]\w{3,}(?:ung|ungen|heit|keit|ierung|nahme|barkeit|igkeit)\b")
# Everyday words that only look like nouns made of verbs.
_EVERYDAY = re.compile(
    r"(?:rechnung|rechnungen|wohnung|wohnungen|zeitung|leistung|leistungen|lieferung|sendung|sendungen|bestellung|störung|"
    r"versicherung|leitung|heizung|verbindung|öffnung|zahlung|zahlungen|kündigung|entschuldigung|meldung|ordnung|abteilung|"
    r"gesundheit|krankheit|gelegenheit|möglichkeit|erfahrung|meinung|kleidung|richtung|verspätung|buchung|buchungen|anleitung|"
    r"reinigung|reparierung|bedeutung|währung|nahrung|hoffnung|einladung|umgebung|bewertung|packung|quittung|mahnung|"
    r"vertretung|regierung|verwaltung|stiftung|prüfung|wartung|mitteilung|beratung|mehrheit|freiheit|sicherheit|einheit)$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:wird|werden|wurde|wurden)\b[^.!?]{0,160}\b(?!geb|geh)(?:\w{0,9}ge\w{2,}(?:t|en)|(?:be|ver|er|ent|zer)\w{2,}(?:t|en)|\w+iert)\b"
)
_ACTOR = re.compile(r"\b(?:von|durch|wir|ich|uns|mir|Sie)\b")
_AUXILIARY = re.compile(r"\b(?:wird|werden|wurden?)\b")
MOST_NOUNS, MOST_PASSIVES = 3, 3
_GENITIVE = Said(
    de="Mehrere Genitive hintereinander; machen Sie aus einem davon einen Nebensatz.",
    en="Several genitives in a row; make one of them a clause.",
)
_HEAP = Said(de="Ein Satz aus Hauptwörtern; nehmen Sie Verben.", en="A sentence made of nouns; use verbs.")
_NOBODY = Said(
    de="Fast überall Passiv: Niemand tut etwas. Sagen Sie, wer was tut.",
    en="Passive nearly everywhere: nobody acts. Say who does what.",
)


def heaps(text: str, cut: list[tuple[int, int]], language: str, known: list[Finding]) -> list[Finding]:
    """What the wordings of the lists (`known`) have not said already."""
    found = []
    stack = _STACK if language == "de" else _STACK_ENGLISH
    for start, end in cut:
        if any(one.kind == "official" and start <= one.start < end for one in known):
            continue
        if piled := stack.search(text, start, end):
            found.append(Finding("official", piled.start(), piled.end(), piled[0], _GENITIVE, None))
        elif language == "de" and _made_of_nouns(text, start, end):
            found.append(Finding("official", start, end, text[start:end], _HEAP, None))
    if language == "de" and not found:
        found += _passives(text, cut)
    return found


def _made_of_nouns(text: str, start: int, end: int) -> bool:
    return sum(not _EVERYDAY.search(noun) for noun in _NOUN.findall(text, start, end)) >= MOST_NOUNS


def _passives(text: str, cut: list[tuple[int, int]]) -> list[Finding]:
    """One finding where two thirds of the sentences have nobody who acts."""
    if len(_AUXILIARY.findall(text)) < MOST_PASSIVES:
        return []
    passive = [one for one in cut if _PASSIVE.search(text, *one) and not _ACTOR.search(text, *one)]
    if len(passive) < MOST_PASSIVES or 3 * len(passive) < 2 * len(cut):
        return []
    start, end = passive[0]
    return [Finding("official", start, end, text[start:end], _NOBODY, None)]
