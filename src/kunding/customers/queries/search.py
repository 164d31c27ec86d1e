"""Looks customers up by number, name, e-mail or phone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from kunding.customers.models import Customer, Identity
from kunding.customers.rules.contact import COUNTRY, phone_number
from kunding.customers.rules.receiving import identity_value

PER_PAGE = 25
MOST = 200  # who finds more than this says a word more
LONGEST = 100
FEWEST_DIGITS = 5


@dataclass(frozen=True)
class Found:
    """One customer as the list shows it."""

    key: int
    reference: str
    name: str
    email: str
    phone: str
    segment: str
    since: date | None
    left: bool
    value_per_year: Decimal | None


def found_customers(words: str, *, number: str = "1") -> tuple[Page[Customer], list[Found]]:
    """Return one page of the customers that `words` name, all without words; each person once, MOST at most."""
    page = Paginator(_matching(words.replace("\x00", "").strip()[:LONGEST]), PER_PAGE).get_page(number)
    return page, [_found(one) for one in page.object_list]


def _matching(words: str) -> QuerySet[Customer]:
    shown = Customer.objects.filter(merged_into=None).order_by("-pk")
    if not words:
        return shown
    # Numbers and addresses have an index; names are looked through, once, and only where nothing else was meant.
    hits = _people(Q(reference__in={words, words.upper(), words.lower()}) | Q(pk__in=list(_reached_by(words))))
    return shown.filter(pk__in=hits or _people(_names(words)))


def _people(condition: Q) -> set[int]:
    """The shown records of the first that meet a condition; a record that was merged leads to the one that is shown."""
    rows = Customer.objects.filter(condition).values_list("pk", "merged_into")
    return {into or key for key, into in rows[:MOST]}


def _names(words: str) -> Q:
    every = Q()
    for word in words.split():
        every &= Q(name__icontains=word)
    return every


def _reached_by(words: str) -> QuerySet[Identity, int]:
    addresses = {words.lower(), identity_value("email", words), *ways_to_write(words)} - {""}
    return Identity.objects.filter(value__in=addresses).values_list("customer", flat=True)


def ways_to_write(words: str) -> set[str]:
    """Return the forms in which an export may have given this phone number."""
    digits = identity_value("phone", words)
    if len(digits) < FEWEST_DIGITS or any(sign.isalpha() for sign in words):
        return set()
    whole = phone_number(words)
    inland = whole.removeprefix(f"+{COUNTRY}") if whole.startswith(f"+{COUNTRY}") else ""
    ways = {digits, whole, whole.replace("+", "00"), whole.removeprefix("+")}
    return (ways | {f"0{inland}", f"+{COUNTRY}0{inland}"} if inland else ways) - {""}


def _found(one: Customer) -> Found:
    return Found(
        key=one.pk,
        reference=one.reference,
        name=str(one),
        email=one.email,
        phone=one.phone,
        segment=one.segment,
        since=one.joined_on,
        left=one.left,
        value_per_year=one.value_per_year,
    )
