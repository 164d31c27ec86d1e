"""The parts of a case that an address names: a task, a file, a letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from kunding.conftest import NOW, Firm
from kunding.listen import files
from kunding.listen.models import Attachment, Quarantine
from kunding.listen.pictures import MEDIA_TYPE
from kunding.listen.tests.letters import letter
from kunding.people.models import Person
from kunding.respond.models import Answer, Case, Enclosure, Goodwill, Outgoing, Task


@dataclass(frozen=True)
class Parts:
    """The keys of one case's parts, by the address that names them."""

    keys: Mapping[str, int]

    def of(self, name: str) -> int:
        """Return the key of the part that this address names."""
        return self.keys[name]


@lru_cache  # the same bytes lie in the store once
def _kept(content: bytes) -> str:
    return files.keep(content)


def parts_of(case: Case, by: Person, firm: Firm) -> Parts:
    """Give the case a task, goodwill to decide, an answer with a file and its letter, a photo, a mail that asks in."""
    written = Answer.objects.create(case=case, by=by, at=NOW, text="Guten Tag.", channel="mail")
    mail = letter("Darf ich?", number=10_000 + case.pk)
    held = {"case": case, "unit": case.unit}
    made = {
        "respond:finish": Task.objects.create(**held, what="Zähler ablesen", due_at=NOW, asked_by=by, asked_at=NOW),
        "respond:note_withdrawal": Task.objects.create(
            **held, what="Doch nicht", due_at=NOW, asked_by=by, asked_at=NOW, withdrawn_at=NOW
        ),
        "respond:decide_goodwill": Goodwill.objects.create(
            **held, amount=90, what="Gutschrift", state="asked", by=firm.emil, at=NOW
        ),
        "respond:file": Enclosure.objects.create(
            answer=written, name="Rechnung.pdf", media_type="application/pdf", size=4, digest=_kept(b"%PDF")
        ),
        "respond:send_again": Outgoing.objects.create(
            case=case, answer=written, purpose="answer", to="ada@example.org", subject="Re", text="Guten Tag.",
            message_id=f"<{case.pk}@lindenau.example>", written_at=NOW, sent_at=NOW + timedelta(minutes=1),
        ),
        "public:photo": Attachment.objects.create(
            feedback=case.feedback, name="photo-1.jpg", media_type=MEDIA_TYPE, size=4, digest=_kept(b"\xff\xd8\xff\xd9")
        ),
        "web:claim": Quarantine.objects.create(
            source=firm.source, digest=_kept(mail), size=len(mail), reason="stranger", at=NOW,
            conversation=case.feedback,
        ),
    }  # fmt: skip
    return Parts({name: part.pk for name, part in made.items()})


def give_second_factor(person: Person) -> None:
    """Let the person have an app and codes, so that there is something to show and to remove."""
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    assert Authenticator.objects.filter(user=person).count() == 2
