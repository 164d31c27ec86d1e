from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kunding.people"
    label = "people"
