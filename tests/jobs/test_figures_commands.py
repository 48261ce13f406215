"""`payung figures` and `payung history`, typed over the small world, and the job that takes."""

import json
from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest

from payung.config.cli import MODULES
from payung.foundation.access.models import Duty
from payung.jobs import arguments
from payung.jobs.tasks_figures import take_figures
from payung.stages.monitoring.files import PAST
from payung.stages.monitoring.models import Taking
from payung.stages.remittance.models import PaidMonth, Unpaid
from tests.factories.world_fixture import (  # noqa: F401  # pytest finds fixtures by name
    whole_world,
    world,
)


@pytest.fixture
def payung(world, capsys):  # noqa: F811
    def typed(*words: str) -> tuple[int, dict[str, object] | str]:
        wanted = arguments.read([*words, "--json"])
        capsys.readouterr()
        status = import_module(MODULES[wanted.command]).run(wanted)
        told = capsys.readouterr()
        return status, json.loads(told.out) if told.out else told.err

    return typed


def test_takes_shows_and_refuses_in_words(payung, world):  # noqa: F811
    status, told = payung("figures", "rebuild")
    # The commands have the real clock, so months after the world's may be there to take.
    assert status == 0
    assert set(told) == {"looked_at", "written"}
    assert payung("figures", "take") == (0, {"looked_at": 0, "written": 0})

    status, shown = payung("figures", "show", str(world.month - 3), "--regency", "33.24")
    assert status == 0
    assert [one["code"] for one in shown["figures"]][:5] == ["N1", "N2", "N3", "N4", "N5"]
    assert payung("figures", "show", "1999-01", "--regency", "33.24")[0] == 1
    assert payung("figures", "show", "2026-01", "--regency", "99.99")[0] == 1


def test_loads_the_past_once_and_nothing_of_a_file_that_is_none(payung, tmp_path):
    kendal = str(PAST / "33.24.yaml")
    broken = tmp_path / "x.yaml"
    broken.write_text("figures: 1")

    assert payung("history", "load", kendal, "--regency", "33.24") == (0, {"new": 8, "known": 0})
    assert payung("history", "load", kendal, "--regency", "33.24") == (0, {"new": 0, "known": 8})
    status, told = payung("history", "load", str(broken), "--regency", "33.24")
    assert status == 1
    assert "figures" in told


def test_the_job_takes_what_changed_and_nothing_twice(world):  # noqa: F811
    timestamp, context = int(world.at.timestamp()), SimpleNamespace(job=SimpleNamespace(id=1))
    runs = Taking.objects.count()
    take_figures(context, timestamp)
    assert Taking.objects.count() == runs, "nothing had changed"
    paid = PaidMonth.objects.filter(month=world.month.first_day)[0]
    Unpaid.objects.create(paid_month=paid, reason="Salah", at=datetime.now(tz=UTC))

    take_figures(context, timestamp)
    take_figures(context, timestamp)

    assert Taking.objects.count() == runs + 1


def test_a_leader_above_a_province_is_added_by_who_runs_the_installation(payung):
    above = ("person", "add", "kepala.provinsi", "--province", "33", "--role")

    assert payung(*above, "leader")[0] == 0
    [duty] = Duty.objects.filter(person__sign_in="kepala.provinsi")
    assert (duty.role, duty.regency_id, duty.province) == ("leader", None, "33")
    status, told = payung(*above, "auditor")
    assert (status, "leader" in told) == (1, True)
    assert payung("person", "add", "lain", "--province", "34", "--role", "leader")[0] == 1
    with pytest.raises(SystemExit):
        payung(*above, "leader", "--regency", "33.24")
