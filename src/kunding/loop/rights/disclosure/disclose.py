"""Collects everything that is held about one person."""

from datetime import datetime

from kunding.loop.rights.disclosure import matters, records, words
from kunding.loop.rights.disclosure.masking import Masks
from kunding.loop.rights.disclosure.part import Disclosure
from kunding.loop.rights.disclosure.records import part
from kunding.loop.rights.holdings import Holdings
from kunding.people.queries import company


def disclose(held: Holdings, *, at: datetime, language: str) -> Disclosure:
    """Return what is held about the person, in the active language; `language` names it."""
    subject, masks = held.subject, Masks(held.subject)
    parts = (
        part("record", records.record_rows(subject)),
        part("consent", records.consent_rows(subject)),
        part("contacts", records.contact_rows(subject)),
        part("words", words.word_rows(held.heard, masks)),
        part("mails", words.mail_rows(held.heard, masks)),
        part("cases", matters.case_rows(held.matters)),
        part("letters", matters.letter_rows(held.matters)),
        part("internal", matters.internal_rows(held.matters, masks)),
        part("rejects", records.reject_rows(subject)),
        part("figures", records.figure_rows(subject)),
    )
    return Disclosure(
        company=company().name,
        person=", ".join(subject.names) or ", ".join(sorted(subject.addresses)),
        language=language,
        made_at=at,
        parts=tuple(one for one in parts if one.rows),
        files=(*words.received_files(held.heard), *matters.sent_files(held.matters)),
    )
