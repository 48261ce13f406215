"""What decides about the amounts of a claim, read from membership, money and facts."""

from datetime import date

from payung.foundation.audit.scope import beyond
from payung.foundation.rules.benefits import Scheme
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.claims.models import Claim
from payung.stages.claims.queries.known import children_now, facts_now
from payung.stages.claims.sums.awards import Award, Known, award
from payung.stages.cover.queries.facts import history_of
from payung.stages.cover.sums import History, payments_of, protection


def known_of(claim: Claim) -> Known:
    """Return the plain values that the rules count with."""
    with beyond("a worker's months are one row of months, whichever office cut them"):
        history = history_of(viewer=Viewer.system(), worker_id=claim.worker_id)
    spell = history.spell_on(claim.event_on)
    last = Month.of(claim.event_on)
    paid = [] if spell is None else [m for m in payments_of(spell, history) if m <= last]
    every = [month for month in history.payments if month <= last]
    return Known(
        kind=Scheme(claim.kind),
        is_death=claim.is_death,
        event_on=claim.event_on,
        died_on=claim.died_on,
        born_on=history.born_on,
        income_idr=claim.sponsorship.income_idr,
        member_since=None if spell is None else spell.starts_on,
        paid_months=len(paid),
        all_months=len(every),
        unbroken_months=_run_up_to(claim.event_on, history),
        is_covered=protection(history, claim.event_on) is not None,
    )


def award_now(claim: Claim) -> Award:
    """Return the parts as the rules compute them today, from what is known today."""
    children = [one.rule_child for one in children_now(claim.pk)]
    return award(known_of(claim), facts_now(claim.pk), children)


def _run_up_to(on: date, history: History) -> int:
    """Return how many months in a row were paid, the month of the event being the last."""
    month, count = Month.of(on), 0
    if month not in history.payments:
        month = month.previous
    while month in history.payments:
        month, count = month.previous, count + 1
    return count
