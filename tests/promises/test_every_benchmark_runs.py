"""Every benchmark still runs: each at its smallest, so that what fills its tables breaks here."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

import pytest
from django.db import connection

from payung.config.embedded import Server
from tests.conftest import copy_database, drop_database

REPEATS = ("ROUNDS", "ASKED", "TIMES")
"""How often a benchmark repeats what it measures; once is enough to see that it runs."""
USUAL = "payung"
"""The database that benchmarks fill; on the server of the tests only these tests have one."""


@pytest.fixture
def benchmark() -> Iterator[Callable[[str], ModuleType]]:
    """Return what imports a benchmark; its package sets up the environment of a process."""
    kept = dict(os.environ)
    yield lambda name: import_module(f"benchmarks.{name}")
    os.environ.clear()
    os.environ.update(kept)


@pytest.fixture
def empty(
    postgres: Server, template: str, django_db_setup: None, django_db_blocker: object
) -> Iterator[Callable[..., object]]:
    """Return `database` as benchmarks use it, but on the server of the tests."""
    before, made = connection.settings_dict["NAME"], {USUAL}

    @contextmanager
    def database(**options: bool) -> Iterator[Server]:
        del options
        renew(USUAL)
        yield postgres

    def renew(name: str) -> None:
        made.add(name)
        connection.close()
        copy_database(postgres, template, name)
        connection.settings_dict["NAME"] = name

    database.renew = renew  # type: ignore[attr-defined]  # for the one that makes its own
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's own type
        yield database
        connection.close()
    connection.settings_dict["NAME"] = before
    for name in made | {"bench_400"}:
        drop_database(postgres, name)


@pytest.mark.once
@pytest.mark.slow
def test_each_at_its_smallest(
    benchmark: Callable[[str], ModuleType],
    empty: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    every = benchmark("__main__")
    assert set(every.SMALLEST) == set(every.RUNS) - set(every.LEFT_OUT)
    for name, options in every.SMALLEST.items():
        module = benchmark(name)
        for place, instead in {
            "database": empty,
            "running": lambda *_, **__: empty(),
            "create_embedded_database": lambda _, made: empty.renew(made),
            "migrate": lambda: None,
            **dict.fromkeys(REPEATS, 1),
        }.items():
            if hasattr(module, place):
                monkeypatch.setattr(module, place, instead)
        monkeypatch.setattr(sys, "argv", [name, *options])

        module.main()

        told = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert told["benchmark"] == name
