"""A company with one receiver: cases are opened by the API, and the worker calls what is due."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override

from kunding.conftest import Firm
from kunding.loop.queries import debts
from kunding.loop.stages import ASIDE
from kunding.loop.worker import Worker
from kunding.people.actions import issue_token
from kunding.respond.actions import add_webhook
from kunding.respond.models import Case, Webhook
from kunding.trail.models import Entry
from tests.webhooks.receiver import Receiver

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)  # a Monday
SECRET_WORDS = "Meine Rechnung ist falsch, sagt Erika Yilmaz."


@dataclass
class Office:
    """The company, and the moment at which its worker works."""

    firm: Firm
    at: datetime = NOW
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.headers = {"Authorization": f"Bearer {issue_token(person=self.firm.vera, name='test', at=NOW)}"}

    def opens(self, number: int = 1, **more: object) -> list[HttpResponse]:
        """Open cases as a program does, and return the answers of the API."""
        entered = {"text": SECRET_WORDS, "customer": "4711", "touchpoint": "bill", **more}
        ask = {"content_type": "application/json", "headers": self.headers}
        return [Client().post("/api/v1/cases", entered, **ask) for _ in range(number)]  # type: ignore[arg-type]

    def asks(self, address: str) -> HttpResponse:
        """Ask the API."""
        return Client().get(address, headers=self.headers)  # type: ignore[return-value]

    def tells(self, receiver: Receiver, *events: str, name: str = "ERP") -> Webhook:
        """Add the receiver."""
        return add_webhook(address=receiver.url, name=name, events=events, by=self.firm.vera, at=self.at)[0]

    def goes_round(self, *, after: timedelta = timedelta(0)) -> None:
        """Call whom something is owed to, and who may be called by now."""
        self.at += after
        Worker(stages=ASIDE, clock=lambda: self.at).drain()

    @property
    def status(self) -> tuple[int, str]:
        """Return what `kunding status` says of the calls."""
        with override("en"):
            (debt,) = debts(ASIDE, at=self.at)
        return debt.owed, debt.error


def opened() -> list[tuple[str, str]]:
    """Return what a receiver hears of the cases that were opened, in the order of the trail."""
    numbers = dict(Case.objects.values_list("pk", "number"))
    entries = Entry.objects.filter(act="open_case").order_by("pk")
    return [("case.opened", numbers[int(entry.subject.partition(":")[2])]) for entry in entries]
