"""Money that is held, by how long it waits, and months whose money does not pass through."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from payung.stages.monitoring.sums import Money, OfficeFigures

AGES: Final = (("new", 0, 30), ("month", 31, 60), ("quarter", 61, 90), ("old", 91, None))
"""Days that the oldest of an office's month waits: from, to (None: no end)."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """Money held for so many days; `offices` have some of it."""

    age: str
    held_idr: int
    offices: int


@dataclass(frozen=True, kw_only=True)
class Difference:
    """An office whose month does not pass through: what lies where, in whole rupiah."""

    office: OfficeFigures
    uncut_idr: int
    """Asked for and not cut."""
    transit_idr: int
    held_idr: int
    unexplained_idr: int

    @property
    def weight(self) -> int:
        """How much it is, for the order; every rupiah counts once."""
        parts = (self.uncut_idr, self.transit_idr, self.held_idr, self.unexplained_idr)
        return sum(abs(part) for part in parts)


def held_by_age(months: Iterable[OfficeFigures], on: date) -> tuple[Held, ...]:
    """Return what is held in these offices' months by its age on a day; an empty age is left in."""
    amounts = {age: 0 for age, _, _ in AGES}
    offices: dict[str, set[int]] = {age: set() for age, _, _ in AGES}
    for one in months:
        if one.money.held_idr:
            age = _age(one.money, on)
            amounts[age] += one.money.held_idr
            offices[age].add(one.agency_id)
    return tuple(
        Held(age=age, held_idr=amounts[age], offices=len(offices[age])) for age, _, _ in AGES
    )


def differences_of(offices: Iterable[OfficeFigures]) -> tuple[Difference, ...]:
    """Return the offices whose month has a difference, the largest first."""
    found = [
        Difference(
            office=one,
            uncut_idr=one.money.billed_idr - one.money.cut_idr,
            transit_idr=one.money.transit_idr,
            held_idr=one.money.held_idr,
            unexplained_idr=one.money.suspense_idr,
        )
        for one in offices
    ]
    found = [one for one in found if one.weight]
    return tuple(sorted(found, key=lambda one: (-one.weight, one.office.name)))


def _age(money: Money, on: date) -> str:
    days = money.held_days(on) or 0
    return next(age for age, _, last in AGES if last is None or days <= last)
