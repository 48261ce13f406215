"""Lapse and return, tariffs, whom a viewer reaches, and what asking costs."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from payung.kernel.month import Month
from payung.kernel.people import Actor, Role, Viewer
from payung.process.lapse import lapse_unpaid
from payung.stages.cover import queries
from payung.stages.cover.queries import WorkerUnknown, cover_on
from payung.stages.cover.queries.facts import PAID_MONTHS
from tests.factories import remittance as made
from tests.stages.cover.asking import FEBRUARY, JANUARY, MARCH, _ask, _codes, _one

pytestmark = pytest.mark.django_db


class TestLapseAndReturn:
    def _lapsed_and_back(self):
        months = Month.span(JANUARY, Month(2026, 5))
        of, given = _one(months, missed=months[1:])
        at = datetime(2026, 5, 1, tzinfo=UTC)
        assert lapse_unpaid(month=Month(2026, 5), by=Actor.system("uji"), at=at) == 1
        made.returned(given, from_month=Month(2026, 7), starts_on=date(2026, 6, 5))
        made.paid(of, Month(2026, 7), amount_idr=8_400)
        return of, given

    def test_on_the_first_day_after_the_lapse(self):
        _, given = self._lapsed_and_back()

        answer = _ask(given, date(2026, 5, 1))

        assert (answer.covered, answer.status) == (False, "inactive")
        assert _codes(answer)[:2] == ["cover.lapsed", "cover.registered_again"]
        text = answer.why[0].text()
        assert "Februari 2026, Maret 2026, April 2026" in text
        assert "01/05/2026" in text

    def test_the_return_is_a_new_protection_from_its_own_first_receipt(self):
        _, given = self._lapsed_and_back()

        answer = _ask(given, date(2026, 7, 31))

        assert (answer.covered, answer.since) == (True, date(2026, 7, 10))
        assert {"cover.lapsed", "cover.registered_again"} <= set(_codes(answer))
        assert not _ask(given, date(2026, 7, 9)).covered

    def test_what_is_received_after_the_lapse_does_not_revive_it(self):
        of = made.office()
        months = Month.span(JANUARY, Month(2026, 5))
        (given,) = made.giving(of, 1, from_month=JANUARY)
        made.paid(of, JANUARY)
        for month in months[1:]:
            made.listed(of, month)
        lapse_unpaid(
            month=Month(2026, 5), by=Actor.system("uji"), at=datetime(2026, 5, 1, tzinfo=UTC)
        )
        at = datetime(2026, 5, 2, 3, tzinfo=UTC)
        made.report(of, MARCH, at=at)
        number = made.slip(of, made.TARIFF_IDR, MARCH, paid_on=date(2026, 5, 2), at=at)
        made.receipt(of, number, made.TARIFF_IDR, received_on=date(2026, 5, 2), at=at)

        answer = _ask(given, date(2026, 3, 15))

        assert not answer.covered
        assert "cover.paid_too_late" in _codes(answer)


class TestTariffs:
    def test_both_tariffs_of_2026_and_2027_are_explained_with_their_law(self):
        months = Month.span(Month(2026, 11), Month(2027, 3))
        of = made.office()
        (given,) = made.giving(of, 1, from_month=months[0])
        for month in months:
            made.paid(of, month, amount_idr=8_400 if month.year == 2026 else 16_800)

        told = _ask(given, date(2027, 1, 15), explain=True)
        answer = told.as_json()

        tariffs = [reason for reason in answer["why"] if reason["code"] == "cover.tariffs"]
        assert [(one["from_month"], one["to_month"], one["total_idr"]) for one in tariffs] == [
            ("2026-11", "2026-12", 8_400),
            ("2027-01", "2027-02", 16_800),
        ]
        assert "PP 50/2025" in tariffs[0]["law"]
        assert [line["amount_idr"] for line in tariffs[0]["lines"]] == [
            10_000,
            6_800,
            -5_000,
            -3_400,
        ]
        assert (answer["since"], answer["until"]) == ("2026-11-10", "2027-02-28")
        english = [reason["text"] for reason in told.as_json("en")["why"]]
        assert any("JKM contribution (death) Rp6.800" in text for text in english)


class TestReach:
    def _worker(self):
        of, given = _one([JANUARY])
        return of, given, date(2026, 1, 20)

    def test_the_own_office_and_regency_see(self):
        of, given, day = self._worker()

        for actor in (of.treasurer, of.secretariat, of.branch):
            assert cover_on(viewer=actor.viewer, worker_id=given.worker_id, on=day).covered

    @pytest.mark.parametrize("code", ["33.24", "33.10"])
    def test_another_office_cannot_tell_it_from_an_unknown_worker(self, code):
        _, given, day = self._worker()
        other = made.office(code=code).treasurer.viewer

        for worker_id in (given.worker_id, 999_999):
            with pytest.raises(WorkerUnknown):
                cover_on(viewer=other, worker_id=worker_id, on=day)

    def test_a_sponsor_sees_the_own_worker_only(self):
        of, given, day = self._worker()
        stranger = Viewer(Role.SPONSOR, 4711, of.regency_id, of.agency_id)

        with pytest.raises(WorkerUnknown):
            cover_on(viewer=stranger, worker_id=given.worker_id, on=day)


class TestCost:
    def test_at_most_four_queries(self, django_assert_max_num_queries):
        _, given = _one([JANUARY, FEBRUARY, MARCH], missed=[MARCH])

        for day in (date(2026, 2, 1), date(2026, 3, 20)):
            with django_assert_max_num_queries(4):
                _ask(given, day, explain=True)

    def test_reads_the_paid_months_by_index(self):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {PAID_MONTHS}", [1])
            plan = "\n".join(line for (line,) in cursor.fetchall())

        assert "remittance_paid_once" in plan


class TestOffices:
    def test_counts_who_is_paid_and_confirmed_per_office(self):
        of = made.office("Dinas A")
        given = made.giving(of, 3, from_month=JANUARY)
        made.office("Dinas B")
        made.paid(of, JANUARY, not_cut={given[0].worker_id: "net_pay"})

        counts = queries.covered_in(viewer=of.secretariat.viewer, month=JANUARY)

        mine = {one.agency_id: (one.workers, one.sponsors) for one in counts}
        assert mine[of.agency_id] == (2, 2)
        assert len(mine) == 2
        assert [
            one.agency_id for one in queries.covered_in(viewer=of.treasurer.viewer, month=JANUARY)
        ] == [of.agency_id]

    @pytest.mark.parametrize(("month", "streak"), [(1, None), (2, 1), (3, 2)])
    def test_counts_the_unpaid_months_in_a_row(self, month, streak):
        of, given = _one([JANUARY, FEBRUARY, MARCH], missed=[FEBRUARY, MARCH])

        streaks = queries.unpaid_streaks(viewer=of.treasurer.viewer, month=Month(2026, month))

        assert streaks.get(given.worker_id) == streak

    def test_names_the_day_on_which_protection_would_end(self):
        of, _ = _one([JANUARY, FEBRUARY], missed=[FEBRUARY])

        (risk,) = queries.at_risk_in(viewer=of.treasurer.viewer, month=FEBRUARY)

        assert (risk.first_unpaid, risk.lapses_on) == (FEBRUARY, date(2026, 5, 1))
