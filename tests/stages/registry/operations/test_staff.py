"""A staff list takes effect whole, or not at all."""

import pytest
from django.db import DatabaseError, connection

from payung.foundation.audit.models import Event
from payung.kernel.clock import today_in_wib
from payung.stages.intake.gateway import read_table
from payung.stages.intake.models import ReceivedFile
from payung.stages.intake.operations import ContentAlreadyApplied
from payung.stages.registry.checks.staff_rows import read_staff
from payung.stages.registry.files import LAYOUT
from payung.stages.registry.models import Agency, CivilServant, StaffChange
from payung.stages.registry.operations import Received, apply_staff
from payung.stages.registry.problems import OutsideScope, UnknownRegency
from payung.stages.registry.queries import nik_index
from tests.factories.registry import AT, kendal, members, secretariat, staff_sheet

pytestmark = pytest.mark.django_db


def apply(regency_id, people, *, by=None):
    content = staff_sheet(people)
    table = read_table(content, name="asn.xlsx", wanted=LAYOUT)
    return apply_staff(
        regency_id=regency_id,
        staff=read_staff(table, on=today_in_wib(AT), index_of=nik_index),
        received=Received("asn.xlsx", content, table.fingerprint, table.sha256),
        by=by or secretariat(regency_id),
        at=AT,
    )


def test_leaves_nothing_behind_when_the_last_step_fails():
    kendal_id = kendal()
    people = members(20)
    events = Event.objects.count()

    def fail(execute, sql, params, many, context):
        if 'UPDATE "intake_receivedfile"' in sql:
            raise DatabaseError("the machine went away")
        return execute(sql, params, many, context)

    with pytest.raises(DatabaseError, match="went away"), connection.execute_wrapper(fail):
        apply(kendal_id, people)

    for table in (CivilServant, StaffChange, Agency, ReceivedFile):
        assert not table.objects.exists()
    assert Event.objects.count() == events


def test_takes_effect_once_after_a_failure_and_a_second_try():
    kendal_id = kendal()
    people = members(20)

    apply(kendal_id, people)
    with pytest.raises(ContentAlreadyApplied):
        apply(kendal_id, people)

    assert CivilServant.objects.count() == 20
    assert StaffChange.objects.count() == 20


def test_the_digest_is_of_the_changes_themselves():
    kendal_id = kendal()
    people = members(20)
    apply(kendal_id, people)
    apply(kendal_id, people[1:])

    first, second = Event.objects.filter(action="staff.applied").order_by("pk")

    assert (first.row_count, second.row_count) == (20, 1)
    assert first.digest != second.digest


def test_an_unknown_regency_or_a_stranger_is_refused():
    kendal_id, klaten_id = kendal(), kendal(code="33.10")

    with pytest.raises(UnknownRegency):
        apply(999_999, members(2), by=secretariat(999_999))
    with pytest.raises(OutsideScope):
        apply(kendal_id, members(2), by=secretariat(klaten_id))
