"""What the attacks on the customer's side share: a case, its link, and a form as a program fills it in."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kunding.conftest import NOW, Firm, say
from kunding.respond.actions import decide_batch
from kunding.respond.models import Case
from kunding.respond.signing import link_word


def matter(firm: Firm) -> Case:
    said = say(firm, "Der Abschlag ist zu hoch.", at=NOW, intent="complaint", touchpoint=firm.bill)
    decide_batch(keys=[said.pk], at=NOW)
    return Case.objects.get(feedback=said)


def page_of(case: Case, act: str = "") -> str:
    return f"/anliegen/{link_word(case.number)}/{act}"


def filled_in(**changes: object) -> dict[str, object]:
    return {"text": "Der Bus kam nicht.", "once": "a-word-of-the-form", "email": "", "name": "", **changes}


def photo() -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (30, 20), "green").save(made, "JPEG")
    return SimpleUploadedFile("a.jpg", made.getvalue(), "image/jpeg")
