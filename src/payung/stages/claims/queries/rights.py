"""Rights that wait for somebody: a school year to ask for, a day that draws near, a quiet case."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from payung.foundation.rules.benefits import Scheme
from payung.kernel.clock import in_wib, today_in_wib
from payung.kernel.people import Role, Viewer
from payung.stages.claims.models import Child, Claim
from payung.stages.claims.queries.children import ChildRow, children_of
from payung.stages.claims.states import EDITABLE, SchoolState, State
from payung.stages.claims.sums.ending import ends_within_a_year

SEES: Final = frozenset({Role.OFFICER, Role.SECRETARIAT, Role.SYSTEM})
QUIET: Final = timedelta(days=40)
"""After so many days without a first step, somebody should look in on the family."""


@dataclass(frozen=True, kw_only=True)
class SchoolRight:
    """
    A school year that can be asked for and was not. No name: only which claim, which child.

    `attempt` counts how often BPJS refused this very year before.
    """

    claim_id: int
    agency_id: int
    child_id: int
    year: int
    asked_from: date
    attempt: int


@dataclass(frozen=True, kw_only=True)
class CaseRight:
    """A case of an office with the day that counts: its last certain day, or its report."""

    claim_id: int
    agency_id: int
    agency: str
    on: date


def school_rights(*, viewer: Viewer, at: datetime) -> list[SchoolRight]:
    """
    Return the school years whose asking has begun, one per child, by claim and child.

    For the daily job: it opens what is known of children to see their classes, and tells nothing
    of it. Nobody but the system is answered.
    """
    if viewer.role is not Role.SYSTEM:
        return []
    on = today_in_wib(at)
    rows = Claim.objects.visible_to(viewer).exclude(state=State.WITHDRAWN)
    with_children = rows.filter(pk__in=Child.objects.values("claim_id")).order_by("pk")
    found = []
    for claim_id, agency_id in with_children.values_list("pk", "agency_id"):
        for child in children_of(viewer=viewer, claim_id=claim_id, at=at):
            if child.next is not None and child.next.asked_from <= on:
                found.append(_school(claim_id, agency_id, child))
    return found


def expiring_rights(*, viewer: Viewer, on: date) -> list[CaseRight]:
    """Return accidents not yet with the branch whose right ends within a year, soonest first."""
    if viewer.role not in SEES:
        return []
    oldest_first = Claim.objects.visible_to(viewer).filter(
        kind=Scheme.JKK, state__in=(*EDITABLE, State.REFUSED)
    )
    fields = ("pk", "agency_id", "agency__name", "event_on")
    found = []
    for claim_id, agency_id, agency, event_on in oldest_first.values_list(*fields):
        last = ends_within_a_year(event_on, on)
        if last is not None:
            found.append(CaseRight(claim_id=claim_id, agency_id=agency_id, agency=agency, on=last))
    return sorted(found, key=lambda one: (one.on, one.claim_id))


def quiet_claims(*, viewer: Viewer, at: datetime) -> list[CaseRight]:
    """Return reported cases with which nobody began within forty days, oldest first."""
    if viewer.role not in SEES:
        return []
    rows = Claim.objects.visible_to(viewer).filter(state=State.REPORTED, reported_at__lt=at - QUIET)
    fields = ("pk", "agency_id", "agency__name", "reported_at")
    return [
        CaseRight(
            claim_id=claim_id, agency_id=agency_id, agency=agency, on=in_wib(reported_at).date()
        )
        for claim_id, agency_id, agency, reported_at in rows.order_by(
            "reported_at", "pk"
        ).values_list(*fields)
    ]


def _school(claim_id: int, agency_id: int, child: ChildRow) -> SchoolRight:
    assert child.next is not None
    year = child.next.year
    refused = [row for row in child.years if row.state is SchoolState.REFUSED and row.year == year]
    return SchoolRight(
        claim_id=claim_id,
        agency_id=agency_id,
        child_id=child.child_id,
        year=year,
        asked_from=child.next.asked_from,
        attempt=len(refused),
    )
