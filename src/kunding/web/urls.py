"""Addresses of the shell."""

from django.urls import path

from kunding.web import claims, views

app_name = "web"
urlpatterns = [
    path("light/", views.light, name="light"),
    path("health/", views.health, name="health"),
    path("cases/<slug:number>/claims/<int:key>/", claims.claim, name="claim"),
    path("works-council/", views.works_council, name="works_council"),
]
