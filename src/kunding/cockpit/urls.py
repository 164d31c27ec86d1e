"""Addresses of the cockpit."""

from django.urls import path

from kunding.cockpit import views

app_name = "cockpit"
urlpatterns = [
    path("", views.first_page, name="cockpit"),
    path("feedback/", views.feedback, name="feedback"),
    path("feedback/<int:key>/", views.one_feedback, name="one_feedback"),
    path("gulfs/", views.gulfs, name="gulfs"),
    path("report.pdf", views.report, name="report"),
    path("method/", views.method, name="method"),
]
