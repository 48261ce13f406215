"""A colleague of the same office goes on where a sponsor leaves: cover has no gap."""

from datetime import date, datetime
from typing import Final

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.reports.lapse.offers import Offer, offer_of
from payung.reports.workers.office import own_office
from payung.stages.enrolment.operations import adopt
from payung.stages.enrolment.problems import NotOffered, UnknownSponsor
from payung.stages.membership.operations import go_on_paying
from payung.stages.membership.problems import SpellOver

LOCKED_AHEAD: Final = 4
_TAKE_TURNS: Final = """
    SELECT pg_advisory_xact_lock(hashtextextended('deductions:' || %s || ':' || month, 0))
    FROM unnest(%s::text[]) AS month
"""
"""As the lists themselves take turns, per regency and month."""
_HOLD: Final = "SELECT 1 FROM enrolment_sponsorship WHERE id = %s FOR UPDATE"
_LAST_LOCKED: Final = "SELECT max(month) FROM deductions_deductionlist WHERE agency_id = %s"


class TermsChanged(Exception):
    """Since the page was shown, the worker costs something else; `offer` says what."""

    def __init__(self, offer: Offer) -> None:
        super().__init__(offer.ceiling_idr)
        self.offer = offer


@operation
def take_on(
    *, sponsorship_id: int, ceiling_idr: int, pay_source: str, by: Actor, at: datetime
) -> tuple[int, Month]:
    """
    Take on a worker whom a colleague leaves; return the new sponsorship and its first month.

    Number, membership and paid months stay. The old sponsor pays up to the month before; which
    is the last one that a locked list or their stopping leaves to them.

    :param ceiling_idr: the permission as it was read on the page.
    :raises NotOffered: the worker is not looking for anybody any more, or not in this office.
    :raises TermsChanged: the permission read is not the one that is needed now.
    :raises UnknownSponsor, SponsorFull: as they say.
    """
    on = today_in_wib(at)
    office = own_office(viewer=by.viewer, on=on)
    if office is None:
        raise UnknownSponsor(by.person_id)
    offer = _held_offer(sponsorship_id, ceiling_idr, by, on)
    new_id = adopt(
        sponsorship_id=sponsorship_id,
        new_sponsor_id=office.sponsor_id,
        ceiling_idr=ceiling_idr,
        pay_source=pay_source,
        by=by,
        at=at,
    )
    try:
        first = go_on_paying(
            old_sponsorship_id=sponsorship_id,
            new_sponsorship_id=new_id,
            from_month=max(offer.from_month, _first_free(office.regency_id, office.agency_id, on)),
            by=by,
            at=at,
        )
    except SpellOver as over:
        raise NotOffered(sponsorship_id) from over
    record("worker.taken_on", by=by, at=at, sponsorship=sponsorship_id, to=new_id)
    return new_id, first


def _held_offer(sponsorship_id: int, ceiling_idr: int, by: Actor, on: date) -> Offer:
    """Return the offer, held so that whoever comes second finds it taken."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [sponsorship_id])
    offer = offer_of(viewer=by.viewer, on=on, sponsorship_id=sponsorship_id)
    if offer is None:
        raise NotOffered(sponsorship_id)
    if offer.ceiling_idr != ceiling_idr:
        raise TermsChanged(offer)
    return offer


def _first_free(regency_id: int, agency_id: int, on: date) -> Month:
    """Return the first month that the office's lists do not ask for yet, while none is locked."""
    now = Month.of(on)
    months = [str(month) for month in Month.span(now - 1, now + LOCKED_AHEAD)]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS, [regency_id, months])
        cursor.execute(_LAST_LOCKED, [agency_id])
        (locked,) = cursor.fetchone() or (None,)
    return now if locked is None else max(now, Month.of(locked).next)
