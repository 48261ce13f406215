"""Prepares a database: roles, tables, walls. Runs as owner; safe to run again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from psycopg import sql
from psycopg.conninfo import make_conninfo

from payung.config import databases
from payung.config.embedded import APP_ROLE, OWNER_ROLE, Server
from payung.config.first_tables import make_first_tables
from payung.foundation.audit import guards


def create_embedded_database(server: Server, name: str) -> None:
    """Make the database and the application's role inside the embedded server."""
    parts = make_conninfo(**server.url(role=OWNER_ROLE, database="postgres"))
    with psycopg.connect(parts, autocommit=True) as connection:
        if not _has_role(connection):
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(APP_ROLE)))
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if found.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def drop_embedded_database(server: Server, name: str) -> None:
    """Throw the database away, whoever is connected to it."""
    parts = make_conninfo(**server.url(role=OWNER_ROLE, database="postgres"))
    with psycopg.connect(parts, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def migrate() -> None:
    """
    Bring the database to this version of the code.

    Opens the owner's connection for this alone, and leaves the process on the application's.
    """
    with owners_connection() as connection:
        _create_role_outside(connection)
        make_first_tables(connection)
        call_command("migrate", database=connection.alias, verbosity=0, interactive=False)
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            guards.install(cursor, app_role=APP_ROLE)


@contextmanager
def owners_connection() -> Iterator[Any]:
    """Connect to the database of this process as its owner, for as long as the block runs."""
    connections.settings["owner"] = connections.configure_settings(
        {"default": settings.DATABASES["default"], "owner": databases.owner()}
    )["owner"]
    connection = connections["owner"]
    try:
        yield connection
    finally:
        connection.close()
        del connections["owner"]
        del connections.settings["owner"]


def _create_role_outside(connection: Any) -> None:
    with connection.cursor() as cursor:
        if not _has_role(cursor):
            cursor.execute(f"CREATE ROLE {APP_ROLE} NOLOGIN")
            cursor.execute(f"GRANT {APP_ROLE} TO CURRENT_USER")


def _has_role(cursor: Any) -> bool:
    found = cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
    return (found or cursor).fetchone() is not None
