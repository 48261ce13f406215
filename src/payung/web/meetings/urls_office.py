from django.urls import path

from payung.web.meetings import items

urlpatterns = [
    path("tindak-lanjut/", items.of_office, name="office-items"),
    path("tindak-lanjut/<action:item_id>/", items.report, name="office-item"),
]
