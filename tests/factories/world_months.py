"""The months of the small world: list, result, slip, receipt, close, as far as each office got."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from payung.foundation.ledger.kinds import Kind
from payung.foundation.ledger.models import Book
from payung.foundation.ledger.posting import Cause, begin_entry, open_books, post, post_set
from payung.foundation.rules import Funds, Programme, Sector, contribution
from payung.kernel.clock import WIB
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.deductions.models import DeductionLine, DeductionList
from payung.stages.membership.models import Payer
from payung.stages.reconciliation.models import Result, ResultLine
from payung.stages.remittance.models import Close, Match, Receipt, Slip, SlipLine
from tests.factories.world_plans import OFFICES

if TYPE_CHECKING:
    from tests.factories.world import World

UNPAID = "Warsito"
"""This worker's last two months were not cut: the pay was too low."""
STEPS = ("listed", "reported", "remitted", "received", "closed")
SYSTEM = Actor.system("world")


def run(world: World, month: Month) -> None:
    """Take every office through `month`, as far as its plan says."""
    for plan in OFFICES:
        reached = "closed"
        if month == world.month:
            reached = plan.this
        elif month == world.month.previous:
            reached = plan.last
        _run_office(world, world.agencies[plan.name], month, STEPS.index(reached))


def _run_office(world: World, agency_id: int, month: Month, reached: int) -> None:
    lines = _list(world, agency_id, month)
    if not lines:
        return
    deduction_list = lines[0].list
    at = _at(month, 3)
    cut = [line for line in lines if not _is_skipped(world, line, month)]
    if reached >= STEPS.index("reported"):
        _result(deduction_list, lines, cut, at, month, agency_id)
    total = sum(line.amount_idr for line in cut)
    if reached >= STEPS.index("remitted"):
        slip = _slip(world, agency_id, month, total)
        if reached >= STEPS.index("received"):
            _receipt(slip, agency_id, month, total, [line.pk for line in cut])
    if reached == STEPS.index("closed"):
        _close(agency_id, month, total)


def _list(world: World, agency_id: int, month: Month) -> list[DeductionLine]:
    payers = Payer.objects.filter(
        sponsor__agency_id=agency_id, from_month__lte=month.first_day
    ).select_related("worker")
    amount = contribution(
        month=month,
        sector=Sector.OTHER,
        funds=Funds.PRIVATE,
        income_idr=1_000_000,
        programmes=frozenset({Programme.JKK, Programme.JKM}),
    ).total_idr
    chosen = list(payers)
    if not chosen:
        return []
    deduction_list = DeductionList.objects.create(
        agency_id=agency_id,
        month=month.first_day,
        line_count=len(chosen),
        total_idr=int(amount) * len(chosen),
        digest="0" * 64,
        locked_at=_at(month, -10),
    )
    return DeductionLine.objects.bulk_create(
        [
            DeductionLine(
                list=deduction_list,
                month=month.first_day,
                sponsor_id=payer.sponsor_id,
                worker=payer.worker,
                payer=payer,
                amount_idr=int(amount),
                change="new" if payer.from_month == month.first_day else "same",
            )
            for payer in chosen
        ]
    )


def _is_skipped(world: World, line: DeductionLine, month: Month) -> bool:
    return line.worker.name == UNPAID and month >= world.month.previous


def _result(
    deduction_list: DeductionList,
    lines: list[DeductionLine],
    cut: list[DeductionLine],
    at: datetime,
    month: Month,
    agency_id: int,
) -> None:
    result = Result.objects.create(
        list=deduction_list,
        seq=1,
        as_listed=len(cut) == len(lines),
        cut_count=len(cut),
        cut_idr=sum(line.amount_idr for line in cut),
        reported_at=at,
    )
    chosen = {line.pk for line in cut}
    ResultLine.objects.bulk_create(
        [
            ResultLine(result=result, line=line, outcome="cut", reported_idr=line.amount_idr)
            if line.pk in chosen
            else ResultLine(result=result, line=line, outcome="not_cut", reason="net_pay")
            for line in lines
        ]
    )
    open_books([agency_id], month)
    entry = begin_entry(
        Cause(ref=f"cut:{result.pk}", cause="result", cause_id=result.pk), by=SYSTEM, at=at
    )
    post_set(entry, Kind.CUT, _of_lines("NULL::bigint"), {"lines": sorted(chosen)})


def _of_lines(slip: str) -> str:
    return f"""SELECT li.agency_id, l.month, l.amount_idr, l.sponsor_id, l.worker_id,
        {slip} AS slip_id, 0::smallint AS attempt FROM deductions_deductionline l
        JOIN deductions_deductionlist li ON li.id = l.list_id WHERE l.id = ANY(%(lines)s)"""


def _slip(world: World, agency_id: int, month: Month, total: int) -> Slip:
    paid_on = month.first_day + timedelta(days=7)
    slip = Slip.objects.create(
        regency_id=world.regency_id,
        bank="BANK JATENG",
        number=f"SS{month}-{agency_id:04}",
        amount_idr=total,
        paid_on=paid_on,
        recorded_by_id=-1,
        recorded_at=_at(month, 7),
    )
    SlipLine.objects.create(slip=slip, agency_id=agency_id, month=month.first_day, amount_idr=total)
    _post(Kind.REMIT, slip, agency_id, month, total)
    return slip


def _receipt(slip: Slip, agency_id: int, month: Month, total: int, lines: list[int]) -> None:
    received_on = month.first_day + timedelta(days=9)
    receipt = Receipt.objects.create(
        regency_id=slip.regency_id,
        number=f"R{slip.number}",
        bank=slip.bank,
        slip_number=slip.number,
        amount_idr=total,
        received_on=received_on,
        recorded_by_id=-2,
        recorded_at=_at(month, 9),
    )
    match = Match.objects.create(slip=slip, receipt=receipt, matched_at=_at(month, 9))
    _post(Kind.RECEIPT, slip, agency_id, month, total)
    entry = begin_entry(
        Cause(ref=f"allocate:{slip.pk}", cause="match", cause_id=match.pk),
        by=SYSTEM,
        at=_at(month, 9),
    )
    post_set(entry, Kind.ALLOCATE, _of_lines("NULL::bigint"), {"lines": lines})
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO remittance_paidmonth (worker_id, month, attempt, agency_id, line_id,
                match_id, amount_idr, received_on)
            SELECT l.worker_id, l.month, 0, %s, l.id, %s, l.amount_idr, %s
            FROM deductions_deductionline l WHERE l.id = ANY(%s)""",
            [agency_id, match.pk, received_on, lines],
        )


def _post(kind: Kind, slip: Slip, agency_id: int, month: Month, total: int) -> None:
    cause = Cause(ref=f"{kind}:{slip.pk}", cause="slip", cause_id=slip.pk)
    entry = begin_entry(cause, by=SYSTEM, at=_at(month, 9))
    post(entry, kind, agency_id=agency_id, month=month, amount_idr=total, slip_id=slip.pk)


def _close(agency_id: int, month: Month, total: int) -> None:
    Close.objects.create(
        agency_id=agency_id,
        month=month.first_day,
        version=1,
        asked_by_id=-1,
        approved_by_id=-2,
        balances={"cut_idr": total},
        digest="0" * 64,
        closed_at=_at(month, 32),
    )
    Book.objects.filter(agency_id=agency_id, month=month.first_day).update(state="closed")


def _at(month: Month, days: int) -> Any:
    return datetime.combine(month.first_day + timedelta(days=days), time(12), WIB)
