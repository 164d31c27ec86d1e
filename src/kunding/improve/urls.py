"""Addresses of pain points."""

from django.urls import path

from kunding.improve import views

app_name = "improve"
urlpatterns = [
    path("pains/", views.pains, name="pains"),
    path("pains/<int:key>/", views.pain, name="pain"),
    path("pains/of-theme/<int:theme>/", views.pain, name="mark"),
]
