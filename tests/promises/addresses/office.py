"""Today, the queue, checking, typing in, uploading: the officer of the office, and nobody else."""

from collections.abc import Mapping
from hashlib import sha256

from payung.kernel.people import Actor, Role
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.operations.entrusting import entrust
from payung.stages.enrolment.operations.uploads import keep_upload
from payung.stages.enrolment.sums.entrusted import Kind
from payung.stages.intake.models import ReceivedFile
from payung.stages.registry.models import CivilServant
from tests.factories.world import World, actor, person
from tests.promises.addresses.page import Page, Values, only

OWN, OTHER = "Dinas Kesehatan", "Kecamatan Boja"


def _sponsorship(office: str) -> Values:
    def values(world: World) -> Mapping[str, object]:
        found = Sponsorship.objects.filter(agency_id=world.agencies[office]).order_by("-pk")
        return {"sponsorship_id": found.values_list("pk", flat=True)[0]}

    return values


def _file(office: str, **more: object) -> Values:
    def values(world: World) -> Mapping[str, object]:
        agency_id = world.agencies[office]
        found = ReceivedFile.objects.filter(
            report__has_key="step", agency_id=agency_id
        ).values_list("pk", flat=True)
        number = found.first() or _kept(world, agency_id)
        return {"file_id": number, **more}

    return values


def _kept(world: World, agency_id: int) -> int:
    by = Actor(None, "Payung", Role.SYSTEM, world.regency_id, agency_id, "addresses")
    return keep_upload(
        name="daftar.xlsx",
        content=b"daftar",
        sha256=sha256(b"daftar").hexdigest(),
        regency_id=world.regency_id,
        agency_id=agency_id,
        by=by,
        at=world.at,
    )


def _left(world: World) -> Mapping[str, object]:
    """Something that a sponsor of the same office left with the officer."""
    by = actor(world, Role.SPONSOR)
    number = entrust(kind=Kind.DEDUCTION, code="2026-10", words="Beda", by=by, at=world.at)
    return {"entrusted_id": number}


def _left_elsewhere(world: World) -> Mapping[str, object]:
    """The same, of a sponsor of another office."""
    agency_id = world.agencies[OTHER]
    colleague = CivilServant.objects.filter(agency_id=agency_id).order_by("pk")[0]
    person_id = person(world, "asn-boja", colleague.name, civil_servant_id=colleague.pk)
    by = Actor(person_id, colleague.name, Role.SPONSOR, world.regency_id, agency_id, "addresses")
    number = entrust(kind=Kind.DEDUCTION, code="2026-10", words="Beda", by=by, at=world.at)
    return {"entrusted_id": number}


TABLE: dict[str, Page] = {
    "/kantor/": only(Role.OFFICER, Role.OFFICE_HEAD),
    "/kantor/pengajuan/": only(Role.OFFICER, posts=True),
    "/kantor/pengajuan/<sponsorship:sponsorship_id>/": only(
        Role.OFFICER, own=_sponsorship(OWN), other=_sponsorship(OTHER), posts=True
    ),
    "/kantor/titipan/": only(Role.OFFICER),
    "/kantor/titipan/<entrusted:entrusted_id>/": only(
        Role.OFFICER, own=_left, other=_left_elsewhere, posts=True
    ),
    "/kantor/tambah/": only(Role.OFFICER, posts=True),
    "/kantor/tambah/daftar/": only(Role.OFFICER),
    "/kantor/unggah/": only(Role.OFFICER, posts=True),
    "/kantor/unggah/templat/": only(Role.OFFICER),
    "/kantor/unggah/<file:file_id>/": only(
        Role.OFFICER, own=_file(OWN), other=_file(OTHER), posts=True
    ),
    "/kantor/unggah/<file:file_id>/maju/": only(Role.OFFICER, own=_file(OWN), other=_file(OTHER)),
    # Neither has been read yet, so there are no rows to hand out or to correct.
    "/kantor/unggah/<file:file_id>/salah/": only(
        Role.OFFICER, own=_file(OWN), other=_file(OTHER), answer=404
    ),
    "/kantor/unggah/<file:file_id>/baris/<int:number>/": only(
        Role.OFFICER, own=_file(OWN, number=5), other=_file(OTHER, number=5), answer=404, posts=True
    ),
}
