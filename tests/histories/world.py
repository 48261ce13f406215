"""Two offices, ten civil servants, nine workers and two batches at the branch: all invented."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.keyring import sealer
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.stages.enrolment.models import Batch, BatchLine, Consent, Sponsorship
from payung.stages.enrolment.states import State
from payung.stages.membership.models import Payer, Spell
from payung.stages.registry.models import Agency, CivilServant, Regency, Worker
from payung.stages.registry.sums.places import NIK_PLACE

BEGAN = datetime(2026, 10, 1, 3, tzinfo=UTC)
FIRST_DAY = date(2026, 11, 2)
MONTHS = (Month(2026, 11), Month(2026, 12), Month(2027, 1), Month(2027, 2))
"""The discounted tariff holds in the first two, the full one in the last two (P31)."""
OFFICES = ("Dinas Pertanian", "Dinas Perikanan")
SPONSORS = (
    # office, ceilings of the consents, one per worker
    (0, (20_000,)),
    (0, (20_000, 20_000)),
    (0, (10_000,)),
    (0, (60_000,)),
    (0, ()),
    (1, (20_000,)),
    (1, (60_000, 20_000)),
    (1, (20_000,)),
    (1, ()),
)
"""By number: with two workers P32, with ten thousand the edge of the consent, with none P19."""
BATCHES = 2
ROWS_OF_A_BATCH = 2


@dataclass(frozen=True, kw_only=True)
class Client:
    """Someone who works with Payung; `office` is None for the regency's people."""

    role: Role
    person_id: int
    office: int | None


CLIENTS = {
    "tini": Client(role=Role.TREASURER, person_id=9101, office=0),
    "tono": Client(role=Role.TREASURER, person_id=9102, office=0),
    "tuti": Client(role=Role.TREASURER, person_id=9103, office=1),
    "sekar": Client(role=Role.SECRETARIAT, person_id=9104, office=None),
    "cahya": Client(role=Role.BRANCH, person_id=9105, office=None),
    "puput": Client(role=Role.OFFICER, person_id=9106, office=0),
    "parjo": Client(role=Role.OFFICER, person_id=9107, office=1),
}
TREASURERS = ("tini", "tono", "tuti")


@dataclass(frozen=True, kw_only=True)
class World:
    """What stands in the database, by the numbers that histories use."""

    regency_id: int
    agencies: tuple[int, ...]
    sponsors: tuple[int, ...]
    nips: tuple[str, ...]
    names: tuple[str, ...]
    workers: tuple[int, ...]
    sponsorships: tuple[int, ...]
    batches: tuple[int, ...]
    cards: tuple[str, ...]

    def actor(self, client: str, key: str) -> Actor:
        """Return the client acting under `key`, which every trace of the act will carry."""
        who = CLIENTS[client]
        agency_id = None if who.office is None else self.agencies[who.office]
        return Actor(who.person_id, client.title(), who.role, self.regency_id, agency_id, key)


def workers_of_batch(batch: int) -> tuple[int, ...]:
    """Return the numbers of the workers in a batch's rows; they follow those who are members."""
    first = len(worker_owners()) + batch * ROWS_OF_A_BATCH
    return tuple(range(first, first + ROWS_OF_A_BATCH))


def worker_owners() -> tuple[tuple[int, int], ...]:
    """Return (sponsor, ceiling) of each worker, in the order of their numbers."""
    return tuple(
        (number, ceiling) for number, (_, ceilings) in enumerate(SPONSORS) for ceiling in ceilings
    )


@operation
def build(*, by: Actor, at: datetime) -> World:
    """Make the world; nothing has been locked, cut or paid in it."""
    regency = Regency.objects.create(
        code="33.24", name="Kabupaten Kendal", joined_on=date(2025, 1, 1), branch_name="Kendal"
    )
    agencies = [
        Agency.objects.create(regency=regency, name=name, folded=name.upper()) for name in OFFICES
    ]
    staff = [
        CivilServant.objects.create(
            regency=regency,
            agency=agencies[office],
            nip=f"19800{number + 1}012005011{901 + number}",
            name=f"Pegawai {number}",
            folded=f"PEGAWAI {number}",
            kind="pns",
        )
        for number, (office, _) in enumerate(SPONSORS)
    ]
    given = [
        _gives(staff[sponsor], _worker(regency, number), ceiling)
        for number, (sponsor, ceiling) in enumerate(worker_owners())
    ]
    sent = [_batch(agencies[0], staff[4], number) for number in range(BATCHES)]
    given += [thing for _, things in sent for thing in things]
    record("world.built", by=by, at=at)
    return World(
        regency_id=int(regency.pk),
        agencies=tuple(int(one.pk) for one in agencies),
        sponsors=tuple(int(one.pk) for one in staff),
        nips=tuple(one.nip for one in staff),
        names=tuple(one.name for one in staff),
        workers=tuple(int(one.worker_id) for one in given),
        sponsorships=tuple(int(one.pk) for one in given),
        batches=tuple(batch_id for batch_id, _ in sent),
        cards=tuple(one.card_number for one in given if one.card_number),
    )


def _worker(regency: Regency, number: int) -> Worker:
    nik = f"332406{1 + number % 28:02}0180{900 + number:04}"
    return Worker.objects.create(
        regency=regency,
        nik_sealed=sealer().seal(nik, NIK_PLACE),
        nik_index=sealer().index(nik, NIK_PLACE),
        name=f"Pekerja {number}",
        folded=f"PEKERJA {number}",
    )


def _gives(sponsor: CivilServant, worker: Worker, ceiling_idr: int) -> Sponsorship:
    """One accepted sponsorship with consent, spell and payer, due from the first month on."""
    day = MONTHS[0].first_day
    card = f"21{int(worker.pk):09}"
    made = _registered(sponsor, worker, State.ACCEPTED, card_number=card, accepted_on=day)
    Consent.objects.create(
        sponsorship=made,
        version=1,
        ceiling_idr=ceiling_idr,
        given_on=date(2025, 1, 2),
        evidence="sheet",
    )
    spell = Spell.objects.create(
        worker=worker, card_number=card, opened_by=made, starts_on=day, first_month=day
    )
    Payer.objects.create(
        spell=spell, worker=worker, sponsor=sponsor, sponsorship=made, from_month=day
    )
    return made


def _registered(
    sponsor: CivilServant, worker: Worker, state: State, **fields: object
) -> Sponsorship:
    return Sponsorship.objects.create(
        regency_id=sponsor.regency_id,
        agency_id=sponsor.agency_id,
        sponsor=sponsor,
        worker=worker,
        sector="other",
        funds="private",
        income_idr=1_000_000,
        programmes="jkk,jkm",
        state=state,
        registered_on=date(2026, 9, 1),
        **fields,
    )


def _batch(agency: Agency, sponsor: CivilServant, number: int) -> tuple[int, list[Sponsorship]]:
    """Send a batch of new registrations to the branch; return its id, and them."""
    things = []
    batch = Batch.objects.create(
        agency=agency,
        number=number + 1,
        state="sent",
        sent_on=date(2026, 10, 20),
        row_count=ROWS_OF_A_BATCH,
        digest="b" * 64,
    )
    for row in range(1, ROWS_OF_A_BATCH + 1):
        worker = _worker(agency.regency, 100 + number * ROWS_OF_A_BATCH + row)
        thing = _registered(sponsor, worker, State.REGISTERED)
        for state in (State.VERIFIED, State.SUBMITTED):
            thing.state = state
            thing.save()
        BatchLine.objects.create(batch=batch, row=row, sponsorship=thing)
        things.append(thing)
    return int(batch.pk), things
