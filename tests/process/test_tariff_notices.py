"""A coming tariff is announced on the day that was chosen, once, and asks whom it must."""

from datetime import date, timedelta

import pytest

from payung.foundation.outbox.models import Item, PreparedText
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.process import tariff_notices
from payung.process.tariff_notices import announce_tariffs
from payung.reports.tariffs.changing import coming_changes, sponsor_changes
from payung.reports.tariffs.payers import preview
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.membership.operations import choose_notice_day
from payung.stages.membership.problems import DayNotPossible, NoticeSent, NotTheirsToAnnounce
from payung.stages.membership.queries import notices
from tests.factories import lapse
from tests.factories import remittance as made

pytestmark = pytest.mark.django_db

JOB = Actor.system("job:tariff")
ON = date(2026, 11, 20)
JANUARY = Month(2027, 1)


@pytest.fixture
def regency():
    """Three sponsors: one with an address, one whose permission is too low, one in transport."""
    of = made.office()
    mailed, low, driver = lapse.covered(of, (), (), (), until=Month(2026, 11))
    lapse.account("Wulan", civil_servant_id=mailed.sponsor_id, email="w@payung.example")
    Consent.objects.create(
        sponsorship_id=low.sponsorship_id,
        version=2,
        ceiling_idr=8_400,
        given_on=date(2026, 8, 1),
        evidence="form",
    )
    Sponsorship.objects.filter(pk=driver.sponsorship_id).update(sector="transport")
    return of


def choose(of, announce_on=ON, month=JANUARY, at=ON, by=None):
    choose_notice_day(
        month=month, announce_on=announce_on, by=by or of.secretariat, at=lapse.morning(at)
    )


def run(of, on=ON):
    return announce_tariffs(regency_id=of.regency_id, by=JOB, at=lapse.morning(on))


class TestForWhom:
    def test_it_changes_whose_sector_loses_the_discount_and_for_nobody_else(self, regency):
        viewer = regency.secretariat.viewer

        january = sponsor_changes(viewer=viewer, month=JANUARY)
        april = sponsor_changes(viewer=viewer, month=Month(2027, 4))

        assert [(row.before_idr, row.after_idr, row.is_above) for row in january] == [
            (8_400, 16_800, False),
            (8_400, 16_800, True),
        ]
        assert len(april) == 1
        assert coming_changes(ON) == [JANUARY, Month(2027, 4)]
        assert coming_changes(date(2026, 12, 31)) == [JANUARY, Month(2027, 4)]
        assert coming_changes(date(2027, 1, 1)) == [Month(2027, 4)]

    def test_the_preview_lays_two_months_side_by_side(self, regency):
        seen = preview(viewer=regency.secretariat.viewer, month=JANUARY)

        assert [(row.sector, row.now.workers, row.now.total_idr) for row in seen.rows] == [
            ("other", 2, 16_800),
            ("transport", 1, 8_400),
        ]
        assert [(row.coming.workers, row.coming.total_idr) for row in seen.rows] == [
            (1, 16_800),
            (1, 8_400),
        ]
        assert (seen.now.workers, seen.now.total_idr) == (3, 25_200)
        assert (seen.coming.workers, seen.coming.total_idr, seen.coming.above) == (2, 25_200, 1)

    def test_the_preview_is_two_statements(self, regency, django_assert_num_queries):
        with django_assert_num_queries(2):
            preview(viewer=regency.secretariat.viewer, month=JANUARY)

    def test_a_tariff_that_the_law_does_not_have_is_counted_apart(self, regency):
        Sponsorship.objects.filter(sector="transport").update(income_idr=0)

        assert preview(viewer=regency.secretariat.viewer, month=JANUARY).coming.unpriced == 1


class TestTheDay:
    def test_nothing_goes_out_before_it_and_everything_on_it_once(self, regency):
        choose(regency, announce_on=date(2026, 12, 1))

        assert run(regency, date(2026, 11, 30)) == 0
        assert run(regency, date(2026, 12, 1)) == 2
        assert run(regency, date(2026, 12, 2)) == 0
        (mail,) = Item.objects.all()
        assert mail.kind == "tariff.mail.told"
        assert "menjadi Rp16.800 per bulan, sebelumnya Rp8.400" in mail.body
        assert "PP 50/2025" in mail.body
        (text,) = PreparedText.objects.all()
        assert text.code == "wa.consent"
        assert "di atas batas izin Anda" in text.body
        told = notices(viewer=regency.secretariat.viewer)[JANUARY]
        assert (told.sponsors, told.asked_again) == (2, 1)

    def test_missed_days_are_made_up_for_up_to_the_eve_of_the_month(self, regency):
        choose(regency, announce_on=date(2026, 12, 1))

        assert run(regency, date(2026, 12, 31)) == 2

    def test_a_month_that_has_begun_is_not_announced(self, regency):
        choose(regency, announce_on=date(2026, 12, 1))

        assert run(regency, date(2027, 1, 1)) == 0

    def test_can_be_moved_until_it_went_out(self, regency):
        choose(regency, announce_on=date(2026, 12, 1))
        choose(regency, announce_on=date(2026, 12, 5))
        assert run(regency, date(2026, 12, 4)) == 0
        run(regency, date(2026, 12, 5))

        with pytest.raises(NoticeSent):
            choose(regency, announce_on=date(2026, 12, 20), at=date(2026, 12, 6))

    @pytest.mark.parametrize("day", [ON - timedelta(days=1), date(2027, 1, 1)])
    def test_lies_neither_behind_nor_in_the_month(self, regency, day):
        with pytest.raises(DayNotPossible):
            choose(regency, announce_on=day)

    def test_is_the_secretariats_to_choose(self, regency):
        with pytest.raises(NotTheirsToAnnounce):
            choose(regency, by=regency.treasurer)


def test_a_killed_run_leaves_nothing_and_the_next_one_tells_all(regency, monkeypatch):
    choose(regency)

    def killed(**_: object) -> int:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(tariff_notices, "note_told", killed)
        with pytest.raises(RuntimeError):
            run(regency)
    assert (Item.objects.count(), PreparedText.objects.count()) == (0, 0)

    assert run(regency) == 2
