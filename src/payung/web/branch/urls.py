from django.urls import path

from payung.web.branch import answers, batches, reasons, receipt_lists, receipts

urlpatterns = [
    path("batch/", batches.waiting, name="branch-batches"),
    path("batch/unduh/", batches.download_many, name="branch-batches-files"),
    path("batch/<batch:batch_id>/", batches.one, name="branch-batch"),
    path("batch/<batch:batch_id>/berkas/", batches.download, name="branch-batch-file"),
    path("batch/<batch:batch_id>/jawab/", answers.on_screen, name="branch-batch-answer"),
    path("balasan/", answers.upload, name="branch-replies"),
    path("balasan/<file:file_id>/", answers.match, name="branch-reply"),
    path("penerimaan/", receipts.listed, name="branch-receipts"),
    path("penerimaan/catat/", receipts.record, name="branch-receipt-record"),
    path("penerimaan/<slip:slip_id>/", receipts.record, name="branch-receipt-differs"),
    path("penerimaan/<slip:slip_id>/terima/", receipts.press, name="branch-receipt-press"),
    path("penerimaan/unggah/", receipt_lists.upload, name="branch-receipts-upload"),
    path("penerimaan/unggah/<file:file_id>/", receipt_lists.review, name="branch-receipts-review"),
    path("penerimaan/templat/", receipt_lists.template, name="branch-receipts-template"),
    path("alasan/", reasons.listed, name="branch-reasons"),
    path("alasan/<slug:code>/", reasons.change, name="branch-reason"),
]
