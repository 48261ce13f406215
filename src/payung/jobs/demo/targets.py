"""What the demo's regencies want to reach each year: without a target nobody can be on target."""

from datetime import date
from decimal import Decimal
from typing import Final

from payung.jobs.simulation.cast import Cast
from payung.jobs.simulation.registering import noon
from payung.kernel.people import Role
from payung.stages.monitoring.operations import set_target

WANTED: Final = {"N3": Decimal(15), "N5": Decimal(20)}
"""Kendal wanted twenty workers per hundred civil servants in 2025."""


def set_targets(people: Cast, *, first: int, last: int, day: date) -> None:
    """Set those of every year, for the whole regency, on the day the programme began."""
    for year in range(first, last + 1):
        for code, percent in WANTED.items():
            set_target(
                regency_id=people.regency.regency_id,
                year=year,
                size="",
                code=code,
                percent=percent,
                due_on=date(year, 12, 31),
                reason="Contoh: rapat monitoring dan evaluasi",
                by=people.at(Role.SECRETARIAT),
                at=noon(day),
            )
