from django.apps import AppConfig


class LoopConfig(AppConfig):
    name = "kunding.loop"
    label = "loop"
