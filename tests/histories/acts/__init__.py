"""Each operation of a history as the programme offers it, called as the web calls it."""

from tests.histories.acts.money import Money
from tests.histories.acts.payroll import Payroll


class Acts(Payroll, Money):
    """The whole programme behind one history."""
