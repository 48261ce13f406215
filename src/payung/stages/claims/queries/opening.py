"""What is known of a family is shown to who said why, within the hour (X2)."""

from datetime import datetime, timedelta
from typing import Final

from payung.foundation.audit.reading import has_looked
from payung.kernel.people import Role, Viewer
from payung.stages.claims.models import Claim
from payung.stages.claims.problems import ReasonNeeded

CLAIM: Final = "claims_claim"
LOOK: Final = "claim.facts"
AN_HOUR: Final = timedelta(minutes=60)
WORKS: Final = frozenset({Role.OFFICER, Role.BRANCH, Role.SYSTEM})
"""Who works on claims every day, and sees how they stand without a word."""
ON_REASON: Final = frozenset({Role.SECRETARIAT, Role.AUDITOR})


def seen(viewer: Viewer, claim_id: int) -> Claim | None:
    """Return the claim that the viewer may see at all."""
    rows = Claim.objects.visible_to(viewer).select_related("worker", "sponsor", "agency__regency")
    return rows.select_related("sponsorship").filter(pk=claim_id).first()


def worked_on(viewer: Viewer, claim_id: int, at: datetime) -> Claim | None:
    """
    Return the claim as who works on it sees it: how it stands, nothing of the family.

    :raises ReasonNeeded: the secretariat or an auditor, who did not say why.
    """
    if viewer.role not in WORKS | ON_REASON:
        return None
    claim = seen(viewer, claim_id)
    if claim is not None and viewer.role in ON_REASON:
        _refuse_without_look(viewer, claim, at)
    return claim


def opened(viewer: Viewer, claim_id: int, at: datetime) -> Claim | None:
    """
    Return the claim whose facts this viewer may read now.

    :raises ReasonNeeded: nothing was said within the hour.
    """
    if viewer.role not in WORKS | ON_REASON:
        return None
    claim = seen(viewer, claim_id)
    if claim is not None and viewer.role is not Role.SYSTEM:
        _refuse_without_look(viewer, claim, at)
    return claim


def is_open_for(viewer: Viewer, claim: Claim, at: datetime) -> bool:
    """Whether this viewer may read names now; for lists that show them where they may."""
    if viewer.role is Role.SYSTEM:
        return True
    return viewer.role in WORKS | ON_REASON and _has_looked(viewer, claim, at)


def _refuse_without_look(viewer: Viewer, claim: Claim, at: datetime) -> None:
    if not _has_looked(viewer, claim, at):
        raise ReasonNeeded(int(claim.pk))


def _has_looked(viewer: Viewer, claim: Claim, at: datetime) -> bool:
    return has_looked(
        viewer=viewer, what=LOOK, subject_type=CLAIM, subject_id=int(claim.pk), since=at - AN_HOUR
    )
