"""The power goes out: the process is killed at each statement in turn, then run again."""

from datetime import date

import pytest

from payung.jobs.simulation.registering import (
    noon,
)
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.process.payroll import take_as_listed
from payung.reports import verify
from payung.stages.cover.queries import covered_in
from payung.stages.deductions.operations import lock
from payung.stages.deductions.queries import list_of
from payung.stages.enrolment.files import import_registrations
from payung.stages.remittance.operations import Part, record_receipt, record_slip
from tests.concurrency.killing import killed_at_every_statement, rows_of

DAY = date(2026, 11, 20)
MONTH = Month(2027, 1)
SYSTEM = Viewer.system()
pytestmark = pytest.mark.slow


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

    deaths = killed_at_every_statement(act)
    act()

    assert deaths > 10
    assert rows_of("enrolment_sponsorship") == 12
    assert rows_of("registry_worker") == 12
    assert rows_of("enrolment_consent") == 12
    assert verify.findings(viewer=SYSTEM) == []


def test_a_lock_killed_anywhere_takes_effect_once(members):
    people, agency_id = members
    by = people.at(Role.TREASURER, agency_id)

    def act():
        lock(agency_ids=[agency_id], month=MONTH, by=by, at=noon(DAY))

    deaths = killed_at_every_statement(act)
    act()

    assert deaths > 5
    assert rows_of("deductions_deductionlist") == 1
    assert rows_of("deductions_deductionline") == 12
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

    deaths = killed_at_every_statement(act)
    act()

    assert deaths > 20
    assert sum(office.workers for office in covered_in(viewer=SYSTEM, month=MONTH)) == 12
    assert rows_of("remittance_paidmonth") == 12
    assert verify.findings(viewer=SYSTEM) == []
