from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kunding.api"
    label = "api"
