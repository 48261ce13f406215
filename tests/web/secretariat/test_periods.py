"""S101: the calendar, who is late, locking for an office, and opening a month with two people."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from payung.foundation.approvals.models import Approval
from payung.foundation.audit.models import Event
from payung.foundation.ledger.models import Book
from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.reports.periods import Stage, calendar_of, period, periods
from payung.stages.deductions.models import DeductionList
from payung.stages.remittance.models import Reopening
from tests.factories import world as worlds
from tests.factories.world import World, actor
from tests.web.secretariat.sending import send, told
from tests.web.signing_in import come_in, signed_in

pytestmark = pytest.mark.django_db

OFFICE = "Dinas Kesehatan"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@pytest.fixture
def client(web_world: World) -> Client:
    return signed_in(Role.SECRETARIAT)


@pytest.fixture
def second(web_world: World) -> Client:
    """Another person of the secretariat."""
    other = worlds.person(web_world, "sekretariat-dua", "Sri Utami")
    worlds.give(web_world, other, Role.SECRETARIAT)
    return come_in("sekretariat-dua")


def place(world: World, month: Month, what: str) -> str:
    return reverse(f"manage-period-{what}", args=[str(month), world.agencies[OFFICE]])


class TestTheCalendar:
    @pytest.mark.parametrize(
        ("month", "due_on", "because"),
        [
            (Month(2026, 12), date(2026, 12, 15), []),
            (Month(2026, 11), date(2026, 11, 16), [""]),
            (Month(2026, 5), date(2026, 5, 18), ["Kenaikan Yesus Kristus", "", ""]),
            (Month(2027, 5), date(2027, 5, 17), ["", ""]),
        ],
    )
    def test_moves_the_fifteenth_to_the_next_working_day_and_says_why(self, month, due_on, because):
        days = calendar_of(month)

        assert days.due_on == due_on
        assert [name for _, name in days.moved_by] == because

    def test_puts_cut_off_and_list_into_the_month_before_also_over_new_year(self):
        days = calendar_of(Month(2027, 1))

        assert (days.cutoff_on, days.list_on) == (date(2026, 12, 10), date(2026, 12, 20))
        assert days.close_by == date(2027, 2, 10)
        assert calendar_of(Month(2028, 2)).close_by == date(2028, 3, 10)

    def test_an_office_is_late_from_the_day_after_its_step_was_due(self, web_world: World):
        viewer = actor(web_world, Role.SECRETARIAT).viewer
        month = web_world.month.next
        last = calendar_of(month).list_on

        assert period(viewer=viewer, month=month, on=last).late == ()
        after = period(viewer=viewer, month=month, on=last.replace(day=last.day + 1))
        assert len(after.late) == len(after.offices) > 0

    def test_counts_each_step_in_two_statements(self, web_world, django_assert_num_queries):
        viewer = actor(web_world, Role.SECRETARIAT).viewer
        with django_assert_num_queries(2):
            rows = periods(viewer=viewer, on=web_world.today)

        (now,) = [row for row in rows if row.calendar.month == web_world.month]
        counts = dict(now.counts)
        assert counts[Stage.LOCKED] == len(now.offices) == 10
        assert counts[Stage.LOCKED] > counts[Stage.REPORTED] > counts[Stage.REMITTED]
        assert counts[Stage.CLOSED] == 0

    def test_shows_months_offices_and_who_asked_to_open_one(self, web_world: World, client):
        page = told(client.get("/kelola/periode/"))

        assert render_month(web_world.month) in page
        assert "Menunggu orang kedua" in page
        assert "Nomor bukti setor salah ketik" in page

    @pytest.mark.parametrize("named", ["2026-13", "besok", "2026-1", "1026-01", "2026-01 "])
    def test_knows_no_month_that_is_none(self, client, named):
        assert client.get(f"/kelola/periode/{named}/").status_code == 404


class TestLocking:
    def test_for_an_office_needs_a_reason_and_keeps_it(self, web_world: World, client):
        month = web_world.month.next
        there = place(web_world, month, "lock")

        empty = send(client, there, alasan=" ")
        done = send(client, there, alasan="Bendahara cuti sakit")

        assert empty.status_code == 422
        assert done.status_code == 302
        kept = DeductionList.objects.get(
            agency_id=web_world.agencies[OFFICE], month=month.first_day
        )
        assert kept.locked_by_id == web_world.people[Role.SECRETARIAT]
        event = Event.objects.filter(action="deductions.locked_for_office").latest("pk")
        assert event.reason == "Bendahara cuti sakit"
        assert "dikunci" in told(client.get(done.headers["Location"]))

    def test_of_a_list_that_is_there_is_not_offered(self, web_world: World, client):
        assert client.get(place(web_world, web_world.month, "lock")).status_code == 404

    def test_far_ahead_or_back_is_not_offered(self, web_world: World, client):
        for month in (web_world.month + 3, web_world.month - 2):
            assert client.get(place(web_world, month, "lock")).status_code == 404

    def test_twice_makes_one_list(self, web_world: World, client):
        there = place(web_world, web_world.month.next, "lock")
        key = HIDDEN.findall(client.get(there).content.decode())
        said = {**dict(key), "alasan": "Bendahara cuti"}

        first, again = client.post(there, said), client.post(there, said)

        assert first.status_code == 302
        assert again.status_code in {200, 302, 404}
        month = web_world.month.next.first_day
        office = web_world.agencies[OFFICE]
        assert DeductionList.objects.filter(agency_id=office, month=month).count() == 1

    def test_is_not_an_auditors(self, web_world: World):
        auditor = signed_in(Role.AUDITOR)

        assert auditor.get(place(web_world, web_world.month.next, "lock")).status_code == 403


class TestOpeningAgain:
    @pytest.fixture
    def asked(self, web_world: World, client) -> str:
        month = web_world.month.previous
        there = place(web_world, month, "reopen")
        assert send(client, there, alasan="").status_code == 422
        assert send(client, there, alasan="Satu potongan tertukar").status_code == 302
        approval = Approval.objects.filter(kind="month.reopen", state="asked").latest("pk")
        return reverse("manage-period-decide", args=[approval.pk])

    def _book(self, world: World) -> Book:
        month = world.month.previous.first_day
        return Book.objects.get(agency_id=world.agencies[OFFICE], month=month)

    def _said(self, client: Client, there: str) -> dict[str, str]:
        return dict(HIDDEN.findall(client.get(there).content.decode()))

    def test_takes_a_second_person(self, web_world: World, client, second, asked):
        assert 'name="tolak"' not in client.get(asked).content.decode()
        assert self._book(web_world).state == "closed"

        answer = second.post(asked, self._said(second, asked))

        assert answer.status_code == 302
        assert self._book(web_world).state == "open"
        assert Reopening.objects.latest("pk").reason == "Satu potongan tertukar"

    def test_by_the_same_person_changes_nothing(self, web_world: World, client, second, asked):
        said = self._said(second, asked)
        said["form_key"] = "6f1c1b1e-0000-4000-8000-000000000001"

        assert client.post(asked, said).status_code == 422
        assert self._book(web_world).state == "closed"

    def test_can_be_refused_with_a_reason(self, web_world: World, second, asked):
        silent = second.post(asked, {**self._said(second, asked), "tolak": "1"})
        answer = second.post(
            asked, {**self._said(second, asked), "tolak": "1", "alasan": "Tidak perlu"}
        )

        assert (silent.status_code, answer.status_code) == (422, 302)
        assert self._book(web_world).state == "closed"

    def test_after_other_figures_names_both_sums(self, web_world: World, second, asked):
        said = {**self._said(second, asked), "seen": "0" * 64, "terlihat": "814800"}

        answer = second.post(asked, said)

        assert answer.status_code == 422
        assert "Dulu Rp814.800, sekarang Rp" in told(answer)
        assert self._book(web_world).state == "closed"

    def test_of_an_open_month_is_not_offered(self, web_world: World, client):
        assert client.get(place(web_world, web_world.month, "reopen")).status_code == 404
