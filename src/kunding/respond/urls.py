"""Addresses of cases."""

from django.urls import path

from kunding.respond import views

app_name = "respond"
urlpatterns = [
    path("cases/", views.cases, name="cases"),
    path("cases/<slug:number>/", views.case, name="case"),
    path("cases/<slug:number>/take-over/", views.take_over, name="take_over"),
    path("cases/<slug:number>/answer/", views.answer, name="answer"),
    path("cases/<slug:number>/hand-over/", views.hand_over, name="hand_over"),
    path("cases/<slug:number>/close/", views.close, name="close"),
]
