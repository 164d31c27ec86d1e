"""What customers enter."""

import re
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kunding.listen import pictures
from kunding.listen.pictures import Picture, PictureIsWrong, cleaned
from kunding.respond.models import Verdict

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words

LONGEST = 20_000  # characters
EFFORT = [(step, str(step)) for step in range(1, 8)]
MOOD = [
    (1, _("very annoyed")),
    (2, _("annoyed")),
    (3, _("neither nor")),
    (4, _("content")),
    (5, _("very content")),
]
SOLVED = [
    (Verdict.Solved.YES, _("Yes, it is solved")),
    (Verdict.Solved.PARTLY, _("In part")),
    (Verdict.Solved.NO, _("No")),
]
_ONCE = re.compile(r"[\w-]{16,60}")


def once() -> str:
    """Return a word that makes one filled-in form one message, however often it is sent."""
    return secrets.token_urlsafe(16)


def _text(label: "Words", *, required: bool = True, rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        required=required,
        error_messages={"required": _("Please write a few words.")},
        widget=forms.Textarea(attrs={"class": "form-control", "rows": rows}),
    )


def _line(label: "Words", *, longest: int, complete: str) -> forms.CharField:
    entry = forms.TextInput(attrs={"class": "form-control", "autocomplete": complete})
    return forms.CharField(label=label, max_length=longest, required=False, widget=entry)


class WordsForm(forms.Form):
    """Words with photos, sent once."""

    text = _text(_("What would you like to add?"))
    once = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def clean_once(self) -> str:
        """Return the form's own word, or a new one where it is none of ours."""
        given = str(self.cleaned_data.get("once", ""))
        return given if _ONCE.fullmatch(given) else once()


class MatterForm(WordsForm):
    """Something new."""

    text = _text(_("What happened? What do you wish for?"), rows=7)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "email"}),
    )
    name = _line(_("Name"), longest=200, complete="name")
    customer_number = _line(_("Customer number"), longest=60, complete="off")
    tell_me = forms.BooleanField(
        label=_("Write to me when the cause is gone, too."),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    touchpoint = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    # People do not see this field; programs that fill in everything give themselves away.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def clean_website(self) -> str:
        """Refuse what only a program fills in; a person whose browser did is told."""
        if self.cleaned_data.get("website"):
            raise forms.ValidationError(gettext("Leave the field “Website” empty: it is there to stop programs."))
        return ""


class VerdictForm(forms.Form):
    """Is it solved, how hard was it, how does it feel, and why."""

    solved = forms.ChoiceField(
        label=_("Is it solved?"),
        choices=SOLVED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one answer."), "invalid_choice": _("Please choose one answer.")},
    )
    effort = forms.TypedChoiceField(
        label=_("It was easy to get this solved"), choices=EFFORT, coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    mood = forms.TypedChoiceField(
        label=_("How do you feel about it now?"), choices=MOOD, coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    why = _text(_("Why?"), required=False, rows=3)


class ReopenForm(forms.Form):
    """What is still missing."""

    text = _text(_("What is still missing?"), rows=3)


def photos_sent(files: Sequence["UploadedFile[bytes]"]) -> tuple[list[Picture], str]:
    """Return the photos made anew, and what is wrong with them in one sentence, "" where nothing is."""
    if len(files) > pictures.MOST:
        return [], gettext("Send at most %(most)s photos at once.") % {"most": pictures.MOST}
    try:
        return [cleaned(file.read(pictures.MOST_BYTES + 1)) for file in files], ""
    except PictureIsWrong as wrong:
        return [], str(wrong)
