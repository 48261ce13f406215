"""The machine is lost: last night's backup is restored, and people send their files again (P25)."""

import subprocess
from datetime import date

import psycopg
import pytest
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from payung.config.embedded import OWNER_ROLE
from payung.jobs.simulation.payroll import Payroll
from payung.jobs.simulation.registering import noon
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.process.payroll import take_result
from payung.reports import verify
from payung.stages.deductions.operations import lock
from payung.stages.deductions.queries import list_of
from payung.stages.reconciliation.files import result_form

DAY = date(2026, 11, 20)
MONTH = Month(2027, 1)
SYSTEM = Viewer.system()
pytestmark = pytest.mark.slow


def _program(server, name, *arguments):
    parts = {"-h": server.sockets, "-p": "5432", "-U": OWNER_ROLE}
    options = [str(part) for pair in parts.items() for part in pair]
    subprocess.run([server.binaries / name, *options, *map(str, arguments)], check=True)


def _restored(server, dump):
    """Make the test's own database anew from the dump, as an operator would."""
    name = connection.settings_dict["NAME"]
    connection.close()
    parts = server.url(role=OWNER_ROLE, database="postgres")
    with psycopg.connect(make_conninfo(**parts), autocommit=True) as session:
        session.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        session.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    _program(server, "pg_restore", "--exit-on-error", "-d", name, dump)


def _posted():
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, count(*), sum(amount_idr) FROM ledger_transfer GROUP BY kind")
        return sorted(cursor.fetchall())


def test_what_was_in_the_backup_counts_once_and_what_was_lost_is_taken_again(
    members, own_database, tmp_path
):
    people, agency_id = members
    treasurer = people.at(Role.TREASURER, agency_id)
    answers = {}
    for month in (MONTH, MONTH.next):
        lock(agency_ids=[agency_id], month=month, by=treasurer, at=noon(DAY))
        asked = list_of(viewer=SYSTEM, agency_id=agency_id, month=month)
        form = result_form(viewer=treasurer.viewer, list_id=asked.list_id)
        answers[month] = Payroll("backup", errs=False).answer(form)

    def send(month):
        return take_result(
            content=answers[month],
            name=f"hasil-{month}.xlsx",
            agency_id=agency_id,
            month=month,
            by=treasurer,
            at=noon(month.first_day),
        )

    send(MONTH)
    dump = tmp_path / "payung.dump"
    _program(own_database, "pg_dump", "-Fc", "-f", dump, connection.settings_dict["NAME"])
    send(MONTH.next)
    whole = _posted()
    _restored(own_database, dump)

    again, lost = send(MONTH), send(MONTH.next)

    assert "already_applied" in again.facts
    assert lost.accepted == 12
    assert _posted() == whole
    assert verify.findings(viewer=SYSTEM) == []


def test_a_restored_database_has_its_walls(members, own_database, tmp_path):
    dump = tmp_path / "payung.dump"
    _program(own_database, "pg_dump", "-Fc", "-f", dump, connection.settings_dict["NAME"])
    _restored(own_database, dump)

    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("DELETE FROM audit_event")
