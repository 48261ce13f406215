"""The life table: dated, with its source, by age and sex; what it expects of a group."""

from datetime import date
from decimal import Decimal

import pytest

from payung.foundation.rules.law import sources
from payung.foundation.rules.life_tables import (
    FILE,
    PER,
    Lived,
    life_table,
    load_life_table,
)
from payung.foundation.rules.problems import LawRefused, NotInForce
from payung.kernel.sex import Sex

DAY = date(2026, 11, 20)
YEAR = 365


def test_names_its_source_and_has_every_working_age_of_both_sexes():
    table = life_table().in_force(DAY)

    assert set(table.evidence) <= set(sources())
    assert table.first_age <= 17
    assert table.first_age + len(table.men) > 65
    assert table.men[40 - table.first_age] == 173
    assert table.women[64 - table.first_age] == 833


def test_more_men_than_women_die_and_more_with_every_year_from_twenty_five_on():
    table = life_table().in_force(DAY)

    for age in range(25, 65):
        assert table.yearly(age, Sex.L) > table.yearly(age, Sex.P)
        assert table.yearly(age + 1, Sex.L) >= table.yearly(age, Sex.L)
        assert table.yearly(age, Sex.L) > table.yearly(age, None) > table.yearly(age, Sex.P)


def test_expects_by_the_days_that_people_lived_in_it():
    table = life_table().in_force(DAY)
    whole = table.expected([Lived(age=50, sex=Sex.L, days=1000 * YEAR)])
    half = table.expected([Lived(age=50, sex=Sex.L, days=500 * YEAR)])

    assert abs(whole - Decimal(508) * 1000 / PER) < Decimal("0.01")
    assert abs(whole - 2 * half) < Decimal("1e-20")
    assert table.expected([]) == 0
    assert table.yearly(3, None) == table.yearly(table.first_age, None)
    assert table.yearly(99, Sex.P) == Decimal(table.women[-1]) / PER


def test_was_not_in_force_before_it_was_published():
    with pytest.raises(NotInForce, match=r"not_in_force"):
        life_table().in_force(date(2018, 12, 31))


@pytest.mark.parametrize(
    ("old", "new"),
    [("    source:", "    sauce:"), ("[27, 31, 37,", "[31, 37,"), ("mark: N", "mark: X")],
)
def test_a_broken_file_is_refused_whole(tmp_path, old: str, new: str):
    path = tmp_path / "life_table.yaml"
    path.write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(LawRefused):
        load_life_table(path)
