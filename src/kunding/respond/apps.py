from django.apps import AppConfig


class RespondConfig(AppConfig):
    name = "kunding.respond"
    label = "respond"
