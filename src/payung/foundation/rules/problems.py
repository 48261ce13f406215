"""What a rule of law can refuse, by name; each carries a finding that says it in words."""

from typing import ClassVar

from payung.kernel.findings import Finding, Level


class RuleRefused(ValueError):
    """A question the law's rules cannot answer; `finding` says why in both languages."""

    code: ClassVar[str]

    def __init__(self, **values: str) -> None:
        self.finding = Finding(Level.REJECT, self.code, values)
        super().__init__(self.code, values)


class NotInForce(RuleRefused):
    """The rule has no value yet on the day or month asked."""

    code = "rules.not_in_force"


class IncomeNotPositive(RuleRefused):
    """Income must be a whole amount above zero: it decides the bracket."""

    code = "rules.income_not_positive"


class NoProgramme(RuleRefused):
    """A contribution needs at least one programme."""

    code = "rules.no_programme"


class AmountNegative(RuleRefused):
    """Paid and due amounts are zero or more."""

    code = "rules.amount_negative"


class PaidMonthsNegative(RuleRefused):
    """A number of paid months is zero or more."""

    code = "rules.paid_months_negative"


class DiedBeforeMembership(RuleRefused):
    """The day of death lies before the first day of membership."""

    code = "rules.died_before_membership"


class BeforeBirth(RuleRefused):
    """Something is said to have happened before the person was born."""

    code = "rules.before_birth"


class EventBeforeCover(RuleRefused):
    """The accident lies before the first day of protection."""

    code = "rules.event_before_cover"


class OutOfOrder(RuleRefused):
    """Two days stand in an order in which they cannot have happened."""

    code = "rules.out_of_order"


class PartUnknown(RuleRefused):
    """A part of the body that the table of percentages does not know."""

    code = "rules.part_unknown"


class PartTooOften(RuleRefused):
    """More of a part of the body than a person has."""

    code = "rules.part_too_often"


class PartWithinAnother(RuleRefused):
    """A part that belongs to a larger part which was lost too: it would count twice."""

    code = "rules.part_within_another"


class NoPart(RuleRefused):
    """A partial disability needs at least one part of the body."""

    code = "rules.no_part"


class PercentOutOfRange(RuleRefused):
    """A loss of function, or a percentage of a range of the table, outside its bounds."""

    code = "rules.percent_out_of_range"


class MonthsNotPositive(RuleRefused):
    """A number of months is one or more."""

    code = "rules.months_not_positive"


class GradeUnknown(RuleRefused):
    """A class that this level of school does not have."""

    code = "rules.grade_unknown"


class NotWhole(ArithmeticError):
    """A result is not whole rupiah and the law says nothing about rounding."""


class LawRefused(Exception):
    """A parameter file breaks the rules for parameter files; the message names file and cause."""
