"""The signs that branch and auditor should look at (T04); each is a question, never a refusal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from payung.kernel.dates import render_date

NEW_DAYS: Final = 90
"""A death so soon after enrolment is shown to the branch."""
MANY: Final = 3
"""So many workers under one number or address are a cluster."""


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One sign; days and counts, no names."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Around:
    """
    What the signs are read from.

    :param enrolled_on: the day this membership was asked for; `member_since` its first day.
    :param works, in_hospital: the two questions at enrolment; None where nobody answered.
    :param same_phone, same_address: how many workers of the office share them.
    """

    event_on: date
    died_on: date | None
    enrolled_on: date
    member_since: date | None
    works: bool | None
    in_hospital: bool | None
    same_phone: int = 0
    same_address: int = 0
    is_sponsor_heir: bool = False
    same_file: bool = False


def signs(around: Around) -> Iterator[Sign]:
    """Yield every sign that is there, the gravest first."""
    yield from _of_days(around)
    yield from _of_questions(around)
    if around.same_phone >= MANY:
        yield Sign(code="claims.flag.same_phone", values={"count": str(around.same_phone)})
    if around.same_address >= MANY:
        yield Sign(code="claims.flag.same_address", values={"count": str(around.same_address)})
    if around.is_sponsor_heir:
        yield Sign(code="claims.flag.sponsor_is_heir")
    if around.same_file:
        yield Sign(code="claims.flag.same_file")


def _of_days(around: Around) -> Iterator[Sign]:
    enrolled = render_date(around.enrolled_on)
    if around.enrolled_on > around.event_on:
        values = {"enrolled": enrolled, "event": render_date(around.event_on)}
        yield Sign(code="claims.flag.after_event", values=values)
    elif around.died_on is not None and (around.died_on - around.enrolled_on).days <= NEW_DAYS:
        days = str((around.died_on - around.enrolled_on).days)
        yield Sign(
            code="claims.flag.early_death",
            values={"days": days, "limit": str(NEW_DAYS), "enrolled": enrolled},
        )
    if around.member_since is None:
        values = {"event": render_date(around.event_on)}
        yield Sign(code="claims.flag.no_membership", values=values)


def _of_questions(around: Around) -> Iterator[Sign]:
    if around.works is False:
        yield Sign(code="claims.flag.did_not_work")
    elif around.works is None:
        yield Sign(code="claims.flag.work_not_asked")
    if around.in_hospital:
        yield Sign(code="claims.flag.was_in_hospital")
    elif around.in_hospital is None:
        yield Sign(code="claims.flag.hospital_not_asked")
