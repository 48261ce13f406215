from django.urls import path

import payung.web.payroll.periods  # registers months as they stand in addresses
import payung.web.refs  # noqa: F401  # registers the references that stand in addresses
from payung.web.payroll import (
    differing,
    listing,
    matching,
    minutes,
    over_cuts,
    remitting,
    results,
    tasks,
    withdrawing,
)

urlpatterns = [
    path("bukti/<slip:slip_id>/", remitting.picture, name="slip-picture"),
    path("<month:month>/", tasks.tasks, name="payroll-month"),
    path("<month:month>/daftar/", listing.listing, name="payroll-list"),
    path("<month:month>/daftar/berkas/", listing.workbook, name="payroll-file"),
    path("<month:month>/daftar/jalur/<slug:route>/", listing.route_csv, name="payroll-route"),
    path("<month:month>/daftar/cetak/", listing.printed, name="payroll-list-print"),
    path("<month:month>/hasil/", results.result, name="payroll-result"),
    path("<month:month>/beda/", differing.differing, name="payroll-differences"),
    path(
        "<month:month>/beda/<civilservant:sponsor_id>/", over_cuts.decide, name="payroll-over-cut"
    ),
    path("<month:month>/setor/", remitting.remit, name="payroll-remit"),
    path("<month:month>/setor/<slip:slip_id>/cetak/", remitting.printed, name="payroll-slip-print"),
    path(
        "<month:month>/setor/<slip:slip_id>/tarik/",
        withdrawing.withdraw,
        name="payroll-slip-withdraw",
    ),
    path("<month:month>/cocok/", matching.match, name="payroll-match"),
    path("<month:month>/berita-acara/", minutes.minutes, name="payroll-minutes"),
    path("<month:month>/berita-acara/cetak/", minutes.printed, name="payroll-minutes-print"),
]
