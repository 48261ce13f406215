from django.urls import path

from payung.web.homes import views

urlpatterns = [
    path("saya/", views.sponsor, name="sponsor-home"),
    path("kantor/", views.office, name="office-home"),
    path("gaji/", views.treasurer, name="treasurer-home"),
    path("bpjs/", views.branch, name="branch-home"),
    path("kelola/", views.secretariat, name="secretariat-home"),
    path("audit/", views.auditor, name="auditor-home"),
]
