from django.urls import path

import payung.web.refs  # noqa: F401  # registers the references that stand in addresses
from payung.web.leaders import home, office, offices, targets, who

urlpatterns = [
    path("", home.home, name="leader-home"),
    path("bulan.csv", offices.months_csv, name="leader-months-csv"),
    path("siapa/", who.who, name="leader-who"),
    path("kantor/", offices.offices, name="leader-offices"),
    path("kantor/kantor.csv", offices.offices_csv, name="leader-offices-csv"),
    path("kantor/<agency:agency_id>/", office.office, name="leader-office"),
    path("target/", targets.targets, name="leader-targets"),
    path("target/<slug:figure>/<slug:of>/", targets.change, name="leader-target"),
]
