"""Erases a person's records (GDPR Art. 17); what is left keeps us from ever writing to that person again."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from kunding.customers.digests import keyed
from kunding.customers.models import Consent, Contact, Customer, Erased, Identity, Merge, Verdict
from kunding.customers.queries.erased import erased_since
from kunding.customers.queries.subject import Subject, words_for

PROOF = "GDPR Art. 17: the person was erased here before and has not agreed anew; recognised by a keyed digest."


@transaction.atomic
def erase_records(*, subject: Subject, at: datetime) -> dict[str, int]:
    """Delete the person's records with their addresses, statements and merges; return how many of each."""
    rows = {
        "customers": Customer.objects.filter(pk__in=subject.records),
        "identities": Identity.objects.filter(customer__in=subject.records),
        "statements": Consent.objects.filter(customer__in=subject.records),
        "contacts": Contact.objects.filter(customer__in=subject.records),
        "merges": Merge.objects.filter(kept__in=subject.records),
    }
    counts = {kind: found.count() for kind, found in rows.items()}
    remember_erased(known={keyed(word): at for word in subject.words})
    Customer.objects.filter(merged_into__in=subject.records).update(merged_into=None)
    rows["customers"].delete()
    return counts


@transaction.atomic
def remember_erased(*, known: Mapping[str, datetime]) -> None:
    """Remember these digests (see `customers.digests`) as those of people who were erased at these moments."""
    rows = [Erased(digest=digest, at=at) for digest, at in sorted(known.items())]
    Erased.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["digest"], update_fields=["at"], batch_size=1_000
    )


def remember_objections(*, references: Iterable[str], at: datetime) -> int:
    """Note the objection of customers with these numbers who were erased before and come back by an import.

    Must run inside the transaction that added them.
    """
    if not Erased.objects.exists():
        return 0
    back: list[Consent] = []
    for customer in Customer.objects.filter(reference__in=list(references)):
        named = {*words_for(customer.reference), *words_for(customer.email), *words_for(customer.phone)}
        since = erased_since(named)
        if since is not None:
            back.append(
                Consent(customer=customer, verdict=Verdict.OBJECTED, proof=PROOF, at=min(since, at), noted_at=at)
            )
    return len(Consent.objects.bulk_create(back, batch_size=1_000))
