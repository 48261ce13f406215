"""Who has a registration open, so that two officers of one office do not check it at once."""

from datetime import datetime, timedelta
from typing import Final

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Opening, Sponsorship

KEPT_FOR: Final = timedelta(days=1)
"""Longer than anybody has one registration before them."""


@operation
def open_for_checking(*, sponsorship_id: int, by: Actor, at: datetime) -> None:
    """
    Note that the actor begins to check a registration; the one before is replaced.

    It binds nobody: the next officer sees the name and the minute, and may go on all the same.

    :raises DoesNotExist: there is no such registration, or it is not this actor's to see.
    """
    seen = Sponsorship.objects.visible_to(by.viewer)
    sponsorship = seen.only("pk").get(pk=sponsorship_id)
    Opening.objects.update_or_create(
        sponsorship=sponsorship,
        defaults={"person_id": by.person_id or 0, "name": by.name[:150], "opened_at": at},
    )
    record("sponsorship.opened", target=sponsorship, by=by, at=at)


@operation
def forget_old_openings(*, by: Actor, at: datetime) -> int:
    """Delete who had a registration open a day ago or longer; return how many there were."""
    gone, _ = Opening.objects.filter(opened_at__lte=at - KEPT_FOR).delete()
    record("openings.forgotten", by=by, at=at, row_count=gone)
    return gone
