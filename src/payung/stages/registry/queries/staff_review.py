"""What a staff list would change, with the people behind the counts, for who must accept it."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from payung.kernel.people import Viewer
from payung.stages.intake.models import Kind, ReceivedFile
from payung.stages.intake.states import State
from payung.stages.registry.checks.staff_rows import StaffList
from payung.stages.registry.queries.difference import (
    StaffDifference,
    compare,
)

SHOWN = 25
"""So many people of each kind are named; the counts are of all."""
_PEOPLE = """
    SELECT what, "row", nip, name, '' AS old FROM (
        SELECT d.what, d."row", d.nip, d.name,
            row_number() OVER (PARTITION BY d.what ORDER BY d."row") AS place
        FROM staff_difference d) n WHERE place <= %(most)s
    UNION ALL SELECT 'gone', 0, c.nip, c.name, a.name FROM (
        SELECT id FROM staff_gone WHERE NOT kept ORDER BY id LIMIT %(most)s) g
    JOIN registry_civilservant c ON c.id = g.id JOIN registry_agency a ON a.id = c.agency_id
"""


@dataclass(frozen=True, kw_only=True)
class Changed:
    """Somebody whom the list changes; `office` as the list writes it, or where they were."""

    nip: str
    name: str
    office: str


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """An office of the list that is not known; `perhaps` is the known one most like it."""

    spelling: str
    rows: int
    perhaps: str
    is_refused: bool
    """Its rows wait; otherwise the list would found it as a new office."""


@dataclass(frozen=True, kw_only=True)
class StaffReview:
    """The whole comparison. `digest` is of what was seen, so that nothing else is accepted."""

    difference: StaffDifference
    rows: int
    people: Mapping[str, tuple[Changed, ...]]
    unknown: tuple[Unknown, ...]
    refused: int

    @property
    def digest(self) -> str:
        counted = ("new", "changed", "moved", "gone", "back", "kept", "accepted")
        said = [str(getattr(self.difference, what)) for what in counted]
        said += [f"{pair.nip}={pair.civil_servant_id}" for pair in self.difference.pairs]
        return hashlib.sha256("|".join([*said, *self.difference.founded]).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class StaffFile:
    """A list that came in: of the staff, or of the offices."""

    file_id: int
    name: str
    state: str
    received_at: datetime
    received_by_id: int | None
    figures: Mapping[str, object]


def staff_review(*, viewer: Viewer, regency_id: int, staff: StaffList) -> StaffReview:
    """Return what the list would change now, as the registry and its spellings stand."""
    with transaction.atomic():
        difference = compare(
            viewer=viewer, regency_id=regency_id, staff=staff, founding=lambda _: {}
        )
        with connection.cursor() as cursor:
            cursor.execute(_PEOPLE, {"most": SHOWN})
            found = cursor.fetchall()
    offices = {line.row: line.office for line in staff.lines}
    people: dict[str, list[Changed]] = {}
    for what, row, nip, name, old in found:
        office = old or offices.get(row, "")
        people.setdefault(what, []).append(Changed(nip=nip, name=name, office=office))
    return StaffReview(
        difference=difference,
        rows=staff.rows,
        people={what: tuple(some) for what, some in people.items()},
        unknown=_unknown(staff, difference, offices),
        refused=staff.rows - difference.accepted,
    )


def staff_files(*, viewer: Viewer, skip: int = 0, most: int = 25) -> list[StaffFile]:
    """Return the staff lists that came in, newest first."""
    return received_files(viewer=viewer, kind=Kind.STAFF, skip=skip, most=most)


def received_files(*, viewer: Viewer, kind: str, skip: int = 0, most: int = 25) -> list[StaffFile]:
    """Return the lists that came in, newest first; one that took effect stands there once."""
    twin = ReceivedFile.objects.filter(
        kind=kind,
        regency_id=OuterRef("regency_id"),
        fingerprint=OuterRef("fingerprint"),
        state=State.APPLIED,
    )
    rows = ReceivedFile.objects.visible_to(viewer).filter(kind=kind)
    rows = rows.exclude(Exists(twin), state=State.CHECKED).order_by("-received_at", "-pk")
    fields = ("pk", "name", "state", "received_at", "received_by_id", "report")
    return [
        StaffFile(file_id=pk, name=name, state=state, received_at=at, received_by_id=by, figures=of)
        for pk, name, state, at, by, of in rows.values_list(*fields)[skip : skip + most]
    ]


def waiting_staff_file(*, viewer: Viewer, file_id: int) -> StaffFile | None:
    """Return a staff list that was checked and waits to be accepted, or None."""
    return waiting_file(viewer=viewer, kind=Kind.STAFF, file_id=file_id)


def waiting_file(*, viewer: Viewer, kind: str, file_id: int) -> StaffFile | None:
    """Return a list of this kind that was checked and waits to be accepted, or None."""
    rows = ReceivedFile.objects.visible_to(viewer).filter(kind=kind, state=State.CHECKED)
    row = rows.filter(pk=file_id).defer("original").first()
    if row is None:
        return None
    return StaffFile(
        file_id=row.pk,
        name=row.name,
        state=row.state,
        received_at=row.received_at,
        received_by_id=row.received_by_id,
        figures=row.report,
    )


def _unknown(
    staff: StaffList, difference: StaffDifference, offices: Mapping[int, str]
) -> tuple[Unknown, ...]:
    rows = Counter(line.office for line in staff.lines)
    perhaps = {
        offices[found.row]: str(found.finding.values.get("perhaps", ""))
        for found in difference.findings
        if found.finding.code == "office_unclear" and found.row in offices
    }
    refused = [
        Unknown(spelling=text, rows=rows[text], perhaps=near, is_refused=True)
        for text, near in sorted(perhaps.items())
    ]
    founded = [
        Unknown(spelling=name, rows=rows.get(name, 0), perhaps="", is_refused=False)
        for name in difference.founded
    ]
    return (*refused, *founded)
