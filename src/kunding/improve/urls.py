"""Addresses of pain points."""

from django.urls import path

from kunding.improve import views

app_name = "improve"
urlpatterns = [
    path("pains/", views.pains, name="pains"),
    path("pains/<int:key>/", views.pain, name="pain"),
    path("pains/<int:key>/customers/", views.customers, name="customers"),
    path("pains/<int:key>/what-if/", views.try_out, name="what_if"),
    path("pains/<int:key>/dismiss/", views.dismiss, name="dismiss"),
    path("pains/<int:key>/begin/", views.begin, name="begin"),
    path("initiatives/<int:key>/ship/", views.ship, name="ship"),
    path("themes/<int:theme>/annoys/", views.mark, name="mark"),
    path("settings/assumptions/", views.assumptions, name="assumptions"),
    path("settings/assumptions/change/", views.assume, name="assume"),
]
