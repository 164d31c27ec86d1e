"""The heat map counts what the units passed on, leads to those cases, and singles out no small unit."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from kunding.conftest import NOW, Life, fill_lake, login
from kunding.people.models import Person, Unit
from kunding.people.team_figures import TOGETHER
from kunding.respond.actions import accept, offer, refuse
from kunding.respond.models import Case
from kunding.respond.queries import open_cases

DAY = timedelta(days=1)


def staffed(unit: Unit, people: int) -> Unit:
    for number in range(people):
        Person.objects.create(email=f"p{number}.{unit.code}@lindenau.example", name=f"P{number}", unit=unit)
    return unit


def passed_on(life: Life, *, people: int) -> tuple[Case, Unit, Unit]:
    """One case, refused by the other unit at first, then taken."""
    case = open_cases().select_related("unit")[0]
    giver, receiver = staffed(case.unit, 9), staffed(Unit.objects.create(code="new", name="Neue Einheit"), people)
    staffed(Unit.objects.create(code="tiny", name="Winzige Einheit"), 3)
    by, other = giver.members.all()[0], receiver.members.all()[0]
    offer(case=case, to=receiver, by=by, reason="Theirs.", at=NOW - 3 * DAY)
    refuse(case=case, by=other, reason="Yours.", at=NOW - 2 * DAY)
    offer(case=case, to=receiver, by=by, reason="Look again.", at=NOW - 2 * DAY)
    accept(case=case, by=other, at=NOW - DAY)
    fill_lake()
    return case, giver, receiver


def test_a_square_counts_offers_and_leads_to_their_cases(life: Life) -> None:
    case, giver, receiver = passed_on(life, people=9)
    page = login(life.firm.vera).get("/gulfs/?period=all")
    cell = page.context["whole"].cells[giver.pk, receiver.pk]
    assert (cell.count, cell.refused, cell.tried, cell.at_once) == (2, 1, 1, 0)
    assert 0 < cell.days <= 2
    link = next(square.link for line in page.context["rows"]["lines"] for square in line.squares if square.gulf)
    assert link in unescape(page.content.decode())
    cases = login(life.firm.vera).get(link).context["page"].rows
    assert [row.number for row in cases] == [case.number]


@pytest.mark.parametrize(("language", "words"), [("de", "Am meisten Zeit geht"), ("en", "Most time is lost")])
def test_it_begins_with_a_sentence(life: Life, client: Client, language: str, words: str) -> None:
    _, giver, receiver = passed_on(life, people=9)
    client.force_login(life.firm.vera)
    shown = client.get("/gulfs/?period=all", headers={"accept-language": language}).content.decode()
    sentence = " ".join(unescape(re.sub(r"<[^>]+>", "", shown)).split())
    assert words in sentence
    assert f"{giver.name} {'und' if language == 'de' else 'and'} {receiver.name}" in sentence


def test_a_small_unit_is_shown_together_with_others_and_has_no_link(life: Life) -> None:
    _, _, receiver = passed_on(life, people=3)
    page = login(life.firm.vera).get("/gulfs/?period=all")
    assert [pair[1] for pair in page.context["whole"].cells] == [TOGETHER]
    squares = [square for line in page.context["rows"]["lines"] for square in line.squares if square.gulf]
    assert [square.link for square in squares] == [""]
    main = page.content.decode().split("<main")[1].split("heat-title")[-1]
    assert receiver.name not in main


def test_nothing_passed_on_says_so(life: Life) -> None:
    assert "Nichts ging von einem Bereich zum anderen" in login(life.firm.vera).get("/gulfs/").content.decode()
