"""The loader refuses a table of benefits that could say something else than the law."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from payung.foundation.rules import LawRefused, benefits, load
from payung.foundation.rules.law import PARAMETERS

PARTS, STMB, LEVELS = "jkk_cacat_sebagian", "jkk_stmb", "beasiswa_jenjang"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        pytest.param(PARTS, "mirror: thumb_left", "mirror: thumb", "thumb", id="no such mirror"),
        pytest.param(PARTS, "[ear_lobes_both]", "[ears]", "ears", id="no such larger part"),
        pytest.param(PARTS, "part: septum", "part: nose", "twice", id="a part twice"),
        pytest.param(PARTS, 'percent: "70"', "percent: 70", "quoted", id="no quoted percent"),
        pytest.param(PARTS, 'percent: "70"', 'percent: "101"', "percent", id="more than all"),
        pytest.param(STMB, 'rate: "0.50"', 'months: 6, rate: "0.50"', "gap", id="a last end"),
        pytest.param(STMB, 'months: 6, rate: "0.75"', 'rate: "0.75"', "overlap", id="no end"),
        pytest.param(LEVELS, "group_years: 8", "group_years: 9", "differ", id="years of a group"),
        pytest.param(LEVELS, "level: pt", "level: s2", "level", id="an unknown level"),
        pytest.param("ahli_waris", "rank: 3", "rank: 4", "ranks", id="a rank left out"),
        pytest.param("jkk_transportasi", "air: 10_000_000, ", "", "air", id="a mode left out"),
        pytest.param("jkk_home_care", "R}", "X}", "mark", id="an unknown mark"),
        pytest.param("layanan_denda", '"0.01"', "0.01", "float", id="a float"),
        pytest.param("settings", "value: every_day", "value: sometimes", "sometimes", id="reading"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    folder = Path(shutil.copytree(PARAMETERS, tmp_path / "parameters"))
    text = (folder / f"{name}.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / f"{name}.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(LawRefused, match=said) as refused:
        load(folder)

    assert name in str(refused.value)


def test_a_lump_sum_below_that_of_jkm_is_raised_to_it(tmp_path: Path) -> None:
    """No bracket of today is so low; the law says it all the same."""
    folder = Path(shutil.copytree(PARAMETERS, tmp_path / "parameters"))
    path = folder / "jkk_bulan_upah.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("count: 80", "count: 8"))
    day = date(2026, 3, 1)

    found = benefits.jkk_death(benefits.Accident(day), died_on=day, law=load(folder))

    assert found.lines[0].amount_idr == 20_000_000
    assert found.lines[0].arithmetic is not None
    assert found.lines[0].arithmetic.text() == "Rp4.800.000, paling sedikit Rp20.000.000"
