"""Addresses of the customer's side, in German: they are printed on paper."""

from django.urls import path, re_path

from kunding.web.public import codes, views

app_name = "public"
urlpatterns = [
    path("melden/", views.tell_us, name="tell_us"),
    path("melden/codes/", codes.codes, name="codes"),
    re_path(r"^melden/codes/(?P<place>[^/]{1,60})\.(?P<kind>svg|png)$", codes.code, name="code"),
    # Any word is looked at in the same way, so that a wrong one learns nothing.
    path("anliegen/<str:word>/", views.case, name="case"),
    path("anliegen/<str:word>/add/", views.add, name="add"),
    path("anliegen/<str:word>/verdict/", views.verdict, name="verdict"),
    path("anliegen/<str:word>/reopen/", views.reopen, name="reopen"),
    path("anliegen/<str:word>/news/", views.news, name="news"),
    path("anliegen/<str:word>/photo/<int:key>/", views.photo, name="photo"),
]
