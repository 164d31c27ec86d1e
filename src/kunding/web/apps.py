from django.apps import AppConfig


class WebConfig(AppConfig):
    """Names the room for Django."""

    name = "kunding.web"
    label = "web"
