"""The monthly staff list: first looked at, then taken over as a difference."""

from datetime import date, timedelta

import pytest
from django.db import connection

from payung.foundation.audit.models import Event
from payung.kernel.people import Actor, Role
from payung.stages.intake.models import ReceivedFile, RowProblem
from payung.stages.intake.problems import FileRefused
from payung.stages.registry.files import import_staff
from payung.stages.registry.models import Agency, AgencyAlias, CivilServant, StaffChange
from payung.stages.registry.problems import OutsideScope
from tests.factories.registry import (
    AT,
    Member,
    agency,
    civil_servant,
    kendal,
    members,
    secretariat,
    staff_sheet,
)

pytestmark = pytest.mark.django_db

OFFICES = ("Dinas Kesehatan", "Dinas Sosial", "Kecamatan Boja")
SITI = Member()
NEXT_MONTH = AT + timedelta(days=30)


def send(regency_id, people, *, apply=True, at=AT, by=None, title="Keadaan: 31 Oktober 2026"):
    return import_staff(
        content=staff_sheet(people, title=title),
        name="asn.xlsx",
        regency_id=regency_id,
        apply=apply,
        by=by or secretariat(regency_id),
        at=at,
    )


def figures(report):
    return {what: report.counts[what] for what in ("new", "changed", "moved", "gone", "back")}


def changes_of(name):
    rows = StaffChange.objects.filter(civil_servant__name=name).order_by("pk")
    return [change.kind for change in rows]


class TestLookingFirst:
    def test_tells_what_would_change_and_keeps_nothing(self):
        kendal_id = kendal()
        before = Event.objects.count()

        report = send(kendal_id, members(30, offices=OFFICES), apply=False)

        assert (report.rows, report.accepted, report.counts["new"]) == (30, 30, 30)
        assert report.counts["offices_founded"] == 3
        assert not CivilServant.objects.exists()
        assert not Agency.objects.exists()
        assert not ReceivedFile.objects.exists()
        assert Event.objects.count() == before

    def test_tells_the_same_as_taking_over_then_does(self):
        kendal_id = kendal()
        people = [*members(30, offices=OFFICES), SITI.but(nip="1985110620100329")]

        looked = send(kendal_id, people, apply=False)
        applied = send(kendal_id, people)

        assert looked == applied

    def test_may_be_done_twice_in_one_transaction(self):
        kendal_id = kendal()

        first = send(kendal_id, members(3), apply=False)
        second = send(kendal_id, members(4), apply=False)

        assert (first.accepted, second.accepted) == (3, 4)


class TestFirstList:
    def test_founds_the_offices_and_takes_everybody(self):
        kendal_id = kendal()

        report = send(kendal_id, members(30, offices=OFFICES))

        assert figures(report) == {"new": 30, "changed": 0, "moved": 0, "gone": 0, "back": 0}
        assert sorted(Agency.objects.values_list("name", flat=True)) == sorted(OFFICES)
        assert CivilServant.objects.filter(gone_on=None).count() == 30
        assert set(StaffChange.objects.values_list("kind", flat=True)) == {"new"}

    def test_finds_the_faults_of_the_sample_and_takes_every_other_row(self):
        kendal_id = kendal()
        people = members(60, offices=OFFICES)
        people[3] = people[3].but(nip=people[3].nip[:-1])
        people[20] = people[20].but(nip=people[7].nip)
        people[6] = people[6].but(office="DINAS  Kesehatan")
        people[9] = people[9].but(office="DINAS  Kesehatan")
        people[11] = people[11].but(office="Kec. Boja")

        report = send(kendal_id, people)

        assert (report.rows, report.accepted) == (60, 58)
        assert report.refused == {"nip_length": 1, "nip_repeated": 1}
        assert report.counts["office_spelled_differently"] == 3
        assert Agency.objects.count() == 3
        rows = [(p.row, p.column, p.finding.code) for p in report.problems]
        assert rows == [
            (8, "NIP", "nip_length"),
            (11, "Unit Kerja", "office_spelled_differently"),
            (14, "Unit Kerja", "office_spelled_differently"),
            (16, "Unit Kerja", "office_spelled_differently"),
            (25, "NIP", "nip_repeated"),
        ]

    def test_remembers_a_slip_so_that_it_is_decided_once(self):
        kendal_id = kendal()
        people = members(30, offices=("Kecamatan Sukorejo",))
        people[4] = people[4].but(office="Kecamatan Sukorjo")

        send(kendal_id, people)

        assert list(Agency.objects.values_list("name", flat=True)) == ["Kecamatan Sukorejo"]
        assert list(AgencyAlias.objects.values_list("folded", flat=True)) == ["kecamatan sukorjo"]

    def test_keeps_the_original_and_every_finding(self):
        kendal_id = kendal()

        send(kendal_id, [SITI, SITI.but(name="Siti Lain")])

        file = ReceivedFile.objects.get()
        assert (file.kind, file.state, file.regency_id) == ("staff", "applied", kendal_id)
        assert file.report["accepted"] == 1
        assert RowProblem.objects.get(file=file).code == "nip_repeated"

    def test_leaves_one_event_with_the_count_and_a_digest(self):
        kendal_id = kendal()

        send(kendal_id, members(30))

        event = Event.objects.get(action="staff.applied")
        assert (event.row_count, event.actor_id, event.regency_id) == (30, 901, kendal_id)
        assert len(event.digest) == 64
        assert event.detail["new"] == 30

    def test_takes_nobody_when_every_row_is_refused(self):
        kendal_id = kendal()

        report = send(kendal_id, [SITI.but(nip=198511062010032901)])

        assert (report.accepted, report.refused) == (0, {"nip_as_number": 1})
        assert not CivilServant.objects.exists()


class TestNextMonth:
    def test_the_same_people_change_nothing(self):
        kendal_id = kendal()
        people = members(30, offices=OFFICES)
        send(kendal_id, people)

        report = send(kendal_id, [*people, Member(nip="199001012015031902")], at=NEXT_MONTH)

        assert figures(report) == {"new": 1, "changed": 0, "moved": 0, "gone": 0, "back": 0}
        assert StaffChange.objects.count() == 31

    def test_a_change_keeps_what_was_and_what_is(self):
        kendal_id = kendal()
        send(kendal_id, [SITI])

        report = send(
            kendal_id, [SITI.but(grade="III/c", name="Siti Rahayuningsih")], at=NEXT_MONTH
        )

        assert report.counts["changed"] == 1
        change = StaffChange.objects.get(kind="changed")
        assert (change.before["grade"], change.after["grade"]) == ("III/b", "III/c")
        assert change.after["name"] == "Siti Rahayuningsih"
        assert "position" not in change.after
        assert CivilServant.objects.get().grade == "III/c"

    def test_somebody_in_another_office_has_moved(self):
        kendal_id = kendal()
        people = members(10, offices=OFFICES)
        send(kendal_id, people)
        people[0] = people[0].but(office="Dinas Sosial", grade="IV/a")

        report = send(kendal_id, people, at=NEXT_MONTH)

        assert figures(report) == {"new": 0, "changed": 0, "moved": 1, "gone": 0, "back": 0}
        change = StaffChange.objects.get(kind="moved")
        assert change.from_agency.name == "Dinas Kesehatan"
        assert change.to_agency.name == "Dinas Sosial"
        assert change.after == {"grade": "IV/a"}
        assert CivilServant.objects.get(nip=people[0].nip).agency.name == "Dinas Sosial"

    def test_somebody_missing_is_gone_from_that_day_and_not_deleted(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)

        report = send(kendal_id, people[1:], at=NEXT_MONTH)

        assert report.counts["gone"] == 1
        left = CivilServant.objects.get(nip=people[0].nip)
        assert left.gone_on == date(2026, 12, 20)
        assert changes_of(left.name)[-1] == "gone"

    def test_somebody_gone_stays_gone_without_being_told_again(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)
        send(kendal_id, people[1:])

        report = send(kendal_id, people[2:])

        assert report.counts["gone"] == 1

    def test_somebody_who_returns_is_the_same_person(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)
        send(kendal_id, people[1:])
        before = CivilServant.objects.get(nip=people[0].nip).pk

        report = send(kendal_id, [people[0].but(grade="IV/a"), *people[1:]])

        assert figures(report) == {"new": 0, "changed": 0, "moved": 0, "gone": 0, "back": 1}
        returned = CivilServant.objects.get(nip=people[0].nip)
        assert (returned.pk, returned.gone_on, returned.grade) == (before, None, "IV/a")

    def test_a_typing_slip_in_a_nip_makes_nobody_gone(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)
        slip = people[0].but(nip=people[0].nip[:-1])

        report = send(kendal_id, [slip, *people[1:]])

        assert (report.counts["gone"], report.counts["kept"]) == (0, 1)
        assert CivilServant.objects.get(nip=people[0].nip).gone_on is None

    def test_a_list_whose_numbers_are_all_damaged_makes_nobody_gone(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)

        report = send(kendal_id, [one.but(nip=float(one.nip)) for one in people])

        assert (report.accepted, report.counts["gone"], report.counts["kept"]) == (0, 0, 10)

    def test_an_office_that_may_be_meant_is_asked_about_and_its_people_stay(self):
        kendal_id = kendal()
        people = members(10, offices=("Kecamatan Patebon",))
        send(kendal_id, people)

        report = send(kendal_id, [people[0].but(office="Kecamatan Patbn"), *people[1:]])

        assert report.refused == {"office_unclear": 1}
        assert report.counts["gone"] == 0

    def test_a_closed_office_that_the_list_names_again_is_opened(self):
        kendal_id = kendal()
        agency_id = agency(kendal_id, "Dinas Kesehatan")
        Agency.objects.filter(pk=agency_id).update(closed_on=date(2026, 1, 1))

        send(kendal_id, [SITI])

        assert Agency.objects.get().closed_on is None

    @pytest.mark.parametrize(("missing", "said"), [(2, False), (3, True)])
    def test_more_than_a_fifth_gone_is_said_aloud(self, missing, said):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)

        report = send(kendal_id, people[missing:], apply=False)

        assert ("many_gone" in report.facts) is said


class TestTheSameContent:
    def test_changes_nothing_and_says_who_sent_it_when(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)
        events = Event.objects.count()

        report = send(kendal_id, people)

        assert report.facts["already_applied"].startswith(
            "Berkas ini sudah diterima 20/11/2026 09.00"
        )
        assert set(figures(report).values()) == {0}
        assert (ReceivedFile.objects.count(), Event.objects.count()) == (1, events)

    def test_saved_again_with_other_bytes_and_order_is_the_same(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)

        report = send(kendal_id, people[::-1], title="Keadaan: 30 November 2026")

        assert "already_applied" in report.facts

    def test_is_news_to_another_regency(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")
        people = members(10)
        send(kendal_id, people)

        report = send(klaten_id, people, apply=False)

        assert report.facts == {}


class TestOtherRegencies:
    def test_their_staff_never_counts_as_gone(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")
        everybody = members(20)
        send(klaten_id, everybody[:10])

        report = send(kendal_id, everybody[10:])

        assert report.counts["gone"] == 0
        assert CivilServant.objects.filter(regency_id=klaten_id, gone_on=None).count() == 10

    def test_somebody_still_on_their_staff_is_refused_here(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")
        send(klaten_id, [SITI])

        report = send(kendal_id, [SITI, *members(2)])

        assert report.refused == {"nip_other_regency": 1}
        assert report.accepted == 2

    def test_somebody_gone_there_is_new_here(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")
        there = agency(klaten_id)
        civil_servant(klaten_id, there, nip=SITI.nip, gone_on=date(2026, 10, 1))

        report = send(kendal_id, [SITI])

        assert report.counts["new"] == 1
        assert CivilServant.objects.filter(nip=SITI.nip).count() == 2

    def test_an_actor_of_another_regency_is_refused(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")
        stranger = Actor(902, "Tri Wibowo", Role.SECRETARIAT, klaten_id, None, "request-2")

        with pytest.raises(OutsideScope):
            send(kendal_id, [SITI], by=stranger)

        assert not CivilServant.objects.exists()


def test_a_file_that_is_no_list_is_refused_as_a_whole():
    kendal_id = kendal()

    with pytest.raises(FileRefused) as refused:
        import_staff(
            content=b"Halo;dunia\n1;2\n",
            name="asn.csv",
            regency_id=kendal_id,
            apply=True,
            by=secretariat(kendal_id),
            at=AT,
        )

    assert refused.value.code == "file.no_header"
    assert not ReceivedFile.objects.exists()


def test_two_thousand_people_from_month_to_month():
    kendal_id = kendal()
    people = members(2_000, offices=OFFICES)
    october = people[:1_960]
    november = [
        *(one.but(office="Kecamatan Boja") for one in people[0:30:3]),
        *(one.but(grade="IV/a") for one in people[1:31:3]),
        *(one for number, one in enumerate(people[:1_940]) if number >= 30 or number % 3 == 2),
        *people[1_960:],
    ]
    send(kendal_id, october)

    report = send(kendal_id, november, at=NEXT_MONTH)

    assert figures(report) == {"new": 40, "changed": 10, "moved": 10, "gone": 20, "back": 0}
    assert CivilServant.objects.filter(gone_on=None).count() == 1_980
    assert StaffChange.objects.filter(at=NEXT_MONTH).count() == 80


def test_the_staff_is_written_by_sets_whatever_their_number(django_assert_max_num_queries):
    kendal_id = kendal()
    by = secretariat(kendal_id)
    content = staff_sheet(members(300, offices=OFFICES))

    with django_assert_max_num_queries(45):
        import_staff(
            content=content, name="asn.xlsx", regency_id=kendal_id, apply=True, by=by, at=AT
        )

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_civilservant")
        assert cursor.fetchone() == (300,)
