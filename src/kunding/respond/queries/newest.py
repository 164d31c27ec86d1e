"""The newest words in a conversation: whoever answers must have seen them."""

import re
from dataclasses import dataclass

from kunding.respond.models import Answer, Case
from kunding.respond.queries.history import conversation
from kunding.respond.queries.parts import whole_of

_WORD = re.compile(r"(\d{1,18})\.(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest answer of ours (0: none yet) and the newest words of the customer."""

    answer: int
    said: int

    def __str__(self) -> str:
        return f"{self.answer}.{self.said}"


def newest_in(case: Case) -> Newest:
    """Return the newest words in the case's conversation."""
    answer = Answer.objects.filter(case__in=whole_of(case)).order_by("-pk").values_list("pk", flat=True).first()
    said = conversation(case).order_by("-pk").values_list("pk", flat=True).first()
    return Newest(answer or 0, said or 0)


def newest_from(word: str) -> Newest | None:
    """Return what a form carried, None where it carried nothing that we wrote.

    >>> newest_from("12.7"), newest_from("; DROP TABLE")
    (Newest(answer=12, said=7), None)
    """
    found = _WORD.fullmatch(word.strip())
    return Newest(int(found[1]), int(found[2])) if found and word.isascii() else None
