"""Offices with months of money: listed, cut, paid on, confirmed. In sets; all invented."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from django.db import connection, transaction

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.kinds import Kind
from payung.foundation.ledger.posting import (
    Cause,
    begin_entry,
    open_books,
    post,
    post_set,
    reverse_set,
)
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.stages.registry.models import Agency, Regency
from payung.stages.remittance import operations
from payung.stages.remittance.models import PaidMonth
from payung.stages.remittance.operations import Part
from tests.factories import remittance_statements as statements

AT = datetime(2026, 12, 10, 3, 0, tzinfo=UTC)
"""Ten in the morning of 10 December 2026 in Kendal."""
DECEMBER = Month(2026, 12)
TARIFF_IDR = 8_400

_numbers = count(1)


@dataclass(frozen=True, kw_only=True)
class Office:
    regency_id: int
    agency_id: int

    @property
    def treasurer(self) -> Actor:
        return Actor(8001, "Bendahara", Role.TREASURER, self.regency_id, self.agency_id, "uji")

    @property
    def head(self) -> Actor:
        return Actor(8002, "Kepala", Role.OFFICE_HEAD, self.regency_id, self.agency_id, "uji")

    @property
    def branch(self) -> Actor:
        return Actor(8003, "Cabang", Role.BRANCH, self.regency_id, None, "uji")

    @property
    def secretariat(self) -> Actor:
        return Actor(8004, "Sekretariat", Role.SECRETARIAT, self.regency_id, None, "uji")


@dataclass(frozen=True, kw_only=True)
class Given:
    """One civil servant who gives for one worker."""

    sponsor_id: int
    worker_id: int
    sponsorship_id: int
    spell_id: int


@contextmanager
def as_operation(at: datetime = AT) -> Iterator[None]:
    """Let the database take rows with a state, as inside an operation."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('payung.role', 'system', true),"
            " set_config('payung.actor_id', '', true), set_config('payung.agency_id', '', true),"
            " set_config('payung.reason', '', true), set_config('payung.request_id', 'uji', true),"
            " set_config('payung.at', %s, true)",
            [at.isoformat()],
        )
        yield


def office(name: str = "", *, code: str = "33.24") -> Office:
    regency, _ = Regency.objects.get_or_create(
        code=code, defaults={"name": f"Kabupaten {code}", "joined_on": date(2025, 1, 1)}
    )
    called = name or f"Dinas {next(_numbers)}"
    agency = Agency.objects.create(regency=regency, name=called, folded=called.upper())
    return Office(regency_id=int(regency.pk), agency_id=int(agency.pk))


def giving(
    of: Office,
    how_many: int = 1,
    *,
    from_month: Month = DECEMBER,
    starts_on: date | None = None,
    at: datetime = AT,
) -> list[Given]:
    """Accepted sponsorships with spell and payer, first due in `from_month`."""
    values = {
        "n": how_many,
        "start": next(_numbers) * 2_000_000,
        "regency": of.regency_id,
        "agency": of.agency_id,
        "first": from_month.first_day,
        "starts": starts_on or from_month.first_day,
    }
    with as_operation(at), connection.cursor() as cursor:
        cursor.execute(statements.GIVING, values)
        found = cursor.fetchall()
    return [
        Given(sponsor_id=sponsor, worker_id=worker, sponsorship_id=sponsorship, spell_id=spell)
        for sponsor, worker, sponsorship, spell in found
    ]


def returned(given: Given, *, from_month: Month, starts_on: date, at: datetime = AT) -> int:
    """Register the worker again after a lapse: a new spell under a new number."""
    values = {
        "old": given.sponsorship_id,
        "first": from_month.first_day,
        "starts": starts_on,
        "n": next(_numbers),
    }
    with as_operation(at), connection.cursor() as cursor:
        cursor.execute(statements.RETURNED, values)
        return int(cursor.fetchone()[0])


def listed(
    of: Office,
    month: Month = DECEMBER,
    *,
    amount_idr: int = TARIFF_IDR,
    credits_idr: Mapping[int, int] | None = None,
    at: datetime = AT,
) -> int:
    """Freeze the office's list: every open payer, each `amount_idr`, less a worker's credit."""
    values = {
        "agency": of.agency_id,
        "month": month.first_day,
        "amount": amount_idr,
        "at": at,
        "by": of.treasurer.person_id,
        "workers": list(credits_idr or {}),
        "credits": list((credits_idr or {}).values()),
    }
    with as_operation(at), connection.cursor() as cursor:
        open_books([of.agency_id], month)
        cursor.execute(statements.LISTED, values)
        return int(cursor.fetchone()[0])


@operation
def reported(
    *,
    of: Office,
    month: Month = DECEMBER,
    not_cut: Mapping[int, str] | None = None,
    over_idr: Mapping[int, int] | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """
    Payroll answers: everybody cut as listed.

    `not_cut` are worker → reason, empty for none given; `over_idr` are worker → what was cut more.
    """
    values = {
        "agency": of.agency_id,
        "month": month.first_day,
        "at": at,
        "by": by.person_id,
        "missed": list(not_cut or {}),
        "reasons": list((not_cut or {}).values()),
        "over": list(over_idr or {}),
        "more": list((over_idr or {}).values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(statements.RESULT, values)
        (result_id,) = cursor.fetchone()
        cursor.execute(statements.RESULT_LINES, {**values, "result": result_id})
    cause = Cause(ref=f"cut:{result_id}", cause="reconciliation.result", cause_id=result_id)
    entry = begin_entry(cause, by=by, at=at)
    posted = post_set(entry, Kind.CUT, statements.CUT, {**values, "result": result_id})
    record("result.reported", by=by, at=at, row_count=posted.rows, total_idr=posted.total_idr)


def report(of: Office, month: Month = DECEMBER, *, at: datetime = AT, **how: object) -> None:
    """Report the result as the treasurer."""
    reported(of=of, month=month, by=of.treasurer, at=at, **how)  # type: ignore[arg-type]


@operation
def cut_reversed(*, of: Office, month: Month, worker_id: int, by: Actor, at: datetime) -> None:
    """Take one worker's cut back, as a correction file does."""
    cause = Cause(ref=f"correction:{worker_id}:{month}", cause="reconciliation.correction")
    select = """SELECT id FROM ledger_transfer WHERE kind = 'CUT' AND worker_id = %(worker)s
        AND agency_id = %(agency)s AND month = %(month)s"""
    values = {"worker": worker_id, "agency": of.agency_id, "month": month.first_day}
    posted = reverse_set(begin_entry(cause, by=by, at=at), select, values)
    record("result.corrected", by=by, at=at, row_count=posted.rows)


@operation
def late_cut(*, of: Office, month: Month, given: Given, by: Actor, at: datetime) -> None:
    """Cut one worker's line after the result, as a correction file does."""
    cause = Cause(ref=f"late:{given.worker_id}:{month}", cause="reconciliation.correction")
    post(
        begin_entry(cause, by=by, at=at),
        Kind.CUT,
        agency_id=of.agency_id,
        month=month,
        amount_idr=TARIFF_IDR,
        sponsor_id=given.sponsor_id,
        worker_id=given.worker_id,
    )
    record("result.corrected", by=by, at=at, row_count=1)


def slip(
    of: Office,
    amount_idr: int,
    month: Month = DECEMBER,
    *,
    number: str = "",
    paid_on: date = date(2026, 12, 9),
    reason: str = "",
    at: datetime = AT,
) -> str:
    """Record a slip for one office and month as its treasurer; returns the number."""
    called = number or f"S{next(_numbers)}"
    part = Part(agency_id=of.agency_id, month=month, amount_idr=amount_idr, reason=reason)
    operations.record_slip(
        regency_id=of.regency_id,
        bank="Bank Jateng",
        number=called,
        paid_on=paid_on,
        parts=[part],
        by=of.treasurer,
        at=at,
    )
    return called


def receipt(
    of: Office,
    slip_number: str,
    amount_idr: int,
    *,
    received_on: date = date(2026, 12, 10),
    at: datetime = AT,
) -> int:
    """Record the branch's receipt for a slip."""
    return operations.record_receipt(
        number=f"R-{slip_number}",
        bank="Bank Jateng",
        slip_number=slip_number,
        amount_idr=amount_idr,
        received_on=received_on,
        by=of.branch,
        at=at,
    )


def paid(
    of: Office,
    month: Month = DECEMBER,
    *,
    amount_idr: int = TARIFF_IDR,
    not_cut: Mapping[int, str] | None = None,
    received_on: date | None = None,
    at: datetime | None = None,
) -> None:
    """Run the office's whole month: listed, cut, paid on on the 9th, confirmed on the 10th."""
    on = received_on or month.first_day.replace(day=10)
    when = at or datetime(on.year, on.month, on.day, 3, 0, tzinfo=UTC)
    listed(of, month, amount_idr=amount_idr, at=when)
    report(of, month, at=when, not_cut=not_cut)
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_balance(%s, %s, 'HELD')", [of.agency_id, month.first_day])
        (held_idr,) = cursor.fetchone()
    if held_idr:
        number = slip(of, held_idr, month, paid_on=on, at=when)
        receipt(of, number, held_idr, received_on=on, at=when)


def paid_months(of: Office, month: Month = DECEMBER) -> list[int]:
    """Return the ids of the office's paid months, in the order of allocation."""
    rows = PaidMonth.objects.filter(agency_id=of.agency_id, month=month.first_day)
    return list(rows.order_by("id").values_list("id", flat=True))
