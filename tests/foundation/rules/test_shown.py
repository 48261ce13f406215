"""The JSON shape that scripts rely on."""

import json
from datetime import date

import pytest

from payung.foundation.rules import (
    Funds,
    Programme,
    Sector,
    as_json,
    contribution,
    jkm,
)
from payung.kernel.month import Month


@pytest.mark.parametrize(("lang", "label"), [("id", "Iuran JKK"), ("en", "JKK contribution")])
def test_a_contribution_has_the_stable_shape(lang: str, label: str) -> None:
    due = contribution(
        month=Month(2026, 6),
        sector=Sector.TRANSPORT,
        funds=Funds.PRIVATE,
        income_idr=1_000_000,
        programmes=frozenset({Programme.JKK, Programme.JKM}),
    )

    shown = json.loads(json.dumps(as_json(due, lang)))

    assert list(shown) == ["total_idr", "base_idr", "lines", "notes"]
    assert (shown["total_idr"], shown["base_idr"]) == (8_400, 1_000_000)
    assert list(shown["lines"][0]) == ["label", "amount_idr", "source", "since"]
    assert shown["lines"][0]["label"].startswith(label)
    assert shown["lines"][0]["since"] == "2015-07-01"
    assert list(shown["notes"][0]) == ["code", "text"]


def test_a_benefit_has_the_same_shape_without_a_base() -> None:
    shown = as_json(jkm(died_on=date(2024, 8, 21), member_since=date(2023, 1, 1), paid_months=9))

    assert (shown["total_idr"], shown["base_idr"]) == (42_000_000, None)
