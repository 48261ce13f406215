"""Public holidays by year, each year with its decree: holidays.yaml. Pure."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, model_validator

from payung.foundation.rules.problems import LawRefused
from payung.foundation.rules.schema import Codes, Mark, Strict, Text
from payung.foundation.rules.strict_yaml import read_yaml

FILE = Path(__file__).parent / "holidays.yaml"
Days = Annotated[dict[date, Text], Field(min_length=1)]


class Year(Strict):
    """The holidays of one year, with the decree that set them."""

    source: Text
    evidence: Codes
    mark: Mark
    holidays: Days
    joint_leave: dict[date, Text]

    @property
    def days(self) -> dict[date, str]:
        """Return every day of the year that is not a working day by decree, with its name."""
        return dict(sorted({**self.joint_leave, **self.holidays}.items()))


class Holidays(Strict):
    """The file holidays.yaml."""

    checked_on: date
    years: dict[int, Year]

    @model_validator(mode="after")
    def every_day_stands_in_its_year_once(self) -> "Holidays":
        for number, year in self.years.items():
            if {day.year for day in (*year.holidays, *year.joint_leave)} != {number}:
                raise ValueError(f"a day of another year stands under {number}")
            if twice := year.holidays.keys() & year.joint_leave.keys():
                raise ValueError(f"{min(twice)} is a holiday and joint leave")
        return self

    @property
    def days(self) -> frozenset[date]:
        return frozenset(day for year in self.years.values() for day in year.days)


def load_holidays(path: Path = FILE) -> Holidays:
    """
    Return the holidays in a file.

    :raises LawRefused: unknown keys, no source, a day under a wrong year, or a day twice.
    """
    try:
        return Holidays.model_validate(read_yaml(path))
    except ValidationError as invalid:
        raise LawRefused(f"{path.name}: {invalid}") from invalid


@lru_cache(maxsize=1)
def holidays() -> Holidays:
    """Return the holidays that ship with this version, read once."""
    return load_holidays()
