from django.urls import path

from payung.web.messages import views, wording

urlpatterns = [
    path("pesan/", views.prepared, name="texts"),
    path("pesan/<text:text_id>/buka/", views.opened_by_officer, name="text-open"),
    path("saya/pesan/<text:text_id>/buka/", views.opened_by_sponsor, name="text-open-own"),
    path("pimpinan/pesan/<text:text_id>/buka/", views.opened_by_leader, name="text-open-leader"),
    path("kelola/pesan/<text:text_id>/buka/", views.opened_by_desk, name="text-open-desk"),
    path("kelola/pesan/", wording.texts, name="wordings"),
    path("kelola/pesan/<slug:name>/", wording.text, name="wording"),
]
