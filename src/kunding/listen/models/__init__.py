"""What customers told us, where it came from, and the mails that brought it."""

from kunding.listen.models.feedback import Channel, Feedback, Intake, Source
from kunding.listen.models.leftover import Leftover
from kunding.listen.models.mail import Attachment, Mail, MailKind
from kunding.listen.models.mailbox import Failure, Mailbox
from kunding.listen.models.quarantine import Quarantine, Reason

__all__ = [
    "Attachment",
    "Channel",
    "Failure",
    "Feedback",
    "Intake",
    "Leftover",
    "Mail",
    "MailKind",
    "Mailbox",
    "Quarantine",
    "Reason",
    "Source",
]
