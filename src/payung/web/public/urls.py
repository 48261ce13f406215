from django.urls import path

from payung.web.public import data_request, notices, numbers, views

urlpatterns = [
    path("", views.start, name="start"),
    path("tentang/", views.about, name="about"),
    path("angka/", numbers.open_numbers, name="open-numbers"),
    path("angka/unduh/", numbers.numbers_file, name="numbers-file"),
    path("angka/metode/", numbers.method, name="method"),
    path("petugas/", views.officers, name="officers"),
    path("bantuan/", views.help_page, name="help"),
    path("bantuan/kecelakaan/", views.accident, name="accident"),
    path("bantuan/meninggal/", views.death, name="death"),
    path("privasi/", notices.privacy, name="privacy"),
    path("privasi/permintaan/", data_request.ask, name="data-request"),
    path("privasi/permintaan/terkirim/", data_request.sent, name="data-request-sent"),
    path("aksesibilitas/", notices.accessibility, name="accessibility"),
    path("status/", notices.status, name="status"),
    path("robots.txt", notices.robots, name="robots"),
    path("payung.webmanifest", notices.manifest, name="manifest"),
]
