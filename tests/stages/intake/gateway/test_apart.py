"""Reading in a confined process gives the same, and survives what a reader does not."""

import os
import sys

import pytest

from payung.stages.intake.gateway import read_table, read_table_apart
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import Limits
from tests.stages.intake import workbooks
from tests.stages.intake.workbooks import HEADERS, REGISTRATION, person, sheet

MEGABYTE = 1024 * 1024
LARGE = workbooks.csv(sheet(15_000))


def test_gives_the_same_table_cell_by_cell() -> None:
    row = person(1)
    row[2], row[3], row[6] = 3324182502680901, "=1+1", 81234567890
    dated = [*person(2)[:4], 27351, *person(2)[5:]]
    grid = [["Judul"], HEADERS, row, dated, person(3), ["", "Jumlah: 3"]]
    content = workbooks.xlsx(grid)

    apart = read_table_apart(content, name="a.xlsx", wanted=REGISTRATION)

    assert apart == read_table(content, name="a.xlsx", wanted=REGISTRATION)


def test_hands_over_a_refusal_with_its_values() -> None:
    with pytest.raises(FileRefused) as caught:
        read_table_apart(workbooks.xlsx([HEADERS]), name="a.xlsx", wanted=REGISTRATION)

    assert (caught.value.code, caught.value.finding.values) == ("file.no_rows", {"row": "1"})


@pytest.mark.parametrize(
    "limits",
    [Limits(memory_bytes=24 * MEGABYTE), Limits(cpu_seconds=0)],
    ids=["little memory", "no time"],
)
def test_a_reader_that_runs_away_is_stopped_and_becomes_a_refusal(limits: Limits) -> None:
    with pytest.raises(FileRefused) as caught:
        read_table_apart(LARGE, name="a.csv", wanted=REGISTRATION, limits=limits)

    assert caught.value.code == "file.too_slow"


def test_the_child_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    monkeypatch.setenv("PYTHONHOME", "/nowhere")

    table = read_table_apart(workbooks.xlsx(sheet()), name="kunci.xlsx", wanted=REGISTRATION)

    assert len(table.rows) == 3, os.environ["PYTHONHOME"]


def test_a_list_that_is_looked_at_again_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbooks.csv(sheet(7))
    first = read_table_apart(content, name="lagi.csv", wanted=REGISTRATION)
    monkeypatch.setattr(sys, "executable", "/nowhere")

    again = read_table_apart(bytes(bytearray(content)), name="lagi.csv", wanted=REGISTRATION)

    assert again == first
    with pytest.raises(FileNotFoundError):
        read_table_apart(content, name="lain.csv", wanted=REGISTRATION)
