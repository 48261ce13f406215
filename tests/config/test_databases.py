"""The application never connects as the owner."""

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
    assert "options" not in working["OPTIONS"]
    assert owner["USER"] == "payung_owner"


def test_an_owner_alone_steps_down_at_every_connection(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", OWNER)
    monkeypatch.delenv("PAYUNG_OWNER_URL", raising=False)

    assert databases.application()["OPTIONS"]["options"] == f"-c role={APP_ROLE}"
    assert "options" not in databases.owner()["OPTIONS"]


def test_the_home_is_var_where_nothing_is_said(monkeypatch, tmp_path):
    monkeypatch.delenv("PAYUNG_HOME", raising=False)
    monkeypatch.chdir(tmp_path)

    assert databases.home() == tmp_path / "var"
