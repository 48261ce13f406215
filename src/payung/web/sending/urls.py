from django.urls import path

from payung.web.sending import views

urlpatterns = [
    path("kirim/", views.send, name="send"),
    path("batch/<batch:batch_id>/", views.sent, name="office-batch"),
    path("batch/<batch:batch_id>/surat/", views.cover_letter, name="office-batch-letter"),
]
