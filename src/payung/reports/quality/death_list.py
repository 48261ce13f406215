"""A death list as it is looked at: read in a process of its own, compared with the members."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Final

from payung.kernel.findings import Level
from payung.kernel.people import Viewer
from payung.kernel.reporting import RowFinding
from payung.stages.claims.checks.death_rows import DeathRows, read_deaths
from payung.stages.claims.queries.deaths_matching import Found, found_members
from payung.stages.intake.gateway import read_table_apart
from payung.stages.intake.models import Kind
from payung.stages.intake.queries import original
from payung.stages.intake.sums import Column, Layout, Limits
from payung.stages.registry.queries.staff_review import StaffFile, received_files, waiting_file
from payung.stages.registry.queries.workers import nik_index

KIND: Final[str] = Kind.DEATHS.value
LIMITS: Final = Limits(rows=10_000)
LAYOUT: Final = Layout(
    (
        Column("name", True, ("Nama", "Nama Lengkap", "Nama Almarhum", "Nama Almarhumah",
                              "Nama Almarhum/Almarhumah", "Nama Alm", "Nama Jenazah",
                              "Nama Penduduk", "Nama Yang Meninggal", "Nama Kematian"), "text"),
        Column("died_on", True, ("Tanggal Meninggal", "Tgl Meninggal", "Tanggal Kematian",
                                 "Tgl Kematian", "Tanggal Wafat", "Tgl Wafat", "Meninggal Tanggal",
                                 "Tanggal Mati", "Tgl Mati", "Meninggal", "Wafat",
                                 "Hari Tanggal Meninggal", "Tanggal Meninggal Dunia"), "date"),
        Column("nik", False, ("NIK", "No KTP", "Nomor KTP", "NIK KTP", "No NIK", "Nomor NIK",
                              "NIK Almarhum", "NIK Jenazah", "Nomor Induk Kependudukan"),
               "digits"),
        Column("born_on", False, ("Tanggal Lahir", "Tgl Lahir", "Lahir", "TTL",
                                  "Tempat Tanggal Lahir", "Tempat Tgl Lahir",
                                  "Tempat/Tanggal Lahir", "Tmp Tgl Lahir"), "date"),
        Column("village", False, ("Desa", "Desa/Kelurahan", "Kelurahan", "Nama Desa", "Alamat",
                                  "Dusun", "Kel/Desa")),
        Column("ordinal", False, ("No", "No Urut", "Nomor"), "ordinal"),
    )
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ReadDeaths:
    """A death list as read apart; nothing of it is kept yet."""

    name: str
    content: bytes
    fingerprint: str
    sha256: str
    deaths: DeathRows


@dataclass(frozen=True, kw_only=True)
class DeathListReview:
    """What the list holds: `found` are to be decided, `known` have their claim already."""

    rows: int
    found: tuple[Found, ...]
    known: int
    findings: tuple[RowFinding, ...]

    @property
    def refused(self) -> int:
        return len({one.row for one in self.findings if one.finding.level is Level.REJECT})

    @property
    def digest(self) -> str:
        """Of whom would be asked about, so that nothing else is taken than what was seen."""
        said = [f"{one.line.row}|{one.worker_id}|{one.how}" for one in self.found]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


def read_death_list(*, content: bytes, name: str, on: date) -> ReadDeaths:
    """
    Read an upload in a process with limits of its own.

    :raises FileRefused: the file as a whole cannot be taken.
    """
    table = read_table_apart(content, name=name, wanted=LAYOUT, limits=LIMITS)
    return ReadDeaths(
        name=name,
        content=content,
        fingerprint=table.fingerprint,
        sha256=table.sha256,
        deaths=read_deaths(table, on=on, index_of=nik_index),
    )


def review_of(*, viewer: Viewer, read: ReadDeaths) -> DeathListReview:
    """Compare a list with the members of the viewer's regency as they are now."""
    every = found_members(viewer=viewer, lines=read.deaths.lines)
    return DeathListReview(
        rows=read.deaths.rows,
        found=tuple(one for one in every if not one.is_known),
        known=sum(one.is_known for one in every),
        findings=tuple(
            sorted(read.deaths.findings, key=lambda f: (f.finding.level is not Level.REJECT, f.row))
        ),
    )


def waiting_death_list(
    *, viewer: Viewer, file_id: int, on: date
) -> tuple[ReadDeaths, DeathListReview] | None:
    """Read a kept list again and compare it with the members known now; None: none waits."""
    waiting = waiting_file(viewer=viewer, kind=KIND, file_id=file_id)
    if waiting is None or viewer.regency_id is None:
        return None
    content = original(viewer=viewer, file_id=file_id)
    read = read_death_list(content=content, name=waiting.name, on=on)
    return read, review_of(viewer=viewer, read=read)


def death_files(*, viewer: Viewer, skip: int = 0, most: int = 25) -> list[StaffFile]:
    """Return the death lists that came in, newest first."""
    return received_files(viewer=viewer, kind=KIND, skip=skip, most=most)
