"""Pure reading of e-mail: bytes in, a frozen dataclass out; no database, no network, no clock."""

from kunding.listen.sources.mail.parse import parse
from kunding.listen.sources.mail.parsed import AttachedFile, Bounced, Kind, ParsedMail, Sender
from kunding.listen.sources.mail.refusal import MailIsBeyondUs

__all__ = ["AttachedFile", "Bounced", "Kind", "MailIsBeyondUs", "ParsedMail", "Sender", "parse"]
