"""Labels in their hierarchy."""

from collections.abc import Iterable
from dataclasses import dataclass

from kunding.respond.models import Label


@dataclass(frozen=True)
class Leaf:
    """A label in its place."""

    key: int
    name: str
    path: str  # "Rechnung › Abschlag"
    depth: int
    parent: int | None


def label_tree() -> list[Leaf]:
    """Return all labels, each behind the one above it."""
    children: dict[int | None, list[Label]] = {}
    for label in Label.objects.order_by("name", "pk"):
        children.setdefault(label.parent_id, []).append(label)
    return list(_leaves(children, None, "", 0))


def below(labels: Iterable[int]) -> set[int]:
    """Return these labels and all that stand below them."""
    parents = dict(Label.objects.values_list("pk", "parent_id"))
    found = {key for key in labels if key in parents}
    while more := {key for key, parent in parents.items() if parent in found and key not in found}:
        found |= more
    return found


def _leaves(children: dict[int | None, list[Label]], parent: int | None, path: str, depth: int) -> Iterable[Leaf]:
    for label in children.get(parent, ()):
        here = f"{path} › {label.name}" if path else label.name
        yield Leaf(label.pk, label.name, here, depth, parent)
        yield from _leaves(children, label.pk, here, depth + 1)
