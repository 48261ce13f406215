"""One registration: the columns it has, and what was understood of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from payung.foundation.rules import Sector
from payung.kernel.findings import Finding, Level
from payung.kernel.nik import Nik
from payung.kernel.nip import Nip
from payung.kernel.phone import Phone
from payung.kernel.sex import Sex
from payung.stages.intake.sums import Column

COLUMNS: Final = (
    Column(
        "nip",
        True,
        (
            *("NIP", "NIP Pegawai", "NIP ASN", "NIP Sponsor", "NIP Donatur", "NIP/NI PPPK"),
            *("NIP/NIPPPK", "No NIP", "Nomor NIP", "NIP Pendaftar", "NIP Penanggung", "NI PPPK"),
        ),
        "digits",
    ),
    Column(
        "nik",
        True,
        (
            *("NIK", "NIK Pekerja", "No. KTP / NIK", "NIK/No KTP", "No NIK", "Nomor NIK"),
            *("NIK KTP", "No KTP", "Nomor KTP", "NIK Pekerja Rentan", "NIK Peserta", "KTP"),
            *("Nomor Induk Kependudukan", "Nomor Induk Kependudukan (NIK)"),
        ),
        "digits",
    ),
    Column(
        "name",
        True,
        (
            *("Nama Pekerja", "Nama Lengkap Sesuai KTP", "Nama Pekerja Rentan", "Nama Peserta"),
            *("Nama Sesuai KTP", "Nama Lengkap Pekerja", "Nama Lengkap", "Nama Calon Peserta"),
            *("Nama Tenaga Kerja", "Nama"),
        ),
    ),
    Column(
        "birth_place",
        False,
        ("Tempat Lahir", "TTL - Tempat", "Tempat", "Kota Lahir", "Tmp Lahir", "Tempat Lhr"),
    ),
    Column(
        "born",
        True,
        (
            *("Tanggal Lahir", "Tgl Lahir", "TTL - Tanggal", "Tgl. Lhr", "Tanggal Lahir Pekerja"),
            *("Lahir", "DOB", "Tanggal Lahir (dd/mm/yyyy)"),
        ),
        "date",
    ),
    Column(
        "sex",
        False,
        (
            "L/P",
            "Jenis Kelamin",
            "JK",
            "Kelamin",
            "Sex",
            "Jenis Kelamin (L/P)",
            "P/L",
            "Jns Kelamin",
        ),
    ),
    Column(
        "occupation",
        False,
        (
            *("Pekerjaan", "Jenis Pekerjaan", "Pekerjaan Sekarang", "Profesi", "Mata Pencaharian"),
            *("Pekerjaan Pekerja", "Bidang Pekerjaan", "Jenis Usaha"),
        ),
    ),
    Column(
        "relation",
        False,
        (
            *("Hubungan", "Hubungan Dengan ASN", "Hub", "Hubungan dg ASN", "Hub. Dengan ASN"),
            *("Hubungan Keluarga", "Hubungan Dengan Pegawai", "Status Hubungan"),
        ),
    ),
    Column(
        "phone",
        False,
        (
            *("No HP", "HP", "No. WA", "No HP/WA", "No. Telepon", "Nomor HP", "Telepon", "WA"),
            *(
                "Nomor WA",
                "No Telp",
                "No. HP Pekerja",
                "Nomor Telepon",
                "WhatsApp",
                "Telp",
                "Kontak",
            ),
        ),
    ),
    Column("district", False, ("Kecamatan", "Kec.", "Nama Kecamatan", "Kecamatan Domisili")),
    Column(
        "address",
        False,
        ("Alamat", "Alamat Domisili", "Alamat Lengkap", "Alamat KTP", "Alamat Rumah", "Domisili"),
    ),
    Column("heir", False, ("Ahli Waris", "Nama Ahli Waris", "Nama Waris", "Ahli Waris (Nama)")),
    Column(
        "sponsor_name",
        False,
        (
            *("Nama ASN", "Nama Pegawai", "Nama Sponsor", "Nama Donatur", "Nama PNS"),
            *("Nama ASN/PPPK", "Nama Penanggung", "Nama Pegawai ASN"),
        ),
    ),
)
KEYS: Final = tuple(column.key for column in COLUMNS)
TITLES: Final = {column.key: column.title for column in COLUMNS}
MOST_WORKERS: Final = 25
"""How many workers one civil servant may protect at a time; more is likely a typing fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerInput:
    """A worker as typed into a form; every field is text, read by the same rules as a sheet."""

    nik: str
    name: str
    born: str = ""
    birth_place: str = ""
    sex: str = ""
    occupation: str = ""
    relation: str = ""
    phone: str = ""
    district: str = ""
    address: str = ""
    heir: str = ""
    village_code: str = ""
    """Chosen from the published list; it names the district, too."""
    is_outside: bool = False
    """The home is in another regency; then `address` tells where."""


@dataclass(slots=True)
class Candidate:
    """
    One registration as understood; `findings` are (column key, finding), in the order found.

    `quiet` are remarks for the officer's screen that would only be noise in a file's report.
    """

    row: int
    digits: str
    nik: Nik | None
    nip: Nip | None
    name: str
    birth_place: str
    born_on: date | None
    sex: Sex | None
    occupation: str
    relation: str
    phone: Phone | None
    district_code: str
    address: str
    heir: str
    sponsor_name: str
    sector: Sector
    findings: list[tuple[str, Finding]] = field(default_factory=list)
    quiet: list[Finding] = field(default_factory=list)
    nik_index: bytes = b""
    sponsor_id: int = 0
    agency_id: int = 0
    held: bool = False
    known_as: int | None = None
    """The sponsorship of the same sponsor and worker that is open already."""
    village_code: str = ""
    swaps: bool = False
    """It is to take the place of another of the same sponsor, who then needs no more room."""
    corrects: bool = False
    """That sponsorship was returned, and this entry answers it."""

    @property
    def is_refused(self) -> bool:
        return bool(self.findings) and any(
            finding.level is Level.REJECT for _, finding in self.findings
        )

    @property
    def reason(self) -> str:
        """Return the code under which a refused entry is counted: its first refusal."""
        return next(found.code for _, found in self.findings if found.level is Level.REJECT)

    @property
    def is_warned(self) -> bool:
        return bool(self.findings) and any(
            finding.level is Level.WARNING for _, finding in self.findings
        )

    @property
    def is_new(self) -> bool:
        return self.known_as is None and not self.is_refused
