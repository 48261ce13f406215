"""The one place where a computed amount becomes whole rupiah."""

from decimal import Decimal

from payung.foundation.rules.problems import NotWhole
from payung.kernel.rupiah import Rupiah


def share_of(amount_idr: int, rate: Decimal) -> Rupiah:
    """Return `rate` of an amount. No source says how to round, so an unwhole result is refused."""
    exact = int(amount_idr) * rate
    if exact != exact.to_integral_value():
        raise NotWhole(f"{rate} of {amount_idr} is {exact}")
    return Rupiah(int(exact))


def whole_share_of(amount_idr: int, part: int, whole: int) -> tuple[Rupiah, bool]:
    """
    Return `part/whole` of an amount, rounded down, and whether anything was cut off.

    No source says how to round here, so whoever shows a cut amount asks the branch.
    """
    rupiah, rest = divmod(int(amount_idr) * part, whole)
    return Rupiah(rupiah), rest != 0
