"""What the person said, how it was read, and the mails that brought it."""

from collections.abc import Iterator

from django.utils.translation import gettext

from kunding.listen.belongings import Belongings, conversations_of
from kunding.listen.models import Attachment, Channel, Feedback, Mail
from kunding.loop.rights.disclosure.masking import Masks
from kunding.loop.rights.disclosure.part import KeptFile, Row, row
from kunding.understand.models import Membership, Reading

# Written down by one of ours: others may be named in it.
_WRITTEN_BY_US = frozenset({Channel.PHONE, Channel.LETTER, Channel.SHOP, Channel.NOTE})


def word_rows(heard: Belongings, masks: Masks) -> Iterator[Row]:
    """Yield each piece of feedback with what the computer made of it."""
    labels = {
        "said_at": gettext("When"),
        "channel": gettext("Channel"),
        "source": gettext("Source"),
        "purpose": gettext("Purpose of the source"),
        "legal_basis": gettext("Legal basis of the source"),
        "author": gettext("Written by"),
        "subject": gettext("Subject"),
        "text": gettext("Words"),
        "rating": gettext("Rating (0 to 1)"),
        "recommend": gettext("Would recommend (0 to 10)"),
        "effort": gettext("Made it easy (1 to 7)"),
        "touchpoint": gettext("Where it happened"),
        "extra": gettext("Other columns"),
        "files": gettext("Files"),
        "read_as": gettext("How our computer read it"),
        "theme": gettext("Theme"),
    }
    for feedback in conversations_of(heard).select_related("source", "touchpoint", "reading"):
        text = masks.covered([feedback.text])[0] if feedback.channel in _WRITTEN_BY_US else feedback.text
        values = {name: getattr(feedback, name, None) for name in labels}
        values |= {
            "channel": str(feedback.get_channel_display()),
            "source": feedback.source.name,
            "purpose": feedback.source.purpose,
            "legal_basis": feedback.source.legal_basis,
            "text": text,
            "touchpoint": feedback.touchpoint.name if feedback.touchpoint else "",
            "extra": [f"{name}: {value}" for name, value in (feedback.extra or {}).items()],
            "files": [one.name for one in Attachment.objects.filter(feedback=feedback).order_by("position")],
            "read_as": _read_as(feedback),
            "theme": _theme(feedback),
        }
        yield row(labels, values)


def mail_rows(heard: Belongings, masks: Masks) -> Iterator[Row]:
    """Yield each mail of the person."""
    labels = {
        "said_at": gettext("When"),
        "sender": gettext("From"),
        "sender_name": gettext("Name"),
        "recipients": gettext("To"),
        "subject": gettext("Subject"),
        "text": gettext("Words"),
        "quoted": gettext("Quoted words"),
        "kind": gettext("Kind"),
        "files": gettext("Files"),
    }
    for mail in Mail.objects.filter(pk__in=heard.mails).order_by("said_at", "pk"):
        values = {name: getattr(mail, name, None) for name in labels}
        values |= {
            "kind": str(mail.get_kind_display()),
            "quoted": masks.covered([mail.quoted])[0] if mail.quoted else "",
            "files": [one.name for one in mail.attachments.order_by("position")],
        }
        yield row(labels, values)


def received_files(heard: Belongings) -> Iterator[KeptFile]:
    """Yield the files that the person sent, and the mails as they came."""
    for one in Attachment.objects.filter(pk__in=heard.attachments).order_by("pk"):
        yield KeptFile(f"files/{one.pk}-{plain_name(one.name)}", one.digest)
    for mail in Mail.objects.filter(pk__in=heard.mails).order_by("pk"):
        yield KeptFile(f"mails/{mail.pk}.eml", mail.digest)


def _read_as(feedback: Feedback) -> list[str]:
    reading: Reading | None = getattr(feedback, "reading", None)
    if reading is None:
        return []
    found = {
        gettext("Language"): reading.language,
        gettext("Judgement"): f"{reading.get_sentiment_display()} ({reading.sentiment_probability:.0%})",
        gettext("Wish"): f"{reading.get_intent_display()} ({reading.intent_probability:.0%})",
        gettext("Urgency"): reading.get_urgency_display(),
        gettext("Competitor"): reading.competitor,
    }
    return [f"{name}: {word}" for name, word in found.items() if word]


def _theme(feedback: Feedback) -> str:
    membership: Membership | None = getattr(feedback, "membership", None)
    return membership.theme.label if membership and membership.theme else ""


def plain_name(name: str) -> str:
    """Return a file's name without anything that could lead elsewhere."""
    return "".join(sign if sign.isalnum() or sign in "._-" else "_" for sign in name)[-100:] or "file"
