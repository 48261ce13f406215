"""Questions about received files."""

import base64
from dataclasses import dataclass
from datetime import datetime

from payung.foundation.access.models import Person
from payung.kernel.findings import Finding, Level
from payung.kernel.keyring import sealer
from payung.kernel.people import Viewer
from payung.kernel.reporting import RowFinding
from payung.stages.intake.models import ReceivedFile, RowProblem
from payung.stages.intake.states import State

ORIGINAL = "intake_receivedfile.original"
"""The place originals are sealed for; one copied into another column does not open there."""


class NoSuchFile(Exception):
    """There is no such file, or it is not this viewer's to see."""


@dataclass(frozen=True, slots=True)
class AppliedFile:
    """A file whose content took effect; `received_by` is the person's name, or "Payung"."""

    file_id: int
    received_at: datetime
    received_by: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One received file as a list shows it."""

    file_id: int
    kind: str
    name: str
    state: str
    received_at: datetime
    report: dict[str, object]


def applied_before(
    *, viewer: Viewer, kind: str, regency_id: int | None, fingerprint: str
) -> AppliedFile | None:
    """Return the upload through which this very content took effect, if it did."""
    found = (
        ReceivedFile.objects.visible_to(viewer)
        .filter(kind=kind, regency_id=regency_id, fingerprint=fingerprint, state=State.APPLIED)
        .values_list("pk", "received_at", "received_by_id")
        .first()
    )
    if found is None:
        return None
    file_id, received_at, person_id = found
    name = Person.objects.filter(pk=person_id or 0).values_list("name", flat=True).first()
    return AppliedFile(file_id, received_at, name or "Payung")


def original(*, viewer: Viewer, file_id: int) -> bytes:
    """
    Return the bytes as they came in. It holds identity numbers: the caller records the reading.

    :raises NoSuchFile: there is none, or not for this viewer.
    """
    sealed = (
        ReceivedFile.objects.visible_to(viewer)
        .filter(pk=file_id)
        .values_list("original", flat=True)
        .first()
    )
    if sealed is None:
        raise NoSuchFile(file_id)
    return base64.b64decode(sealer().open(bytes(sealed), ORIGINAL))


def problems_of(*, viewer: Viewer, file_id: int) -> list[RowFinding]:
    """Return what was found in a file, by row, in the order it was found."""
    if not ReceivedFile.objects.visible_to(viewer).filter(pk=file_id).exists():
        raise NoSuchFile(file_id)
    rows = RowProblem.objects.filter(file_id=file_id).order_by("row", "pk")
    return [
        RowFinding(row, column, Finding(Level(level), code, values))
        for row, column, level, code, values in rows.values_list(
            "row", "column", "level", "code", "values"
        )
    ]


def recent_files(*, viewer: Viewer, kind: str | None = None, most: int = 20) -> list[KeptFile]:
    """Return the latest files the viewer may see, newest first."""
    rows = ReceivedFile.objects.visible_to(viewer).order_by("-received_at", "-pk")
    if kind is not None:
        rows = rows.filter(kind=kind)
    fields = ("pk", "kind", "name", "state", "received_at", "report")
    return [KeptFile(*found) for found in rows.values_list(*fields)[:most]]
