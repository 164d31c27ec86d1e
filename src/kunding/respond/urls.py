"""Addresses of cases."""

from django.urls import path, re_path

from kunding.respond.views import acts, aside, bulk, case, customer, goodwill, inbox, letters, saved, settings, writing

app_name = "respond"
urlpatterns = [
    path("cases/", inbox.cases, name="cases"),
    path("cases/bulk/", bulk.bulk, name="bulk"),
    path("cases/views/save/", saved.save, name="save_view"),
    path("cases/views/<int:key>/rename/", saved.rename, name="rename_view"),
    path("cases/views/<int:key>/delete/", saved.delete, name="delete_view"),
    path("cases/<slug:number>/", case.case, name="case"),
    path("cases/<slug:number>/earlier/", case.earlier, name="earlier"),
    path("cases/<slug:number>/trail/", case.trail, name="trail"),
    path("cases/<slug:number>/answer/", case.answer, name="answer"),
    path("cases/<slug:number>/draft/", writing.draft, name="draft"),
    path("cases/<slug:number>/begin/", writing.begin, name="begin"),
    path("cases/<slug:number>/presence/", writing.presence, name="presence"),
    path("cases/<slug:number>/note/", aside.note, name="note"),
    path("cases/<slug:number>/labels/", aside.labels, name="set_labels"),
    path("cases/<slug:number>/goodwill/", aside.goodwill, name="give_goodwill"),
    path("cases/<slug:number>/goodwill/<int:key>/", aside.goodwill_decided, name="decide_goodwill"),
    re_path(r"^cases/(?P<number>[-\w]+)/files/(?P<kind>sent|received)/(?P<key>\d{1,18})/$", aside.file, name="file"),
    path("cases/<slug:number>/letters/<int:key>/again/", letters.again, name="send_again"),
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
    path("customers/<int:key>/", customer.customer, name="customer"),
    path("goodwill/", goodwill.goodwill, name="goodwill"),
    path("settings/goodwill/", settings.allowances, name="allowances"),
    path("settings/templates/", settings.templates, name="templates"),
    path("settings/templates/<int:key>/", settings.template, name="template"),
    path("settings/templates/<int:key>/delete/", settings.template_gone, name="delete_template"),
    path("settings/labels/", settings.labels, name="labels"),
    path("settings/labels/new/", settings.label_new, name="create_label"),
    path("settings/labels/<int:key>/", settings.label_changed, name="change_label"),
    path("settings/labels/<int:key>/delete/", settings.label_gone, name="delete_label"),
]
