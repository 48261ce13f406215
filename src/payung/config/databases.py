"""Which PostgreSQL Payung talks to, and as whom: the application never connects as owner."""

import os
from pathlib import Path
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from payung.config.embedded import APP_ROLE, OWNER_ROLE, server

# Row security makes every statement dear to plan; a prepared one is planned once (ADR 0017).
PREPARED = {"server_side_binding": True, "prepare_threshold": 3}


class AddressUnreadable(Exception):
    """`DATABASE_URL` or `PAYUNG_OWNER_URL` is no address of a PostgreSQL."""


def home() -> Path:
    """Return the folder that holds everything this installation keeps: `PAYUNG_HOME` or `var/`."""
    return Path(os.environ.get("PAYUNG_HOME", "var")).resolve()


def uses_embedded() -> bool:
    return "DATABASE_URL" not in os.environ


def demo_day() -> Path | None:
    """Return where a demo keeps its day; None where the database may be a real one."""
    return home() / "demo-day" if uses_embedded() else None


def application() -> dict[str, Any]:
    """
    Settings of the connection that everything uses.

    With `DATABASE_URL` and `PAYUNG_OWNER_URL`, the first signs in as a role without ownership. With
    `DATABASE_URL` alone its owner steps down to the application's role at every connection.
    """
    if uses_embedded():
        settings = _django(server(home()).url(role=APP_ROLE, database=_database()))
        return _with_options(settings, f"-c payung.scope={_scope()}")
    settings = _with_options(_django(_parts("DATABASE_URL")), f"-c payung.scope={_scope()}")
    if "PAYUNG_OWNER_URL" not in os.environ:
        settings = _with_options(settings, f"-c role={APP_ROLE}")
    return settings


def owner() -> dict[str, Any]:
    """Settings of the connection that migrates and installs the guards, and nothing else."""
    if uses_embedded():
        return _django(server(home()).url(role=OWNER_ROLE, database=_database()))
    return _django(
        _parts("PAYUNG_OWNER_URL" if "PAYUNG_OWNER_URL" in os.environ else "DATABASE_URL")
    )


def _scope() -> str:
    """What a new connection shows: everything to commands and jobs, nothing to the web's door."""
    return os.environ.get("PAYUNG_SCOPE", "system")


def _with_options(settings: dict[str, Any], options: str) -> dict[str, Any]:
    given = settings["OPTIONS"].get("options", "")
    settings["OPTIONS"]["options"] = f"{given} {options}".strip()
    return settings


def _parts(name: str) -> dict[str, Any]:
    try:
        parts = dict(conninfo_to_dict(os.environ[name]))
    except ProgrammingError as problem:
        raise AddressUnreadable(f"{name} is no address of a PostgreSQL") from problem
    if not parts.get("dbname"):
        raise AddressUnreadable(f"{name} names no database (postgresql://USER@HOST/DATABASE)")
    return parts


def _database() -> str:
    return os.environ.get("PAYUNG_DATABASE", "payung")


def _django(parts: dict[str, Any]) -> dict[str, Any]:
    known = {
        "host": "HOST",
        "user": "USER",
        "dbname": "NAME",
        "port": "PORT",
        "password": "PASSWORD",
    }
    settings: dict[str, Any] = {known[key]: value for key, value in parts.items() if key in known}
    options = {key: value for key, value in parts.items() if key not in known}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**PREPARED, **options, "application_name": "payung"},
        "TEST": {"MIRROR": None},
        **settings,
    }
