from django.urls import path

from payung.web.papers import cards, claims, genuine, offline, printing, views

urlpatterns = [
    path("surat/<document:document_id>/", views.paper, name="paper"),
    path("klaim/<claim:claim_id>/surat/", claims.claim_print, name="claim-print"),
    path("kantor/tunggakan/", printing.arrears, name="print-arrears"),
    path("serah-terima/", printing.own_handover, name="print-handover"),
    path(
        "kelola/pengguna/<person:person_id>/serah-terima/",
        printing.handover_of,
        name="manage-person-handover",
    ),
    path("v/", genuine.ask, name="check-paper"),
    path("v/<str:code>/", genuine.answer, name="paper-is-genuine"),
    path("cek/", cards.ask, name="check-card"),
    path("k/<str:code>/", cards.question, name="card"),
    path("k/<str:code>/hasil/", cards.answer, name="card-answer"),
    path("kartu/periksa/", offline.page, name="card-offline"),
    path("kartu/kunci.json", offline.keys, name="card-keys"),
    path("kartu/penjaga.js", offline.worker, name="card-worker"),
]
