"""Freezes the month's deductions of one office or of all of them, as one set."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.planning import whole_tables
from payung.foundation.audit.record import record
from payung.foundation.ledger.posting import open_books
from payung.kernel.canonical import digest
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.deductions.models import DeductionList
from payung.stages.deductions.problems import NotYourOffice
from payung.stages.deductions.queries.candidates import CANDIDATES, COMBINATIONS, price_columns
from payung.stages.registry.models import Agency

LOCK = CANDIDATES + (Path(__file__).parent / "lock.sql").read_text()
MANY = 10
"""Lists of more offices than this concern most of a regency's people."""
_TAKE_TURNS = """
SELECT pg_advisory_xact_lock(hashtextextended('deductions:' || place, 0))
FROM unnest(%(places)s::text[]) AS place
"""


@dataclass(frozen=True, kw_only=True)
class Locked:
    """
    The lists of the asked offices, new ones and those that were there before.

    `left_out` counts, for the new lists, who was not billed: died, no_spell, gone, no_tariff,
    no_consent, consent_withdrawn, consent_ceiling, listed_elsewhere. `after_a_gap` are offices
    whose list before is not that of the month before (P30).
    """

    list_ids: tuple[int, ...]
    made: int
    lines: int
    total_idr: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    after_a_gap: tuple[int, ...] = ()


@operation
def lock(*, agency_ids: Sequence[int], month: Month, by: Actor, at: datetime) -> Locked:
    """
    Freeze the list of `month` for each office that has anything to bill or to stop.

    The day of `at` in Jakarta decides which consent is live; `month` alone decides the tariff.
    An office whose list is there keeps it: a late change goes to the next month.

    :raises NotYourOffice: one of the offices is not the actor's to act for.
    """
    offices = _offices(agency_ids, by)
    take_turns(set(offices.values()), month)
    there = set(_lists(offices, month).values_list("agency_id", flat=True))
    wanted = sorted(offices.keys() - there)
    made, left_out = _freeze(wanted, month, by, at) if wanted else ([], {})
    lists = list(_lists(offices, month).order_by("agency_id"))
    open_books([kept.agency_id for kept in lists if kept.pk in set(made)], month)
    locked = Locked(
        list_ids=tuple(kept.pk for kept in lists),
        made=len(made),
        lines=sum(kept.line_count for kept in lists),
        total_idr=sum(kept.total_idr for kept in lists),
        left_out=left_out,
        after_a_gap=_after_a_gap(wanted, month),
    )
    _record(lists, locked, month, by, at)
    return locked


def _offices(agency_ids: Sequence[int], by: Actor) -> dict[int, int]:
    """Return the regency of each asked office; all must be the actor's to act for."""
    asked = sorted(set(agency_ids))
    found = Agency.objects.filter(pk__in=asked)
    if by.regency_id is not None:
        found = found.filter(regency_id=by.regency_id)
    if by.agency_id is not None or not by.viewer.sees_all_agencies:
        found = found.filter(pk__in=[by.agency_id or 0])
    offices = dict(found.values_list("pk", "regency_id"))
    if len(offices) != len(asked):
        raise NotYourOffice
    return offices


def take_turns(regency_ids: set[int], month: Month) -> None:
    """One list-making at a time per regency and month: a mover is billed by one office (C7)."""
    places = [f"{regency_id}:{month}" for regency_id in sorted(regency_ids)]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS, {"places": places})


def _lists(offices: Mapping[int, int], month: Month) -> Any:
    return DeductionList.objects.filter(agency_id__in=list(offices), month=month.first_day)


def _freeze(
    agency_ids: list[int], month: Month, by: Actor, at: datetime
) -> tuple[list[int], dict[str, int]]:
    values: dict[str, Any] = {
        "agencies": agency_ids,
        "month": month.first_day,
        "some_listed": DeductionList.objects.filter(month=month.first_day).exists(),
    }
    with connection.cursor() as cursor:
        cursor.execute(COMBINATIONS, values)
        values |= price_columns(month, cursor.fetchall())
        values |= {"day": today_in_wib(at), "at": at, "by": by.person_id}
        with whole_tables() if len(agency_ids) > MANY else nullcontext():
            cursor.execute(LOCK, values)
        list_ids, reasons, people = cursor.fetchone()
    return list_ids, dict(zip(reasons, people, strict=True))


def _after_a_gap(agency_ids: list[int], month: Month) -> tuple[int, ...]:
    before = DeductionList.objects.filter(agency_id__in=agency_ids, month__lt=month.first_day)
    last = before.order_by("agency_id", "-month").distinct("agency_id")
    found = last.values_list("agency_id", "month")
    return tuple(agency_id for agency_id, day in found if day != month.previous.first_day)


def _record(
    lists: list[DeductionList], locked: Locked, month: Month, by: Actor, at: datetime
) -> None:
    record(
        "deductions.locked" if locked.made else "deductions.lock_repeated",
        by=by,
        at=at,
        target=lists[0] if len(lists) == 1 else None,
        row_count=locked.lines,
        total_idr=locked.total_idr,
        digest=lists[0].digest if len(lists) == 1 else digest([kept.digest for kept in lists]),
        month=str(month),
        lists=len(lists),
        made=locked.made,
        left_out=dict(locked.left_out),
    )
