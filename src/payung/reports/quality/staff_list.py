"""A staff list as it is looked at: read in a process of its own, compared with the registry."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from payung.kernel.people import Viewer
from payung.stages.intake.gateway import read_table_apart
from payung.stages.intake.models import Kind
from payung.stages.intake.queries import original
from payung.stages.intake.sums import STAFF
from payung.stages.registry.checks.staff_rows import StaffList, read_staff
from payung.stages.registry.files import LAYOUT
from payung.stages.registry.queries import nik_index
from payung.stages.registry.queries.staff_review import (
    StaffReview,
    staff_review,
    waiting_staff_file,
)

KIND: Final[str] = Kind.STAFF.value
"""The kind under which staff lists are kept."""


@dataclass(frozen=True, kw_only=True)
class ReadList:
    """A staff list as read apart; nothing of it is kept yet."""

    name: str
    content: bytes
    fingerprint: str
    sha256: str
    staff: StaffList


def read_list(*, content: bytes, name: str, on: date) -> ReadList:
    """
    Read an upload in a process with limits of its own.

    :raises FileRefused: the file as a whole cannot be taken.
    """
    table = read_table_apart(content, name=name, wanted=LAYOUT, limits=STAFF)
    staff = read_staff(table, on=on, index_of=nik_index)
    return ReadList(
        name=name,
        content=content,
        fingerprint=table.fingerprint,
        sha256=table.sha256,
        staff=staff,
    )


def waiting_list(*, viewer: Viewer, file_id: int, on: date) -> tuple[ReadList, StaffReview] | None:
    """Read a kept list again and compare it with the registry as it is now; None: none waits."""
    waiting = waiting_staff_file(viewer=viewer, file_id=file_id)
    if waiting is None or viewer.regency_id is None:
        return None
    content = original(viewer=viewer, file_id=file_id)
    read = read_list(content=content, name=waiting.name, on=on)
    review = staff_review(viewer=viewer, regency_id=viewer.regency_id, staff=read.staff)
    return read, review
