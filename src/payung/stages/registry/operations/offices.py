"""An office's later life: another name, closing, and going into another office."""

import hashlib
from datetime import date, datetime

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor
from payung.stages.intake.models import Kind
from payung.stages.intake.operations import keep_file, mark_applied
from payung.stages.registry.models import Agency, AgencyAlias, CivilServant
from payung.stages.registry.operations.agencies import within_scope
from payung.stages.registry.problems import NameTaken, OutsideScope
from payung.stages.registry.sums.offices import office_key, office_name

_NOTE_MOVED = """
    INSERT INTO registry_staffchange
        (civil_servant_id, file_id, kind, from_agency_id, to_agency_id, before, after, at)
    SELECT id, %(file)s, 'moved', %(old)s, %(new)s, '{}', '{}', %(at)s
    FROM registry_civilservant WHERE agency_id = %(old)s AND gone_on IS NULL ORDER BY id
"""


class NotAnOpenOffice(Exception):
    """The office is closed, in another regency, or the very office that is to go."""


class StillStaffed(Exception):
    """Civil servants work there: the office goes into another one, it is not just closed."""


class DayNotYet(Exception):
    """An office closes today or on an earlier day."""


@operation
def rename_agency(*, agency_id: int, name: str, by: Actor, at: datetime) -> None:
    """
    Give an office another name; the old one stays a spelling of it, so that files still fit.

    :raises NameTaken: it is the name, or a decided spelling, of another office.
    :raises NotAnOpenOffice: the office is closed.
    """
    agency = _open_office(agency_id, by)
    folded = office_key(name, agency.regency.name)
    _refuse_taken(agency, folded)
    old = agency.folded
    agency.name, agency.folded = office_name(name), folded
    agency.save(update_fields=["name", "folded"])
    if old != folded:
        AgencyAlias.objects.filter(regency_id=agency.regency_id, folded=folded).update(folded=old)
        AgencyAlias.objects.get_or_create(
            regency_id=agency.regency_id, folded=old, defaults={"agency_id": agency_id}
        )
    record("agency.renamed", target=agency, by=by, at=at)


@operation
def close_agency(*, agency_id: int, closed_on: date, reason: str, by: Actor, at: datetime) -> None:
    """
    Close an office without staff from `closed_on` on; it is never deleted.

    :raises StillStaffed: merge it into another office instead.
    :raises NotAnOpenOffice, DayNotYet: closed before, or the day is still to come.
    """
    agency = _open_office(agency_id, by)
    if CivilServant.objects.filter(agency_id=agency_id, gone_on__isnull=True).exists():
        raise StillStaffed(agency_id)
    _close(agency, closed_on, at)
    record("agency.closed", target=agency, by=by, at=at, reason=reason)


@operation
def merge_agency(
    *, agency_id: int, into_id: int, closed_on: date, reason: str, by: Actor, at: datetime
) -> int:
    """
    Let an office go into another one; return how many civil servants went with it.

    Its name and spellings mean the other office from now on. What it billed stays its own.

    :raises NotAnOpenOffice: either is closed or not of this regency, or they are the same.
    :raises DayNotYet: the day is still to come.
    """
    if agency_id == into_id:
        raise NotAnOpenOffice(agency_id)
    # Always in the order of their ids, so that two merges cannot wait for each other.
    first, second = (_open_office(one, by) for one in sorted((agency_id, into_id)))
    agency, into = (first, second) if first.pk == agency_id else (second, first)
    if agency.regency_id != into.regency_id:
        raise NotAnOpenOffice(into_id)
    _close(agency, closed_on, at)
    AgencyAlias.objects.filter(agency_id=agency_id).update(agency_id=into_id)
    AgencyAlias.objects.update_or_create(
        regency_id=agency.regency_id, folded=agency.folded, defaults={"agency_id": into_id}
    )
    moved = _move_staff(agency, into, reason, by, at)
    record(
        "agency.merged", target=agency, by=by, at=at, reason=reason, row_count=moved, into=into_id
    )
    return moved


def _move_staff(agency: Agency, into: Agency, reason: str, by: Actor, at: datetime) -> int:
    """Move the staff, with a decision kept like a staff list: later reports undo it by its day."""
    content = f"{agency.pk} -> {into.pk}\n{reason}\n{at.isoformat()}\n".encode()
    digest = hashlib.sha256(content).hexdigest()
    file_id = keep_file(
        kind=Kind.STAFF,
        name=f"{agency.name} -> {into.name}",
        content=content,
        fingerprint=digest,
        sha256=digest,
        regency_id=agency.regency_id,
        report={},
        findings=(),
        by=by,
        at=at,
    )
    mark_applied(file_id=file_id, by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(_NOTE_MOVED, {"file": file_id, "old": agency.pk, "new": into.pk, "at": at})
    moved = CivilServant.objects.filter(agency=agency, gone_on__isnull=True)
    return moved.update(agency=into)


def _open_office(agency_id: int, by: Actor) -> Agency:
    found = Agency.objects.select_for_update(of=("self",)).select_related("regency")
    agency = found.filter(pk=agency_id, closed_on__isnull=True).first()
    if agency is None:
        raise NotAnOpenOffice(agency_id)
    try:
        within_scope(by, agency.regency_id)
    except OutsideScope as problem:
        raise NotAnOpenOffice(agency_id) from problem
    return agency


def _close(agency: Agency, closed_on: date, at: datetime) -> None:
    if closed_on > today_in_wib(at):
        raise DayNotYet(closed_on)
    agency.closed_on = closed_on
    agency.save(update_fields=["closed_on"])


def _refuse_taken(agency: Agency, folded: str) -> None:
    others = Agency.objects.filter(regency_id=agency.regency_id, folded=folded)
    decided = AgencyAlias.objects.filter(regency_id=agency.regency_id, folded=folded)
    if others.exclude(pk=agency.pk).exists() or decided.exclude(agency_id=agency.pk).exists():
        raise NameTaken(folded)
