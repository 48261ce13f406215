"""The secretariat's desk: offices, staff lists, people, letters, data requests, incidents."""

from collections.abc import Callable, Mapping

from payung.foundation.access.models import Duty
from payung.kernel.people import Role
from tests.factories import desk
from tests.factories.hospitals import hospital
from tests.factories.world import World
from tests.promises.addresses.colleagues import move_between, renumbered
from tests.promises.addresses.page import Page, only

BOTH = (Role.SECRETARIAT, Role.AUDITOR)


def _with(name: str, made: Callable[[World], int]) -> Callable[[World], Mapping[str, object]]:
    return lambda world: {name: made(world)}


def _office(world: World) -> Mapping[str, object]:
    return {"agency_id": world.agencies["Dinas Kesehatan"]}


def _person(world: World) -> Mapping[str, object]:
    return {"person_id": world.people[Role.OFFICER]}


def _duty(world: World) -> Mapping[str, object]:
    duty = Duty.objects.get(person_id=world.people[Role.OFFICER], role=Role.OFFICER)
    return {"person_id": duty.person_id, "duty_id": duty.pk}


def _step(world: World) -> Mapping[str, object]:
    return {"incident_id": desk.incident(world), "action": "note"}


def _renumbered(world: World) -> Mapping[str, object]:
    return renumbered(world, "Dinas Kesehatan")


def _move(world: World) -> Mapping[str, object]:
    return {"relocation_id": move_between(world, "Dinas Kesehatan", "Kecamatan Boja")}


_FILE = _with("file_id", desk.staff_file)
_ASKED = _with("request_id", desk.asked)
_SEEN = _with("request_id", desk.identified)
_INCIDENT = _with("incident_id", desk.incident)


def _form(**more: object) -> Page:
    return only(Role.SECRETARIAT, posts=True, **more)


TABLE: dict[str, Page] = {
    "/kelola/kantor/": only(*BOTH),
    "/kelola/kantor/impor/": _form(),
    "/kelola/kantor/impor/<file:file_id>/": _form(own=_with("file_id", desk.office_file)),
    "/kelola/cabang/": _form(),
    "/kelola/rumah-sakit/": only(*BOTH),
    "/kelola/rumah-sakit/tambah/": _form(),
    "/kelola/rumah-sakit/<hospital:hospital_id>/akhiri/": _form(own=_with("hospital_id", hospital)),
    "/kelola/kantor/baru/": _form(),
    "/kelola/kantor/<agency:agency_id>/": only(*BOTH, own=_office),
    "/kelola/kantor/<agency:agency_id>/nama/": _form(own=_office),
    "/kelola/kantor/<agency:agency_id>/ejaan/": _form(own=_office),
    "/kelola/kantor/<agency:agency_id>/kontak/": _form(own=_office),
    "/kelola/kantor/<agency:agency_id>/tutup/": _form(own=_office),
    "/kelola/asn/impor/": _form(),
    "/kelola/asn/hilang/": only(Role.SECRETARIAT),
    "/kelola/asn/cari/": _form(),
    "/kelola/asn/<civilservant:civil_servant_id>/nip/": _form(own=_renumbered),
    "/kelola/asn/<civilservant:civil_servant_id>/nip/batal/": _form(own=_renumbered),
    "/kelola/asn/<civilservant:civil_servant_id>/pindah/": _form(own=_renumbered),
    "/kelola/asn/<civilservant:civil_servant_id>/keluar/": _form(own=_renumbered),
    "/kelola/mutasi/": only(Role.SECRETARIAT),
    "/kelola/mutasi/<relocation:relocation_id>/": _form(own=_move),
    "/kelola/asn/impor/<file:file_id>/": _form(own=_FILE),
    "/kelola/asn/impor/<file:file_id>/kantor/": _form(own=_FILE, answer=303),
    "/kelola/pengguna/": only(*BOTH),
    "/kelola/pengguna/undang/": _form(),
    "/kelola/pengguna/keputusan/<approval:approval_id>/": _form(
        own=_with("approval_id", desk.proposal)
    ),
    "/kelola/pengguna/<person:person_id>/": only(*BOTH, own=_person),
    "/kelola/pengguna/<person:person_id>/peran/": _form(own=_person),
    "/kelola/pengguna/<person:person_id>/peran/<duty:duty_id>/akhiri/": _form(own=_duty),
    "/kelola/pengguna/<person:person_id>/kode/": _form(own=_person, answer=404),
    "/kelola/pengguna/<person:person_id>/kode/buat/": _form(own=_person),
    "/kelola/pengguna/<person:person_id>/hilang/": _form(own=_person),
    "/kelola/pengguna/<person:person_id>/keluarkan/": _form(own=_person),
    "/kelola/surat/": only(*BOTH),
    "/kelola/surat/<str:kind>/": _form(own=lambda _world: {"kind": "D01"}),
    "/kelola/permintaan-data/": only(*BOTH),
    "/kelola/permintaan-data/baru/": _form(),
    "/kelola/permintaan-data/<request:request_id>/": only(*BOTH, own=_ASKED),
    "/kelola/permintaan-data/<request:request_id>/identitas/": _form(own=_ASKED),
    "/kelola/permintaan-data/<request:request_id>/siapkan/": _form(own=_SEEN),
    "/kelola/permintaan-data/<request:request_id>/berkas/": only(
        Role.SECRETARIAT, own=_SEEN, answer=404
    ),
    "/kelola/permintaan-data/<request:request_id>/berkas/unduh/": only(
        Role.SECRETARIAT, own=_SEEN, answer=404
    ),
    "/kelola/permintaan-data/<request:request_id>/berkas/kunci/": _form(own=_SEEN, answer=404),
    "/kelola/permintaan-data/<request:request_id>/berkas/terkunci/": _form(own=_SEEN, answer=404),
    "/kelola/permintaan-data/<request:request_id>/jawab/": _form(own=_SEEN),
    "/kelola/permintaan-data/<request:request_id>/tolak/": _form(own=_ASKED),
    "/kelola/insiden/": only(*BOTH),
    "/kelola/insiden/baru/": _form(),
    "/kelola/insiden/<incident:incident_id>/": only(*BOTH, own=_INCIDENT),
    "/kelola/insiden/<incident:incident_id>/perbaiki/": _form(own=_INCIDENT),
    "/kelola/insiden/<incident:incident_id>/surat/": _form(own=_INCIDENT),
    "/kelola/insiden/<incident:incident_id>/<str:action>/": _form(own=_step),
    "/kelola/pengumuman/": only(*BOTH),
    "/kelola/pengumuman/baru/": _form(),
    "/kelola/pengumuman/<notice:notice_id>/ubah/": _form(own=_with("notice_id", desk.notice)),
    "/kelola/pengumuman/<notice:notice_id>/akhiri/": _form(own=_with("notice_id", desk.notice)),
}
