"""The application never connects as the owner."""

import os
import subprocess
import sys

import pytest

from payung.config import databases
from payung.config.embedded import APP_ROLE, OWNER_ROLE

WORKING = "postgresql://payung_app:geheim@db.example:5433/payung?sslmode=require"
OWNER = "postgresql://payung_owner:auch@db.example:5433/payung"


@pytest.fixture
def embedded(monkeypatch, home):
    monkeypatch.setenv("PAYUNG_HOME", str(home))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_the_embedded_server_is_used_as_the_application(embedded):
    assert databases.uses_embedded()
    assert databases.application()["USER"] == APP_ROLE
    assert databases.owner()["USER"] == OWNER_ROLE


def test_the_embedded_server_is_reached_by_a_socket_only(embedded):
    assert databases.application()["HOST"].startswith("/")


def test_two_addresses_are_used_as_given(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", WORKING)
    monkeypatch.setenv("PAYUNG_OWNER_URL", OWNER)

    working, owner = databases.application(), databases.owner()

    assert (working["USER"], working["PASSWORD"], working["PORT"]) == (
        "payung_app",
        "geheim",
        "5433",
    )
    assert working["OPTIONS"]["sslmode"] == "require"
    assert working["OPTIONS"]["options"] == "-c payung.scope=system"
    assert owner["USER"] == "payung_owner"


def test_an_owner_alone_steps_down_at_every_connection(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", OWNER)
    monkeypatch.delenv("PAYUNG_OWNER_URL", raising=False)

    options = databases.application()["OPTIONS"]["options"]
    assert options == f"-c payung.scope=system -c role={APP_ROLE}"
    assert "options" not in databases.owner()["OPTIONS"]


def test_the_web_begins_every_connection_seeing_nothing(embedded, monkeypatch):
    monkeypatch.setenv("PAYUNG_SCOPE", "none")

    assert databases.application()["OPTIONS"]["options"] == "-c payung.scope=none"
    assert "options" not in databases.owner()["OPTIONS"]


def test_options_of_the_address_stay_and_come_first(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", WORKING + "&options=-c%20jit%3Doff")
    monkeypatch.setenv("PAYUNG_OWNER_URL", OWNER)
    monkeypatch.setenv("PAYUNG_SCOPE", "none")

    options = databases.application()["OPTIONS"]["options"]

    assert options == "-c jit=off -c payung.scope=none"


@pytest.mark.slow
def test_the_door_of_the_web_says_so_before_the_settings_are_read():
    """Another process: importing the door sets the environment of whoever imports it."""
    line = (
        "import payung.config.wsgi; from django.conf import settings; "
        "print(settings.DATABASES['default']['OPTIONS']['options'])"
    )
    environment = {"DATABASE_URL": WORKING, "PAYUNG_OWNER_URL": OWNER}

    said = subprocess.run(
        [sys.executable, "-c", line],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "-c payung.scope=none"


def test_the_home_is_var_where_nothing_is_said(monkeypatch, tmp_path):
    monkeypatch.delenv("PAYUNG_HOME", raising=False)
    monkeypatch.chdir(tmp_path)

    assert databases.home() == tmp_path / "var"
