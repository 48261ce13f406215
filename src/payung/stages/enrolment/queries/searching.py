"""An office finds its own workers: by name, or by the last four digits of the NIK."""

import hmac
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from payung.kernel.keyring import sealer
from payung.kernel.names import fold
from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.states import State
from payung.stages.registry.sums.places import NIK_PLACE

DIGITS: Final = 4
SHORTEST: Final = 2
_FIELDS: Final = (
    *("pk", "worker_id", "worker__name", "worker__occupation", "sponsor__name", "state"),
    "worker__nik_sealed",
)


@dataclass(frozen=True, slots=True)
class Found:
    """One worker of the office, with the newest registration of them there."""

    sponsorship_id: int
    worker_id: int
    worker_name: str
    occupation: str
    sponsor_name: str
    state: str
    last_digits: str


def search(*, viewer: Viewer, text: str, most: int = 25) -> list[Found]:
    """
    Return the workers of the viewer's own office by part of a name or the NIK's last four digits.

    Only an officer asks, and only their office is looked at: whether somebody is found elsewhere
    cannot be told from the answer. Every row of the office is opened and compared for digits, so
    that a hit takes as long as a miss.
    """
    wanted = text.strip()
    if viewer.role is not Role.OFFICER:
        return []
    rows = _newest(viewer)
    if wanted.isascii() and wanted.isdigit():
        return [] if len(wanted) != DIGITS else _rows(rows, most, digits=wanted)
    folded = fold(wanted)
    if len(folded) < SHORTEST:
        return []
    return _rows(rows.filter(worker__folded__contains=folded), most)


def _newest(viewer: Viewer) -> QuerySet[Sponsorship]:
    """Return the newest sponsorship of every worker of the office; withdrawn ones are none."""
    seen = Sponsorship.objects.visible_to(viewer).exclude(state=State.CANCELLED)
    newest = seen.order_by("worker_id", "-pk").distinct("worker_id").values("pk")
    return Sponsorship.objects.filter(pk__in=newest).order_by("worker__folded", "pk")


def _rows(rows: QuerySet[Sponsorship], most: int, digits: str = "") -> list[Found]:
    found = []
    opened = sealer()
    for number, worker, name, work, sponsor, state, sealed in rows.values_list(*_FIELDS):
        last = opened.open(bytes(sealed), NIK_PLACE)[-DIGITS:]
        if not digits or hmac.compare_digest(last, digits):
            found.append(Found(number, worker, name, work, sponsor, state, last))
    return found[:most]
