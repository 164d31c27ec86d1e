"""What opening a case looks up: who takes care of what, what is promised, who is told when it is late."""

from dataclasses import dataclass
from datetime import date

from kunding.people.queries import ACTS_ON_PEOPLE, company
from kunding.respond.queries.promises import ladder, levels
from kunding.respond.queries.routes import Routes, routes
from kunding.respond.rules import Level, RungFacts
from kunding.trail.kept import Kept

# Each act after which the book may say something else; a test sees to it that people and journeys have no other.
ACTS_ON_THE_BOOK = (
    *ACTS_ON_PEOPLE,
    "note_absence",
    "withdraw_absence",
    "receive_journeys",
    "set_service_levels",
    "set_ladder",
)


@dataclass(frozen=True)
class Book:
    """Routes, escalation ladder and service levels as they are on one day, and the company's language."""

    routes: Routes
    ladder: tuple[RungFacts, ...]
    levels: tuple[Level, ...]
    language: str


def book(*, on: date) -> Book:
    """Return the book as it stands; raises CompanyIsMissing where nobody could take care of a case."""
    return Book(routes=routes(on=on), ladder=ladder(), levels=levels(), language=company().language)


_BOOKS: Kept[date, Book] = Kept(acts=ACTS_ON_THE_BOOK)


def book_at_hand(*, on: date) -> Book:
    """Return the book for doors that open one case at a time: read again when the trail tells of a change."""
    found = _BOOKS.get(on, read=lambda: book(on=on))
    assert found is not None
    return found
