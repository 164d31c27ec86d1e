from django.apps import AppConfig


class CockpitConfig(AppConfig):
    name = "kunding.cockpit"
    label = "cockpit"
