"""Asks for the facts, in one statement, and has each of them judged."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from payung.foundation.audit.scope import beyond
from payung.foundation.rules import (
    Funds,
    Insured,
    Programme,
    RuleRefused,
    Sector,
    current_law,
    due_on,
    holidays,
    tariff_table,
)
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.colleagues import RETIREMENT_AGES
from payung.reports.lapse.judging import RETIREMENT_AHEAD, WINDOW, foreseen
from payung.reports.lapse.values import Facts, Prediction
from payung.reports.scope import fetch, scope

TARIFF_AHEAD: Final = 3
"""A tariff above the permission is foreseen in this month and so many after it."""
LOWEST_IDR: Final = 1_000_000
"""The income under which the programme registers; others are asked one by one."""
_STATEMENT: Final = (Path(__file__).parent / "facts.sql").read_text()
_SELF: Final = "(SELECT p.civil_servant_id FROM access_person p WHERE p.id = %(person)s)"
_OWN: Final = f"coalesce(o.sponsor_id = {_SELF}, false)"
_OFFICE: Final = "o.agency_id IN (SELECT id FROM seen)"
_COLLEAGUES: Final = f"""({_OWN} OR o.agency_id = (SELECT h.agency_id FROM registry_civilservant h
    WHERE h.id = {_SELF} AND h.gone_on IS NULL))"""


def predictions(
    *, viewer: Viewer, on: date, agency_id: int | None = None
) -> tuple[Prediction, ...]:
    """
    Return who will lose cover within what the viewer sees, the most urgent first.

    A sponsor sees the own workers, an office its own, the regency's people the regency's.

    :param agency_id: only this office of them.
    """
    reach = _OWN if viewer.role is Role.SPONSOR else _OFFICE
    found = _judged(reach, viewer, on, agency_id)
    return found if agency_id is None else tuple(_of(found, agency_id))


def around(*, viewer: Viewer, on: date) -> tuple[Prediction, ...]:
    """
    Return a sponsor's own predictions and those of the own office, by `is_own`; nobody else's.

    What is not the sponsor's own may be shown only as an offer: without a name.
    """
    if viewer.role is not Role.SPONSOR:
        return ()
    with beyond("of a colleague's worker only what they do and where they live is told"):
        return _judged(_COLLEAGUES, viewer, on)


def _of(found: Iterable[Prediction], agency_id: int) -> Iterator[Prediction]:
    return (one for one in found if one.facts.agency_id == agency_id)


def _judged(
    reach: str, viewer: Viewer, on: date, agency_id: int | None = None
) -> tuple[Prediction, ...]:
    statement = _STATEMENT.replace("{reach}", reach).replace("{own}", _OWN)
    values = _values(viewer, on)
    if agency_id is not None and viewer.sees_all_agencies:
        values["agency"] = agency_id
    rows = fetch(statement, values)
    found = (foreseen(_facts(row, Month.of(on)), on=on) for row in rows)
    return tuple(
        sorted(
            (one for one in found if one is not None),
            key=lambda one: (one.loses_on, one.facts.agency_id, one.facts.sponsorship_id),
        )
    )


def _values(viewer: Viewer, on: date) -> dict[str, Any]:
    now = Month.of(on)
    return {
        **scope(viewer),
        "person": viewer.person_id,
        "window": (now - WINDOW).first_day,
        "last_due": _last_due(on).first_day,
        "born_from": [_born(now, age) for age in RETIREMENT_AGES],
        "born_to": [_born(now + RETIREMENT_AHEAD, age) for age in RETIREMENT_AGES],
        "usual": _dearest(now),
        "bracket": _first_bracket(now),
    }


def _last_due(on: date) -> Month:
    """Return the newest month whose due day has passed."""
    now = Month.of(on)
    return now if due_on(now, holidays().days) < on else now.previous


def _born(month: Month, age: int) -> date:
    return (month - 12 * age).first_day


def _dearest(now: Month) -> int:
    """Return the most that one of the coming months costs in the lowest bracket."""
    both = frozenset({Programme.JKK, Programme.JKM})
    usual = [Insured(sector, funds, LOWEST_IDR, both) for sector in Sector for funds in Funds]
    dues = (_dues(insured, now, now + TARIFF_AHEAD) for insured in usual)
    return max((due_idr for months in dues for _, due_idr in months), default=0)


def _first_bracket(month: Month) -> int:
    """Return the income from which the tariff is no longer that of the lowest bracket."""
    return current_law().iuran_jkk_bpu.in_force(month.first_day).value.rows[0].below_idr or 0


@lru_cache(maxsize=4096)
def _dues(insured: Insured, first: Month, last: Month) -> tuple[tuple[Month, int], ...]:
    """Return what each month costs, as far as the law has a tariff for it."""
    found = []
    for month in Month.span(first, last.next):
        try:
            (due,) = tariff_table(month, [insured]).values()
        except RuleRefused:
            continue
        found.append((month, int(due.total_idr)))
    return tuple(found)


def _facts(row: dict[str, Any], now: Month) -> Facts:
    insured = Insured(
        Sector(row.pop("sector")),
        Funds(row.pop("funds")),
        row.pop("income_idr"),
        frozenset(Programme(name) for name in row.pop("programmes").split(",")),
    )
    months = {name: _month(row[name]) for name in ("until", "listed")}
    sets = {name: frozenset(_months(row[name])) for name in ("paid", "cut")}
    dear, dear_idr = _dear(insured, now, months["listed"], row["ceiling_idr"])
    return Facts(
        **row | months | sets | {"first_month": Month.of(row["first_month"])},
        insured=insured,
        dear=dear,
        dear_idr=dear_idr,
    )


def _dear(
    insured: Insured, now: Month, listed: Month | None, ceiling_idr: int | None
) -> tuple[Month | None, int]:
    """Return the first month that no list asks for yet and that costs more than is permitted."""
    if ceiling_idr is None:
        return None, 0
    for month, due_idr in _dues(insured, now, now + TARIFF_AHEAD):
        if due_idr > ceiling_idr and (listed is None or month > listed):
            return month, due_idr
    return None, 0


def _month(day: date | None) -> Month | None:
    return None if day is None else Month.of(day)


def _months(days: Iterable[date]) -> Iterator[Month]:
    return (Month.of(day) for day in days)
