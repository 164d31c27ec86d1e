"""Addresses of readings and themes."""

from django.urls import path, re_path

from kunding.understand import views

app_name = "understand"
FIELD = r"^readings/(?P<key>\d{1,18})/(?P<field>sentiment|intent)/"
urlpatterns = [
    re_path(FIELD + "choose/$", views.choose, name="choose"),
    re_path(FIELD + "$", views.correct, name="correct"),
    path("themes/", views.themes, name="themes"),
    path("themes/<int:key>/", views.theme, name="theme"),
    path("themes/<int:key>/rename/", views.rename, name="rename"),
    path("themes/<int:key>/merge/", views.merge, name="merge"),
    path("themes/<int:key>/unmerge/", views.unmerge, name="unmerge"),
    path("themes/<int:key>/keep-apart/", views.keep_apart, name="keep_apart"),
    path("themes/<int:key>/propose-again/", views.propose_again, name="propose_again"),
    path("themes/<int:key>/split/", views.split, name="split"),
    path("themes/<int:key>/hide/", views.hide, name="hide"),
    path("themes/<int:key>/show/", views.show, name="show"),
]
