from django.urls import path

from payung.web.branch import answers, batches, reasons

urlpatterns = [
    path("batch/", batches.waiting, name="branch-batches"),
    path("batch/unduh/", batches.download_many, name="branch-batches-files"),
    path("batch/<batch:batch_id>/", batches.one, name="branch-batch"),
    path("batch/<batch:batch_id>/berkas/", batches.download, name="branch-batch-file"),
    path("batch/<batch:batch_id>/jawab/", answers.on_screen, name="branch-batch-answer"),
    path("balasan/", answers.upload, name="branch-replies"),
    path("balasan/<file:file_id>/", answers.match, name="branch-reply"),
    path("alasan/", reasons.listed, name="branch-reasons"),
    path("alasan/<slug:code>/", reasons.change, name="branch-reason"),
]
