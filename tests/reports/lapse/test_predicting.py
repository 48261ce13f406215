"""Who will lose cover, asked of the database: it agrees with `cover`, and nobody sees too far."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.kernel.clock import WIB
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.process.endings import end_sponsorship
from payung.reports.lapse.homes import at_risk
from payung.reports.lapse.predicting import predictions
from payung.reports.lapse.values import Cause
from payung.stages.cover.queries import at_risk_in
from payung.stages.enrolment.operations import change_consent
from payung.stages.registry.models import CivilServant
from tests.factories import lapse
from tests.factories import remittance as made

pytestmark = pytest.mark.django_db

SYSTEM = Viewer.system()
OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
ON = date(2026, 11, 20)


def seen(on: date = ON, viewer: Viewer = SYSTEM):
    return {one.facts.sponsorship_id: one for one in predictions(viewer=viewer, on=on)}


class TestArrears:
    def test_agree_with_the_streaks_of_cover_once_the_month_is_past_its_due_day(self):
        of = made.office()
        both = (OCTOBER, NOVEMBER)
        lapse.covered(of, both, both, (NOVEMBER,), (OCTOBER,), (), until=NOVEMBER)

        for on in (date(2026, 11, 17), date(2026, 12, 31), date(2027, 1, 15)):
            streaks = at_risk_in(viewer=SYSTEM, month=Month.of(on))
            late = {
                one.worker_id: one.lapses_on
                for one in streaks
                if one.first_unpaid < Month.of(on) or on.day > 16
            }
            ours = {one.facts.worker_id: one.lapses_on for one in seen(on).values()}
            assert ours == late
            assert ours

    def test_of_everybody_on_the_first_of_a_month_are_nobodys(self):
        of = made.office()
        lapse.covered(of, (), (), (), until=OCTOBER)

        assert seen(date(2026, 11, 1)) == {}
        assert seen(date(2026, 11, 16)) == {}
        assert len(seen(date(2026, 11, 17))) == 3

    def test_name_what_the_treasurer_said(self):
        of = made.office()
        (given,) = lapse.covered(of, (NOVEMBER,), until=NOVEMBER)

        assert seen()[given.sponsorship_id].facts.reason == "net_pay"


class TestASponsorWhoLeaves:
    @pytest.fixture
    def running(self):
        of = made.office()
        (given,) = lapse.covered(of, until=NOVEMBER)
        assert seen() == {}
        return of, given

    def test_who_stops(self, running):
        of, given = running
        end_sponsorship(
            sponsorship_id=given.sponsorship_id,
            ended_on=date(2026, 12, 31),
            until_month=Month(2027, 1),
            reason="wish",
            by=of.secretariat,
            at=lapse.morning(ON),
        )

        found = seen()[given.sponsorship_id]

        assert (found.cause, found.loses_on) == (Cause.STOPPED, date(2027, 1, 1))

    def test_who_is_gone_from_the_staff_list(self, running):
        _, given = running
        CivilServant.objects.filter(pk=given.sponsor_id).update(gone_on=date(2026, 11, 18))

        assert seen()[given.sponsorship_id].loses_on == date(2026, 12, 1)

    @pytest.mark.parametrize(
        ("born_on", "known"),
        [
            (date(1968, 10, 31), False),
            (date(1968, 11, 1), True),
            (date(1969, 4, 30), True),
            (date(1969, 5, 1), False),
        ],
    )
    def test_who_retires(self, running, born_on, known):
        _, given = running
        CivilServant.objects.filter(pk=given.sponsor_id).update(born_on=born_on)

        assert (given.sponsorship_id in seen()) is known

    def test_who_withdraws_the_permission(self, running):
        of, given = running
        change_consent(
            sponsorship_id=given.sponsorship_id,
            withdrawn=True,
            by=of.secretariat,
            at=lapse.morning(ON),
        )

        found = seen()[given.sponsorship_id]

        assert (found.cause, found.loses_on) == (Cause.WITHDRAWN, date(2026, 12, 1))

    @pytest.mark.parametrize(("ceiling", "known"), [(16_799, True), (16_800, False)])
    def test_whose_permission_is_below_the_tariff_of_january(self, running, ceiling, known):
        of, given = running
        change_consent(
            sponsorship_id=given.sponsorship_id,
            ceiling_idr=ceiling,
            by=of.secretariat,
            at=lapse.morning(ON),
        )

        found = seen().get(given.sponsorship_id)

        assert (found is not None) is known
        if found is not None:
            assert (found.cause, found.loses_on) == (Cause.CEILING, date(2027, 1, 1))
            assert found.facts.dear_idr == 16_800


class TestReach:
    def test_each_sees_the_own_and_no_more(self):
        here, there = made.office(), made.office()
        (mine,) = lapse.covered(here, (NOVEMBER,), until=NOVEMBER)
        (theirs,) = lapse.covered(there, (NOVEMBER,), until=NOVEMBER)
        sponsor = lapse.account(
            "Wulan",
            civil_servant_id=mine.sponsor_id,
            regency_id=here.regency_id,
            agency_id=here.agency_id,
        )
        officer = Viewer(Role.OFFICER, 1, here.regency_id, here.agency_id)
        stranger = Viewer(Role.SECRETARIAT, 1, made.office(code="33.10").regency_id, None)

        assert set(seen(viewer=sponsor.viewer)) == {mine.sponsorship_id}
        assert set(seen(viewer=officer)) == {mine.sponsorship_id}
        assert set(seen(viewer=here.secretariat.viewer)) == {
            mine.sponsorship_id,
            theirs.sponsorship_id,
        }
        assert seen(viewer=stranger) == {}

    def test_the_number_of_statements_does_not_grow(self):
        of = made.office()
        lapse.covered(of, (NOVEMBER,), until=NOVEMBER)
        with CaptureQueriesContext(connection) as one:
            seen()
        lapse.covered(made.office(), *[(NOVEMBER,)] * 30, until=NOVEMBER)
        with CaptureQueriesContext(connection) as many:
            assert len(seen()) == 31

        assert len(many) == len(one) == 1


def test_a_first_page_counts_workers_and_the_days_of_the_first():
    here, there = made.office("Dinas Satu"), made.office("Dinas Dua")
    lapse.covered(here, (NOVEMBER,), (NOVEMBER,), until=NOVEMBER)
    lapse.covered(there, (OCTOBER, NOVEMBER), until=NOVEMBER)

    risk = at_risk(viewer=here.secretariat.viewer, on=date(2026, 12, 30))

    assert (risk.workers, risk.urgent, risk.days_left) == (3, 1, 2)
    assert [(one.office, one.workers, one.days_left) for one in risk.offices] == [
        ("Dinas Dua", 1, 2),
        ("Dinas Satu", 2, 33),
    ]
    assert risk.loses_on == datetime(2027, 1, 1, tzinfo=WIB).date()
