"""The accounts of the books, and which transfer moves money between which two of them."""

from enum import StrEnum


class Account(StrEnum):
    """Balances are sums of transfers; all but ASN and SUSPENSE may never go below zero."""

    ASN = "ASN"
    """What civil servants gave up: the source of all money (a credit balance)."""
    HELD = "HELD"
    """Cut from pay, still with the treasurer."""
    TRANSIT = "TRANSIT"
    """Paid on by a slip; the branch has not confirmed it yet."""
    BPJS = "BPJS"
    """Confirmed received by the branch."""
    COVER = "COVER"
    """Allocated to one worker for one month."""
    PREPAID = "PREPAID"
    """Over-paid at the branch, to be used for a following month."""
    RETURNED = "RETURNED"
    """Given back to the civil servant."""
    SUSPENSE = "SUSPENSE"
    """
    Unexplained; zero at close, or carried with a reason that two people signed. Below zero it says
    where money came from that nobody's pay gave: the office itself, paid on beyond the cut.
    """


class Kind(StrEnum):
    CUT = "CUT"
    REMIT = "REMIT"
    RECEIPT = "RECEIPT"
    ALLOCATE = "ALLOCATE"
    PREPAY = "PREPAY"
    DRAW = "DRAW"
    """A prepaid amount used for one worker's month; the credit of PP 50/2025."""
    REFUND = "REFUND"
    REVERSE = "REVERSE"
    ADJUST = "ADJUST"


SIDES: dict[Kind, tuple[Account, Account]] = {
    # kind:         debit             credit
    Kind.CUT: (Account.HELD, Account.ASN),
    Kind.REMIT: (Account.TRANSIT, Account.HELD),
    Kind.RECEIPT: (Account.BPJS, Account.TRANSIT),
    Kind.ALLOCATE: (Account.COVER, Account.BPJS),
    Kind.PREPAY: (Account.PREPAID, Account.BPJS),
    Kind.DRAW: (Account.COVER, Account.PREPAID),
    Kind.REFUND: (Account.RETURNED, Account.HELD),
}
"""REVERSE takes the sides of its original, swapped; ADJUST moves to or from SUSPENSE."""

MOST_IDR = 500_000_000
