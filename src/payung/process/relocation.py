"""A civil servant moves between offices: agreed by both, billed by exactly one in every month."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import connection

from payung.foundation.access.operations_handing import follow_office
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.people import Actor, Viewer
from payung.process.telling import tell_sponsor
from payung.stages.enrolment.operations import follow_sponsor
from payung.stages.registry.operations import consent_to_relocation, finish_relocation
from payung.stages.registry.queries import RelocationRow, agreed_relocations, relocation_of

PREFIX: Final = "moved:"
_TAKE_TURNS: Final = """
    SELECT pg_advisory_xact_lock(hashtextextended('deductions:' || place, 0))
    FROM unnest(%s::text[]) AS place
"""
_SENT: Final = """
    SELECT EXISTS (SELECT 1 FROM enrolment_sponsorship WHERE sponsor_id = %s
        AND state = 'submitted')
"""
_LISTS: Final = """
    SELECT agency_id, month FROM deductions_deductionlist WHERE agency_id = ANY(%s)
"""
_PAYS_FROM: Final = "SELECT min(from_month) FROM membership_payer WHERE sponsor_id = %s"


@operation
def agree_to_relocation(*, relocation_id: int, by: Actor, at: datetime) -> bool:
    """
    Agree for the actor's office; with the second agreement the move happens as soon as it can.

    Return whether it has happened. Until then the old office bills: nobody is left out of a list.

    :raises Relocation.DoesNotExist: there is none that waits, or not for this actor.
    :raises NotYetOverdue: the secretariat is too early.
    """
    if not consent_to_relocation(relocation_id=relocation_id, by=by, at=at):
        return False
    found = relocation_of(viewer=Viewer.system(), relocation_id=relocation_id)
    return found is not None and _finish_if_due(found, by, at)


@operation
def finish_due_relocations(*, by: Actor, at: datetime) -> int:
    """
    Carry out the agreed moves whose month has come; return how many. A second run finds none.

    For the daily job: a month comes without anybody pressing a button.
    """
    done = sum(_finish_if_due(row, by, at) for row in agreed_relocations(viewer=by.viewer))
    record("relocations.finished", by=by, at=at, row_count=done)
    return done


def _finish_if_due(moving: RelocationRow, by: Actor, at: datetime) -> bool:
    if not _is_due(moving, at):
        return False
    who, left = finish_relocation(relocation_id=moving.relocation_id, by=by, at=at)
    follow_sponsor(civil_servant_id=who, by=by, at=at)
    follow_office(
        civil_servant_id=who,
        from_agency_id=left,
        to_agency_id=moving.to_agency_id,
        to_regency_id=moving.to_regency_id,
        by=by,
        at=at,
    )
    if moving.is_far:
        _tell(moving, by, at)
    return True


def _tell(moving: RelocationRow, by: Actor, at: datetime) -> None:
    """Let the sponsor know who cuts from now on: their workers' cover has no gap."""
    tell_sponsor(
        civil_servant_id=moving.civil_servant_id,
        regency_id=moving.to_regency_id,
        agency_id=moving.to_agency_id,
        key=f"{PREFIX}{moving.relocation_id}",
        mail="moves.mail.done",
        text="wa.moved",
        values={
            "office": moving.to_agency,
            "month": render_month(moving.from_month),
            "address": f"{settings.PAYUNG_ADDRESS}/saya/",
        },
        by=by,
        at=at,
    )


def _is_due(moving: RelocationRow, at: datetime) -> bool:
    """
    Return whether the new office may bill from here on without a month billed by none or early.

    Lists are frozen per office. A month that only the new office has frozen would be nobody's, so
    the move waits for the old office's list of it; and it waits for its own month, unless the old
    office has frozen all that comes before. Into another regency, it waits for the branch's
    answers too: they come to the regency that sent the registrations.
    """
    now = Month.of(today_in_wib(at))
    _take_turns(moving, now)
    old, new = _lists(moving.from_agency_id), _lists(moving.to_agency_id)
    pays_from = _pays_from(moving.civil_servant_id)
    if moving.is_far and _is_with_a_branch(moving.civil_servant_id):
        return False
    if any(month not in old for month in new if pays_from is not None and month >= pays_from):
        return False
    return now >= moving.from_month or (moving.from_month - 1) in old


def _take_turns(moving: RelocationRow, now: Month) -> None:
    """Let no list of these months be frozen while the question is being answered."""
    months = Month.span(min(now, moving.from_month) - 1, max(now, moving.from_month) + 3)
    regencies = sorted({moving.from_regency_id, moving.to_regency_id})
    places = [f"{regency_id}:{month}" for regency_id in regencies for month in months]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS, [places])


def _is_with_a_branch(civil_servant_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_SENT, [civil_servant_id])
        (found,) = cursor.fetchone() or (False,)
    return bool(found)


def _lists(agency_id: int) -> set[Month]:
    with connection.cursor() as cursor:
        cursor.execute(_LISTS, [[agency_id]])
        return {Month.of(month) for _, month in cursor.fetchall()}


def _pays_from(civil_servant_id: int) -> Month | None:
    with connection.cursor() as cursor:
        cursor.execute(_PAYS_FROM, [civil_servant_id])
        (first,) = cursor.fetchone() or (None,)
    return None if first is None else Month.of(first)
