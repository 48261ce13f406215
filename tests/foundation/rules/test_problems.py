"""Every refusal can be said in both languages."""

from datetime import date

import pytest

from payung.foundation.rules import RuleRefused, contribution, jkm, registration_age
from payung.foundation.rules.values import Funds, Programme, Sector
from payung.kernel.month import Month


def test_a_refused_income_says_what_to_write() -> None:
    with pytest.raises(RuleRefused) as refused:
        contribution(
            month=Month(2026, 6),
            sector=Sector.OTHER,
            funds=Funds.PRIVATE,
            income_idr=0,
            programmes=frozenset({Programme.JKK}),
        )

    assert "Penghasilan 0" in refused.value.finding.message()
    assert "Income 0" in refused.value.finding.message("en")


def test_a_day_before_the_law_names_the_rule() -> None:
    with pytest.raises(RuleRefused) as refused:
        jkm(died_on=date(2015, 6, 30), member_since=date(2015, 1, 1), paid_months=1)

    assert "Biaya pemakaman JKM" in refused.value.finding.message()


@pytest.mark.parametrize(
    "born_on", [date(1958, 3, 14), date(1961, 12, 20), date(2013, 6, 2), date(2009, 11, 20)]
)
def test_every_finding_about_age_can_be_said(born_on: date) -> None:
    for finding in registration_age(born_on, date(2026, 11, 20)):
        assert finding.message("id")
        assert finding.message("en")
