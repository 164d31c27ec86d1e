"""String keys escape import checks, so the graph of models is walked."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

FROM_TOP = ["cockpit", "loop", "improve", "respond", "understand", "listen", "journeys", "customers", "people", "trail"]
OWN = [model for model in apps.get_models() if model._meta.app_label in FROM_TOP]


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_a_room_points_only_at_rooms_below(model: type[Model]) -> None:
    height = FROM_TOP.index(model._meta.app_label)
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey):
            target = field.related_model._meta.app_label
            assert FROM_TOP.index(target) >= height, f"{field} points up to {target}"


def test_each_room_with_tables_is_in_the_order() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("kunding.")}
    with_tables = {label for label in ours if list(apps.get_app_config(label).get_models())}
    assert with_tables <= set(FROM_TOP)
