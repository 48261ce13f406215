from django.urls import path

from payung.web.claims import branch, deciding, paying, school_years

urlpatterns = [
    path("<claim:claim_id>/", branch.one, name="branch-claim"),
    path("<claim:claim_id>/terima/", branch.taking_in, name="branch-claim-take"),
    path("<claim:claim_id>/minta/", branch.asking_more, name="branch-claim-more"),
    path("<claim:claim_id>/tolak/", branch.refusing, name="branch-claim-refuse"),
    path("<claim:claim_id>/putuskan/", deciding.deciding, name="branch-claim-decide"),
    path("<claim:claim_id>/bayar/", paying.paying, name="branch-claim-pay-worker"),
    path("<claim:claim_id>/bayar/<heir:heir_id>/", paying.paying, name="branch-claim-pay"),
    path(
        "<claim:claim_id>/beasiswa/<school:school_year_id>/bayar/",
        school_years.paying,
        name="branch-year-pay",
    ),
    path(
        "<claim:claim_id>/beasiswa/<school:school_year_id>/tolak/",
        school_years.refusing,
        name="branch-year-refuse",
    ),
]
