"""Addresses of the shell."""

from django.urls import path

from kunding.web import claims, new_case, rights, views

app_name = "web"
urlpatterns = [
    path("light/", views.light, name="light"),
    path("health/", views.health, name="health"),
    path("new-case/", new_case.enter, name="new_case"),
    path("cases/<slug:number>/claims/<int:key>/", claims.claim, name="claim"),
    path("customers/<int:key>/disclose/", rights.disclose, name="disclose"),
    path("customers/<int:key>/erase/", rights.erase, name="erase"),
    path("works-council/", views.works_council, name="works_council"),
]
