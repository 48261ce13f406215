"""Why a day is protected or not, in the order a person would tell it."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from payung.foundation.rules import Contribution, Funds, Programme, Sector, contribution
from payung.kernel.dates import render_date, render_month
from payung.kernel.month import Month
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import catalogue
from payung.stages.cover.queries.facts import Line
from payung.stages.cover.queries.values import Reason
from payung.stages.cover.sums import (
    History,
    Payment,
    Protection,
    Spell,
    begins_on,
    last_protected_day,
    payments_of,
)


def of_protection(history: History, day: date, found: Protection) -> Iterator[Reason]:
    """Yield why `day` is protected: the number, the month and its receipt, the unbroken row."""
    spell = history.spell_on(day)
    assert spell is not None
    yield _number(spell)
    yield _paid(payments_of(spell, history)[Month.of(day)])
    yield Reason(
        code="cover.unbroken",
        values={
            "since": render_date(found.since),
            "until": render_date(found.until),
            "months": str(len(found.months)),
        },
    )
    yield from _earlier(history, spell)


def of_absence(history: History, day: date, line: Line | None) -> Iterator[Reason]:
    """Yield what is missing on `day`, the decisive thing first."""
    spell = history.spell_on(day)
    if history.died_on is not None and day > history.died_on:
        yield Reason(code="cover.died", values={"on": render_date(history.died_on)})
    elif spell is None:
        yield from _no_spell(history, day)
    else:
        yield from _unpaid(history, spell, day, line)
    last = last_protected_day(history, day)
    if last is not None:
        yield Reason(code="cover.was_until", values={"until": render_date(last)})
    elif history.spells:
        yield Reason(code="cover.never")
    if spell is not None:
        yield from _earlier(history, spell)


def tariffs(insured: dict[Month, tuple[Any, ...]]) -> Iterator[Reason]:
    """Yield each tariff of the months in `insured`, with its lines, law, and the days it holds."""
    priced = [(month, _price(month, of)) for month, of in sorted(insured.items())]
    for _, group in groupby(priced, key=lambda pair: pair[1].lines):
        months = list(group)
        first, last, price = months[0][0], months[-1][0], months[-1][1]
        law = "; ".join(dict.fromkeys(line.source for line in price.lines))
        yield Reason(
            code="cover.tariff" if first == last else "cover.tariffs",
            values={
                "first": render_month(first),
                "last": render_month(last),
                "amount": render_rupiah(price.total_idr),
                "law": law,
            },
            facts={
                "from_month": str(first),
                "to_month": str(last),
                "law": law,
            },
            price=price,
        )


def _price(month: Month, of: Sequence[Any]) -> Contribution:
    sector, funds, income_idr, programmes = of
    return contribution(
        month=month,
        sector=Sector(sector),
        funds=Funds(funds),
        income_idr=income_idr,
        programmes=frozenset(Programme(name) for name in programmes.split(",")),
    )


def _number(spell: Spell) -> Reason:
    return Reason(code="cover.number", values={"since": render_date(spell.starts_on)})


def _paid(payment: Payment) -> Reason:
    values = {
        "month": render_month(payment.month),
        "on": render_date(payment.received_on),
        "amount": render_rupiah(payment.amount_idr),
    }
    if not payment.receipt:
        return Reason(code="cover.paid_by_credit", values=values)
    return Reason(code="cover.paid", values={**values, "receipt": payment.receipt})


def _unpaid(history: History, spell: Spell, day: date, line: Line | None) -> Iterator[Reason]:
    month = Month.of(day)
    paid = payments_of(spell, history)
    start = begins_on(spell, paid)
    yield _number(spell)
    if month in paid and start is not None:
        yield _paid(paid[month])
        yield Reason(code="cover.first_receipt", values={"on": render_date(start)})
    elif month < spell.first_month:
        yield Reason(code="cover.before_first", values={"month": render_month(spell.first_month)})
    elif month in history.payments:
        late = history.payments[month]
        values = {"month": render_month(month), "on": render_date(late.received_on)}
        yield Reason(code="cover.paid_too_late", values=values)
    else:
        yield Reason(code="cover.unpaid", values={"month": render_month(month)})
        yield _where_it_stopped(month, line)


def _where_it_stopped(month: Month, line: Line | None) -> Reason:
    values = {"month": render_month(month)}
    if line is None:
        return Reason(code="cover.not_listed", values=values)
    if not line.is_reported:
        return Reason(code="cover.not_reported", values=values)
    if not line.is_cut:
        return Reason(code="cover.not_cut", values=values, words={"reason": _because(line.reason)})
    code = "cover.in_transit" if line.is_paid_on else "cover.held"
    return Reason(code=code, values=values)


def _because(reason: str) -> str:
    code = f"reconciliation.reason.{reason}"
    return code if code in catalogue() else "cover.no_reason_given"


def _no_spell(history: History, day: date) -> Iterator[Reason]:
    ended = history.ended_before(day)
    if ended:
        yield _end(ended[-1], history)
    later = history.begins_after(day)
    if later is not None:
        code = "cover.registered_again" if ended else "cover.not_yet"
        yield Reason(code=code, values={"on": render_date(later.starts_on)})
    elif not ended:
        yield Reason(code="cover.no_number")


def _earlier(history: History, spell: Spell) -> Iterator[Reason]:
    ended = history.ended_before(spell.starts_on)
    if ended:
        yield _end(ended[-1], history)
        yield Reason(code="cover.registered_again", values={"on": render_date(spell.starts_on)})


def _end(spell: Spell, history: History) -> Reason:
    assert spell.ends_on is not None
    values = {"on": render_date(spell.ends_on)}
    if not spell.has_lapsed:
        return Reason(code="cover.ended", values=values)
    return Reason(
        code="cover.lapsed", values={**values, "months": ", ".join(_missed(spell, history))}
    )


def _missed(spell: Spell, history: History) -> list[str]:
    """Name the unpaid months in a row that ended the spell."""
    assert spell.ends_on is not None
    paid, month, missed = payments_of(spell, history), Month.of(spell.ends_on).previous, []
    while month >= spell.first_month and month not in paid:
        missed.append(render_month(month))
        month = month.previous
    return missed[::-1]
