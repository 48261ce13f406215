from django.urls import path

from payung.web.colleagues import (
    cards,
    contact,
    handing,
    inviting,
    lost_phone,
    moves,
    searching,
    staff,
)

urlpatterns = [
    path("asn/", staff.colleagues_page, name="colleagues"),
    path("asn/<civilservant:civil_servant_id>/telepon/", lost_phone.lost_phone, name="lost-phone"),
    path("cari/", searching.search_page, name="office-search"),
    path("mutasi/", moves.listed, name="moves"),
    path("mutasi/<relocation:relocation_id>/", moves.decide, name="move"),
    path("kartu/", cards.cards_page, name="office-cards"),
    path("kartu/<sponsorship:sponsorship_id>/hilang/", cards.lost, name="lost-card"),
    path("ajakan/", inviting.invite, name="invite"),
    path("serah-terima/", handing.hand_over, name="hand-over"),
    path("kontak/", contact.office_contact, name="office-contact"),
]
