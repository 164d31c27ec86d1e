"""Whoever was erased after a backup was made is erased again when it is restored."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from kunding.customers.actions import remember_erased
from kunding.customers.digests import keyed
from kunding.customers.queries.subject import Subject, known_words, subject_of, words_for
from kunding.loop.actions.erase import erase_person
from kunding.loop.rights.holdings import authors, holdings


def repeat_erasures(*, known: Mapping[str, datetime], since: datetime, at: datetime) -> int:
    """Erase again everybody who was erased at `since` or later, and return how many people those were.

    known: digest → when. Somebody who was erased before the backup and came back since stays.
    """
    remember_erased(known=known)
    later = {digest for digest, moment in known.items() if moment >= since}
    people = 0
    for subject in _named(later) if later else ():
        if not holdings(subject).is_empty:
            erase_person(subject=subject, by=None, at=at, with_open_cases=True, actor="restore")
            people += 1
    return people


def _named(digests: set[str]) -> Iterator[Subject]:
    records = sorted({key for key, word in known_words() if keyed(word) in digests})
    yield from (subject_of(key) for key in records)
    strangers = {author for author in authors() if any(keyed(word) in digests for word in words_for(author))}
    yield from (Subject((), frozenset(words_for(author))) for author in sorted(strangers))
