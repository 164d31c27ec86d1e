"""Whoever leads or sees the whole takes a list of cases out as a file: what they may see, masked, with an entry."""

import csv
from io import BytesIO, StringIO

from django.http import HttpResponse
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kunding.conftest import Firm
from kunding.people.models import Person
from kunding.respond.models import Case
from kunding.respond.tests.desk import login, opened
from kunding.trail.models import Entry
from kunding.understand.models import Reading


def taken(person: Person, ending: str = "csv", **filters: str) -> HttpResponse:
    return login(person).get(reverse("respond:export", args=[ending]), filters)


def rows(person: Person, **filters: str) -> list[dict[str, str]]:
    text = b"".join(taken(person, **filters).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(StringIO(text)))


def test_it_holds_the_list_as_far_as_its_reader_may_see(firm: Firm) -> None:
    for number in range(4):
        opened(firm, number=number)
    billing = set(Case.objects.filter(unit=firm.billing).values_list("number", flat=True))
    assert {row["case"] for row in rows(firm.vera)} == set(Case.objects.values_list("number", flat=True))
    assert {row["case"] for row in rows(firm.lea)} == billing
    phoned = Case.objects.filter(feedback__channel="phone").values_list("number", flat=True)
    assert {row["case"] for row in rows(firm.vera, channel="phone")} == set(phoned)
    assert taken(firm.emil).status_code == 403, "a clerk has no use for a file of customers"


def test_words_are_masked_also_for_the_owner_and_the_trail_tells_of_it(firm: Firm) -> None:
    case = opened(firm, text="Frau Erika Yilmaz wartet.")
    Reading.objects.filter(pk=case.feedback_id).update(spans="5-17:name")
    (row,) = rows(firm.vera)
    assert "Yilmaz" not in " ".join(row.values())
    entry = Entry.objects.filter(act="export_cases").get()
    assert (entry.actor, entry.count) == (firm.vera.trail_name, 1)


def test_a_workbook_holds_the_same(firm: Firm) -> None:
    case = opened(firm)
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(taken(firm.vera, "xlsx").streaming_content)))  # type: ignore[attr-defined]
    header, row = book.get_sheet_by_index(0).to_python()
    assert row[header.index("case")] == case.number
