from django.urls import path

from payung.web.meetings import bases, items, meetings, one, recording

BASIS = "dasar-hukum/<basis:basis_id>/"
MEETING = "rapat/<meeting:meeting_id>/"
ITEM = "rapat/tindak-lanjut/<action:item_id>/"

urlpatterns = [
    path("dasar-hukum/", bases.listed, name="manage-bases"),
    path("dasar-hukum/tambah/", bases.add, name="manage-basis-add"),
    path(f"{BASIS}ganti/", bases.replace_one, name="manage-basis-replace"),
    path(f"{BASIS}akhiri/", bases.end, name="manage-basis-end"),
    path("rapat/", meetings.listed, name="meetings"),
    path("rapat/baru/", meetings.add, name="meeting-add"),
    path(MEETING, one.one, name="meeting"),
    path(f"{MEETING}ubah/", meetings.change, name="meeting-change"),
    path(f"{MEETING}batal/", meetings.call_off, name="meeting-off"),
    path(f"{MEETING}agenda/", one.agenda, name="meeting-agenda"),
    path(f"{MEETING}bekukan/", one.freeze, name="meeting-freeze"),
    path(f"{MEETING}notulen/", one.minutes, name="meeting-minutes"),
    path(f"{MEETING}keputusan/", recording.add_decision, name="meeting-decide"),
    path(
        f"{MEETING}keputusan/<decision:decision_id>/",
        recording.replace_decision,
        name="meeting-decision-replace",
    ),
    path(f"{MEETING}tindak-lanjut/", recording.add_item, name="meeting-item"),
    path(f"{ITEM}selesai/", items.finish, name="item-finish"),
    path(f"{ITEM}bawa/", items.carry, name="item-carry"),
    path(f"{ITEM}hentikan/", items.drop, name="item-drop"),
]
