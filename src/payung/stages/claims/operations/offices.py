"""Claims go where their office goes: a right of nineteen school years outlives many offices."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor, Role
from payung.stages.claims.models import Claim, DeathMatch
from payung.stages.claims.problems import NotAllowed
from payung.stages.enrolment.models import Sponsorship

MOVES_OFFICES = frozenset({Role.SECRETARIAT, Role.SYSTEM})


@operation
def follow_merger(*, agency_id: int, into_id: int, by: Actor, at: datetime) -> int:
    """
    Let the officers of the office that goes on walk with these families; return with how many.

    Every claim follows, paid ones too: their children are still at school. With it goes the
    sponsorship it stands on, which a death ended: through it the officer knows whose claim it is.
    A sponsor who moves to another office moves no claim: the family keeps its officer.
    """
    if by.role not in MOVES_OFFICES:
        raise NotAllowed
    mine = {"agency_id": agency_id, "regency_id": by.regency_id}
    of_claims = Claim.objects.filter(**mine).values("sponsorship_id")
    Sponsorship.objects.filter(pk__in=of_claims, agency_id=agency_id).update(agency_id=into_id)
    count = Claim.objects.filter(**mine).update(agency_id=into_id)
    DeathMatch.objects.filter(**mine).update(agency_id=into_id)
    record("claims.followed_office", by=by, at=at, row_count=count, agency=agency_id, into=into_id)
    return count
