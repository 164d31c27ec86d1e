"""Leads write replies to begin with."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from kunding.people.models import Person
from kunding.respond.actions.removals import keep
from kunding.respond.models import ReplyTemplate
from kunding.respond.models.removal import Kept, Removal
from kunding.respond.rules.templates import check
from kunding.trail.actions import record


class TemplateIsWrong(Exception):
    """The template cannot be kept so; the text says why."""


@transaction.atomic
def write_template(
    *, name: str, language: str, kind: str, text: str, by: Person, at: datetime, template: ReplyTemplate | None = None
) -> ReplyTemplate:
    """Write a template, or write it anew; raises TemplateIsWrong or PlaceholderIsUnknown."""
    check(text)
    held = template or ReplyTemplate()
    if ReplyTemplate.objects.filter(name=name, language=language).exclude(pk=held.pk).exists():
        raise TemplateIsWrong(gettext("There is a template “%(name)s” in this language already.") % {"name": name})
    held.name, held.language, held.kind, held.text = name, language, kind, text
    held.save()
    record(act="write_template", actor=by.trail_name, at=at, subject=f"template:{held.pk}", detail={"name": held.name})
    return held


@transaction.atomic
def delete_template(*, template: ReplyTemplate, by: Person, at: datetime) -> Removal:
    """Take a template away; `bring_back` brings it back."""
    kept = {name: getattr(template, name) for name in ("id", "name", "language", "kind", "text")}
    record(
        act="delete_template",
        actor=by.trail_name,
        at=at,
        subject=f"template:{template.pk}",
        detail={"name": template.name},
    )
    template.delete()
    return keep(kind=Kept.TEMPLATE, name=kept["name"], content=kept, by=by, at=at)
