"""What the secretariat does about a civil servant of any office, beside the office's own pages."""

from django.urls import path

from payung.web.colleagues import leaving, moves, new_nip

STAFF = "asn/<civilservant:civil_servant_id>/"

urlpatterns = [
    path(f"{STAFF}nip/", new_nip.of_regency, name="manage-staff-nip"),
    path(f"{STAFF}nip/batal/", new_nip.back_of_regency, name="manage-staff-nip-back"),
    path(f"{STAFF}pindah/", leaving.move_of_regency, name="manage-staff-move"),
    path(f"{STAFF}keluar/", leaving.leave_regency, name="manage-staff-leave"),
    path("mutasi/", moves.listed_in_regency, name="manage-moves"),
    path("mutasi/<relocation:relocation_id>/", moves.decide_in_regency, name="manage-move"),
]
