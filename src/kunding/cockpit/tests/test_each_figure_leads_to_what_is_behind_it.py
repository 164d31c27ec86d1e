"""Whoever asks “which ones?” of a figure gets exactly what it counts, with the filters that were set."""

import re
from datetime import timedelta
from html import unescape

import pytest

from kunding.cockpit.filters import chosen
from kunding.cockpit.links import links
from kunding.cockpit.queries.figures import answers, one, question
from kunding.conftest import NOW, Life, fill_lake, login, say
from kunding.respond.actions import answer, give_verdict, merge_cases
from kunding.respond.models import Case, State
from kunding.respond.queries.inbox import inbox, wanted
from kunding.respond.queries.sight import sight_of

HOUR = timedelta(hours=1)


def opened(life: Life, number: int, **fields: object) -> Case:
    """One more case of the last weeks, copied from the one that waits."""
    at = NOW - timedelta(days=20, hours=number)
    waiting = life.waiting
    known = {field.attname: getattr(waiting, field.attname) for field in Case._meta.concrete_fields}
    known |= {"feedback_id": say(life.firm, "Noch eine.", at=at, number=number, theme=life.theme).pk}
    known |= {"number": f"K-2026-90{number:04}", "state": State.IN_WORK, "opened_at": at, "registered_at": at}
    known |= {"answer_by": at + 6 * HOUR, "close_by": at + 48 * HOUR, "due_at": at + 6 * HOUR, "touched_at": at}
    known.pop("id")
    return Case.objects.create(**(known | {"touchpoint_id": life.firm.bill.pk} | fields))


@pytest.fixture
def lived(life: Life) -> Life:
    """In time with one answer, too late with two, told nothing yet, and never answered."""
    in_time, late, half, _ = (opened(life, number) for number in range(4))
    answer(case=in_time, by=life.firm.lea, text="Erklärt.", decides=True, at=in_time.opened_at + HOUR)
    answer(case=late, by=life.firm.lea, text="Bald.", decides=False, at=late.opened_at + 30 * HOUR)
    answer(case=late, by=life.firm.lea, text="Erklärt.", decides=True, at=late.opened_at + 40 * HOUR)
    answer(case=half, by=life.firm.lea, text="Wir prüfen.", decides=False, at=half.opened_at + HOUR)
    fill_lake()
    return life


def listed(life: Life, address: str) -> int:
    parameters = dict(pair.split("=", 1) for pair in address.partition("?")[2].split("&") if pair)
    return inbox(wanted(parameters), sight=sight_of(life.firm.vera, at=NOW), at=NOW).count


@pytest.mark.parametrize("narrowed", [{}, {"touchpoint": "bill"}, {"channel": "phone"}, {"period": "30"}])
def test_the_lists_count_what_the_figures_count(lived: Life, narrowed: dict[str, str]) -> None:
    touchpoint = {"touchpoint": str(lived.firm.bill.pk)} if "touchpoint" in narrowed else {}
    picked = chosen({"period": "90", **narrowed, **touchpoint})
    span = picked.span(today=NOW.date())
    metrics = ("cases", "hours_to_human_answer", "kept_promises", "first_contact_resolution")
    row = one(answers({"it": question(metrics, picked, span, at=NOW)})["it"])
    found = {name: listed(lived, address) for name, address in links(picked, span).items()}
    assert found["answer"] == row["hours_to_human_answer_n"]
    for figure, name in (("kept_promises", "kept"), ("first_contact_resolution", "first_contact")):
        n, share = row[f"{figure}_n"] or 0, row[figure] or 0.0
        assert found[name] == n - round(share * n), name


def test_a_merged_case_is_counted_where_it_goes_on(lived: Life) -> None:
    kept, merged = Case.objects.exclude(state=State.CLOSED).filter(answers__isnull=True).order_by("-pk")
    merge_cases(kept=kept, merged=merged, by=lived.firm.vera, at=NOW - HOUR)
    fill_lake()
    picked = chosen({"period": "all"})
    span = picked.span(today=NOW.date())
    row = one(answers({"it": question(("kept_promises",), picked, span, at=NOW)})["it"])
    broken = row["kept_promises_n"] - round(row["kept_promises"] * row["kept_promises_n"])
    assert listed(lived, links(picked, span)["kept"]) == broken


def test_what_was_kept_and_what_was_not_are_all_that_was_promised(lived: Life) -> None:
    kept, broken = (listed(lived, f"?show=both&promise={word}") for word in ("kept", "broken"))
    assert (kept, broken) == (2, Case.objects.count() - 2)
    assert [listed(lived, f"?show=both&first_contact={word}") for word in ("yes", "no")] == [1, 1]


def test_verdicts_and_chasers_lead_to_their_cases(lived: Life) -> None:
    told = Case.objects.filter(answers__decides=True).order_by("pk")
    for case, solved in zip(told, ("partly", "yes"), strict=True):
        give_verdict(case=case, solved=solved, effort=3, mood=2, why="", at=NOW - 2 * HOUR)
    say(lived.firm, "Wo bleibt die Antwort?", at=NOW - HOUR, number=40, intent="chasing")
    fill_lake()
    picked = chosen({"period": "30"})
    span = picked.span(today=NOW.date())
    row = one(answers({"it": question(("solved_share", "chased_share"), picked, span)})["it"])
    found = {name: listed(lived, address) for name, address in links(picked, span).items()}
    assert (row["solved_share_n"], row["solved_share"], found["solved"]) == (2, 0.5, 1)
    assert found["chased"] == round(row["chased_share"] * row["chased_share_n"]) > 0


@pytest.mark.parametrize(("world", "metric"), [("recommends", "recommend_share"), ("warns", "warn_share")])
def test_who_recommends_and_who_warns_can_be_read(life: Life, world: str, metric: str) -> None:
    picked = chosen({"period": "all"})
    row = one(answers({"it": question((metric, "nps"), picked, picked.span(today=NOW.date()))})["it"])
    page = login(life.firm.vera).get(f"/feedback/?period=all&world={world}").context["page"]
    assert page.paginator.count == round(row[metric] * row[f"{metric}_n"]) > 0
    asked = login(life.firm.vera).get("/feedback/?period=all&world=asked").context["page"]
    assert asked.paginator.count == row["nps_n"]


def test_a_list_behind_a_figure_about_work_names_no_owner(lived: Life) -> None:
    vera = login(lived.firm.vera)
    usual = vera.get("/cases/?show=both").content.decode()
    behind = vera.get("/cases/?show=both&promise=broken").content.decode()
    rows = [re.search(r'<ol class="rows">.*?</ol>', page, re.DOTALL) for page in (usual, behind)]
    assert [lived.firm.lea.name in (row[0] if row else "") for row in rows] == [True, False]
    # Nor does it tell how well one person keeps promises.
    assert not wanted({"owner": "me", "promise": "broken"}).is_about_work


def test_a_pain_point_leads_to_its_cases_and_parts(lived: Life) -> None:
    vera = login(lived.firm.vera)
    page = unescape(vera.get(f"/pains/{lived.pain.pk}/").content.decode())
    link = f"/cases/?theme={lived.theme.pk}"
    assert link in page
    assert vera.get(link).context["page"].count == 5
    assert lived.theme.label in vera.get(link).content.decode(), "the page says what it is narrowed to"
    part = re.search(rf'href="(/feedback/\?theme={lived.theme.pk}&period=365&touchpoint=\d+)"', page)
    assert part
    assert vera.get(part[1]).context["page"].paginator.count > 0


def test_the_priced_backlog_keeps_the_filter_of_the_first_page(life: Life) -> None:
    vera = login(life.firm.vera)
    assert vera.get(f"/pains/?unit={life.firm.billing.pk}").context["pains"]
    other = vera.get(f"/pains/?unit={life.firm.sales.pk}", headers={"accept-language": "en"})
    assert not other.context["pains"]
    assert "Show all" in other.content.decode()
