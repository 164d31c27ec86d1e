"""Whoever sees that two cases are one matter looks at both, puts them together, works on, and takes it back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from kunding.conftest import Firm, say
from kunding.people.actions import issue_token
from kunding.respond.actions import add_note, answer, ask_unit, decide_batch, keep_draft, merge_cases, take_over
from kunding.respond.models import Answer, Case, CaseMerge, Note, Task
from kunding.respond.tests.desk import login as english
from kunding.respond.tests.desk import opened, page_of, post


@pytest.fixture
def pair(firm: Firm) -> tuple[Case, Case]:
    """Two cases of one customer in one unit, the older one first."""
    return opened(firm, hours=2), opened(firm, number=2, text="Noch immer falsch!")


def together(firm: Firm, pair: tuple[Case, Case]) -> None:
    merge_cases(kept=pair[0], merged=pair[1], by=firm.lea, at=now())
    for case in pair:
        case.refresh_from_db()


def test_the_way_leads_from_the_page_over_the_preview_into_one_case_and_back(
    firm: Firm, pair: tuple[Case, Case]
) -> None:
    old, new = pair
    lea, preview = english(firm.lea), reverse("respond:same", args=[new.number])
    assert f"{preview}?other={old.number}" in page_of(lea, new)
    page = lea.get(preview, {"other": old.number})
    assert (page.context["chosen"].kept.listed.number, page.context["chosen"].refusal) == (old.number, "")
    assert "Noch immer falsch!" in page.content.decode()
    assert not CaseMerge.objects.exists(), "looking merges nothing"
    turned = lea.get(preview, {"other": old.number, "into": new.number}).context["chosen"]
    assert turned.kept.listed.number == new.number
    after = post(lea, "merge", new, into=old.number)
    assert f"{new.number} goes on in {old.number}" in after
    assert "Noch immer falsch!" in after
    assert new.merged_into == old
    assert reverse("respond:unmerge", args=[new.number]) in after
    back = post(lea, "unmerge", new)
    assert f"{new.number} stands again as it stood" in back
    assert new.merged_into is None


def test_a_number_is_enough_however_it_is_written(firm: Firm, pair: tuple[Case, Case]) -> None:
    old, new = pair
    lea, preview = english(firm.lea), reverse("respond:same", args=[new.number])
    for words in (old.number, old.number.lower(), str(old.feedback_id), f" {old.number} "):
        assert lea.get(preview, {"other": words}).context["chosen"] is not None, words
    for words in ("K-2026-999999", "Abschlag", "', 1", new.number):
        assert "chosen" not in lea.get(preview, {"other": words}).context, words


def test_a_refusal_is_a_sentence_on_the_preview_and_after_it(firm: Firm, pair: tuple[Case, Case]) -> None:
    old, new = pair
    Case.objects.filter(pk=old.pk).update(state="closed", next_step="")
    lea = english(firm.lea)
    page = lea.get(reverse("respond:same", args=[new.number]), {"other": old.number}).content.decode()
    assert f"{old.number} is closed: open it again first" in page
    assert "is closed: open it again first" in post(lea, "merge", new, into=old.number)
    assert new.merged_into is None


def test_the_page_of_a_merged_case_leads_to_the_one_in_which_it_goes_on(firm: Firm, pair: tuple[Case, Case]) -> None:
    together(firm, pair)
    old, new = pair
    answer_ = english(firm.lea).get(reverse("respond:case", args=[new.number]), {"list": "unit=1"})
    assert (answer_.status_code, answer_.url) == (302, f"{reverse('respond:case', args=[old.number])}?list=unit%3D1")


def test_whoever_still_had_the_merged_page_open_acts_in_the_one_case(firm: Firm, pair: tuple[Case, Case]) -> None:
    old, new = pair
    lea = english(firm.lea)
    newest = lea.get(reverse("respond:case", args=[new.number])).context["page"].newest
    answer(case=old, by=firm.vera, text="Wir prüfen es.", decides=False, at=now())
    together(firm, pair)
    page = post(lea, "answer", new, text="Schon erledigt.", newest=str(newest), channel="phone")
    assert "Something happened while you wrote" in page
    assert "Wir prüfen es." in page
    assert Answer.objects.count() == 1
    post(lea, "note", new, text="Gehört zusammen.")
    assert Note.objects.get().case == old


def test_notes_tasks_drafts_and_files_of_both_stand_on_one_page(firm: Firm, pair: tuple[Case, Case]) -> None:
    old, new = pair
    add_note(case=new, by=firm.lea, text="Bitte zusammen ansehen, @lea@lindenau.example", at=now())
    ask_unit(case=new, unit=firm.billing, what="Den Zähler ablesen.", due_at=now(), by=firm.vera, at=now())
    keep_draft(case=new, by=firm.lea, text="Guten Tag, wir", at=now())
    together(firm, pair)
    lea = english(firm.lea)
    page = page_of(lea, old)
    for words in ("Bitte zusammen ansehen", "Den Zähler ablesen.", "Guten Tag, wir", new.number):
        assert words in page, words
    post(lea, "finish", old, Task.objects.get().pk, result="Abgelesen.")
    assert Task.objects.get().done_by == firm.lea
    post(lea, "answer", old, text="Der Zähler stimmt.", channel="phone", newest=str(_newest(lea, old)))
    assert Answer.objects.get().case == old
    assert "Guten Tag, wir" not in page_of(lea, old)


def _newest(client, case: Case) -> object:  # type: ignore[no-untyped-def]
    return client.get(reverse("respond:case", args=[case.number])).context["page"].newest


def test_who_may_act_in_one_of_the_two_only_merges_nothing(firm: Firm) -> None:
    ours, theirs = opened(firm), opened(firm, number=1)
    emil, lea = english(firm.emil), english(firm.lea)
    assert "chosen" not in lea.get(reverse("respond:same", args=[ours.number]), {"other": theirs.number}).context
    assert "no such case in which you may act" in post(lea, "merge", ours, into=theirs.number)
    assert emil.post(reverse("respond:merge", args=[ours.number]), {"into": theirs.number}).status_code == 404
    assert not CaseMerge.objects.exists()


def test_who_sees_only_the_merged_one_reads_where_it_goes_on_and_may_take_it_back(firm: Firm) -> None:
    ours, theirs = opened(firm), opened(firm, number=1)
    merge_cases(kept=theirs, merged=ours, by=firm.vera, at=now())
    page = english(firm.lea).get(reverse("respond:case", args=[ours.number]))
    shown = page.content.decode()
    assert page.status_code == 200
    assert f"was merged into {theirs.number} and goes on there, in {theirs.unit.name}" in shown
    for act in ("answer", "close", "reopen", "take_over"):
        assert reverse(f"respond:{act}", args=[ours.number]) not in shown, act
    assert "was merged into" in post(english(firm.lea), "take_over", ours)
    english(firm.lea).post(reverse("respond:unmerge", args=[ours.number]))
    ours.refresh_from_db()
    assert (ours.merged_into, ours.owner) == (None, firm.lea)


def test_the_history_of_the_one_case_tells_what_happened_in_both(firm: Firm, pair: tuple[Case, Case]) -> None:
    old, new = pair
    take_over(case=new, person=firm.lea, at=now())
    together(firm, pair)
    page = english(firm.lea).get(reverse("respond:trail", args=[old.number])).content.decode()
    assert "Lea Lenz took the case over." in page
    assert f"Lea Lenz merged {new.number} into this case." in page


def test_the_inbox_shows_one_case_and_finds_both_numbers(firm: Firm, pair: tuple[Case, Case]) -> None:
    together(firm, pair)
    old, new = pair
    lea, inbox = english(firm.lea), reverse("respond:cases")
    assert [row.number for row in lea.get(inbox).context["page"].rows] == [old.number]
    found = lea.get(inbox, {"words": new.number, "show": "both"}).context["page"].rows
    assert [(row.number, row.state_name, row.merged_into) for row in found] == [(new.number, "merged", old.number)]


def test_programs_merge_and_take_it_back(firm: Firm, pair: tuple[Case, Case]) -> None:
    old, new = pair
    key = {"Authorization": f"Bearer {issue_token(person=firm.lea, name='test', at=now())}"}
    lea, address = english(firm.lea), f"/api/v1/cases/{new.number}"

    def sent(act: str, **body: object):  # type: ignore[no-untyped-def]
        return lea.post(f"{address}/{act}", body, content_type="application/json", headers=key)

    assert sent("unmerge").status_code == 422
    assert sent("merge", into="K-2026-999999").status_code == 404
    assert sent("merge", into=old.number).json()["number"] == old.number
    assert lea.get(address, headers=key).json()["merged_into"] == old.number
    assert "with itself" in sent("merge", into=old.number).json()["detail"], "its number leads to the other one by now"
    assert sent("unmerge").json()["merged_into"] == ""
    assert not Case.objects.exclude(merged_into=None).exists()


def test_similar_cases_and_what_the_page_asks_are_as_before(firm: Firm, pair: tuple[Case, Case]) -> None:
    later = say(firm, "Der Abschlag!", at=now() - timedelta(minutes=5), number=4, intent="complaint")
    decide_batch(keys=[later.pk], at=now())
    together(firm, pair)
    third = Case.objects.get(feedback=later)
    similar = english(firm.lea).get(reverse("respond:case", args=[third.number])).context["beside"].similar
    assert pair[1].number not in [one.number for one in similar]
