from django.urls import path

from payung.web.secretariat import (
    closing,
    codes,
    deciding,
    identifying,
    incidents,
    inviting,
    letters,
    notices,
    offices,
    people,
    requests,
    staff,
)

AGENCY = "kantor/<agency:agency_id>/"
FILE = "asn/impor/<file:file_id>/"
PERSON = "pengguna/<person:person_id>/"
REQUEST = "permintaan-data/<request:request_id>/"
INCIDENT = "insiden/<incident:incident_id>/"

urlpatterns = [
    path("kantor/", offices.listed, name="manage-offices"),
    path("kantor/baru/", offices.add, name="manage-office-add"),
    path(AGENCY, offices.one, name="manage-office"),
    path(f"{AGENCY}nama/", offices.rename, name="manage-office-rename"),
    path(f"{AGENCY}ejaan/", offices.spell, name="manage-office-spell"),
    path(f"{AGENCY}kontak/", offices.contact, name="manage-office-contact"),
    path(f"{AGENCY}tutup/", closing.close, name="manage-office-close"),
    path("asn/impor/", staff.upload, name="manage-staff"),
    path("asn/hilang/", staff.missing, name="manage-missing"),
    path(FILE, staff.review, name="manage-staff-review"),
    path(f"{FILE}kantor/", staff.settle, name="manage-staff-settle"),
    path("pengguna/", people.listed, name="manage-people"),
    path("pengguna/undang/", inviting.add, name="manage-person-add"),
    path("pengguna/keputusan/<approval:approval_id>/", deciding.decide, name="manage-decision"),
    path(PERSON, people.one, name="manage-person"),
    path(f"{PERSON}peran/", inviting.give, name="manage-duty-give"),
    path(f"{PERSON}peran/<duty:duty_id>/akhiri/", inviting.end, name="manage-duty-end"),
    path(f"{PERSON}kode/", codes.show, name="manage-person-code"),
    path(f"{PERSON}kode/buat/", codes.issue, name="manage-person-code-issue"),
    path(f"{PERSON}hilang/", deciding.lost, name="manage-person-lost"),
    path(f"{PERSON}keluarkan/", codes.sign_out, name="manage-person-sign-out"),
    path("surat/", letters.listed, name="manage-letters"),
    path("surat/<str:kind>/", letters.word, name="manage-letter"),
    path("permintaan-data/", requests.listed, name="manage-requests"),
    path("permintaan-data/baru/", requests.add, name="manage-request-add"),
    path(REQUEST, requests.one, name="manage-request"),
    path(f"{REQUEST}identitas/", identifying.identify, name="manage-request-identify"),
    path(f"{REQUEST}siapkan/", requests.prepare, name="manage-request-prepare"),
    path(f"{REQUEST}berkas/", requests.pack, name="manage-request-pack"),
    path(f"{REQUEST}berkas/unduh/", requests.pack_file, name="manage-request-file"),
    path(f"{REQUEST}jawab/", requests.answer, name="manage-request-answer"),
    path(f"{REQUEST}tolak/", requests.refuse, name="manage-request-refuse"),
    path("insiden/", incidents.listed, name="manage-incidents"),
    path("insiden/baru/", incidents.add, name="manage-incident-add"),
    path(INCIDENT, incidents.one, name="manage-incident"),
    path(f"{INCIDENT}<str:action>/", incidents.step, name="manage-incident-step"),
    path("pengumuman/", notices.listed, name="manage-notices"),
    path("pengumuman/baru/", notices.add, name="manage-notice-add"),
    path("pengumuman/<notice:notice_id>/akhiri/", notices.end, name="manage-notice-end"),
]
