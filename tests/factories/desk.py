"""What stands at the secretariat's desk in the small world: one of each, and a second person."""

from datetime import timedelta

from payung.foundation.access.models import Person
from payung.foundation.desk import operations as desk
from payung.kernel.people import Actor, Role
from payung.process.appointing import appoint
from payung.process.office_list import keep_office_list
from payung.process.staff_review import keep_staff_list
from payung.reports.quality.office_list import read_office_list
from payung.reports.quality.staff_list import read_list
from payung.stages.cover.queries import cover_on
from payung.stages.registry.models import Agency, CivilServant
from payung.stages.remittance.models import PaidMonth
from tests.factories import world as worlds
from tests.factories.world import World, actor

HEADER = "NIP;Nama;Status;Unit Kerja"
SECOND = "sekretariat-dua"


def second(world: World) -> Actor:
    """Return another person of the secretariat, made where missing."""
    person = Person.objects.filter(sign_in=SECOND).first()
    if person is None:
        person_id = worlds.person(world, SECOND, "Dwi Handayani")
        worlds.give(world, person_id, Role.SECRETARIAT)
    else:
        person_id = person.pk
    return Actor(person_id, "Dwi Handayani", Role.SECRETARIAT, world.regency_id, None, "test")


def first(world: World) -> Actor:
    return actor(world, Role.SECRETARIAT)


def asked(world: World, *, kind: str = "copy", name: str = "Suparman") -> int:
    """Write down a request about personal data; return it."""
    return desk.ask_data(
        regency_id=world.regency_id,
        kind=kind,
        name=name,
        contact="Balai desa Boja",
        words="Saya ingin tahu data saya.",
        by=Actor.system("test"),
        at=world.at,
    )


def identified(world: World, *, kind: str = "copy") -> int:
    """Write down a request and see who asks; return it."""
    request_id = asked(world, kind=kind)
    desk.identify_asker(
        request_id=request_id,
        how="KTP dilihat langsung",
        worker_id=worker_id(world),
        by=first(world),
        at=world.at,
    )
    return request_id


def worker_id(world: World) -> int:
    """Return a worker of this regency who is covered today."""
    paid = PaidMonth.objects.filter(worker__regency_id=world.regency_id).order_by("-month", "pk")
    for one in paid.values_list("worker_id", flat=True):
        if cover_on(viewer=first(world).viewer, worker_id=one, on=world.today).covered:
            return int(one)
    raise AssertionError("the small world covers somebody")


def incident(world: World) -> int:
    """Write down an incident that touches personal data; return it."""
    return desk.open_incident(
        regency_id=world.regency_id,
        title="Laptop petugas hilang",
        words="Laptop tertinggal di angkutan, terkunci.",
        touches_personal_data=True,
        noticed_at=world.at - timedelta(hours=5),
        by=first(world),
        at=world.at,
    )


def notice(world: World) -> int:
    """Announce something for everybody, live now; return it."""
    return desk.announce(
        regency_id=world.regency_id,
        words_id="Layanan tutup Sabtu malam untuk perawatan.",
        starts_at=world.at - timedelta(hours=1),
        ends_at=world.at + timedelta(days=2),
        by=first(world),
        at=world.at,
    )


def proposal(world: World) -> int:
    """Ask a second person to make somebody treasurer; return the request."""
    person_id = worlds.person(world, "calon-bendahara", "Slamet Santoso")
    found = appoint(
        person_id=person_id,
        role=Role.TREASURER,
        agency_id=world.agencies["Kecamatan Boja"],
        starts_on=world.today,
        reason="Bendahara lama pensiun",
        by=first(world),
        at=world.at,
    )
    assert found is not None
    return found


def listing(world: World, *extra: str, leave_out: int = 0) -> bytes:
    """Return a staff list as CSV: today's staff but the last, with more rows at the end."""
    offices = dict(Agency.objects.values_list("pk", "name"))
    staff = CivilServant.objects.filter(regency_id=world.regency_id, gone_on=None).order_by("pk")
    rows = [f"{one.nip};{one.name};PNS;{offices[one.agency_id]}" for one in staff]
    kept = rows[: len(rows) - leave_out]
    return "\n".join([HEADER, *kept, *extra, ""]).encode()


def staff_file(world: World, *extra: str, leave_out: int = 0) -> int:
    """Upload a staff list that waits to be accepted; return it."""
    content = listing(world, *extra, leave_out=leave_out)
    read = read_list(content=content, name="asn-november.csv", on=world.today)
    return keep_staff_list(read=read, regency_id=world.regency_id, by=first(world), at=world.at)


def office_file(world: World, *rows: str) -> int:
    """Upload a list of offices that waits to be accepted; return it."""
    content = "\n".join(["Nama Kantor;Singkatan;Telepon", *(rows or ("Bagian Umum;;",)), ""])
    by = first(world)
    read = read_office_list(
        viewer=by.viewer,
        regency_id=world.regency_id,
        content=content.encode(),
        name="kantor.csv",
    )
    return keep_office_list(read=read, regency_id=world.regency_id, by=by, at=world.at)
