from django.urls import reverse

from kunding.conftest import NOW, Life, login
from kunding.people.models import Absence, Grant
from kunding.respond.models import CaseLabel, Goodwill, Handover, Label, Note, SavedView, Task


def test_acts_on_many_cases_touch_none_that_one_may_not_see(life: Life) -> None:
    before = (life.waiting.owner_id, life.waiting.unit_id, life.waiting.state)
    fields = {"numbers": [life.waiting.number], "number": [life.waiting.number], "cases": [life.waiting.number]}
    for act in ("take_over", "assess", "close", "label", "hand_over"):
        more = {"act": act, "do": act, "to": life.firm.sales.pk, "unit": life.firm.sales.pk}
        assert login(life.firm.emil).post(reverse("respond:bulk"), {**fields, **more}).status_code in {200, 302, 400}
    life.waiting.refresh_from_db()
    assert (life.waiting.owner_id, life.waiting.unit_id, life.waiting.state) == before


def test_nothing_is_hung_on_a_case_that_one_may_not_see(life: Life) -> None:
    label = Label.objects.create(name="Abschlag")
    client, number = login(life.firm.emil), life.waiting.number
    posts = {
        "note": {"text": "@Vera", "note": "x"},
        "set_labels": {"labels": [label.pk], "label": [label.pk]},
        "give_goodwill": {"amount": "50", "what": "Gutschrift", "why": "x"},
        "hand_over": {"unit": life.firm.sales.pk, "why": "x", "receiver": life.firm.sales.pk},
        "ask": {"unit": life.firm.sales.pk, "what": "x", "text": "x"},
        "answer": {"text": "Guten Tag", "body": "Guten Tag"},
    }
    for act, fields in posts.items():
        assert client.post(reverse(f"respond:{act}", args=[number]), fields).status_code == 404
    kinds = (Note, Goodwill, Handover, Task, CaseLabel)
    assert not [kind for kind in kinds if kind.objects.filter(case=life.waiting).exists()]


def test_a_part_of_another_case_is_not_reached_through_ones_own(life: Life) -> None:
    task = Task.objects.filter(case=life.closed).first()
    goodwill = Goodwill.objects.create(
        case=life.closed, unit=life.firm.sales, by=life.firm.emil, amount=10, what="Gutschrift", at=NOW, state="asked"
    )
    client = login(life.firm.lea)
    through = reverse("respond:decide_goodwill", args=[life.waiting.number, goodwill.pk])
    assert client.post(through, {"verdict": "grant"}).status_code == 404
    goodwill.refresh_from_db()
    assert goodwill.state == "asked"
    assert task is None


def test_views_and_absences_of_others_are_not_changed(life: Life) -> None:
    view = SavedView.objects.create(person=life.firm.vera, name="Mine", query="show=mine")
    absence = Absence.objects.create(
        person=life.firm.vera, deputy=life.firm.lea, starts_on=NOW.date(), ends_on=NOW.date()
    )
    client = login(life.firm.emil)
    assert client.post(reverse("respond:rename_view", args=[view.pk]), {"name": "Eve"}).status_code == 404
    assert client.post(reverse("respond:delete_view", args=[view.pk])).status_code == 404
    assert client.post(reverse("people:present", args=[absence.pk])).status_code == 404
    view.refresh_from_db()
    assert view.name == "Mine"
    assert Absence.objects.filter(pk=absence.pk).exists()


def test_a_lead_gives_no_roles_not_even_for_the_own_unit(life: Life) -> None:
    before = Grant.objects.count()
    fields = {"role": "cco", "unit": life.firm.billing.pk}
    for who in (life.firm.lea, life.firm.emil):
        assert login(who).post(reverse("people:grant", args=[who.pk]), fields).status_code == 403
    assert Grant.objects.count() == before
