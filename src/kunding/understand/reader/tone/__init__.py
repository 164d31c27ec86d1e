"""The tone of a draft: what is hostile, official, empty, missing or long in a reply, a letter or a sign."""

from kunding.understand.reader.tone.checking import UnknownDraft, check
from kunding.understand.reader.tone.findings import KINDS, Ease, Finding, Said, Tone
from kunding.understand.reader.tone.patterns import DRAFTS

__all__ = ["DRAFTS", "KINDS", "Ease", "Finding", "Said", "Tone", "UnknownDraft", "check"]
