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


class NotWhole(ArithmeticError):
    """A result is not whole rupiah and the law says nothing about rounding."""


class LawRefused(Exception):
    """A parameter file breaks the rules for parameter files; the message names file and cause."""
