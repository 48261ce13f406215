"""What was stated and agreed to when a worker was registered, beyond the entry itself."""

from dataclasses import dataclass
from typing import Final

SALARY: Final = "gaji"
ALLOWANCE: Final = "tpp"
PAY_SOURCES: Final = (SALARY, ALLOWANCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What nobody was asked about is None, and is kept as unknown."""

    works: bool = True
    in_hospital: bool | None = None
    agrees: bool | None = None
    """The worker knows of it and agrees."""
    pay_source: str = SALARY
    ceiling_idr: int | None = None
    """The most a month may cost, as the sponsor read it; without it the normal tariff."""


SHEET: Final = Said()
"""A sheet names an occupation and no more."""
