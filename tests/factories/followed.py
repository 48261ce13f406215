"""Offices whose December the auditor follows; all invented."""

from payung.kernel.people import Role, Viewer
from payung.reports.audit.trail import Trail, trail_of
from payung.stages.deductions.models import DeductionLine
from payung.stages.remittance import operations
from payung.stages.remittance.queries import open_requests
from tests.factories import remittance as made
from tests.factories.remittance import Office


def auditor_of(of: Office) -> Viewer:
    return Viewer(Role.AUDITOR, 8009, of.regency_id, None)


def first_trail(of: Office, worker_id: int) -> Trail:
    """Return the trail of the first line of a worker."""
    line_id = DeductionLine.objects.filter(worker_id=worker_id).earliest("month").pk
    found = trail_of(viewer=auditor_of(of), line_id=line_id)
    assert found is not None
    return found


def cut(how_many: int = 1) -> tuple[Office, list[made.Given]]:
    """List and cut so many workers of a new office."""
    of = made.office()
    given = made.giving(of, how_many)
    made.listed(of)
    made.report(of)
    return of, given


def given_back(of: Office, one: made.Given) -> int:
    """Let two people give a worker's cut back; return the refund."""
    asked = operations.ask_refund(
        agency_id=of.agency_id,
        month=made.DECEMBER,
        sponsor_id=one.sponsor_id,
        worker_id=one.worker_id,
        amount_idr=made.TARIFF_IDR,
        reason="Terpotong dua kali",
        by=of.treasurer,
        at=made.AT,
    )
    [waiting] = [r for r in open_requests(viewer=Viewer.system()) if r.approval_id == asked]
    return operations.refund(
        approval_id=asked, seen_digest=waiting.seen_digest, by=of.head, at=made.AT
    )
