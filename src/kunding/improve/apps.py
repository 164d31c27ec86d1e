from django.apps import AppConfig


class ImproveConfig(AppConfig):
    name = "kunding.improve"
    label = "improve"
