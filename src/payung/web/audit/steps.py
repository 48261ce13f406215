"""The five steps of a rupiah, each done, waiting or broken, and what is missing in words."""

from dataclasses import dataclass
from datetime import date

from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date
from payung.kernel.rupiah import render_rupiah
from payung.reports.audit.differences import YOUNG
from payung.reports.audit.places import Place
from payung.reports.audit.slips import Slip
from payung.reports.audit.trail import Trail
from payung.web.language import tell


@dataclass(frozen=True, kw_only=True)
class Step:
    """`state` is a class of the timeline: done, now, bad or later. `gaps` say what is missing."""

    state: str
    amount_idr: int
    gaps: tuple[str, ...] = ()


def steps_of(trail: Trail, *, on: date) -> dict[str, Step]:
    """Return line, office, slip, receipt and cover as they stand on a day."""
    return {
        "line": _line(trail, on),
        "office": _office(trail),
        "slip": _slip(trail, on),
        "receipt": _receipt(trail, on),
        "cover": _cover(trail),
    }


def _line(trail: Trail, on: date) -> Step:
    if trail.line.seq is None:
        since = in_wib(trail.line.locked_at).date()
        return Step(state="now", amount_idr=0, gaps=(_since("audit.gap.result", since, on),))
    if trail.cut_idr or not trail.asked_idr:
        return Step(state="done", amount_idr=trail.cut_idr)
    return Step(state="bad", amount_idr=0, gaps=(tell("audit.gap.not_cut"),))


def _office(trail: Trail) -> Step:
    state = "later" if trail.line.seq is None else "done"
    return Step(state=state, amount_idr=trail.line.office_cut_idr)


def _slip(trail: Trail, on: date) -> Step:
    held, lost = trail.idr_at(Place.HELD), trail.idr_at(Place.LOST)
    unclear, returned = trail.idr_at(Place.SUSPENSE), trail.idr_at(Place.RETURNED)
    cut_at = max((part.cut_at for part in trail.workers if part.cut_at), default=None)
    gaps, state = [], "done" if trail.cut_idr else "later"
    if held and cut_at:
        since = in_wib(cut_at).date()
        gaps.append(_since("audit.gap.slip", since, on, amount=render_rupiah(held)))
        state = "bad" if (on - since).days > YOUNG else "now"
    for refund in trail.refunds_unpaid:
        since = in_wib(refund.at).date()
        gaps.append(_since("audit.gap.refund", since, on, amount=render_rupiah(refund.amount_idr)))
        state = "bad" if (on - since).days > YOUNG else "now"
    if unclear:
        gaps.append(tell("audit.gap.suspense", amount=render_rupiah(unclear)))
        state = "bad"
    if lost:
        gaps.append(tell("audit.gap.lost", amount=render_rupiah(lost)))
        state = "bad"
    passed = trail.cut_idr - held - unclear - lost - returned
    return Step(state=state, amount_idr=passed, gaps=tuple(gaps))


def _receipt(trail: Trail, on: date) -> Step:
    transit = trail.idr_at(Place.TRANSIT)
    arrived = trail.idr_at(Place.COVERED, Place.PREPAID, Place.RECEIVED)
    gaps = [_unconfirmed(slip, on) for slip in trail.carrying if slip.receipt is None]
    gaps += [_differs(slip) for slip in trail.carrying if slip.difference_idr]
    if transit:
        days = max((on - slip.paid_on).days for slip in trail.carrying) if trail.carrying else 0
        return Step(state="bad" if days > YOUNG else "now", amount_idr=arrived, gaps=tuple(gaps))
    return Step(state="done" if arrived else "later", amount_idr=arrived, gaps=tuple(gaps))


def _cover(trail: Trail) -> Step:
    received = trail.idr_at(Place.RECEIVED)
    paid = sum(part.covered.amount_idr for part in trail.workers if part.covered)
    if received:
        gap = tell("audit.gap.received", amount=render_rupiah(received))
        return Step(state="bad", amount_idr=paid, gaps=(gap,))
    is_all = all(part.covered for part in trail.workers)
    state = "done" if is_all else ("now" if paid else "later")
    return Step(state=state, amount_idr=paid)


def _unconfirmed(slip: Slip, on: date) -> str:
    return _since("audit.gap.receipt", slip.paid_on, on, number=slip.number, bank=slip.bank)


def _differs(slip: Slip) -> str:
    values = {"number": slip.number, "amount": render_rupiah(abs(slip.difference_idr))}
    which = "less" if slip.difference_idr > 0 else "more"
    said = tell(f"audit.gap.receipt_{which}", **values)
    why = tell("audit.gap.explained", words=slip.explained) if slip.explained else ""
    return f"{said} {why or tell('audit.gap.unexplained')}"


def _since(code: str, since: date, on: date, **values: str) -> str:
    return tell(code, since=render_date(since), days=max((on - since).days, 0), **values)
