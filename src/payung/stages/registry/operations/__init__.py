"""Changes to who exists: areas, regencies, offices, civil servants, workers, heirs."""

from payung.stages.registry.operations.agencies import add_agency, add_alias
from payung.stages.registry.operations.areas import join, load_areas
from payung.stages.registry.operations.contacts import set_contact
from payung.stages.registry.operations.lives import name_heir, record_death
from payung.stages.registry.operations.relocating import (
    ask_relocation,
    consent_to_relocation,
    finish_relocation,
    refuse_relocation,
    withdraw_relocation,
)
from payung.stages.registry.operations.staff import Received, apply_staff
from payung.stages.registry.operations.worker_entries import RegisteredWorkers, WorkerEntry
from payung.stages.registry.operations.workers import register_workers

__all__ = [
    "Received",
    "RegisteredWorkers",
    "WorkerEntry",
    "add_agency",
    "add_alias",
    "apply_staff",
    "ask_relocation",
    "consent_to_relocation",
    "finish_relocation",
    "join",
    "load_areas",
    "name_heir",
    "record_death",
    "refuse_relocation",
    "register_workers",
    "set_contact",
    "withdraw_relocation",
]
