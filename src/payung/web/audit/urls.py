from django.urls import path

from payung.web.audit import changes, differences, looks, trail, trail_search

urlpatterns = [
    path("jejak/", trail_search.find, name="audit-trails"),
    path("jejak/<line:line_id>/", trail.line, name="audit-trail"),
    path("jejak/kantor/<list:list_id>/", trail.office, name="audit-trail-office"),
    path("jejak/setoran/<slip:slip_id>/", trail.slip, name="audit-trail-slip"),
    path("jejak/penerimaan/<receipt:receipt_id>/", trail.receipt, name="audit-trail-receipt"),
    path("selisih/", differences.listed, name="audit-differences"),
    path("selisih/unduh/", differences.download, name="audit-differences-file"),
    path("perubahan/", changes.listed, name="audit-changes"),
    path("perubahan/rantai/", changes.chain, name="audit-chain"),
    path("akses/", looks.listed, name="audit-looks"),
    path("akses/orang/<person:person_id>/", looks.of_person, name="audit-looks-person"),
    path("akses/pekerja/<worker:worker_id>/", looks.of_worker, name="audit-looks-worker"),
]
