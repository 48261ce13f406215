from django.urls import URLPattern, path

import payung.web.refs  # noqa: F401  # registers the references that stand in addresses
from payung.web.sponsor import (
    correcting,
    letter,
    pay,
    source,
    stop_paper,
    stopping,
    wishes,
    worker,
)

urlpatterns: list[URLPattern] = [
    path("pekerja/<sponsorship:sponsorship_id>/", worker.worker, name="worker"),
    path("pekerja/<sponsorship:sponsorship_id>/ubah/", correcting.change, name="worker-change"),
    path("pekerja/<sponsorship:sponsorship_id>/sumber/", source.source, name="worker-source"),
    path("pekerja/<sponsorship:sponsorship_id>/berhenti/", stopping.halt, name="worker-stop"),
    path("pekerja/<sponsorship:sponsorship_id>/batal/", worker.withdraw, name="worker-cancel"),
    path("ganti/", stopping.swap, name="swap"),
    path("potongan/", pay.deductions, name="deductions"),
    path("potongan/beda/", pay.differs, name="deductions-differ"),
    path("pindah/", pay.move, name="own-move"),
    path("surat-kuasa/", letter.letter, name="letter"),
    path("surat-kuasa/buat/", letter.make, name="letter-make"),
    path("surat-kuasa/cabut/", letter.withdraw, name="letter-withdraw"),
    path("surat-berhenti/", stop_paper.make, name="stop-letter"),
    path("lapor/", worker.report, name="report"),
    path("pesan/", wishes.wishes, name="wishes"),
]
