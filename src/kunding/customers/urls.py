"""Addresses of customers and of what goes out to them."""

from django.urls import path, re_path

from kunding.customers.views import campaigns, customers, duplicates

app_name = "customers"
urlpatterns = [
    path("customers/", customers.customers, name="customers"),
    path("customers/<int:key>/consent/", customers.consent, name="consent"),
    path("customers/doubles/", duplicates.duplicates, name="duplicates"),
    path("customers/doubles/look/", duplicates.look, name="look"),
    path("customers/doubles/merge/", duplicates.merge, name="merge"),
    path("customers/doubles/apart/", duplicates.apart, name="apart"),
    path("customers/doubles/apart/<int:key>/undo/", duplicates.not_apart, name="not_apart"),
    path("customers/merges/<int:key>/undo/", duplicates.unmerge, name="unmerge"),
    path("outbound/", campaigns.campaigns, name="campaigns"),
    path("outbound/plan/", campaigns.plan, name="plan"),
    path("outbound/import/", campaigns.import_, name="import"),
    re_path(r"^outbound/campaigns\.(?P<kind>ics|csv)$", campaigns.export, name="export"),
    path("outbound/outages/", campaigns.outage, name="outage"),
    path("outbound/<int:key>/sign-off/", campaigns.sign_off, name="sign_off"),
    path("outbound/<int:key>/withdraw/", campaigns.withdraw, name="withdraw"),
    path("outbound/<int:key>/after-all/", campaigns.after_all, name="after_all"),
    path("settings/outbound/", campaigns.limits, name="limits"),
]
