"""A work accident or occupational disease: what can be asked about it, and which day decides."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.foundation.rules.contributions import bracket_of
from payung.foundation.rules.law import Law
from payung.foundation.rules.problems import BeforeBirth, EventBeforeCover, OutOfOrder
from payung.foundation.rules.schema import Rule
from payung.foundation.rules.values import Note
from payung.kernel.dates import render_date
from payung.kernel.month import Month

LOWEST_INCOME_IDR = 1_000_000
"""The bracket in which the programme registers everybody."""


@dataclass(frozen=True)
class Accident:
    """
    What the rules of JKK need to know of an accident.

    :param happened_on: the day of the accident, or of the diagnosis of an occupational disease.
    :param income_idr: the reported monthly income; its bracket gives the wage the law counts with.
    :param member_since: the first day of protection, where known; before it nothing is computed.
    """

    happened_on: date
    income_idr: int = LOWEST_INCOME_IDR
    member_since: date | None = None
    born_on: date | None = None


@dataclass(frozen=True)
class Wage:
    """The monthly wage the law counts with, and what is not certain about it."""

    base_idr: int
    asks: tuple[Note, ...]


def wage_of(accident: Accident, law: Law) -> Wage:
    """Return the base income of the bracket, by the table in force in the month of the accident."""
    month = Month.of(accident.happened_on)
    bracket = bracket_of(month=month, income_idr=accident.income_idr, law=law)
    asks = (Note("rules.note.bracket_unverified"),) if bracket.from_idr > 0 else ()
    return Wage(bracket.base_idr, asks)


def check(accident: Accident) -> None:
    """
    Refuse an accident that cannot have been insured.

    :raises BeforeBirth: it lies before the worker's birth.
    :raises EventBeforeCover: it lies before the first day of protection.
    """
    happened = accident.happened_on
    not_before_birth(happened, accident.born_on)
    if accident.member_since is not None and happened < accident.member_since:
        raise EventBeforeCover(
            event=render_date(happened), since=render_date(accident.member_since)
        )


def not_before_birth(day: date, born_on: date | None) -> None:
    """Refuse a day before the birth of the person it is about."""
    if born_on is not None and day < born_on:
        raise BeforeBirth(event=render_date(day), born=render_date(born_on))


def in_order(earlier: date, later: date) -> None:
    """Refuse two days that cannot have come in this order."""
    if later < earlier:
        raise OutOfOrder(earlier=render_date(earlier), later=render_date(later))


def deciding_day(
    accident_on: date, outcome_on: date, law: Law, *rules: Rule[Any]
) -> tuple[date, tuple[Note, ...]]:
    """
    Return the day that decides the amounts of these rules, by the setting jkk_decides.

    With the question to the branch where one of them changed between accident and outcome.
    """
    setting = law.settings["jkk_decides"]
    day = accident_on if setting.value == "accident_day" else outcome_on
    changed = any(accident_on < since <= outcome_on for rule in rules for since in rule.values)
    return day, (Note(f"{setting.note}.{setting.value}"),) if changed else ()
