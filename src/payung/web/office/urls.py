from django.urls import path

from payung.web.office import (
    checking,
    entrusted,
    entrusted_one,
    queue,
    reviewing,
    typing_in,
    uploading,
)

urlpatterns = [
    path("pengajuan/", queue.queue, name="queue"),
    path("pengajuan/<sponsorship:sponsorship_id>/", checking.check, name="check"),
    path("titipan/", entrusted.left, name="entrusted"),
    path("titipan/<entrusted:entrusted_id>/", entrusted_one.left_one, name="left-one"),
    path("tambah/", typing_in.type_in, name="type-in"),
    path("tambah/daftar/", typing_in.offers, name="type-in-offers"),
    path("unggah/", uploading.upload, name="upload"),
    path("unggah/templat/", uploading.template, name="upload-template"),
    path("unggah/<file:file_id>/", reviewing.review, name="upload-review"),
    path("unggah/<file:file_id>/maju/", reviewing.progress, name="upload-progress"),
    path("unggah/<file:file_id>/salah/", reviewing.faulty, name="upload-faulty"),
    path("unggah/<file:file_id>/baris/<int:number>/", reviewing.row, name="upload-row"),
]
