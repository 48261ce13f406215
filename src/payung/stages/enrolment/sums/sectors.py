"""Which sector of PP 50/2025 an occupation belongs to: transport, or all others."""

from functools import lru_cache
from typing import Final

from payung.foundation.rules import Sector
from payung.kernel.findings import Finding
from payung.kernel.names import fold

# Drivers, couriers, logistics and ojek, with a platform or without one.
_TRANSPORT: Final = frozenset(
    {
        *("sopir", "supir", "driver", "pengemudi", "ojek", "ojol", "gojek", "grab", "maxim"),
        *("kurir", "logistik", "ekspedisi", "angkot", "taksi", "taxi", "truk", "travel"),
    }
)
# Carry people for money without an engine; no source names them (see docs/stages/enrolment.md).
_ARGUABLE: Final = frozenset({"becak", "bentor", "andong", "dokar", "delman", "kusir", "gerobak"})


@lru_cache(maxsize=4096)
def sector_of(occupation: str) -> Sector:
    """
    Return transport only where the law's own words fit.

    An arguable occupation counts as other: its tariff is never below the transport tariff, and
    too much is credited to later months while too little would leave a month unpaid.
    """
    return Sector.TRANSPORT if _words(occupation) & _TRANSPORT else Sector.OTHER


@lru_cache(maxsize=4096)
def sector_remark(occupation: str) -> Finding | None:
    """Return the information that the officer and the branch should decide the sector, or None."""
    words = _words(occupation)
    if words & _ARGUABLE and not words & _TRANSPORT:
        return Finding.info("enrolment.sector_arguable", occupation=occupation)
    return None


def _words(occupation: str) -> frozenset[str]:
    return frozenset(fold(occupation.replace("/", " ").replace("-", " ")).split())
