"""Tariff and benefit of today as the public pages say them, part by part, with their sources."""

from dataclasses import dataclass
from datetime import date

from payung.foundation.rules import (
    Benefit,
    Contribution,
    Funds,
    NotInForce,
    Programme,
    Sector,
    contribution,
    current_law,
    jkm,
)
from payung.kernel.month import Month

INCOME_IDR = 1_000_000
"""The lowest bracket, which the programme's workers are in."""
LOOK_AHEAD = 24
PROGRAMMES = frozenset({Programme.JKK, Programme.JKM})


@dataclass(frozen=True, kw_only=True)
class Tariff:
    """What one worker costs a month. `until` is the last day of it, if a change is known."""

    amount_idr: int
    until: date | None
    then_idr: int | None


@dataclass(frozen=True, kw_only=True)
class Ages:
    """Who may be registered: from `least` years to under `limit`."""

    least: int
    limit: int


def tariff_on(on: date, sector: Sector) -> Tariff | None:
    """Return the tariff that a civil servant pays today; None where no rule is in force."""
    month = Month.of(on)
    amount = _amount(month, sector)
    if amount is None:
        return None
    for later in Month.span(month.next, month + LOOK_AHEAD):
        then = _amount(later, sector)
        if then != amount:
            return Tariff(amount_idr=amount, until=later.previous.last_day, then_idr=then)
    return Tariff(amount_idr=amount, until=None, then_idr=None)


def contribution_on(on: date, sector: Sector) -> Contribution | None:
    """Return the same tariff part by part; None where no rule is in force."""
    try:
        return contribution(
            month=Month.of(on),
            sector=sector,
            funds=Funds.PRIVATE,
            income_idr=INCOME_IDR,
            programmes=PROGRAMMES,
        )
    except NotInForce:
        return None


def death_benefit_on(on: date) -> Benefit | None:
    """Return the JKM cash for a member of a year; None where no rule is in force."""
    since = Month.of(on) - 12
    try:
        return jkm(died_on=on, member_since=since.first_day, paid_months=12)
    except NotInForce:
        return None


def funeral_amount_on(on: date) -> int | None:
    """Return what is due within the first three months of membership."""
    try:
        return int(jkm(died_on=on, member_since=on, paid_months=1).total_idr)
    except NotInForce:
        return None


def ages_on(on: date) -> Ages:
    """Return the ages between which a registration is possible today."""
    law = current_law()
    return Ages(
        least=int(law.settings["minimum_age"].value),
        limit=law.usia_pendaftaran_batas_atas.in_force(on).value.count,
    )


def _amount(month: Month, sector: Sector) -> int | None:
    due = contribution_on(month.first_day, sector)
    return None if due is None else int(due.total_idr)
