"""Delivery reports: which mail of ours did not reach whom, and why (RFC 3464)."""

import re
from email import message_from_bytes
from email.policy import compat32

from kunding.listen.sources.mail.headers.identity import identifiers
from kunding.listen.sources.mail.headers.people import address_in
from kunding.listen.sources.mail.headers.raw import Mail, header, headers
from kunding.listen.sources.mail.headers.words import words
from kunding.listen.sources.mail.parsed import Bounced
from kunding.listen.sources.mail.structure import content, every_part, media_type, parameter

_POSTMEN = re.compile(r"(?i)^(?:mailer-daemon|postmaster|mail-daemon)@")
_SUBJECT = re.compile(
    r"(?i)undeliver|delivery (?:status|failure|has failed)|returned mail|failure notice|unzustellbar|nicht zugestellt"
)
_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_ENCLOSED = {"text/rfc822-headers", "message/rfc822"}


def is_bounce(mail: Mail) -> bool:
    """Return whether the mail is a delivery report, by its form or by who wrote what without a return path."""
    if media_type(mail) == "multipart/report":
        return parameter(mail, "report-type").lower() == "delivery-status"
    if headers(mail, "X-Failed-Recipients"):
        return True
    by_postman = bool(_POSTMEN.match(address_in(header(mail, "From"))))
    return by_postman and bool(_SUBJECT.search(words(header(mail, "Subject"))))


def bounced(mail: Mail) -> Bounced:
    """Return what the report says; fields that it does not tell are empty."""
    report, enclosed = b"", b""
    for part in every_part(mail):
        if media_type(part) == "message/delivery-status" and not report:
            report = content(part)[:50_000]
        elif media_type(part) in _ENCLOSED and not enclosed:
            enclosed = content(part)[:50_000]
    fields = message_from_bytes(report.replace(b"\r", b"").replace(b"\n\n", b"\n").lstrip(), policy=compat32)
    ours = message_from_bytes(enclosed.lstrip(), policy=compat32)
    recipient = header(fields, "Final-Recipient") or header(fields, "Original-Recipient")
    status = _STATUS.search(header(fields, "Status"))
    return Bounced(
        recipient=address_in(recipient or header(mail, "X-Failed-Recipients")),
        status=status[0] if status else "",
        action=words(header(fields, "Action")).lower()[:20],
        message_id=next(iter(identifiers(header(ours, "Message-ID"))), ""),
    )
