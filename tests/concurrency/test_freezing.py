"""A month is frozen by two people at once, and the power goes out in between."""

import pytest

from payung.foundation.documents.models import Document
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process.monev import freeze_pack
from payung.stages.monitoring.models import PackFreeze
from payung.stages.monitoring.operations import rebuild
from tests.concurrency.conftest import DAY, noon
from tests.concurrency.killing import dies_along
from tests.concurrency.test_one_sponsor import at_once

AT = noon(DAY)
pytestmark = pytest.mark.slow


def _people(regency_id: int) -> list[Actor]:
    secretariat = Actor(None, "Ratna Wulandari", Role.SECRETARIAT, regency_id, None, "a")
    leader = Actor(None, "Bambang Sutrisno", Role.LEADER, regency_id, None, "b")
    return [secretariat, leader]


def test_two_who_freeze_at_once_get_one_pack(place):
    rebuild(by=Actor.system("test"), at=AT)
    people = _people(place[0].regency.regency_id)

    def freezing(by: Actor):
        return lambda: freeze_pack(month=Month.of(DAY), by=by, at=AT).is_new

    assert sorted(at_once([freezing(by) for by in people * 2])) == [False, False, False, True]
    assert [(row.version, len(row.documents)) for row in PackFreeze.objects.all()] == [(1, 2)]
    assert Document.objects.count() == 2


def test_a_freeze_that_the_power_cut_left_no_paper_without_its_pack(place):
    rebuild(by=Actor.system("test"), at=AT)
    (by, _) = _people(place[0].regency.regency_id)

    def freeze() -> int:
        return freeze_pack(month=Month.of(DAY), by=by, at=AT).freeze_id

    dies_along(freeze)

    freeze()
    assert PackFreeze.objects.count() == 1
    assert Document.objects.count() == 2
