"""Children, the event that gives them a scholarship, and the years of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from payung.foundation.rules.benefits.scheme import Scheme
from payung.foundation.rules.values import Benefit
from payung.kernel.rupiah import Rupiah


class Level(StrEnum):
    """TK, SD, SMP and SMA or their equals; university up to S1, or vocational training."""

    TK = "tk"
    SD = "sd"
    SMP = "smp"
    SMA = "sma"
    PT = "pt"


@dataclass(frozen=True)
class Child:
    """
    A child of the worker, without a name: in an answer it is its place in the family's order.

    :param level: attended in the school year of the event; None where it is not at school yet.
    :param grade: the class within the level, from 1.
    :param paid_years: years already paid per level, where the plan begins later.
    """

    born_on: date
    level: Level | None = None
    grade: int = 1
    married_on: date | None = None
    works_from: date | None = None
    paid_years: Mapping[Level, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Event:
    """
    The death or total disability from which scholarships follow.

    :param on: the day of death, or of the accident (JKK).
    :param paid_months: contribution months paid in all; only JKM asks for them.
    :param unbroken_months: the latest run without a gap, where it is shorter.
    """

    scheme: Scheme
    on: date
    paid_months: int = 0
    unbroken_months: int | None = None

    @property
    def run(self) -> int:
        return self.paid_months if self.unbroken_months is None else self.unbroken_months


@dataclass(frozen=True)
class ScholarshipYear:
    """One school year of one child. `nth` counts the paid years of the level."""

    child: int
    year: int
    asked_from: date
    level: Level
    nth: int
    amount_idr: Rupiah


@dataclass(frozen=True)
class ScholarshipPlan(Benefit):
    """The lines say how much per child and level, the years when, the statements why it ends."""

    years: tuple[ScholarshipYear, ...] = ()
