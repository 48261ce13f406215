"""An office of the small world whose next month is cut from pay and not paid on yet."""

from dataclasses import replace
from datetime import datetime, timedelta

from payung.foundation.approvals.operations import refuse
from payung.foundation.ledger.models import Book
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.stages.deductions.models import DeductionLine
from payung.stages.remittance.models import Difference, Slip
from payung.stages.remittance.operations import (
    Part,
    ask_refund,
    record_receipt,
    record_slip,
    refund,
)
from payung.stages.remittance.queries.held_people import HeldPerson, held_people
from payung.stages.remittance.queries.refunds import refunds_waiting
from tests.factories.remittance import Office, listed, reported
from tests.factories.world import World, actor

OFFICE = "Dinas Kesehatan"
OTHER_OFFICE = "Kecamatan Boja"


def cut(
    world: World, *, office: str = OFFICE, days_ago: int = 0, month: Month | None = None
) -> int:
    """List and cut the month after this one, so many days ago; return the book's id."""
    agency_id, month = world.agencies[office], month or world.month.next
    here = Office(regency_id=world.regency_id, agency_id=agency_id)
    when = world.at - timedelta(days=days_ago)
    listed(here, month, at=when)
    reported(of=here, month=month, by=treasurer(world, office), at=when)
    return int(Book.objects.get(agency_id=agency_id, month=month.first_day).pk)


def treasurer(world: World, office: str = OFFICE) -> Actor:
    """Return the treasurer who signs in, or an invented one of another office."""
    if office == OFFICE:
        return actor(world, Role.TREASURER)
    return Actor(9001, "Lain", Role.TREASURER, world.regency_id, world.agencies[office], "uji")


def people(world: World, book_id: int) -> list[HeldPerson]:
    return held_people(viewer=actor(world, Role.AUDITOR).viewer, book_id=book_id, most=400)


def asked(world: World, book_id: int, *, office: str = OFFICE, at: datetime | None = None) -> int:
    """Ask for the refund of the first person of whom none is asked yet; return the request's id."""
    person = next(one for one in people(world, book_id) if one.may_ask)
    return ask_refund(
        agency_id=person.agency_id,
        month=person.month,
        sponsor_id=person.sponsor_id,
        worker_id=person.worker_id,
        amount_idr=person.most_idr,
        reason="ASN sudah berhenti",
        by=treasurer(world, office),
        at=at or world.at,
    )


def approved(world: World, approval_id: int) -> int:
    """Approve a request as the secretariat; return the refund's id."""
    by = actor(world, Role.SECRETARIAT)
    (row,) = [r for r in refunds_waiting(viewer=by.viewer) if r.approval_id == approval_id]
    return refund(approval_id=approval_id, seen_digest=row.seen_digest, by=by, at=world.at)


def refused(world: World, approval_id: int) -> None:
    """Refuse a request as the secretariat; the money stays held."""
    by = actor(world, Role.SECRETARIAT)
    refuse(approval_id=approval_id, reason="Salah paham", by=by, at=world.at)


def slip(
    world: World,
    amount_idr: int,
    *,
    number: str = "JTG-0901",
    office: str = OFFICE,
    reason: str = "",
    month: Month | None = None,
    by_person: int | None = None,
) -> Slip:
    """Pay on, as the office's treasurer, or as another person in that duty."""
    by = treasurer(world, office)
    part = Part(
        agency_id=world.agencies[office],
        month=month or world.month.next,
        amount_idr=amount_idr,
        reason=reason,
    )
    slip_id = record_slip(
        regency_id=world.regency_id,
        bank="Bank Jateng",
        number=number,
        paid_on=world.today,
        parts=[part],
        by=by if by_person is None else replace(by, person_id=by_person),
        at=world.at,
    )
    return Slip.objects.get(pk=slip_id)


def lines_of(world: World, office: str = OFFICE) -> list[DeductionLine]:
    """Return the lines of the month after this one, by sponsor."""
    found = DeductionLine.objects.filter(
        list__agency_id=world.agencies[office], month=world.month.next.first_day
    )
    return list(found.order_by("sponsor_id", "worker_id"))


def slip_elsewhere(world: World) -> Slip:
    """Return a slip of another regency, whose money was not cut yet."""
    by = Actor(9002, "Lain", Role.TREASURER, world.other_regency_id, world.other_agency_id, "uji")
    part = Part(agency_id=world.other_agency_id, month=world.month, amount_idr=8_400)
    slip_id = record_slip(
        regency_id=world.other_regency_id,
        bank="Bank Jateng",
        number="KLT-0901",
        paid_on=world.today,
        parts=[part],
        by=by,
        at=world.at,
    )
    return Slip.objects.get(pk=slip_id)


def differing(
    world: World,
    missing_idr: int = 5_000,
    *,
    office: str = OFFICE,
    month: Month | None = None,
) -> int:
    """Pay on all of a new month and let the branch get less; return the difference's id."""
    book_id = cut(world, office=office, month=month)
    total_idr = sum(one.given_idr for one in people(world, book_id))
    paid = slip(world, total_idr, number="JTG-0909", office=office, month=month)
    record_receipt(
        number=f"R-{paid.number}",
        bank=paid.bank,
        slip_number=paid.number,
        amount_idr=paid.amount_idr - missing_idr,
        received_on=world.today,
        by=actor(world, Role.BRANCH),
        at=world.at,
    )
    return int(Difference.objects.get(match__slip=paid).pk)
