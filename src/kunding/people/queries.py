"""Questions about the company and its people."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kunding.people.models import Absence, AccessToken, Company, Person, Role, Unit
from kunding.people.rules import stand_ins, token_digest
from kunding.trail.kept import Kept

MOST_LISTED = 500  # whoever wants more needs a word to search for


# Each act after which somebody is here, stands elsewhere, or may do other things than before.
ACTS_ON_PEOPLE = (
    "found_company",
    "add_person",
    "receive_people",
    "deactivate_person",
    "reactivate_person",
    "place_person",
    "change_email",
    "place_units",
    "give_role",
    "withdraw_role",
)
# Each act after which a token may stand for other rights.
ACTS_ON_RIGHTS = (
    *ACTS_ON_PEOPLE,
    "end_sessions",
    "issue_token",
    "revoke_token",
    "set_password",
)


class CompanyIsMissing(Exception):
    """Nobody has founded the company yet."""


def company() -> Company:
    """Return the one company; raises CompanyIsMissing before it is founded."""
    found = Company.objects.filter(id=1).first()
    if found is None:
        raise CompanyIsMissing("There is no company yet: run `kunding demo`, `kunding import FILE` or `kunding run`.")
    return found


def chief_customer_officer() -> Person:
    """Return who answers for customers when nobody else does: the CCO, else an administrator."""
    people = Person.objects.filter(is_active=True, grants__unit=None)
    chief = people.filter(grants__role=Role.CCO).order_by("id").first()
    chief = chief or people.filter(grants__role=Role.ADMINISTRATOR).order_by("id").first()
    if chief is None:
        raise CompanyIsMissing("Nobody holds the role of Chief Customer Officer: grant it to a person first.")
    return chief


def roles_of(person: Person) -> frozenset[str]:
    """Return the words of all roles that `person` holds, for the company or a unit; each person is an employee."""
    return frozenset(person.grants.values_list("role", flat=True)) | {Role.EMPLOYEE.value}


@dataclass(frozen=True)
class Bearer:
    """Whom a token acts for, with the roles of that person."""

    person: Person
    roles: frozenset[str]


_BEARERS: Kept[str, Bearer] = Kept(acts=ACTS_ON_RIGHTS)


def bearer_of(token: str) -> Bearer | None:
    """Return whom the token acts for, None where it is unknown, revoked, or the person has left."""
    digest = token_digest(token)
    return _BEARERS.get(digest, read=lambda: _bearer(digest))


def _bearer(digest: str) -> Bearer | None:
    found = AccessToken.objects.filter(digest=digest, revoked_at=None, person__is_active=True)
    token = found.select_related("person").first()
    return Bearer(token.person, roles_of(token.person)) if token else None


def units_by_word() -> dict[str, Unit]:
    """All units by code and name in lower case; a code wins over a name."""
    units = list(Unit.objects.order_by("-pk"))
    return {unit.name.lower(): unit for unit in units} | {unit.code.lower(): unit for unit in units}


def people_by_word() -> dict[str, Person]:
    """All active people by e-mail and name in lower case; an e-mail wins, and a name that two have names nobody."""
    people = list(Person.objects.filter(is_active=True))
    bearers = Counter(person.name.lower() for person in people)
    alone = {person.name.lower(): person for person in people if bearers[person.name.lower()] == 1}
    return alone | {person.email.lower(): person for person in people}


def deputies(on: date) -> dict[int, int]:
    """Return who stands in for whom on a day: key of the absent person → key of somebody who is there.

    Where the deputy is away, too, the deputy's deputy counts; where all of them are away, nobody stands in.
    """
    rows = Absence.objects.filter(starts_on__lte=on, ends_on__gte=on, deputy__is_active=True).order_by("pk")
    return stand_ins(dict(rows.values_list("person", "deputy")))


def people_listed(keys: Collection[int] | None, *, words: str = "") -> list[Person]:
    """Return people by name with unit and roles, those who left last; None: everybody; `words` of name or e-mail."""
    found = Person.objects.all() if keys is None else Person.objects.filter(pk__in=keys)
    for word in words.replace("\0", "").split()[:5]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return list(
        found.select_related("unit").prefetch_related("grants__unit").order_by("-is_active", "name")[:MOST_LISTED]
    )


def absences_from(day: date, *, people: Collection[int]) -> dict[int, list[Absence]]:
    """Return present and coming absences by person, the next first."""
    rows = Absence.objects.filter(person__in=people, ends_on__gte=day).select_related("deputy").order_by("starts_on")
    found: dict[int, list[Absence]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return dict(found)
