from django.apps import AppConfig


class CockpitConfig(AppConfig):
    """Names the room for Django."""

    name = "kunding.cockpit"
    label = "cockpit"
