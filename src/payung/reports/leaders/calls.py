"""Whom a leader calls: first who is late, then who lacks most to reach the average of all."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final

from payung.stages.monitoring.sums import OfficeFigures, Share

CALLS: Final = 5
SMALL: Final = 10
"""In an office below this, how many have not joined comes close to saying who."""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """An office; for a province's leader, a regency, whose `agency_id` is 0."""

    agency_id: int
    code: str = ""
    """The Kemendagri code of a regency."""
    name: str
    asn: int
    joined: int
    usual: int
    """Who took part when the unit last reported: a late one is not at zero."""
    due: int = 0
    is_late: bool = False

    @property
    def share(self) -> Share:
        return Share(part=self.joined, whole=self.asn)


@dataclass(frozen=True, kw_only=True)
class Call:
    """`gain`: how many more civil servants take part once the unit reaches the average."""

    unit: Unit
    gain: int


def units_of(
    offices: Iterable[OfficeFigures], before: Iterable[OfficeFigures], *, is_over: bool
) -> list[Unit]:
    """Return the offices as units. In a month that is not over nobody is late."""
    was = {office.agency_id: office.joined for office in before}
    return [_unit(office, was.get(office.agency_id, 0), is_over) for office in offices]


def _unit(office: OfficeFigures, was: int, is_over: bool) -> Unit:
    is_late = is_over and office.is_assigned and not office.is_closed
    return Unit(
        agency_id=office.agency_id,
        name=office.name,
        asn=office.asn,
        joined=office.joined,
        usual=min(max(office.joined, was), office.asn) if is_late else office.joined,
        due=office.due,
        is_late=is_late,
    )


def calls_of(units: Iterable[Unit], average: Share, most: int = CALLS) -> tuple[Call, ...]:
    """
    Return whom to call, the most urgent first.

    Late ones come first, by the workers who wait there. Then those who lack most civil servants
    to reach `average`; none so small that a count would point at people.
    """
    mean = average.exact or Fraction()
    found = [Call(unit=unit, gain=_gain(unit, mean)) for unit in units]
    late = [call for call in found if call.unit.is_late]
    late.sort(key=lambda call: (-call.unit.due, -call.unit.asn, call.unit.name))
    behind = [
        call for call in found if not call.unit.is_late and call.gain and call.unit.asn >= SMALL
    ]
    behind.sort(key=lambda call: (-call.gain, call.unit.name))
    return tuple([*late, *behind][:most])


def _gain(unit: Unit, mean: Fraction) -> int:
    return max(ceil(mean * unit.asn) - unit.usual, 0)
