from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "kunding.journeys"
    label = "journeys"
