"""Addresses of customers and of what goes out to them."""

from django.urls import path, re_path

from kunding.customers.views import campaigns, customers, duplicates

app_name = "customers"
urlpatterns = [
    path("kunden/", customers.customers, name="customers"),
    path("kunden/<int:key>/karte/", customers.card, name="card"),
    path("kunden/<int:key>/consent/", customers.consent, name="consent"),
    path("kunden/doppelt/", duplicates.duplicates, name="duplicates"),
    path("kunden/doppelt/look/", duplicates.look, name="look"),
    path("kunden/doppelt/merge/", duplicates.merge, name="merge"),
    path("kunden/doppelt/apart/", duplicates.apart, name="apart"),
    path("kunden/merges/<int:key>/undo/", duplicates.unmerge, name="unmerge"),
    path("aussendungen/", campaigns.campaigns, name="campaigns"),
    path("aussendungen/plan/", campaigns.plan, name="plan"),
    path("aussendungen/import/", campaigns.import_, name="import"),
    re_path(r"^aussendungen/campaigns\.(?P<kind>ics|csv)$", campaigns.export, name="export"),
    path("aussendungen/outages/", campaigns.outage, name="outage"),
    path("aussendungen/<int:key>/sign-off/", campaigns.sign_off, name="sign_off"),
    path("aussendungen/<int:key>/withdraw/", campaigns.withdraw, name="withdraw"),
    path("settings/outbound/", campaigns.limits, name="limits"),
]
