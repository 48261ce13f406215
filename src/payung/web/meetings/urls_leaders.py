from django.urls import path

from payung.web.meetings import packs

urlpatterns = [
    path("bahan-rapat/", packs.packs, name="leader-packs"),
    path("bahan-rapat/<freeze:freeze_id>/", packs.one, name="leader-pack"),
]
