"""Addresses of cases."""

from django.urls import path

from kunding.respond.views import acts, case, inbox

app_name = "respond"
urlpatterns = [
    path("cases/", inbox.cases, name="cases"),
    path("cases/<slug:number>/", case.case, name="case"),
    path("cases/<slug:number>/answer/", case.answer, name="answer"),
    path("cases/<slug:number>/assess/", acts.assess, name="assess"),
    path("cases/<slug:number>/take-over/", acts.take_over, name="take_over"),
    path("cases/<slug:number>/decide/", acts.decide, name="decide"),
    path("cases/<slug:number>/hand-over/", acts.hand_over, name="hand_over"),
    path("cases/<slug:number>/accept/", acts.accept, name="accept"),
    path("cases/<slug:number>/turn-down/", acts.turn_down, name="turn_down"),
    path("cases/<slug:number>/withdraw/", acts.withdraw, name="withdraw"),
    path("cases/<slug:number>/ask/", acts.ask, name="ask"),
    path("cases/<slug:number>/tasks/<int:key>/finish/", acts.finish, name="finish"),
    path("cases/<slug:number>/close/", acts.close, name="close"),
    path("cases/<slug:number>/reopen/", acts.reopen, name="reopen"),
]
