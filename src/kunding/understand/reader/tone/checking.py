"""One draft in, its tone out."""

from kunding.understand.reader.tone import length, missing, nouns, patterns
from kunding.understand.reader.tone.ease import reading_ease
from kunding.understand.reader.tone.findings import Finding, Tone
from kunding.understand.reader.tone.matching import apart, find
from kunding.understand.reader.tone.rewriting import rewritten
from kunding.understand.reader.tone.sentences import parts, sentences
from kunding.understand.reader.tone.shouting import shouted
from kunding.understand.reader.tone.speaking import guess
from kunding.understand.reader.tone.summary import summary


class UnknownDraft(ValueError):
    """A draft is said to be something that the check does not know."""


def check(text: str, *, kind: str = "reply", language: str | None = None, asked: str = "") -> Tone:
    """What a person should change in a draft: a `reply`, a `letter` (also a template) or a `sign`.

    `language` is `de` or `en`, guessed where it is None; in another language nothing is found. `asked` is the
    customer's message, where the draft replies to one. Raises UnknownDraft for another kind.
    """
    if kind not in patterns.DRAFTS:
        raise UnknownDraft(
            f"A draft is a {', a '.join(patterns.DRAFTS[:-1])} or a {patterns.DRAFTS[-1]}, not “{kind}”."
        )
    spoken = language or guess(text)
    draft = parts(text)
    cut = sentences(text, *draft.body)
    found: list[Finding] = []
    if spoken in patterns.LANGUAGES:
        found = find(text, patterns.shipped(spoken), kind)
        if kind == "sign":
            found = apart([*found, *shouted(text)])
        else:
            found = [*found, *nouns.heaps(text, cut, spoken, found), *length.long(text, cut, spoken)]
        if kind == "reply":
            found += missing.missing(text, draft, cut, spoken, asked)
    found.sort(key=lambda one: (one.start, one.end))
    return Tone(
        language=spoken,
        kind=kind,
        findings=tuple(found),
        reading_ease=reading_ease(text, cut, spoken),
        summary=summary(found),
        rewritten=rewritten(text, found),
    )
