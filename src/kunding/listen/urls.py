"""Addresses of the sources."""

from django.urls import path

from kunding.listen import views

app_name = "listen"
urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("sources/<int:key>/replay/", views.replay, name="replay"),
]
