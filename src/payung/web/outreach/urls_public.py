from django.urls import path

from payung.web.outreach import check_in, told

urlpatterns = [
    path("hadir/<slug:code>/", check_in.check_in, name="check-in"),
    path("hadir/<slug:code>/tercatat/", check_in.done, name="check-in-done"),
    path("hadir/<slug:code>/kode.svg", check_in.code_image, name="check-in-code"),
    path("cerita/", told.stories, name="stories"),
    path("cerita/tarik/", told.take_mine_back, name="story-take-back"),
    path("cerita/ditarik/", told.gone, name="story-gone"),
]
