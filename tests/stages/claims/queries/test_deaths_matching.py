"""The database offers exactly the pairs that the rules agree on, and members only."""

from datetime import date, timedelta

import pytest

from payung.kernel.names import fold
from payung.process.endings import end_sponsorship
from payung.stages.claims.checks.death_rows import DeathLine
from payung.stages.claims.queries.deaths_matching import deceased, found_members
from payung.stages.claims.sums.matching import How, Member, how, name_key
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.operations import end_spells
from payung.stages.registry.models import Worker
from payung.stages.registry.queries.workers import nik_index
from tests.factories import claims as families
from tests.factories.claims import AT
from tests.factories.deaths import BORN, DIED_ON, desk, identity
from tests.factories.enrolment import nik
from tests.factories.world import SYSTEM

pytestmark = pytest.mark.django_db
MEMBERS = (
    *(("Sutrisno", BORN), ("Joko Cahyono", BORN), ("Muhammad Yusuf", BORN), ("Nur Hayati", BORN)),
    *(("Siti Rahayu", BORN), ("Slamet Riyadi", BORN), ("Slamet Riyadi", date(1976, 6, 4))),
    *(("Tri Wahyuni", date(1975, 4, 6)), ("Sudarni", date(1980, 2, 29)), ("Sutrisno", None)),
)
LISTED = (
    *(("Soetrisno", BORN), ("Djoko Tjahjono", BORN), ("Moch. Joesoef", BORN)),
    *(("Nurhayati", BORN), ("S Rahayu", BORN), ("Slamet", BORN), ("Tri Wahjuni", BORN)),
    *(("Slamet Riyadi", date(1977, 6, 4)), ("Sudarmi", date(1980, 2, 29)), ("Rahayu Siti", BORN)),
    *(("Nobody Known", BORN), ("Slamet Rijadi", date(1966, 6, 4)), ("Sutrisno", date(1975, 6, 9))),
)


def _line(number: int, name: str, born_on: date | None, key: str = "") -> DeathLine:
    return DeathLine(number, name, born_on, DIED_ON, "Boja", nik_index(key) if key else None)


def test_agrees_with_the_rules_on_every_pair():
    place = families.place(len(MEMBERS), months=1)
    for given, (name, born_on) in zip(place.given, MEMBERS, strict=True):
        identity(given.worker_id, name, born_on=born_on)
    lines = [_line(number, *one) for number, one in enumerate(LISTED, start=1)]
    workers = Worker.objects.filter(pk__in=[given.worker_id for given in place.given])

    found = found_members(viewer=desk(place).viewer, lines=lines)

    expected = {
        (line.row, worker.pk, agreed)
        for line in lines
        for worker in workers
        if (agreed := how(deceased(line), _member(worker)))
    }
    assert {(one.line.row, one.worker_id, one.how) for one in found} == expected
    assert len(expected) >= len(LISTED)


def test_a_nik_leaves_out_those_who_only_look_alike():
    place = families.place(2, months=1)
    identity(place.given[0].worker_id, "Slamet Riyadi", number=nik(70, BORN))
    identity(place.given[1].worker_id, "Slamet Riyadi")
    lines = [
        _line(1, "Slamet", BORN, nik(70, BORN)),
        _line(2, "Slamet Riyadi", BORN, nik(71, BORN)),
    ]

    found = found_members(viewer=desk(place).viewer, lines=lines)

    assert [(one.line.row, one.how) for one in found] == [(1, How.NIK), (2, How.NAME_AND_DATE)]
    assert found[0].worker_id == place.given[0].worker_id
    assert found[1].worker_id == place.given[1].worker_id


def test_who_was_no_member_on_the_day_is_nobody():
    place = families.place(1, months=1, since=DIED_ON - timedelta(days=10))
    given = place.given[0]
    identity(given.worker_id, number=nik(72, BORN))
    lines = [_line(1, "Slamet Riyadi", BORN, nik(72, BORN))]
    viewer = desk(place).viewer
    assert found_members(viewer=viewer, lines=lines)

    end_spells(
        worker_ids=[given.worker_id],
        ends_on=DIED_ON - timedelta(days=1),
        reason="wish",
        by=SYSTEM,
        at=AT,
    )
    assert found_members(viewer=viewer, lines=lines), "registered, and waits for a card"
    _end(given.sponsorship_id)
    assert found_members(viewer=viewer, lines=lines) == []


def _member(worker: Worker) -> Member:
    key = name_key(fold(worker.name))
    return Member(worker.pk, bytes(worker.nik_index), key, worker.born_on)


def _end(sponsorship_id: int) -> None:
    end_sponsorship(
        sponsorship_id=sponsorship_id,
        ended_on=DIED_ON - timedelta(days=1),
        reason="stopped",
        by=SYSTEM,
        at=AT,
    )
    assert Sponsorship.objects.get(pk=sponsorship_id).state == "ended"
