"""What happens in a worker's life that the registry keeps: an heir named, a death."""

from datetime import date, datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.keyring import sealer
from payung.kernel.names import shown
from payung.kernel.people import Actor
from payung.stages.registry.models import Heir, Worker
from payung.stages.registry.operations.agencies import within_scope
from payung.stages.registry.problems import DeathRefused
from payung.stages.registry.sums.places import HEIR_PHONE_PLACE

NAME, RELATION = 100, 30


@operation
def name_heir(
    *, worker_id: int, name: str, relation: str, phone: str, by: Actor, at: datetime
) -> int:
    """Keep whom a worker names, beside whom they named before; return the row's id."""
    worker = Worker.objects.get(pk=worker_id)
    within_scope(by, worker.regency_id)
    heir = Heir.objects.create(
        worker=worker,
        name=shown(name)[:NAME],
        relation=shown(relation)[:RELATION],
        phone_sealed=sealer().seal(phone, HEIR_PHONE_PLACE) if phone else None,
    )
    record("worker.heir_named", target=worker, by=by, at=at)
    return int(heir.pk)


@operation
def record_death(*, worker_id: int, died_on: date, by: Actor, at: datetime) -> None:
    """
    Record the day a worker died, as on the certificate; saying the same again changes nothing.

    :raises DeathRefused: later than today, before the birth, or another day than on record.
    """
    worker = Worker.objects.select_for_update().get(pk=worker_id)
    if died_on > today_in_wib(at):
        raise DeathRefused("death_in_future")
    if worker.born_on is not None and died_on < worker.born_on:
        raise DeathRefused("death_before_birth")
    if worker.died_on not in (None, died_on):
        raise DeathRefused("death_on_other_day")
    worker.died_on = died_on
    worker.save(update_fields=["died_on"])
    record("worker.died", target=worker, by=by, at=at, died_on=died_on.isoformat())
