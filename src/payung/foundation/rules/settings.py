"""What the law leaves unsure, as settings: a value, its choices, and the note a result shows."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from payung.foundation.rules.problems import LawRefused
from payung.foundation.rules.schema import Codes, Strict, Text


class Setting(Strict):
    """One open question, our reading of it, and the other readings."""

    question: Text
    why: Text
    value: Text
    choices: Annotated[tuple[Text, ...], Field(min_length=2, strict=False)] | Literal["any_date"]
    note: Text
    source: Text
    evidence: Codes

    @model_validator(mode="after")
    def value_is_a_choice(self) -> Self:
        if self.choices == "any_date":
            date.fromisoformat(self.value)
        elif self.value not in self.choices:
            raise ValueError(f"{self.value} is not one of {', '.join(self.choices)}")
        return self


class SettingsFile(Strict):
    """The file settings.yaml."""

    label: Text
    unit: Text
    checked_on: date
    values: dict[str, Setting]


KEYS = frozenset(
    {
        "discount_private",
        "discount_csr",
        "discount_dbhcht",
        "discount_village",
        "arrears_tariff",
        "lapse_moment",
        "minimum_age",
        "jkm_wait_from",
        "jkm_wait_counts",
        "jkk_decides",
        "stmb_part_month",
        "late_days",
        "scholarship_counts",
    }
)


class Settings(Mapping[str, Setting]):
    """The settings by key. Immutable: `changed` returns others, for tests and for what-if."""

    def __init__(self, values: Mapping[str, Setting]) -> None:
        if set(values) != KEYS:
            raise LawRefused(f"settings.yaml: {sorted(set(values) ^ KEYS)} missing or unknown")
        self._values = MappingProxyType(dict(values))

    def __getitem__(self, key: str) -> Setting:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def changed(self, **readings: str) -> "Settings":
        """Return the settings with other readings; each must be one of its choices."""
        others = {
            key: Setting.model_validate({**self._values[key].model_dump(), "value": reading})
            for key, reading in readings.items()
        }
        return Settings({**self._values, **others})
