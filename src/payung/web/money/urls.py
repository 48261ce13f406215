from django.urls import path

import payung.web.refs  # noqa: F401  # registers the references that stand in addresses
from payung.web.money import (
    beyond_cut,
    differing,
    giving_back,
    held,
    paid_months,
    refunds,
    stopped,
    unlisted,
)

urlpatterns = [
    path("tertahan/", held.held_money, name="held-money"),
    path("tertahan/<book:book_id>/", held.people, name="held-people"),
    path("pengembalian/", refunds.refunds, name="refunds"),
    path("pengembalian/minta/<line:line_id>/", giving_back.ask, name="refund-ask"),
    path("pengembalian/bayar/<refund:refund_id>/", giving_back.paid, name="refund-paid"),
    path("pengembalian/luar-daftar/<parked:parked_row_id>/", unlisted.ask, name="unlisted-ask"),
    path(
        "pengembalian/luar-daftar/putusan/<approval:approval_id>/",
        unlisted.decide,
        name="unlisted-decide",
    ),
    path("pengembalian/bukti/<refund:refund_id>/", giving_back.proof, name="refund-proof"),
    path("pengembalian/<approval:approval_id>/", refunds.decide, name="refund-decide"),
    path("terbayar/<book:book_id>/", paid_months.listed, name="paid-months"),
    path("terbayar/ubah/<paid:paid_month_id>/", paid_months.ask, name="paid-month-ask"),
    path("terbayar/putusan/<approval:approval_id>/", paid_months.decide, name="paid-month-decide"),
    path("selisih/", differing.differences, name="slip-differences"),
    path("selisih/<difference:difference_id>/", differing.explain, name="slip-difference"),
    path("selisih/melebihi/<part:slip_line_id>/", beyond_cut.ask, name="beyond-cut-ask"),
    path(
        "selisih/melebihi/putusan/<approval:approval_id>/",
        beyond_cut.decide,
        name="beyond-cut-decide",
    ),
    path("berhenti/", stopped.stopped, name="stopped"),
    path("berhenti/<civilservant:sponsor_id>/surat/", stopped.letter, name="stopped-letter"),
]
