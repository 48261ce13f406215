"""The power goes out: the process is killed at each statement in turn, then run again."""

import itertools
import os
import signal
from datetime import date

import pytest
from django.db import connection

from payung.jobs.simulation.branch import Branch
from payung.jobs.simulation.cast import cast
from payung.jobs.simulation.invented import Inventor
from payung.jobs.simulation.registering import (
    noon,
    take_sheet,
    to_branch_and_back,
    verify_office,
)
from payung.jobs.simulation.sheets import HABITS, registration_sheet, staff_sheet
from payung.jobs.simulation.steps import Steps
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role, Viewer
from payung.process.payroll import take_as_listed
from payung.reports import verify
from payung.stages.cover.queries import covered_in
from payung.stages.deductions.operations import lock
from payung.stages.deductions.queries import list_of
from payung.stages.enrolment.files import import_registrations
from payung.stages.registry.files import import_staff
from payung.stages.registry.operations import join, load_areas
from payung.stages.registry.queries import AreaRow, agencies, regency_by_code
from payung.stages.remittance.operations import Part, record_receipt, record_slip

DAY = date(2026, 11, 20)
MONTH = Month(2027, 1)
SYSTEM = Viewer.system()
pytestmark = pytest.mark.slow


def _killed_at(statement, act):
    """Run `act` in a child that dies at its n-th statement; return whether it died."""
    connection.close()
    child = os.fork()
    if child == 0:
        count = itertools.count(1)

        def die(execute, sql, params, many, context):
            if next(count) == statement:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(die):
            act()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _every_statement(act, *, at_most=400):
    """Kill `act` at its first statement, its second, and so on; return how often it died."""
    for statement in range(1, at_most):
        if not _killed_at(statement, act):
            return statement - 1
    raise AssertionError("it never came to an end")


def _count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.fixture
def place(own_database):
    """Kendal with one office of twenty civil servants, twelve of whom name a worker."""
    by, at = Actor.system("test"), noon(DAY)
    load_areas(
        areas=[
            AreaRow("33", "Jawa Tengah", ""),
            AreaRow("33.24", "Kabupaten Kendal", "33"),
            AreaRow("33.24.15", "Kendal", "33.24"),
        ],
        by=by,
        at=at,
    )
    regency_id = join(regency_code="33.24", legal_basis="", branch_name="", by=by, at=at)
    world = Inventor("killed", [("33.24.15", "Kendal")])
    staff = [world.staff("Dinas Kesehatan") for _ in range(20)]
    import_staff(
        content=staff_sheet(staff, regency="Kabupaten Kendal", as_of=DAY),
        name="asn.xlsx",
        regency_id=regency_id,
        apply=True,
        by=by,
        at=at,
    )
    people = [world.candidate(one, today=DAY) for one in staff[:12]]
    regency = regency_by_code(viewer=SYSTEM, code="33.24")
    offices = agencies(viewer=SYSTEM, regency_id=regency_id)
    sheet = registration_sheet(people, agency="Dinas Kesehatan", habit=HABITS[0])
    return cast(regency, offices, since=DAY, by=by, at=at), offices[0].agency_id, sheet


@pytest.fixture
def members(place):
    """The twelve are accepted, and their first month is January 2027."""
    people, agency_id, sheet = place
    steps = Steps()
    take_sheet(people, sheet, "daftar.xlsx", agency_id=agency_id, day=DAY, steps=steps)
    verify_office(people, agency_id, day=DAY, steps=steps)
    to_branch_and_back(
        people,
        agency_id,
        Branch("1", first_number=21_000_000_000, refuses=0),
        sent=DAY,
        answered=DAY,
        errs=False,
        steps=steps,
    )
    return people, agency_id


def test_an_import_killed_anywhere_takes_effect_once(place):
    people, agency_id, sheet = place
    by = people.at(Role.OFFICER, agency_id)

    def act():
        import_registrations(
            content=sheet,
            name="daftar.xlsx",
            regency_id=people.regency.regency_id,
            agency_id=agency_id,
            apply=True,
            by=by,
            at=noon(DAY),
        )

    deaths = _every_statement(act)
    act()

    assert deaths > 10
    assert _count("enrolment_sponsorship") == 12
    assert _count("registry_worker") == 12
    assert _count("enrolment_consent") == 12
    assert verify.findings(viewer=SYSTEM) == []


def test_a_lock_killed_anywhere_takes_effect_once(members):
    people, agency_id = members
    by = people.at(Role.TREASURER, agency_id)

    def act():
        lock(agency_ids=[agency_id], month=MONTH, by=by, at=noon(DAY))

    deaths = _every_statement(act)
    act()

    assert deaths > 5
    assert _count("deductions_deductionlist") == 1
    assert _count("deductions_deductionline") == 12
    assert verify.findings(viewer=SYSTEM) == []


def test_a_remittance_killed_anywhere_takes_effect_once(members):
    people, agency_id = members
    treasurer, branch = people.at(Role.TREASURER, agency_id), people.at(Role.BRANCH)
    day = MONTH.first_day.replace(day=8)
    lock(agency_ids=[agency_id], month=MONTH, by=treasurer, at=noon(DAY))
    asked = list_of(viewer=SYSTEM, agency_id=agency_id, month=MONTH)

    def act():
        take_as_listed(
            list_id=asked.list_id, agency_id=agency_id, month=MONTH, by=treasurer, at=noon(day)
        )
        record_slip(
            regency_id=people.regency.regency_id,
            bank="Bank Jateng",
            number="1",
            paid_on=day,
            parts=[Part(agency_id=agency_id, month=MONTH, amount_idr=asked.total_idr)],
            by=treasurer,
            at=noon(day),
        )
        record_receipt(
            number="T1",
            bank="Bank Jateng",
            slip_number="1",
            amount_idr=asked.total_idr,
            received_on=day,
            by=branch,
            at=noon(day),
        )

    deaths = _every_statement(act)
    act()

    assert deaths > 20
    assert sum(office.workers for office in covered_in(viewer=SYSTEM, month=MONTH)) == 12
    assert _count("remittance_paidmonth") == 12
    assert verify.findings(viewer=SYSTEM) == []
