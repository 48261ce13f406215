"""Questions about uploaded sheets of registrations: which, how far, and what stands in them."""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models.fields.json import KeyTransform

from payung.foundation.access.models import Person
from payung.kernel.keyring import sealer
from payung.kernel.people import Viewer
from payung.stages.enrolment.models import Acceptance, Reading, RowCorrection
from payung.stages.enrolment.sums.uploads import Step, Taking, Upload
from payung.stages.intake.models import Files, Kind, ReceivedFile
from payung.stages.intake.queries import NoSuchFile
from payung.stages.intake.states import State

READING: Final = "enrolment_reading.rows"
CORRECTION: Final = "enrolment_rowcorrection.cells"
"""The places that what was read, and what was corrected, are sealed for."""
_KEYS: Final = (
    "step",
    "rows",
    "good",
    "accepted",
    "refusal",
    "refusal_values",
)
_FIELDS: Final = (
    *("pk", "regency_id", "agency_id", "name", "state", "received_at", "received_by_id"),
    *("said_" + key for key in _KEYS),
)


def uploads(*, viewer: Viewer, most: int = 5) -> list[Upload]:
    """Return the latest sheets of registrations the viewer may see, newest first."""
    return _uploads(_told(_seen(viewer).order_by("-received_at", "-pk"))[:most])


def upload_of(*, viewer: Viewer, file_id: int) -> Upload:
    """Return one sheet. :raises NoSuchFile: there is none, or not for this viewer."""
    found = _uploads(_told(_seen(viewer).filter(pk=file_id)))
    if not found:
        raise NoSuchFile(file_id)
    return found[0]


def uploads_since(*, viewer: Viewer, agency_id: int, at: datetime, hours: int = 24) -> int:
    """Return how many sheets an office has sent in the last hours."""
    recent = ReceivedFile.objects.visible_to(viewer).filter(
        kind=Kind.REGISTRATIONS, agency_id=agency_id, received_at__gt=at - timedelta(hours=hours)
    )
    return recent.count()


def waiting_twin(*, viewer: Viewer, agency_id: int, fingerprint: str, sha256: str) -> int | None:
    """Return the office's own upload of the same content that has not been accepted yet."""
    mine = ReceivedFile.objects.visible_to(viewer).filter(
        kind=Kind.REGISTRATIONS, agency_id=agency_id, state=State.CHECKED
    )
    same = mine.filter(fingerprint=fingerprint) if fingerprint else mine.filter(sha256=sha256)
    return same.values_list("pk", flat=True).first()


def latest_template(*, viewer: Viewer, agency_id: int) -> tuple[str, int, datetime] | None:
    """Return when the newest template was made that the office sent and accepted, and the file."""
    found = (
        ReceivedFile.objects.visible_to(viewer)
        .filter(kind=Kind.REGISTRATIONS, agency_id=agency_id, state=State.APPLIED)
        .filter(report__has_key="made")
        .order_by("-report__made")
        .values_list("report__made", "pk", "received_at")
        .first()
    )
    return None if found is None else (str(found[0]), int(found[1]), found[2])


def reading_of(*, viewer: Viewer, file_id: int) -> tuple[bytes, dict[int, dict[str, str]]]:
    """
    Return what was read from a sheet, and its rows' corrections by row number.

    Both hold identity numbers: whoever shows them records the look.

    :raises NoSuchFile: there is none, not for this viewer, or it has not been read.
    """
    read = Reading.objects.filter(file_id=file_id, file__in=_seen(viewer)).first()
    if read is None:
        raise NoSuchFile(file_id)
    corrected = RowCorrection.objects.filter(file_id=file_id).order_by("pk")
    corrections = {
        each.row: dict(json.loads(sealer().open(bytes(each.cells_sealed), CORRECTION)))
        for each in corrected
    }
    return base64.b64decode(sealer().open(bytes(read.rows_sealed), READING)), corrections


def taking_of(kept: Acceptance) -> Taking:
    return Taking(kept.accepted_at, kept.accepted_by_name, kept.rows)


def _seen(viewer: Viewer) -> Files:
    return ReceivedFile.objects.visible_to(viewer).filter(kind=Kind.REGISTRATIONS)


def _told(rows: Files) -> Any:
    said = {f"said_{key}": KeyTransform(key, "report") for key in _KEYS}
    return rows.annotate(**said).values_list(*_FIELDS)


def _uploads(found: Iterable[tuple[Any, ...]]) -> list[Upload]:
    rows = [dict(zip(_FIELDS, row, strict=True)) for row in found]
    names = _names({row["received_by_id"] for row in rows})
    taken: dict[int, list[Acceptance]] = {}
    for each in Acceptance.objects.filter(file__in=[row["pk"] for row in rows]).order_by("number"):
        taken.setdefault(each.file_id, []).append(each)
    return [_upload(row, names, taken.get(row["pk"], [])) for row in rows]


def _upload(
    row: Mapping[str, Any], names: Mapping[int, str], taken: Sequence[Acceptance]
) -> Upload:
    refused = row["state"] == State.REFUSED
    return Upload(
        file_id=row["pk"],
        regency_id=row["regency_id"] or 0,
        agency_id=row["agency_id"] or 0,
        name=row["name"],
        state=row["state"],
        received_at=row["received_at"],
        received_by=names.get(row["received_by_id"], "Payung"),
        step=Step.REFUSED if refused else Step(row["said_step"] or Step.IMPORTED),
        rows=row["said_rows"] or 0,
        good=row["said_good"] or row["said_accepted"] or 0,
        refusal=row["said_refusal"] or "",
        refusal_values=row["said_refusal_values"] or {},
        takings=tuple(taking_of(each) for each in taken),
        open_rows=frozenset(taken[-1].open_rows) if taken else None,
    )


def _names(ids: Iterable[int | None]) -> dict[int, str]:
    asked = [each for each in ids if each is not None]
    if not asked:
        return {}
    return dict(Person.objects.filter(pk__in=asked).values_list("pk", "name"))
