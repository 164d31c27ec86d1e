"""Which records may be one person, and why we think so, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from kunding.customers.models import Customer, Search, Suggestion, ToldApart
from kunding.customers.rules.duplicates import Hint
from kunding.trail.queries import newest_entry

PER_PAGE = 25
PAUSE = timedelta(hours=1)  # between two searches: imports come in many parts
SURE, QUITE_SURE = 0.9, 0.7


@dataclass(frozen=True)
class Doubtful:
    """Two records that may be one person."""

    key: int
    one: Customer
    other: Customer
    percent: int
    how_sure: str
    because: str  # "same phone number, name almost the same: Yılmaz / Yilmaz"


def newest_import() -> int:
    """Return the newest entry of the trail that tells of new or changed customers."""
    return newest_entry(acts=("receive_customers",))


def duplicates_owed(at: datetime) -> list[str]:
    """Return the chore to look for duplicates, where customers came or changed since; at most once an hour."""
    last = Search.objects.order_by("-pk").first()
    if last is not None and (last.at > at - PAUSE or last.up_to >= newest_import()):
        return []
    return ["duplicates"] if newest_import() else []


def open_suggestions() -> QuerySet[Suggestion]:
    """Return what nobody decided yet, the surest first: neither merged, nor told apart."""
    rooted = Suggestion.objects.annotate(
        one_shown=Coalesce("one__merged_into", "one"), other_shown=Coalesce("other__merged_into", "other")
    )
    apart = ToldApart.objects.annotate(
        one_shown=Coalesce("one__merged_into", "one"), other_shown=Coalesce("other__merged_into", "other")
    ).filter(
        Q(one_shown=OuterRef("one_shown"), other_shown=OuterRef("other_shown"))
        | Q(one_shown=OuterRef("other_shown"), other_shown=OuterRef("one_shown"))
    )
    return rooted.exclude(one_shown=F("other_shown")).filter(~Exists(apart)).order_by("-confidence", "pk")


def suggested_duplicates(*, number: str = "1") -> tuple[Page[Suggestion], list[Doubtful]]:
    """Return one page of suggestions with their reasons in the reader's language."""
    page = Paginator(open_suggestions().select_related("one", "other"), PER_PAGE).get_page(number)
    return page, [_doubtful(row) for row in page.object_list]


def last_search() -> Search | None:
    """Return when duplicates were looked for the last time, and among how many customers."""
    return Search.objects.order_by("-pk").first()


def _doubtful(row: Suggestion) -> Doubtful:
    reasons = ", ".join(reason(Hint(hint), row.one, row.other) for hint in row.hints)
    return Doubtful(row.pk, row.one, row.other, round(row.confidence * 100), how_sure(row.confidence), reasons)


def how_sure(confidence: float) -> str:
    """Return in words how likely it is that two records are one person."""
    if confidence >= SURE:
        return gettext("very likely")
    return gettext("likely") if confidence >= QUITE_SURE else gettext("possible")


def reason(hint: Hint, one: Customer, other: Customer) -> str:
    """Return what is alike in two records, in words, with what stands in them where it differs."""
    names = {"one": one.name, "other": other.name}
    emails = {"one": one.email, "other": other.email}
    phones = {"one": one.phone, "other": other.phone}
    words = {
        Hint.CONTRACT: gettext("same contract"),
        Hint.EMAIL: gettext("same e-mail address"),
        Hint.PHONE: gettext("same phone number"),
        Hint.BORN: gettext("same birthday"),
        Hint.PLACE: gettext("same address"),
        Hint.NAME: gettext("same name"),
        Hint.EMAIL_NEARLY: gettext("e-mail address almost the same: %(one)s / %(other)s") % emails,
        Hint.PHONE_NEARLY: gettext("phone number differs in one digit: %(one)s / %(other)s") % phones,
        Hint.NAME_NEARLY: gettext("name almost the same: %(one)s / %(other)s") % names,
    }
    return words[hint]
