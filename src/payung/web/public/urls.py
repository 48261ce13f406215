from django.urls import path

from payung.web.public import views

urlpatterns = [
    path("", views.start, name="start"),
    path("angka/", views.open_numbers, name="open-numbers"),
    path("angka/unduh/", views.numbers_file, name="numbers-file"),
    path("angka/metode/", views.method, name="method"),
    path("petugas/", views.officers, name="officers"),
    path("bantuan/", views.help_page, name="help"),
    path("privasi/", views.privacy, name="privacy"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
]
