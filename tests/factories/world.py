"""A small regency with a year behind it, for the web's tests and pictures: each state once."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from payung.foundation.access import operations as access
from payung.foundation.access.factors import STAFF, has_factor
from payung.foundation.access.operations_factors import give_factor
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import WIB, today_in_wib
from payung.kernel.month import Month
from payung.kernel.names import fold
from payung.kernel.people import Actor, Role
from payung.stages.enrolment.models import Batch, BatchLine, Reply, Sponsorship
from payung.stages.membership.models import Payer, Spell
from payung.stages.monitoring.operations import rebuild
from payung.stages.registry.models import Agency, Area, CivilServant, Regency, Worker
from payung.stages.registry.operations.legal_bases import Written, add_basis
from tests.factories import world_events, world_months
from tests.factories.world_people import civil_servants, worker
from tests.factories.world_plans import OFFICES, Plan

SYSTEM = Actor.system("world")
PASSWORD = "payung-dibuka-saat-hujan"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""The authenticator of every member of staff in a world: `tests.web.signing_in.code_now`."""
MONTHS = 13
"""How many months lie behind the world, the running one included."""


@dataclass
class World:
    """What was made, by the names that tests and pictures use."""

    at: datetime
    months: int = MONTHS
    regency_id: int = 0
    agencies: dict[str, int] = field(default_factory=dict)
    people: dict[Role, int] = field(default_factory=dict)
    other_regency_id: int = 0
    other_agency_id: int = 0
    sponsor_id: int = 0
    """The civil servant behind the sponsor who signs in."""

    @property
    def today(self) -> date:
        return today_in_wib(self.at)

    @property
    def month(self) -> Month:
        return Month.of(self.today)


@operation
def build(*, scale: int = 1, months: int = MONTHS, by: Actor, at: datetime) -> World:
    """
    Make the world as it stands at `at`.

    :param scale: how many times more civil servants there are, without a worker.
    :param months: how many months have been run.
    """
    world = World(at=at, months=months)
    world.regency_id = _regency("33.24", "Kabupaten Kendal", at)
    world.other_regency_id = _regency("33.10", "Kabupaten Klaten", at)
    world.other_agency_id = Agency.objects.create(
        regency_id=world.other_regency_id, name="Dinas Sosial", folded=fold("Dinas Sosial")
    ).pk
    _areas()
    for number, plan in enumerate(OFFICES):
        agency = Agency.objects.create(
            regency_id=world.regency_id, name=plan.name, folded=fold(plan.name)
        )
        world.agencies[plan.name] = agency.pk
        _office(world, agency.pk, plan, number, scale)
    _health_office(world)
    for month in Month.span(world.month - (months - 1), world.month.next):
        world_months.run(world, month)
    _people(world)
    world_events.add(world)
    rebuild(by=by, at=at)
    record("world.built", by=by, at=at, row_count=len(OFFICES))
    return world


@operation
def build_empty(*, by: Actor, at: datetime) -> World:
    """Make a regency that has just joined: its people can sign in, nothing has happened yet."""
    world = World(at=at)
    world.regency_id = _regency("33.24", "Kabupaten Kendal", at)
    agency = Agency.objects.create(
        regency_id=world.regency_id, name="Dinas Kesehatan", folded=fold("Dinas Kesehatan")
    )
    world.agencies["Dinas Kesehatan"] = agency.pk
    world.sponsor_id = civil_servants(world, agency.pk, 0, 1)[0].pk
    _people(world)
    record("world.built", by=by, at=at)
    return world


def actor(world: World, role: Role) -> Actor:
    """Return the actor who holds `role` in this world."""
    office = world.agencies["Dinas Kesehatan"] if role in access.AT_AN_OFFICE else None
    return Actor(world.people[role], role, role, world.regency_id, office, "test")


def _regency(code: str, name: str, at: datetime) -> int:
    regency = Regency.objects.create(
        code=code,
        name=name,
        branch_name="BPJS Ketenagakerjaan Kendal",
        joined_on=today_in_wib(at) - timedelta(days=400 if code == "33.24" else 30),
    )
    if code == "33.24":
        written = Written(
            kind="se", number="440/4450", year=2022, about="", from_on=regency.joined_on
        )
        add_basis(regency_id=regency.pk, written=written, by=SYSTEM, at=at)
    return int(regency.pk)


def _areas() -> None:
    for code, name in (("33.24.06", "Boja"), ("33.24.12", "Patebon"), ("33.24.15", "Brangsong")):
        Area.objects.get_or_create(
            code=code, defaults={"name": name, "folded": fold(name), "parent_code": "33.24"}
        )


def _office(world: World, agency_id: int, plan: Plan, number: int, scale: int) -> None:
    sponsors = civil_servants(world, agency_id, number, max(plan.asn * scale, plan.workers))
    for index in range(plan.workers):
        first = world.month - (world.months - 1) + (index * 7 + number) % (world.months - 1)
        accept(world, sponsors[index], worker(world, number * 100 + index), first)


def sponsorship(
    world: World, sponsor: CivilServant, worker: Worker, state: str, registered_on: date
) -> Sponsorship:
    """Register a worker and stop at `state`, which must be one that a row can begin in."""
    return Sponsorship.objects.create(
        regency_id=world.regency_id,
        agency_id=sponsor.agency_id,
        sponsor=sponsor,
        worker=worker,
        sector="other",
        funds="private",
        state=state,
        registered_on=registered_on,
    )


def move(thing: Sponsorship, *states: str, **fields: object) -> None:
    """Walk a sponsorship through its states; the last step also sets `fields`."""
    for state in states:
        thing.state = state
        if state == states[-1]:
            for name, value in fields.items():
                setattr(thing, name, value)
        thing.save()


def accept(world: World, sponsor: CivilServant, worker: Worker, first: Month) -> Payer:
    """Walk one registration through the branch, and begin to pay with `first`."""
    accepted_on = first.previous.first_day + timedelta(days=4)
    thing = sponsorship(world, sponsor, worker, "registered", accepted_on - timedelta(days=9))
    card = f"21{worker.pk % 10**9:09}"
    move(thing, "verified", "submitted", "accepted", card_number=card, accepted_on=accepted_on)
    spell = Spell.objects.create(
        worker=worker,
        card_number=card,
        opened_by=thing,
        starts_on=accepted_on,
        first_month=first.first_day,
    )
    return Payer.objects.create(
        spell=spell, worker=worker, sponsor=sponsor, sponsorship=thing, from_month=first.first_day
    )


def _health_office(world: World) -> None:
    """Give the office that signs in one of each: the sponsor's own workers, and the four piles."""
    agency_id = world.agencies["Dinas Kesehatan"]
    sponsors = list(CivilServant.objects.filter(agency_id=agency_id).order_by("id"))
    own = sponsors[-1]
    own.name, own.folded = "Wulan Handayani", fold("Wulan Handayani")
    own.save(update_fields=["name", "folded"])
    world.sponsor_id = own.pk
    accept(world, own, worker(world, 9001, "Siti Rahayu"), world.month - min(11, world.months - 1))
    accept(
        world,
        own,
        worker(world, 9002, world_months.UNPAID),
        world.month - min(8, world.months - 1),
    )
    returned = sponsorship(
        world, own, worker(world, 9003, "Kasmudi"), "registered", _ago(world, 12)
    )
    move(returned, "verified", "submitted")
    batch = _batch(world, agency_id, 1, [returned], _ago(world, 9))
    line = BatchLine.objects.get(batch=batch)
    Reply.objects.create(
        line=line, reason="Nama berbeda dengan data kependudukan", replied_on=_ago(world, 3)
    )
    move(returned, "returned")
    for number, states in enumerate(((), (), (), ("verified",), ("verified",))):
        thing = sponsorship(
            world,
            sponsors[20 + number],
            worker(world, 9010 + number),
            "registered",
            _ago(world, 2 + number * 3),
        )
        move(thing, *states)
    sent = [
        sponsorship(world, sponsors[30 + n], worker(world, 9020 + n), "registered", _ago(world, 16))
        for n in range(4)
    ]
    for thing in sent:
        move(thing, "verified", "submitted")
    _batch(world, agency_id, 2, sent, _ago(world, 4))


def _batch(
    world: World, agency_id: int, number: int, things: list[Sponsorship], sent_on: date
) -> Batch:
    batch = Batch.objects.create(
        agency_id=agency_id,
        number=number,
        state="sent",
        sent_on=sent_on,
        row_count=len(things),
        digest="0" * 64,
    )
    for row, thing in enumerate(things, start=1):
        BatchLine.objects.create(batch=batch, row=row, sponsorship=thing)
    if number == 1:
        batch.state, batch.answered_on = "answered", _ago(world, 3)
        batch.save()
    return batch


def _ago(world: World, days: int) -> date:
    return world.today - timedelta(days=days)


def _people(world: World) -> None:
    names = {
        Role.SPONSOR: "Wulan Handayani",
        Role.OFFICER: "Endah Lestari",
        Role.TREASURER: "Rudi Hartono",
        Role.OFFICE_HEAD: "dr. Bambang Wibowo",
        Role.BRANCH: "Tri Nugroho",
        Role.LEADER: "Ir. Sugiono, M.T.",
        Role.KORPRI: "Hj. Nur Susanti",
        Role.SECRETARIAT: "Yuli Purnomo",
        Role.AUDITOR: "Hari Setiawan",
    }
    for role, name in names.items():
        person_id = person(
            world, str(role), name, world.sponsor_id if role is Role.SPONSOR else None
        )
        world.people[role] = person_id
        office = world.agencies["Dinas Kesehatan"] if role in access.AT_AN_OFFICE else None
        give(world, person_id, role, office)


def person(world: World, sign_in: str, name: str, civil_servant_id: int | None = None) -> int:
    """Add someone who signs in with `sign_in` and `PASSWORD`."""
    person_id = access.create_person(
        sign_in=sign_in, name=name, civil_servant_id=civil_servant_id, by=here(world), at=world.at
    )
    access.set_password(person_id=person_id, password=PASSWORD, by=here(world), at=world.at)
    return person_id


def give(world: World, person_id: int, role: Role, agency_id: int | None = None) -> int:
    """Give a duty in this world's regency from its first day on; staff get an authenticator."""
    if role in STAFF and not has_factor(person_id=person_id):
        give_factor(person_id=person_id, secret=SECRET, by=here(world), at=world.at)
    return access.grant(
        person_id=person_id,
        role=role,
        regency_id=world.regency_id,
        agency_id=agency_id,
        starts_on=world.today - timedelta(days=300),
        by=here(world),
        at=world.at,
    )


def here(world: World) -> Actor:
    """Return the system acting in this regency, so that its chain of events has links."""
    return Actor(None, "Payung", Role.SYSTEM, world.regency_id, None, "world")


def noon(day: date) -> datetime:
    """Return the middle of a day in Kendal."""
    return datetime.combine(day, time(12), WIB)
