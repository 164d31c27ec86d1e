"""Whatever leads take away or replace, and whatever a proposal writes over, comes back as it was."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from kunding.conftest import Firm
from kunding.people.models import Person
from kunding.respond.actions import delete_label, delete_template, set_labels, set_ladder, set_service_levels
from kunding.respond.actions.removals import ComesBackNowhere, bring_back
from kunding.respond.models import CaseLabel, Draft, Label, Removal, ReplyTemplate, Rung, ServiceLevel
from kunding.respond.rules import LADDER, LEVELS, RungFacts
from kunding.respond.tests.desk import login, opened, page_of, post
from kunding.trail.models import Entry


@pytest.fixture
def template(firm: Firm) -> ReplyTemplate:
    return ReplyTemplate.objects.create(name="Abschlag", language="de", kind="complaint", text="Guten Tag {owner}")


@pytest.fixture
def label(firm: Firm) -> Label:
    """A label with two floors below it, all of them on a case."""
    top = Label.objects.create(name="Rechnung")
    middle = Label.objects.create(name="Abschlag", parent=top)
    low = Label.objects.create(name="zu hoch", parent=middle)
    set_labels(case=opened(firm), labels=[top, middle, low], by=firm.lea, at=now())
    return top


def rows(*models: type) -> list[list[dict[str, object]]]:
    return [list(model.objects.order_by("pk").values()) for model in models]  # type: ignore[attr-defined]


def undo(client: Client, name: str) -> str:
    """Press the button that the page offers for what was taken away last."""
    address = reverse(f"respond:{name}", args=[Removal.objects.latest("pk").pk])
    return client.post(address, follow=True).content.decode()


def test_a_template_is_offered_back_at_once_and_comes_back_whole(firm: Firm, template: ReplyTemplate) -> None:
    before, lea = rows(ReplyTemplate), login(firm.lea)
    page = lea.post(reverse("respond:delete_template", args=[template.pk]), follow=True).content.decode()
    assert not ReplyTemplate.objects.exists()
    assert "“Abschlag” is gone." in page
    assert reverse("respond:template_back", args=[Removal.objects.get().pk]) in page
    assert "It is back as it was." in undo(lea, "template_back")
    assert rows(ReplyTemplate) == before
    assert Removal.objects.get().back_by == firm.lea


def test_a_label_comes_back_with_all_below_it_and_on_all_its_cases(firm: Firm, label: Label) -> None:
    before = [*rows(Label), list(CaseLabel.objects.values_list("case", "label", "by", "at").order_by("label"))]
    lea = login(firm.lea)
    lea.post(reverse("respond:delete_label", args=[label.pk]))
    assert not Label.objects.exists()
    undo(lea, "label_back")
    assert [*rows(Label), list(CaseLabel.objects.values_list("case", "label", "by", "at").order_by("label"))] == before


def test_a_month_later_nothing_is_offered_any_more(firm: Firm, template: ReplyTemplate) -> None:
    delete_template(template=template, by=firm.lea, at=now())
    assert "Abschlag" in login(firm.lea).get(reverse("respond:templates")).content.decode()
    Removal.objects.update(at=now() - timedelta(days=31))
    assert "Abschlag" not in login(firm.lea).get(reverse("respond:templates")).content.decode()


def test_what_something_else_has_taken_the_place_of_stays_away_and_says_why(
    firm: Firm, template: ReplyTemplate
) -> None:
    removal = delete_template(template=template, by=firm.lea, at=now())
    ReplyTemplate.objects.create(name="Abschlag", language="de", text="Ein anderer.")
    with pytest.raises(ComesBackNowhere, match="another “Abschlag” now"):
        bring_back(removal=removal, by=firm.lea, at=now())
    assert ReplyTemplate.objects.get().text == "Ein anderer."


def test_a_label_below_one_that_is_gone_says_which_comes_first(firm: Firm, label: Label) -> None:
    low = Label.objects.get(name="Abschlag")
    first, second = (delete_label(label=each, by=firm.lea, at=now()) for each in (low, label))
    with pytest.raises(ComesBackNowhere, match="bring that one back first"):
        bring_back(removal=first, by=firm.lea, at=now())
    for removal in (second, first):
        bring_back(removal=removal, by=firm.lea, at=now())
    assert list(Label.objects.order_by("pk").values_list("name", flat=True)) == ["Rechnung", "Abschlag", "zu hoch"]


def test_nothing_comes_back_twice(firm: Firm, template: ReplyTemplate) -> None:
    removal = delete_template(template=template, by=firm.lea, at=now())
    bring_back(removal=removal, by=firm.lea, at=now())
    with pytest.raises(ComesBackNowhere, match="already"):
        bring_back(removal=removal, by=firm.lea, at=now())
    assert Entry.objects.filter(act="bring_back").count() == 1


def test_earlier_promises_and_an_earlier_ladder_come_back(firm: Firm) -> None:
    vera = firm.vera
    set_service_levels(levels=LEVELS, by=vera, at=now())
    set_ladder(rungs=LADDER, by=vera, at=now())
    before = [[{**row, "id": 0} for row in table] for table in rows(ServiceLevel, Rung)]
    set_service_levels(levels=LEVELS[:1], by=vera, at=now())
    set_ladder(rungs=[RungFacts(1, timedelta(hours=3), "person", firm.lea.pk)], by=vera, at=now())
    page = login(vera).get(reverse("respond:promises")).content.decode()
    assert "The ladder as it was before" in page
    for removal in Removal.objects.order_by("-pk")[:2]:
        login(vera).post(reverse("respond:promise_back", args=[removal.pk]))
    assert [[{**row, "id": 0} for row in table] for table in rows(ServiceLevel, Rung)] == before


def test_a_ladder_that_names_somebody_who_left_does_not_come_back(firm: Firm) -> None:
    set_ladder(rungs=[RungFacts(1, timedelta(hours=3), "person", firm.lea.pk)], by=firm.vera, at=now())
    set_ladder(rungs=LADDER, by=firm.vera, at=now())
    Person.objects.filter(pk=firm.lea.pk).update(is_active=False)
    assert "has left" in undo(login(firm.vera), "promise_back")
    assert Rung.objects.count() == len(LADDER)


def test_an_address_of_one_page_brings_back_nothing_of_another(firm: Firm, template: ReplyTemplate) -> None:
    removal = delete_template(template=template, by=firm.lea, at=now())
    assert login(firm.vera).post(reverse("respond:promise_back", args=[removal.pk])).status_code == 404


def test_the_own_words_come_back_from_behind_a_proposal(firm: Firm) -> None:
    case, lea = opened(firm), login(firm.lea)
    mine = "Hiermit teilen wir Ihnen mit, dass seitens unseres Hauses eine Prüfung durchgeführt wird."
    post(lea, "draft", case, text=mine, proposal="1")
    proposed = Draft.objects.get().text
    assert proposed != mine
    page = page_of(lea, case)
    assert "taken the place of your own words" in page
    post(lea, "draft", case, text=proposed + " Danke.")
    post(lea, "draft", case, text=proposed, own_words="1")
    assert (Draft.objects.get().text, Draft.objects.get().before) == (mine, "")
    assert "taken the place of your own words" not in page_of(lea, case)
