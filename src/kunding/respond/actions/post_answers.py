"""What a person tells a customer by mail goes out as a letter, written in the transaction of the answer."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext, override

from kunding.people.queries import company
from kunding.respond.actions.letters import link_of
from kunding.respond.models import Answer, Case, Outgoing, Purpose
from kunding.respond.post.message import line
from kunding.respond.queries.addresses import Way, reply_to, way_to
from kunding.respond.queries.letters import language_of, message_id_of

BY_MAIL = "mail"
_ANSWERS = re.compile(r"(?i)^\s*(?:re|aw|antwort|wg|fwd?)\s*(?:\[\d+\])?\s*:\s*")
_OURS = re.compile(r"\[K-\d{4}-\d{6,12}\]")


def post_answers(answers: Sequence[Answer]) -> int:
    """Write a letter for each answer that is told by mail, where an address is known; return how many.

    The files of an answer are read when the letter is sent. Call it inside the transaction of the answers.
    """
    letters = [letter for answer in answers if answer.channel == BY_MAIL and (letter := _letter(answer))]
    return len(Outgoing.objects.bulk_create(letters))


def _letter(answer: Answer) -> Outgoing | None:
    case = Case.objects.select_related("feedback__customer", "feedback__reading").get(pk=answer.case_id)
    way = way_to(case)
    if not way.to:
        return None
    language = language_of(case.feedback, otherwise=company().language)
    with override(language):
        subject, text = subject_of(case, way), _text(answer, case)
    return Outgoing(
        case=case,
        answer=answer,
        purpose=Purpose.ANSWER,
        to=way.to,
        subject=subject,
        text=text,
        language=language,
        message_id=message_id_of(Purpose.ANSWER, f"{case.number} {answer.pk}", to=way.to),
        reply_to=reply_to(case, mail=way.mail),
        in_reply_to=f"<{way.mail.message_id}>" if way.mail else "",
        written_at=answer.at,
        try_at=answer.at,
    )


def subject_of(case: Case, way: Way) -> str:
    """Return “Re: …” with the customer's own subject once, and the number of the case."""
    said = line(way.mail.subject if way.mail else case.feedback.subject)
    said = _OURS.sub("", said)
    while (shorter := _ANSWERS.sub("", said, count=1)) != said:
        said = shorter
    about = " ".join(said.split())[:150] or gettext("Your matter")
    return f"Re: {about} [{case.number}]"


def _text(answer: Answer, case: Case) -> str:
    here = gettext("Here you see how things stand, and can say whether it is solved:")
    return f"{answer.text}\n\n-- \n{here}\n{link_of(case)}\n"
