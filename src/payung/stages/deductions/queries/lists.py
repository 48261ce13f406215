"""Questions about the lists that are made. None of them shows a worker."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from payung.foundation.audit.scope import beyond
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.deductions.models import DeductionList
from payung.stages.deductions.problems import NoSuchList
from payung.stages.registry.queries.nips import nip_at

OWN_LIST = "who stands on the office's list stays on it after moving to another office"
# The NIP as it was when the list was locked stays on it, whatever the person has by now.
_NIP, _NIP_BEFORE = nip_at("c", "d.locked_at"), nip_at("c", "b.locked_at")
_SPONSORS = f"""
SELECT c.id, {_NIP}, {_NIP_BEFORE}, c.name, c.title_before, c.title_after,
       count(*), sum(l.amount_idr), sum(l.credit_idr),
       CASE WHEN bool_and(l.change = 'new') AND count(s.sponsor_id) = 0 THEN 'new'
            WHEN bool_and(l.change = 'same') AND count(s.sponsor_id) = 0 THEN 'same'
            ELSE 'changed' END
FROM deductions_deductionline l
JOIN deductions_deductionlist d ON d.id = l.list_id
LEFT JOIN LATERAL (
    SELECT locked_at FROM deductions_deductionlist
    WHERE agency_id = d.agency_id AND month < d.month ORDER BY month DESC LIMIT 1
) b ON true
JOIN registry_civilservant c ON c.id = l.sponsor_id
LEFT JOIN (SELECT DISTINCT sponsor_id FROM deductions_stop WHERE list_id = %(list)s) s
    ON s.sponsor_id = l.sponsor_id
WHERE l.list_id = %(list)s
GROUP BY c.id, d.locked_at, b.locked_at
ORDER BY c.folded, c.nip
"""
_STOPS = f"""
SELECT {_NIP}, c.name, c.title_before, c.title_after, count(*), s.reason
FROM deductions_stop s
JOIN deductions_deductionlist d ON d.id = s.list_id
JOIN registry_civilservant c ON c.id = s.sponsor_id
WHERE s.list_id = %(list)s
GROUP BY c.id, d.locked_at, s.reason
ORDER BY c.folded, c.nip, s.reason
"""
# The same digest as lock.sql makes; a difference means that somebody got behind the walls.
_BROKEN = """
SELECT d.id FROM deductions_deductionlist d
LEFT JOIN LATERAL (
    SELECT count(*) AS lines, coalesce(sum(l.amount_idr), 0) AS total,
           encode(sha256(convert_to(coalesce(
               string_agg(sponsor_id || ':' || worker_id || ':' || amount_idr || ':' || credit_idr,
                          ',' ORDER BY sponsor_id, worker_id), ''), 'UTF8')), 'hex') AS digest
    FROM deductions_deductionline l WHERE l.list_id = d.id
) n ON true
WHERE d.id = ANY(%(lists)s)
  AND (n.lines, n.total, n.digest) IS DISTINCT FROM (d.line_count, d.total_idr, d.digest)
ORDER BY d.id
"""


@dataclass(frozen=True, kw_only=True)
class ListSummary:
    """One frozen list. `digest` is what is printed on it and on the minutes."""

    list_id: int
    regency_id: int
    agency_id: int
    agency: str
    month: Month
    lines: int
    total_idr: int
    digest: str
    locked_at: datetime
    locked_by_id: int | None


@dataclass(frozen=True, kw_only=True)
class SponsorLine:
    """What payroll withholds from one civil servant, for `workers` workers together."""

    sponsor_id: int
    nip: str
    name: str
    workers: int
    amount_idr: int
    credit_idr: int
    change: str
    nip_before: str = ""
    """The NIP on the list before, where it was another one; then the line counts as changed."""


@dataclass(frozen=True, kw_only=True)
class StoppedSponsor:
    """Deductions of the list before that are no longer asked for."""

    nip: str
    name: str
    workers: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What differs from the list before, in deductions."""

    new: int
    changed: int
    same: int
    stopped: dict[str, int]


def list_of(*, viewer: Viewer, agency_id: int, month: Month) -> ListSummary | None:
    """Return the office's list of `month`, or None before it is locked or beyond the view."""
    found = _visible(viewer).filter(agency_id=agency_id, month=month.first_day).first()
    return _summary(found) if found else None


def list_by_id(*, viewer: Viewer, list_id: int) -> ListSummary:
    """Return one list. :raises NoSuchList: there is none, or not for this viewer."""
    return _summary(_seen(viewer, list_id))


def lists_of_month(*, viewer: Viewer, month: Month) -> list[ListSummary]:
    """Return the month's lists that the viewer may see, by office name."""
    rows = _visible(viewer).filter(month=month.first_day).order_by("agency__name", "pk")
    return [_summary(row) for row in rows]


def lines_for_list(*, viewer: Viewer, list_id: int) -> list[SponsorLine]:
    """
    Return one row per civil servant on the list, by name; no worker data.

    :raises NoSuchList: there is none, or not for this viewer.
    """
    _seen(viewer, list_id)
    with beyond(OWN_LIST), connection.cursor() as cursor:
        cursor.execute(_SPONSORS, {"list": list_id})
        return [_sponsor_line(row) for row in cursor]


def _sponsor_line(row: Any) -> SponsorLine:
    sponsor_id, nip, last_nip, name, before, after, workers, amount, credit, change = row
    has_other = nip != last_nip
    return SponsorLine(
        sponsor_id=sponsor_id,
        nip=nip,
        name=full_name(name, before, after),
        workers=workers,
        amount_idr=int(amount),
        credit_idr=int(credit),
        change="changed" if has_other and change == "same" else change,
        nip_before=last_nip if has_other and change != "new" else "",
    )


def stops_of(*, viewer: Viewer, list_id: int) -> list[StoppedSponsor]:
    """
    Return who is no longer billed and why, by name.

    :raises NoSuchList: there is none, or not for this viewer.
    """
    _seen(viewer, list_id)
    with beyond(OWN_LIST), connection.cursor() as cursor:
        cursor.execute(_STOPS, {"list": list_id})
        return [
            StoppedSponsor(
                nip=nip, name=full_name(name, before, after), workers=workers, reason=reason
            )
            for nip, name, before, after, workers, reason in cursor
        ]


def changes_of(*, viewer: Viewer, list_id: int) -> Changes:
    """
    Return how the list differs from the one before.

    :raises NoSuchList: there is none, or not for this viewer.
    """
    _seen(viewer, list_id)
    counts = {"new": 0, "changed": 0, "same": 0}
    stopped: dict[str, int] = {}
    with beyond(OWN_LIST), connection.cursor() as cursor:
        cursor.execute(
            "SELECT change, count(*) FROM deductions_deductionline WHERE list_id = %s"
            " GROUP BY change",
            [list_id],
        )
        counts |= dict(cursor.fetchall())
        cursor.execute(
            "SELECT reason, count(*) FROM deductions_stop WHERE list_id = %s"
            " GROUP BY reason ORDER BY reason",
            [list_id],
        )
        stopped |= dict(cursor.fetchall())
    return Changes(
        new=counts["new"], changed=counts["changed"], same=counts["same"], stopped=stopped
    )


def broken_lists(*, viewer: Viewer) -> list[int]:
    """Return lists whose lines no longer give the count, total and digest that were frozen."""
    seen = list(_visible(viewer).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN, {"lists": seen})
        return [int(list_id) for (list_id,) in cursor.fetchall()]


def _visible(viewer: Viewer) -> Any:
    return DeductionList.objects.visible_to(viewer).select_related("agency")


def _seen(viewer: Viewer, list_id: int) -> DeductionList:
    found: DeductionList | None = _visible(viewer).filter(pk=list_id).first()
    if found is None:
        raise NoSuchList
    return found


def _summary(row: DeductionList) -> ListSummary:
    return ListSummary(
        list_id=row.pk,
        regency_id=row.agency.regency_id,
        agency_id=row.agency_id,
        agency=row.agency.name,
        month=Month.of(row.month),
        lines=row.line_count,
        total_idr=row.total_idr,
        digest=row.digest,
        locked_at=row.locked_at,
        locked_by_id=row.locked_by_id,
    )


def full_name(name: str, before: str, after: str) -> str:
    """Return a name with its titles, as it stands on a list."""
    named = f"{before} {name}" if before else name
    return f"{named}, {after}" if after else named
