"""The shape of a parameter file: dated values, each with its source. Unknown keys are refused."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from payung.foundation.rules.problems import NotInForce
from payung.kernel.dates import render_date
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month

V = TypeVar("V", bound="Dated")
E = TypeVar("E", int, date)
Text = Annotated[str, Field(min_length=1)]
Codes = Annotated[tuple[Text, ...], Field(min_length=1, strict=False)]
Mark = Literal["R", "N", "K", "D"]


def decimal_from_text(value: object) -> Decimal:
    """Read a quoted decimal; a bare number is refused."""
    if not isinstance(value, str):
        raise ValueError("a rate is written as a quoted decimal")
    return Decimal(value)


Rate = Annotated[Decimal, BeforeValidator(decimal_from_text), Field(ge=0, le=1)]


class Strict(BaseModel):
    """No unknown keys, no silent conversion, no change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Dated(Strict):
    """What every value states: the instrument, where it was read, how sure it is."""

    source: Text
    evidence: Codes
    mark: Mark
    until: date | None = None


class Amount(Dated):
    """Whole rupiah."""

    amount: Annotated[int, Field(ge=0)]


class Share(Dated):
    """A part of something, between 0 and 1."""

    rate: Rate


class Count(Dated):
    """A number of months, years, or the day of a month."""

    count: Annotated[int, Field(gt=0)]


class Bracket(Strict):
    """One row of the contribution table: `[from, below)` income, its base and its amount."""

    from_idr: Annotated[int, Field(alias="from", ge=0)]
    below_idr: Annotated[int | None, Field(alias="below")] = None
    base_idr: Annotated[int, Field(alias="base", gt=0)]
    amount_idr: Annotated[int, Field(alias="amount", gt=0)]
    mark: Mark


class Brackets(Dated):
    """A table without gap or overlap, from zero to open end."""

    rows: Annotated[tuple[Bracket, ...], Field(min_length=1, strict=False)]

    @model_validator(mode="after")
    def rows_follow_each_other(self) -> Self:
        if self.rows[0].from_idr != 0 or self.rows[-1].below_idr is not None:
            raise ValueError("gap: the table begins at 0 and its last row has no end")
        for row, following in pairwise(self.rows):
            if row.below_idr is None:
                raise ValueError(f"overlap: the row from {row.from_idr} has no end")
            _touching(row.below_idr, following.from_idr)
        return self


class InForce(BaseModel, Generic[V]):
    """A value and the first day it was in force."""

    model_config = ConfigDict(frozen=True)
    since: date
    value: V


class Rule(Strict, Generic[V]):
    """One rule of law: a value is in force from its day until the next one."""

    label: Text
    unit: Text
    decides: Literal["contribution_month", "day"]
    checked_on: date
    values: Annotated[dict[date, V], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def months_become_first_days(cls, content: Any) -> Any:
        if not isinstance(content, Mapping) or not isinstance(content.get("values"), Mapping):
            return content
        monthly = content.get("decides") == "contribution_month"
        values = {
            _first_day(start, monthly=monthly): _dated(entry, monthly=monthly)
            for start, entry in content["values"].items()
        }
        return {**content, "values": values}

    @model_validator(mode="after")
    def values_follow_each_other(self) -> Self:
        starts = list(self.values)
        if starts != sorted(starts):
            raise ValueError("the values do not stand in the order of their dates")
        for start, following in pairwise(starts):
            until = self.values[start].until
            if until is not None:
                _touching(until, following)
        if self.values[starts[-1]].until is not None:
            raise ValueError("gap: the last value ends and nothing says what follows")
        return self

    @cached_property
    def _latest_first(self) -> tuple[InForce[V], ...]:
        """Answers are made once: an award asks for dozens of them."""
        return tuple(
            InForce(since=since, value=self.values[since]) for since in reversed(self.values)
        )

    def in_force(self, day: date) -> InForce[V]:
        """Return the value in force on `day`; a contribution month is asked by its first day."""
        for found in self._latest_first:
            if found.since <= day:
                return found
        raise NotInForce(label=self.label, on=render_date(day))


def _dated(entry: Any, *, monthly: bool) -> Any:
    if not isinstance(entry, Mapping) or "until" not in entry:
        return entry
    return {**entry, "until": _first_day(entry["until"], monthly=monthly)}


def _first_day(key: object, *, monthly: bool) -> date:
    if monthly and isinstance(key, str):
        try:
            return Month.parse(key).first_day
        except Unreadable as unreadable:
            raise ValueError(f"{key} is not a month") from unreadable
    if not monthly and isinstance(key, date):
        return key
    raise ValueError(f"{key} does not fit: months are 2026-04, days 2026-04-01, as `decides` says")


def _touching(end: E, start: E) -> None:
    if end < start:
        raise ValueError(f"gap before {start}")
    if end > start:
        raise ValueError(f"overlap at {start}")
