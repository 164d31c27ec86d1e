"""What happened in a case as sentences to a person, in the active language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext

from kunding.respond.models import Case, Kind, Outcome, Verdict
from kunding.respond.queries.beside import Trail
from kunding.respond.queries.history import Happening
from kunding.respond.queries.letters import language_of
from kunding.respond.rules.goodwill import Room
from kunding.respond.signing import case_address
from kunding.trail.models import Entry

HOURS_OF_A_DAY = 8  # of business
Detail = Mapping[str, object]


@dataclass(frozen=True)
class Line:
    """One entry of the trail as a person reads it."""

    at: datetime
    sentence: str


def head(one: Happening) -> str:
    """Return what happened, without the words that were said."""
    names = {"who": one.who, "number": one.of}
    if one.kind in {"closed", "reopened"}:
        return _ours_or_theirs(one)
    return {
        "said": lambda: gettext("The customer said"),
        "answered": lambda: gettext("%(who)s answered") % names,
        "decided": lambda: gettext("%(who)s told the decision") % names,
        "judged": lambda: gettext("The customer’s verdict: is it solved? %(who)s.") % names,
        "offered": lambda: gettext("Offered: %(who)s") % names,
        "accepted": lambda: gettext("%(who)s accepted it") % names,
        "refused": lambda: gettext("%(who)s refused it") % names,
        "withdrawn": lambda: gettext("The offer to %(who)s was withdrawn") % names,
        "lapsed": lambda: gettext("%(who)s did not answer in time") % names,
        "merged": lambda: gettext("%(who)s put %(number)s together with this case") % names,
    }[one.kind]()


def left(time: timedelta) -> str:
    """Return how much business time is left until a promise, or how late it is.

    >>> left(timedelta(hours=3, minutes=20)), left(-timedelta(days=2))
    ('3 h 20 min of business time left', 'late by 6 business days')
    """
    minutes = abs(int(time.total_seconds() // 60))
    late = time < timedelta(0)
    if minutes >= 16 * 60:
        days = round(minutes / (60 * HOURS_OF_A_DAY))
        words = {"days": days}
        if late:
            return ngettext("late by %(days)s business day", "late by %(days)s business days", days) % words
        return ngettext("%(days)s business day left", "%(days)s business days left", days) % words
    hours, rest = divmod(minutes, 60)
    told = " ".join([f"{hours} h"] * (hours > 0) + [f"{rest} min"] * (rest > 0 or hours == 0))
    if late:
        return gettext("late by %(time)s of business time") % {"time": told}
    return gettext("%(time)s of business time left") % {"time": told}


def moment(value: datetime) -> str:
    """Return a moment as Mi., 4. Nov., 14:00 or Wed 4 Nov, 14:00."""
    pattern = "EEE, d. MMM, HH:mm" if _locale() == "de_DE" else "EEE d MMM, HH:mm"
    return format_datetime(localtime(value), format=pattern, tzinfo=None, locale=_locale())


def weekday(value: date) -> str:
    """Return a day as Mi., 4. Nov. 2026 or Wed 4 Nov 2026."""
    return format_date(value, format="EEE, d. MMM y" if _locale() == "de_DE" else "EEE d MMM y", locale=_locale())


def euro(amount: object) -> str:
    """Return an amount as 25 € or 12,50 €."""
    value = Decimal(str(amount))
    pattern = "#,##0" if value == value.to_integral_value() else "#,##0.00"
    return format_decimal(value, format=pattern, locale=_locale()) + "\u00a0€"


def ease(label: str) -> str:
    """Return how easy a text is to read: “easy to read” and the like."""
    return gettext("Reads: %(ease)s") % {"ease": label}


def room(of: Room) -> str:
    """Return what somebody may still give in a case."""
    if of.in_case is None:
        return gettext("You may give what it takes.")
    least = min(of.in_case, of.in_month)
    if least <= 0:
        return gettext("Your limit for this case is used up: the lead decides with one click.")
    return gettext("You may give %(amount)s without asking; above it the lead decides.") % {"amount": euro(least)}


def values_for(case: Case, *, named: bool) -> dict[str, str]:
    """Return what the names in a template stand for; named: the writer may see the customer's name."""
    values = {
        "case_number": case.number,
        "owner": case.owner.name,
        "due": moment(case.due_at),
        "link": case_address(case.number, language=language_of(case.feedback, otherwise="")),
    }
    if named and case.customer and case.customer.name:
        values["customer_name"] = case.customer.name
    return values


def sort_names() -> list[tuple[str, str]]:
    """Return the sort keys of the inbox with their names."""
    return [
        ("due", gettext("due first")),
        ("untouched", gettext("longest untouched")),
        ("newest", gettext("newest first")),
    ]


def bulk_done(act: str, count: int) -> str:
    """Return what was done to how many cases."""
    words = {
        "take_over": gettext("%(count)s taken over"),
        "close": gettext("%(count)s closed"),
        "label": gettext("%(count)s labelled"),
        "assess": gettext("%(count)s of another kind now"),
        "offer": gettext("%(count)s offered"),
    }
    return words.get(act, "%(count)s") % {"count": count}


def bulk_refused(why: str, count: int) -> str:
    """Return why how many cases stayed as they were; why: the refusal's name, or "unseen"."""
    names = {"count": count}
    if why == "CaseIsClosed":
        return ngettext("%(count)s was closed already", "%(count)s were closed already", count) % names
    if why == "CustomerNotTold":
        return ngettext("%(count)s stays open: not told yet", "%(count)s stay open: not told yet", count) % names
    if why == "HandoverGoesNowhere":
        return (
            ngettext("%(count)s is there or on offer already", "%(count)s are there or on offer already", count) % names
        )
    if why == "unseen":
        return ngettext("%(count)s is not yours to act in", "%(count)s are not yours to act in", count) % names
    return ngettext("%(count)s stayed as it was", "%(count)s stayed as they were", count) % names


def trail_lines(trail: Trail) -> list[Line]:
    """Return the entries as sentences; cases that were opened by the thousand have no entry of their own for that."""
    told = [Line(entry.at, _sentence(entry, trail.people, trail.units)) for entry in trail.entries]
    if any(entry.act == "open_case" for entry in trail.entries):
        return told
    return [Line(trail.opened, _SENTENCES["open_case"]()), *told]


def _sentence(entry: Entry, people: Mapping[str, str], units: Mapping[int, str]) -> str:
    detail: Detail = entry.detail if isinstance(entry.detail, dict) else {}
    words = {
        "who": people.get(entry.actor) or _nobody_by_name(entry.actor),
        "unit": units.get(_number(detail.get("to", detail.get("unit"))), ""),
        "kind": _label(Kind, detail.get("kind")),
        "outcome": _label(Outcome, detail.get("outcome")),
        "solved": _label(Verdict.Solved, detail.get("solved")),
        "to": people.get(f"person:{detail.get('to')}", "") or gettext("somebody who left"),
        "amount": euro(detail.get("amount") or 0),
        "labels": _joined(detail.get("labels")),
        "number": detail.get("number", ""),
        "asked": ", ".join(filter(None, (people.get(f"person:{key}", "") for key in _keys(detail.get("asked"))))),
    }
    if entry.act == "answer_case":
        told = detail.get("decides")
        return (gettext("%(who)s told the decision.") if told else gettext("%(who)s answered the customer.")) % words
    found = _SENTENCES.get(entry.act)
    return found() % words if found else gettext("%(who)s: %(act)s") % (words | {"act": entry.act.replace("_", " ")})


_SENTENCES: Mapping[str, Callable[[], str]] = {
    "open_case": lambda: gettext("The case was opened."),
    "sharpen_case": lambda: gettext("The words were read, and the promises set by them."),
    "acknowledge_case": lambda: gettext("The customer was told that the words have come."),
    "acknowledge_cases": lambda: gettext("The customer was told that the words have come."),
    "ask_for_verdict": lambda: gettext("The customer was asked whether it is solved."),
    "tell_customers": lambda: gettext("The customer was told that the cause is gone."),
    "assess_case": lambda: gettext("%(who)s set the kind: %(kind)s."),
    "take_over_case": lambda: gettext("%(who)s took the case over."),
    "decide_case": lambda: gettext("%(who)s decided: %(outcome)s."),
    "offer_case": lambda: gettext("%(who)s offered the case to %(unit)s."),
    "accept_case": lambda: gettext("%(who)s accepted the case."),
    "refuse_case": lambda: gettext("%(who)s refused the case."),
    "withdraw_offer": lambda: gettext("%(who)s withdrew the offer."),
    "let_offer_lapse": lambda: gettext("The offer ended: nobody answered in time."),
    "ask_unit": lambda: gettext("%(who)s asked %(unit)s for a part of the work."),
    "change_task": lambda: gettext("%(who)s changed what %(unit)s was asked for."),
    "withdraw_task": lambda: gettext("%(who)s withdrew what %(unit)s was asked for."),
    "note_withdrawal": lambda: gettext("%(who)s noted that it was withdrawn."),
    "finish_task": lambda: gettext("%(who)s did what was asked."),
    "close_case": lambda: gettext("%(who)s closed the case."),
    "close_settled": lambda: gettext("The case was closed: the customer said nothing after the decision."),
    "reopen_case": lambda: gettext("%(who)s opened the case again."),
    "customer_wrote": lambda: gettext("The customer wrote again."),
    "letter_came_back": lambda: gettext("Our mail did not reach the customer."),
    "send_again": lambda: gettext("%(who)s let the mail be sent again."),
    "give_verdict": lambda: gettext("The customer judged the answer. Solved? %(solved)s."),
    "want_news": lambda: gettext("The customer wants to hear when the cause is gone."),
    "want_no_news": lambda: gettext("The customer does not want to hear when the cause is gone."),
    "escalate_case": lambda: gettext("%(to)s was told that the case is late."),
    "add_note": lambda: gettext("%(who)s wrote a note."),
    "label_case": lambda: gettext("%(who)s set the labels: %(labels)s."),
    "merge_case": lambda: gettext("%(who)s merged the case into %(number)s: it goes on there."),
    "take_in_case": lambda: gettext("%(who)s merged %(number)s into this case."),
    "unmerge_case": lambda: gettext("%(who)s took the merge into %(number)s back."),
    "let_case_go": lambda: gettext("%(who)s took %(number)s out of this case again."),
    "erase_case": lambda: gettext("%(who)s erased the customer’s data."),
    "give_goodwill": lambda: gettext("%(who)s gave %(amount)s."),
    "ask_goodwill": lambda: gettext("%(who)s asked the lead for %(amount)s."),
    "grant_goodwill": lambda: gettext("%(who)s granted %(amount)s."),
    "refuse_goodwill": lambda: gettext("%(who)s refused %(amount)s."),
}


def _locale() -> str:
    return "de_DE" if (get_language() or "en").startswith("de") else "en_GB"


def _nobody_by_name(actor: str) -> str:
    if actor == "customer":
        return gettext("The customer")
    return gettext("Somebody who left") if actor.startswith("person:") else "Kunding"


def _ours_or_theirs(one: Happening) -> str:
    if one.kind == "closed":
        return (
            gettext("%(who)s closed it") % {"who": one.who} if one.who else gettext("Closed: the customer is content")
        )
    return gettext("%(who)s opened it again") % {"who": one.who} if one.who else gettext("Not solved: open again")


def _label(choices: type[Kind] | type[Outcome] | type[Verdict.Solved], word: object) -> str:
    return str(choices(word).label) if word in choices.values else str(word or "")


def _joined(words: object) -> str:
    return ", ".join(map(str, words)) if isinstance(words, list) and words else gettext("none")


def _keys(words: object) -> list[object]:
    return list(words) if isinstance(words, list) else []


def _number(word: object) -> int:
    return word if isinstance(word, int) else 0
