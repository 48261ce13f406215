"""All addresses. Each part of the web lists its own."""

from django.urls import include, path

import payung.web.refs  # noqa: F401  # registers the references that stand in addresses
from payung.web.language import choose

handler400 = "payung.web.errors.refused"
handler403 = "payung.web.errors.form_too_old"
handler404 = "payung.web.errors.not_found"
handler500 = "payung.web.errors.broken"

urlpatterns = [
    path("", include("payung.web.public.urls")),
    path("", include("payung.web.access.urls")),
    path("", include("payung.web.homes.urls")),
    path("", include("payung.web.lapse.urls")),
    path("saya/", include("payung.web.sponsor.urls_own")),
    path("daftar/", include("payung.web.sponsor.urls")),
    path("kantor/", include("payung.web.office.urls")),
    path("kantor/", include("payung.web.sending.urls")),
    path("kantor/", include("payung.web.colleagues.urls")),
    path("kantor/", include("payung.web.meetings.urls_office")),
    path("gaji/", include("payung.web.money.urls")),
    path("gaji/", include("payung.web.payroll.urls")),
    path("bpjs/", include("payung.web.branch.urls")),
    path("bpjs/klaim/", include("payung.web.claims.branch_urls")),
    path("klaim/", include("payung.web.claims.urls")),
    path("", include("payung.web.deaths.urls")),
    path("kelola/", include("payung.web.payroll.kelola_urls")),
    path("kelola/", include("payung.web.colleagues.urls_regency")),
    path("kelola/", include("payung.web.outreach.urls_kelola")),
    path("kelola/", include("payung.web.meetings.urls_kelola")),
    path("kelola/", include("payung.web.secretariat.urls")),
    path("pimpinan/", include("payung.web.leaders.urls")),
    path("pimpinan/", include("payung.web.meetings.urls_leaders")),
    path("korpri/", include("payung.web.outreach.urls_korpri")),
    path("korpri/", include("payung.web.korpri.urls")),
    path("", include("payung.web.outreach.urls_public")),
    path("audit/", include("payung.web.audit.urls")),
    path("", include("payung.web.packs.urls")),
    path("", include("payung.web.papers.urls")),
    path("", include("payung.web.messages.urls")),
    path("gaya/", include("payung.web.style.urls")),
    path("bahasa/<str:wanted>/", choose, name="language"),
]
