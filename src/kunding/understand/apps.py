from django.apps import AppConfig


class UnderstandConfig(AppConfig):
    name = "kunding.understand"
    label = "understand"
