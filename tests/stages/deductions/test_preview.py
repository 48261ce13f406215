"""What is shown before the lock is what the lock makes, and looking keeps nothing."""

from datetime import date

import pytest
from django.db import connection

from payung.foundation.audit import scope
from payung.kernel.people import Role, Viewer
from payung.stages.deductions import queries
from payung.stages.deductions.models import DeductionList
from payung.stages.registry.models import CivilServant, Worker
from tests.factories.deductions import DECEMBER, Office, consents, gives, locked, office, over_paid

pytestmark = pytest.mark.django_db


def _preview(of: Office, at):
    found = queries.preview(viewer=of.viewer, agency_id=of.agency_id, month=DECEMBER, at=at)
    assert found is not None
    return found


def _as_locked(of: Office, at):
    kept = locked(of, at=at)
    seen = {"viewer": of.viewer, "list_id": kept.pk}
    return (
        queries.lines_for_list(**seen),
        queries.stops_of(**seen),
        queries.changes_of(**seen),
        kept.total_idr,
    )


def _busy(of: Office, at):
    """One of each: same, new, changed, over-paid, ended, dead, moved, without consent."""
    november = DECEMBER.previous
    same, dies, moves, prepaid = (gives(of, at=at) for _ in range(4))
    two = CivilServant.objects.get(pk=same.sponsor_id)
    locked(of, at=at, month=november)
    gives(of, at=at, by=two)
    gives(of, at=at, from_month=DECEMBER)
    withdrawn = gives(of, at=at)
    consents(withdrawn.sponsorship_id, given_on=date(2026, 11, 1), withdrawn=True)
    over_paid(of, prepaid, month=november, amount_idr=2_000, at=at)
    Worker.objects.filter(pk=dies.worker_id).update(died_on=date(2026, 11, 30))
    CivilServant.objects.filter(pk=moves.sponsor_id).update(
        agency_id=office("Dinas Lain").agency_id
    )


def test_it_is_what_the_lock_makes(at):
    of = office()
    _busy(of, at)

    before = _preview(of, at)
    lines, stops, changes, total_idr = _as_locked(of, at)

    assert before.lines == lines
    assert before.stops == stops
    assert before.changes == changes
    assert before.total_idr == total_idr
    assert before.workers == sum(line.workers for line in lines)


def test_who_is_left_out_is_named_with_the_reason(at):
    of = office()
    _busy(of, at)

    assert sorted(one.reason for one in _preview(of, at).left_out) == ["consent_withdrawn", "died"]


def test_looking_keeps_nothing(at):
    of = office()
    gives(of, at=at)

    _preview(of, at)

    assert not DeductionList.objects.exists()


def test_a_worker_of_another_offices_list_is_left_out_without_a_word_about_it(at):
    here, there = office(), office("Dinas Lain")
    given = gives(here, at=at)
    mover = CivilServant.objects.get(pk=given.sponsor_id)
    locked(here, at=at)
    mover.agency_id = there.agency_id
    mover.save()

    found = _preview(there, at)

    assert found.lines == []
    assert [one.reason for one in found.left_out] == ["listed_elsewhere"]


def test_a_skipped_month_is_told(at):
    of = office()
    gives(of, at=at)
    assert not _preview(of, at).after_a_gap

    locked(of, at=at, month=DECEMBER - 2)

    assert _preview(of, at).after_a_gap


def test_it_is_the_same_behind_the_walls(at):
    of = office()
    _busy(of, at)
    freely = _preview(of, at)
    scope.show_to(of.viewer, sponsor_id=None)

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('payung.scope')")
        assert cursor.fetchone() == ("viewer",)
    assert _preview(of, at) == freely


@pytest.mark.parametrize("role", [Role.SPONSOR, Role.TREASURER])
def test_another_office_sees_nothing(at, role):
    of, other = office(), office("Dinas Lain")
    gives(of, at=at)
    viewer = Viewer(role, 1, of.regency_id, other.agency_id)

    assert queries.preview(viewer=viewer, agency_id=of.agency_id, month=DECEMBER, at=at) is None


def test_the_secretariat_sees_the_offices_of_its_regency_only(at):
    of, away = office(), office("Dinas Jauh", code="33.10")
    for one in (of, away):
        gives(one, at=at)
    viewer = of.secretariat.viewer

    seen = [
        queries.preview(viewer=viewer, agency_id=one.agency_id, month=DECEMBER, at=at)
        for one in (of, away)
    ]

    assert seen[0] is not None
    assert seen[1] is None
