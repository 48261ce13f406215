"""A worker as registered, and what became of many of them."""

from datetime import date
from typing import NamedTuple

from payung.kernel.findings import Finding


class WorkerEntry(NamedTuple):
    """A worker as an office registers them; the NIK has been read and indexed before."""

    nik: str
    nik_index: bytes
    name: str
    birth_place: str = ""
    born_on: date | None = None
    sex: str = ""
    phone: str = ""
    address: str = ""
    district_code: str = ""
    village_code: str = ""
    occupation: str = ""
    heir: str = ""


class RegisteredWorkers(dict[bytes, int]):
    """
    The worker's id by the index of the NIK, for every entry.

    `added` counts the new ones. `differences` says, by index, where an entry tells otherwise than
    what is on record; the record stays.
    """

    def __init__(self) -> None:
        super().__init__()
        self.added = 0
        self.differences: dict[bytes, tuple[Finding, ...]] = {}
