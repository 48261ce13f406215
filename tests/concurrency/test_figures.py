"""Figures are taken by two at once, and the power goes out while all are measured again."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date

import psycopg
import pytest
from django.db import connection, transaction

from payung.config.embedded import OWNER_ROLE
from payung.kernel.month import Month
from payung.kernel.people import Actor, Viewer
from payung.reports.verify.figures import (
    f1_figures_are_what_the_books_say,
    f2_versions_follow_each_other,
)
from payung.stages.intake.models import ReceivedFile
from payung.stages.monitoring import queries
from payung.stages.monitoring.models import OfficeMonth, Taking
from payung.stages.monitoring.operations import rebuild, take
from payung.stages.registry.models import CivilServant, StaffChange
from payung.stages.registry.operations.departing import Left, record_departure
from tests.concurrency.conftest import DAY, noon
from tests.concurrency.killing import dies_along
from tests.concurrency.test_one_sponsor import at_once

SYSTEM = Actor.system("test")
AT = noon(DAY)
pytestmark = pytest.mark.slow


def _all() -> int:
    return rebuild(by=SYSTEM, at=AT).rows


def _wrong() -> list[str]:
    return [*f1_figures_are_what_the_books_say(), *f2_versions_follow_each_other()]


def _gone(person: CivilServant) -> None:
    """Write what says that somebody left, without the locks an operation would wait for."""
    CivilServant.objects.filter(pk=person.pk).update(gone_on=date(2026, 11, 2))
    StaffChange.objects.create(
        civil_servant=person, from_agency=person.agency, kind="gone", at=AT,
        file=ReceivedFile.objects.order_by("pk")[0],
    )  # fmt: skip


def _begin() -> None:
    """Begin a transaction of this thread, and give it its number."""
    transaction.set_autocommit(False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")


@contextmanager
def _somebody_else():
    """Give what runs something in another session; it stands still in between."""
    with ThreadPoolExecutor(1) as pool:

        def do(call, *values):
            return pool.submit(call, *values).result()

        do(_begin)
        try:
            yield do
        finally:
            do(lambda: connection.close())  # this thread's, not that of the test


def test_what_was_written_before_and_committed_after_a_taking_is_taken_by_the_next(place):
    _all()
    one, other, third = CivilServant.objects.select_related("agency").order_by("pk")[:3]
    with _somebody_else() as first, _somebody_else() as second:
        second(_gone, one)
        first(_gone, other)
        first(transaction.commit)
        assert take(by=SYSTEM, at=AT).rows == 1
        _gone(third)
        assert take(by=SYSTEM, at=AT).rows == 1
        second(transaction.commit)

    assert queries.is_behind(viewer=Viewer.system(), current=Month.of(DAY))
    assert take(by=SYSTEM, at=AT).rows == 1
    assert not queries.is_behind(viewer=Viewer.system(), current=Month.of(DAY))
    assert _wrong() == []


def test_long_work_in_another_database_does_not_leave_figures_behind(place, own_database):
    _all()
    elsewhere = own_database.url(role=OWNER_ROLE, database="postgres")
    with psycopg.connect(**elsewhere) as session:
        session.execute("CREATE TEMPORARY TABLE registry_staffchange (row int)")
        session.execute("INSERT INTO registry_staffchange VALUES (1)")
        _gone(CivilServant.objects.select_related("agency").order_by("pk")[0])
        assert take(by=SYSTEM, at=AT).rows == 1
        assert not queries.is_behind(viewer=Viewer.system(), current=Month.of(DAY))


def test_who_only_reads_does_not_leave_figures_behind(place):
    _all()
    with _somebody_else() as reader:
        reader(lambda: list(StaffChange.objects.all()))
        _gone(CivilServant.objects.select_related("agency").order_by("pk")[0])
        assert take(by=SYSTEM, at=AT).rows == 1
        assert not queries.is_behind(viewer=Viewer.system(), current=Month.of(DAY))


def test_two_takings_at_once_write_every_version_once(place):
    _all()
    who = CivilServant.objects.order_by("pk")[0]
    before = OfficeMonth.objects.count()
    record_departure(
        civil_servant_id=who.pk, left_on=date(2026, 11, 2), why=Left.RETIRED, reason="", by=SYSTEM,
        at=AT,
    )  # fmt: skip

    def once() -> int:
        return take(by=SYSTEM, at=AT).rows

    assert sorted(at_once([once, once, _all])) == [0, 0, 1]
    assert OfficeMonth.objects.count() == before + 1
    assert Taking.objects.count() == 4
    assert _wrong() == []
    assert not queries.is_behind(viewer=Viewer.system(), current=Month.of(DAY))


def test_a_rebuild_killed_anywhere_leaves_nothing_or_everything(place):
    dies_along(_all)

    assert _all() == 0
    assert OfficeMonth.objects.count() > 0
    assert _wrong() == []
