"""What somebody wants to look at again; each sees the own reminders only."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from kunding.respond import actions
from kunding.respond.forms import ReminderForm, first_trouble
from kunding.respond.views.doing import back, me, seen
from kunding.respond.wording import weekday


@require_POST
def remind(request: HttpRequest, number: str) -> HttpResponse:
    """Remind whoever asks of the case, on a day."""
    case, form = seen(request, number), ReminderForm(request.POST)
    if not form.is_valid():
        messages.warning(request, first_trouble(form))
        return back(request, case.number, keep="list")
    day, why = form.cleaned_data["day"], form.cleaned_data["why"]
    try:
        reminder = actions.remind_me(case=case, person=me(request), day=day, why=why, at=now())
        words = {"day": weekday(reminder.day)}
        messages.success(request, gettext("On %(day)s you find it in your inbox again.") % words)
    except actions.ReminderIsWrong as wrong:
        messages.warning(request, str(wrong))
    return back(request, case.number, keep="list")


@require_POST
def done(request: HttpRequest, number: str) -> HttpResponse:
    """Take the reminder away."""
    case = seen(request, number)
    actions.reminder_done(case=case, person=me(request), at=now())
    return back(request, case.number, keep="list")


@require_POST
def undo(request: HttpRequest, number: str) -> HttpResponse:
    """Bring the reminder back."""
    case = seen(request, number)
    actions.reminder_back(case=case, person=me(request), at=now())
    return back(request, case.number, keep="list")
