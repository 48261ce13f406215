"""Nobody lapses unnoticed: whoever can prevent it hears of it once per step, and never twice."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.foundation.audit.models import Event
from payung.foundation.outbox.models import Item, PreparedText
from payung.foundation.outbox.operations import note_opened
from payung.foundation.outbox.texts import problems_of
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process import lapse_warnings
from payung.process.endings import end_sponsorship
from payung.process.lapse_warnings import warn_of_lapses
from payung.stages.membership.models import LapseWarning
from payung.stages.membership.queries import warnings_of
from tests.factories import lapse
from tests.factories import remittance as made

pytestmark = pytest.mark.django_db

JOB = Actor.system("job:lapse")
NOVEMBER = Month(2026, 11)
SEEN_ON = date(2026, 11, 17)
"""The day after November's due day."""
ENDS_ON = date(2027, 2, 1)
PHONE = "+6281234567901"


def run(of, on=SEEN_ON):
    return warn_of_lapses(regency_id=of.regency_id, by=JOB, at=lapse.morning(on))


def texts(code=""):
    rows = PreparedText.objects.filter(dropped_at=None, code__startswith=code)
    return list(rows.order_by("pk"))


@pytest.fixture
def late():
    """A worker whose November was not cut, of a sponsor with an account and nothing else."""
    of = made.office("Dinas Kesehatan")
    (given,) = lapse.covered(of, (NOVEMBER,), until=NOVEMBER)
    lapse.account("Wulan", civil_servant_id=given.sponsor_id)
    return of, given


class TestChannels:
    def test_without_an_address_a_text_waits_with_the_officer_for_the_sponsor(self, late):
        of, given = late

        assert run(of) == 1

        (text,) = texts("wa.arrears")
        assert (text.sender_role, text.agency_id) == (Role.OFFICER, of.agency_id)
        assert text.subject_id == given.sponsorship_id
        assert "Iuran November 2026" in text.body
        assert "sampai 31/01/2027" in text.body
        assert Item.objects.count() == 0

    def test_a_sponsor_without_an_account_is_not_forgotten(self):
        of = made.office()
        lapse.covered(of, (NOVEMBER,), until=NOVEMBER)

        run(of)

        assert [text.phone_sealed for text in texts("wa.arrears")] == [None]

    def test_with_an_address_sponsor_officer_and_secretariat_get_mail(self):
        of = made.office("Dinas Kesehatan")
        (given,) = lapse.covered(of, (NOVEMBER,), until=NOVEMBER)
        lapse.account("Wulan", civil_servant_id=given.sponsor_id, email="w@payung.example")
        place = {"regency_id": of.regency_id, "email": "x@payung.example"}
        lapse.account("Endah", role=Role.OFFICER, agency_id=of.agency_id, **place)
        lapse.account("Yuli", role=Role.SECRETARIAT, **place)

        run(of)

        mails = {item.kind: item for item in Item.objects.order_by("pk")}
        assert Item.objects.count() == 3
        assert texts() == []
        told = mails["lapse.mail.sponsor"]
        assert told.subject == "Perlindungan pekerja Anda: sisa 76 hari"
        assert "Sebab menurut bendahara: gaji bersih tidak cukup." in told.body
        assert "Tanpa iuran sampai 31/01/2027, kepesertaan berakhir 01/02/2027." in told.body
        office = Item.objects.filter(kind="lapse.mail.office").order_by("pk")
        assert "Dinas Kesehatan: 1 pekerja" in office[0].body
        assert "kantor/akan-berhenti/" in office[0].body
        assert "kelola/akan-berhenti/" in office[1].body
        assert {item.regency_id for item in mails.values()} == {of.regency_id}

    def test_an_officer_without_an_address_is_told_by_the_secretariat(self, late):
        of, _ = late
        lapse.account("Endah", role=Role.OFFICER, agency_id=of.agency_id, phone=PHONE)

        run(of)

        (text,) = texts("wa.lapse_office")
        assert text.sender_role == Role.SECRETARIAT
        assert "1 pekerja di Dinas Kesehatan" in text.body
        assert text.phone_sealed is not None

    def test_no_message_names_a_worker_or_a_number(self, late):
        of, _ = late
        run(of)

        for text in PreparedText.objects.all():
            assert "Pekerja " not in text.body
            assert "wa.lint.number" not in problems_of(text.code, text.body)

    def test_who_does_not_want_to_hear_of_arrears_does_not_but_the_office_does(self, late):
        of, given = late
        lapse.account("Sari", role=Role.OFFICER, agency_id=of.agency_id, phone=PHONE)
        lapse.Person.objects.filter(civil_servant_id=given.sponsor_id).update(
            unwanted=["wa.arrears"]
        )

        run(of)

        assert [text.code for text in texts()] == ["wa.lapse_office"]


class TestSteps:
    def test_are_told_three_times_and_no_more_on_the_days_between(self, late):
        of, given = late
        told = {}
        for days in range((ENDS_ON - SEEN_ON).days, 0, -1):
            on = ENDS_ON - timedelta(days=days)
            if run(of, on):
                told[days] = LapseWarning.objects.latest("pk").step

        assert told == {76: "first", 14: "fortnight", 3: "last"}
        rows = warnings_of(viewer=of.secretariat.viewer, sponsorship_ids=[given.sponsorship_id])
        assert [row.loses_on for row in rows] == [ENDS_ON] * 3

    def test_a_second_run_and_a_third_send_nothing(self, late):
        of, _ = late
        run(of)
        before = (PreparedText.objects.count(), Item.objects.count(), LapseWarning.objects.count())

        assert [run(of), run(of, SEEN_ON + timedelta(days=1))] == [0, 0]
        assert before == (
            PreparedText.objects.count(),
            Item.objects.count(),
            LapseWarning.objects.count(),
        )

    def test_a_step_that_mail_was_sent_for_long_ago_is_not_sent_again(self, late):
        of, given = late
        lapse.Person.objects.filter(civil_servant_id=given.sponsor_id).update(
            email_sealed=lapse.sealer().seal("w@payung.example", "access_person.email")
        )
        run(of)
        Item.objects.all().delete()  # as `forget_done` does after thirty days

        run(of, SEEN_ON + timedelta(days=45))

        assert Item.objects.count() == 0

    def test_a_new_day_of_loss_is_told_anew(self, late):
        of, _ = late
        run(of)
        made.paid(of, NOVEMBER.next, not_cut=None)

        assert run(of, date(2027, 1, 20)) == 1
        assert LapseWarning.objects.latest("pk").loses_on == date(2027, 4, 1)

    def test_whoever_comes_late_to_a_list_is_told_at_once_with_the_step_of_the_day(self, late):
        of, _ = late

        assert run(of, ENDS_ON - timedelta(days=2)) == 1
        assert [row.step for row in LapseWarning.objects.all()] == ["last"]

    def test_two_that_are_new_at_an_office_are_one_message(self):
        of = made.office()
        lapse.covered(of, (NOVEMBER,), (NOVEMBER,), (), until=NOVEMBER)

        assert run(of) == 2
        assert len(texts("wa.lapse_office")) == 1
        assert "2 pekerja" in texts("wa.lapse_office")[0].body


class TestWhatIsOver:
    def test_a_text_nobody_opened_goes_when_the_money_came(self, late):
        of, given = late
        run(of)
        other = made.office()
        lapse.covered(other, (NOVEMBER,), until=NOVEMBER)
        with made.as_operation(), connection.cursor() as cursor:
            cursor.execute(
                """INSERT INTO remittance_paidmonth
                    (worker_id, month, attempt, agency_id, line_id, amount_idr, received_on)
                SELECT worker_id, month, 0, %s, id, amount_idr, '2026-11-18'
                FROM deductions_deductionline WHERE worker_id = %s AND month = '2026-11-01'""",
                [of.agency_id, given.worker_id],
            )

        assert run(of, date(2026, 11, 19)) == 1

        assert {text.agency_id for text in texts()} == {other.agency_id}

    def test_a_text_of_the_step_before_makes_room_for_the_next(self, late):
        of, _ = late
        run(of)

        run(of, ENDS_ON - timedelta(days=14))

        assert [text.key.rpartition(":")[2] for text in texts("wa.arrears")] == ["fortnight"]
        assert len(texts("wa.lapse_office")) == 1

    def test_a_text_that_was_opened_stays(self, late):
        of, _ = late
        run(of)
        text = texts("wa.arrears")[0]
        note_opened(text_id=text.pk, by=of.secretariat, at=lapse.morning(SEEN_ON))

        run(of, ENDS_ON - timedelta(days=14))

        text.refresh_from_db()
        assert text.dropped_at is None


class TestWhomToTell:
    def test_a_sponsor_who_stopped_is_told_once_the_office_at_every_step(self):
        of = made.office()
        (given,) = lapse.covered(of, until=NOVEMBER)
        lapse.account("Wulan", civil_servant_id=given.sponsor_id, phone=PHONE)
        end_sponsorship(
            sponsorship_id=given.sponsorship_id,
            ended_on=date(2026, 12, 31),
            until_month=Month(2027, 1),
            reason="wish",
            by=of.secretariat,
            at=lapse.morning(SEEN_ON),
        )

        for on in (date(2026, 12, 1), date(2026, 12, 18), date(2026, 12, 29)):
            assert run(of, on) == 1

        told = PreparedText.objects.order_by("pk").values_list("code", flat=True)
        assert list(told) == ["wa.lapse", *["wa.lapse_office"] * 3]
        assert "Anda berhenti. Mulai Januari 2027" in PreparedText.objects.order_by("pk")[0].body

    def test_money_on_its_way_is_the_offices_business_until_a_fortnight_before(self, late):
        of, given = late
        made.late_cut(
            of=of, month=NOVEMBER, given=given, by=of.treasurer, at=lapse.morning(SEEN_ON)
        )

        run(of)
        assert [text.code for text in texts()] == ["wa.lapse_office"]
        run(of, ENDS_ON - timedelta(days=14))
        assert "wa.lapse" in {text.code for text in texts()}

    def test_another_regency_hears_nothing(self, late):
        other = made.office(code="33.10")

        assert run(other) == 0
        assert LapseWarning.objects.count() == 0


class TestTheRun:
    def test_is_whole_or_absent(self, late, monkeypatch):
        of, _ = late

        def killed(**_: object) -> int:
            raise RuntimeError

        with monkeypatch.context() as patched:
            patched.setattr(lapse_warnings, "prepare_all", killed)
            with pytest.raises(RuntimeError):
                run(of)
        assert (LapseWarning.objects.count(), PreparedText.objects.count()) == (0, 0)

        assert run(of) == 1
        assert PreparedText.objects.count() == 2

    def test_leaves_one_event_with_its_counts(self, late):
        of, _ = late
        run(of)

        event = Event.objects.filter(action="lapse.told").latest("pk")
        assert event.row_count == 1

    def test_costs_the_same_whatever_the_number_of_workers(self):
        one, many = made.office(), made.office(code="33.10")
        lapse.covered(one, (NOVEMBER,), until=NOVEMBER)
        lapse.covered(many, *[(NOVEMBER,)] * 25, until=NOVEMBER)
        with CaptureQueriesContext(connection) as few:
            run(one)
        with CaptureQueriesContext(connection) as more:
            assert run(many) == 25

        assert len(more) == len(few)
