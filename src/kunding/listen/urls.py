"""Addresses of the sources."""

from django.urls import path

from kunding.listen import views

app_name = "listen"
urlpatterns = [
    path("quellen/", views.sources, name="sources"),
    path("quellen/<int:key>/replay/", views.replay, name="replay"),
]
