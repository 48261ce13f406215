from django.urls import path

from payung.web.outreach import attending, events, sessions, visits

EVENT = "sosialisasi/<event:event_id>/"
SESSION = "sosialisasi/sesi/<session:session_id>/"

urlpatterns = [
    path("sosialisasi/", events.listed, name="outreach-events"),
    path("sosialisasi/baru/", events.add, name="outreach-event-add"),
    path("sosialisasi/kunjungan/", visits.listed, name="outreach-visits"),
    path(EVENT, events.one, name="outreach-event"),
    path(f"{EVENT}sesi/", sessions.add, name="outreach-session-add"),
    path(SESSION, sessions.one, name="outreach-session"),
    path(f"{SESSION}ubah/", sessions.change, name="outreach-session-change"),
    path(f"{SESSION}batal/", sessions.call_off, name="outreach-session-off"),
    path(f"{SESSION}kode/", sessions.renew, name="outreach-session-renew"),
    path(f"{SESSION}surat/", sessions.letter, name="outreach-letter"),
    path(f"{SESSION}daftar/<agency:agency_id>/", sessions.sheet, name="outreach-sheet"),
    path(f"{SESSION}layar/", attending.wall, name="outreach-wall"),
    path(f"{SESSION}hadir/", attending.count, name="outreach-count"),
]
