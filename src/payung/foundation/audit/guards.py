"""Installs the database's own walls from the list of tables: triggers, state moves, privileges."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from payung.foundation.audit import walls
from payung.foundation.audit.models import AllowedMove
from payung.foundation.audit.tables import Life, Table

RIGHTS = {
    Life.APPEND_ONLY: "SELECT, INSERT",
    Life.EDITABLE: "SELECT, INSERT, UPDATE",
    Life.DISPOSABLE: "SELECT, INSERT, UPDATE, DELETE",
}
READ_ONLY = {"audit_allowedmove", "audit_move"}
"""Written by the owner and by triggers only: the application may read, never write."""
OTHERS_DISPOSABLE = ("django_session", "procrastinate_")


def tables() -> Iterator[type[Table]]:
    """Yield every table of Payung, in the order of the floors."""
    for model in apps.get_models():
        if issubclass(model, Table):
            yield model


def install(cursor: Any, *, app_role: str) -> None:
    """Make the database hold what the code promises. Safe to run again; needs the owner."""
    cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('payung:guards', 0))")
    for config in apps.get_app_configs():
        script = Path(config.path) / "guards.sql"
        if script.exists():
            cursor.execute(script.read_text())
    _copy_moves(cursor)
    for model in tables():
        _guard(cursor, model)
    for model in tables():
        for statement in walls.statements(model._meta.db_table, model.wall, app_role=app_role):
            cursor.execute(statement)
    _grant(cursor, app_role)


def allowed_moves() -> set[tuple[str, str, str]]:
    """Return every (table, from, to) that the code's state tables allow."""
    return {
        (model._meta.db_table, str(source), str(target))
        for model in tables()
        if model.moves is not None
        for source, target in model.moves.pairs
    }


def _copy_moves(cursor: Any) -> None:
    cursor.execute(f"DELETE FROM {AllowedMove._meta.db_table}")
    cursor.executemany(
        f"INSERT INTO {AllowedMove._meta.db_table} (entity, from_state, to_state)"
        " VALUES (%s, %s, %s)",
        sorted(allowed_moves()),
    )


def _guard(cursor: Any, model: type[Table]) -> None:
    table = model._meta.db_table
    wanted: dict[str, str] = {}
    if model.life is Life.APPEND_ONLY:
        wanted["guard_append_only"] = (
            "BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT"
            " EXECUTE FUNCTION payung_refuse_change()"
        )
    if model.moves is not None:
        wanted["guard_inserted_state"] = (
            "AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT"
            " EXECUTE FUNCTION audit_moves_inserted()"
        )
        wanted["guard_updated_state"] = (
            "AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows"
            " FOR EACH STATEMENT EXECUTE FUNCTION audit_moves_updated()"
        )
    if table == "audit_event":
        wanted["guard_chain"] = (
            "BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION audit_chain()"
        )
    for name, clause in wanted.items():
        cursor.execute(f"CREATE OR REPLACE TRIGGER {name} {clause.format(table=table)}")


def _grant(cursor: Any, app_role: str) -> None:
    cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {app_role}")
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {app_role}")
    cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {app_role}")
    cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app_role}")
    cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {app_role}")
    for model in tables():
        table = model._meta.db_table
        if table not in READ_ONLY:
            cursor.execute(f"GRANT {RIGHTS[model.life]} ON {table} TO {app_role}")
    for table in _tables_of_others(cursor):
        cursor.execute(f"GRANT {RIGHTS[Life.DISPOSABLE]} ON {table} TO {app_role}")


def _tables_of_others(cursor: Any) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return [name for (name,) in cursor.fetchall() if name.startswith(OTHERS_DISPOSABLE)]


def unlisted() -> list[type[models.Model]]:
    """Return Payung's models that do not say how their rows live; a promise test wants none."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("payung.")
        and not (issubclass(model, Table) and hasattr(model, "life"))
    ]
