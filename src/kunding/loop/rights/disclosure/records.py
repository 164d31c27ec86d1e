"""The customer's records, statements and contacts, and the marks under which figures are kept."""

from collections.abc import Iterator

from django.utils.translation import gettext

from kunding.customers.facts import customer_keys
from kunding.customers.models import Consent, Contact, Customer, Identity
from kunding.customers.queries.subject import Subject
from kunding.loop.rights.disclosure.about import ABOUT
from kunding.loop.rights.disclosure.part import Part, Row, row
from kunding.loop.rights.rejects import rows_naming


def part(kind: str, rows: Iterator[Row]) -> Part:
    """Return a part with what is to be told of its kind."""
    told = ABOUT[kind]
    return Part(
        key=kind,
        title=str(told.title),
        origin=str(told.origin),
        purpose=str(told.purpose),
        basis=str(told.basis),
        recipients=str(told.recipients),
        kept=str(told.kept),
        rows=tuple(rows),
    )


def record_rows(subject: Subject) -> Iterator[Row]:
    """Yield each record of the person with its numbers and addresses."""
    labels = {
        "reference": gettext("Customer number"),
        "name": gettext("Name"),
        "email": gettext("E-mail"),
        "phone": gettext("Phone"),
        "language": gettext("Language"),
        "segment": gettext("Group of customers"),
        "value_per_year": gettext("€ per year"),
        "joined_on": gettext("Customer since"),
        "left_on": gettext("Left on"),
        "known_as": gettext("Recognised by"),
        "extra": gettext("Other columns of the list"),
    }
    for record in Customer.objects.filter(pk__in=subject.records).order_by("pk"):
        known = Identity.objects.filter(customer=record).order_by("kind", "value")
        values = {name: getattr(record, name, None) for name in labels}
        values |= {
            "known_as": [f"{one.kind}: {one.value}" for one in known],
            "extra": [f"{name}: {value}" for name, value in (record.extra or {}).items()],
        }
        yield row(labels, values)


def consent_rows(subject: Subject) -> Iterator[Row]:
    """Yield each statement about being contacted."""
    labels = {
        "at": gettext("When"),
        "verdict": gettext("What you said"),
        "purpose": gettext("About what"),
        "channel": gettext("Channel"),
        "ground": gettext("Ground"),
        "proof": gettext("How it can be shown"),
    }
    for said in Consent.objects.filter(customer__in=subject.records).order_by("at", "pk"):
        values = {
            "at": said.at,
            "verdict": str(said.get_verdict_display()),
            "purpose": str(said.get_purpose_display()) if said.purpose else gettext("everything"),
            "channel": str(said.get_channel_display()) if said.channel else gettext("every channel"),
            "ground": str(said.get_ground_display()) if said.ground else "",
            "proof": said.proof,
        }
        yield row(labels, values)


def contact_rows(subject: Subject) -> Iterator[Row]:
    """Yield each time the person was contacted."""
    labels = {"at": gettext("When"), "purpose": gettext("About what"), "channel": gettext("Channel")}
    for one in Contact.objects.filter(customer__in=subject.records).order_by("at", "pk"):
        values = {
            "at": one.at,
            "purpose": str(one.get_purpose_display()),
            "channel": str(one.get_channel_display()),
        }
        yield row(labels, values)


def reject_rows(subject: Subject) -> Iterator[Row]:
    """Yield each line of an import that was refused and names the person."""
    labels = {"file": gettext("File"), "cells": gettext("Line")}
    for file, head, cells in rows_naming(subject):
        named = [f"{name}: {cell}" for name, cell in zip(head, cells, strict=False) if cell]
        yield row(labels, {"file": file.name, "cells": named})


def figure_rows(subject: Subject) -> Iterator[Row]:
    """Yield the number under which figures know the person; nobody can turn it back without the installation's key."""
    for key in dict.fromkeys(customer_keys(subject.records)):
        yield row({"pseudonym": gettext("Number in the figures")}, {"pseudonym": str(key)})
