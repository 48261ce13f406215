"""Two runs of the morning's job at once, and two colleagues who take the same worker on."""

from datetime import date

import pytest

from payung.foundation.outbox.models import Item, PreparedText
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.process.adopting import take_on
from payung.process.endings import end_sponsorship
from payung.process.lapse_warnings import warn_of_lapses
from payung.process.tariff_notices import announce_tariffs
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.problems import NotOffered
from payung.stages.membership.models import LapseWarning, Payer
from payung.stages.membership.operations import choose_notice_day
from tests.concurrency.test_one_sponsor import at_once
from tests.factories import lapse
from tests.factories import remittance as made

JOB = Actor.system("job:lapse")
NOVEMBER = Month(2026, 11)
ON = date(2026, 11, 20)


@pytest.mark.slow
def test_two_runs_at_once_tell_each_step_once(own_database):
    of = made.office()
    lapse.covered(of, *[(NOVEMBER,)] * 5, until=NOVEMBER)

    results = at_once(
        [lambda: warn_of_lapses(regency_id=of.regency_id, by=JOB, at=lapse.morning(ON))] * 2
    )

    assert sorted(results) == [0, 5]
    assert (LapseWarning.objects.count(), PreparedText.objects.count()) == (5, 6)


@pytest.mark.slow
def test_two_runs_at_once_send_a_notice_once(own_database):
    of = made.office()
    lapse.covered(of, (), (), until=NOVEMBER)
    choose_notice_day(month=Month(2027, 1), announce_on=ON, by=of.secretariat, at=lapse.morning(ON))

    results = at_once(
        [lambda: announce_tariffs(regency_id=of.regency_id, by=JOB, at=lapse.morning(ON))] * 2
    )

    assert sorted(results) == [0, 2]
    assert PreparedText.objects.count() + Item.objects.count() == 2


@pytest.mark.slow
def test_two_colleagues_at_once_leave_one_sponsor(own_database):
    of = made.office()
    (given,) = lapse.covered(of, until=NOVEMBER)
    end_sponsorship(
        sponsorship_id=given.sponsorship_id,
        ended_on=date(2026, 12, 31),
        until_month=Month(2027, 1),
        reason="wish",
        by=of.secretariat,
        at=lapse.morning(ON),
    )
    place = {"regency_id": of.regency_id, "agency_id": of.agency_id}
    colleagues = [
        lapse.account(f"Rekan{n}", civil_servant_id=lapse.colleague(of, n), **place) for n in (1, 2)
    ]

    def attempt(who):
        def call():
            try:
                return take_on(
                    sponsorship_id=given.sponsorship_id,
                    ceiling_idr=16_800,
                    pay_source="gaji",
                    by=who,
                    at=lapse.morning(ON),
                )
            except NotOffered:
                return None

        return call

    results = at_once([attempt(who) for who in colleagues])

    assert sorted(result is None for result in results) == [False, True]
    assert Sponsorship.objects.filter(worker_id=given.worker_id, state="accepted").count() == 1
    assert Payer.objects.filter(worker_id=given.worker_id, until_month=None).count() == 1
