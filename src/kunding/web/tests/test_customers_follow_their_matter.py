from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kunding.conftest import NOW, Firm, say
from kunding.listen.models import Attachment, Feedback
from kunding.respond.actions import answer, close, decide_batch, offer
from kunding.respond.actions.handover import accept
from kunding.respond.models import Case, Note, Verdict
from kunding.respond.signing import link_word

pytestmark = pytest.mark.django_db
GERMAN = {"Accept-Language": "de"}


@dataclass(frozen=True)
class Life:
    firm: Firm
    waiting: Case  # of billing, late
    closed: Case


@pytest.fixture
def life(firm: Firm) -> Life:
    how = {"intent": "complaint", "sentiment": "negative", "touchpoint": firm.bill}
    said = [
        say(firm, f"Der Abschlag ist zu hoch. Brief {n}.", at=NOW - timedelta(days=60 + n), number=3 * n, **how)
        for n in (0, 2)
    ]
    decide_batch(keys=[each.pk for each in said], at=NOW - timedelta(days=60))
    waiting, closed = Case.objects.order_by("-opened_at")
    close(case=closed, by=firm.lea, at=NOW, unreachable_because="Adresse unbekannt")
    return Life(firm, waiting, Case.objects.get(pk=closed.pk))


def page(case: Case, **how: object) -> str:
    return Client().get(address(case), headers=GERMAN, **how).content.decode()


def address(case: Case, act: str = "") -> str:
    return f"/anliegen/{link_word(case.number)}/{act}"


def photo(name: str = "zähler.jpg") -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (300, 200), "green").save(made, "JPEG")
    return SimpleUploadedFile(name, made.getvalue(), "image/jpeg")


def entered(**changes: object) -> dict[str, object]:
    return {"text": "Der Bus kam nicht.", "once": "a-word-of-the-form", "email": "", "name": "", **changes}


def told(life: Life) -> Case:
    answer(case=life.waiting, by=life.firm.lea, text="Wir zahlen zurück.", decides=True, at=NOW)
    life.waiting.refresh_from_db()
    return life.waiting


def test_the_page_says_who_until_when_and_what_next(life: Life) -> None:
    shown = page(life.waiting)
    assert "Ihr Anliegen liegt bei unserem Team „Abrechnung“." in shown
    assert "Das haben wir nicht geschafft" in shown  # the promise was broken long ago
    assert "Als Nächstes" in shown
    assert life.waiting.feedback.text in shown


def test_names_are_shown_only_where_the_company_wants_it(life: Life, settings) -> None:
    told(life)
    assert "Lea" not in page(life.waiting)
    settings.KUNDING_SHOW_OWNERS = True
    assert "Lea Lenz" in page(life.waiting)


def test_colleagues_words_stay_inside(life: Life) -> None:
    case = life.waiting
    Note.objects.create(case=case, by=life.firm.lea, at=NOW, text="schwieriger Kunde")
    offer(case=case, to=life.firm.sales, by=life.firm.lea, reason="wir sind es nicht", at=NOW)
    accept(case=case, by=life.firm.emil, at=NOW)
    shown = page(case)
    assert "Unser Team „Vertrieb“ kümmert sich" in shown
    for inside in ("schwieriger", "wir sind es nicht", case.next_step, "Erika", "400", "negative", "Emil"):
        assert inside not in shown


def test_what_one_of_us_wrote_down_is_not_shown_as_the_customers_words(life: Life) -> None:
    Feedback.objects.filter(pk=life.waiting.feedback_id).update(channel="phone", text="Anrufer war laut")
    shown = page(life.waiting)
    assert "Anrufer" not in shown
    assert "Sie haben uns angerufen" in shown


@pytest.mark.parametrize(("accepts", "lang", "words"), [
    ("de-AT,de;q=0.9", "", "Was bisher geschehen ist"), ("en-GB", "", "What has happened"),
    ("fr", "", "Was bisher geschehen ist"), ("de", "en", "What has happened"), ("en", "de", "Was bisher geschehen ist"),
])  # fmt: skip
def test_the_page_speaks_the_browsers_language(life: Life, accepts: str, lang: str, words: str) -> None:
    answered = Client().get(address(life.waiting), {"lang": lang}, headers={"Accept-Language": accepts})
    assert words in answered.content.decode()


def test_no_cookie_no_index_no_trace(life: Life) -> None:
    for shown in (Client().get(address(life.waiting)), Client().get("/melden/"), Client().get("/anliegen/x/")):
        assert not shown.cookies
        assert "noindex" in shown["X-Robots-Tag"]
        assert shown["Referrer-Policy"] == "no-referrer"
        assert "no-store" in shown["Cache-Control"]
        assert "http://" not in shown.content.decode().replace("http://127.0.0.1:8000", "")


def test_the_customer_adds_words_and_photos(life: Life) -> None:
    case = life.waiting
    sent = {"text": "Hier ist der Zähler.", "once": "one-word-of-a-form", "photos": [photo(), photo()]}
    assert Client().post(address(case, "add/"), sent).status_code == 302
    added = case.feedback.said_again.get()
    assert (added.text, added.channel, added.source.kind) == ("Hier ist der Zähler.", "web", "form")
    assert [kept.name for kept in added.attachments.all()] == ["photo-1.jpg", "photo-2.jpg"]
    shown = page(case)
    assert "Hier ist der Zähler." in shown
    assert shown.count("<img") == 2


def test_the_same_form_sent_twice_counts_once(life: Life) -> None:
    sent = {"text": "Noch etwas.", "once": "one-word-of-a-form"}
    for _ in range(3):
        Client().post(address(life.waiting, "add/"), sent)
    assert life.waiting.feedback.said_again.count() == 1


def test_a_photo_is_saved_not_opened(life: Life) -> None:
    Client().post(address(life.waiting, "add/"), {"text": "Foto", "photos": [photo()]})
    kept = Attachment.objects.get()
    got = Client().get(address(life.waiting, f"photo/{kept.pk}/"))
    assert got["Content-Disposition"].startswith("attachment")
    assert (got["X-Content-Type-Options"], got["Content-Security-Policy"]) == ("nosniff", "default-src 'none'; sandbox")
    assert Client().get(address(life.closed, f"photo/{kept.pk}/")).status_code == 404


@pytest.mark.parametrize("wrong", [{"text": ""}, {"text": "x", "photos": [SimpleUploadedFile("a.jpg", b"<svg>")]},
                                   {"text": "x", "photos": [photo() for _ in range(6)]}])  # fmt: skip
def test_what_cannot_be_kept_is_told_and_nothing_is_lost(life: Life, wrong: Mapping[str, object]) -> None:
    answered = Client().post(address(life.waiting, "add/"), wrong, headers=GERMAN)
    assert answered.status_code == 422
    assert str(wrong["text"]) in answered.content.decode()
    assert not life.waiting.feedback.said_again.exists()


@pytest.mark.parametrize(("solved", "state"), [("yes", "closed"), ("partly", "reopened"), ("no", "reopened")])
def test_the_verdict_is_one_form(life: Life, solved: str, state: str) -> None:
    case = told(life)
    assert "Ist es gelöst?" in page(case)
    sent = {"solved": solved, "effort": "6", "mood": "4", "why": "Ging schnell."}
    assert Client().post(address(case, "verdict/?lang=de"), sent).status_code == 302
    given = Verdict.objects.get()
    assert (given.effort, given.mood, given.why, given.language) == (6, 4, "Ging schnell.", "de")
    case.refresh_from_db()
    assert case.state == state
    assert 'id="judge"' not in page(case)


@pytest.mark.parametrize(
    "wrong", [{}, {"solved": "maybe"}, {"solved": "yes", "effort": "8"}, {"solved": "yes", "mood": "0"}]
)
def test_a_verdict_out_of_range_is_refused(life: Life, wrong: dict[str, str]) -> None:
    assert Client().post(address(told(life), "verdict/"), wrong).status_code == 422
    assert not Verdict.objects.exists()


def test_nothing_is_judged_before_the_answer(life: Life) -> None:
    assert 'id="judge"' not in page(life.waiting)
    answered = Client().post(address(life.waiting, "verdict/"), {"solved": "yes"})
    assert "too_early" in answered["Location"]
    assert not Verdict.objects.exists()


def test_a_closed_matter_is_opened_again_with_a_reason(life: Life) -> None:
    case = told(life)
    close(case=case, by=life.firm.lea, at=NOW)
    Client().post(address(case, "verdict/"), {"solved": "yes"})
    assert Client().post(address(case, "reopen/"), {"text": ""}).status_code == 422
    assert Client().post(address(case, "reopen/"), {"text": "Doch nicht."}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.round) == ("reopened", 2)
    assert case.feedback.said_again.get().text == "Doch nicht."
    again = Client().post(address(case, "reopen/"), {"text": "Noch einmal."})
    assert "is_open" in again["Location"]


def test_the_recourse_is_named_after_a_no(life: Life) -> None:
    answer(case=life.waiting, by=life.firm.lea, text="Leider nein.", decides=True, outcome="declined",
           recourse="Schlichtungsstelle Energie", at=NOW)  # fmt: skip
    assert "Schlichtungsstelle Energie" in page(life.waiting)


def test_a_form_opens_a_case_and_gives_its_link(firm: Firm) -> None:
    answered = Client().post("/melden/?lang=de", entered(customer_number="4711", touchpoint="shop"))
    case = Case.objects.get()
    assert answered["Location"] == f"{address(case)}?done=received&lang=de"
    assert (case.kind, case.customer, case.touchpoint, case.owner) == ("request", firm.customer, firm.shop, firm.emil)
    assert Client().get(answered["Location"]).content.decode().count(f"http://127.0.0.1:8000{address(case)}") == 1


def test_a_form_without_words_opens_nothing(firm: Firm) -> None:
    answered = Client().post("/melden/", entered(text=" ", email="no address"), headers=GERMAN)
    assert answered.status_code == 422
    assert not Case.objects.exists()


def test_an_empty_number_is_nobodys(firm: Firm) -> None:
    firm.customer.reference = ""
    firm.customer.save()
    Client().post("/melden/", entered())
    assert Case.objects.get().customer is None


def test_a_program_that_fills_in_everything_is_told_no(firm: Firm) -> None:
    answered = Client().post("/melden/", entered(website="https://spam.example"))
    assert answered.status_code == 422
    assert not Feedback.objects.exists()


def test_the_form_points_to_the_whistleblower_channel(firm: Firm, settings) -> None:
    settings.KUNDING_WHISTLEBLOWER_URL = "https://hinweise.example"
    assert "https://hinweise.example" in Client().get("/melden/").content.decode()


def test_codes_lead_to_the_form_of_their_touchpoint(firm: Firm, vera: Client) -> None:
    assert "Jahresrechnung" in vera.get("/melden/codes/").content.decode()
    assert vera.get("/melden/codes/bill.svg").content.startswith(b"<?xml")
    with Image.open(BytesIO(vera.get("/melden/codes/bill.png").content)) as drawn:
        assert drawn.width > 300
    assert vera.get("/melden/codes/nowhere.svg").status_code == 404
    assert "Jahresrechnung" in Client().get("/melden/?ort=bill").content.decode()
