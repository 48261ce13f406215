"""A list of offices as it is looked at: read in a process of its own, compared with those known."""

from dataclasses import dataclass
from typing import Final

from payung.kernel.people import Viewer
from payung.stages.intake.gateway import read_table_apart
from payung.stages.intake.models import Kind
from payung.stages.intake.queries import original
from payung.stages.intake.sums import Column, Layout, Limits
from payung.stages.registry.checks.office_rows import OfficeList, read_offices
from payung.stages.registry.queries.agencies import offices_of
from payung.stages.registry.queries.office_list import (
    OfficeListReview,
    office_list_review,
    waiting_office_file,
)

KIND: Final[str] = Kind.OFFICES.value
LIMITS: Final = Limits(rows=2_000)
LAYOUT: Final = Layout(
    (
        Column("name", True, ("Nama Kantor", "Kantor", "Unit Kerja", "OPD", "Perangkat Daerah",
                              "SKPD", "Nama OPD", "Unit Organisasi", "Satuan Kerja", "Nama")),
        Column("spellings", False, ("Nama Lain", "Singkatan", "Ejaan Lain", "Disebut Juga")),
        Column("phone", False, ("Telepon", "Nomor Telepon", "No Telepon", "Telp", "No Telp")),
        Column("hours", False, ("Jam Layanan", "Jam Kerja", "Jam")),
        Column("room", False, ("Ruang", "Ruangan", "Tempat", "Alamat")),
        Column("ordinal", False, ("No", "No Urut", "Nomor"), "ordinal"),
    )
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ReadOffices:
    """A list of offices as read apart; nothing of it is kept yet."""

    name: str
    content: bytes
    fingerprint: str
    sha256: str
    offices: OfficeList


def read_office_list(*, viewer: Viewer, regency_id: int, content: bytes, name: str) -> ReadOffices:
    """
    Read an upload in a process with limits of its own.

    :raises FileRefused: the file as a whole cannot be taken.
    """
    table = read_table_apart(content, name=name, wanted=LAYOUT, limits=LIMITS)
    known = offices_of(viewer=viewer, regency_id=regency_id, closed_too=False)
    return ReadOffices(
        name=name,
        content=content,
        fingerprint=table.fingerprint,
        sha256=table.sha256,
        offices=read_offices(table, key_of=known.key),
    )


def waiting_office_list(
    *, viewer: Viewer, file_id: int
) -> tuple[ReadOffices, OfficeListReview] | None:
    """Read a kept list again and compare it with the offices known now; None: none waits."""
    waiting = waiting_office_file(viewer=viewer, file_id=file_id)
    regency_id = viewer.regency_id
    if waiting is None or regency_id is None:
        return None
    content = original(viewer=viewer, file_id=file_id)
    read = read_office_list(
        viewer=viewer, regency_id=regency_id, content=content, name=waiting.name
    )
    return read, office_list_review(viewer=viewer, regency_id=regency_id, offices=read.offices)
