"""Putting right what was typed wrong about a worker whom nobody has insured yet."""

from datetime import date, datetime
from typing import TypedDict

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.keyring import sealer
from payung.kernel.names import fold, shown
from payung.kernel.people import Actor
from payung.stages.registry.models import Worker
from payung.stages.registry.operations.agencies import within_scope
from payung.stages.registry.problems import NikTaken
from payung.stages.registry.sums.places import ADDRESS_PLACE, NIK_PLACE, PHONE_PLACE

NAME, OCCUPATION, ADDRESS = 100, 80, 200


class Corrections(TypedDict, total=False):
    """What is to be put right; what is left out stays. An empty phone or address is taken away."""

    nik: str
    name: str
    born_on: date
    sex: str
    phone: str
    occupation: str
    address: str
    district_code: str
    village_code: str


@operation
def correct_worker(*, worker_id: int, given: Corrections, by: Actor, at: datetime) -> list[str]:
    """
    Put a worker's data right; return the fields that changed, by name.

    Whether the actor may is the calling stage's to know: it knows whose worker this is.

    :raises NikTaken: the NIK belongs to another worker on record.
    """
    worker = Worker.objects.select_for_update().get(pk=worker_id)
    within_scope(by, worker.regency_id)
    changed = [name for name, value in given.items() if _put(worker, name, value)]
    if "nik" in changed:
        taken = Worker.objects.filter(nik_index=worker.nik_index).exclude(pk=worker_id)
        if taken.exists():
            raise NikTaken
    if changed:
        worker.save()
    record("worker.corrected", target=worker, by=by, at=at, fields=changed)
    return changed


def _put(worker: Worker, name: str, value: object) -> bool:
    """Set one field; say whether it says something else now."""
    text = shown(value) if isinstance(value, str) else ""
    if name == "nik":
        index = sealer().index(text, NIK_PLACE)
        if bytes(worker.nik_index) == index:
            return False
        worker.nik_sealed, worker.nik_index = sealer().seal(text, NIK_PLACE), index
        return True
    if name in ("phone", "address"):
        return _put_sealed(worker, name, text[:ADDRESS])
    if name == "name":
        before = worker.name
        worker.name, worker.folded = text[:NAME], fold(text)[:NAME]
        return before != worker.name
    new = value if name == "born_on" else text[:OCCUPATION]
    before_value = getattr(worker, name)
    setattr(worker, name, new)
    return bool(before_value != new)


def _put_sealed(worker: Worker, name: str, text: str) -> bool:
    place = PHONE_PLACE if name == "phone" else ADDRESS_PLACE
    sealed = getattr(worker, f"{name}_sealed")
    if (sealer().open(bytes(sealed), place) if sealed else "") == text:
        return False
    setattr(worker, f"{name}_sealed", sealer().seal(text, place) if text else None)
    return True
