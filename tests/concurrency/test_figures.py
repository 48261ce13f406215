"""Figures are taken by two at once, and the power goes out while all are measured again."""

from datetime import date

import pytest

from payung.kernel.month import Month
from payung.kernel.people import Actor, Viewer
from payung.reports.verify.figures import (
    f1_figures_are_what_the_books_say,
    f2_versions_follow_each_other,
)
from payung.stages.monitoring import queries
from payung.stages.monitoring.models import OfficeMonth, Taking
from payung.stages.monitoring.operations import rebuild, take
from payung.stages.registry.models import CivilServant
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
