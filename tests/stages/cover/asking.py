"""What the tests of cover have in common."""

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.cover.queries import cover_on
from tests.factories import remittance as made

SYSTEM = Viewer.system()
JANUARY, FEBRUARY, MARCH = Month(2026, 1), Month(2026, 2), Month(2026, 3)


def _ask(given, day, **how):
    return cover_on(viewer=SYSTEM, worker_id=given.worker_id, on=day, **how)


def _codes(answer):
    return [reason.code for reason in answer.why]


def _one(months, *, missed=(), amount_idr=16_800):
    """One worker from the first of `months` on, paid on the 10th of each but the missed ones."""
    of = made.office()
    (given,) = made.giving(of, 1, from_month=months[0])
    for month in months:
        not_cut = {given.worker_id: "net_pay"} if month in missed else None
        made.paid(of, month, not_cut=not_cut, amount_idr=amount_idr)
    return of, given
