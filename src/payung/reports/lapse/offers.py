"""Workers whose sponsor leaves, offered to the colleagues of the office, and to nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from payung.foundation.rules import RuleRefused, ceiling_idr, tariff_table
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.lapse.predicting import around
from payung.reports.lapse.values import LEAVING, Cause, Prediction

RETIREMENT_OFFERED: Final = 3
"""Months ahead: a retirement is foreseen earlier, but it may still come two years later."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """
    A worker who looks for a sponsor, without a name: what they do and where they live.

    `ceiling_idr` is what a permission would name; `amount_idr` what the first month costs.
    """

    sponsorship_id: int
    occupation: str
    district: str
    from_month: Month
    loses_on: date
    amount_idr: int
    ceiling_idr: int


def offers(*, viewer: Viewer, on: date) -> tuple[Offer, ...]:
    """
    Return the workers of the sponsor's own office who look for another sponsor, soonest first.

    Nobody else gets any; the sponsor's own workers are not among them.
    """
    return offers_among(around(viewer=viewer, on=on), on)


def offers_among(rows: Iterable[Prediction], on: date) -> tuple[Offer, ...]:
    """Return what colleagues see of these predictions: the own ones and all names left out."""
    found = (
        _offer(one, Month.of(on)) for one in rows if not one.facts.is_own and is_offered(one, on)
    )
    return tuple(offer for offer in found if offer is not None)


def offer_of(*, viewer: Viewer, on: date, sponsorship_id: int) -> Offer | None:
    """Return one of them; None where the worker is not, or no longer, looking for anybody."""
    found = (one for one in offers(viewer=viewer, on=on) if one.sponsorship_id == sponsorship_id)
    return next(found, None)


def is_offered(one: Prediction, on: date) -> bool:
    """Return whether colleagues see this worker as one who looks for a sponsor."""
    if one.cause is Cause.RETIRES:
        return one.month <= Month.of(on) + RETIREMENT_OFFERED
    return one.cause in LEAVING


def _offer(one: Prediction, now: Month) -> Offer | None:
    insured, month = one.facts.insured, max(one.month, now)
    try:
        (due,) = tariff_table(month, [insured]).values()
        ceiling = ceiling_idr(
            month=month,
            sector=insured.sector,
            funds=insured.funds,
            income_idr=insured.income_idr,
            programmes=insured.programmes,
        )
    except RuleRefused:
        return None
    return Offer(
        sponsorship_id=one.facts.sponsorship_id,
        occupation=one.facts.occupation,
        district=one.facts.district,
        from_month=month,
        loses_on=one.loses_on,
        amount_idr=int(due.total_idr),
        ceiling_idr=int(ceiling),
    )
