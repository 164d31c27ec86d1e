"""One person with all numbers and addresses under which anything of them may lie here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q
from django.db.models.functions import Lower

from kunding.customers.models import Customer, Identity
from kunding.customers.queries.one_person import everyone_of, survivors_of
from kunding.customers.queries.search import ways_to_write
from kunding.customers.rules import identity_value
from kunding.customers.rules.contact import phone_number

FEWEST_DIGITS = 6  # a shorter number is no phone number: it could be anybody's customer number


class SubjectIsUnclear(Exception):
    """More than one person is meant; the text names them by their numbers."""


@dataclass(frozen=True)
class Subject:
    """A person whom data are about.

    words: "number:4711", "address:erika@example.org", "phone:+49341123456": all that names the person surely.
    """

    records: tuple[int, ...]  # keys of customers, the one that is shown first; none for somebody who only wrote to us
    words: frozenset[str]
    names: tuple[str, ...] = field(default=())

    def is_called(self, written: str) -> bool:
        """Return whether this author, sender or recipient is the person."""
        return not self.words.isdisjoint(words_for(written))

    @property
    def addresses(self) -> frozenset[str]:
        """Return the person's e-mail addresses, handles and contracts, as they are compared."""
        return frozenset(word.removeprefix("address:") for word in self.words if word.startswith("address:"))


def find_subject(word: str) -> Subject:
    """Return the person whom a number, e-mail, phone or handle names; without records where no customer has it.

    Raises SubjectIsUnclear.
    """
    wanted = word.strip()
    people = sorted(set(survivors_of(_records_named(wanted)).values())) if wanted else []
    if len(people) > 1:
        numbers = Customer.objects.filter(pk__in=people[:10]).order_by("pk").values_list("reference", flat=True)
        raise SubjectIsUnclear(f"“{wanted}” names several people; name one by its number: {', '.join(numbers)}.")
    return subject_of(people[0]) if people else Subject((), frozenset(words_for(wanted)))


def subject_of(customer: int) -> Subject:
    """Return the person to whom this record belongs, with all records that were merged."""
    keys = everyone_of(customer)
    records = list(Customer.objects.filter(pk__in=keys))
    identities = Identity.objects.filter(customer__in=keys).values_list("kind", "value")
    words = {word for record in records for word in _words_of(record)} | {
        word for kind, value in identities for word in _words(kind, value)
    }
    names = tuple(dict.fromkeys(record.name for record in records if record.name))
    return Subject(tuple(key for key in keys if key in {record.pk for record in records}), frozenset(words), names)


def sharing_an_address(subject: Subject) -> list[str]:
    """Return the numbers of other customers with one of the person's e-mail addresses: the same person, perhaps."""
    named = Customer.objects.annotate(lowered=Lower("email")).filter(lowered__in=subject.addresses)
    return list(named.exclude(pk__in=subject.records).order_by("pk").values_list("reference", flat=True)[:10])


def words_for(written: str) -> Iterator[str]:
    """Yield the words that an author may be: a number, an address, a phone number.

    >>> sorted(words_for("Erika@Example.org "))
    ['address:erika@example.org', 'number:Erika@Example.org']
    """
    plain = written.strip()
    if plain:
        yield f"number:{plain}"
        yield from _words("handle", plain)
        yield from _words("phone", plain)


def known_words() -> Iterator[tuple[int, str]]:
    """Yield each record's key with each word that names its person; all records of the installation."""
    for record in Customer.objects.only("reference", "email", "phone").iterator(chunk_size=5_000):
        for word in _words_of(record):
            yield record.pk, word
    for key, kind, value in Identity.objects.values_list("customer", "kind", "value").iterator(chunk_size=5_000):
        for word in _words(kind, value):
            yield key, word


def _words_of(record: Customer) -> Iterator[str]:
    yield f"number:{record.reference}"
    yield from _words("email", record.email)
    yield from _words("phone", record.phone)


def _words(kind: str, written: str) -> Iterator[str]:
    if kind != "phone":
        if address := identity_value(kind, written):
            yield f"address:{address}"
        return
    digits = identity_value("phone", written)
    if len(digits) >= FEWEST_DIGITS and not any(sign.isalpha() for sign in written):
        yield f"phone:{phone_number(written) or digits}"


def _records_named(word: str) -> Iterable[int]:
    addresses = {identity_value("email", word), *ways_to_write(word)} - {""}
    written = Q(reference__in={word, word.upper(), word.lower()}) | Q(email__iexact=word) | Q(phone=word)
    yield from Customer.objects.filter(written).values_list("pk", flat=True)
    yield from Identity.objects.filter(value__in=addresses).values_list("customer", flat=True)
    called = {one for one in _words("phone", word) if not word.isalnum() or word.isdigit()}
    if called:
        # Of two with one telephone only the first has it as an identity, and each list writes numbers in its own way.
        phones = Customer.objects.exclude(phone="").values_list("pk", "phone").iterator(chunk_size=10_000)
        yield from (key for key, phone in phones if not called.isdisjoint(_words("phone", phone)))
