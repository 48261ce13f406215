"""The lives of the demo run at once, meet on their days, and end together."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]
BEGIN = """
import sys, time
from datetime import date
from pathlib import Path
import django
django.setup()
from payung.jobs.demo.side_by_side import AnotherDied, side_by_side
DAYS = [date(2026, month, 13) for month in (9, 10, 11)]
diary = Path(sys.argv[1])

def write(line):
    with diary.open("a") as book:
        book.write(line + "\\n")

def life(name, pause, until=None):
    def live(meet):
        for day in DAYS:
            time.sleep(pause)
            if day == until:
                raise RuntimeError("the sheet of Kecamatan Boja is torn")
            write(f"{name} {day.month}")
            meet(day)
        write(f"{name} ends")
    return live

def ran(*lives):
    side_by_side(lives, once=lambda day: write(f"taken {day.month}"))
"""


def _started(script: str, diary: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BEGIN + script, str(diary)],
        env={"DJANGO_SETTINGS_MODULE": "payung.config.settings", "PYTHONPATH": str(ROOT / "src")}
        | {"PAYUNG_HOME": str(diary.parent)},
        stderr=subprocess.PIPE,
        text=True,
    )


def _ran(script: str, diary: Path) -> tuple[int, str, list[str]]:
    begun = _started(script, diary)
    _, said = begun.communicate(timeout=60)
    return begun.returncode, said, diary.read_text().split("\n")[:-1]


@pytest.mark.parametrize("quick_first", [True, False])
def test_nobody_goes_on_before_all_have_come_and_figures_are_taken(
    tmp_path: Path, quick_first: bool
) -> None:
    one, two = (0, 0.05) if quick_first else (0.05, 0)
    status, said, lines = _ran(
        f"ran(life('Kendal', {one}), life('Batang', {two}))", tmp_path / "diary"
    )
    assert (status, said) == (0, "")
    for month in (9, 10, 11):
        taken = lines.index(f"taken {month}")
        assert {f"Kendal {month}", f"Batang {month}"} == set(lines[taken - 2 : taken])
    assert sorted(lines[-2:]) == ["Batang ends", "Kendal ends"]


def test_one_regency_alone_needs_nobody_to_meet(tmp_path: Path) -> None:
    status, _, lines = _ran("ran(life('Kendal', 0))", tmp_path / "diary")
    assert status == 0
    assert lines[-2:] == ["taken 11", "Kendal ends"]


@pytest.mark.parametrize("who", ["Kendal", "Batang"])
def test_an_error_in_one_life_ends_all_and_is_told(tmp_path: Path, who: str) -> None:
    torn = {name: "until=DAYS[1]" if name == who else "" for name in ("Kendal", "Batang")}
    status, said, lines = _ran(
        f"ran(life('Kendal', 0, {torn['Kendal']}), life('Batang', 0, {torn['Batang']}))",
        tmp_path / "diary",
    )
    assert status == 1
    assert "the sheet of Kecamatan Boja is torn" in said
    assert "taken 10" not in lines, "no figures of a day on which one did not come"
    assert not any(line.endswith("ends") for line in lines)


def test_a_parent_that_is_killed_takes_the_others_with_it(tmp_path: Path) -> None:
    script = """
def told(meet):
    write(str(__import__("os").getpid()))
    time.sleep(600)
ran(lambda meet: time.sleep(600), told)
"""
    diary = tmp_path / "diary"
    begun = _started(script, diary)
    _soon(lambda: diary.exists() and diary.read_text().endswith("\n"))
    other = int(diary.read_text())
    begun.kill()
    begun.wait()
    _soon(lambda: not _lives(other))


def _soon(true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    pytest.fail("did not come about within a minute")


def _lives(process: int) -> bool:
    try:
        told = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return told.rsplit(")", 1)[1].split()[0] != "Z"
