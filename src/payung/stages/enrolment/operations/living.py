"""A sponsorship that ended for a death that never was goes on in a row of its own."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.enrolment.operations.endings import DIED
from payung.stages.enrolment.problems import NotOffered, SponsorFull
from payung.stages.enrolment.states import MOVES, OPEN, State
from payung.stages.enrolment.sums.entries import MOST_WORKERS


@operation
def go_on_living(*, sponsorship_id: int, by: Actor, at: datetime) -> int:
    """
    Let the same sponsor go on with the same number and the same permission; return the new row.

    The ended one stays as it is, with the next one behind it.

    :raises NotOffered: it did not end for a death, somebody protects the worker already, or the
        sponsor is gone.
    :raises SponsorFull: meanwhile the sponsor protects as many as one may.
    """
    old = Sponsorship.objects.select_for_update(of=["self"]).get(pk=sponsorship_id)
    open_ones = Sponsorship.objects.filter(worker_id=old.worker_id, state__in=OPEN)
    if old.state != State.ENDED or old.end_reason != DIED or open_ones.exists():
        raise NotOffered(sponsorship_id)
    sponsor = old.sponsor
    if sponsor.gone_on is not None or sponsor.agency_id != old.agency_id:
        raise NotOffered(sponsorship_id)
    if Sponsorship.objects.filter(sponsor=sponsor, state__in=OPEN).count() >= MOST_WORKERS:
        raise SponsorFull(sponsorship_id)
    new = Sponsorship.objects.create(
        regency_id=old.regency_id,
        agency_id=old.agency_id,
        sponsor=sponsor,
        worker_id=old.worker_id,
        relation=old.relation,
        sector=old.sector,
        funds=old.funds,
        income_idr=old.income_idr,
        programmes=old.programmes,
        state=MOVES.to("accept_handed_over", ""),
        registered_on=today_in_wib(at),
        card_number=old.card_number,
        accepted_on=old.accepted_on,
        follows=old,
    )
    _same_permission(old, new)
    record("sponsorship.goes_on", target=old, by=by, at=at, to=new.pk)
    return int(new.pk)


def _same_permission(old: Sponsorship, new: Sponsorship) -> None:
    """The permission was never taken back by the sponsor: it holds for the row that follows."""
    before = Consent.objects.filter(sponsorship=old).order_by("-version").first()
    if before is None:
        return
    Consent.objects.create(
        sponsorship=new,
        version=1,
        ceiling_idr=before.ceiling_idr,
        pay_source=before.pay_source,
        given_on=before.given_on,
        evidence=before.evidence,
        withdrawn=before.withdrawn,
    )
