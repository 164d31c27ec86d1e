from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "kunding.customers"
    label = "customers"
