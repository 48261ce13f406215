from django.urls import URLPattern, path

import payung.web.refs  # noqa: F401  # registers the references that stand in addresses
from payung.web.lapse import agreeing, offers, risks

urlpatterns: list[URLPattern] = [
    path("kantor/akan-berhenti/", risks.office, name="office-at-risk"),
    path("kelola/akan-berhenti/", risks.regency, name="manage-at-risk"),
    path("saya/tawaran/", offers.listed, name="offers"),
    path("saya/tawaran/<sponsorship:sponsorship_id>/", offers.one, name="offer"),
    path("saya/persetujuan/", agreeing.agree, name="agree-again"),
]
