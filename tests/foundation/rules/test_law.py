"""The loader refuses a file that could say something else than the law."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from payung.foundation.rules import LawRefused, current_law, load
from payung.foundation.rules.law import PARAMETERS, sources
from payung.foundation.rules.settings import Setting
from payung.kernel.wording import catalogue

TODAY = date(2026, 11, 20)
JKM = "iuran_jkm_bpu.yaml"
JKK = "iuran_jkk_bpu.yaml"
COVID = "potongan_covid.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PARAMETERS, tmp_path / "parameters"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        pytest.param(JKM, "6_800", "6800.0", "float", id="a float"),
        pytest.param(JKM, "source: PP 44/2015, ", "", "source", id="a missing source"),
        pytest.param(JKM, "evidence: [S13, S15, S26]", "evidence: []", "evidence", id="unproven"),
        pytest.param(JKM, "unit: rupiah per bulan\n", "", "unit", id="a missing unit"),
        pytest.param(JKM, "unit:", "colour: red\nunit:", "colour", id="an unknown key"),
        pytest.param(JKM, "mark: N", "mark: N, sure: 1", "sure", id="an unknown key in a value"),
        pytest.param(JKM, "mark: N", "mark: X", "mark", id="an unknown mark"),
        pytest.param(JKM, "2015-07:", "2015-07-01:", "does not fit", id="a day for a month"),
        pytest.param(JKM, "2015-07:", "2015-13:", "not a month", id="no such month"),
        pytest.param(JKM, "6_800", "-6_800", "amount", id="an amount below zero"),
        pytest.param(JKM, "2026-11-20", "2026-11-21", "future", id="checked in the future"),
        pytest.param(JKK, "below: 1_100_000", "below: 1_099_001", "gap", id="a gap in the table"),
        pytest.param(JKK, "below: 1_100_000", "below: 1_100_001", "overlap", id="an overlap in it"),
        pytest.param(JKK, ", below: 1_100_000", "", "overlap", id="two rows without an end"),
        pytest.param(JKK, "{from: 0,", "{from: 1,", "gap", id="a table that begins late"),
        pytest.param(COVID, "until: 2021-02", "until: 2021-01", "gap", id="a gap in time"),
        pytest.param(COVID, "until: 2021-02", "until: 2021-03", "overlap", id="an overlap in time"),
        pytest.param(COVID, "  2021-02: {", "  2020-08: {", "twice", id="one month twice"),
        pytest.param(COVID, "  2021-02: {", "  2020-01: {", "order", id="months out of order"),
        pytest.param(COVID, '"0.99"', '"1.99"', "rate", id="more than all"),
        pytest.param(COVID, '"0.99"', "1", "quoted", id="a rate that is no text"),
        pytest.param("settings.yaml", "value: discounted", "value: maybe", "maybe", id="no choice"),
        pytest.param("settings.yaml", "  minimum_age:", "  least_age:", "least_age", id="a key"),
        pytest.param("settings.yaml", '"2025-02-28"', '"28-02-2025"', "settings", id="no date"),
    ],
)
def test_a_wrong_file_is_refused(folder: Path, name: str, old: str, new: str, said: str) -> None:
    change(folder, name, old, new)

    with pytest.raises(LawRefused, match=said) as refused:
        load(folder, on=TODAY)

    assert name in str(refused.value)


def test_a_last_value_that_ends_leaves_a_gap(folder: Path) -> None:
    change(folder, COVID, '  2021-02: {rate: "0"', '  2021-02: {rate: "0", until: 2022-01')

    with pytest.raises(LawRefused, match="gap"):
        load(folder, on=TODAY)


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / JKM).unlink()

    with pytest.raises(LawRefused, match="iuran_jkm_bpu"):
        load(folder)


def test_an_unknown_file_is_refused(folder: Path) -> None:
    (folder / "own_idea.yaml").write_text("label: x", encoding="utf-8")

    with pytest.raises(LawRefused, match="own_idea"):
        load(folder)


def test_a_file_that_is_no_yaml_is_refused(folder: Path) -> None:
    (folder / JKM).write_text("label: [", encoding="utf-8")

    with pytest.raises(LawRefused, match="iuran_jkm_bpu"):
        load(folder)


def test_a_wait_that_begins_before_its_rule_is_refused(folder: Path) -> None:
    change(folder, "settings.yaml", '"2025-02-28"', '"2025-01-31"')

    with pytest.raises(LawRefused, match="jkm_wait_from"):
        load(folder)


def test_the_files_that_ship_are_in_order() -> None:
    assert load(on=TODAY) == current_law()


def test_every_evidence_code_has_a_public_source() -> None:
    known = sources()
    law = current_law()
    used = {code for setting in law.settings.values() for code in setting.evidence}
    for name, rule in vars(law).items():
        if name != "settings":
            used |= {code for value in rule.values.values() for code in value.evidence}

    assert used <= known.keys()


def test_every_setting_has_its_note_for_every_choice_in_both_languages() -> None:
    for setting in current_law().settings.values():
        for code in note_codes(setting):
            assert catalogue()[code].keys() == {"id", "en"}


def note_codes(setting: Setting) -> list[str]:
    if setting.note in catalogue():
        return [setting.note]
    return [f"{setting.note}.{choice}" for choice in setting.choices]
