from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "kunding.trail"
    label = "trail"
