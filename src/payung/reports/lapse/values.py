"""What is known of a worker's coming months, and what it means."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from payung.foundation.rules import Insured
from payung.kernel.month import Month


class Cause(StrEnum):
    """The fact from which a coming loss of cover is known."""

    ARREARS = "arrears"
    """A month is past its due day and nothing was cut for it."""
    HELD = "held"
    """A month is past its due day; it was cut, and the branch has not confirmed it."""
    STOPPED = "stopped"
    """The sponsor has stopped, and nobody pays after them."""
    GONE = "gone"
    """The sponsor is no longer on the staff list."""
    RETIRES = "retires"
    """The sponsor reaches an age of retirement by the staff list's date of birth."""
    WITHDRAWN = "withdrawn"
    """The permission to deduct was taken back."""
    CEILING = "ceiling"
    """A coming month costs more than the permission allows."""


LEAVING: Final = frozenset({Cause.STOPPED, Cause.GONE, Cause.RETIRES, Cause.WITHDRAWN})
"""The sponsor will not or cannot go on: a colleague may."""


class Step(StrEnum):
    """When people are told: as soon as it is known, and twice more before the day."""

    FIRST = "first"
    FORTNIGHT = "fortnight"
    LAST = "last"


DAYS: Final = {Step.LAST: 3, Step.FORTNIGHT: 14}
"""From how many days before the loss a step is reached."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that decides about one running membership and whoever pays it last."""

    agency_id: int
    agency: str
    regency_id: int
    worker_id: int
    worker: str
    occupation: str
    district: str
    sponsorship_id: int
    sponsor_id: int
    sponsor: str
    is_accepted: bool
    first_month: Month
    paid: frozenset[Month]
    """Months paid and confirmed, as far back as an unpaid run can reach, and ahead."""
    cut: frozenset[Month]
    reason: str
    """Why payroll did not cut, as the treasurer said it last."""
    until: Month | None
    """The first month that the last payer no longer pays."""
    gone_on: date | None
    born_on: date | None
    listed: Month | None
    """The newest month whose list asks for this worker."""
    is_withdrawn: bool
    ceiling_idr: int | None
    insured: Insured
    is_own: bool
    """The viewer is the sponsor."""
    dear: Month | None
    """The first month to come that costs more than the permission allows."""
    dear_idr: int


@dataclass(frozen=True, kw_only=True)
class Prediction:
    """
    A worker who will lose cover on `loses_on` if nothing changes, and the fact behind it.

    `month` is the first month that nobody pays. Before it, `loses_on` is its first day; once it
    has begun, `loses_on` is the last chance: the first day without membership, `lapses_on`.
    """

    facts: Facts
    cause: Cause
    month: Month
    unpaid: tuple[Month, ...]
    loses_on: date
    lapses_on: date
    age: int = 0

    @property
    def is_uncovered(self) -> bool:
        """Whether a month is unpaid already, so that the membership itself is what is left."""
        return self.loses_on == self.lapses_on

    @property
    def last_day(self) -> date:
        """The last day on which something can still be done."""
        return self.loses_on - timedelta(days=1)

    def days_left(self, on: date) -> int:
        return (self.loses_on - on).days

    def step(self, on: date) -> Step:
        left = self.days_left(on)
        return next((step for step, days in DAYS.items() if left <= days), Step.FIRST)
