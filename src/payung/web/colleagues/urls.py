from django.urls import path

from payung.web.colleagues import (
    cards,
    contact,
    handing,
    inviting,
    leaving,
    lost_phone,
    moves,
    new_nip,
    searching,
    staff,
)

urlpatterns = [
    path("asn/", staff.colleagues_page, name="colleagues"),
    path("asn/<civilservant:civil_servant_id>/telepon/", lost_phone.lost_phone, name="lost-phone"),
    path("asn/<civilservant:civil_servant_id>/nip/", new_nip.of_office, name="colleague-nip"),
    path(
        "asn/<civilservant:civil_servant_id>/nip/batal/",
        new_nip.back_of_office,
        name="colleague-nip-back",
    ),
    path(
        "asn/<civilservant:civil_servant_id>/pindah/",
        leaving.move_of_office,
        name="colleague-move",
    ),
    path(
        "asn/<civilservant:civil_servant_id>/keluar/", leaving.leave_office, name="colleague-leave"
    ),
    path("cari/", searching.search_page, name="office-search"),
    path("mutasi/", moves.listed, name="moves"),
    path("mutasi/<relocation:relocation_id>/", moves.decide, name="move"),
    path("kartu/", cards.cards_page, name="office-cards"),
    path("kartu/<sponsorship:sponsorship_id>/hilang/", cards.lost, name="lost-card"),
    path("ajakan/", inviting.invite, name="invite"),
    path("serah-terima/", handing.hand_over, name="hand-over"),
    path("kontak/", contact.office_contact, name="office-contact"),
]
