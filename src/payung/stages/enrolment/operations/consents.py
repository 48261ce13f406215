"""The permission to deduct, in versions that are added and never edited."""

from datetime import datetime
from typing import Final

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.enrolment.problems import ConsentTooHigh
from payung.stages.enrolment.states import OPEN
from payung.stages.enrolment.sums.said import SALARY

HIGHEST_IDR: Final = 1_000_000


@operation
def change_consent(
    *,
    sponsorship_id: int,
    ceiling_idr: int | None = None,
    withdrawn: bool = False,
    pay_source: str = "",
    evidence: str = "form",
    by: Actor,
    at: datetime,
) -> int:
    """
    Add the next version of a consent and return its number.

    A list that is already locked keeps the version it was locked under: a withdrawal takes effect
    with the next month. A ceiling after a withdrawal starts the deduction again.

    :param ceiling_idr: the most a month may cost; without it the ceiling stays as it was.
    :param pay_source: what it is cut from, else as it was; not on a day whose list is locked.
    :raises ConsentTooHigh: below zero or above Rp1.000.000 a month.
    :raises MoveNotAllowed: the sponsorship is over.
    """
    if ceiling_idr is not None and not 0 <= ceiling_idr <= HIGHEST_IDR:
        raise ConsentTooHigh(ceiling_idr)
    (sponsorship,) = Sponsorship.objects.lock([sponsorship_id], viewer=by.viewer)
    if sponsorship.state not in OPEN:
        raise MoveNotAllowed("change_consent", sponsorship.state)
    last = Consent.objects.filter(sponsorship=sponsorship).order_by("-version").first()
    before_idr = 0 if last is None else last.ceiling_idr
    consent = Consent.objects.create(
        sponsorship=sponsorship,
        version=1 if last is None else last.version + 1,
        ceiling_idr=before_idr if ceiling_idr is None else ceiling_idr,
        pay_source=pay_source or (SALARY if last is None else last.pay_source),
        given_on=today_in_wib(at),
        evidence=evidence,
        withdrawn=withdrawn,
    )
    action = "consent.withdrawn" if withdrawn else "consent.changed"
    record(action, target=sponsorship, by=by, at=at, version=consent.version)
    return consent.version
