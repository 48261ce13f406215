"""A death that was recorded for somebody who lives: taken back, with its trace."""

from datetime import date, datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor
from payung.stages.registry.models import Worker


@operation
def take_back_death(*, worker_id: int, by: Actor, at: datetime) -> date | None:
    """
    Take the recorded day of death away, because the worker lives; return which day it was.

    What was recorded, and that it was taken back, stays in the record of events.
    """
    worker = Worker.objects.select_for_update().get(pk=worker_id)
    was = worker.died_on
    worker.died_on = None
    worker.save(update_fields=["died_on"])
    record(
        "worker.death_taken_back",
        target=worker,
        by=by,
        at=at,
        died_on=was.isoformat() if was else "",
    )
    return was
