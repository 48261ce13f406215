"""Which answers a list has, and where each office's month stands. No worker is shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from payung.foundation.access.models import Person
from payung.foundation.ledger.models import Book, BookState
from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.deductions.models import DeductionList
from payung.stages.reconciliation.models import ParkedRow, Result
from payung.stages.reconciliation.problems import NoSuchResult

SYSTEM_NAME = "Payung"
_OVERVIEW = """
SELECT d.agency_id, a.name, d.id, d.line_count, d.total_idr, r.seq, r.cut_idr, r.reported_at,
       coalesce(n.without_reason, 0), coalesce(p.parked, 0)
FROM deductions_deductionlist d
JOIN registry_agency a ON a.id = d.agency_id
LEFT JOIN LATERAL (
    SELECT id, seq, cut_idr, reported_at FROM reconciliation_result
    WHERE list_id = d.id ORDER BY seq DESC LIMIT 1
) r ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS without_reason FROM reconciliation_resultline x
    WHERE x.result_id = r.id AND x.outcome IN ('missing', 'under', 'over')
      AND NOT EXISTS (SELECT 1 FROM reconciliation_reason g WHERE g.result_line_id = x.id)
) n ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS parked FROM reconciliation_parkedrow k WHERE k.result_id = r.id
) p ON true
WHERE d.id = ANY(%(lists)s)
ORDER BY a.name, d.id
"""


@dataclass(frozen=True, kw_only=True)
class ResultSummary:
    """The answer that stands for one list."""

    result_id: int
    list_id: int
    seq: int
    as_listed: bool
    fingerprint: str
    cut_count: int
    cut_idr: int
    reported_at: datetime
    reported_by_id: int | None


@dataclass(frozen=True, kw_only=True)
class Parked:
    """A row of nobody on the list, never cut. `reason`: stopped, not_on_list, not_of_office."""

    row: int
    nip: str
    amount_idr: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class OfficeMonth:
    """Where an office's month stands between list and remittance."""

    agency_id: int
    agency: str
    list_id: int
    lines: int
    total_idr: int
    seq: int | None
    cut_idr: int | None
    reported_at: datetime | None
    without_reason: int
    parked: int


def result_of(*, viewer: Viewer, list_id: int) -> ResultSummary | None:
    """Return the answer that stands for the list: the one with the highest number."""
    found = Result.objects.visible_to(viewer).filter(list_id=list_id).order_by("-seq").first()
    return _summary(found) if found else None


def results_of(*, viewer: Viewer, list_id: int) -> list[ResultSummary]:
    """Return all answers to the list, the first one first; none is ever lost."""
    found = Result.objects.visible_to(viewer).filter(list_id=list_id).order_by("seq")
    return [_summary(result) for result in found]


def standing_result_id(*, viewer: Viewer, list_id: int) -> int:
    """Return the answer that stands. :raises NoSuchResult: none yet, or beyond the view."""
    found = result_of(viewer=viewer, list_id=list_id)
    if found is None:
        raise NoSuchResult
    return found.result_id


def told_by(*, viewer: Viewer, list_id: int) -> dict[str, str]:
    """Return `who` gave the answer that stands, and `when`, for words; nothing beyond the view."""
    standing = result_of(viewer=viewer, list_id=list_id)
    if standing is None:
        return {}
    name = Person.objects.filter(pk=standing.reported_by_id or 0).values_list("name", flat=True)
    when = in_wib(standing.reported_at)
    return {
        "who": name.first() or SYSTEM_NAME,
        "when": f"{render_date(when.date())} {when:%H.%M}",
    }


def is_closed(*, viewer: Viewer, list_id: int) -> bool:
    """Whether the books of the list's office and month are closed; False beyond the view."""
    found = DeductionList.objects.visible_to(viewer).filter(pk=list_id).first()
    if found is None:
        return False
    books = Book.objects.filter(agency_id=found.agency_id, month=found.month)
    return books.filter(state=BookState.CLOSED).exists()


def parked_rows(*, viewer: Viewer, list_id: int) -> list[Parked]:
    """
    Return the rows of the answer that stands which are of nobody on the list, by row.

    :raises NoSuchResult: the list has no answer yet, or is beyond the view.
    """
    rows = ParkedRow.objects.filter(
        result_id=standing_result_id(viewer=viewer, list_id=list_id)
    ).order_by("row", "pk")
    fields = ("row", "nip", "amount_idr", "reason")
    return [Parked(**row) for row in rows.values(*fields)]


def month_overview(*, viewer: Viewer, month: Month) -> list[OfficeMonth]:
    """Return each office that has a list of `month`, by name, in one query."""
    seen = DeductionList.objects.visible_to(viewer).filter(month=month.first_day)
    with connection.cursor() as cursor:
        cursor.execute(_OVERVIEW, {"lists": list(seen.values_list("pk", flat=True))})
        names = tuple(OfficeMonth.__dataclass_fields__)
        return [OfficeMonth(**dict(zip(names, row, strict=True))) for row in cursor]


def _summary(result: Result) -> ResultSummary:
    names = tuple(ResultSummary.__dataclass_fields__)[1:]
    return ResultSummary(result_id=result.pk, **{name: getattr(result, name) for name in names})
