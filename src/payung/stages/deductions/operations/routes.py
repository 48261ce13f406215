"""Keeping how a regency's payroll is run: every change is a further version, with who and why."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.stages.deductions.models import CsvLayout, DeductionList, OfficeCode, RouteTable
from payung.stages.deductions.operations.locking import take_turns
from payung.stages.deductions.problems import LayoutRefused, NotYourOffice, RouteRefused
from payung.stages.deductions.queries.routes import layouts_of
from payung.stages.deductions.sums import layouts, routes
from payung.stages.registry.models import Agency

LOCKED_AHEAD: Final = 2
"""Months beside the one of today whose lists can be in the making."""
LONGEST_NAME: Final = 60
LONGEST_CODE: Final = 30
LONGEST_REASON: Final = 200
RESERVED: Final = frozenset({"baru", layouts.BUILT_IN})
"""What no layout is called in addresses: the page for a new one, and the built-in one."""
_TAKE_TURNS: Final = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


@operation
def keep_routes(
    *,
    regency_id: int,
    ways: Mapping[routes.Cell, routes.Way],
    from_month: Month,
    reason: str,
    by: Actor,
    at: datetime,
) -> int:
    """
    Add a version of the routes, whole; return it. What is locked keeps the one it was locked by.

    :raises NotYourOffice: only a regency's own secretariat says how its payroll is run.
    :raises RouteRefused: a name or a layout is to be put right, or the reason is empty.
    """
    _within(by, regency_id)
    known = {one.code for one in layouts_of(viewer=by.viewer, regency_id=regency_id)}
    faults = routes.faults(ways, known)
    if not reason.strip():
        faults["reason"] = "deductions.route_reason_empty"
    if faults:
        raise RouteRefused(faults)
    made = RouteTable.objects.create(
        regency_id=regency_id,
        version=_next_version(RouteTable, regency_id=regency_id),
        from_month=from_month.first_day,
        routes=routes.kept(ways),
        reason=reason.strip()[:LONGEST_REASON],
        made_by_id=by.person_id,
        made_at=_after_every_lock(regency_id, at),
    )
    told: dict[str, Any] = {"version": made.version, "from_month": str(from_month)}
    record("payroll.routes_kept", target=made, by=by, at=at, reason=made.reason, **told)
    return made.version


@operation
def keep_layout(
    *, regency_id: int, code: str, name: str, shape: layouts.CsvShape, by: Actor, at: datetime
) -> str:
    """
    Add a version of a CSV layout, or with an empty `code` a new layout; return its code.

    :raises NotYourOffice: only a regency's own secretariat says how its payroll is run.
    :raises LayoutRefused: something is to be put right; the built-in layout stays as it is.
    """
    _within(by, regency_id)
    others = layouts_of(viewer=by.viewer, regency_id=regency_id)
    faults = layouts.faults(shape)
    taken = {_slug(one.name) for one in others if one.code != code}
    if not _slug(name):
        faults["name"] = "deductions.layout_name_empty"
    elif len(name) > LONGEST_NAME:
        faults["name"] = "deductions.layout_name_long"
    elif _slug(name) in taken or code == layouts.BUILT_IN:
        faults["name"] = "deductions.layout_name_taken"
    if faults:
        raise LayoutRefused(faults)
    known = {one.code for one in others}
    chosen = code if code in known else _free(_slug(name), known | RESERVED)
    made = CsvLayout.objects.create(
        regency_id=regency_id,
        code=chosen,
        version=_next_version(CsvLayout, regency_id=regency_id, code=chosen),
        title=name.strip(),
        shape=layouts.kept(shape),
        made_by_id=by.person_id,
        made_at=at,
    )
    record("payroll.layout_kept", target=made, by=by, at=at, code=chosen, version=made.version)
    return chosen


@operation
def keep_office_code(*, agency_id: int, code: str, by: Actor, at: datetime) -> None:
    """
    Say what the payroll application calls an office; empty takes it back.

    :raises NotYourOffice: only the secretariat of the office's regency says it.
    :raises LayoutRefused: a program that opens the file might compute it, or it is too long.
    """
    regency_id = Agency.objects.filter(pk=agency_id).values_list("regency_id", flat=True).first()
    _within(by, regency_id or 0)
    if len(code) > LONGEST_CODE or not re.fullmatch(r"(?:[A-Za-z0-9][A-Za-z0-9./_ -]*)?", code):
        raise LayoutRefused({"code": "deductions.office_code_signs"})
    made = OfficeCode.objects.create(
        agency_id=agency_id, code=code, made_by_id=by.person_id, made_at=at
    )
    record("payroll.office_code_kept", target=made, by=by, at=at, agency=agency_id)


def _within(by: Actor, regency_id: int) -> None:
    if by.role not in (Role.SECRETARIAT, Role.SYSTEM) or by.regency_id not in (None, regency_id):
        raise NotYourOffice


def _next_version(table: type[RouteTable] | type[CsvLayout], **which: int | str) -> int:
    """Return the next version, after waiting for whoever keeps one just now."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS, [f"{table._meta.db_table}:{which}"])
    rows = table.objects.filter(**which).order_by("-version")
    return (rows.values_list("version", flat=True).first() or 0) + 1


def _after_every_lock(regency_id: int, at: datetime) -> datetime:
    """
    Return `at`, or a moment later than the last lock if that was faster.

    A list that was locked while the form was on its way must not be grouped by this version.
    """
    now = Month.of(today_in_wib(at))
    for month in Month.span(now - LOCKED_AHEAD, now + LOCKED_AHEAD + 1):
        take_turns({regency_id}, month)
    lists = DeductionList.objects.filter(agency__regency_id=regency_id, locked_at__gte=at)
    last = lists.order_by("-locked_at").values_list("locked_at", flat=True).first()
    return at if last is None else last + timedelta(microseconds=1)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32].strip("-")


def _free(slug: str, taken: set[str]) -> str:
    """Return a code nobody has: a layout that is called something else keeps its first one."""
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (slug, *numbered) if code not in taken)
