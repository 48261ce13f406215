"""The shapes of the tables of benefits: steps, modes, body parts, school levels, ladder."""

from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from payung.foundation.rules.schema import (
    Dated,
    Mark,
    Rate,
    Strict,
    Text,
    decimal_from_text,
)

Percent = Annotated[Decimal, BeforeValidator(decimal_from_text), Field(gt=0, le=100)]
Several = Field(min_length=1, strict=False)


class Instalments(Dated):
    """A monthly amount for a number of months, paid at once."""

    months: Annotated[int, Field(gt=0)]
    monthly: Annotated[int, Field(gt=0)]

    @property
    def amount(self) -> int:
        return self.months * self.monthly


class Ceiling(Dated):
    """The most that is paid back; zero where the benefit does not exist yet."""

    amount: Annotated[int, Field(ge=0)]
    months: Annotated[int | None, Field(gt=0)] = None


class Right(Dated):
    """A benefit in kind, without a price."""

    given: bool


class Step(Strict):
    """So many months at this share of the wage; the last step has no end."""

    months: Annotated[int | None, Field(gt=0)] = None
    rate: Rate
    mark: Mark


class Steps(Dated):
    """Shares of the wage, one after the other."""

    steps: Annotated[tuple[Step, ...], Several]

    @model_validator(mode="after")
    def only_the_last_is_open(self) -> Self:
        if self.steps[-1].months is not None:
            raise ValueError("gap: the last step has no end")
        if any(step.months is None for step in self.steps[:-1]):
            raise ValueError("overlap: only the last step has no end")
        return self

    def step_in(self, month: int) -> Step:
        """Return the step of the `month`-th month, counted from 1."""
        for step in self.steps:
            if step.months is None or month <= step.months:
                return step
            month -= step.months
        raise AssertionError("the last step has no end")


class Modes(Dated):
    """The most that is paid back per way of travelling."""

    land: Annotated[int, Field(gt=0)]
    sea: Annotated[int, Field(gt=0)]
    air: Annotated[int, Field(gt=0)]


class Part(Strict):
    """
    One row of the table of disabilities, in percent.

    `least` is given where the table has a range; `at_most` is how many of it a person has, or how
    many steps (`per`) count; `mirror` is the other side, for left-handed people; `within` are the
    larger parts it belongs to; `counts_with` shares its number with another row.
    """

    part: Text
    percent: Percent
    least: Percent | None = None
    at_most: Annotated[int, Field(gt=0)] = 1
    mirror: Text | None = None
    within: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    limit: Percent | None = None
    counts_with: Text | None = None


class Parts(Dated):
    """The table of disabilities, by part of the body."""

    rows: Annotated[tuple[Part, ...], Several]

    @model_validator(mode="after")
    def parts_know_each_other(self) -> Self:
        named = [row.part for row in self.rows]
        if len(named) != len(set(named)):
            raise ValueError("overlap: a part stands twice")
        for row in self.rows:
            others = {*row.within, *filter(None, (row.mirror, row.counts_with))}
            if unknown := others - set(named):
                raise ValueError(f"{min(unknown)} is no part of the table")
        return self

    @cached_property
    def by_part(self) -> dict[str, Part]:
        return {row.part: row for row in self.rows}


LevelName = Literal["tk", "sd", "smp", "sma", "pt"]


class SchoolLevel(Strict):
    """What one year of a level of school gives, and for how many years at most."""

    level: LevelName
    amount: Annotated[int, Field(gt=0)]
    years: Annotated[int, Field(gt=0)]
    group: Text
    group_years: Annotated[int, Field(gt=0)]


class SchoolLevels(Dated):
    """The levels of school in the order in which they are attended."""

    levels: Annotated[tuple[SchoolLevel, ...], Several]

    @cached_property
    def by_level(self) -> dict[str, SchoolLevel]:
        return {row.level: row for row in self.levels}

    @cached_property
    def together(self) -> dict[str, tuple[str, ...]]:
        """Return, per level, the levels whose years count together with it."""
        return {
            row.level: tuple(one.level for one in self.levels if one.group == row.group)
            for row in self.levels
        }

    @model_validator(mode="after")
    def groups_agree(self) -> Self:
        for one, other in pairwise(self.levels):
            if one.group == other.group and one.group_years != other.group_years:
                raise ValueError(f"the years of group {one.group} differ")
        return self


class SchoolAges(Dated):
    """Age at the start of the school year: kindergarten, primary school, the latest for it."""

    tk: Annotated[int, Field(gt=0)]
    sd: Annotated[int, Field(gt=0)]
    latest: Annotated[int, Field(gt=0)]


class Rank(Strict):
    """One rung of the ladder of heirs."""

    rank: Annotated[int, Field(gt=0)]
    relations: Annotated[tuple[Text, ...], Several]


class Ladder(Dated):
    """Who inherits, in order: a rung counts only where nobody stands on the ones before."""

    ranks: Annotated[tuple[Rank, ...], Several]

    @model_validator(mode="after")
    def ranks_follow_each_other(self) -> Self:
        if [rung.rank for rung in self.ranks] != list(range(1, len(self.ranks) + 1)):
            raise ValueError("the ranks are not 1, 2, 3, …")
        return self
