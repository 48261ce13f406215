from django.urls import path

from payung.web.public import (
    accidents,
    data_request,
    family,
    family_sheets,
    notices,
    numbers,
    views,
)

urlpatterns = [
    path("", views.start, name="start"),
    path("tentang/", views.about, name="about"),
    path("angka/", numbers.open_numbers, name="open-numbers"),
    path("angka/unduh/", numbers.numbers_file, name="numbers-file"),
    path("angka/metode/", numbers.method, name="method"),
    path("petugas/", views.officers, name="officers"),
    path("bantuan/", views.help_page, name="help"),
    path("bantuan/kecelakaan/", accidents.accident, name="accident"),
    path("bantuan/kecelakaan/daftar.pdf", family_sheets.accident_sheet, name="accident-pdf"),
    path("bantuan/meninggal/", family.death, name="death"),
    path("bantuan/meninggal/siapa/", family.question("siapa"), name="family-siapa"),
    path("bantuan/meninggal/sebab/", family.question("sebab"), name="family-sebab"),
    path("bantuan/meninggal/akta/", family.question("akta"), name="family-akta"),
    path("bantuan/meninggal/daftar/", family.checklist, name="family-list"),
    path("bantuan/meninggal/daftar.pdf", family_sheets.death_sheet, name="family-list-pdf"),
    path("privasi/", notices.privacy, name="privacy"),
    path("privasi/permintaan/", data_request.ask, name="data-request"),
    path("privasi/permintaan/terkirim/", data_request.sent, name="data-request-sent"),
    path("aksesibilitas/", notices.accessibility, name="accessibility"),
    path("status/", notices.status, name="status"),
    path("robots.txt", notices.robots, name="robots"),
    path("payung.webmanifest", notices.manifest, name="manifest"),
]
