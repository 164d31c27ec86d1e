"""What a team needs around its cases, and who may do what with it."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as st

from kunding.conftest import Firm
from kunding.people.models import Grant, Person, Role
from kunding.respond.actions import (
    GoodwillIsWrong,
    LabelIsWrong,
    NoteIsWrong,
    add_note,
    answer,
    change_label,
    create_label,
    decide_goodwill,
    give_goodwill,
    give_verdict,
    set_allowance,
)
from kunding.respond.models import Answer, Case, Draft, Enclosure, Goodwill, Label, Note, Outgoing, ReplyTemplate
from kunding.respond.queries.goodwill import budgets, month_of
from kunding.respond.rules.enclosures import MOST_BYTES, MOST_FILES, clean_name
from kunding.respond.rules.templates import PLACEHOLDERS, PlaceholderIsUnknown, fill
from kunding.respond.tests.desk import login, opened, page_of, post
from kunding.understand.models import Reading

PIXEL = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.fixture
def case(firm: Firm) -> Case:
    return opened(firm)


@pytest.fixture
def clerk(firm: Firm) -> Person:
    return Person.objects.create(email="carl@lindenau.example", name="Carl Clerk", unit=firm.billing)


def test_a_note_asks_a_colleague_by_name_who_is_written_to(firm: Firm, case: Case) -> None:
    post(login(firm.vera), "note", case, text="@Lea Lenz, die Kundin rief an.")
    assert [mention.person for mention in Note.objects.get().mentions.all()] == [firm.lea]
    assert Outgoing.objects.get(purpose="mention").to == firm.lea.email
    assert "die Kundin rief an" in page_of(login(firm.lea), case)


@pytest.mark.parametrize(
    ("text", "why"), [("@Emil Ernst, bitte.", "may not see this case"), ("@Niemand", "called"), ("  ", "empty")]
)
def test_a_note_that_asks_somebody_outside_the_reach_is_refused(firm: Firm, case: Case, text: str, why: str) -> None:
    with pytest.raises(NoteIsWrong, match=why):
        add_note(case=case, by=firm.lea, text=text, at=now())
    assert not Note.objects.exists()


def test_an_address_in_a_note_asks_nobody(firm: Firm, case: Case) -> None:
    assert not add_note(case=case, by=firm.lea, text="Ihre Adresse: a@b.example", at=now()).mentions.exists()


@given(st.text(max_size=80))
def test_a_template_fills_in_names_and_nothing_else(text: str) -> None:
    values = dict.fromkeys(PLACEHOLDERS, "{owner}")
    try:
        filled = fill(text, values)
    except PlaceholderIsUnknown:
        return
    assert filled == text or any(f"{{{name}}}" in text for name in PLACEHOLDERS)


@pytest.mark.parametrize(
    "text",
    ["{case.__class__}", "{{7*7}}", "{owner!r}", "{owner:>10}", "{0}", "{}", "{ owner }", "{owner.password}",
     "{link[0]}", "{settings.SECRET_KEY}"],
)  # fmt: skip
def test_a_template_with_anything_but_a_known_name_is_refused_with_a_sentence(firm: Firm, text: str) -> None:
    page = login(firm.lea).post(
        reverse("respond:template", args=[0]), {"name": "x", "language": "de", "kind": "", "text": text}
    )
    assert "cannot be filled in" in page.content.decode()
    assert not ReplyTemplate.objects.exists()


def test_templates_in_the_customers_language_come_first(firm: Firm, case: Case) -> None:
    for name, language, kind in (("A", "en", ""), ("B", "de", ""), ("C", "en", case.kind), ("D", "de", case.kind)):
        ReplyTemplate.objects.create(name=name, language=language, kind=kind, text="x")
    for language, order in (("de", "DBCA"), ("en", "CADB")):
        Reading.objects.filter(pk=case.feedback_id).update(language=language)
        offered = re.findall(r'<option value="\d+" lang="\w\w">(\w) ', page_of(login(firm.lea), case))
        assert "".join(offered) == order


def test_a_template_begins_the_answer_with_what_the_writer_may_know(firm: Firm, case: Case) -> None:
    lea = login(firm.lea)
    assert login(firm.emil).get(reverse("respond:templates")).status_code == 403
    text = "Guten Tag {customer_name}, {case_number}: {owner} bis {due}. {link}"
    lea.post(reverse("respond:template", args=[0]), {"name": "Zwischen", "language": "de", "kind": "", "text": text})
    post(lea, "begin", case, template=ReplyTemplate.objects.get().pk, text="Schon getippt.")
    draft = Draft.objects.get().text
    assert draft.startswith(f"Guten Tag Erika Yilmaz, {case.number}: Lea Lenz bis ")
    assert draft.endswith("Schon getippt.")
    assert f"/anliegen/{case.number}-" in draft
    # Whoever may not know the name cannot send its place.
    vera = login(firm.vera)
    post(vera, "begin", case, template=ReplyTemplate.objects.get().pk)
    held = Draft.objects.get(by=firm.vera).text
    assert "Fill in {customer_name}" in post(vera, "answer", case, text=held, outcome="", channel="mail")
    assert not Answer.objects.exists()


def test_files_go_along_and_are_handed_out_as_downloads_to_those_who_see_the_case(firm: Firm, case: Case) -> None:
    file = SimpleUploadedFile("../Bild <b>.png", PIXEL, content_type="text/html")
    post(login(firm.lea), "answer", case, text="Anbei.", outcome="", channel="mail", enclosed=[file])
    kept = Enclosure.objects.get()
    assert (kept.name, kept.media_type, kept.size) == ("Bild b .png", "image/png", len(PIXEL))
    address = reverse("respond:file", args=[case.number, "sent", kept.pk])
    got = login(firm.lea).get(address)
    assert got.content == PIXEL
    assert got["Content-Type"] == "application/octet-stream"
    assert got["Content-Disposition"].startswith("attachment")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got["Content-Security-Policy"]
    assert login(firm.emil).get(address).status_code == 404
    other = opened(firm, number=1)
    assert login(firm.vera).get(reverse("respond:file", args=[other.number, "sent", kept.pk])).status_code == 404


@pytest.mark.parametrize(
    "files",
    [
        [("seite.html", b"<script>")],
        [("bild.svg", b"<svg>")],
        [("leer.pdf", b"")],
        [("gross.pdf", b"x" * (MOST_BYTES + 1))],
        [(f"{n}.pdf", b"x") for n in range(MOST_FILES + 1)],
    ],
    ids=["html", "svg", "empty", "large", "many"],
)
def test_a_file_that_is_not_sent_stops_the_answer_and_keeps_the_draft(
    firm: Firm, case: Case, files: list[tuple[str, bytes]]
) -> None:
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    post(login(firm.lea), "answer", case, text="Anbei.", outcome="", channel="mail", enclosed=uploads)
    assert not Answer.objects.exists()
    assert not Enclosure.objects.exists()
    assert Draft.objects.get().text == "Anbei."


@given(st.text(max_size=300))
def test_no_name_of_a_file_leads_elsewhere(name: str) -> None:
    cleaned = clean_name(name)
    assert cleaned
    assert len(cleaned) <= 120
    assert not set(cleaned) & set('/\\"\0\n\r')
    assert cleaned not in {".", ".."}


def test_goodwill_within_the_limit_is_given_at_once_and_above_it_the_lead_decides(
    firm: Firm, case: Case, clerk: Person
) -> None:
    carl, lea = login(clerk), login(firm.lea)
    post(carl, "give_goodwill", case, amount="20", what="Gutschrift")
    post(carl, "give_goodwill", case, amount="20", what="Noch eine")
    assert list(Goodwill.objects.order_by("pk").values_list("state", flat=True)) == ["granted", "asked"]
    asked = Goodwill.objects.get(state="asked")
    assert "Another" not in post(carl, "decide_goodwill", case, asked.pk, verdict="grant")
    asked.refresh_from_db()
    assert asked.state == "asked", "nobody grants what they asked for"
    post(lea, "decide_goodwill", case, asked.pk, verdict="grant")
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("granted", firm.lea)
    assert "decided already" in post(lea, "decide_goodwill", case, asked.pk, verdict="refuse")


def test_what_is_above_the_leads_limit_is_for_the_cco(firm: Firm, case: Case, clerk: Person) -> None:
    asked = give_goodwill(case=case, by=clerk, amount=Decimal(400), what="Rückzahlung", at=now())
    with pytest.raises(GoodwillIsWrong, match="CCO"):
        decide_goodwill(goodwill=asked, by=firm.lea, granted=True, at=now())
    with pytest.raises(GoodwillIsWrong):
        decide_goodwill(goodwill=asked, by=firm.emil, granted=True, at=now())
    assert decide_goodwill(goodwill=asked, by=firm.vera, granted=True, at=now()).state == "granted"


def test_a_months_budget_that_is_used_up_sends_everybody_to_the_lead(firm: Firm, case: Case, clerk: Person) -> None:
    set_allowance(
        role="employee", unit=firm.billing, per_case=Decimal(100), per_month=Decimal(50), by=firm.vera, at=now()
    )
    assert give_goodwill(case=case, by=clerk, amount=Decimal(50), what="a", at=now()).state == "granted"
    assert give_goodwill(case=case, by=clerk, amount=Decimal(1), what="b", at=now()).state == "asked"


@pytest.mark.parametrize("amount", ["0", "-5", "NaN", "1e9", "abc", ""])
def test_no_odd_amount_is_given(firm: Firm, case: Case, amount: str) -> None:
    post(login(firm.lea), "give_goodwill", case, amount=amount, what="x")
    assert not Goodwill.objects.exists()


def test_the_months_page_tells_what_for_and_how_it_ended_and_names_nobody(
    firm: Firm, case: Case, clerk: Person
) -> None:
    give_goodwill(case=case, by=clerk, amount=Decimal(20), what="Gutschrift", at=now())
    answer(case=case, by=firm.lea, text="Erledigt.", decides=True, at=now())
    give_verdict(case=case, solved="yes", at=now())
    page = login(clerk).get(reverse("respond:goodwill")).content.decode()
    body = page[page.index("<main") :]
    assert "Gutschrift" in body
    assert "solved? Yes" in body
    assert not {name for name in ("Lea Lenz", "Carl Clerk", "Vera Vogt") if name in body}
    assert "Gutschrift" not in login(firm.emil).get(reverse("respond:goodwill")).content.decode()
    used = {budget.unit: budget.used for budget in budgets(firm.vera, month=month_of(now()))}
    assert used[firm.billing] == 20
    assert login(clerk).get(reverse("respond:goodwill"), {"month": "9999-13"}).status_code == 200


def test_labels_stand_below_each_other_and_never_below_themselves(firm: Firm) -> None:
    top = create_label(name="Rechnung", parent=None, by=firm.lea, at=now())
    below = create_label(name="Abschlag", parent=top, by=firm.lea, at=now())
    with pytest.raises(LabelIsWrong, match="below itself"):
        change_label(label=top, name="Rechnung", parent=below, by=firm.lea, at=now())
    with pytest.raises(LabelIsWrong, match="already"):
        create_label(name="abschlag", parent=top, by=firm.lea, at=now())
    emil = login(firm.emil)
    assert emil.post(reverse("respond:create_label"), {"name": "x"}).status_code == 403
    login(firm.lea).post(reverse("respond:delete_label", args=[top.pk]))
    assert not Label.objects.exists()


def test_a_case_gets_the_labels_that_were_ticked(firm: Firm, case: Case) -> None:
    labels = [Label.objects.create(name=name) for name in ("a", "b")]
    lea = login(firm.lea)
    post(lea, "set_labels", case, label=[label.pk for label in labels])
    post(lea, "set_labels", case, label=[labels[1].pk, "x", "9" * 30])
    assert list(case.labels.values_list("label__name", flat=True)) == ["b"]


def test_similar_cases_tell_how_they_ended_and_only_those_one_may_see(firm: Firm, case: Case) -> None:
    for number in (2, 3):
        other = opened(firm, number=number, text="Der Abschlag ist viel zu hoch!", hours=50)
        # By the words alone: neither has a theme.
        answer(case=other, by=other.owner, text="Gesenkt.", decides=True, outcome="granted", at=now())
        give_verdict(case=other, solved="yes", at=now())
    from_billing, from_sales = Case.objects.filter(state="closed").order_by("pk")
    page = page_of(login(firm.lea), case)
    assert from_billing.number not in page or "granted" in page
    assert from_sales.number not in page


def test_the_trail_is_told_in_sentences_one_for_each_act(firm: Firm, case: Case) -> None:
    lea = login(firm.lea)
    post(lea, "take_over", case)
    post(lea, "give_goodwill", case, amount="12.50", what="Gutschrift")
    post(lea, "hand_over", case, unit=firm.sales.pk, reason="Vertrag.")
    page = lea.get(reverse("respond:trail", args=[case.number])).content.decode()
    for sentence in (
        "Lea Lenz took the case over.",
        "Lea Lenz gave 12.50\u00a0€.",
        "Lea Lenz offered the case to Vertrieb.",
    ):
        assert page.count(sentence) == 1, sentence


def test_only_those_who_set_limits_see_them(firm: Firm) -> None:
    assert login(firm.lea).get(reverse("respond:allowances")).status_code == 403
    vera = login(firm.vera)
    vera.post(reverse("respond:allowances"), {"role": "lead", "unit": "", "per_case": "300", "per_month": ""})
    assert "300" in vera.get(reverse("respond:allowances")).content.decode()
    assert Grant.objects.filter(role=Role.LEAD).count() == 1
