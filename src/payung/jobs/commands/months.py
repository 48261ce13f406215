"""`payung month`: the steps of a month, each by the person whose duty it is."""

import argparse
from collections.abc import Callable
from datetime import datetime

from payung.foundation.approvals.operations import NotDecided, SamePerson
from payung.foundation.ledger.posting import BookClosed
from payung.jobs.acting import acting, explain, now, today
from payung.jobs.commands import month_result
from payung.jobs.commands.month_state import show_states
from payung.jobs.places import SYSTEM, joined, office
from payung.jobs.printing import complain, show
from payung.jobs.problems import Refused
from payung.kernel.dates import render_month
from payung.kernel.people import Actor, Role
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say
from payung.stages.deductions.operations import lock
from payung.stages.deductions.problems import ListRefused
from payung.stages.deductions.queries import ListSummary, list_of
from payung.stages.intake.problems import FileRefused
from payung.stages.reconciliation.problems import AnswerRefused, NewerResult
from payung.stages.registry.queries import AgencyRow, agencies, regencies
from payung.stages.remittance.operations import Part, ask_close, close, record_receipt, record_slip
from payung.stages.remittance.problems import MoneyRefused
from payung.stages.remittance.queries import month_state, to_remit
from payung.stages.remittance.queries.unconfirmed import unconfirmed_slips


def run(wanted: argparse.Namespace) -> int:
    """Exit with 1 when the step was refused, with the reason; nothing is then half done."""
    steps: dict[str, Callable[[argparse.Namespace], int]] = {
        "list": show_states,
        "lock": _lock,
        "result": _result,
        "remit": _remit,
        "receipt": _receipt,
        "close": _close,
    }
    try:
        return steps[wanted.step](wanted)
    except Refused as refused:
        return explain(refused, wanted)
    except NewerResult as refused:
        complain("\n".join(month_result.compared(refused, wanted.lang)))
        return 1
    except (FileRefused, AnswerRefused, ListRefused, MoneyRefused, NotDecided) as refused:
        complain(refused.finding.message(wanted.lang))
        return 1
    except BookClosed:
        month = render_month(wanted.month, wanted.lang)
        complain(say("remittance.month_closed", wanted.lang, month=month))
        return 1


def _lock(wanted: argparse.Namespace) -> int:
    """Freeze the lists of one office, or of every office of one or all regencies."""
    lists, lines, total_idr, gaps, left_out = 0, 0, 0, 0, dict[str, int]()
    for place in _regencies(wanted):
        offices = [office(wanted.agency, wanted.regency)] if wanted.agency else _offices(place)
        by = _locking(wanted, place, offices)
        locked = lock(
            agency_ids=[one.agency_id for one in offices], month=wanted.month, by=by, at=now()
        )
        lists, lines = lists + len(locked.list_ids), lines + locked.lines
        total_idr, gaps = total_idr + locked.total_idr, gaps + len(locked.after_a_gap)
        for reason, count in locked.left_out.items():
            left_out[reason] = left_out.get(reason, 0) + count
    answer = {
        "month": str(wanted.month),
        "lists": lists,
        "lines": lines,
        "total_idr": total_idr,
        "after_a_gap": gaps,
        "left_out": left_out,
    }
    told = [
        say(
            "cli.locked",
            wanted.lang,
            lists=str(lists),
            month=str(wanted.month),
            lines=str(lines),
            amount=render_rupiah(total_idr),
        )
    ]
    told += [say("cli.after_a_gap", wanted.lang, count=str(gaps))] if gaps else []
    told += [
        say("cli.left_out", wanted.lang, reason=why, count=str(n)) for why, n in left_out.items()
    ]
    show(wanted, answer, told)
    return 0


def _locking(wanted: argparse.Namespace, regency_id: int, offices: list[AgencyRow]) -> Actor:
    if wanted.agency:
        return _treasurer(wanted, offices[0])
    return acting(wanted, Role.SECRETARIAT, regency_id=regency_id, place=wanted.regency or "-")


def _regencies(wanted: argparse.Namespace) -> list[int]:
    if wanted.agency:
        return [office(wanted.agency, wanted.regency).regency_id]
    if wanted.regency:
        return [joined(wanted.regency).regency_id]
    return [row.regency_id for row in regencies(viewer=SYSTEM)]


def _offices(regency_id: int) -> list[AgencyRow]:
    return agencies(viewer=SYSTEM, regency_id=regency_id)


def _result(wanted: argparse.Namespace) -> int:
    place, asked = _asked(wanted)
    return month_result.take(wanted, asked, _treasurer(wanted, place))


def _remit(wanted: argparse.Namespace) -> int:
    place, _ = _asked(wanted)
    by = _treasurer(wanted, place)
    due = to_remit(viewer=by.viewer, agency_id=place.agency_id, month=wanted.month)
    if due is None or not due.amount_idr:
        raise Refused("cli.nothing_to_remit", agency=place.name, month=wanted.month)
    number = wanted.number or f"{wanted.month}-{place.agency_id}".replace("-", "")
    record_slip(
        regency_id=place.regency_id,
        bank=wanted.bank,
        number=number,
        paid_on=wanted.on or today(),
        parts=[Part(agency_id=place.agency_id, month=wanted.month, amount_idr=due.amount_idr)],
        by=by,
        at=now(),
    )
    answer = {
        "agency": place.name,
        "bank": wanted.bank,
        "number": number,
        "amount_idr": due.amount_idr,
    }
    show(
        wanted,
        answer,
        [say("cli.slip", wanted.lang, number=number, amount=render_rupiah(due.amount_idr))],
    )
    return 0


def _receipt(wanted: argparse.Namespace) -> int:
    place, _ = _asked(wanted)
    by = acting(wanted, Role.BRANCH, regency_id=place.regency_id, place=place.name)
    slips = unconfirmed_slips(viewer=SYSTEM, agency_id=place.agency_id, month=wanted.month)
    if not slips:
        raise Refused("cli.no_slip", agency=place.name, month=wanted.month)
    told = []
    for slip in slips:
        number = wanted.number or f"T-{slip.number}"
        record_receipt(
            number=number,
            bank=slip.bank,
            slip_number=slip.number,
            amount_idr=slip.amount_idr,
            received_on=wanted.on or today(),
            by=by,
            at=now(),
        )
        told.append({"number": number, "slip": slip.number, "amount_idr": slip.amount_idr})
    show(
        wanted,
        {"agency": place.name, "receipts": told},
        [
            say(
                "cli.receipt",
                wanted.lang,
                number=str(one["number"]),
                slip=str(one["slip"]),
                amount=render_rupiah(int(str(one["amount_idr"]))),
            )
            for one in told
        ],
    )
    return 0


def _close(wanted: argparse.Namespace) -> int:
    """Ask; and with --second, let that other person approve the same figures."""
    place, _ = _asked(wanted)
    by, at = _treasurer(wanted, place), now()
    approval_id = ask_close(agency_id=place.agency_id, month=wanted.month, by=by, at=at)
    if not wanted.second:
        show(
            wanted,
            {"agency": place.name, "asked": approval_id, "closed": False},
            [
                say(
                    "cli.second_needed",
                    wanted.lang,
                    month=str(wanted.month),
                    agency=place.name,
                    name=by.name,
                )
            ],
        )
        return 0
    _approve(wanted, place, approval_id, at)
    show(
        wanted,
        {"agency": place.name, "asked": approval_id, "closed": True},
        [say("cli.closed", wanted.lang, month=str(wanted.month), agency=place.name)],
    )
    return 0


def _approve(wanted: argparse.Namespace, place: AgencyRow, approval_id: int, at: datetime) -> None:
    second = acting(
        wanted,
        Role.OFFICE_HEAD,
        regency_id=place.regency_id,
        place=place.name,
        agency_id=place.agency_id,
        sign_in=wanted.second,
    )
    state = month_state(viewer=second.viewer, agency_id=place.agency_id, month=wanted.month)
    try:
        close(approval_id=approval_id, seen_digest=state.digest if state else "", by=second, at=at)
    except SamePerson as problem:
        raise Refused("cli.same_person") from problem


def _asked(wanted: argparse.Namespace) -> tuple[AgencyRow, ListSummary]:
    place = office(wanted.agency, wanted.regency)
    asked = list_of(viewer=SYSTEM, agency_id=place.agency_id, month=wanted.month)
    if asked is None:
        raise Refused("cli.no_list", agency=place.name, month=wanted.month)
    return place, asked


def _treasurer(wanted: argparse.Namespace, place: AgencyRow) -> Actor:
    return acting(
        wanted,
        Role.TREASURER,
        regency_id=place.regency_id,
        place=place.name,
        agency_id=place.agency_id,
    )
