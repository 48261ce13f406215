"""Fifty civil servants name the same worker at once; two people send one batch at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from payung.stages.enrolment.files import import_registrations
from payung.stages.enrolment.models import Batch, BatchLine, Sponsorship
from payung.stages.enrolment.operations import register, send_batch
from payung.stages.enrolment.problems import RegistrationRefused
from payung.stages.registry.models import Worker
from tests.factories.enrolment import civil_servant, office, row, sheet, verified, worker


def at_once(calls):
    """Run all calls as nearly at one moment as threads can; return their results."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            connection.ensure_connection()
            barrier.wait()
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.mark.slow
def test_fifty_who_name_the_same_worker_leave_one_sponsorship(own_database, at):
    home = office()
    sponsors = [civil_servant(home.regency_id, home.agency_id, 940 + n).pk for n in range(50)]

    def attempt(sponsor_id):
        def call():
            try:
                return register(sponsor_id=sponsor_id, worker=worker(1), by=home.officer, at=at)
            except RegistrationRefused as refusal:
                return [finding.code for finding in refusal.findings]

        return call

    results = at_once([attempt(sponsor_id) for sponsor_id in sponsors])

    won = [result for result in results if isinstance(result, int)]
    assert len(won) == 1
    assert [result for result in results if result != won[0]] == [["already_known"]] * 49
    assert (Sponsorship.objects.count(), Worker.objects.count()) == (1, 1)


def test_two_who_press_send_make_one_batch(own_database, at):
    home = office()
    verified(home, [1, 2, 3], at)

    results = at_once([lambda: send_batch(agency_id=home.agency_id, by=home.officer, at=at)] * 2)

    assert sorted(result is None for result in results) == [False, True]
    assert (Batch.objects.count(), BatchLine.objects.count()) == (1, 3)


def test_two_tabs_with_the_same_sheet_take_it_once(own_database, at):
    home = office()
    content = sheet([row(home.nips[0], number) for number in range(1, 6)])

    def load():
        return import_registrations(
            content=content,
            name="a.xlsx",
            regency_id=home.regency_id,
            apply=True,
            by=home.officer,
            at=at,
        )

    results = at_once([load, load])

    assert sorted(report.accepted for report in results) == [0, 5]
    assert Sponsorship.objects.count() == 5


def test_two_offices_with_one_worker_at_once_register_the_worker_once(own_database, at):
    home = office()
    sheets = [
        sheet([row(nip, 1), row(nip, serial)])
        for nip, serial in zip(home.nips[:2], (2, 3), strict=True)
    ]

    def load(content):
        return lambda: import_registrations(
            content=content,
            name="a.xlsx",
            regency_id=home.regency_id,
            apply=True,
            by=home.officer,
            at=at,
        )

    results = at_once([load(content) for content in sheets])

    assert sorted(report.accepted for report in results) == [1, 2]
    assert Sponsorship.objects.count() == 3
