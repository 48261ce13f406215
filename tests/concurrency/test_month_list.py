"""Two people at once, and a process that dies: the month's list and payroll's answer to it."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from payung.foundation.ledger.models import Transfer
from payung.stages.deductions import operations
from payung.stages.deductions.models import DeductionLine, DeductionList
from payung.stages.intake.models import ReceivedFile
from payung.stages.reconciliation.models import Result
from payung.stages.reconciliation.operations import report_as_listed
from payung.stages.reconciliation.problems import NewerResult
from payung.stages.registry.models import CivilServant
from tests.factories.deductions import DECEMBER, gives, locked, office
from tests.factories.reconciliation import HEADER, books, form, uploaded

ROOT = Path(__file__).resolve().parents[2]

DIES = """
import os, signal, sys
import django
django.setup()
from datetime import datetime
from django.db import transaction
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.stages.deductions.operations import lock
from payung.stages.reconciliation.operations import report_as_listed
from payung.stages.deductions.models import DeductionList

when, step, regency, agency = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
by = Actor(7001, "Orang 7001", Role.TREASURER, regency, agency, "uji")
at = datetime.fromisoformat("2026-11-20T02:00:00+00:00")

def act():
    if step == "lock":
        lock(agency_ids=[agency], month=Month(2026, 12), by=by, at=at)
    else:
        report_as_listed(list_id=DeductionList.objects.get().pk, by=by, at=at)

if when == "before":
    with transaction.atomic():
        act()
        os.kill(os.getpid(), signal.SIGKILL)
act()
os.kill(os.getpid(), signal.SIGKILL)
"""


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run the acts in sessions of their own, started together; return what each gave or raised."""
    ready = threading.Barrier(len(acts))
    said: list[object] = []

    def run(act: Callable[[], object]) -> None:
        ready.wait()
        try:
            said.append(act())
        except Exception as raised:  # noqa: BLE001  # the test looks at whatever it was
            said.append(raised)
        finally:
            connection.close()

    people = [threading.Thread(target=run, args=(act,)) for act in acts]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return said


def dies(when: str, step: str, regency_id: int, agency_id: int) -> None:
    """Let another process do the step and be killed `before` or `after` its commit."""
    name = str(connection.settings_dict["NAME"])
    done = subprocess.run(
        [sys.executable, "-c", DIES, when, step, str(regency_id), str(agency_id)],
        env={**os.environ, "PAYUNG_DATABASE": name, "PYTHONPATH": str(ROOT / "src")},
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


class TestLock:
    def test_two_treasurers_at_once_make_one_list(self, own_database, at):
        here = office()
        for _ in range(20):
            gives(here, at=at)

        def lock():
            return operations.lock(
                agency_ids=[here.agency_id], month=DECEMBER, by=here.treasurer, at=at
            )

        first, second = at_once(lock, lock)

        assert first.list_ids == second.list_ids
        assert sorted([first.made, second.made]) == [0, 1]
        assert DeductionLine.objects.count() == 20

    def test_one_office_and_all_offices_at_once_bill_everyone_once(self, own_database, at):
        offices = [office(f"Dinas {number}") for number in range(4)]
        for here in offices:
            gives(here, at=at)
        everyone = [here.agency_id for here in offices]

        said = at_once(
            *[
                lambda here=here: operations.lock(
                    agency_ids=[here.agency_id], month=DECEMBER, by=here.treasurer, at=at
                )
                for here in offices
            ],
            lambda: operations.lock(
                agency_ids=everyone, month=DECEMBER, by=offices[0].secretariat, at=at
            ),
        )

        assert not [raised for raised in said if isinstance(raised, Exception)]
        assert DeductionList.objects.count() == 4
        assert DeductionLine.objects.count() == 4

    def test_who_moves_while_both_offices_lock_is_billed_by_one(self, own_database, at):
        old, new = office("Dinas Lama"), office("Dinas Baru")
        given = gives(old, at=at)
        gives(new, at=at)

        def move():
            servant = CivilServant.objects.filter(pk=given.sponsor_id)
            return servant.update(agency_id=new.agency_id)

        def lock(here):
            return operations.lock(
                agency_ids=[here.agency_id], month=DECEMBER, by=here.treasurer, at=at
            )

        said = at_once(lambda: lock(old), move, lambda: lock(new))

        assert not [raised for raised in said if isinstance(raised, Exception)]
        assert DeductionLine.objects.filter(worker_id=given.worker_id).count() <= 1

    @pytest.mark.slow
    def test_a_process_killed_before_the_commit_leaves_nothing(self, own_database, at):
        here = office()
        gives(here, at=at)

        dies("before", "lock", here.regency_id, here.agency_id)
        assert not DeductionList.objects.exists()

        locked(here, at=at)
        assert DeductionLine.objects.count() == 1

    @pytest.mark.slow
    def test_a_process_killed_after_the_commit_has_done_it_once(self, own_database, at):
        here = office()
        gives(here, at=at)

        dies("after", "lock", here.regency_id, here.agency_id)

        assert locked(here, at=at).line_count == 1
        assert DeductionLine.objects.count() == 1


class TestAnswer:
    def test_p01_the_same_bytes_in_two_tabs_are_applied_once(self, own_database, at):
        here = office()
        for _ in range(3):
            gives(here, at=at)
        content = form(locked(here, at=at), here)

        said = at_once(*[lambda: uploaded(content, here, at=at)] * 3)

        assert sorted(report.accepted for report in said) == [0, 0, 3]
        assert ReceivedFile.objects.count() == 1
        assert books(here).cut_idr == 25_200

    def test_p14_of_two_different_files_one_wins(self, own_database, at):
        here = office()
        for _ in range(3):
            gives(here, at=at)
        kept = locked(here, at=at)
        whole = form(kept, here)
        shorter = form(kept, here, lambda sheet: sheet.delete_rows(HEADER + 3))

        said = at_once(lambda: uploaded(whole, here, at=at), lambda: uploaded(shorter, here, at=at))

        (refused,) = [raised for raised in said if isinstance(raised, NewerResult)]
        (taken,) = [report for report in said if report is not refused]
        assert refused.code == "reconciliation.conflict"
        assert Result.objects.count() == 1
        assert books(here).cut_idr == 8_400 * taken.accepted

    @pytest.mark.slow
    @pytest.mark.parametrize(("when", "cuts"), [("before", 0), ("after", 1)])
    def test_p13_a_killed_answer_is_whole_or_absent(self, own_database, at, when, cuts):
        here = office()
        gives(here, at=at)
        kept = locked(here, at=at)

        dies(when, "answer", here.regency_id, here.agency_id)
        assert Transfer.objects.count() == cuts

        report_as_listed(list_id=kept.pk, by=here.treasurer, at=at)
        assert Transfer.objects.count() == 1
