"""Views of the inbox under a name; they are personal and leave no entry in the trail."""

from django.db import transaction
from django.utils.translation import gettext

from kunding.people.models import Person
from kunding.respond.models import SavedView

MOST = 30  # per person


class ViewIsWrong(Exception):
    """The view cannot be kept so; the text says why."""


@transaction.atomic
def save_view(*, person: Person, name: str, query: str) -> SavedView:
    """Keep a view under a name; a view of that name is replaced. Raises ViewIsWrong."""
    word = _name(name)
    others = SavedView.objects.filter(person=person).exclude(name=word).count()
    if others >= MOST:
        raise ViewIsWrong(gettext("You have %(count)s views: delete one first.") % {"count": MOST})
    return SavedView.objects.update_or_create(person=person, name=word, defaults={"query": query[:1000]})[0]


@transaction.atomic
def rename_view(*, view: SavedView, name: str) -> SavedView:
    """Give a view another name; raises ViewIsWrong where the person has one of that name."""
    word = _name(name)
    if SavedView.objects.filter(person=view.person, name=word).exclude(pk=view.pk).exists():
        raise ViewIsWrong(gettext("You have a view “%(name)s” already.") % {"name": word})
    view.name = word
    view.save()
    return view


def delete_view(*, view: SavedView) -> None:
    """Take a view away; `save_view` brings it back."""
    view.delete()


def _name(name: str) -> str:
    word = " ".join(name.split())
    if not word or len(word) > 60:
        raise ViewIsWrong(gettext("A view has a name of 1 to 60 characters."))
    return word
