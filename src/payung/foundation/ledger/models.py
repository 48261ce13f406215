"""Double entry in whole rupiah: books per office and month, entries, transfers. Append-only."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import SPONSOR, NoWall, of_home, of_office
from payung.foundation.ledger.kinds import MOST_IDR, SIDES, Account, Kind
from payung.kernel.moves import Moves


class BookState(models.TextChoices):
    OPEN = "open"
    CLOSED = "closed"


class Book(Table):
    """One office's money of one month. Closed, it takes no transfer (M11)."""

    life = Life.EDITABLE
    personal_data = ()
    wall = of_home()
    moves = Moves(
        {
            "open": ({""}, BookState.OPEN),
            "close": ({BookState.OPEN}, BookState.CLOSED),
            "reopen": ({BookState.CLOSED}, BookState.OPEN),
        }
    )

    id = models.BigAutoField(primary_key=True)
    agency_id = models.BigIntegerField()
    month = models.DateField()
    state = models.CharField(max_length=10, choices=BookState.choices, default=BookState.OPEN)
    last_seq = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "month"], name="ledger_book_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="ledger_book_first_of_month"),
        ]


class Entry(Table):
    """Why money moved: one act, one entry. `ref` makes a second run harmless (M6)."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("names a cause; the amounts stand in the transfers")

    id = models.BigAutoField(primary_key=True)
    ref = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=64)
    cause = models.CharField(max_length=60)
    cause_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300)
    actor_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20)
    request_id = models.CharField(max_length=64)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())


def _sides() -> Q:
    fixed = Q()
    for kind, (debit, credit) in SIDES.items():
        fixed |= Q(kind=kind, debit=debit, credit=credit)
    swapped = Q(kind=Kind.REVERSE, reverses__isnull=False)
    adjusted = Q(kind=Kind.ADJUST) & (Q(debit=Account.SUSPENSE) | Q(credit=Account.SUSPENSE))
    return fixed | swapped | adjusted


def _traces() -> Q:
    """A person's money names the person, a slip's money the slip (M17)."""
    of_one = Q(kind__in=[Kind.CUT, Kind.REFUND], sponsor_id__isnull=False, worker_id__isnull=False)
    of_worker = Q(kind__in=[Kind.ALLOCATE, Kind.PREPAY, Kind.DRAW], worker_id__isnull=False)
    of_slip = Q(kind__in=[Kind.REMIT, Kind.RECEIPT], slip_id__isnull=False)
    return of_one | of_worker | of_slip | Q(kind__in=[Kind.REVERSE, Kind.ADJUST])


class Transfer(Table):
    """One amount from one account to another: what is debited is credited, always (M2)."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = of_office(or_else=f"sponsor_id = {SPONSOR}")

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in Kind])
    debit = models.CharField(max_length=10)
    credit = models.CharField(max_length=10)
    agency_id = models.BigIntegerField()
    month = models.DateField()
    seq = models.BigIntegerField()
    amount_idr = models.BigIntegerField()
    sponsor_id = models.BigIntegerField(null=True)
    worker_id = models.BigIntegerField(null=True)
    slip_id = models.BigIntegerField(null=True)
    attempt = models.SmallIntegerField(default=0)
    reverses = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "month", "seq"], name="ledger_transfer_gapless"
            ),
            models.UniqueConstraint(
                fields=["worker_id", "month", "sponsor_id", "attempt"],
                condition=Q(kind=Kind.CUT),
                name="ledger_cut_once",
            ),
            models.UniqueConstraint(
                fields=["worker_id", "month", "kind", "attempt"],
                condition=Q(debit=Account.COVER),
                name="ledger_cover_once",
            ),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=Q(reverses__isnull=False),
                name="ledger_reversed_once",
            ),
            models.CheckConstraint(
                condition=Q(amount_idr__gt=0, amount_idr__lte=MOST_IDR), name="ledger_amount"
            ),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="ledger_two_accounts"),
            models.CheckConstraint(condition=_sides(), name="ledger_sides"),
            models.CheckConstraint(condition=_traces(), name="ledger_traced"),
            models.UniqueConstraint(
                fields=["slip_id", "agency_id", "month", "kind"],
                condition=Q(kind__in=[Kind.REMIT, Kind.RECEIPT]),
                name="ledger_slip_part_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["slip_id"], condition=Q(slip_id__isnull=False), name="ledger_slip"
            ),
            models.Index(
                fields=["agency_id", "worker_id"],
                condition=Q(debit=Account.PREPAID) | Q(credit=Account.PREPAID),
                name="ledger_prepaid",
            ),
        ]
