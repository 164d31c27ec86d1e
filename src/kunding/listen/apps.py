from django.apps import AppConfig


class ListenConfig(AppConfig):
    name = "kunding.listen"
    label = "listen"
