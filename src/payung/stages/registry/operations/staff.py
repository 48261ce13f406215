"""A monthly staff list takes effect: one transaction, whole sets, nobody deleted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor, Viewer
from payung.kernel.reporting import RowFinding
from payung.stages.intake.models import Kind
from payung.stages.intake.operations import ContentAlreadyApplied, keep_file, mark_applied
from payung.stages.intake.queries import applied_before
from payung.stages.registry.checks.staff_rows import StaffList
from payung.stages.registry.models import Agency, AgencyAlias, Regency
from payung.stages.registry.operations.agencies import within_scope
from payung.stages.registry.problems import UnknownRegency
from payung.stages.registry.queries.difference import (
    COMPARED,
    StaffDifference,
    compare,
)
from payung.stages.registry.sums.offices import office_key
from payung.stages.registry.sums.settling import Settled

_COLUMNS = ("nip", "agency_id", *COMPARED)
_NOTED = "(civil_servant_id, file_id, kind, from_agency_id, to_agency_id, before, after, at)"
_ADD = f"""
    WITH added AS (
        INSERT INTO registry_civilservant (regency_id, {", ".join(_COLUMNS)})
        SELECT %(regency)s, {", ".join(_COLUMNS)} FROM staff_difference
        WHERE what = 'new' ORDER BY "row"
        RETURNING id, agency_id
    )
    INSERT INTO registry_staffchange {_NOTED}
    SELECT id, %(file)s, 'new', NULL, agency_id, '{{}}', '{{}}', %(at)s FROM added
"""
_PAIRS = ", ".join(f"('{name}', {{0}}.{name}::text)" for name in COMPARED[:-1])
_NOTE_CHANGES = f"""
    INSERT INTO registry_staffchange {_NOTED}
    SELECT d.id, %(file)s, d.what, c.agency_id, d.agency_id,
        coalesce(v.before, '{{}}'), coalesce(v.after, '{{}}'), %(at)s
    FROM staff_difference d JOIN registry_civilservant c ON c.id = d.id,
    LATERAL (
        SELECT jsonb_object_agg(o.key, o.value) AS before, jsonb_object_agg(o.key, n.value) AS after
        FROM (VALUES {_PAIRS.format("c")}) o (key, value)
        JOIN (VALUES {_PAIRS.format("d")}) n (key, value) USING (key)
        WHERE o.value IS DISTINCT FROM n.value
    ) v
    WHERE d.what <> 'new' ORDER BY d."row"
"""
_CHANGE = f"""
    UPDATE registry_civilservant c SET gone_on = NULL, agency_id = d.agency_id,
        {", ".join(f"{name} = d.{name}" for name in COMPARED[:-1])},
        nik_index = coalesce(d.nik_index, c.nik_index)
    FROM staff_difference d WHERE c.id = d.id
"""
_NOTE_GONE = f"""
    INSERT INTO registry_staffchange {_NOTED}
    SELECT id, %(file)s, 'gone', agency_id, NULL, '{{}}', '{{}}', %(at)s
    FROM staff_gone WHERE NOT kept ORDER BY id
"""
_SET_GONE = """
    UPDATE registry_civilservant c SET gone_on = %(today)s
    FROM staff_gone g WHERE c.id = g.id AND NOT g.kept
"""
_DIGEST = """
    SELECT count(*), encode(sha256(convert_to(coalesce(
        string_agg(kind || ':' || civil_servant_id, ',' ORDER BY id), ''), 'UTF8')), 'hex')
    FROM registry_staffchange WHERE file_id = %(file)s
"""


@dataclass(frozen=True, slots=True)
class Received:
    """The upload a list came in."""

    name: str
    content: bytes
    fingerprint: str
    sha256: str


@operation
def apply_staff(
    *,
    regency_id: int,
    staff: StaffList,
    received: Received,
    apart: Collection[str] = (),
    by: Actor,
    at: datetime,
) -> StaffDifference:
    """
    Let a staff list take effect, as compared with the registry at this moment.

    Whoever the list no longer has is marked gone, unless a refused row looks like theirs.
    One list of a regency at a time; another upload waits.

    :param apart: NIPs of new rows that may look like somebody missing, and a person said no.
    :raises ContentAlreadyApplied: this content took effect before; nothing changes.
    :raises OutsideScope: the actor works for another regency.
    """
    within_scope(by, regency_id)
    regency = _one_list_at_a_time(regency_id)
    _refuse_second_time(regency_id, received)
    difference = compare(
        viewer=Viewer.system(),
        regency_id=regency_id,
        staff=staff,
        founding=partial(_found_offices, regency),
        apart=apart,
    )
    figures = _figures(staff, difference)
    findings = (*staff.findings, *difference.findings)
    file_id = _keep_list(regency_id, received, figures, findings, by=by, at=at)
    rows, digest = _take_over(regency_id, file_id, today_in_wib(at), at)
    mark_applied(file_id=file_id, by=by, at=at)
    counted: dict[str, Any] = {"row_count": rows, "digest": digest, "file_id": file_id}
    record("staff.applied", target=regency, by=by, at=at, **counted, **figures)
    return difference


def _one_list_at_a_time(regency_id: int) -> Regency:
    """Lock the regency, so that another list of it waits; return it."""
    regency = Regency.objects.select_for_update(no_key=True).filter(pk=regency_id).first()
    if regency is None:
        raise UnknownRegency(regency_id)
    return regency


def _refuse_second_time(regency_id: int, received: Received) -> None:
    before = applied_before(
        viewer=Viewer.system(),
        kind=Kind.STAFF,
        regency_id=regency_id,
        fingerprint=received.fingerprint,
    )
    if before is not None:
        raise ContentAlreadyApplied(received.fingerprint)


def _keep_list(
    regency_id: int,
    received: Received,
    figures: dict[str, Any],
    findings: Sequence[RowFinding],
    *,
    by: Actor,
    at: datetime,
) -> int:
    return keep_file(
        kind=Kind.STAFF,
        name=received.name,
        content=received.content,
        fingerprint=received.fingerprint,
        sha256=received.sha256,
        regency_id=regency_id,
        report=figures,
        findings=findings,
        by=by,
        at=at,
    )


def _found_offices(regency: Regency, settled: Settled) -> dict[int, int]:
    """Add or reopen the offices the list has; decide its spellings; return id by reference."""
    named = [office.ref for office in settled.offices.values() if office.ref > 0]
    Agency.objects.filter(pk__in=named, closed_on__isnull=False).update(closed_on=None)
    founded = [
        Agency(regency=regency, name=name, folded=office_key(name, regency.name))
        for name in settled.founded.values()
    ]
    ids = dict(zip(settled.founded, Agency.objects.bulk_create(founded), strict=True))
    by_ref = {ref: int(agency.pk) for ref, agency in ids.items()}
    AgencyAlias.objects.bulk_create(
        AgencyAlias(regency=regency, agency_id=by_ref.get(ref, ref), folded=key)
        for key, ref in settled.aliases.items()
    )
    return by_ref


def _take_over(regency_id: int, file_id: int, today: date, at: datetime) -> tuple[int, str]:
    """Write the difference and its history; return how many changes, and their digest."""
    values: dict[str, Any] = {"regency": regency_id, "file": file_id, "today": today, "at": at}
    with connection.cursor() as cursor:
        for statement in (_NOTE_CHANGES, _CHANGE, _ADD, _NOTE_GONE, _SET_GONE):
            cursor.execute(statement, values)
        cursor.execute(_DIGEST, values)
        rows, digest = cursor.fetchone()
    return int(rows), str(digest)


def _figures(staff: StaffList, difference: StaffDifference) -> dict[str, Any]:
    counted = ("new", "changed", "moved", "gone", "back", "kept", "accepted")
    return {"rows": staff.rows, **{what: getattr(difference, what) for what in counted}}
