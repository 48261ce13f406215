"""How many deaths are to be expected among people of given ages: life_table.yaml. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, ValidationError, model_validator

from payung.foundation.rules.problems import LawRefused, NotInForce
from payung.foundation.rules.schema import Codes, Mark, Strict, Text
from payung.foundation.rules.strict_yaml import read_yaml
from payung.kernel.dates import render_date
from payung.kernel.sex import Sex

FILE: Final = Path(__file__).parent / "life_table.yaml"
PER: Final = 100_000
DAYS_IN_A_YEAR: Final = Decimal("365.25")
Deaths = Annotated[int, Field(gt=0, le=PER)]
Ages = Annotated[tuple[Deaths, ...], Field(min_length=1, strict=False)]


@dataclass(frozen=True)
class Lived:
    """People of one age and sex, together, for so many days. An unknown sex is the mean of both."""

    age: int
    sex: Sex | None
    days: int


class Edition(Strict):
    """One published table, by single years of age from `first_age` on."""

    source: Text
    evidence: Codes
    mark: Mark
    first_age: Annotated[int, Field(ge=0)]
    men: Ages
    women: Ages

    @model_validator(mode="after")
    def both_sexes_have_every_age(self) -> "Edition":
        if len(self.men) != len(self.women):
            raise ValueError(f"{len(self.men)} ages of men, {len(self.women)} of women")
        return self

    def yearly(self, age: int, sex: Sex | None) -> Decimal:
        """Return the share that dies within a year; ages outside the table take its ends."""
        place = min(max(age - self.first_age, 0), len(self.men) - 1)
        man, woman = Decimal(self.men[place]), Decimal(self.women[place])
        chosen = (man + woman) / 2 if sex is None else man if sex is Sex.L else woman
        return chosen / PER

    def expected(self, lived: list[Lived]) -> Decimal:
        """Return how many deaths these people would have, as a number with a fraction."""
        shares = (self.yearly(one.age, one.sex) * one.days for one in lived)
        return sum(shares, Decimal(0)) / DAYS_IN_A_YEAR


class LifeTable(Strict):
    """The file life_table.yaml: editions by the day from which they are used."""

    label: Text
    unit: Text
    checked_on: date
    values: Annotated[dict[date, Edition], Field(min_length=1)]

    def in_force(self, on: date) -> Edition:
        """Return the edition used on a day. :raises NotInForce: there was none yet."""
        begun: Mapping[date, Edition] = {
            since: edition for since, edition in self.values.items() if since <= on
        }
        if not begun:
            raise NotInForce(label=self.label, on=render_date(on))
        return begun[max(begun)]


def load_life_table(path: Path = FILE) -> LifeTable:
    """
    Return the life table in a file.

    :raises LawRefused: unknown keys, no source, or an age that only one sex has.
    """
    try:
        return LifeTable.model_validate(read_yaml(path))
    except ValidationError as invalid:
        raise LawRefused(f"{path.name}: {invalid}") from invalid


@lru_cache(maxsize=1)
def life_table() -> LifeTable:
    """Return the table that ships with this version, read once."""
    return load_life_table()
