"""A worker of the small world with a birth date and a printed card."""

from dataclasses import dataclass
from datetime import date, datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor, Role
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.membership.operations import issue_cards
from payung.stages.registry.models import AgencyContact, Worker
from tests.factories.world import World, actor

BORN = date(1989, 3, 27)


@dataclass(frozen=True)
class Holder:
    sponsorship_id: int
    worker_id: int
    code: str


@operation
def prepare(*, worker_id: int, agency_id: int, by: Actor, at: datetime) -> None:
    """Give a worker a birth date, and the office a telephone."""
    Worker.objects.filter(pk=worker_id).update(born_on=BORN)
    AgencyContact.objects.get_or_create(
        agency_id=agency_id, defaults={"phone": "+62294381234", "hours": "08.00 sampai 15.00"}
    )
    record("test.prepared", by=by, at=at)


@operation
def consent(*, sponsorship_id: int, ceiling_idr: int, by: Actor, at: datetime) -> None:
    """Add the first version of a consent, which the small world leaves out."""
    Consent.objects.create(
        sponsorship_id=sponsorship_id,
        version=1,
        ceiling_idr=ceiling_idr,
        given_on=at.date(),
        evidence="form",
    )
    record("test.consented", by=by, at=at)


def holder(world: World, name: str = "Siti Rahayu", role: Role = Role.OFFICER) -> Holder:
    """Return the own worker of the sponsor who signs in, with a card in force."""
    thing = Sponsorship.objects.get(sponsor_id=world.sponsor_id, worker__name=name)
    by = actor(world, role)
    prepare(worker_id=thing.worker_id, agency_id=thing.agency_id, by=by, at=world.at)
    codes = issue_cards(sponsorship_ids=[thing.pk], by=by, at=world.at)
    return Holder(thing.pk, thing.worker_id, codes[thing.pk])


def elsewhere(world: World, agency: str = "Kecamatan Boja") -> int:
    """Return an accepted sponsorship of another office."""
    rows = Sponsorship.objects.filter(agency_id=world.agencies[agency], state="accepted")
    found = rows.order_by("pk").values_list("pk", flat=True).first()
    assert found is not None
    return int(found)
