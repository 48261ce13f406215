from django.urls import path

from payung.web.deaths import deciding, lists, office, shortfall

DESK = "kelola/kematian/"
OFFICE = "kantor/kematian/"

urlpatterns = [
    path(DESK, lists.upload, name="deaths"),
    path(f"{DESK}periksa/", deciding.waiting, name="deaths-waiting"),
    path(f"{DESK}periksa/<death:match_id>/", deciding.decide, name="deaths-decide"),
    path(f"{DESK}selesai/", deciding.done, name="deaths-done"),
    path(f"{DESK}hak/", office.regency, name="deaths-rights"),
    path(f"{DESK}perkiraan/", shortfall.regency, name="deaths-expected"),
    path(f"{DESK}<file:file_id>/", lists.review, name="deaths-review"),
    path(OFFICE, office.own, name="office-deaths"),
    path(f"{OFFICE}perkiraan/", shortfall.own, name="office-deaths-expected"),
    path(f"{OFFICE}mulai/<sponsorship:sponsorship_id>/", office.begin, name="office-deaths-begin"),
]
