"""The monthly staff list: first looked at, then taken over as a difference."""

from datetime import date

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
    agency,
    civil_servant,
    kendal,
    members,
    secretariat,
    staff_sheet,
)
from tests.stages.registry.sending_lists import NEXT_MONTH, OFFICES, SITI, figures, send

pytestmark = pytest.mark.django_db


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
