"""The list behind each figure: feedback with its reading, theme and case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from kunding.cockpit.filters import Chosen
from kunding.cockpit.queries.page import newest_day
from kunding.lake.metrics.feedback import PUBLIC_CHANNELS
from kunding.listen.models import Feedback
from kunding.respond.models import Case
from kunding.understand.models import Correction, Reading
from kunding.understand.queries import search
from kunding.understand.reader import redact
from kunding.understand.spans import from_word
from kunding.understand.words import whole_text

PER_PAGE = 25
MOST_PAGES = 400  # whoever wants more needs a filter or the open data


@dataclass(frozen=True)
class Row:
    """One feedback as the list shows it."""

    key: int
    text: str
    said_at: datetime
    channel_name: str
    reading: Reading | None
    theme: int | None
    theme_label: str
    touchpoint: str
    case: str
    rating: float | None
    recommend: int | None


@dataclass(frozen=True)
class Whole:
    """One feedback with everything that is known about it."""

    row: Row
    source: str
    reference: str
    customer: str
    segment: str
    corrections: list[Correction]


class FewPages(Paginator):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Counts no further than anybody turns pages: counting a million rows for a page of 25 would be waste."""

    @property
    def count(self) -> int:
        """Return how many rows there are, at most as many as the pages hold."""
        return self._counted

    def __init__(self, rows: QuerySet[Feedback]) -> None:
        super().__init__(rows, PER_PAGE)
        self._counted = rows.order_by()[: PER_PAGE * MOST_PAGES].count()


def feedback_page(picked: Chosen, *, number: str, at: datetime) -> "tuple[Page[Feedback], list[Row]]":
    """Return one page of the feedback that was chosen, newest first."""
    page = FewPages(_found(picked, at).order_by("-said_at", "-pk")).get_page(number)
    return page, _rows(page.object_list)


def one_feedback(key: int) -> Whole:
    """Return one feedback; raises Feedback.DoesNotExist."""
    found = _joined(Feedback.objects.all()).select_related("source", "customer").get(pk=key)
    row = _rows([found])[0]
    corrections = Correction.objects.filter(reading=key).select_related("by").order_by("at") if row.reading else []
    customer = found.customer
    return Whole(
        row=row,
        source=found.source.name,
        reference=found.reference if not found.reference.startswith("sha:") else "",
        customer=customer.reference if customer else "",
        segment=customer.segment if customer else "",
        corrections=list(corrections),
    )


def _found(picked: Chosen, at: datetime) -> QuerySet[Feedback]:
    span = picked.span(today=newest_day(at))
    wanted = {
        "channel": picked.channel or None,
        "customer__segment": picked.segment or None,
        "reading__touchpoint": picked.touchpoint,
        "reading__touchpoint__unit": picked.unit,
        "reading__touchpoint__step__journey": picked.journey,
        "reading__sentiment": picked.sentiment or None,
        # Whoever asks for negative feedback means what is surely negative.
        "reading__sure": False if picked.unclear else True if picked.sentiment else None,
        "reading__intent": picked.intent or None,
        "said_at__gte": _start(span.since),
        "said_at__lt": _start(span.until + timedelta(days=1)) if span.until else None,
    }
    found = Feedback.objects.filter(**{field: value for field, value in wanted.items() if value is not None})
    if picked.theme is not None:
        found = found.filter(membership__theme=picked.theme) | found.filter(membership__theme__merged_into=picked.theme)
    if picked.world:
        found = found.filter(_told_the_world()[picked.world])
    return _joined(search(found, picked.words) if picked.words else found)


def _told_the_world() -> dict[str, Q]:
    """Return who was asked, recommends and warns, by the rule of the lake: the answer when asked comes first."""
    asked = Q(recommend__isnull=False)
    public = Q(recommend=None, channel__in=PUBLIC_CHANNELS, reading__sure=True)
    return {
        "asked": asked,
        "recommends": Q(recommend__gte=9) | (public & Q(reading__sentiment="positive")),
        "warns": Q(recommend__lte=6) | (public & Q(reading__sentiment="negative")),
    }


def _joined(feedback: QuerySet[Feedback]) -> QuerySet[Feedback]:
    return feedback.select_related("reading__touchpoint", "membership__theme__merged_into")


def _rows(feedback: Iterable[Feedback]) -> list[Row]:
    listed = list(feedback)
    cases = dict(Case.objects.filter(feedback__in=listed).values_list("feedback_id", "number"))
    return [_row(one, cases.get(one.pk, "")) for one in listed]


def _row(feedback: Feedback, case: str) -> Row:
    reading: Reading | None = getattr(feedback, "reading", None)
    membership = getattr(feedback, "membership", None)
    theme = membership.theme if membership else None
    theme = theme.merged_into if theme and theme.merged_into else theme
    text = whole_text(subject=feedback.subject, text=feedback.text)
    return Row(
        key=feedback.pk,
        # Words that nobody has read yet may hold names: they are not shown before.
        text=redact(text, from_word(reading.spans), reading.language) if reading else "",
        said_at=feedback.said_at,
        channel_name=str(feedback.get_channel_display()),
        reading=reading,
        theme=theme.pk if theme else None,
        theme_label=theme.label if theme else "",
        touchpoint=reading.touchpoint.name if reading and reading.touchpoint else "",
        case=case,
        rating=feedback.rating,
        recommend=feedback.recommend,
    )


def _start(day: date | None) -> datetime | None:
    return make_aware(datetime.combine(day, time())) if day else None
