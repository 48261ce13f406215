from django.urls import path

from payung.web.packs import yearly

urlpatterns = [
    path("kelola/laporan-tahunan/", yearly.manage, name="manage-yearly"),
    path("angka/laporan-tahunan/", yearly.published, name="yearly-reports"),
    path("angka/laporan-tahunan/<int:year>.pdf", yearly.published_pdf, name="yearly-report"),
]
