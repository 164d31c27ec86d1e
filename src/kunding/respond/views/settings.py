"""What leads keep in order: templates of replies, labels, and the room to act."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kunding.respond import actions
from kunding.respond.forms import AllowanceForm, TemplateForm, first_trouble
from kunding.respond.models import Allowance, Kept, Label, ReplyTemplate
from kunding.respond.queries.labels import label_tree
from kunding.respond.rules.goodwill import PER_CASE, PER_MONTH
from kunding.respond.rules.templates import PLACEHOLDERS
from kunding.respond.views.doing import me
from kunding.respond.views.undo import gone, with_undo

WRONG = (actions.LabelIsWrong, actions.TemplateIsWrong, actions.PlaceholderIsUnknown)


@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    """Show the templates of replies."""
    return render(
        request, "respond/templates.html", {"templates": ReplyTemplate.objects.all(), **gone(request, Kept.TEMPLATE)}
    )


@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, key: int) -> HttpResponse:
    """Write a template; key 0 is a new one."""
    found = get_object_or_404(ReplyTemplate, pk=key) if key else None
    initial = {name: getattr(found, name) for name in ("name", "language", "kind", "text")} if found else None
    form = TemplateForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_template(**form.cleaned_data, template=found, by=me(request), at=now())
        except WRONG as wrong:
            form.add_error("text" if isinstance(wrong, actions.PlaceholderIsUnknown) else "name", str(wrong))
        else:
            messages.success(request, gettext("The template is kept."))
            return redirect("respond:templates")
    shown = {"form": form, "template": found, "fillable": [f"{{{name}}}" for name in PLACEHOLDERS]}
    return render(request, "respond/template.html", shown)


@require_POST
def template_gone(request: HttpRequest, key: int) -> HttpResponse:
    """Take a template away."""
    removal = actions.delete_template(template=get_object_or_404(ReplyTemplate, pk=key), by=me(request), at=now())
    return with_undo("respond:templates", removal)


@require_GET
def labels(request: HttpRequest) -> HttpResponse:
    """Show the labels in their hierarchy."""
    return render(request, "respond/labels.html", {"labels": label_tree(), **gone(request, Kept.LABEL)})


@require_POST
def label_new(request: HttpRequest) -> HttpResponse:
    """Create a label."""
    name, parent = request.POST.get("name", ""), _label(request.POST.get("parent", ""))
    return _to_labels(request, lambda: actions.create_label(name=name, parent=parent, by=me(request), at=now()))


@require_POST
def label_changed(request: HttpRequest, key: int) -> HttpResponse:
    """Give a label another name or place."""
    label, parent = get_object_or_404(Label, pk=key), _label(request.POST.get("parent", ""))
    name = request.POST.get("name", "")
    return _to_labels(
        request, lambda: actions.change_label(label=label, name=name, parent=parent, by=me(request), at=now())
    )


@require_POST
def label_gone(request: HttpRequest, key: int) -> HttpResponse:
    """Take a label and those below it away."""
    removal = actions.delete_label(label=get_object_or_404(Label, pk=key), by=me(request), at=now())
    return with_undo("respond:labels", removal)


@require_http_methods(["GET", "POST"])
def allowances(request: HttpRequest) -> HttpResponse:
    """Show and set what may be given without asking."""
    form = AllowanceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid():
            actions.set_allowance(**form.cleaned_data, by=me(request), at=now())
            messages.success(request, gettext("The limit is set."))
            return redirect("respond:allowances")
        messages.warning(request, first_trouble(form))
    rows = Allowance.objects.select_related("unit").order_by("unit__name", "role")
    usual = {"usual": PER_CASE.items(), "usual_month": PER_MONTH}
    return render(request, "respond/allowances.html", {"form": form, "rows": rows, **usual})


def _to_labels(request: HttpRequest, do: Callable[[], object]) -> HttpResponse:
    try:
        do()
    except WRONG as wrong:
        messages.warning(request, str(wrong))
    return redirect("respond:labels")


def _label(word: str) -> Label | None:
    return Label.objects.filter(pk=int(word)).first() if word.isascii() and word.isdigit() and len(word) < 18 else None
