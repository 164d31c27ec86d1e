"""Who asked another unit for a part of the work changes it or takes it back; the other unit sees that, and is free."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localtime, now

from kunding.conftest import Firm
from kunding.respond.actions import (
    TaskIsWrong,
    ask_unit,
    close,
    finish_task,
    merge_cases,
    note_withdrawal,
    withdraw_task,
)
from kunding.respond.models import Case, Task
from kunding.respond.queries.beside import trail_of
from kunding.respond.queries.inbox import for_me
from kunding.respond.queries.sight import sight_of
from kunding.respond.tests.desk import login, opened, page_of, post
from kunding.respond.wording import trail_lines

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


@pytest.fixture
def case(firm: Firm) -> Case:
    return opened(firm)


@pytest.fixture
def task(firm: Firm, case: Case) -> Task:
    """Billing asked sales."""
    return ask_unit(case=case, unit=firm.sales, what="Vertrag prüfen.", due_at=now() + TOMORROW, by=firm.lea, at=now())


def waiting(firm: Firm) -> int:
    """How many tasks Emil's inbox names."""
    return for_me(sight_of(firm.emil, at=now()))["tasks"]


def test_what_is_withdrawn_is_seen_by_the_other_unit_until_it_is_noted(firm: Firm, case: Case, task: Task) -> None:
    assert waiting(firm) == 1
    assert "you can ask again" in post(login(firm.lea), "withdraw_task", case, task.pk)
    emil = login(firm.emil)
    page = page_of(emil, case)
    assert "withdrawn by Lea Lenz" in page
    assert reverse("respond:finish", args=[case.number, task.pk]) not in page
    assert waiting(firm) == 1
    # Whoever notes it has nothing more to do with the case, and does not see it any more.
    after = emil.post(reverse("respond:note_withdrawal", args=[case.number, task.pk]), follow=True)
    assert "nothing more to do" in after.content.decode()
    assert waiting(firm) == 0
    assert emil.get(reverse("respond:case", args=[case.number])).status_code == 404
    assert "withdrawn by Lea Lenz" in page_of(login(firm.lea), case)


def test_what_is_withdrawn_is_not_done_and_what_is_done_is_not_withdrawn(firm: Firm, case: Case, task: Task) -> None:
    withdraw_task(task=task, by=firm.lea, at=now())
    with pytest.raises(TaskIsWrong, match="withdrawn"):
        finish_task(task=task, by=firm.emil, result="Er stimmt.", at=now())
    with pytest.raises(TaskIsWrong, match="withdrawn"):
        withdraw_task(task=task, by=firm.lea, at=now())
    other = ask_unit(case=case, unit=firm.sales, what="Zähler ablesen.", due_at=now(), by=firm.lea, at=now())
    finish_task(task=other, by=firm.emil, result="7", at=now())
    assert "done already" in post(login(firm.lea), "withdraw_task", case, other.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=other.pk).update(withdrawn_at=now())


def test_asking_again_is_one_click(firm: Firm, case: Case, task: Task) -> None:
    withdraw_task(task=task, by=firm.lea, at=now())
    lea = login(firm.lea)
    page = page_of(lea, case)
    until = f"{localtime(task.due_at):%Y-%m-%dT%H:%M}"
    assert f'name="until" value="{until}"' in page
    post(lea, "ask", case, unit=firm.sales.pk, what=task.what, until=until)
    again = Task.objects.get(withdrawn_at=None)
    assert (again.unit, again.what) == (task.unit, task.what)
    assert abs(again.due_at - task.due_at) < timedelta(minutes=1)


def test_what_is_asked_and_until_when_can_be_changed(firm: Firm, case: Case, task: Task) -> None:
    later = localtime(task.due_at + TOMORROW).replace(second=0, microsecond=0)
    fields = {"what": "Vertrag und Zähler prüfen.", "until": f"{later:%Y-%m-%dT%H:%M}"}
    assert "The other unit sees it" in post(login(firm.lea), "change_task", case, task.pk, **fields)
    task.refresh_from_db()
    assert (task.what, task.due_at) == (fields["what"], later)
    page = page_of(login(firm.emil), case)
    assert fields["what"] in page
    assert "changed" in page
    moment = task.changed_at
    post(login(firm.lea), "change_task", case, task.pk, **fields)
    task.refresh_from_db()
    assert task.changed_at == moment, "nothing new was asked"
    assert "What it is asked to do" in post(login(firm.lea), "change_task", case, task.pk, what=" ", until="")


def test_only_who_may_act_in_the_case_changes_what_was_asked(firm: Firm, case: Case, task: Task) -> None:
    emil = login(firm.emil)
    for act in ("change_task", "withdraw_task"):
        answer = emil.post(reverse(f"respond:{act}", args=[case.number, task.pk]), {"what": "x", "until": "x"})
        assert answer.status_code == 404
        assert reverse(f"respond:{act}", args=[case.number, task.pk]) not in page_of(emil, case)
    withdraw_task(task=task, by=firm.lea, at=now())
    assert "Another unit was asked" in post(login(firm.lea), "note_withdrawal", case, task.pk)
    task.refresh_from_db()
    assert task.noted_at is None


def test_a_task_that_outlived_its_case_can_be_withdrawn(firm: Firm, case: Case, task: Task) -> None:
    close(case=case, by=firm.lea, at=now(), unreachable_because="Keine Adresse.")
    lea = login(firm.lea)
    assert reverse("respond:change_task", args=[case.number, task.pk]) not in page_of(lea, case)
    post(lea, "withdraw_task", case, task.pk)
    task.refresh_from_db()
    assert task.withdrawn_by == firm.lea


@pytest.mark.parametrize("act", ["withdraw_task", "finish"])
def test_what_was_asked_in_a_case_that_was_merged_is_settled_where_it_goes_on(
    firm: Firm, case: Case, task: Task, act: str
) -> None:
    kept = opened(firm, number=2)
    merge_cases(kept=kept, merged=case, by=firm.lea, at=now())
    vera = login(firm.vera)
    assert task.what in page_of(vera, kept)
    post(vera, act, kept, task.pk, result="Er stimmt.")
    task.refresh_from_db()
    assert not task.is_open
    kept.refresh_from_db()
    assert kept.touched_at > kept.opened_at
    if act == "withdraw_task":
        note_withdrawal(task=task, by=firm.emil, at=now())
        assert trail_lines(trail_of(kept))[-1].sentence == "Emil Ernst noted that it was withdrawn."


def test_the_history_tells_it_in_sentences(firm: Firm, case: Case, task: Task) -> None:
    withdraw_task(task=task, by=firm.lea, at=now())
    note_withdrawal(task=task, by=firm.emil, at=now())
    note_withdrawal(task=task, by=firm.emil, at=now())
    assert [line.sentence for line in trail_lines(trail_of(case))][1:] == [
        "Lea Lenz asked Vertrieb for a part of the work.",
        "Lea Lenz withdrew what Vertrieb was asked for.",
        "Emil Ernst noted that it was withdrawn.",
    ]
