"""S60: claims with their clocks. Nothing of the family stands here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from payung.foundation.audit.scope import beyond
from payung.foundation.rules.benefits import Scheme, jkk_expiry
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Viewer
from payung.kernel.short_refs import short_ref
from payung.stages.claims.models import Claim, ClaimReport, Payment
from payung.stages.claims.queries.opening import ON_REASON
from payung.stages.claims.states import AT_BRANCH, EDITABLE, OPEN, State
from payung.stages.claims.sums.clocks import (
    FIRST,
    SECOND,
    ServiceClock,
    StageClock,
    service_clock,
    stage_clock,
)
from payung.stages.enrolment.models import Sponsorship

_Told = dict[tuple[int, int], tuple[datetime, str]]


@dataclass(frozen=True, kw_only=True)
class ClaimRow:
    """
    One claim as a list shows it.

    `expires_on`: the last day on which the right is certain; only accidents have one.
    """

    claim_id: int
    ref: str
    kind: Scheme
    is_death: bool
    state: State
    worker: str
    sponsorship_id: int
    agency_id: int
    agency: str
    event_on: date
    died_on: date | None
    reported_at: datetime
    days_since: int
    stages: tuple[StageClock, ...]
    service: ServiceClock | None
    prior_id: int | None
    expires_on: date | None

    @property
    def is_running(self) -> bool:
        """Whether a clock runs: a report that was not told, or the branch's working days."""
        has_stage = self.state in OPEN and any(one.is_running for one in self.stages)
        return has_stage or (self.service is not None and self.service.is_running)


FIELDS = (
    *("pk", "kind", "is_death", "state", "worker__name", "sponsorship_id", "agency_id"),
    *("agency__name", "agency__regency__name", "event_on", "event_at", "died_on", "declared_at"),
    *("reported_at", "prior_id", "handed_on"),
)


def claims(
    *, viewer: Viewer, at: datetime, open_only: bool = False, skip: int = 0, most: int = 26
) -> list[ClaimRow]:
    """
    Return the claims the viewer may see: what is at the branch first, then by the event.

    Secretariat and auditor find a claim by its day and office; whose it is they see once they
    have said why they open it.
    """
    rows = Claim.objects.visible_to(viewer)
    if open_only:
        rows = rows.filter(state__in=OPEN)
    return rows_of(rows, viewer, at, skip=skip, most=most)


def claims_of(*, viewer: Viewer, sponsorship_id: int, at: datetime) -> list[ClaimRow]:
    """Return the claims about the worker of a sponsorship, the newest first."""
    rows = Claim.objects.visible_to(viewer)
    seen = Sponsorship.objects.visible_to(viewer).filter(pk=sponsorship_id).values("worker_id")
    theirs = rows.filter(Q(worker_id__in=seen) | Q(sponsorship_id=sponsorship_id))
    return rows_of(theirs.order_by("-pk"), viewer, at)


def rows_of(
    rows: QuerySet[Claim], viewer: Viewer, at: datetime, *, skip: int = 0, most: int = 26
) -> list[ClaimRow]:
    """Return claims that were narrowed to the viewer, with their clocks, in four queries."""
    if not rows.ordered:
        order = Case(
            When(state__in=AT_BRANCH, then=Value(0)),
            When(state__in=EDITABLE, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        rows = rows.annotate(place=order).order_by("place", "event_on", "pk")
    found = [dict(zip(FIELDS, row, strict=True)) for row in rows.values_list(*FIELDS)[skip:][:most]]
    if not found:
        return []
    ids = [row["pk"] for row in found]
    with beyond("that BPJS was told, and when all was paid, is no secret of the family"):
        told, paid = _told(ids), _paid_on(ids)
    return [
        _row(
            row,
            at,
            stages=_stages(row, told, at),
            service=_service(row, paid.get(row["pk"]), at),
            hides_name=viewer.role in ON_REASON,
        )
        for row in found
    ]


def _row(
    row: dict[str, Any],
    at: datetime,
    *,
    stages: tuple[StageClock, ...],
    service: ServiceClock | None,
    hides_name: bool,
) -> ClaimRow:
    kind = Scheme(row["kind"])
    return ClaimRow(
        claim_id=row["pk"],
        ref=short_ref(row["pk"], row["agency__regency__name"]),
        kind=kind,
        is_death=row["is_death"],
        state=State(row["state"]),
        worker="" if hides_name else row["worker__name"],
        sponsorship_id=row["sponsorship_id"],
        agency_id=row["agency_id"],
        agency=row["agency__name"],
        event_on=row["event_on"],
        died_on=row["died_on"],
        reported_at=row["reported_at"],
        days_since=(today_in_wib(at) - (row["died_on"] or row["event_on"])).days,
        stages=stages,
        service=service,
        prior_id=row["prior_id"],
        expires_on=_expires_on(kind, row["event_on"]),
    )


def _expires_on(kind: Scheme, event_on: date) -> date | None:
    if kind is not Scheme.JKK:
        return None
    return jkk_expiry(event_on, asked_on=event_on).on


def _told(ids: Collection[int]) -> _Told:
    """Return of each claim and stage when BPJS was told, and by which way."""
    rows = ClaimReport.objects.filter(claim_id__in=ids)
    return {(row.claim_id, row.stage): (row.told_at, row.channel) for row in rows}


def _paid_on(ids: Collection[int]) -> dict[int, date]:
    """Return the day of the last payment of each claim that is paid."""
    rows = Payment.objects.filter(decision__claim_id__in=ids, decision__claim__state=State.PAID)
    found = rows.order_by("paid_on").values_list("decision__claim_id", "paid_on")
    return dict(found)


def _stages(row: dict[str, Any], told: _Told, at: datetime) -> tuple[StageClock, ...]:
    begins = {FIRST: row["event_at"], SECOND: row["declared_at"]}
    running = [
        (stage, begins_at, *told.get((row["pk"], stage), (None, "")))
        for stage, begins_at in begins.items()
        if begins_at is not None and row["kind"] == Scheme.JKK
    ]
    return tuple(
        stage_clock(stage, begins_at, told_at=told_at, at=at, channel=channel)
        for stage, begins_at, told_at, channel in running
    )


def _service(row: dict[str, Any], paid_on: date | None, at: datetime) -> ServiceClock | None:
    if row["handed_on"] is None or row["state"] not in (*AT_BRANCH, State.PAID):
        return None
    return service_clock(
        Scheme(row["kind"]), row["handed_on"], paid_on=paid_on, on=today_in_wib(at)
    )
