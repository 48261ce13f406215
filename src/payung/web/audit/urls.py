from django.urls import path

from payung.web.audit import changes, looks

urlpatterns = [
    path("perubahan/", changes.listed, name="audit-changes"),
    path("perubahan/rantai/", changes.chain, name="audit-chain"),
    path("akses/", looks.listed, name="audit-looks"),
    path("akses/orang/<person:person_id>/", looks.of_person, name="audit-looks-person"),
    path("akses/pekerja/<worker:worker_id>/", looks.of_worker, name="audit-looks-worker"),
]
