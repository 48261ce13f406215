"""One private PostgreSQL for the run; each worker gets its own copy of a prepared database."""

import fcntl
import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("PAYUNG_TEST_HOME", ROOT / "var" / "tests")).resolve()
os.environ["PAYUNG_HOME"] = str(HOME)
gc.set_threshold(100_000, 50, 50)  # looking for cycles took a tenth of the web tests
(HOME / "static").mkdir(parents=True, exist_ok=True)  # or every client warns that it is missing
os.environ["PAYUNG_DATABASE"] = "test_" + os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ.pop("DATABASE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "payung.config.settings"

import django  # noqa: E402  # the environment above decides which database is meant

django.setup()

import psycopg  # noqa: E402
import pytest  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection, connections  # noqa: E402

# A worker of a parallel run may have read the settings with its parent's environment.
connections.settings["default"]["NAME"] = os.environ["PAYUNG_DATABASE"]

# A page made for one test is not kept for the next one's world.
settings.KEEP_PUBLIC_SECONDS = 0

import hypothesis  # noqa: E402

# How long one example takes says more about the machine's other work than about the code.
hypothesis.settings.register_profile("payung", deadline=None)
hypothesis.settings.register_profile("quick", deadline=None, max_examples=25)
hypothesis.settings.load_profile("payung")

from psycopg import sql  # noqa: E402

from payung.config import statements  # noqa: E402
from payung.config.cli import migrations_digest  # noqa: E402
from payung.config.embedded import OWNER_ROLE, Server, running  # noqa: E402
from payung.config.garbage import collect_rarely  # noqa: E402

# One worker of the tests opens every page over one connection.
statements.REMEMBERED = 1000

TEMPLATE = "test_template"
WHOLE_WORLDS = (
    "tests/concurrency/",
    "tests/process/",
    "tests/reports/",
    "tests/web/",
    "tests/foundation/access/test_password_rules.py",
    "tests/foundation/ledger/test_any_history.py",
    "tests/jobs/test_arguments.py",
    "tests/jobs/test_payroll_anomalies.py",
    "tests/promises/test_a_forgotten_filter_shows_nothing.py",
    "tests/promises/test_every_url_is_decided.py",
    "tests/promises/test_no_page_names_another_office.py",
    "tests/stages/enrolment/files/",
    "tests/stages/registry/test_gateway.py",
)
"""Build a regency with its months, or race for seconds: `make test` runs them, not `make check`."""


def pytest_collection_finish(session: pytest.Session) -> None:
    """As the web server does, once everything is imported."""
    collect_rarely()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> None:
    """
    Give the frames of a test one big piece of memory; pytest's own hook calls the test after this.

    CPython 3.11 asks the system for 16 KiB whenever frames outgrow a piece, and gives them back
    when they shrink. As deep as pytest calls a test, templates crossed such a border thousands
    of times, which took a tenth of the web tests. A function said to need many slots gets a
    megabyte, and whatever it calls goes on in there.
    """
    test = pyfuncitem.obj

    @wraps(test)
    def roomy(**named: object) -> object:
        return test(**named)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=65_000)
    pyfuncitem.obj = roomy


ASK_THE_SERVER = {"db", "transactional_db", "django_db_setup", "postgres"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(WHOLE_WORLDS):
            item.add_marker(pytest.mark.slow)
        if _asks_the_server(item):
            item.add_marker(pytest.mark.database)
    if _binaries() is not None:
        told = [item for item in items if not _asks_the_server(item)]
        config.hook.pytest_deselected(items=told)
        items[:] = [item for item in items if _asks_the_server(item)]


def _asks_the_server(item: pytest.Item) -> bool:
    """Whether another PostgreSQL could answer this test otherwise than the first one did."""
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db") is not None
    return marked or not ASK_THE_SERVER.isdisjoint(fixtures)


def _binaries() -> Path | None:
    """`PAYUNG_TEST_BINARIES` names the programs of another PostgreSQL, such as Debian's."""
    chosen = os.environ.get("PAYUNG_TEST_BINARIES")
    return Path(chosen) if chosen else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    with running(HOME, binaries=_binaries(), safe=False) as server:
        yield server


@pytest.fixture(scope="session")
def template(postgres: Server) -> str:
    """Migrate one database per version of the tables; workers wait for the first to finish."""
    with (HOME / "template.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        version = migrations_digest()
        if lock.read() != version or not _exists(postgres, TEMPLATE):
            _drop(postgres, TEMPLATE)
            subprocess.run(
                [sys.executable, "-m", "payung.config.cli", "migrate", "--quiet"],
                check=True,
                env={**os.environ, "PAYUNG_DATABASE": TEMPLATE, "PYTHONPATH": str(ROOT / "src")},
                cwd=ROOT,
            )
            lock.seek(0)
            lock.truncate()
            lock.write(version)
        return TEMPLATE


@pytest.fixture(scope="session")
def django_db_setup(postgres: Server, template: str, django_db_blocker: object) -> Iterator[None]:
    """Replace Django's own test database: ours is made by the owner, used as the application."""
    name = os.environ["PAYUNG_DATABASE"]
    _drop(postgres, name)
    _copy(postgres, template, name)
    yield
    connections.close_all()
    _drop(postgres, name)


@pytest.fixture
def own_database(
    postgres: Server, template: str, django_db_setup: None, django_db_blocker: object
) -> Iterator[Server]:
    """A database of the test's own, for what must really commit, race or be killed."""
    with copied(postgres, template, "own", django_db_blocker):
        yield postgres


@contextmanager
def copied(server: Server, template: str, suffix: str, blocker: object) -> Iterator[str]:
    """Connect this thread to a fresh copy of a database, which is dropped afterwards."""
    name = f"{os.environ['PAYUNG_DATABASE']}_{suffix}"
    usual = connection.settings_dict["NAME"]
    connection.close()
    _drop(server, name)
    _copy(server, template, name)
    connection.settings_dict["NAME"] = name
    with blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's own type
        yield name
        connection.close()
    connection.settings_dict["NAME"] = usual
    _drop(server, name)


@pytest.fixture
def renew(own_database: Server, template: str) -> Callable[[], None]:
    """Return what puts the test's own database back to its beginning."""

    def again() -> None:
        name = connection.settings_dict["NAME"]
        connection.close()
        _drop(own_database, name)
        _copy(own_database, template, name)

    return again


def copy_database(server: Server, template: str, name: str) -> None:
    """Make a database anew as a copy of another."""
    _drop(server, name)
    _copy(server, template, name)


def drop_database(server: Server, name: str) -> None:
    _drop(server, name)


def _owner(server: Server) -> "psycopg.Connection[object]":
    return psycopg.connect(**server.url(role=OWNER_ROLE, database="postgres"), autocommit=True)


def _exists(server: Server, name: str) -> bool:
    with _owner(server) as session:
        found = session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None


def _drop(server: Server, name: str) -> None:
    with _owner(server) as session:
        session.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def _copy(server: Server, template: str, name: str) -> None:
    with _owner(server) as session:
        session.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )


AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""Nine in the morning of 20 November 2026 in Kendal."""


@pytest.fixture
def at() -> datetime:
    return AT
