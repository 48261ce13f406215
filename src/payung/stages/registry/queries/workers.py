"""Questions about workers. Their numbers are opened one purpose at a time, never in a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from payung.kernel.keyring import sealer
from payung.kernel.names import fold
from payung.kernel.nik import Nik, parse_nik
from payung.kernel.people import Role, Viewer
from payung.stages.registry.models import Heir, Worker
from payung.stages.registry.sums.places import (
    ADDRESS_PLACE,
    HEIR_PHONE_PLACE,
    NIK_PLACE,
    PHONE_PLACE,
)

SHORTEST_SEARCH = 2
MAY_OPEN = frozenset({Role.OFFICER, Role.BRANCH, Role.SECRETARIAT, Role.SYSTEM})
"""Whose work needs identity numbers in clear; everybody else sees them masked or not at all."""


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A worker without the numbers that are sealed."""

    worker_id: int
    regency_id: int
    name: str
    birth_place: str
    born_on: date | None
    sex: str
    occupation: str
    district_code: str
    village_code: str
    died_on: date | None


@dataclass(frozen=True, slots=True)
class Identity:
    """What is sealed about a worker, opened. Whoever opens it records that."""

    nik: Nik
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class HeirRow:
    heir_id: int
    name: str
    relation: str
    phone: str


_FIELDS = (
    *("pk", "regency_id", "name", "birth_place", "born_on", "sex", "occupation"),
    *("district_code", "village_code", "died_on"),
)


def nik_index(nik: str) -> bytes:
    """Return the keyed hash under which the holder of a NIK is found, worker or civil servant."""
    return sealer().index(parse_nik(nik), NIK_PLACE)


def worker_by_nik(*, viewer: Viewer, nik: str) -> WorkerRow | None:
    """Return the worker with this NIK, if registered in a regency the viewer may see."""
    rows = Worker.objects.visible_to(viewer).filter(nik_index=nik_index(nik))
    found = rows.values_list(*_FIELDS).first()
    return None if found is None else WorkerRow(*found)


def workers_by_id(*, viewer: Viewer, worker_ids: Iterable[int]) -> dict[int, WorkerRow]:
    """Return the workers with these ids that the viewer's regency registered."""
    rows = Worker.objects.visible_to(viewer).filter(pk__in=list(worker_ids))
    return {row[0]: WorkerRow(*row) for row in rows.values_list(*_FIELDS)}


def workers_named(*, viewer: Viewer, text: str, most: int = 50) -> list[WorkerRow]:
    """
    Return workers whose name begins with `text` in any spelling, by name.

    Only for who sees the whole regency: an office finds its own workers through enrolment, which
    knows whose they are.
    """
    wanted = fold(text)
    if len(wanted) < SHORTEST_SEARCH or not viewer.sees_all_agencies:
        return []
    rows = Worker.objects.visible_to(viewer).filter(folded__startswith=wanted)
    found = rows.order_by("folded", "pk").values_list(*_FIELDS)[:most]
    return [WorkerRow(*row) for row in found]


def identities(*, viewer: Viewer, worker_ids: Iterable[int]) -> dict[int, Identity]:
    """
    Return the opened NIK, phone and address by worker id; for the branch's file and the like.

    The ids come from a question of the calling stage that was narrowed to the viewer: whose worker
    someone is now, only sponsorships know, and a worker may have been registered elsewhere first.
    """
    if viewer.role not in MAY_OPEN:
        return {}
    rows = Worker.objects.filter(pk__in=list(worker_ids))
    seal = sealer()

    def opened(sealed: bytes | memoryview | None, place: str) -> str:
        return "" if sealed is None else seal.open(bytes(sealed), place)

    return {
        pk: Identity(
            Nik(opened(nik, NIK_PLACE)), opened(phone, PHONE_PLACE), opened(address, ADDRESS_PLACE)
        )
        for pk, nik, phone, address in rows.values_list(
            "pk", "nik_sealed", "phone_sealed", "address_sealed"
        )
    }


def heirs_of(*, viewer: Viewer, worker_id: int) -> list[HeirRow]:
    """Return whom the worker named, in the order they were named."""
    workers = Worker.objects.visible_to(viewer).filter(pk=worker_id)
    rows = Heir.objects.filter(worker__in=workers).order_by("pk")
    return [
        HeirRow(pk, name, relation, sealer().open(bytes(phone), HEIR_PHONE_PLACE) if phone else "")
        for pk, name, relation, phone in rows.values_list("pk", "name", "relation", "phone_sealed")
    ]
