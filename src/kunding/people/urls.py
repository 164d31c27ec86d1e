"""Addresses of people."""

from django.urls import path

from kunding.people.views import list as listed
from kunding.people.views import login, person

app_name = "people"
urlpatterns = [
    path("people/", listed.people, name="people"),
    path("people/add/", listed.add, name="add"),
    path("people/<int:key>/", person.person, name="person"),
    path("people/<int:key>/roles/", person.grant, name="grant"),
    path("people/<int:key>/roles/<int:grant>/withdraw/", person.withdraw_role, name="withdraw_role"),
    path("people/<int:key>/unit/", person.place, name="place"),
    path("people/<int:key>/leave/", person.leave, name="leave"),
    path("people/<int:key>/come-back/", person.come_back, name="come_back"),
    path("people/<int:key>/link/", person.link, name="link"),
    path("people/<int:key>/untie/", person.untie, name="untie"),
    path("people/<int:key>/second-factor/", login.second_factor, name="second_factor"),
    path("people/<int:key>/e-mail/", login.email, name="email"),
    path("people/<int:key>/log-out/", person.log_out, name="log_out"),
    path("people/<int:key>/absences/", person.absent, name="absent"),
    path("people/absences/<int:key>/withdraw/", person.present, name="present"),
    path("me/", person.myself, name="me"),
    path("me/tokens/", person.issue_token, name="issue_token"),
    path("people/tokens/<int:key>/revoke/", person.revoke_token, name="revoke_token"),
]
