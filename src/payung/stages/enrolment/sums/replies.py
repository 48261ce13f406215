"""The branch's answer to a batch, row by row."""

from dataclasses import dataclass
from typing import Final

from payung.kernel.names import fold, shown
from payung.kernel.reporting import RowFinding

REASONS: Final = (
    "NIK tidak ditemukan di Dukcapil",
    "Nama atau tanggal lahir berbeda dengan Dukcapil",
    "Sudah terdaftar sebagai peserta",
    "Usia melewati 65 tahun",
    "Tidak bekerja saat didaftarkan",
    "Sedang dirawat di rumah sakit",
    "Pekerja sudah meninggal",
    "Data belum lengkap",
)
"""The reasons printed on the sheet for the branch, in plain words."""
_KNOWN: Final = {fold(reason): reason for reason in REASONS}
LONGEST_REASON: Final = 200


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One answered row as typed: the participant number (KPJ), or a reason, or neither yet."""

    row: int
    key: str
    card_number: str
    reason: str


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What an answer did; `unchanged` rows said nothing new."""

    accepted_ids: tuple[int, ...]
    returned_ids: tuple[int, ...]
    refused: tuple[RowFinding, ...]
    unchanged: int = 0
    waiting: int = 0
    """Rows of the batch that the branch has not answered yet."""


def plain_reason(text: str) -> str:
    """Return a reason in the words of the list where it is one of them, else as written."""
    return _KNOWN.get(fold(text), shown(text)[:LONGEST_REASON])
