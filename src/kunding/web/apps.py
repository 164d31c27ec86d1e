from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kunding.web"
    label = "web"
