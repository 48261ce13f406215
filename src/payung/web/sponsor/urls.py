from django.urls import URLPattern, path

import payung.web.refs  # noqa: F401  # registers the references that stand in addresses
from payung.web.sponsor import beginning, checking, consent, done, life, who

urlpatterns: list[URLPattern] = [
    path("", beginning.begin, name="daftar"),
    path("hubungan/", who.relation, name="daftar-hubungan"),
    path("nik/", who.nik, name="daftar-nik"),
    path("nama/", who.name, name="daftar-nama"),
    path("lahir/", who.birth, name="daftar-lahir"),
    path("belum-bisa/", beginning.cannot, name="daftar-belum-bisa"),
    path("orang-lain/", beginning.somebody_else, name="daftar-orang-lain"),
    path("pekerjaan/", life.work, name="daftar-pekerjaan"),
    path("alamat/", life.home, name="daftar-alamat"),
    path("desa/", life.villages, name="daftar-desa"),
    path("kontak/", life.contact, name="daftar-kontak"),
    path("izin/", consent.consent, name="daftar-izin"),
    path("periksa/", checking.check, name="daftar-periksa"),
    path("selesai/<sponsorship:sponsorship_id>/", done.done, name="daftar-selesai"),
    path("selesai/<sponsorship:sponsorship_id>/bukti/", done.proof, name="daftar-bukti"),
]
